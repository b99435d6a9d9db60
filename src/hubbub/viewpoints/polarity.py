"""Whether a sentence denies, and whether it praises or faults, by its words.

Vectors of "the police are racist" and "the police are not racist" are nearly the same, those of "best film ever" and
"worst film ever" too: to an encoder the subject is louder than the verdict. This tells them apart, in nine languages.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

from hubbub.models.negators import HINDI, japanese
from hubbub.viewpoints.lexicon import (
    ARAB_FAULTING,
    ARAB_PRAISING,
    EMOJI_FAULTING,
    EMOJI_PRAISING,
    ENDS,
    FAULTING,
    JAPANESE_FAULTING,
    JAPANESE_PRAISING,
    LED,
    PRAISING,
    TURNING,
)
from hubbub.viewpoints.negation import FUNCTION, ONE_CHARACTER, counted, denials, denying, emptied, kana, words

ANTONYMS = Path(__file__).with_name("antonyms.txt").read_text("utf-8")  # of WordNet; `training/antonyms.py` says how
# What denies is told by `denies`: "always" against "never" is one turn, not two.
TURNS = [pair for one in (TURNING + ANTONYMS).split() if not any(map(denying, pair := tuple(one.split("/"))))]
OTHERWAY: dict[str, set[str]] = {}
for _one, _other in TURNS:
    OTHERWAY.setdefault(_one, set()).add(_other)
    OTHERWAY.setdefault(_other, set()).add(_one)
ALIKE = {"unless", "unlike", "untold"}  # not the contrary of what stands behind "un"
PRAISE = frozenset(PRAISING.split()) | {led + word + end for word in ARAB_PRAISING.split() for led in LED for end in ENDS}
FAULT = frozenset(FAULTING.split()) | {led + word + end for word in ARAB_FAULTING.split() for led in LED for end in ENDS}
NOTHING: frozenset[str] = frozenset()
PASSING = NOTHING.union(*FUNCTION.values())  # say nothing that could be denied
ARTICLES = {"the", "a", "an", "this", "that", "these", "those", "our", "your", "their", "its"}
ROLES = {"him": "he", "his": "he", "her": "she", "hers": "she", "me": "i", "my": "i", "us": "we", "them": "they"}
BESIDE = {"is", "are", "was", "were", "be", "and", "or", "with", "as", "to", "v", "vs", "versus", "against"}
BESIDE |= {"meet", "meets", "met", "face", "faces", "play", "plays", "married"}
REACH = 6  # words
UN = 6  # letters of a word that "un" can turn round, with it
LONG = 40  # words: no two sentences as long are the same words crossed, and they would take long
STEMS = dict.fromkeys(JAPANESE_PRAISING.split(), 1) | dict.fromkeys(JAPANESE_FAULTING.split(), -1)
STEM = regex.compile("|".join(sorted(STEMS, key=lambda stem: (-len(stem), stem))))
# What is behind a stem that is turned round: 好きじゃない, 面白くなかった; asked back (かわいくない？) it praises.
TURNED = regex.compile(
    r"(?:き|く|しく|い|いく)?(?:で|じゃ|では|とは|だとは)?(?:は|も)?(?:な(?:い|かった)|ありません|思[わえ]|言え)(?![^。！!\s]{0,4}[？?])"
)
UNSAID = regex.compile(r"(?<=[ばら])(?:良|よ)かった|最低(?=でも|限)")  # a wish; at least
EMOJI = dict.fromkeys(EMOJI_PRAISING, 1) | dict.fromkeys(EMOJI_FAULTING, -1)
FACES = re.compile(f"[{EMOJI_PRAISING}{EMOJI_FAULTING}]")


def denies(text: str) -> bool:
    """An odd number of negators, set phrases that deny nothing left out. Those of Romance languages, Arabic and Hindi, which
    repeat them, count once a sentence."""
    return odd(text, words(text))


def odd(text: str, found: Sequence[str]) -> bool:
    """`denies` of a text whose words are known."""
    if not negators(text, found):
        return False
    bare = emptied(text)
    return negators(bare, words(bare)) % 2 == 1


def negators(text: str, found: Sequence[str]) -> int:
    """How often a text of these words denies."""
    return often(text, denials(found).values())


def often(text: str, groups: Collection[str]) -> int:
    """How often negators of some groups and the Japanese endings of a text deny."""
    count = counted(groups) if groups else 0
    return count if text.isascii() or not kana(text) else count + japanese(text)


def valence(text: str) -> int:
    """1: praises, -1: faults, 0: neither, or both. A negator up to three words before (in Hindi two behind) turns a word round.
    Emoji decide where no word does."""
    return sign(text, words(text))


def sign(text: str, found: Sequence[str]) -> int:
    """`valence` of a text whose words are known."""
    total = spelt(text, found)
    if not text.isascii():
        total += stems(text) if kana(text) else 0
        total = total or sum(EMOJI[one] for one in FACES.findall(text))
    return (total > 0) - (total < 0)


def spelt(text: str, found: Sequence[str]) -> int:
    """Words of praise less words of fault."""
    if PRAISE.isdisjoint(found) and FAULT.isdisjoint(found):
        return 0
    if denials(found):
        found = words(emptied(text))
    negated, total = denials(found), 0
    for place, word in enumerate(found):
        one = (word in PRAISE) - (word in FAULT)
        if one:
            behind = any(negated.get(place + n) == HINDI for n in (1, 2))
            total += -one if behind or any(before in negated for before in range(place - 3, place)) else one
    return total


def stems(text: str) -> int:
    """Japanese stems of praise less those of fault."""
    text = UNSAID.sub(" ", text)
    return sum(-STEMS[one.group()] if TURNED.match(text, one.end()) else STEMS[one.group()] for one in STEM.finditer(text))


def sides(texts: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.int8]]:
    """`denies` and `valence` of each text, whose words are looked for once."""
    denied, signs = np.zeros(len(texts), np.bool_), np.zeros(len(texts), np.int8)
    for n, text in enumerate(texts):
        found = words(text)
        denied[n], signs[n] = odd(text, found), sign(text, found)
    return denied, signs


def content(text: str) -> frozenset[str]:
    """Words that tell the subject (`matters`), in lower case."""
    return frozenset(matters(words(text)))


def opposed(text: str, point: str) -> bool:
    """Whether a sentence says the contrary of a point in like words: an odd number of turns, of a word to its contrary or of
    shared words by a negator, while at least two thirds of the fewer other words are the same; or the same words, `crossed`."""
    (every, said), (others, told) = parsed(text), recurring(point)
    if crossed(every, others):
        return True
    one, other = set(said), set(told)
    turned = {word for word in one - other if contrary(word, other - one)}
    back = {word for word in other - one if contrary(word, one - other)}
    left, right = matters(one - turned), matters(other - back)
    if 3 * len(left & right) < 2 * max(1, min(len(left), len(right))):
        return False
    shared = (left & right) | turned | back
    return (len(turned) + (reached(text, said, shared) != reached(point, told, shared))) % 2 == 1


def contrary(word: str, others: set[str]) -> bool:
    """Whether some words hold the contrary of one: the closed list's, or its own with "un" before it, in English or German."""
    if not OTHERWAY.get(word, NOTHING).isdisjoint(others):
        return True
    made = word.removeprefix("un") if word.startswith("un") else "un" + word
    return made in others and max(len(word), len(made)) >= UN and ALIKE.isdisjoint((word, made))


def parsed(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and those of what can deny or be denied."""
    return words(text), words(emptied(text))


@lru_cache(8_192)
def recurring(text: str) -> tuple[list[str], list[str]]:
    """`parsed` of a key point, with which many are compared; nobody changes what is kept."""
    return parsed(text)


def reached(text: str, found: Sequence[str], shared: set[str]) -> bool:
    """Whether an odd number of negators deny shared words: one of the REACH words behind each, or the one before; where nothing
    that matters is behind it, of as many before. Japanese endings always do. "I can't figure out why but this is so relaxing"
    does not deny that it is."""
    placed = denials(found)
    said = shared - PASSING or shared
    near = [
        one for place, one in placed.items() if not said.isdisjoint(found[max(0, place - back(found, place)) : place + 1 + REACH])
    ]
    return often(text, near) % 2 == 1


def back(found: Sequence[str], place: int) -> int:
    """How many words before a negator it may deny."""
    return 1 if matters(found[place + 1 : place + 1 + REACH]) else REACH


def crossed(text: Sequence[str], point: Sequence[str]) -> bool:
    """Whether the words of two sentences are the same but for two parts that have changed places: "she hit him" and "he hit her",
    "the film is better than the book". What only stands beside each other ("is", "and", "with") is the same either way round."""
    one, other = ([ROLES.get(word, word) for word in side if word not in ARTICLES] for side in (text, point))
    if len(one) > LONG or sorted(one) != sorted(other):
        return False
    while one and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    parts = ((n, m) for n in range(1, len(one)) for m in range(n + 1, len(one)))
    return any(other == one[m:] + one[n:m] + one[:n] and not BESIDE.issuperset(one[n:m]) for n, m in parts)


def matters(found: Iterable[str]) -> set[str]:
    """Words of three letters or more that do not deny, and Chinese characters."""
    return {word for word in found if (len(word) > 2 or ONE_CHARACTER.match(word)) and not denying(word)}
