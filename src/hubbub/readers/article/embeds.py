"""Finds embedded posts in extracted text: "Name @handle" and the text twice, or the text, a dash, "Name (@handle)" and a date.

A header alone proves nothing: bylines and credits look the same. A post is taken where its text stands twice, where it is
signed with a date, or, in an article that has such posts or after words that announce one, where a header is followed by
what can only be a message. The platform is X: no other writes handles this way.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import regex

from hubbub.readers.article.emoji import rejoin
from hubbub.readers.article.found import Embed
from hubbub.readers.article.halves import HIDDEN, LEADING, MENTION, fuller, halves

BODY_LINES = 5  # the header's line and four after it
BODY_LONGEST = 4000
HEADER = regex.compile(r"(?:(?P<name>[^@\n]{1,60}?)\s+)?@(?P<handle>[A-Za-z0-9_]{1,15})(?=\s|$)")
SIGNED = regex.compile(
    r"[—–]\s?(?P<name>[^@\n]{0,80}?)\s*\(@(?P<handle>[A-Za-z0-9_]{1,15})\)[ \xa0]*"
    r"(?P<date>(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2}), (?P<year>20\d\d)|\d{1,2}\.? \p{L}{3,12}\.? (?:de )?20\d\d)?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NOT_NAME = regex.compile(
    r"(?:by|follow|via|photo|image|credit|written|contact|source|tweet|reported|from|email|share|join|find|see|watch|read|the|an?"
    r"|edited|video|picture|pic|courtesy|text|words|hashtag|like|subscribe|check|visit|at|on|in|and|or|with|to|follow us)\b",
    regex.I,
)
CREDIT = regex.compile(r"\b(?:image|photo|via|credit|getty|follow|on (?:twitter|x|instagram))\b", regex.I)
ANNOUNCED = regex.compile(
    r"\b(?:tweeted|tweets?|wrote|writes|posted|said|commented|replied|reacted|added|shared|below|following|embedded)\b[^.!?\n]*[:,]$",
    regex.I,
)
JOINED = "joined_halves"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article that is not blank, margins aside."""

    start: int
    end: int
    text: str


Finder = Callable[[list[Line], int, str, "regex.Match[str]"], Embed | None]


def lines(text: str) -> list[Line]:
    """The lines of a text, in order."""
    return [Line(found.start(), found.end(), found[0]) for found in regex.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]


def embeds(text: str) -> list[Embed]:
    """The embedded posts of an extracted text, in order; none overlaps another."""
    rows = lines(text)
    sure = [*take(rows, text, doubled), *signed(rows, text)]
    sure.extend(take(rows, text, partial(single, beside=bool(sure))))
    return apart(sure)


def apart(found: Sequence[Embed]) -> list[Embed]:
    """Those that overlap none before them in the list, by place."""
    kept: list[Embed] = []
    for one in found:
        at = bisect_left(kept, one.start, key=lambda other: other.start)
        if (not at or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def take(rows: list[Line], text: str, how: "Finder") -> Iterator[Embed]:
    """What one way of finding yields, line after line; lines inside a find are not looked at again."""
    done = 0
    for place, row in enumerate(rows):
        header = HEADER.match(row.text) if row.start >= done else None
        found = how(rows, place, text, header) if header else None
        if found:
            done = found.end
            yield found


def doubled(rows: list[Line], place: int, text: str, header: "regex.Match[str]") -> Embed | None:
    """The post of a header whose text stands twice, in its line or up to four lines on."""
    start = rows[place].start + header.end()
    for last in rows[place : place + BODY_LINES]:
        if last.end - start > BODY_LONGEST:
            return None
        pair = halves(text[start : last.end])
        if pair:
            return made(rows, place, header, last.end, fuller(pair), JOINED)
    return None


def single(rows: list[Line], place: int, text: str, header: "regex.Match[str]", *, beside: bool) -> Embed | None:
    """The post of a header whose text stands once: in its line, else in the next. `beside`: the article has doubled ones."""
    start = rows[place].start + header.end()
    alone = not LEADING.sub("", text[start : rows[place].end], count=1)
    last = rows[place + 1] if alone and place + 1 < len(rows) else rows[place]
    announced = bool(place and ANNOUNCED.search(rows[place - 1].text))
    body = text[start : last.end].strip()
    likely = announced or (beside and not alone and told(body))
    if not header["name"] or not message(header["name"], body) or not (likely or (MENTION.match(body) and (beside or not alone))):
        return None
    return None if body[0].islower() and not alone else made(rows, place, header, last.end, body)


def message(name: str, body: str) -> bool:
    """Whether a name and what follows can be a post's: no byline, no credit, no prose."""
    words = LEADING.sub("", body, count=1)
    return len(words) > 1 and name.rstrip()[-1:] not in ".,:;!?" and not NOT_NAME.match(name) and not CREDIT.search(name)


def told(body: str) -> bool:
    """Whether a text is more than a title or place of work: four words, not all of them capitalised."""
    words = LEADING.sub("", body, count=1).split()
    return len(words) >= 4 and any(word[0].islower() for word in words)


def made(rows: list[Line], place: int, header: "regex.Match[str]", end: int, text: str, note: str | None = None) -> Embed:
    """The post of a header; without a name in its line, the line above may be it, and a handle that opens the text is none."""
    start, name, handle = rows[place].start, header["name"], header["handle"]
    if not name and f"@{handle}".lower() in leading(text):
        handle = None
    elif not name and place and titled(rows[place - 1], rows[place]):
        start, name = rows[place - 1].start, rows[place - 1].text
    return embed(start, end, text, handle, name, note)


def leading(text: str) -> list[str]:
    """The mentions that open a text, in lower case."""
    found = LEADING.match(text)
    return found[0].lower().split() if found else []


def titled(above: Line, row: Line) -> bool:
    """Whether the line right above a handle is its name."""
    near = row.start - above.end <= 2 and len(above.text) <= 50 and "@" not in above.text
    return near and above.text[-1] not in '.,:;!?"”' and not NOT_NAME.match(above.text)


def embed(start: int, end: int, text: str, handle: str | None, name: str | None, note: str | None = None) -> Embed:
    """The record of a post found in text."""
    note = "unrecoverable" if HIDDEN.search(text) else note
    name = rejoin(name.strip()) if name else None
    return Embed(start=start, end=end, text=rejoin(text), platform="x", handle=handle, name=name or None, note=note)


def signed(rows: list[Line], text: str) -> Iterator[Embed]:
    """Posts as a page without scripts shows them: text, then "— Name (@handle) Month 1, 2020"."""
    for place, row in enumerate(rows):
        found = SIGNED.search(row.text)
        if not found or not found["date"]:
            continue
        start = row.start if found.start() or not place else rows[place - 1].start
        body = text[start : row.start + found.start()].strip()
        if body:
            pair = halves(body)
            joined = (fuller(pair), JOINED) if pair else (body, None)
            one = embed(start, row.start + found.end(), joined[0], found["handle"], found["name"], joined[1])
            yield dated(one, day(found))


def dated(one: Embed, when: datetime | None) -> Embed:
    """The same post with its day."""
    return replace(one, created_at=when, precision="day") if when else one


def day(found: "regex.Match[str]") -> datetime | None:
    """The date of a signature in English; None in another language."""
    month = (found["month"] or "")[:3].lower()
    try:
        return datetime(int(found["year"]), MONTHS.index(month) + 1, int(found["day"]), tzinfo=UTC)
    except (ValueError, TypeError):
        return None
