"""From many sentences to few small groups: each sentence goes to its nearest candidate, in a bounded number of rounds."""

import numpy as np

from hubbub.models.base import Vectors
from hubbub.models.vectors import least_dot
from hubbub.viewpoints.fitness import Fitness
from hubbub.viewpoints.sample import Ints
from hubbub.viewpoints.space import filled

BLOCK = 1_024  # sentences a matrix product
ROUNDS = 2  # what no candidate of the first round is near to gets candidates of its own


def gather(vectors: Vectors, kinds: Ints, fitness: Fitness, limit: int, close: int) -> Ints:
    """The candidate each sentence goes to, itself one of the sentences; -1 where none of its kind is close or its vector is zero.

    A round takes the fittest `limit` of the sentences still open for candidates.
    """
    nearest, waiting = np.full(len(vectors), -1, np.int64), filled(vectors)
    for _ in range(ROUNDS):
        count = np.count_nonzero(waiting)
        if not count:
            break
        picks = np.sort(fitness.first(waiting, limit))
        if count <= limit:
            nearest[picks] = picks
            break
        for kind in np.unique(kinds[picks]):
            ours = np.flatnonzero(waiting & (kinds == kind))
            nearest[ours] = closest(vectors, ours, picks[kinds[picks] == kind], close)
        nearest[picks] = np.where(nearest[picks] < 0, picks, nearest[picks])
        waiting &= nearest < 0
    return nearest


def closest(vectors: Vectors, which: Ints, picks: Ints, close: int) -> Ints:
    """For each of `which` the pick with the largest dot product, -1 where it falls short; ties go to the first."""
    points = vectors[picks].astype(np.float32).T
    best = np.full(len(which), -1, np.int64)
    for first in range(0, len(which), BLOCK):
        dots = vectors[which[first : first + BLOCK]].astype(np.float32) @ points
        column = dots.argmax(axis=1)
        near = dots[np.arange(len(dots)), column] >= least_dot(close)
        best[first : first + BLOCK] = np.where(near, picks[column], -1)
    return best
