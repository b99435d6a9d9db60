"""What discovery reads and gives: plain records of arrays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import Vectors

Ints = NDArray[np.int64]
Topical = Callable[[Vectors, Sequence[str]], Vectors]  # by which topics are told apart, of sentences and their vectors


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides which key points there are. Scores are cosines in millionths; evals/README.md says how each was chosen."""

    merge: int = 450_000  # mean score from which two groups of sentences make one point
    threshold: int = 500_000  # score from which a sentence is near a point, so that it is asked about
    several: int = 1  # points a sentence is asked about, nearest first
    across: bool = False  # whether sentences of several languages may make one point
    alike: int = 850_000  # odds from which two key points are one
    odds: int = 300_000  # from which a sentence makes a point; see `verify`
    wordless: int = 500_000  # of one that shares no word with the point; see `verify`
    topical: int = 600_000  # of one that shares only names, or what all speak of, with the point; see `verify`
    denying: int = 800_000  # of such a one, where the point denies
    hollow: int = 650_000  # of one that can be said of anything; see `verify`
    close: int = 500_000  # score from which a sentence is gathered under a candidate
    contrary: int = 750_000  # score from which two sentences of contrary polarity contradict each other
    topic: int = 300_000  # mean score from which two groups speak of one topic; see `topics`
    about: int = 300_000  # score from which a sentence with one of its words speaks of a topic
    sure: int = 400_000  # of one that is not asked for a word
    beside: int = 0  # weight of viewpoints' vectors in telling topics apart, to two of those that hear subjects
    spoken: int = 10  # voices from which what they speak of is a topic; a hundredth of all where these are fewer, three at least
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
    topical: Topical | None = None  # None: topics are told apart by `vectors`

    def tongues(self, across: bool) -> Ints:
        """The number of each sentence's language; one for all where points are made across languages."""
        return np.zeros(len(self.langs), np.int64) if across else np.unique(self.langs, return_inverse=True)[1].astype(np.int64)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence of the sample that speaks for others; `voices` made its point in the sample."""

    index: int
    voices: int
    centre: Vectors = field(repr=False)  # (dimensions,): the mean of its sentences, less what its language has in common


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that tell a topic, which most of its sentences' language has; none where no words can be counted."""

    lang: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """What sentences speak of, each topic with the sentence that speaks for it and its words; and what each language's sentences
    have in common."""

    points: list[KeyPoint]
    terms: list[Terms]
    common: Mapping[str, Ints]


@dataclass(frozen=True, slots=True)
class Found:
    """Key points, most voices first, and what each language's sentences have in common, to be taken off before matching."""

    points: list[KeyPoint]
    common: Mapping[str, Ints]
    topics: Topics
