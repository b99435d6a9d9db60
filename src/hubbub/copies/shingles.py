"""Candidates for near-copies: MinHash over character 4-grams (Broder 1997), and how texts begin and end.

Both see a text's letters and digits alone, so that lost white space, emoji and punctuation do not matter. Short texts have
too few words for word shingles; characters serve them and long ones alike. Vectorised over a whole batch.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hubbub.models.text import Keeping

GRAM = 4
BANDS = 20
ROWS = 3  # a pair of Jaccard similarity .5 shares a band with probability .93, one of .3 with .42; all pairs are verified
# Codepoints at a text's start (positive) or end that make a bucket: a cut text begins as the whole does, a quoting one ends so.
ANCHORS = (20, 40, 80, -20, -40)
SCHEMA = pa.schema([("band", pa.int64()), ("id", pa.int64())])

END = "⏹"  # where a sentence ends, in keys that are compared: no letter, so that it counts for nothing else
LETTERED = Keeping(("L", "M", "N"))  # Hindi and Thai write vowels as marks
SIGNS = bytes(point for point in range(128) if not chr(point).isalnum())
MIX = np.uint64(0x9E3779B97F4A7C15)

Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]


def squash(key: str) -> str:
    """A key's letters and digits alone. Most keys hold nothing else but spaces and sentences' ends, and to look at each letter of
    the others takes ten times as long."""
    if not key.isascii():
        key = key.replace(END, " ")
    if key.isascii():
        return key.encode().translate(None, SIGNS).decode()
    bare = "".join(key.split())
    return bare if bare.isalnum() else "".join(LETTERED.of(bare).split())


def splitmix(count: int) -> Words:
    """Fixed numbers without a pattern (splitmix64), the same on every machine."""
    state = np.arange(1, count + 1, dtype=np.uint64) * MIX
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


def bands(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`id, key` to one row a band: equal bands are candidates. Texts of fewer than GRAM letters and digits have none."""
    texts = [squash(key) for key in batch.column("key").to_pylist()]
    long = np.array([len(text) >= GRAM for text in texts], dtype=bool)
    kept = [text for text in texts if len(text) >= GRAM]
    if not kept:
        return pa.RecordBatch.from_pylist([], schema=SCHEMA)
    ids = batch.column("id").to_numpy()[long]
    points, lengths = spelled(kept)
    found = [*minima(points, lengths), *anchors(points, lengths)]
    named = np.concatenate([ids[places] for places, _ in found])
    hashes = np.concatenate([values for _, values in found]).view(np.int64)
    return pa.RecordBatch.from_arrays([pa.array(hashes), pa.array(named)], schema=SCHEMA)


def spelled(texts: list[str]) -> tuple[Words, Numbers]:
    """The code points of all texts, one after the other, and the length of each."""
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    return points, np.array([len(text) for text in texts], dtype=np.int64)


def grams(points: Words, lengths: Numbers) -> tuple[Words, Numbers]:
    """Hashes of all 4-grams of all texts, one after the other, and where each text's begin."""
    hashes = points[: len(points) - GRAM + 1].copy()
    for place in range(1, GRAM):
        hashes = hashes * MIX + points[place : len(points) - GRAM + 1 + place]
    last = np.cumsum(lengths)
    inside = np.ones(len(points), dtype=bool)
    for back in range(1, GRAM):
        inside[last - back] = False
    starts = np.concatenate([[0], np.cumsum(lengths - GRAM + 1)[:-1]]).astype(np.int64)
    return (hashes ^ (hashes >> np.uint64(29)))[inside[: len(hashes)]], starts


def minima(points: Words, lengths: Numbers) -> list[tuple[Numbers, Words]]:
    """For each band all texts' places and ROWS least hashes, mixed into one."""
    hashes, starts = grams(points, lengths)
    found = []
    for band, group in enumerate((splitmix(BANDS * ROWS) | np.uint64(1)).reshape(BANDS, ROWS)):
        mixed = np.full(len(starts), band, dtype=np.uint64)
        for multiplier in group:
            least = np.minimum.reduceat((hashes * multiplier) >> np.uint64(32), starts)
            mixed = (mixed ^ least) * MIX + (mixed >> np.uint64(31))
        found.append((np.arange(len(starts)), mixed))
    return found


def anchors(points: Words, lengths: Numbers) -> list[tuple[Numbers, Words]]:
    """For each anchor the places of the texts long enough, and a hash of their first or last code points."""
    ends = np.cumsum(lengths)
    found = []
    for number, size in enumerate(ANCHORS):
        width = abs(size)
        places = np.flatnonzero(lengths >= width)
        first = (ends - lengths)[places] if size > 0 else ends[places] - width
        window = points[first[:, None] + np.arange(width)]
        salted = (window * splitmix(width)).sum(axis=1, dtype=np.uint64) + splitmix(BANDS + number)[-1]
        found.append((places, (salted ^ (salted >> np.uint64(32))) * MIX))
    return found
