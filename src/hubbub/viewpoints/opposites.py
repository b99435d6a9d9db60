"""Pairs of key points in the same words but contrary polarity.

To say that one view speaks against another is a strong thing to print, so near vectors are not enough: "we don't deserve
her" denies nothing that "what an actress she is" says, though both are about her. Most words must be the same.
"""

import numpy as np

from hubbub.models.vectors import least_dot
from hubbub.viewpoints.polarity import content, polarities
from hubbub.viewpoints.sample import KeyPoint, Sample

SHARED = 0.6  # share of their content words that two contrary key points have in common


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
    words = [content(sample.texts[place]) for place in places]
    for n in np.lexsort((right, left, -dots[left, right])).tolist():
        one, other = int(left[n]), int(right[n])
        shared, either = len(words[one] & words[other]), len(words[one] | words[other])
        if one not in paired and other not in paired and shared >= SHARED * either:
            paired |= {one: other, other: one}
    return paired
