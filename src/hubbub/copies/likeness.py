"""Whether two texts are near-copies, how alike they are, and why: the only place that judges a pair."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise
from math import log2

import numpy as np
import pyarrow as pa
import regex
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from hubbub.copies.shingles import END, squash
from hubbub.models.negators import NEGATORS, japanese
from hubbub.models.text import SIGNS

LEAST = 20  # letters and digits: shorter texts are copies only when their keys are equal
LIKE = 0.8  # share of characters in common, in order (normalised Indel), from which two texts may be one
# Two people who say a common thing alike do not copy each other. What two texts share must be so many bits rarer than what
# any two of the collection's texts share by chance, words taken as independent; they are not, hence a wide margin. Chosen on
# planted copies and natural neighbours in real posts: evals/README.md.
MARGIN = 32.0
# Nobody ends a text within a word: what breaks off there was cut, and need be no rarer than chance.
BROKEN = 0.0
# Who words a thing alike without copying shares whole phrases with others, too: once it is known which phrases stand in many
# texts that are no copies of each other, a word is as rare as it is after the word before it, and less of a margin is enough.
PHRASED = 16.0
OWN = 12.0  # bits that each of two texts may have in the one place where they differ: a common word for another
SPELT = 60  # percent of characters in common from which that is the same, misspelled
ASIDE = 24  # letters and digits that may stand around a text held whole, or
LEAN = 0.75  # its length times this where that is less, or
SLACK = 0.2  # its length times this where that is more: with more around it, the writer has something of their own to say
LONG = 40  # letters and digits from which a text may be a longer one cut short, where it is
HALF = 0.5  # of that one at least; or, where it breaks off within a word,
THIRD = 0.3  # of that one
DENIED = "ない"  # what stands for an ending that denies
PAIRS = pa.schema([("first", pa.int64()), ("second", pa.int64()), ("similarity", pa.float64()), ("reason", pa.string())])

# What turns a text into another one by a small edit: numbers, dates, negations, blame. A template is not a copy.
BLAME = "worst worse hate hates hated bad terrible awful boring peor odio pior pire"
DATES = """
january february march april may june july august september october november december monday tuesday wednesday thursday friday
saturday sunday enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes
miércoles jueves viernes sábado domingo janeiro fevereiro março maio junho julho setembro outubro novembro dezembro janvier
février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi
dimanche januar februar märz juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
"""
FORMS = ("kein", "schlecht", "peggior")  # words that begin so
TURNING = frozenset([*NEGATORS, *BLAME.split(), *DATES.split()])
TOLD = regex.compile(rf"\d+|[{SIGNS}\p{{Sc}}]|[^\W\d]+n t\b|[^\W\d]+")  # a key holds "don't" as "don t"
IDLE = re.compile(r"\b100％|\bcan t (?:wait|stop|help)\b")  # what turns nothing
# A word, or one character of a script that leaves no spaces.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
# What may be such a character, and a little more: `re` tells at once where there is none.
MAYBE = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u9fff\ua9e0-\uaa7f\uf900-\ufaff\uff66-\uff9f"
    "\U000116d0-\U000116ff\U00016fe0-\U0001b168\U0001f200\U00020000-\U000fffff]"
)
TOKEN = regex.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")


def tokens(key: str) -> list[str]:
    """The words of a key."""
    if key.isascii() or not MAYBE.search(key):
        return key.replace(END, " ").split()
    return TOKEN.findall(key.replace(END, " "))


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges pairs by what is common in this collection: how often its frequent words stand in it, how many words it has, how
    often a word that is not among the frequent ones does at most, how many texts there are, and in how many that are no copies
    of each other, beside any one, two words follow one another."""

    counts: Mapping[str, int] = field(default_factory=dict)
    total: int = 1
    rare: int = 1
    texts: int = 1
    phrases: Mapping[str, int] = field(default_factory=dict)

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """`first, second, first_key, second_key` to the pairs that are near-copies, each with its similarity and its reason:

        `alike`: they share nearly all characters in order; `cut`: one breaks off within the other; `held`: one stands whole
        in the other, with a few words before or after it. For the last two the similarity is that of the part they share, 1.
        """
        keys = batch.column("first_key").to_pylist(), batch.column("second_key").to_pylist()
        one, other = ([squash(key) for key in side] for side in keys)
        scores = process.cpdist(one, other, scorer=fuzz.ratio, score_cutoff=100 * LIKE, dtype=np.float64) / 100
        pairs = zip(zip(one, other, strict=True), zip(*keys, strict=True), scores.tolist(), strict=True)
        reasons = [self.reason(*pair) if pair[2] or within(*pair[0]) else None for pair in pairs]  # most are neither
        kept = np.flatnonzero([reason is not None for reason in reasons])
        rows, named = batch.take(pa.array(kept)), [reasons[place] for place in kept.tolist()]
        likeness = [round(score, 4) if why == "alike" else 1.0 for score, why in zip(scores[kept].tolist(), named, strict=True)]
        columns = [rows.column("first"), rows.column("second"), pa.array(likeness, pa.float64()), pa.array(named, pa.string())]
        return pa.RecordBatch.from_arrays(columns, schema=PAIRS)

    def reason(self, pair: tuple[str, str], keys: tuple[str, str], score: float) -> str | None:
        """Why two texts, squashed, are near-copies; None: they are not."""
        (short, cut), (long, marked) = sorted(zip(pair, keys, strict=True), key=lambda one: len(one[0]))
        if len(short) < LEAST:
            return None
        why, broken = part(short, long, marked)
        if not broken:
            told = agree(cut, marked, short == long) or (why == "cut" and goes_on(cut, marked))
            why = (why if score < LIKE else "alike") if told else None
        if short == long:
            return why
        return why if why and self.telling(*keys, BROKEN if broken else MARGIN) else None

    def telling(self, one: str, other: str, margin: float = MARGIN) -> bool:
        """Whether what two keys share is too rare to be shared by chance, and not a template filled in differently."""
        words, others, chance = tokens(one), tokens(other), 2 * log2(self.texts)
        beyond = self.bits(Counter(words) & Counter(others)) - chance - margin
        if beyond < 0:
            return False
        mine, theirs = slot(words, others)
        if self.phrases and not whole(words, others):
            beyond = min(beyond, self.said(words, others) - chance - PHRASED)
        return self.own(mine, theirs) <= (beyond if Counter(mine) & Counter(theirs) else min(beyond, OWN))

    def said(self, words: list[str], others: list[str]) -> float:
        """How rare what two texts share in order is, each word after the one before it in the text where that tells more."""
        steps = (step for step in Levenshtein.opcodes(words, others) if step.tag == "equal")
        spans = ((range(step.src_start, step.src_end), range(step.dest_start, step.dest_end)) for step in steps)
        pairs = chain.from_iterable(zip(mine, theirs, strict=True) for mine, theirs in spans)
        return sum(min(self.after(words, one), self.after(others, other)) for one, other in pairs)

    def after(self, words: list[str], place: int) -> float:
        """How rare the word at a place is, given the one before it."""
        alone = self.bits(Counter(words[place : place + 1]))
        times = self.phrases.get(" ".join(words[place - 1 : place + 1]), 0) if place else 0
        return min(alone, max(0.0, log2(self.counts.get(words[place - 1], self.rare) / times))) if times else alone

    def own(self, words: list[str], others: list[str]) -> float:
        """How rare the words are that each of two texts has in the other's place: two writers choose their own, and that speaks
        against copying as much as what they share speaks for it. What one only adds, leaves out or misspells is no choice."""
        pairs = ((one, other) for one, other in places(words, others) if not spelt("".join(one), "".join(other)))
        return sum(min(self.bits(Counter(one)), self.bits(Counter(other))) for one, other in pairs)

    def bits(self, words: Counter[str]) -> float:
        """How rare words are together, taken as independent."""
        return sum(number * log2(self.total / self.counts.get(word, self.rare)) for word, number in words.items())


def within(one: str, other: str) -> bool:
    """Whether one of two texts stands in the other."""
    return one in other or other in one


def whole(words: list[str], others: list[str]) -> bool:
    """Whether one of two texts stands in the other word for word: what is only added around it is no other wording."""
    short, long = sorted((f" {' '.join(one)} " for one in (words, others)), key=len)
    return short in long


def spelt(mine: str, theirs: str) -> bool:
    """Whether two stretches are one, misspelled, cut short or begun late."""
    short, long = sorted((mine, theirs), key=len)
    return long.startswith(short) or long.endswith(short) or fuzz.ratio(mine, theirs) >= SPELT


def slot(words: list[str], others: list[str]) -> tuple[list[str], list[str]]:
    """What stands between the words that two texts begin with and those they end with."""
    short = min(len(words), len(others))
    first = next((n for n in range(short) if words[n] != others[n]), short)
    last = next((n for n in range(short - first) if words[-1 - n] != others[-1 - n]), short - first)
    return words[first : len(words) - last], others[first : len(others) - last]


def places(words: list[str], others: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """The places where two texts differ, aligned word by word (Levenshtein 1966), each as both have it."""
    mine, theirs = [], []
    for step in Levenshtein.opcodes(words, others):
        if step.tag != "equal":
            mine += words[step.src_start : step.src_end]
            theirs += others[step.dest_start : step.dest_end]
        elif mine or theirs:
            yield mine, theirs
            mine, theirs = [], []
    if mine or theirs:
        yield mine, theirs


def phrases(key: str) -> set[str]:
    """Every two words of a key that follow one another."""
    return set(map(" ".join, pairwise(tokens(key))))


def part(short: str, long: str, marked: str) -> tuple[str | None, bool]:
    """Whether a text is a part of a longer one, `marked` with its sentences' ends: breaks off within a sentence of it, or stands
    in it with little around; and whether it breaks off within a word. Who goes on after the end of a sentence adds something of
    their own."""
    if short not in long:
        return None, False
    size, around = len(short), len(long) - len(short)
    close = around <= max(SLACK * size, min(ASIDE, LEAN * size))
    if long.startswith(short) and size not in ends(marked.split(END)):
        broken = size not in ends(tokens(marked))
        if close or size >= (THIRD * len(long) if broken else max(LONG, HALF * len(long))):
            return "cut", broken
    return ("held" if close else None), False


def ends(parts: list[str]) -> set[int]:
    """How many letters and digits a text has from its beginning to the end of each of its parts."""
    bare = "".join(parts).isalnum()  # words mostly hold nothing else
    return set(accumulate(map(len, parts if bare else map(squash, parts))))


def agree(one: str, other: str, same: bool) -> bool:
    """Whether two keys agree in what would turn their meaning; `same`: they have the same letters and digits, and may have lost
    the spaces around a negation, so only numbers are asked for."""
    mine, theirs = turns(one), turns(other)
    if same:
        mine, theirs = ([turn for turn in found if not turn[0].isalpha()] for found in (mine, theirs))
    return mine == theirs


def goes_on(one: str, other: str) -> bool:
    """Whether a key says itself that its text goes on, as the other does."""
    mine = turns(one)
    return one.endswith(END) and turns(other)[: len(mine)] == mine


def turns(key: str) -> list[str]:
    """What a key holds of numbers, dates, negations and blame, in order: series 5, episode 1 is not series 1, episode 5."""
    found = [
        one
        for one in TOLD.findall(IDLE.sub(" ", key))
        if one in TURNING or not one[0].isalpha() or one.endswith("n t") or one.startswith(FORMS)
    ]
    return found + [DENIED] * japanese(key) if MAYBE.search(key) else found
