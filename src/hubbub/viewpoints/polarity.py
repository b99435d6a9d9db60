"""Whether a sentence denies, and whether it praises or faults, by its words.

Vectors of "the police are racist" and "the police are not racist" are nearly the same, those of "best film ever" and
"worst film ever" too: to an encoder the subject is louder than the verdict. This tells them apart, in nine languages.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from hubbub.viewpoints.lexicon import (
    ARAB_FAULTING,
    ARAB_PRAISING,
    EMOJI_FAULTING,
    EMOJI_PRAISING,
    ENDS,
    FAULTING,
    HINDI,
    JAPANESE_FAULTING,
    JAPANESE_PRAISING,
    LED,
    PRAISING,
    TURNING,
)
from hubbub.viewpoints.negation import ONE_CHARACTER, counted, denials, denying, emptied, japanese, kana, words

TURNS = [tuple(pair.split("/")) for pair in TURNING.split()]
OTHERWAY = {word: frozenset(b if a == word else a for a, b in TURNS if word in {a, b}) for turn in TURNS for word in turn}
PRAISE = frozenset(PRAISING.split()) | {led + word + end for word in ARAB_PRAISING.split() for led in LED for end in ENDS}
FAULT = frozenset(FAULTING.split()) | {led + word + end for word in ARAB_FAULTING.split() for led in LED for end in ENDS}
NOTHING: frozenset[str] = frozenset()
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
    placed = denials(found)
    count = counted(placed.values()) if placed else 0
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
    """Whether a sentence says the contrary of a point in like words: an odd number of turns, of a word to its contrary or of the
    whole by a negator, while at least two thirds of the fewer other words are the same."""
    one, other = (set(words(emptied(side))) for side in (text, point))
    turned = {word for word in one - other if OTHERWAY.get(word, NOTHING) & (other - one)}
    turns = len(turned) + (denies(text) != denies(point))
    if turns % 2 == 0:
        return False
    back = {word for word in other - one if OTHERWAY.get(word, NOTHING) & (one - other)}
    left, right = matters(one - turned), matters(other - back)
    return 3 * len(left & right) >= 2 * max(1, min(len(left), len(right)))


def matters(found: Iterable[str]) -> set[str]:
    """Words of three letters or more that do not deny, and Chinese characters."""
    return {word for word in found if (len(word) > 2 or ONE_CHARACTER.match(word)) and not denying(word)}
