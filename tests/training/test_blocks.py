"""Word vectors in blocks of four bits: what `training.e5` reads, `training.export` packs and `models.whole` unpacks again."""

import struct

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from training.e5 import MARKS, kept, unpacked
from training.export import BLOCK, blocks

from hubbub.models.whole import Whole

HALVES = st.lists(st.integers(0, 15), min_size=BLOCK, max_size=BLOCK)
SCALES = st.floats(2**-10, 2, width=16)


def packed(scale: float, numbers: list[int]) -> bytes:
    """A block of Q4_0: a half-precision scale, then 16 bytes, the low halves first."""
    low, high = numbers[: BLOCK // 2], numbers[BLOCK // 2 :]
    return struct.pack("<e", scale) + bytes(one | other << 4 for one, other in zip(low, high, strict=True))


@given(st.lists(st.tuples(SCALES, HALVES), min_size=1, max_size=4))
def test_what_is_read_is_what_is_unpacked_again(given_: list[tuple[float, list[int]]]) -> None:
    rows = [(scale, [0, *numbers[1:]]) for scale, numbers in given_]  # as the format has it: one number of a block is -8
    raw = b"".join(packed(*row) for row in rows)
    words = unpacked(raw, 0, BLOCK * len(rows)).reshape(len(rows), BLOCK)
    for (scale, numbers), word in zip(rows, words, strict=True):
        assert word.tolist() == [(one - 8) * scale for one in numbers]
    found = blocks(words)
    assert found
    network = Whole.__new__(Whole)
    network.at = found
    assert (network.words(np.arange(len(rows))[None])[0] == words).all()


def test_what_is_no_such_block_is_not_forced_into_one() -> None:
    assert blocks(np.linspace(-1, 1, BLOCK, dtype=np.float32)[None]) is None


def test_the_commonest_pieces_of_each_script_stay() -> None:
    pieces = [*MARKS, "▁the", "▁дом", "猫", "12", "ქართული", "<mask>", "▁नहीं", "é"]
    odds = -np.arange(len(pieces), dtype=np.float32)
    rows = kept(pieces, odds)
    assert [pieces[n] for n in rows] == [*MARKS, "▁the", "▁дом", "猫", "12", "▁नहीं", "é"]
