"""From verified pairs to groups that a chain of small edits cannot join: every near-copy is like its original itself."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import regex
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

LIKE = 0.88  # share of characters two keys have in common, in order (normalised Indel), from which they are near-copies
LEAST = 24  # characters: shorter keys are copies only when equal
PAIRS = pa.schema([("first", pa.int64()), ("second", pa.int64()), ("similarity", pa.float64())])

# What turns a text into another one by a small edit: numbers and negations. A template is not a copy.
NEGATIONS = "no|not|never|none|nobody|nothing|without|hardly|cannot|nicht|nie|pas|jamais|nunca|jamás|não|non|mai"
TURNING = regex.compile(rf"\d+|\b(?:{NEGATIONS}|kein\w*|\w+n t)\b")  # a key holds "don't" as "don t"


def verify(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`first, second, first_key, second_key` to the pairs that are near-copies, with their similarity."""
    one, other = batch.column("first_key").to_pylist(), batch.column("second_key").to_pylist()
    likeness = process.cpdist(one, other, scorer=fuzz.ratio, score_cutoff=100 * LIKE, dtype=np.float64) / 100
    like = [score >= LIKE and turns(a) == turns(b) for score, a, b in zip(likeness, one, other, strict=True)]
    kept = batch.filter(pa.array(like, pa.bool_()))
    scores = pa.array(np.round(likeness[np.array(like, dtype=bool)], 4))
    return pa.RecordBatch.from_arrays([kept.column("first"), kept.column("second"), scores], schema=PAIRS)


def turns(key: str) -> Counter[str]:
    """The numbers and negations of a key."""
    return Counter(TURNING.findall(key))


def lead(pairs: pa.Table) -> dict[int, tuple[int, float]]:
    """Each near-copy's original and similarity. Taken in order of `second`; a text that is itself a copy leads nobody."""
    found: dict[int, tuple[int, float]] = {}
    for first, second, similarity in rows(pairs):
        best = found.get(second, (second, 0.0))[1]
        if first not in found and similarity > best:
            found[second] = (first, similarity)
    return found


def rows(pairs: pa.Table) -> Iterator[tuple[int, int, float]]:
    """The pairs, by `second`, then `first`: ids rise with time, so an original comes before its copies."""
    first, second = (pairs.column(name).to_numpy() for name in ("first", "second"))
    order: NDArray[np.intp] = np.lexsort((first, second))
    likeness = pairs.column("similarity").to_numpy()[order]
    return zip(first[order].tolist(), second[order].tolist(), likeness.tolist(), strict=True)
