"""Words, numbers and marks of a sentence, and where a heading's words stand in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from hubbub.headings.words import (
    APART,
    ARTICLES,
    BEGINNING,
    COUNTING,
    ENDING,
    HEDGES,
    JOINING,
    LIGHT,
    LONGEST_PHRASE,
    OWN,
    PREPOSITIONS,
    THINKING,
)

TOKEN = regex.compile(
    r"(?P<link>https?://\S+|www\.\S+|[@＠#＃][\p{L}\p{M}\p{N}_][\w.\-]*|\b[ur]/\w+)"
    r"|(?P<word>(?:(?<![\w])[-−+~±<>≈]?[$£€¥]?(?=\p{N}))?[\p{L}\p{M}\p{N}]+"
    r"(?:(?:['’\-‐]|(?<=\p{N})[.,:/](?=\p{N}))[\p{L}\p{M}\p{N}]+)*%?)"
    r"|(?P<mark>\S)"
)
DIGIT = regex.compile(r"\p{N}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number, or a mark or link, which no word of a heading can stand for. Apostrophes are straight."""

    text: str
    word: bool
    first: bool  # of its sentence or heading: its capital says nothing

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def counts(self) -> bool:
        """Whether it says how many."""
        return bool(DIGIT.search(self.text)) or self.low in COUNTING


def tokens(sentence: str) -> list[Token]:
    """All of a sentence, in order."""
    found = list(TOKEN.finditer(sentence))
    start = next((place for place, one in enumerate(found) if one["word"]), -1)
    return [Token(one.group().replace("’", "'"), bool(one["word"]), place == start) for place, one in enumerate(found)]


def stem(word: str) -> str:
    """A word without the ending of a plural, a possessor or the third person; what holds a digit stays as it is."""
    if DIGIT.search(word):
        return word
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def forms(one: Token) -> set[str]:
    """The stems a token may be taken for: at the start of a sentence a capital says nothing."""
    return {stem(one.text)} | ({stem(one.text[:1].lower() + one.text[1:])} if one.first else set())


def same(one: Token, other: Token) -> bool:
    """Whether two tokens are one word but for its ending. Capitals count: a name is no common word."""
    return one.text == other.text if not (one.word and other.word) else not forms(one).isdisjoint(forms(other))


def run(heading: Sequence[Token], sentence: Sequence[Token]) -> tuple[int, ...] | None:
    """Where each token of a heading stands in a sentence: in its order, nothing between but what may be left out."""
    for start in range(len(sentence)):
        places = follow(heading, sentence, start)
        if places:
            return places
    return None


def follow(heading: Sequence[Token], sentence: Sequence[Token], start: int) -> tuple[int, ...] | None:
    """The same, from one place on."""
    places: list[int] = []
    at = start
    for one in heading:
        found = next((n for n in range(at, len(sentence)) if same(one, sentence[n])), None)
        if found is None or (places and not loose(sentence[at:found])) or (not places and found != start):
            return None
        places.append(found)
        at = found + 1
    return tuple(places)


def loose(gap: Sequence[Token]) -> bool:
    """Whether words may be left out: articles and light words, one word between article and noun, or a phrase such as "of the
    harbour scene"."""
    if not all(one.word and not keeps(one) for one in gap):
        return False
    if gap and gap[0].low in PREPOSITIONS and len(gap) <= LONGEST_PHRASE:
        return not any(one.low in APART | BEGINNING | THINKING for one in gap[1:])
    heavy = [place for place, one in enumerate(gap) if one.low not in ARTICLES | LIGHT]
    return not heavy or (
        len(heavy) == 1 and heavy[0] > 0 and gap[heavy[0] - 1].low in ARTICLES and gap[heavy[0]].low not in APART
    )


def keeps(one: Token) -> bool:
    """Whether a word may never be left out: it counts, or makes a condition or doubt of the rest."""
    return one.counts or one.low in HEDGES


def clause(places: Sequence[int], sentence: Sequence[Token]) -> Sequence[Token]:
    """The part of a sentence between marks and conjunctions in which a heading's words stand, with what is said of it: "it is a
    shame that"."""
    before = range(places[0] - 1, -1, -1)
    begin = next((n + 1 for n in before if not sentence[n].word or sentence[n].low in JOINING), 0)
    end = (n for n in range(places[-1] + 1, len(sentence)) if not sentence[n].word or sentence[n].low in JOINING)
    return sentence[begin : next(end, len(sentence))]


def beginning(places: Sequence[int], sentence: Sequence[Token]) -> int:
    """Where the clause begins that a heading's first word stands in."""
    before = range(places[0] - 1, -1, -1)
    return next((n + 1 for n in before if not sentence[n].word or sentence[n].low in BEGINNING or thought(sentence, n)), 0)


def thought(sentence: Sequence[Token], place: int) -> bool:
    """Whether a clause begins after a word because up to there its writer only says to think so."""
    if sentence[place].low not in THINKING:
        return False
    start = next((n + 1 for n in range(place, -1, -1) if not sentence[n].word or sentence[n].low in BEGINNING), 0)
    return all(one.low in OWN | LIGHT for one in sentence[start : place + 1])


def whole(places: Sequence[int], sentence: Sequence[Token]) -> bool:
    """Whether what a heading takes of a sentence can stand alone: from the beginning of a clause to an end of one."""
    after = sentence[places[-1] + 1 :]
    ends = not after or not after[0].word or after[0].low in ENDING or (loose(after[:1]) and ends_soon(after))
    return loose(sentence[beginning(places, sentence) : places[0]]) and ends


def ends_soon(after: Sequence[Token]) -> bool:
    """Whether only light words follow up to a mark or the end."""
    left = [one for one in after if one.low not in LIGHT]
    return not left or not left[0].word


def measured(places: Sequence[int], sentence: Sequence[Token]) -> bool:
    """Whether every number in what a heading takes stands with the words before and after it."""
    taken = set(places)
    for place in places:
        if sentence[place].counts:
            following = sentence[place + 1 : place + 2]
            if following and following[0].word and place + 1 not in taken and following[0].low not in APART:
                return False
    return True


def cased(heading: str, sentences: Sequence[Sequence[Token]]) -> str:
    """A heading with the capitals of the sentence it was taken from, where it was: models like to write Every Word So."""
    lower = [replace(one, text=one.low) for one in tokens(heading) if one.low not in ARTICLES]
    for sentence in sentences:
        places = run(lower, [replace(one, text=one.low) for one in sentence])
        if places:
            return recased(heading, iter([sentence[place] for place in places]))
    return heading


def recased(heading: str, given: Iterator[Token]) -> str:
    """A heading with the capitals of the tokens its words were taken from."""
    return TOKEN.sub(lambda found: _cased(found.group(), given), heading)


def _cased(word: str, given: Iterator[Token]) -> str:
    if word.lower() in ARTICLES:
        return word.lower()
    theirs = next(given)
    if same(Token(word, True, False), theirs):
        return word
    return word.lower() if theirs.first else theirs.text[:1] + word[1:].lower() if theirs.low != word.lower() else theirs.text
