"""Pairs of key points in like words but contrary polarity."""

import numpy as np

from hubbub.viewpoints.discover import KeyPoint, Sample
from hubbub.viewpoints.match import least_dot
from hubbub.viewpoints.polarity import polarities

LIKE = 700_000  # score from which two key points are in like words


def opposites(sample: Sample, points: list[KeyPoint]) -> dict[int, int]:
    """Position of a key point to that of its nearest contrary one, best pairs first, each point in one pair at most."""
    if not points:
        return {}
    vectors = np.array([point.vector for point in points]).astype(np.float32)
    denied = polarities([sample.texts[point.index] for point in points])
    langs = np.unique(np.array([sample.langs[point.index] for point in points]), return_inverse=True)[1]
    dots = vectors @ vectors.T
    fits = (dots >= least_dot(LIKE)) & (denied[:, None] & ~denied[None, :]) & (langs[:, None] == langs[None, :])
    left, right = np.nonzero(fits)
    paired: dict[int, int] = {}
    for n in np.lexsort((right, left, -dots[left, right])).tolist():
        one, other = int(left[n]), int(right[n])
        if one not in paired and other not in paired:
            paired |= {one: other, other: one}
    return paired
