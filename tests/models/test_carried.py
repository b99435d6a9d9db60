"""The encoder of many languages: its file's blocks, and what is said where its package is not there. Sentences are made up."""

import json
import os
import pickle
import struct
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.errors import UsageError
from hubbub.models import encoder, judge, tongues
from hubbub.models.carried import BLOCK, TAUGHT_FILE, Carried, blocks, numbers_of, taught
from hubbub.models.whole import Whole, stored

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


def test_it_judges_in_languages_that_it_was_not_taught_in() -> None:
    said = ["The bridge should be closed to cars.", "El puente debería cerrarse a los coches.", "橋は車両通行止めにすべきだ。"]
    other = "The mayor never answers letters."
    one = judge("e5")
    vectors = one.encode([*said, other]).astype(np.int64)
    odds = one.odds((vectors @ vectors.T).ravel()).reshape(4, 4)
    assert odds[:3, :3].min() > 500_000
    assert odds[:3, 3].max() < 100_000


def test_corrections_are_added_exactly() -> None:
    rng = np.random.default_rng(1)
    given = {"a": rng.normal(size=12).astype(np.float32), "b": np.ones(4, np.float32), "c": np.ones(2, np.float32)}
    up, down = rng.integers(-127, 128, (4, 2)).astype(np.int8), rng.integers(-127, 128, (2, 3)).astype(np.int8)
    scale = np.array([0.5, 1, 2, 4], np.float32)
    found = taught(given, {"a.up": up, "a.down": down, "a.scale": scale, "b": np.full(4, 0.25, np.float16), "scale": scale})
    wanted = given["a"].reshape(4, 3) + (up.astype(np.int64) @ down.astype(np.int64)).astype(np.float32) * scale[:, None]
    assert found["a"].tolist() == wanted.ravel().tolist()
    assert (found["b"].tolist(), found["c"].tolist()) == ([1.25] * 4, [1, 1])


def test_no_product_of_what_it_was_taught_is_too_large_to_be_exact() -> None:
    kept = stored(TAUGHT_FILE)
    narrow = [name for name in kept if name.endswith(".up")]
    assert len(narrow) == 72  # six matrices of twelve layers
    assert all(127 * 127 * kept[name].shape[1] < 2**24 for name in narrow)


def test_the_weights_that_ship_are_small() -> None:
    kept = [one for one in TAUGHT_FILE.parents[1].rglob("*") if one.suffix in (".npz", ".npy")]
    assert len(kept) == 5
    assert sum(one.stat().st_size for one in kept) <= 35_000_000


ASK = "import json, sys; from hubbub.models import encoder; print(encoder('e5').encode(json.load(sys.stdin)).tolist())"


def test_another_machine_gives_the_same_vectors() -> None:
    texts = ["The ending was far too long.", "結末は長すぎた。", "no"]
    env = os.environ | {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3", "OPENBLAS_NUM_THREADS": "1"}
    asked = [sys.executable, "-c", ASK]
    done = subprocess.run(asked, input=json.dumps(texts), capture_output=True, text=True, env=env, check=True)
    assert json.loads(done.stdout) == encoder("e5").encode(texts).tolist()


def test_it_is_sent_to_workers_by_name() -> None:
    assert len(pickle.dumps(encoder("e5"))) < 200
    assert isinstance(pickle.loads(pickle.dumps(encoder("e5"))), Carried)


def test_without_its_package_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubbub.models.carried.find_spec", lambda _name: None)
    tongues.cache_clear()
    with pytest.raises(UsageError, match=r"pip install 'hubbub\[languages\]'"):
        encoder("e5")
    tongues.cache_clear()
