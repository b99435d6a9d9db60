"""Posts and comments that a page states about itself in ld+json: schema.org's SocialMediaPosting and its like, and Comment."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from hubbub.readers.article.addresses import address
from hubbub.readers.article.decode import moment
from hubbub.readers.article.found import Embed
from hubbub.readers.fields import clean, plain

Element = Any
POSTS = frozenset({"SocialMediaPosting", "DiscussionForumPosting", "Comment"})
NEAR = 200  # more stated posts than this are not searched for in the text
MOST = 100_000  # values looked at in one block


def statements(root: Element) -> Iterator[Embed]:
    """The posts of a page's ld+json blocks, in order."""
    for one in root.iter("script"):
        if "ld+json" not in (one.get("type") or "").lower():
            continue
        try:
            data = orjson.loads(one.text or "")
        except orjson.JSONDecodeError:
            continue
        yield from (found for each in objects(data) if (found := post(each)))


def objects(data: object) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, outer before inner, in order."""
    waiting = [data]
    for _ in range(MOST):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
        inner = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else ()
        waiting.extend(reversed(inner))


def post(one: dict[str, Any]) -> Embed | None:
    """The post an object states; None when it is none, or has no text or no author."""
    named = one.get("@type")
    kinds = {kind for kind in (named if isinstance(named, list) else [named]) if isinstance(kind, str)}
    text = next((value for name in ("articleBody", "text") if isinstance(value := one.get(name), str) and value.strip()), None)
    person = author(one.get("author"))
    if text is None or person is None or not POSTS & kinds:
        return None
    url = next((value for name in ("url", "@id") if isinstance(value := one.get(name), str) and value.startswith("http")), None)
    where = address(url)
    when, precision = moment(
        next((day for name in ("datePublished", "dateCreated") if isinstance(day := one.get(name), str)), "")
    )
    return Embed(
        start=0,
        end=0,
        text=clean(plain(text)).strip(),
        platform=where.platform if where else "unknown",
        origin="ld+json",
        handle=(where.handle if where else None) or person.get("alternateName"),
        name=person.get("name"),
        post_id=where.post_id if where else None,
        url=where.url if where else url,
        created_at=when,
        precision=precision,
    )


def author(value: object) -> dict[str, str] | None:
    """The author of a post, by name."""
    one = value[0] if isinstance(value, list) and value else value
    if isinstance(one, str):
        one = {"name": one}
    if not isinstance(one, dict):
        return None
    found = {name: each.strip().lstrip("@") for name in ("name", "alternateName") if isinstance(each := one.get(name), str)}
    return {name: each for name, each in found.items() if each} or None


def placed(text: str, embeds: list[Embed], stated: list[Embed]) -> tuple[str, list[Embed]]:
    """The article's text and posts with those stated: at their place where the text holds them, else after its end."""
    parts, size = [text], len(text)
    whole = [*embeds]
    taken = sorted((one.start, one.end) for one in embeds if one.text)
    for one in stated:
        words = one.text or ""
        at = text.find(words) if len(stated) <= NEAR else -1
        if not words or (at >= 0 and any(start < at + len(words) and at < end for start, end in taken)):
            at = -1
        if at < 0:
            lead = "\n" if size else ""
            parts += [lead, words]
            at = size + len(lead)
            size = at + len(words)
        whole.append(replace(one, start=at, end=at + len(words)))
    return "".join(parts), whole
