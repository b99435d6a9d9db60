"""An extracted text as its finders see it: Markdown's quotation marks, wrapped lines and link addresses left out.

Some extractors write Markdown: an embedded post is then a quotation ("> …"), wrapped at some width, its mentions links.
A view only leaves characters out, or makes a wrapped line's break a space, so each of its places has one in the article.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

QUOTED = regex.compile(r"(?m)(?:^[ \t]{0,3}>[^\n]*(?:\n|\Z))+")
MARGIN = regex.compile(r"(?m)^[ \t]{0,3}>(?:[ \t]?>)*+[ \t]?")
# A wrapped line: two spaces before a break would make it the author's.
SOFT = regex.compile(r"(?<=[^\s\\][ \\]?)\n(?=[^\s#>*+-]|#\w|[*+-]\S)")
LINKED = regex.compile(
    r"!?\[((?:[^\[\]\n]|\[[^\[\]\n]{0,200}\]){0,400})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,500}(?: \"[^\"\n]{0,200}\")?\)"
)
ESCAPED = regex.compile(r"\\(?=[\\`*_{}\[\]()#+.!>~|-])")
MARKED = regex.compile(r"(?:@|u/)\w{0,30}\\_|\\\[(?:image|video)")
ADDRESSED = regex.compile(r"\]\(<?https?://")


@dataclass(frozen=True, slots=True)
class View:
    """A text and, for each run of it, where the run stands in the article."""

    text: str
    starts: list[int] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)

    def source(self, place: int) -> int:
        """Where in the article a place of the view is."""
        at = bisect_right(self.starts, place) - 1
        return self.sources[at] + place - self.starts[at] if at >= 0 else place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the article a stretch of the view is."""
        return (self.source(start), self.source(end - 1) + 1) if start < end else (self.source(start),) * 2

    def without(self, spans: Iterable[tuple[int, int]]) -> "View":
        """The view without some spans, given in order."""
        parts, starts, sources, done, size = [], [], [], 0, 0
        for start, end in [*spans, (len(self.text), len(self.text))]:
            for begin, stop in self.runs(done, start):
                parts.append(self.text[begin:stop])
                starts.append(size)
                sources.append(self.source(begin))
                size += stop - begin
            done = max(done, end)
        return View("".join(parts), starts, sources)

    def runs(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """A stretch, parted where the article has something between."""
        at = bisect_right(self.starts, start)
        while start < end:
            stop = min(end, self.starts[at]) if at < len(self.starts) else end
            yield start, stop
            start, at = stop, at + 1


def view(text: str) -> View:
    """What the finders see of an article."""
    whole = ADDRESSED.search(text) is not None
    quoted = [found.span() for found in QUOTED.finditer(text)]
    seen = View(text)
    if quoted:
        seen = seen.without(found.span() for start, end in quoted for found in MARGIN.finditer(text, start, end))
    if quoted or whole:
        seen = unlinked(unwrapped(seen, [(0, len(text) + 1)] if whole else quoted))
    if quoted or whole or MARKED.search(text):
        seen = seen.without(found.span() for found in ESCAPED.finditer(seen.text))
    return seen


def unwrapped(seen: View, folded: list[tuple[int, int]]) -> View:
    """The same view, breaks of wrapped lines in some stretches of the article made spaces."""
    starts = [start for start, _ in folded]

    def inside(place: int) -> bool:
        at = bisect_right(starts, seen.source(place)) - 1
        return at >= 0 and seen.source(place) < folded[at][1] - 1

    joined = SOFT.sub(lambda found: " " if inside(found.start()) else found[0], seen.text)
    return View(joined, seen.starts, seen.sources)


def unlinked(seen: View) -> View:
    """The same view, links as their words."""
    spans = []
    for found in LINKED.finditer(seen.text):
        spans += [(found.start(), found.start(1)), (found.end(1), found.end())]
    return seen.without(spans)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article that is not blank, margins aside."""

    start: int
    end: int
    text: str


def lines(text: str) -> list[Line]:
    """The lines of a text, in order."""
    return [Line(found.start(), found.end(), found[0]) for found in regex.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
