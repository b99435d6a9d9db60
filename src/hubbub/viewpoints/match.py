"""Which sentences make which points: exact dot products in float32, so that neither batch nor thread changes a score."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import LENGTH, Vectors
from hubbub.viewpoints.polarity import polarities

Ints = NDArray[np.int64]
MILLION = 1_000_000
BLOCK = 4_096  # sentences a matrix product


def millionths(dots: NDArray[np.float32]) -> Ints:
    """Scores of exact dot products."""
    return dots.astype(np.int64) * MILLION // LENGTH**2


def least_dot(threshold: int) -> int:
    """The smallest dot product whose score reaches a threshold."""
    return -(-threshold * LENGTH**2 // MILLION)


def hits(vectors: Vectors, kinds: Ints, which: Ints, threshold: int) -> tuple[Ints, Ints, Ints]:
    """(sentence, column of `which`, score) of all pairs of one kind at or above the threshold."""
    parts = [pairs(vectors, kinds, which, kind, threshold) for kind in np.unique(kinds[which])]
    if not parts:
        return (np.zeros(0, np.int64),) * 3
    rows, columns, scores = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((columns, rows))
    return rows[order], columns[order], scores[order]


def pairs(vectors: Vectors, kinds: Ints, which: Ints, kind: int, threshold: int) -> tuple[Ints, Ints, Ints]:
    """`hits` within one kind."""
    members, columns = np.flatnonzero(kinds == kind), np.flatnonzero(kinds[which] == kind)
    points = vectors[which[columns]].astype(np.float32).T
    found = []
    for first in range(0, len(members), BLOCK):
        block = members[first : first + BLOCK]
        dots = vectors[block].astype(np.float32) @ points
        row, column = np.nonzero(dots >= least_dot(threshold))
        found.append((block[row], columns[column], millionths(dots[row, column])))
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))  # type: ignore[return-value]


class Matcher:
    """Assigns sentences to given key points, batch by batch."""

    def __init__(self, texts: Sequence[str], vectors: Vectors, langs: Sequence[str], threshold: int) -> None:
        self.points, self.threshold = vectors.astype(np.float32).T, threshold
        self.langs, self.denied = np.array(langs, np.str_), polarities(texts)

    def assign(self, texts: Sequence[str], vectors: Vectors, langs: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """(sentence, key point, score) of every sentence that makes a point: several or none a sentence."""
        dots = vectors.astype(np.float32) @ self.points
        row, column = np.nonzero(dots >= least_dot(self.threshold))
        same = (np.array(langs, np.str_)[row] == self.langs[column]) & (polarities(texts)[row] == self.denied[column])
        row, column = row[same], column[same]
        return row, column, millionths(dots[row, column])
