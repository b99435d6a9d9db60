"""Which post an article's narration paraphrases: the one near by that its words are taken from."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from hubbub.readers.article.prose.cues import listed

NEAR = 3000  # code points between the narration and the post
LEAST = 3  # words in common
WORD = regex.compile(r"[\p{L}\p{N}]{3,}+")
ENDING = regex.compile(r"(?:ing|ed|es|s|ly)$")
COMMON = listed(
    "the and that this they them their there then than was were are has have had not but for with from his her him "
    "she you your our who what when where how all any can could would should will just very too also been being "
    "because about into out"
)


class Shown(NamedTuple):
    """A post that the article shows, at a place."""

    place: int
    uid: str
    text: str


def meant(content: str, place: int, shown: Sequence[Shown]) -> str | None:
    """The uid of the post that a paraphrase at a place is of: half of its words or more, and more than of any other post."""
    said = stems(content)
    near = [one for one in shown if abs(one.place - place) <= NEAR]
    counts = sorted(((len(said & stems(one.text)), one.uid) for one in near), reverse=True)
    if not counts or counts[0][0] < LEAST or 2 * counts[0][0] < len(said):
        return None
    best = {uid for count, uid in counts if count == counts[0][0]}
    return best.pop() if len(best) == 1 else None


@lru_cache(1024)
def stems(text: str) -> frozenset[str]:
    """A text's words that carry meaning, without their endings."""
    return frozenset(stem(word) for word in WORD.findall(text.lower()) if word not in COMMON)


def stem(word: str) -> str:
    """A word without its ending."""
    return ENDING.sub("", word) if len(word) > 4 else word
