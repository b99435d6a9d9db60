"""MinHash over character 4-grams (Broder 1997), for texts too short for word shingles, vectorised over a whole batch."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

GRAM = 4
BANDS = 8
ROWS = 4  # a pair of Jaccard similarity .8 shares a band with probability .985, one of .4 with .19; all pairs are verified
SCHEMA = pa.schema([("band", pa.int64()), ("id", pa.int64())])

MIX = np.uint64(0x9E3779B97F4A7C15)


def multipliers() -> NDArray[np.uint64]:
    """One odd number a hash function, from a fixed generator (splitmix64), so that every machine has the same."""
    state = np.arange(1, BANDS * ROWS + 1, dtype=np.uint64) * MIX
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))) | np.uint64(1)


def grams(texts: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of all 4-grams of all texts, one after the other, and where each text's begin. Texts of 4 characters or more."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    points = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = points[: len(points) - GRAM + 1].copy()
    for place in range(1, GRAM):
        hashes = hashes * MIX + points[place : len(points) - GRAM + 1 + place]
    last = np.cumsum(lengths)
    inside = np.ones(len(points), dtype=bool)
    for back in range(1, GRAM):
        inside[last - back] = False
    starts = np.concatenate([[0], np.cumsum(lengths - GRAM + 1)[:-1]]).astype(np.int64)
    return (hashes ^ (hashes >> np.uint64(29)))[inside[: len(hashes)]], starts


def bands(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`id, key` to one row a band: equal bands are candidates for near-copies. Shape: (BANDS × texts)."""
    if not batch.num_rows:
        return pa.RecordBatch.from_pylist([], schema=SCHEMA)
    hashes, starts = grams(batch.column("key").to_pylist())
    found = []
    for band, group in enumerate(multipliers().reshape(BANDS, ROWS)):
        mixed = np.full(len(starts), band, dtype=np.uint64)
        for multiplier in group:
            least = np.minimum.reduceat((hashes * multiplier) >> np.uint64(32), starts)
            mixed = (mixed ^ least) * MIX + (mixed >> np.uint64(31))
        found.append(mixed.view(np.int64))
    ids = np.tile(batch.column("id").to_numpy(), BANDS)
    return pa.RecordBatch.from_arrays([pa.array(np.concatenate(found)), pa.array(ids)], schema=SCHEMA)
