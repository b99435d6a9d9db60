"""Pairs of key points in like words but contrary polarity."""

import numpy as np

from hubbub.models.vectors import least_dot
from hubbub.viewpoints.polarity import polarities
from hubbub.viewpoints.sample import KeyPoint, Sample


def opposites(sample: Sample, points: list[KeyPoint], contrary: int) -> dict[int, int]:
    """Position of a key point to that of its nearest contrary one, best pairs first, each point in one pair at most."""
    if not points:
        return {}
    places = [point.index for point in points]
    vectors = sample.vectors[places].astype(np.float32)
    denied = polarities([sample.texts[place] for place in places])
    langs = np.array([sample.langs[place] for place in places])
    dots = vectors @ vectors.T
    left, right = np.nonzero((dots >= least_dot(contrary)) & (denied[:, None] & ~denied) & (langs[:, None] == langs))
    paired: dict[int, int] = {}
    for n in np.lexsort((right, left, -dots[left, right])).tolist():
        one, other = int(left[n]), int(right[n])
        if one not in paired and other not in paired:
            paired |= {one: other, other: one}
    return paired
