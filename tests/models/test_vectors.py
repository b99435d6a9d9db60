"""Whole-number arithmetic."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hubbub.models.base import LENGTH
from hubbub.models.vectors import add_rows, divide, least_dot, millionths, shorten

rows = st.lists(st.lists(st.integers(-(2**24), 2**24), min_size=4, max_size=4), min_size=1, max_size=8)


@given(rows)
def test_shortened_rows_are_no_longer_than_allowed(values: list[list[int]]) -> None:
    short = shorten(np.array(values)).astype(np.int64)
    assert ((short * short).sum(axis=1) <= LENGTH**2).all()
    assert (short.any(axis=1) == np.array(values).any(axis=1)).all()


@given(rows, st.randoms(use_true_random=False))
def test_sums_of_labels(values: list[list[int]], random: np.random.Generator) -> None:
    labels = np.array([n % 3 for n in range(len(values))])
    sums = add_rows(np.array(values), labels, 4)
    assert all((sums[n] == np.array(values)[labels == n].sum(axis=0)).all() for n in range(4))


def test_division_rounds_halves_up() -> None:
    assert divide(np.array([[3, -3, 4]]), np.array([2])).tolist() == [[2, -1, 2]]


@given(st.integers(1, 1_000_000))
def test_the_least_dot_reaches_its_score(score: int) -> None:
    least = least_dot(score)
    assert millionths(np.array([least], np.float32))[0] >= score
    assert millionths(np.array([least - 1], np.float32))[0] < score
