"""Broad views with narrower ones inside: which key point each other one is a narrower version of, two levels at most.

"The worst film of the series" says that it is bad, and more; so the matcher finds it likely, though not certain, that it makes
the point of "What a bad film". Likely alone is not enough, since it hears some sentences everywhere: the narrower view must also
have two thirds of the broader one's words that say something, be of its kind, praise or fault, assert or deny as it does, and
not say its contrary.
People of a broad view and of those inside it are counted each by itself, and once together; nobody is moved.
"""

import numpy as np

from hubbub.models.base import Odds
from hubbub.viewpoints.candidates import ANYTHING, unlabelled
from hubbub.viewpoints.kinds import kind
from hubbub.viewpoints.polarity import content, opposed, sides
from hubbub.viewpoints.sample import Ints, KeyPoint, Sample, Settings
from hubbub.viewpoints.space import paired


def broader(sample: Sample, points: list[KeyPoint], settings: Settings, odds: Odds | None) -> dict[int, int]:
    """Position of a key point to that of the broader one it is under: of those with more voices that are under none themselves,
    the one whose point it most likely makes, by odds that a member needs, too. Without a matcher there are none."""
    if odds is None or not points:
        return {}
    places = [point.index for point in points]
    later, earlier, chances = paired(sample.vectors[places], odds, settings.odds)
    own, signs = traits(sample, places, settings.across)
    alike = (own[later] == own[earlier]).all(axis=1) & (signs[later] * signs[earlier] != -1)
    later, earlier, chances = later[alike], earlier[alike], chances[alike]
    texts = [sample.texts[place] for place in places]
    words = [content(unlabelled(text)) - ANYTHING for text in texts]
    found: dict[int, int] = {}
    order = np.lexsort((earlier, -chances, later))
    for n, m in zip(later[order].tolist(), earlier[order].tolist(), strict=True):
        if n in found or m in found or 3 * len(words[n] & words[m]) < 2 * max(1, len(words[m])):
            continue
        if not (opposed(texts[n], texts[m]) or opposed(texts[m], texts[n])):
            found[n] = m
    return found


def traits(sample: Sample, places: list[int], across: bool) -> tuple[Ints, Ints]:
    """(n, 3): the language and kind of each key point, and whether it denies; and whether it praises or faults."""
    texts = [sample.texts[place] for place in places]
    kinds = np.unique([kind(text) for text in texts], return_inverse=True)[1]
    denied, signs = sides(texts)
    return np.stack([sample.tongues(across)[places], kinds, denied], axis=1), signs.astype(np.int64)
