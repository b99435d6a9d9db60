"""Finds embedded posts in extracted text, in the order of how certain they are.

A header alone proves nothing: bylines and credits look the same. A post is taken where its text stands twice, where a
platform's own signature closes it or its dated header opens it, or, in an article that has such posts or after words that
announce one, where a header is followed by what can only be a message. None overlaps another; each keeps its place.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import regex

from hubbub.readers.article.closed import JOINED, NOT_NAME, Page, announces, closed, heading, spoken
from hubbub.readers.article.days import day
from hubbub.readers.article.emoji import rejoin
from hubbub.readers.article.feet import SERVER, SIGNED, Foot, feet, platform
from hubbub.readers.article.flow import Run, Stream, flowing, nearly, stream, twice
from hubbub.readers.article.found import Embed
from hubbub.readers.article.halves import HIDDEN, LEADING, MENTION, equal, fuller, unequal
from hubbub.readers.article.heads import FURNITURE, amid, headed
from hubbub.readers.article.view import Line, View, lines, view

__all__ = ["SIGNED", "Line", "day", "embeds", "lines"]

BODY_LINES = 16  # the header's line and those after it
BODY_LONGEST = 4000
HEADER = regex.compile(
    rf"(?:(?P<name>[^@\n]{{1,60}}?)[\s\u200e\u200f]{{0,40}}+(?<![A-Za-z0-9.+-]))?@(?P<handle>[A-Za-z0-9_]{{1,15}}(?:\.[\w-]{{1,30}}){{0,3}}(?:{SERVER})?)(?=\s|$)"
)
CREDIT = regex.compile(r"\b(?:image|photo|via|credit|getty|follow|on (?:twitter|x|instagram))\b", regex.I)


Finder = Callable[[Page, int, "regex.Match[str]"], Embed | None]


def embeds(text: str) -> list[Embed]:
    """The embedded posts of an extracted text, in order; none overlaps another."""
    seen = view(text)
    rows = lines(seen.text)
    page = Page(seen.text, rows, regex.search(r"\n[^\S\n]*\n", seen.text) is not None)
    signs, given = feet(seen.text), stream(seen.text)
    sure = [*take(page, partial(doubled, signs=signs, given=given)), *(ran(one, page) for one in flowing(given))]
    sure += [*closed(page, signs), *headed(page), *amid(page)]
    sure.extend(take(page, partial(single, beside=bool(sure))))
    return [placed(one, seen) for one in apart(sure)]


def placed(one: Embed, seen: View) -> Embed:
    """A post of a view at its place in the article."""
    start, end = seen.span(one.start, one.end)
    return replace(one, start=start, end=end)


def ran(one: Run, page: Page) -> Embed:
    """The post of running text, with the date of a signature right after it."""
    at = page.at(one.start)
    name, start = heading(page, at) if not one.name and page.rows[at].start == one.start else (one.name, one.start)
    found = embed(start, one.end, fuller(one.pair), one.handle, name, JOINED)
    foot = SIGNED.match(
        page.text, one.end + len(page.text[one.end : one.end + 9]) - len(page.text[one.end : one.end + 9].lstrip())
    )
    if foot is None or foot["handle"].lower() != one.handle.lower():
        return found
    return dated(replace(found, end=foot.end()), day(foot) if foot["date"] else None)


def apart(found: Sequence[Embed]) -> list[Embed]:
    """Those that overlap none before them in the list, by place."""
    kept: list[Embed] = []
    for one in found:
        at = bisect_left(kept, one.start, key=lambda other: other.start)
        if (not at or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start):
            kept.insert(at, one)
    return kept


def take(page: Page, how: "Finder") -> Iterator[Embed]:
    """What one way of finding yields, line after line; lines inside a find are not looked at again."""
    done = 0
    for place, row in enumerate(page.rows):
        header = HEADER.match(row.text) if row.start >= done else None
        found = how(page, place, header) if header else None
        if found:
            done = found.end
            yield found


def doubled(page: Page, place: int, header: "regex.Match[str]", *, signs: Sequence[Foot], given: Stream) -> Embed | None:
    """The post of a header whose text stands twice, in its line or in those after it, up to its own signature."""
    start = page.rows[place].start + header.end()
    foot = signature(page, start, header, signs)
    last = list(stops(page, place, start, foot))
    named = LEADING.match(page.text, start, last[-1]) if last else None
    ends = [end for end in last if named and end > named.end()]  # nothing but mentions says nothing twice
    for how, likely in ((equal, twice), (unequal, nearly)):
        for end in ends:
            pair = how(page.text[start:end]) if likely(given, start, end) else None
            if pair:
                return closing(made(page, place, header, end, fuller(pair), JOINED), page, header, foot)
    body = page.text[start : foot.start].strip() if foot and foot.start - start <= BODY_LONGEST else ""
    own = body and foot and same(foot, header) and not page.parted
    return closing(made(page, place, header, foot.start, body), page, header, foot) if own and foot else None


def stops(page: Page, place: int, start: int, foot: Foot | None) -> Iterator[int]:
    """Where a header's text may end: with each line, up to the next signature."""
    for last in page.rows[place : place + BODY_LINES]:
        end = min(last.end, foot.start) if foot else last.end
        if end - start > BODY_LONGEST:
            return
        yield end
        if foot and last.end > foot.start:
            return


def signature(page: Page, start: int, header: "regex.Match[str]", signs: Sequence[Foot]) -> Foot | None:
    """The next signature, from its dash on: the header says how much of what stands before it is the name."""
    at = bisect_left(signs, start, key=lambda one: one.start)
    foot = signs[at] if at < len(signs) else None
    if foot is None or not same(foot, header) or not header["name"]:
        return foot
    dash = page.text.rfind(f"— {header['name'].strip()} (", start, foot.end)
    return replace(foot, start=dash) if 0 <= dash < foot.start else foot


def same(foot: Foot, header: "regex.Match[str]") -> bool:
    """Whether a signature is the header's author's."""
    return (foot.handle or "").lower() == header["handle"].lower()


def closing(one: Embed, page: Page, header: "regex.Match[str]", foot: Foot | None) -> Embed:
    """The post with its author's signature where that comes right after it."""
    if foot is None or not same(foot, header) or page.text[one.end : foot.start].strip():
        return one
    return dated(replace(one, end=foot.end), foot.when)


def single(page: Page, place: int, header: "regex.Match[str]", *, beside: bool) -> Embed | None:
    """The post of a header whose text stands once: in its paragraph, else in the next. `beside`: the article has certain ones."""
    row = page.rows[place]
    start = row.start + header.end()
    alone = not LEADING.sub("", page.text[start : row.end], count=1)
    last = paragraph(page, place + 1 if alone and place + 1 < len(page.rows) else place)
    announced = place > 0 and announces(page.rows[place - 1].text)
    body = page.text[start : page.rows[last].end].strip()
    likely = announced or (beside and not alone and told(body))
    if not header["name"] or not message(header["name"], body) or not (likely or (MENTION.match(body) and (beside or not alone))):
        return None
    return None if body[0].islower() and not (alone or announced) else made(page, place, header, page.rows[last].end, body)


def paragraph(page: Page, place: int) -> int:
    """The last line of a paragraph: the line itself where no blank lines part them, or another header or a button follows."""
    last = place
    for at in range(place + 1, min(len(page.rows), place + BODY_LINES)):
        words = page.rows[at].text
        going = (page.parted and page.joined(at - 1, at)) or not spoken(words)
        if not going or HEADER.match(words) or FURNITURE.match(words) or SIGNED.match(words):
            break
        last = at
    return last


def message(name: str, body: str) -> bool:
    """Whether a name and what follows can be a post's: no byline, no credit, no prose."""
    words = LEADING.sub("", body, count=1)
    return len(words) > 1 and name.rstrip()[-1:] not in '.,:;!?"' and not NOT_NAME.match(name) and not CREDIT.search(name)


def told(body: str) -> bool:
    """Whether a text is more than a title or place of work: four words, not all of them capitalised."""
    words = LEADING.sub("", body, count=1).split()
    return len(words) >= 4 and any(word[0].islower() for word in words)


def made(page: Page, place: int, header: "regex.Match[str]", end: int, text: str, note: str | None = None) -> Embed:
    """The post of a header; without a name in its line, the line above may be it, and a handle that opens the text is none."""
    start, name, handle = page.rows[place].start, header["name"], header["handle"]
    if not name and f"@{handle}".lower() in leading(text):
        handle = None
    elif not name:
        name, start = heading(page, place)
    return embed(start, end, text, handle, name, note)


def leading(text: str) -> list[str]:
    """The mentions that open a text, in lower case."""
    found = LEADING.match(text)
    return found[0].lower().split() if found else []


def embed(start: int, end: int, text: str, handle: str | None, name: str | None, note: str | None = None) -> Embed:
    """The record of a post found in text."""
    note = "unrecoverable" if HIDDEN.search(text) else note
    name = rejoin(name.strip(" \xa0\n\u200e\u200f")) if name else None
    source = platform(handle) if handle else "x"
    return Embed(start=start, end=end, text=rejoin(text), platform=source, handle=handle, name=name or None, note=note)


def dated(one: Embed, when: datetime | None) -> Embed:
    """The same post with its day."""
    return replace(one, created_at=when, precision="day") if when else one
