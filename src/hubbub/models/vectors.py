"""Arithmetic on vectors of whole numbers; every step is exact or one IEEE 754 operation a component."""

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import LENGTH, Vectors

MILLION = 1_000_000


def shorten(sums: NDArray[np.integer]) -> Vectors:
    """Each row brought to length LENGTH and rounded; the margin is what rounding can add, so that no row is longer."""
    wide = sums.astype(np.int64)
    squares = (wide * wide).sum(axis=1)
    length = LENGTH - np.sqrt(float(sums.shape[1])) / 2
    factors = length / np.sqrt(np.maximum(squares, 1).astype(np.float64))
    short: Vectors = np.rint(wide * factors[:, None]).astype(np.int16)
    return short


def divide(sums: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Row sums over their counts, rounded to whole numbers, halves up."""
    return (2 * sums + counts[:, None]) // (2 * counts[:, None])


def add_rows(rows: NDArray[np.integer], labels: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The sum of the rows of each label from 0 to count - 1."""
    order = np.argsort(labels, kind="stable")
    total = np.zeros((count, rows.shape[1]), np.int64)
    present, starts = np.unique(labels[order], return_index=True)
    if len(present):
        total[present] = np.add.reduceat(rows[order], starts, axis=0, dtype=np.int64)
    return total


def millionths(dots: NDArray[np.float32]) -> NDArray[np.int64]:
    """Scores of exact dot products."""
    return dots.astype(np.int64) * MILLION // LENGTH**2


def least_dot(score: int) -> int:
    """The smallest dot product that reaches a score."""
    return -(-score * LENGTH**2 // MILLION)
