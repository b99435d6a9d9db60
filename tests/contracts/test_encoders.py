"""Every encoder keeps the contract of `models.base`. All sentences here are made up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.errors import UsageError
from hubbub.models import ENCODERS, encoder
from hubbub.models.base import LENGTH, Encoder

LOADED = {name: encoder(name) for name in ENCODERS}
TEXTS = ["The ending was far too long.", "I loved the music!", "", "🙂🙂", "no", "El final fue largo.", "word " * 2000]
TEXTS += ["音楽がよかった。", "\ud83d"]
each = pytest.mark.parametrize("one", LOADED.values(), ids=list(LOADED))


@each
def test_shape_and_names(one: Encoder) -> None:
    vectors = one.encode(TEXTS)
    assert vectors.dtype == np.int16
    assert vectors.shape == (len(TEXTS), one.dimensions)
    assert len(one.sha256) == 64
    assert one.encode([]).shape == (0, one.dimensions)


@each
@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(), max_size=6))
def test_the_batch_does_not_matter(one: Encoder, texts: list[str]) -> None:
    whole = one.encode(TEXTS + texts)
    alone = [one.encode([text])[0] for text in TEXTS + texts]
    assert (whole == np.array(alone)).all()
    assert (one.encode((TEXTS + texts)[::-1]) == whole[::-1]).all()


@each
def test_no_vector_is_too_long_and_products_are_exact(one: Encoder) -> None:
    vectors = one.encode(TEXTS)
    exact = vectors.astype(np.int64) @ vectors.astype(np.int64).T
    assert np.diag(exact).max() <= LENGTH**2
    assert (vectors.astype(np.float32) @ vectors.astype(np.float32).T == exact).all()


@each
def test_nothing_known_gives_zeros(one: Encoder) -> None:
    assert not one.encode(["", "   "]).any()


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(UsageError, match="potion"):
        encoder("nobody")
