"""Broad views with narrower ones inside: which key point each other one is a narrower version of, two levels at most.

"The worst film of the series" says that it is bad, and more; so the matcher finds it likely, though not certain, that it makes
the point of "What a bad film". Likely alone is not enough, since it hears some sentences everywhere: the narrower view must also
have two thirds of the broader one's words that say something, be of its kind, and praise or fault, assert or deny as it does.
People of a broad view and of those inside it are counted each by itself, and once together; nobody is moved.
"""

from collections.abc import Iterator

import numpy as np

from hubbub.models.base import Odds
from hubbub.viewpoints.candidates import ANYTHING, unlabelled
from hubbub.viewpoints.kinds import kind
from hubbub.viewpoints.polarity import content, sides
from hubbub.viewpoints.sample import Ints, KeyPoint, Sample, Settings


def broader(sample: Sample, points: list[KeyPoint], settings: Settings, odds: Odds | None) -> dict[int, int]:
    """Position of a key point to that of the broader one it is under: of those with more voices that are under none themselves,
    the one whose point it most likely makes, by odds that a member needs, too. Without a matcher there are none."""
    if odds is None or not points:
        return {}
    places = [point.index for point in points]
    vectors = sample.vectors[places].astype(np.int64)
    likely = odds((vectors @ vectors.T).ravel()).reshape(len(points), -1)
    likely[~alike(sample, places, settings.across)] = -1
    words = [content(unlabelled(sample.texts[place])) - ANYTHING for place in places]
    found: dict[int, int] = {}
    for n in range(1, len(points)):
        for m in above(likely[n, :n], settings.odds):
            if m not in found and 3 * len(words[n] & words[m]) >= 2 * max(1, len(words[m])):
                found[n] = m
                break
    return found


def alike(sample: Sample, places: list[int], across: bool) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """(n, n): whether two key points are of one language and kind, deny alike, and neither praises what the other faults."""
    texts = [sample.texts[place] for place in places]
    kinds = np.unique([kind(text) for text in texts], return_inverse=True)[1]
    denied, signs = sides(texts)
    of = np.stack([sample.tongues(across)[places], kinds, denied], axis=1)
    return np.asarray((of[:, None] == of).all(axis=2) & (signs[:, None] * signs != -1))


def above(likely: Ints, least: int) -> Iterator[int]:
    """Places where the odds are `least` or more, the likeliest first, ties by place."""
    order = np.argsort(-likely, kind="stable")
    yield from order[likely[order] >= least].tolist()
