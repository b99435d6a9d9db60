"""Many patterns looked for in many texts: a pattern is tried only where a word that it needs stands in the text.

The index of Wu and Manber (1994), with words for blocks: a text costs one look at its words, however many are looked for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
class Sought:
    """Patterns, case ignored, in the order in which they are tried at one place; those without a word are tried everywhere."""

    patterns: tuple[str, ...] = ()
    needing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # a word to the places of patterns
    always: tuple[int, ...] = ()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each place that matches, from the left, none over another."""
        found = self.among(text)
        return [one.span() for one in found.finditer(text)] if found else []

    def within(self, text: str) -> bool:
        """Whether any pattern matches."""
        found = self.among(text)
        return bool(found and found.search(text))

    def among(self, text: str) -> "regex.Pattern[str] | None":
        """One pattern of those that may match, None of none."""
        hits = [self.needing[word] for word in words(text) & self.needing.keys()] if self.needing else []
        places = sorted({*self.always, *(place for hit in hits for place in hit)})
        return compiled(tuple(self.patterns[place] for place in places)) if places else None


def sought(parts: Sequence[Part]) -> Sought:
    """The parts, each under that word of it which the fewest of them have, the longest of these."""
    theirs = [words(part.said) for part in parts]
    common = Counter(word for one in theirs for word in one)
    needing: dict[str, list[int]] = {}
    for place, one in enumerate(theirs):
        if one:
            needing.setdefault(rarest(one, common), []).append(place)
    always = tuple(place for place, one in enumerate(theirs) if not one)
    return Sought(tuple(part.pattern for part in parts), {word: tuple(one) for word, one in needing.items()}, always)


def rarest(one: Iterable[str], common: Mapping[str, int]) -> str:
    """The rarest of some words, the longest of these, the first of these."""
    return min(one, key=lambda word: (common[word], -len(word), word))


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

    needing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a word to the texts that hold it between others
    always: tuple[str, ...] = ()  # texts of two words or fewer

    def __bool__(self) -> bool:
        return bool(self.needing or self.always)

    def within(self, text: str) -> bool:
        """Whether any of the texts is part of this one."""
        hits = (self.needing[word] for word in self.needing.keys() & text.split()) if self.needing else ()
        return any(part in text for part in self.always) or any(part in text for hit in hits for part in hit)


def phrases(texts: Sequence[str]) -> Phrases:
    """The texts, each under the rarest of its words that are not at its ends, which may stand in the middle of another's."""
    inner = {text: text.split()[1:-1] for text in texts}
    common = Counter(word for one in inner.values() for word in set(one))
    needing: dict[str, list[str]] = {}
    for text, one in inner.items():
        if one:
            needing.setdefault(rarest(one, common), []).append(text)
    return Phrases({word: tuple(one) for word, one in needing.items()}, tuple(text for text, one in inner.items() if not one))
