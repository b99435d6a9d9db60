"""Instagram: Instaloader's posts and comments, Zeeschuimer's three shapes, Apify's scrapers, Meta's personal export, and the
tables of minet and 4CAT.

A post is known by its shortcode, which every tool gives; a comment by its number.
"""

from collections.abc import Iterator, Mapping

from hubbub.readers.base import PRIVATE, Evidence, Item, Register, Shape, Source, hashed
from hubbub.readers.fields import Record, part, text
from hubbub.readers.instagram import apify, export, web
from hubbub.readers.instagram.content import NOT_POST
from hubbub.readers.instagram.tables import EXPORTS
from hubbub.readers.instagram.web import LOADER, ZEESCHUIMER
from hubbub.readers.jsons import Value, packed
from hubbub.readers.platform import CERTAIN, POSTLESS, Platform

__all__ = ["EXPORTS", "Instagram"]

HIDDEN = {PRIVATE, export.OTHER}  # of which not even a sample is shown
APIFY, EXPORT = "instagram-apify", "instagram-export"
TITLES = {
    LOADER: "posts or comments as Instaloader writes them",
    LOADER + POSTLESS: "an Instaloader file of no post",
    ZEESCHUIMER: "posts as Instagram's pages hold them",
    APIFY: "posts, comments or profiles of Apify's Instagram scrapers",
    EXPORT: "comments or posts of Meta's personal export: string_map_data or media",
    EXPORT + POSTLESS: "Meta's personal export, of what is no public post",
}


class Instagram(Platform):
    """See `platform.Platform`."""

    name = "instagram"
    shapes = (
        Shape(LOADER, "Instaloader's files of posts (.json, .json.xz) and of comments"),
        Shape(LOADER + POSTLESS, "Instaloader's files of profiles, stories and hashtags"),
        Shape(ZEESCHUIMER, "posts as Zeeschuimer catches them, in the three shapes of Instagram's pages"),
        Shape(APIFY, "Apify's Instagram scrapers: posts, reels, comments, profiles", "instagram_apify/*.jsonl"),
        Shape(EXPORT, "Meta's personal export: one's own comments and posts; their author is not named"),
        Shape(EXPORT + POSTLESS, "Meta's personal export: likes and follows, and letters, which are private and not read"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with the keys of one of the tools."""
        one = value.value
        name = kind(one, value.around) if isinstance(one, dict) else None
        return (name, TITLES[name]) if name else None

    def sniff(self, source: Source) -> Evidence | None:
        """Takes what is told apart; a long conversation, which is one object, by its beginning."""
        long = b'"participants"' in source.head[:65_536] and export.LETTER.search(source.head) is not None
        letters = Evidence(CERTAIN, TITLES[EXPORT + POSTLESS], EXPORT + POSTLESS) if long else None
        return super().sniff(source) or letters

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a post, comment or entry, whatever stands in it included."""
        one, row = value.value, value.row
        found = list(things(one, value.around)) if isinstance(one, dict) else []
        for number, (raw, content) in enumerate(found):
            if isinstance(content, str):
                yield register.unreadable(row.offset, content, b"" if content in HIDDEN else packed(raw))
            else:
                own = number == 0 and len(found) == 1
                yield register.post(row.sha256 if own else hashed(packed(raw)), content)
        if not isinstance(one, dict):
            yield register.unreadable(row.offset, NOT_POST, row.raw)


def kind(one: Record, around: Mapping[str, object]) -> str | None:
    """The shape of an object; None when it is not Instagram's."""
    if around.get("source_platform", "instagram.com") != "instagram.com":
        return None
    if "instaloader" in one and isinstance(one.get("node"), dict):
        return LOADER if loaded(one) else LOADER + POSTLESS
    if web.is_graph(one) or web.is_item(one):
        caught = "source_platform" in around or "_zs_instagram_view" in one or not web.is_graph(one)
        return ZEESCHUIMER if caught else LOADER
    if web.is_comment(one):
        return LOADER
    if apify.is_post(one) or apify.is_comment(one) or apify.is_profile(one):
        return APIFY
    return exported(one)


def exported(one: Record) -> str | None:
    """Which part of Meta's personal export an object is."""
    if export.is_letters(one):
        return EXPORT + POSTLESS
    first = next(iter(export.entries(one)), None)
    if not isinstance(first, dict) or not (export.is_listed(first) or export.is_post(first)):
        return None
    return EXPORT if export.is_comment(first) or export.is_post(first) else EXPORT + POSTLESS


def loaded(one: Record) -> bool:
    """Whether Instaloader's file is of a post."""
    named = text(part(one, "instaloader"), "node_type")
    return named == "Post" if named else web.is_graph(part(one, "node"))


def things(one: Record, around: Mapping[str, object]) -> Iterator[tuple[object, Record | str]]:
    """What stands in a value, each with its fields or the reason why it is no post."""
    name = kind(one, around)
    if name == APIFY:
        yield from ((raw, apify.content(raw, code, above)) for raw, code, above in apify.things(one))
    elif name in {EXPORT, EXPORT + POSTLESS}:
        yield from ((raw, export.content(raw)) for raw in export.entries(one))
    elif name == LOADER and web.is_comment(one):
        yield from ((raw, web.comment(raw, above)) for raw, above in web.comments(one))
    else:
        yield one, seen(one, around, name)


def seen(one: Record, around: Mapping[str, object], name: str | None) -> Record | str:
    """The fields of a post that stands alone; the reason why it is none."""
    if name == LOADER + POSTLESS:
        named = text(part(one, "instaloader"), "node_type")
        return f"an Instaloader file of a {named[:40] if named else 'thing'} that is no post"
    if name == LOADER and "instaloader" in one:
        return web.graph(part(one, "node"), around)
    if name is None:
        return NOT_POST
    return web.graph(one, around) if web.is_graph(one) else web.item(one, around)
