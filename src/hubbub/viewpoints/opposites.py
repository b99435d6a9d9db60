"""Pairs of key points in the same words but contrary polarity.

To say that one view speaks against another is a strong thing to print, so near vectors are not enough: "we don't deserve
her" denies nothing that "what an actress she is" says, though both are about her. The words must be the same but for two,
and neither may be a question: "how was that not a goal?" says that it was one.
"""

import numpy as np

from hubbub.models.vectors import least_dot
from hubbub.viewpoints.polarity import content, denies
from hubbub.viewpoints.sample import KeyPoint, Sample, Settings

LEAST_SHARED, MOST_APART = 3, 2  # content words that two contrary key points have in common, and may differ in


def opposites(sample: Sample, points: list[KeyPoint], settings: Settings) -> dict[int, int]:
    """Position of a key point to that of its nearest contrary one, best pairs first, each point in one pair at most."""
    if not points:
        return {}
    places = [point.index for point in points]
    vectors = sample.vectors[places].astype(np.float32)
    denied = np.array([denies(sample.texts[place]) for place in places], np.bool_)
    langs = sample.tongues(settings.across)[places]
    dots = vectors @ vectors.T
    left, right = np.nonzero((dots >= least_dot(settings.contrary)) & (denied[:, None] & ~denied) & (langs[:, None] == langs))
    paired: dict[int, int] = {}
    words = [frozenset[str]() if "?" in sample.texts[place] else content(sample.texts[place]) for place in places]
    for n in np.lexsort((right, left, -dots[left, right])).tolist():
        one, other = int(left[n]), int(right[n])
        if one not in paired and other not in paired and contradict(words[one], words[other]):
            paired |= {one: other, other: one}
    return paired


def contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two key points of contrary polarity are about the same, by their content words."""
    return len(one & other) >= LEAST_SHARED and len(one ^ other) <= MOST_APART
