"""An article's reports as spans of its text: cue, speaker, and the parts of what is said, quoted sentences that follow too."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubbub.readers.article.embeds import Line
from hubbub.readers.article.prose.base import Report
from hubbub.readers.article.prose.reports import introduced, reports
from hubbub.readers.article.prose.words import Sentence, sentences

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reported:
    """Spans of the article: the cue, the speaker if one is named, and the parts of the content, marks included."""

    cue: Span
    speaker: Span | None
    parts: tuple[Span, ...]


def reported(text: str, rows: Sequence[Line], inner: Sequence[Span]) -> list[Reported]:
    """Every report of an article in order; `rows` are lines of its `plain` text, `inner` the quoted passages in them."""
    found: list[Reported] = []
    spans = [outer(text, one) for one in inner]
    led: Reported | None = None  # what the line above leads to
    for row in rows:
        said = list(sentences(row, within(spans, row)))
        words = [word for each in said for word in each]
        if led and words and all(word.quoted or not word.wordy for word in words):
            found.append(replace(led, parts=((words[0].start, words[-1].end),)))
        elif words:
            found += heard(said)
        led = leads(said[-1]) if said else led
    return found


def leads(said: Sentence) -> Reported | None:
    """What a sentence leads to in the next paragraph, its content yet unknown."""
    found = introduced(said)
    return placed(said, Report(*found, ())) if found else None


def outer(text: str, inner: Span) -> Span:
    """A quoted passage with its marks."""
    start, end = inner[0] - 1, inner[1] + 1
    start -= text[start] == "'" and text[start - 1 : start] == "'"
    return start, end + (text[end - 1 : end + 1] == "''")


def within(spans: Sequence[Span], row: Line) -> list[Span]:
    """The parts of passages that lie in a line."""
    first = bisect_left(spans, (row.start, 0))
    first -= bool(first) and spans[first - 1][1] > row.start
    last = bisect_left(spans, (row.end, 0))
    return [(max(start, row.start), min(end, row.end)) for start, end in spans[first:last]]


def heard(line: Sequence[Sentence]) -> list[Reported]:
    """The reports of one line."""
    found: list[Reported] = []
    going: int | None = None  # the report that a quoted sentence goes on with
    for said in line:
        now = [placed(said, one) for one in reports(said)]
        if not now and going is not None and all(word.quoted or not word.wordy for word in said):
            last = found[going]
            found[going] = replace(last, parts=(*last.parts, (said[0].start, said[-1].end)))
            continue
        quoted = [place for place, one in enumerate(now) if holds_quoted(said, one)]
        going = len(found) + (quoted[0] if quoted else len(now) - 1) if now else None
        found += now
    return found


def holds_quoted(said: Sentence, one: Reported) -> bool:
    """Whether the report's content has a quoted passage."""
    return any(word.quoted and start <= word.start < end for word in said for start, end in one.parts)


def placed(said: Sentence, one: Report) -> Reported:
    """A report's words as spans."""
    parts = tuple(spans(said, part) for part in one.parts)
    return Reported(spans(said, one.cue), spans(said, one.speaker) if one.speaker else None, parts)


def spans(said: Sentence, words: tuple[int, int]) -> Span:
    """Where words [from, to) of a sentence stand."""
    return said[words[0]].start, said[words[1] - 1].end
