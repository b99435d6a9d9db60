"""Key points of a sample of sentences: pure numpy, whole numbers, and no order but that of the texts themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import Vectors
from hubbub.viewpoints.candidates import choose
from hubbub.viewpoints.cover import cover
from hubbub.viewpoints.match import hits
from hubbub.viewpoints.polarity import polarities

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides which key points there are. Scores are cosines in millionths."""

    threshold: int = 600_000  # from which a sentence makes a point
    candidates: int = 4_000  # sentences that may become key points
    min_voices: int = 3  # a view of fewer is listed apart
    few_voices: int = 2  # a view of fewer than these is none
    sample: int = 200_000  # sentences that discovery reads
    most: int = 2_000  # key points


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
    vector: Vectors = field(repr=False)


def discover(sample: Sample, settings: Settings) -> list[KeyPoint]:
    """Key points, most voices first; the same whatever the order of the sample."""
    if not len(sample.texts):
        return []
    order = sorted(range(len(sample.texts)), key=lambda i: (sample.keys[i], sample.langs[i], sample.texts[i], sample.voices[i]))
    picked = np.array(order)
    tongues = np.unique(np.array(sample.langs), return_inverse=True)[1][picked]
    denied = polarities([sample.texts[i] for i in order])
    vectors = sample.vectors[picked]
    which = choose([sample.texts[i] for i in order], [sample.keys[i] for i in order], settings.candidates)
    rows, columns, scores = hits(vectors, tongues * 2 + denied, which, settings.threshold)
    chosen = cover(rows, columns, scores, sample.voices[picked], settings.few_voices)
    return [KeyPoint(order[which[column]], voices, vectors[which[column]]) for column, voices in chosen[: settings.most]]
