"""Every encoder keeps the contract of `models.base`. All sentences here are made up."""

import pickle
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.errors import UsageError
from hubbub.models import ENCODERS, JUDGES, encoder, judge
from hubbub.models.base import LENGTH, Encoder
from hubbub.models.vectors import MILLION

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
def test_a_batch_of_long_and_short_does_not_matter(one: Encoder) -> None:
    alike(one, TEXTS)


@each
@settings(max_examples=12)
@given(st.lists(st.one_of(st.text(), st.sampled_from([text for text in TEXTS if len(text) < 100])), max_size=4))
def test_the_batch_does_not_matter(one: Encoder, texts: list[str]) -> None:
    alike(one, texts)


def alike(one: Encoder, texts: list[str]) -> None:
    """Asserts that texts have the vectors together, forwards and backwards, that each has alone."""
    whole = one.encode(texts)
    for text, vector in zip(texts, whole, strict=True):
        assert (one.encode([text])[0] == vector).all()
    assert (one.encode(texts[::-1]) == whole[::-1]).all()


@each
def test_no_vector_is_too_long_and_products_are_exact(one: Encoder) -> None:
    vectors = one.encode(TEXTS)
    exact = vectors.astype(np.int64) @ vectors.astype(np.int64).T
    assert np.diag(exact).max() <= LENGTH**2
    assert (vectors.astype(np.float32) @ vectors.astype(np.float32).T == exact).all()


@each
def test_nothing_known_gives_zeros(one: Encoder) -> None:
    assert not one.encode(["", "   "]).any()


@pytest.mark.parametrize("name", JUDGES)
def test_odds_rise_with_the_dot_product(name: str) -> None:
    odds = judge(name).odds(np.arange(-LENGTH, LENGTH**2 + 1, LENGTH))
    assert odds.dtype == np.int64
    assert (np.diff(odds) >= 0).all()
    nothing, same = 50_000, 900_000
    assert 0 <= odds[0] < nothing
    assert same < odds[-1] < MILLION


@pytest.mark.parametrize("name", JUDGES)
def test_a_judge_tells_a_point_from_another(name: str) -> None:
    one = judge(name)
    said, same, other = one.encode(
        ["The bridge has to be closed", "They really must close the bridge", "I walked over the bridge"]
    ).astype(np.int64)
    assert one.odds(np.array([said @ same])) > 300_000 > one.odds(np.array([said @ other]))


@pytest.mark.parametrize("name", JUDGES)
def test_a_judge_travels_by_name(name: str) -> None:
    one = judge(name)
    again = pickle.loads(pickle.dumps(one))
    assert (again.encode(TEXTS) == one.encode(TEXTS)).all()
    assert (again.odds(np.arange(0, LENGTH**2, 9_999)) == one.odds(np.arange(0, LENGTH**2, 9_999))).all()


@pytest.mark.parametrize(("load", "names"), [(encoder, "potion"), (judge, "distilled")])
def test_an_unknown_name_is_refused(load: Callable[[str], object], names: str) -> None:
    with pytest.raises(UsageError, match=names):
        load("nobody")
