"""Average linkage: groups merge while the mean score between their sentences is high enough, nearest pairs first.

All pairs of groups that are each other's nearest merge in one round; average linkage is reducible, so that gives what
merging one pair at a time gives. Dot products of rounded means stand for mean scores: exact, whatever the machine.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hubbub.models.vectors import divide, least_dot, shorten

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Signs = NDArray[np.int8]
BLOCK = 512


@dataclass(slots=True)
class Groups:
    """Sums of vectors, numbers of sentences, languages, and pairs that contradict each other (two rows, both ways round)."""

    sums: Ints
    counts: Ints
    tongues: Ints
    contrary: Ints
    signs: Signs  # 1 praises, -1 faults, 0 neither: praise and fault never merge


def contradictions(sums: Ints, denied: Flags, tongues: Ints, threshold: int) -> Ints:
    """Pairs of groups that say nearly the same with contrary polarity: (2, pairs), each pair both ways round."""
    vectors = shorten(sums).astype(np.float32)
    yes, no = np.flatnonzero(~denied), np.flatnonzero(denied)
    pairs = [np.zeros((2, 0), np.int64)]
    for first in range(0, len(no), BLOCK):
        rows = no[first : first + BLOCK]
        alike = (vectors[rows] @ vectors[yes].T >= least_dot(threshold)) & (tongues[rows, None] == tongues[yes])
        left, right = np.nonzero(alike)
        pairs.append(np.stack([rows[left], yes[right]]))
    found = np.concatenate(pairs, axis=1)
    return np.concatenate([found, found[::-1]], axis=1)


def merge(groups: Groups, threshold: int) -> Ints:
    """The merged group of each group: the number of its first part. A group that nothing is near to is done and left out."""
    labels = np.arange(len(groups.sums))
    names = labels.copy()  # of the groups still at work
    while len(names) > 1:
        nearest, near = neighbours(groups, least_dot(threshold))
        here = np.arange(len(names))
        first = np.flatnonzero(near & (nearest[nearest] == here) & (here < nearest))
        absorbed = nearest[first]
        target = here.copy()
        target[absorbed] = first
        step = np.arange(len(labels))
        step[names] = names[target]
        labels, near[absorbed] = step[labels], False
        groups, names = united(groups, target, first, near), names[near]
    return labels


def neighbours(groups: Groups, least: int) -> tuple[Ints, Flags]:
    """The nearest other group of each, and whether it is near enough to merge; ties go to the first."""
    means = divide(groups.sums, groups.counts).astype(np.float32)
    nearest = np.zeros(len(means), np.int64)
    near = np.zeros(len(means), np.bool_)
    left, right = groups.contrary
    tongues, signs = groups.tongues.astype(np.int16), groups.signs  # narrow: these are compared pair by pair
    for first in range(0, len(means), BLOCK):
        rows = np.arange(first, min(first + BLOCK, len(means)))
        dots = means[rows] @ means.T
        ours = (left >= first) & (left < first + BLOCK)
        np.copyto(dots, -np.inf, where=tongues[rows, None] != tongues)
        np.copyto(dots, -np.inf, where=signs[rows, None] * signs == -1)
        dots[left[ours] - first, right[ours]] = -np.inf
        dots[np.arange(len(rows)), rows] = -np.inf
        nearest[rows] = dots.argmax(axis=1)
        near[rows] = dots[np.arange(len(rows)), nearest[rows]] >= least
    return nearest, near


def united(groups: Groups, target: Ints, first: Ints, kept: Flags) -> Groups:
    """The groups kept after a round; what contradicts a part contradicts the whole."""
    absorbed = np.flatnonzero(target != np.arange(len(target)))
    absorbed = absorbed[np.argsort(target[absorbed])]
    groups.sums[first] += groups.sums[absorbed]
    groups.counts[first] += groups.counts[absorbed]
    groups.signs[first] = np.where(groups.signs[first] == 0, groups.signs[absorbed], groups.signs[first])
    place = np.cumsum(kept) - 1
    pairs = target[groups.contrary]
    pairs = place[pairs[:, kept[pairs].all(axis=0)]]
    return Groups(groups.sums[kept], groups.counts[kept], groups.tongues[kept], np.unique(pairs, axis=1), groups.signs[kept])
