"""Whether a heading may stand beside a key point. No model is asked: a heading is a shortened sentence, or it is none.

What passes says nothing that nobody said: its words stand in this order in the key point, up to plurals and the like, from
where a clause begins to where one ends; between them only light words, one adjective or a phrase is left out. Articles may be
added, and one opening of `OPENING`. It denies what the key point denies, keeps every condition and doubt, and accuses nobody.
Everything else is refused with a reason, and the verbatim key point stands alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from hubbub.headings.tokens import Token, clause, measured, run, stem, tokens, whole
from hubbub.headings.words import ACCUSING, ARTICLES, HEDGES
from hubbub.viewpoints.polarity import denies, opposed, valence
from hubbub.viewpoints.sentences import split

LONGEST, MOST_WORDS, FEWEST_WORDS = 90, 12, 2  # characters and words of a heading
OPENING = regex.compile(
    r"(?P<many>people|users) (?:say|think|feel|write)(?: that)? |the view that |(?P<topic>views? (?:on|about) )", regex.IGNORECASE
)
SIGNS = regex.compile(r"[^\p{L}\p{M}\p{N} ,;:()?%$£€¥'’–—.\-]|(?<!\p{N})\.|\.(?!\p{N})|(?<![\p{L}\p{M}\p{N}])['’]|\p{M}{3}| {2}")
LINKED = regex.compile(r"[@＠#＃]|://|\bwww\b|\b[ur]/\w", regex.IGNORECASE)

EMPTY = "no heading was given"
LINES = "more than one line"
LENGTH = "too long or too short for a heading"
MARKED = "signs that belong in no heading: markup, links, names of accounts, quotation marks"
ACCUSES = "words that accuse or pass a verdict"
MANY = "it speaks of people, and not more than one is known to hold the view"
FOREIGN = "words, numbers or names that the key point has not, or not in this order"
TORN = "a part of a sentence that cannot stand alone"
COUNTED = "a number without what it counts"
DENIAL = "it denies what the key point does not deny, or the other way round"
TONE = "it praises or faults where the key point does not, or the other way round"
HEDGED = "a condition or doubt of the key point is missing"
ASKED = "it asks where the key point states, or the other way round"
NOTHING = "it is no shorter than the key point"
TAKEN = "another viewpoint has the same heading"


@dataclass(frozen=True, slots=True)
class Source:
    """What a heading is judged by, and all that the model was shown: the verbatim key point."""

    key_point: str
    several: bool = False  # whether more than one person is known to hold the view


def refusal(text: str, source: Source) -> str | None:
    """The first rule that a heading breaks; None where it may stand."""
    return next(broken(text, source), None)


def broken(text: str, source: Source) -> Iterator[str]:
    """The rules that a heading breaks, those that need no source first."""
    yield from shape(text)
    opening = OPENING.match(text)
    if opening and opening["many"] and not source.several:
        yield MANY
    rest = text[opening.end() :] if opening else text
    topic = bool(opening and opening["topic"])
    yield from origin(content(rest), source, topic)
    yield from meaning(rest, source.key_point, topic)
    if repeats(rest, source.key_point):
        yield NOTHING


def shape(text: str) -> Iterator[str]:
    """Rules of form, and words that no heading has."""
    if not text.strip():
        yield EMPTY
    if len(text.splitlines()) > 1 or text != text.strip():
        yield LINES
    if len(text) > LONGEST or not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS:
        yield LENGTH
    if SIGNS.search(text) or LINKED.search(text):
        yield MARKED
    parts = regex.split(r"[\s\-‐]+", text.lower())
    if any({part, stem(part.strip(",;:()?'’"))} & ACCUSING for part in parts):
        yield ACCUSES


def origin(heading: Sequence[Token], source: Source, topic: bool) -> Iterator[str]:
    """Rules of origin: one sentence has these words so. A topic ("views on ...") states nothing and may begin anywhere."""
    found = [(places, one) for one in sentences(source) if heading and (places := run(heading, one))]
    standing = [(places, one) for places, one in found if topic or whole(places, one)]
    if not found:
        yield FOREIGN
    elif not any(measured(*one) for one in found):
        yield COUNTED
    elif not any(measured(*one) for one in standing):
        yield TORN
    if found and not (topic or any(valence(joined(heading)) == valence(joined(clause(*one))) for one in standing or found)):
        yield TONE


def meaning(text: str, key_point: str, topic: bool) -> Iterator[str]:
    """Rules of sense: nothing is turned round, nor stated more firmly than the key point does."""
    if denies(text) != denies(key_point) or opposed(text, key_point):
        yield DENIAL
    if valence(text) * valence(key_point) < 0:
        yield TONE
    if ("?" in text) != ("?" in key_point) and not topic:
        yield ASKED
    if hedges(key_point) != hedges(text) and not topic:
        yield HEDGED


def joined(several: Sequence[Token]) -> str:
    """Tokens as a text again."""
    return " ".join(one.text for one in several)


def sentences(source: Source) -> list[list[Token]]:
    """The sentences of a key point, which is one but for pieces of it that end like one."""
    return [tokens(source.key_point[start:end]) for start, end in split(source.key_point)]


def content(text: str) -> list[Token]:
    """The tokens of a heading without articles."""
    return [one for one in tokens(text) if one.low not in ARTICLES]


def hedges(text: str) -> set[str]:
    """The words that make a condition, doubt, wish or somebody else's saying."""
    return {one.low for one in tokens(text) if one.text != "May"} & HEDGES  # the month


def repeats(rest: str, key_point: str) -> bool:
    """Whether a heading is the key point again."""
    return words(content(rest)) == words(content(key_point))


def words(several: Sequence[Token]) -> list[str]:
    """In lower case, without marks."""
    return [stem(one.low) for one in several if one.word]
