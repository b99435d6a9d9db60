"""What all sentences of a language have in common is taken off: the collection's subject, and the language itself.

In a debate every sentence holds the topic's words, and to an encoder trained on one language all of another look alike.
Subtracting the mean leaves what tells sentences apart. Few sentences make a poor mean, so it counts n / (n + PRIOR).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hubbub.models.base import Encoder, Odds, Vectors
from hubbub.models.text import plain
from hubbub.models.vectors import add_rows, divide, shorten
from hubbub.viewpoints.candidates import legible, matter, shorn, states

Ints = NDArray[np.int64]
BLOCK = 4_096  # sentences
ROWS = 256  # key points compared at a time with all before them
PRIOR = 50  # sentences at which the mean counts half


def encode(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Vectors of sentences; zeros where one states nothing, or nothing the encoder can read, so that it makes no point."""
    return read(encoder, texts, list(map(plain, texts)))


def read(encoder: Encoder, texts: Sequence[str], plains: Sequence[str]) -> Vectors:
    """`encode` of texts whose plain form is known."""
    both = zip(texts, plains, strict=True)
    return encoder.encode([shorn(bare) if states(text) and (encoder.many or legible(text)) else "" for text, bare in both])


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


def joined(encoder: Encoder, weight: int, vectors: Vectors, texts: Sequence[str]) -> Vectors:
    """Vectors of sentences by one encoder, and beside them those by another that they have, of so much weight to two; zeros for
    those whose own are."""
    heard = encoder.encode([matter(text) if one else "" for text, one in zip(texts, filled(vectors), strict=True)])
    if not weight:
        return heard
    return shorten(np.concatenate([np.int16(weight) * vectors, np.int16(2) * heard], axis=1))  # no component leaves int16


def paired(vectors: Vectors, odds: Odds, least: int) -> tuple[Ints, Ints, Ints]:
    """Rows and, for each, the earlier ones whose point it makes with such odds; and these odds. By row, then by the earlier one.
    All pairs at once would be held several times."""
    found = [(np.zeros(0, np.int64),) * 3]
    wide = vectors.astype(np.float32)  # exact: no dot product needs more than 24 bits
    for first in range(0, len(wide), ROWS):
        part = wide[first : first + ROWS] @ wide[: first + ROWS].T
        chances = odds(part.astype(np.int64).ravel()).reshape(part.shape)
        later, earlier = np.nonzero(np.tril(chances >= least, first - 1))
        found.append((later + first, earlier, chances[later, earlier]))
    one, other, chance = zip(*found, strict=True)
    return np.concatenate(one), np.concatenate(other), np.concatenate(chance)


def pack(vectors: Vectors) -> pa.Array:
    """Vectors as a column of bytes, without an object for each."""
    width = vectors.itemsize * vectors.shape[1]
    offsets = np.arange(len(vectors) + 1, dtype=np.int64) * width
    data = pa.py_buffer(np.ascontiguousarray(vectors))
    return pa.Array.from_buffers(pa.binary(), len(vectors), [None, pa.py_buffer(offsets.astype(np.int32)), data])


def unpack(column: pa.Array) -> Vectors:
    """Stored vectors back into rows; all are of one length."""
    if not len(column):
        return np.zeros((0, 0), np.int16)
    _, offsets, data = column.cast(pa.binary()).buffers()
    bounds = np.frombuffer(offsets, np.int32, len(column) + 1, column.offset * 4)
    first, last = int(bounds[0]), int(bounds[-1])
    return np.frombuffer(data, np.int16, (last - first) // 2, first).reshape(len(column), -1)
