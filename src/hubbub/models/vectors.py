"""Arithmetic on vectors of whole numbers; every step is exact or one IEEE 754 operation a component."""

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import LENGTH, Vectors

MILLION = 1_000_000
BLOCK = 256  # rows whose wide copies are held at a time: they fit into a processor's own memory


def shorten(sums: NDArray[np.integer]) -> Vectors:
    """Each row brought to length LENGTH and rounded; the margin is what rounding can add, so that no row is longer."""
    short = np.zeros(sums.shape, np.int16)
    length = LENGTH - np.sqrt(float(sums.shape[1])) / 2
    for first in range(0, len(sums), BLOCK):
        wide = sums[first : first + BLOCK].astype(np.int64)
        factors = length / np.sqrt(np.maximum(np.einsum("nd,nd->n", wide, wide), 1).astype(np.float64))
        short[first : first + BLOCK] = np.rint(wide * factors[:, None])
    return short


def divide(sums: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Row sums over their counts, rounded to whole numbers, halves up."""
    return (2 * sums + counts[:, None]) // (2 * counts[:, None])


def add_rows(rows: NDArray[np.integer], labels: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """The sum of the rows of each label from 0 to count - 1."""
    order = np.argsort(labels, kind="stable")
    bounds = np.searchsorted(labels[order], np.arange(count + 1)).tolist()
    total = np.zeros((count, rows.shape[1]), np.int64)
    for label in range(count):  # ten times as fast as `np.add.reduceat`
        rows[order[bounds[label] : bounds[label + 1]]].sum(axis=0, dtype=np.int64, out=total[label])
    return total


def millionths(dots: NDArray[np.float32]) -> NDArray[np.int64]:
    """Scores of exact dot products."""
    return dots.astype(np.int64) * MILLION // LENGTH**2


def least_dot(score: int) -> int:
    """The smallest dot product that reaches a score."""
    return -(-score * LENGTH**2 // MILLION)
