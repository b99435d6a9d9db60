"""Intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from hubbub.measure import count


@given(of=st.integers(1, 10**7), data=st.data())
def test_an_interval_holds_its_share(of: int, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, of))
    found = count(number, of)
    assert 0 <= found.low <= found.share <= found.high <= 1


@pytest.mark.parametrize(("number", "of"), [(34, 310), (0, 10), (10, 10), (1, 2_000_000), (123, 456)])
def test_wilson_as_scipy_has_it(number: int, of: int) -> None:
    found = count(number, of)
    interval = binomtest(number, of).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-6)


def test_out_of_nothing_nothing_is_known() -> None:
    assert (count(0, 0).low, count(0, 0).high) == (0.0, 1.0)
