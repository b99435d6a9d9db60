"""Brings together what is quoted and what is reported: each passage once, with its speaker, and what stands outside the marks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from hubbub.readers.article.embeds import Line
from hubbub.readers.article.found import Saying
from hubbub.readers.article.prose.cues import listed
from hubbub.readers.article.prose.people import Cast
from hubbub.readers.article.prose.reported import Reported, Span, reported
from hubbub.readers.article.speaker import MANY, ONE
from hubbub.records import QuotationKind

CROWD = regex.compile(rf"\b(?:{ONE}|{MANY})\b|^(?:one|another|others?|some|many|several|someone)\b|^@\w", regex.I)
TITLE = regex.compile(
    r"(?:[\p{Lu}\p{N}][\w’'-]*+(?:\s++(?:of|the|a|an|and|in|on|for|to|is))*+(?:\s++|$))++"
)  # no sign at its end
NOBODY = listed("you")
LEADING = ",;:"
THAT = regex.compile(r"that\s++", regex.I)


def together(text: str, rows: Sequence[Line], inner: Sequence[Span], quoted: Sequence[Saying]) -> list[Saying]:
    """The sayings of an article in order: `quoted` were heard passage by passage, the others are reported by its sentences.

    A passage that is a post stays as it was heard. A report that holds other quoted passages takes their place.
    """
    cast = Cast()
    kept: dict[int, Saying] = {one.start: one for one in quoted if one.post or not TITLE.fullmatch(text, one.start, one.end)}
    starts, posts = [one.start for one in quoted], shown(quoted)
    for one in reported(text, rows, inner):
        speaker = cast.called(text[slice(*one.speaker)], one.speaker[0]) if one.speaker else None
        held = [each for part in one.parts for each in inside(quoted, starts, part)]
        if any(each.start in posts for each in held):
            continue
        for each in held:
            kept.pop(each.start, None)
        kept.update({each.start: each for each in parts(text, one, speaker, inner)})
    return [kept[start] for start in sorted(kept)]


def shown(quoted: Sequence[Saying]) -> frozenset[int]:
    """Where the passages begin that are posts, or go on with one."""
    found: set[int] = set()
    open_ = False
    for one in quoted:
        open_ = one.post is not None or (one.resumes and open_)
        found.update([one.start] if open_ else [])
    return frozenset(found)


def inside(quoted: Sequence[Saying], starts: Sequence[int], part: Span) -> Sequence[Saying]:
    """The sayings that lie in a span."""
    return quoted[bisect_left(starts, part[0]) : bisect_left(starts, part[1])]


def parts(text: str, one: Reported, speaker: str | None, inner: Sequence[Span]) -> list[Saying]:
    """Each part of a report as a saying; a part that is nothing but quoted passages as those passages."""
    spans = [span for part in one.parts for span in pieces(text, part, inner)]
    quoted = [within(span, inner) for span in spans]
    alone = all(passage == [span] for span, passage in zip(spans, quoted, strict=True))
    kind: QuotationKind = "direct" if alone else "mixed" if any(quoted) else "indirect"
    base = Saying(
        start=0,
        end=0,
        kind=kind,
        speaker=speaker,
        cue=text[slice(*one.cue)],
        cue_at=one.cue,
        speaker_at=one.speaker,
        crowd=bool(speaker and CROWD.search(speaker)),
    )
    tidy = [trimmed(text, span, alone) for span in spans]
    if kind == "indirect" and (nobody(text, one) or not any(worded(text, span) for span in tidy)):
        return []
    return [replace(base, start=start, end=end) for start, end in tidy if start < end]


def worded(text: str, span: Span) -> bool:
    """Whether a span says something by itself: several words, or a name."""
    return " " in text[slice(*span)] or text[span[0] : span[0] + 1].isupper()


def nobody(text: str, one: Reported) -> bool:
    """Whether nobody is meant: "you know …", "it shows …"."""
    return one.speaker is not None and text[slice(*one.speaker)].lower() in NOBODY


def pieces(text: str, part: Span, inner: Sequence[Span]) -> list[Span]:
    """A part's quoted passages, marks not included, if there is nothing else in it; else the part."""
    passages = within(part, inner)
    outside, at = [], part[0]
    for start, end in passages:
        outside.append(text[at:start])
        at = end
    outside.append(text[at : part[1]])
    return passages if passages and not any(letter.isalnum() for words in outside for letter in words) else [part]


def within(span: Span, inner: Sequence[Span]) -> list[Span]:
    """The quoted passages that lie in a span."""
    return list(inner[bisect_left(inner, (span[0], 0)) : bisect_left(inner, (span[1], 0))])


def trimmed(text: str, span: Span, alone: bool) -> Span:
    """A span without white space; a quoted one without its last comma, another without its "that"."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in LEADING):
        start += 1
    while start < end and (text[end - 1].isspace() or (alone and text[end - 1] == ",")):
        end -= 1
    that = None if alone else THAT.match(text, start, end)
    return (that.end() if that else start), end
