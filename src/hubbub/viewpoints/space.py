"""What all sentences of a language have in common is taken off: the collection's subject, and the language itself.

In a debate every sentence holds the topic's words, and to an encoder trained on one language all of another look alike.
Subtracting the mean leaves what tells sentences apart. Few sentences make a poor mean, so it counts n / (n + PRIOR).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import Encoder, Vectors
from hubbub.models.vectors import add_rows, divide, shorten
from hubbub.viewpoints.candidates import legible, matter, states

Ints = NDArray[np.int64]
BLOCK = 4_096  # sentences
PRIOR = 50  # sentences at which the mean counts half


def encode(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Vectors of sentences; zeros where one states nothing, or nothing the encoder can read, so that it makes no point."""
    return encoder.encode([matter(text) if states(text) and (encoder.many or legible(text)) else "" for text in texts])


def common(vectors: Vectors, langs: Sequence[str]) -> dict[str, Ints]:
    """The mean vector of each language, shrunk towards zero, in whole numbers."""
    names, labels = numbered(langs)
    counts = np.bincount(labels, minlength=len(names))
    means = divide(add_rows(vectors, labels, len(names)), counts + PRIOR)
    return dict(zip(names, means, strict=True))


def filled(vectors: Vectors) -> NDArray[np.bool_]:
    """Which rows are not all zeros."""
    return np.not_equal(vectors, 0).any(axis=1).reshape(len(vectors))


def numbered(langs: Sequence[str]) -> tuple[list[str], Ints]:
    """The distinct languages, sorted, and the place of each in that list."""
    names = sorted(set(langs))
    places = {name: n for n, name in enumerate(names)}
    return names, np.fromiter((places[lang] for lang in langs), np.int64, len(langs))


def apart(vectors: Vectors, langs: Sequence[str], common: Mapping[str, Ints]) -> Vectors:
    """Vectors less what their language has in common, back at full length; zeros stay zeros."""
    names, labels = numbered(langs)
    nothing = np.zeros(vectors.shape[1], np.int64)
    means = np.array([common.get(name, nothing) for name in names]).reshape(-1, vectors.shape[1])
    rest = np.zeros(vectors.shape, np.int16)
    for first in range(0, len(vectors), BLOCK):  # whole, it would be held three times
        part = vectors[first : first + BLOCK]
        less = part - means.astype(np.int16)[labels[first : first + BLOCK]]  # no component leaves -2 * LENGTH .. 2 * LENGTH
        less[~filled(part)] = 0
        rest[first : first + BLOCK] = shorten(less)
    return rest
