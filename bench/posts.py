"""Files of posts to measure on, any number of them, the same bytes on every machine; written as they are made.

The first are real texts as they stand. Past the last one, a post is two real sentences or texts joined, each about half as
long as a real post that is drawn for its length: so lengths stay those of real posts. No text comes twice.
Authors, times and likes are drawn, because hardly any source has them: the author of rank k writes in proportion to 1/√k.
"""

import random
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import orjson

SENTENCE = re.compile(r"(?<=[.!?…])\s+")
NEAR = 2_000  # of so many pieces of about the wanted length, one is drawn
BITS = 2**30  # 128 MB: at 10 million texts one in a hundred is taken for seen, and drawn again
BEGIN = datetime(2024, 5, 1, 18, tzinfo=UTC)
SPAN = 3 * 86_400  # seconds
MOST_LIKES = 50_000


class Seen:
    """Which texts there were, in memory that does not grow: never wrong about a new one's being new (a Bloom filter)."""

    def __init__(self, bits: int = BITS) -> None:
        self.bits, self.held = bits, bytearray(bits // 8)

    def add(self, text: str) -> bool:
        """Whether the text is certainly new; it is noted."""
        digest = blake2b(text.encode(), digest_size=32).digest()
        places = [int.from_bytes(digest[at : at + 8]) % self.bits for at in (0, 8, 16, 24)]
        new = not all(self.held[place >> 3] >> (place & 7) & 1 for place in places)
        for place in places:
            self.held[place >> 3] |= 1 << (place & 7)
        return new


def pieces(texts: list[str]) -> list[str]:
    """All distinct sentences and whole texts, shortest first."""
    found = {piece for text in texts for piece in (text, *SENTENCE.split(text)) if piece}
    return sorted(found, key=lambda piece: (len(piece), piece))


def near(lengths: list[int], length: int, draw: random.Random) -> int:
    """The place of a piece of about this length."""
    most = max(len(lengths) - NEAR, 0)
    start = min(max(bisect_left(lengths, length) - NEAR // 2, 0), most)
    return start + int(draw.random() * min(NEAR, len(lengths)))


def joined(texts: list[str]) -> Iterator[str]:
    """Two pieces at a time, without end; some may have been there before."""
    held, draw = pieces(texts), random.Random(11)
    lengths = [len(piece) for piece in held]
    while True:
        half = len(texts[int(draw.random() * len(texts))]) // 2
        yield f"{held[near(lengths, half, draw)]} {held[near(lengths, half, draw)]}"


def stretched(texts: list[str], rows: int) -> Iterator[str]:
    """So many distinct texts; a smaller number of them is the beginning of a larger."""
    yield from texts[:rows]
    left = rows - len(texts)
    if left <= 0:
        return
    seen, made = Seen(), joined(texts)
    for text in texts:
        seen.add(text)
    while left:
        text = next(made)
        if seen.add(text):
            yield text
            left -= 1


def row(number: int, text: str, authors: int, draw: random.Random) -> dict[str, object]:
    """One post: most come soon after the moment, most have few likes."""
    late, liked = draw.random(), draw.random()
    return {
        "id": f"c{number:08d}",
        "text": text,
        "author": f"account{int(authors * draw.random() ** 2):07d}",
        "created_at": (BEGIN + timedelta(seconds=int(SPAN * late * late))).isoformat(),
        "likes": min(int(1 / (1 - liked)) - 1, MOST_LIKES),
    }


def make(texts: list[str], rows: int, path: Path) -> None:
    """Writes NDJSON rows of id, text, author, created_at and likes, by a third as many authors as posts."""
    draw, authors = random.Random(7), max(rows // 3, 1)
    with path.open("wb") as file:
        for number, text in enumerate(stretched(texts, rows), 1):
            file.write(orjson.dumps(row(number, text, authors, draw)) + b"\n")
