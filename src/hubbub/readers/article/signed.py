"""Posts that an embed signs: text, "— Name (@handle)", and the date linked to the post. X and Bluesky write them so.

One element may hold several, and may hold more than its posts where the page was not closed properly: each post ends with
the link that follows its signature, and what comes after the last is not its own.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape

import regex

from hubbub.readers.article.addresses import Address, address
from hubbub.readers.article.embeds import SIGNED, day
from hubbub.readers.article.found import Embed
from hubbub.readers.article.halves import HIDDEN
from hubbub.readers.article.speaker import last
from hubbub.readers.article.visible import Link, Run

WHO = r"\([ \xa0]{0,3}@(?P<handle>[\w-](?:[\w.-]{0,78}[\w-])?(?:@[\w.-]{3,80})?)[ \xa0]{0,3}\)"
DASH = r"(?:[—–―]|--|&mdash;|&#8212;)"
FOOT = regex.compile(rf"^[ \xa0\u200b-\u200f]{{0,8}}(?:{DASH}|-)[ \xa0]?(?P<name>[^\n]{{0,120}}?)\s{{0,4}}{WHO}", regex.M)
INLINE = regex.compile(rf"(?:{DASH}|(?<!\S)-(?=\s))[ \xa0]?(?P<name>[^—–―\n]{{0,120}}?)\s{{0,4}}{WHO}")
UNMARKED = regex.compile(FOOT.pattern.replace("@(?P", "(?P"), regex.M)  # the sign before the handle is lost
BARE = regex.compile(rf"^(?P<name>[^\n()]{{0,80}}?)[ \xa0]{{0,3}}{WHO}(?=\s{{0,4}}(?:[^\n]{{0,40}}\d[^\n]{{0,20}})?\Z)", regex.M)
ENTITY = regex.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|mdash|ndash|hellip|rsquo|lsquo|rdquo|ldquo|#\d{2,7}|#x[\da-f]{2,6});", regex.I
)
ATTACHED = ("[image or embed]", "[video]", "[image]")  # Bluesky's own words for what it does not show
DATED = regex.compile(r"[^\n]{0,60}\d[^\n]{0,40}")
LAST = 4  # links at a text's end that are looked at
NEAR = 60  # code points between a signature and its link
CORNER = 1288834974657  # milliseconds: X ids above 2**22 hold the time since then
FIRST_TIMED = 30_000_000_000  # ids before November 2010 do not
Foot = regex.Match[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One signed post in a run: its text is [start, cut), its own address and the link where it ends."""

    start: int
    cut: int
    end: int
    foot: Foot | None
    where: Address | None
    link: Link | None


def feet(text: str) -> list[Foot]:
    """The signatures of a text, in order; those on a line of their own may have a dash in the name."""
    found = {each.end(): each for each in INLINE.finditer(text)} | {each.end(): each for each in FOOT.finditer(text)}
    return [found[end] for end in sorted(found)] or [*UNMARKED.finditer(text)][-1:] or [*BARE.finditer(text)][-1:]


def parts(shown: Run, platform: str) -> list[Part]:
    """The posts of a run: one for each link to a post that a signature leads to; else one for the last signature or link."""
    own = [(link, where) for link in shown.links if (where := address(link.href)) and where.platform == platform]
    signatures = feet(shown.text)
    found: list[Part] = []
    for place, leading in led(signatures, [link.start for link, _ in own]).items():
        link, where = own[place]
        done = found[-1].end if found else 0
        each = owner([one for one in leading if one.start() >= done], where)
        if each is not None:
            found.append(Part(done, each.start(), link.end, each, where, link))
    return found or [unlinked(shown, own, signatures[-1] if signatures else None)]


def led(signatures: list[Foot], starts: list[int]) -> dict[int, list[Foot]]:
    """The signatures right before each link, by the link's place among the starts; both are in order."""
    found: dict[int, list[Foot]] = {}
    for each in signatures:
        place = bisect_left(starts, each.end())
        if place < len(starts) and starts[place] - each.end() <= NEAR:
            found.setdefault(place, []).append(each)
    return found


def owner(leading: list[Foot], where: Address) -> Foot | None:
    """Whose link it is: of who is named like the link, else of the last; a post may name others as a signature would."""
    handle = (where.handle or "").lower()
    mine = [one for one in leading if one["handle"].lower() == handle]
    return next(reversed(mine or leading), None)


def unlinked(shown: Run, own: list[tuple[Link, Address]], foot: Foot | None) -> Part:
    """The one post of a run whose signature has no link of its own, or that has no signature."""
    size = len(shown.text)
    mine = [one for one in own if foot and (one[1].handle or "").lower() == foot["handle"].lower()]
    link, where = (mine or own)[-1] if own else (None, None)
    if foot:
        return Part(0, foot.start(), size, foot, where, None)
    label = shown.text[link.start : link.end].strip() if link else ""
    closing = link is not None and (not label or address(label) is not None or DATED.fullmatch(label) is not None)
    return Part(0, link.start if link and closing else size, size, None, where, None)


def posts(shown: Run, platform: str) -> list[tuple[Embed, Part]]:
    """The records of a run's posts."""
    escaped = doubly(shown.text)
    return [(record(shown, part, platform, escaped), part) for part in parts(shown, platform)]


def record(shown: Run, part: Part, platform: str, escaped: bool) -> Embed:
    """The post of a part. `escaped`: the page escaped its marks twice, and they are read twice."""
    words = said(shown, part)
    text = (unescaped(words) if escaped else words) or None
    foot, where = part.foot, part.where
    name = unescaped(foot["name"]).strip(" \xa0\n") if foot else ""
    when = posted(shown.text[part.cut : part.end], where)
    changed = "unescaped" if escaped and text != words else None
    return Embed(
        start=0,
        end=0,
        text=text,
        platform=platform,
        handle=foot["handle"] if foot else where.handle if where else None,
        name=name or None,
        post_id=where.post_id if where else None,
        url=where.url if where else None,
        created_at=when,
        precision="day" if when else "none",
        note=note(text) or changed,
    )


def said(shown: Run, part: Part) -> str:
    """The words of a part, without what the embed itself puts after them."""
    words = shown.text[part.start : part.cut].strip()
    last = bisect_left(shown.links, part.cut, key=lambda link: link.start)
    for link in reversed(shown.links[max(0, last - LAST) : last]):
        label = shown.text[link.start : link.end].strip()
        if part.start <= link.start and label in ATTACHED and words.endswith(label):
            words = words[: -len(label)].strip()
    return "" if address(words) else words


def unescaped(text: str) -> str:
    """A text whose marks were escaped once too often, as it was."""
    return ENTITY.sub(lambda found: unescape(found[0]), text)


def doubly(text: str) -> bool:
    """Whether a page escaped its marks twice: no reader is shown `&quot;`."""
    return ENTITY.search(text) is not None


def note(text: str | None) -> str | None:
    """Flags a part of the text that the page has lost."""
    return "unrecoverable" if text and HIDDEN.search(text) else None


def posted(foot: str, where: Address | None) -> datetime | None:
    """The day of a post: as signed, else as X's id says."""
    found = last(SIGNED, foot.replace("\n", " "))
    when = day(found) if found else None
    known = where.post_id if where and where.platform == "x" else None
    if when or not known or not FIRST_TIMED < int(known) < 1 << 63:
        return when
    exact = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=(int(known) >> 22) + CORNER)
    return exact.replace(hour=0, minute=0, second=0, microsecond=0)


def is_signed(shown: Run) -> Iterator[str]:
    """The platforms whose signed posts a run holds, whatever its markup says: a signature with the post's own link after it."""
    for platform in ("x", "bluesky"):
        if any(part.foot and part.link for part in parts(shown, platform)):
            yield platform
