"""The body text of a page by an extractor, and the posts put back into it at their places."""

from bisect import bisect_left
from dataclasses import replace
from typing import Any

import regex

from hubbub.readers.article.found import Embed
from hubbub.readers.article.taken import Placed
from hubbub.readers.article.visible import BLOCKS, edge, folded, walk
from hubbub.readers.article.visible import opening as begun

Element = Any
HIDDEN = ("script", "style", "template", "noscript", "svg", "head")
CROWDED = 25_000  # elements of a page: more are no article, and no extractor ends in time
STEEP = 1_000_000  # the same counted once for each element they are in
DENSE = 16_000_000  # pairs of inline elements in the same paragraph: the extractor looks at all of them
LINES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "figcaption")
OPENING = 120  # code points that tell one line from another


def body(root: Element) -> str:
    """The page's body text. Paragraph by paragraph where the extractor finds none."""
    import trafilatura
    from lxml import etree

    thin(root)
    if crowded(root):
        return whole(root)
    try:
        page = etree.tostring(root, encoding="unicode", method="html")
        text = trafilatura.extract(page, include_comments=False, deduplicate=False, with_metadata=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        text = None
    return text or plain(root)


def crowded(root: Element) -> bool:
    """Whether a page has so much, so deep or so much in one paragraph, that the extractor would not end in time."""
    size = steep = dense = depth = 0
    waiting = [0]  # inline elements so far in each of the open elements
    for event, one in walk(root):
        if event == "end":
            depth -= 1
            dense += waiting.pop() ** 2
        elif event == "start":
            depth, size, steep = depth + 1, size + 1, steep + depth
            waiting[-1] += one.tag not in BLOCKS
            waiting.append(0)
    return size > CROWDED or steep > STEEP or dense > DENSE


def whole(root: Element) -> str:
    """The text of a page's paragraphs, or all of it where most of it is in none."""
    marked = plain(root)
    parts = (begun(one) if event == "start" else edge(one) + (one.tail or "") for event, one in walk(root))
    shown = folded("".join(parts))[0].strip()
    return marked if 2 * len(marked) >= len(shown) else shown


def thin(root: Element) -> None:
    """Leaves two of many line breaks in a row: the extractor takes far too long over thousands."""
    for one in list(root.iter("br")):
        first = one.getprevious()
        second = first.getprevious() if first is not None else None
        above = [each for each in (first, second) if each is not None and each.tag == "br" and not (each.tail or "").strip()]
        if len(above) == 2:
            one.drop_tree()


def plain(root: Element) -> str:
    """The text of a page's paragraphs and headings."""
    for one in list(root.iter(*HIDDEN)):
        one.drop_tree() if one.getparent() is not None else None
    leaves = (one for one in root.iter(*LINES) if next(one.iterdescendants(*LINES), None) is None)
    parts = (" ".join("".join(one.itertext()).split()) for one in leaves)
    return "\n".join(part for part in parts if part)


def filled(text: str, placed: list[Placed], root: Element, mark: str) -> tuple[str, list[Embed]]:
    """The article's text with each post as lines of its own at its place, and the posts with their spans.

    A post whose token the extractor left out goes after the last line before it that the extractor kept.
    """
    token = regex.compile(rf"hubbub{mark}n\d+e")
    starts = {found[0]: found.start() for found in token.finditer(text)}
    lost = anchors(text, root, starts, token) if any(one.token not in starts for one in placed) else {}
    order = {one.token: number for number, one in enumerate(placed)}
    cuts = [(starts.get(one.token, lost.get(one.token, len(text))), order[one.token], one) for one in placed]
    writer = Writer(token)
    done = 0
    for place, _, one in sorted(cuts, key=lambda cut: cut[:2]):
        writer.prose(text[done:place])
        writer.post(one.embed)
        done = place
    writer.prose(text[done:])
    return "".join(writer.parts), writer.embeds


class Writer:
    """Writes prose and posts one after another; a post has its lines to itself, a post without text leaves no mark."""

    def __init__(self, token: "regex.Pattern[str]") -> None:
        self.token = token
        self.parts: list[str] = []
        self.embeds: list[Embed] = []
        self.size = 0
        self.fresh = True  # at the beginning of a line
        self.breaks = False  # a line ends before the next prose

    def add(self, piece: str) -> None:
        """Adds characters."""
        if piece:
            self.parts.append(piece)
            self.size += len(piece)
            self.fresh = piece[-1] == "\n"

    def prose(self, text: str) -> None:
        """The extractor's words, tokens left out."""
        words = self.token.sub("", text)
        if self.embeds:
            bare = words.lstrip(" \n")
            self.breaks = self.breaks or "\n" in words[: len(words) - len(bare)]
            gap = "\n" if self.breaks else " " if len(bare) < len(words) else ""
            words = ("" if self.fresh else gap) + bare if bare else ""
        self.add(words)
        self.breaks = self.breaks and not words

    def post(self, one: Embed) -> None:
        """A post's own words."""
        words = one.text or ""
        if words and not self.fresh:
            self.add("\n")
        self.embeds.append(replace(one, start=self.size, end=self.size + len(words)))
        self.add(words)
        self.breaks = self.breaks or bool(words)
        self.fresh = self.fresh and not words


def anchors(text: str, root: Element, starts: dict[str, int], token: "regex.Pattern[str]") -> dict[str, int]:
    """The place of each token that the extractor left out: the end of the last line before it that it kept."""
    ends = line_ends(text)
    found: dict[str, int] = {}
    place = 0
    for one in root.iter():
        names = token.findall(one.text or "") if one.get("hubbub") is not None else ()
        for name in names:
            if name in starts:
                place = max(place, starts[name] + len(name))
            else:
                found[name] = place
        if one.tag in LINES and not names:
            later = ends.get(opening(one), ())
            at = bisect_left(later, place)
            place = later[at] if at < len(later) else place
    return found


def opening(one: Element, width: int = OPENING) -> str:
    """The first characters an element holds."""
    words, size = [], 0
    for piece in one.itertext():
        words.append(piece)
        size += len(piece)
        if size > 4 * width:
            break
    return " ".join("".join(words).split())[:width]


def line_ends(text: str) -> dict[str, list[int]]:
    """Where each line of a text ends, by its opening."""
    ends: dict[str, list[int]] = {}
    size = 0
    for line in text.split("\n"):
        size += len(line)
        key = " ".join(line.split()).removeprefix("- ")[:OPENING]
        if key:
            ends.setdefault(key, []).append(size)
        size += 1
    return ends
