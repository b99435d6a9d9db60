"""The text of a page's elements as a reader sees it, with the places of its links. Nothing is run or fetched."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

Element = Any  # lxml has no types of its own
HIDDEN = frozenset({"script", "style", "template", "noscript", "svg"})
BLOCKS = frozenset(
    ("p", "div", "section", "article", "ul", "ol", "li", "blockquote", "figure", "figcaption", "table", "tr", "td", "pre")
) | frozenset(
    ("header", "footer", "main", "aside", "center", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "template", "noscript")
)
BREAK, EDGE = "\u2028", "\u2029"  # a line break, and where a block begins or ends
SPACE = regex.compile(r"[ \t\r\n\f\u2028\u2029]++")
PICTURED = regex.compile(
    r"(?=.*[^\d#*])[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f\u20e3\d#*\U000e0020-\U000e007f]{1,24}+"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link at [start, end) of a text."""

    start: int
    end: int
    href: str
    element: Element


@dataclass(frozen=True, slots=True)
class Run:
    """What an element shows: its text, line breaks kept, and its links in order."""

    text: str
    links: tuple[Link, ...]


def visible(element: Element) -> str:
    """The text of an element: white space folded, a line for each block and `br`; scripts and taken posts left out."""
    return run(element).text


def run(element: Element) -> Run:
    """The text of an element with its links. No recursion: pages nest as deep as they like."""
    parts: list[str] = []
    spans: list[tuple[int, int, Element]] = []
    opened: list[int] = []
    size = 0
    for piece, event, one in pieces(element):
        if one is not None and event == "start":
            opened.append(size)
        elif one is not None and opened:
            spans.append((opened.pop(), size, one))
        parts.append(piece)
        size += len(piece)
    text, places = folded("".join(parts).replace("\x00", ""))
    links = [Link(at(places, start), at(places, end), (one.get("href") or "").strip(), one) for start, end, one in spans]
    return Run(text, tuple(sorted(links, key=lambda link: (link.start, link.end))))


def pieces(element: Element) -> Iterator[tuple[str, str, Element]]:
    """Text in order, with the links that open and close before it; None where no link does."""
    skipped: Element = None
    for event, one in walk(element):
        ends, link = event != "start", one if one.tag == "a" else None
        if skipped is None and not ends:
            skipped = one if hides(one) else None
            if link is not None and skipped is None:
                yield "", "start", link
            yield (edge(one) if skipped is not None else opening(one)), "text", None
        elif ends and (skipped is None or skipped is one):
            if link is not None and skipped is None:
                yield "", "end", link
            yield edge(one) + (one.tail or "" if one is not element else ""), "text", None
            skipped = None


def walk(element: Element) -> Iterator[tuple[str, Element]]:
    """Start and end of each element below and with this one; comments and instructions only end."""
    from lxml.etree import iterwalk

    return iter(iterwalk(element, events=("start", "end", "comment", "pi")))


def hides(one: Element) -> bool:
    """Whether nothing in an element is shown, or it stands for a post taken out."""
    return one.tag in HIDDEN or one.get("hubbub") is not None


def edge(one: Element) -> str:
    """The mark of a block's edge."""
    return EDGE if one.tag in BLOCKS else ""


def opening(one: Element) -> str:
    """What an element shows before its children; pictures that stand for emoji show those."""
    if one.tag == "br":
        return BREAK
    if one.tag == "img":
        alt = one.get("alt") or ""
        return alt if PICTURED.fullmatch(alt) else ""
    return edge(one) + (one.text or "")


def folded(raw: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with its white space folded, and pairs of places in the raw text and in it."""
    parts: list[str] = []
    places = [(0, 0)]
    done = size = 0
    for found in SPACE.finditer(raw):
        inside = found.start() > 0 and found.end() < len(raw)
        parts += [raw[done : found.start()], gap(found[0]) if inside else ""]
        size += len(parts[-2]) + len(parts[-1])
        done = found.end()
        places += [(found.start(), size - len(parts[-1])), (done, size)]
    return "".join(parts) + raw[done:], places


def gap(space: str) -> str:
    """What white space shows: one line break at a block's edge, each `br` one, else a blank."""
    return "\n" if EDGE in space else "\n" * space.count(BREAK) or " "


def at(places: list[tuple[int, int]], raw: int) -> int:
    """The place in the folded text of a place in the raw one."""
    before = places[bisect_right(places, (raw, 1 << 62)) - 1]
    after = bisect_right(places, (raw, 1 << 62))
    limit = places[after][1] if after < len(places) else 1 << 62
    return min(before[1] + raw - before[0], limit)


def paragraphs(element: Element) -> str | None:
    """The text of an element's paragraphs, one a line; None when there is none."""
    found = [text for one in outermost(element, "p") if (text := visible(one)).strip()]
    return "\n".join(found) or None


def outermost(element: Element, tag: str) -> Iterator[Element]:
    """The elements of a tag that are in no other of it."""
    above: Element = None
    for one in element.iter(tag):
        if above is None or all(each is not above for each in one.iterancestors(tag)):
            above = one
            yield one
