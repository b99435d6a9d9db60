"""The whole-number network against the same weights in plain float64, and against itself in other batches."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from hubbub.models import transformer, whole
from hubbub.models.whole import LARGEST, PARTS, SHARES, Whole, padded

WEIGHTS = Path(transformer.__file__).with_name("minilm") / "weights.npz"
NETWORK = Whole(whole.stored(WEIGHTS))
Array = NDArray[np.float64]


def test_no_product_leaves_what_float32_counts_exactly() -> None:
    assert LARGEST**2 * PARTS < 2**24
    assert SHARES * LARGEST * transformer.TOKENS < 2**24


def row(tokens: list[int], cut: int) -> tuple[list[int], list[int]]:
    ids = [101, *tokens, 102]
    return ids, [int(n > cut) for n in range(len(ids))]


rows = st.builds(row, st.lists(st.integers(1_000, 20_000), min_size=1, max_size=12), st.integers(0, 8))


@settings(max_examples=15)
@given(st.lists(rows, min_size=2, max_size=6))
def test_neither_batch_nor_padding_changes_a_bit(batch: list[tuple[list[int], list[int]]]) -> None:
    together = NETWORK(*padded(batch))
    assert (together == np.concatenate([NETWORK(*padded([one])) for one in batch])).all()
    assert (NETWORK(*padded(batch[::-1])) == together[::-1]).all()


def test_near_the_same_weights_in_float64() -> None:
    random = np.random.RandomState(0)
    batch = [row(random.randint(1_000, 20_000, 4 + n % 20).tolist(), n % 7) for n in range(12)]
    for one in batch:
        exact, ours = reference(*one), NETWORK(*padded([one]))[0] / whole.GRAIN
        assert exact @ ours / np.linalg.norm(exact) / np.linalg.norm(ours) > 0.99


def reference(ids: list[int], kinds: list[int]) -> Array:
    """BERT's layers as they are written down (Devlin et al., 2019), one row, no rounding but that of the stored weights."""
    at = NETWORK.at
    state = (at["words.rows"][ids] * at["words.scales"][ids][:, None]).astype(np.float64)
    state = normed("words", state + at["places"][: len(ids)] + at["kinds"][kinds])
    for n in range(NETWORK.layers):
        query, key, value = (heads(dense(f"{n}.{part}", state)) for part in ("query", "key", "value"))
        scores = query @ key.swapaxes(1, 2) / math.sqrt(query.shape[2])
        shares = np.exp(scores - scores.max(axis=2, keepdims=True))
        mixed = (shares / shares.sum(axis=2, keepdims=True)) @ value
        state = normed(f"{n}.attention", state + dense(f"{n}.out", mixed.swapaxes(0, 1).reshape(state.shape)))
        wide = dense(f"{n}.wide", state)
        wide *= 0.5 * (1 + np.vectorize(math.erf)(wide / math.sqrt(2)))
        state = normed(f"{n}.narrow", state + dense(f"{n}.narrow", wide))
    return np.asarray(state.mean(axis=0))


def heads(state: Array) -> Array:
    return state.reshape(len(state), NETWORK.heads, -1).swapaxes(0, 1)


def dense(name: str, state: Array) -> Array:
    weight = NETWORK.at[f"{name}.weight"].astype(np.float64) * NETWORK.at[f"{name}.scale"]
    return np.asarray(state @ weight + NETWORK.at[f"{name}.bias"])


def normed(name: str, state: Array) -> Array:
    middle = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((middle**2).mean(axis=-1, keepdims=True) + 1e-12)
    return np.asarray(middle / spread * NETWORK.at[f"{name}.gain"] + NETWORK.at[f"{name}.shift"])


@pytest.mark.parametrize("size", [0, 1])
def test_tables_end_where_nothing_is_left(size: int) -> None:
    assert NETWORK.at["exp"][-1 - size] <= 1
    assert NETWORK.at["gelu"][0] == pytest.approx(0, abs=1e-6)
    assert NETWORK.at["gelu"][-1] == pytest.approx(whole.GELU_END)
