"""What discovery reads and gives: plain records of arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import Vectors

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides which key points there are. Scores are cosines in millionths; evals/README.md says how each was chosen."""

    merge: int = 400_000  # mean score from which two groups of sentences make one point
    threshold: int = 500_000  # score from which a sentence makes a point, or is asked about where a matcher reads both
    several: int = 1  # points a sentence is asked about, nearest first; without a matcher it makes the nearest
    alike: int = 700_000  # odds from which two key points are one
    odds: int = 300_000  # of the matcher, from which a sentence makes a point
    close: int = 500_000  # score from which a sentence is gathered under a candidate
    contrary: int = 750_000  # score from which two sentences of contrary polarity contradict each other
    candidates: int = 4_000  # sentences a round that others are gathered under
    min_voices: int = 3  # a view of fewer is listed apart
    few_voices: int = 2  # a view of fewer than these is none
    sample: int = 200_000  # sentences that discovery reads


@dataclass(frozen=True, slots=True)
class Sample:
    """Sentences: what they say, their vectors (n, dimensions), who said each (a number a person), in which language."""

    texts: Sequence[str]
    vectors: Vectors
    voices: Ints
    langs: Sequence[str]
    keys: Sequence[str]  # `models.text.key` of each: sentences of one key count as one wording


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence of the sample that speaks for others; `voices` made its point in the sample."""

    index: int
    voices: int
    centre: Vectors = field(repr=False)  # (dimensions,): the mean of its sentences, less what its language has in common


@dataclass(frozen=True, slots=True)
class Found:
    """Key points, most voices first, and what each language's sentences have in common, to be taken off before matching."""

    points: list[KeyPoint]
    common: Mapping[str, Ints]
