"""Vectors less what they have in common, and which make each other's point."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.models.base import LENGTH
from hubbub.models.vectors import MILLION, shorten
from hubbub.viewpoints import space
from hubbub.viewpoints.space import paired
from hubbub.viewpoints.verify import likeness

NUMBERS = st.lists(st.integers(-9, 9), min_size=3, max_size=3)


@given(st.lists(NUMBERS, max_size=12), st.integers(0, MILLION), st.integers(1, 13))
def test_pairs_are_those_of_the_whole_table(rows: list[list[int]], least: int, block: int) -> None:
    """Whatever is compared at a time; each row with those before it, never with itself, and by exact dot products."""
    vectors = shorten(np.array(rows, np.int64).reshape(-1, 3))
    whole = likeness(vectors.astype(np.int64) @ vectors.astype(np.int64).T)
    expected = [(n, m, whole[n, m]) for n in range(len(rows)) for m in range(n) if whole[n, m] >= least]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(space, "ROWS", block)
        assert list(zip(*(one.tolist() for one in paired(vectors, likeness, least)), strict=True)) == expected


def test_a_dot_product_needs_no_more_than_a_float_holds() -> None:
    """The longest vectors there are: what `paired` rests on."""
    vectors = np.array([[LENGTH, 0], [LENGTH, 0]], np.int16)
    assert LENGTH**2 <= 2**24
    assert [one.tolist() for one in paired(vectors, likeness, MILLION)] == [[1], [0], [MILLION]]
