"""Many patterns looked for in many texts: a pattern is tried only where a word that it needs stands in the text.

The index of Wu and Manber (1994), with words for blocks: a text costs one look at its words, however many are looked for.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from hubbub.models.text import URL

WORD = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")
REPEATED = regex.compile(r"(\w)\1+")
KEPT = 4096  # combinations of patterns that are compiled once
DOTTED = str.maketrans("İı", "ii")  # equal to i where case is ignored, but not once case-folded


@dataclass(frozen=True, slots=True)
class Part:
    """A pattern, and what it looks for: each word of that must stand in a text apart, in some case, for the pattern to match."""

    pattern: str
    said: str


@dataclass(frozen=True, slots=True)
class Index:
    """The places of what is looked for, each under one word that it needs."""

    needing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    always: tuple[int, ...] = ()  # of what needs no word

    def among(self, found: Collection[str]) -> list[int]:
        """The places of what may be in a text of these words, in order."""
        hits = [self.needing[word] for word in self.needing.keys() & found] if self.needing else []
        return sorted({*self.always, *(place for hit in hits for place in hit)})


def index(theirs: Sequence[Collection[str]]) -> Index:
    """What is looked for, given as its words, each under that word which the fewest have, the longest of these."""
    common = Counter(word for one in theirs for word in set(one))
    needing: dict[str, list[int]] = {}
    for place, one in enumerate(theirs):
        if one:
            needing.setdefault(min(one, key=lambda word: (common[word], -len(word), word)), []).append(place)
    always = tuple(place for place, one in enumerate(theirs) if not one)
    return Index({word: tuple(places) for word, places in needing.items()}, always)


@dataclass(frozen=True, slots=True)
class Sought:
    """Patterns, case ignored, in the order in which they are tried at one place; those without a word are tried everywhere."""

    patterns: tuple[str, ...] = ()
    index: Index = field(default_factory=Index)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each place that matches, from the left, none over another."""
        found = self.among(text)
        return [one.span() for one in found.finditer(text)] if found else []

    def sub(self, new: Callable[["regex.Match[str]"], str], text: str) -> str:
        """A text with something new at each of these places."""
        found = self.among(text)
        return found.sub(new, text) if found else text

    def within(self, text: str) -> bool:
        """Whether any pattern matches."""
        found = self.among(text)
        return bool(found and found.search(text))

    def among(self, text: str) -> "regex.Pattern[str] | None":
        """One pattern of those that may match, None of none."""
        places = self.index.among(words(text)) if self.patterns else []
        return compiled(tuple(self.patterns[place] for place in places)) if places else None


def sought(parts: Sequence[Part]) -> Sought:
    """The parts, in their order."""
    return Sought(tuple(part.pattern for part in parts), index([words(part.said) for part in parts]))


def words(text: str) -> set[str]:
    """A text's runs of letters, marks and digits, in no case, a letter running once; also as they are where links end a word."""
    found = set(WORD.findall(bare(text)))
    return found | set(WORD.findall(bare(URL.sub(" ", text)))) if "http" in text or "www." in text else found


def bare(text: str) -> str:
    """A text in no case, each letter running once: the same of two texts that a pattern takes for one."""
    return REPEATED.sub(r"\1", (text if text.isascii() else text.translate(DOTTED)).casefold())


@lru_cache(KEPT)
def compiled(patterns: tuple[str, ...]) -> "regex.Pattern[str]":
    """One pattern of several."""
    return regex.compile("|".join(patterns), regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Texts of words looked for within others, to the letter."""

    texts: tuple[str, ...] = ()
    index: Index = field(default_factory=Index)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def within(self, text: str) -> bool:
        """Whether any of the texts is part of this one."""
        return any(self.texts[place] in text for place in self.index.among(text.split()))


def phrases(texts: Sequence[str]) -> Phrases:
    """The texts, found by their words that are not at their ends: those may stand in the middle of another's."""
    return Phrases(tuple(texts), index([text.split()[1:-1] for text in texts]))
