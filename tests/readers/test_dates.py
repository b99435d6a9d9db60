"""Times: the quick way and the whole way say the same."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.base import timed
from hubbub.readers.dates import instant, order_of, when

SPELLED = st.datetimes(datetime(1980, 1, 1), datetime(2110, 1, 1)).flatmap(
    lambda one: st.sampled_from(
        [
            one.isoformat(),
            one.isoformat() + "Z",
            one.isoformat(" "),
            one.isoformat(timespec="milliseconds") + "Z",
            one.isoformat()[:16],
        ]
        + [
            one.strftime("%a %b %d %H:%M:%S +0000 %Y"),
            one.isoformat() + "+02:00",
            f"{one:%d/%m/%Y}",
            f"{one:%B} {one.day}, {one.year}",
        ]
    )
)
DAMAGED = st.text("0123456789-T:. Z+W,", max_size=26)
NUMBERS = st.integers() | st.floats() | st.integers(600_000_000, 4_200_000_000) | st.integers(10**12, 5 * 10**12)


@given(SPELLED | DAMAGED | NUMBERS | st.none() | st.booleans())
def test_an_instant_is_the_time(value: object) -> None:
    moment, precision = when(value)
    assert (timed(instant(value)[0]), instant(value)[1]) == (moment, precision)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["13/4/2021", "1/2/2021"], "day"),
        (["4/13/2021"], "month"),
        (["1/2/2021"], None),
        (["13/1/2021", "1/13/2021"], None),
        ([], None),
    ],
)
def test_which_comes_first_is_told_by_the_column(cells: list[str], order: str | None) -> None:
    assert order_of(cells) == order


def test_a_known_order_decides_an_open_date() -> None:
    assert when("3/4/2021") == (None, "none")
    assert when("3/4/2021", "day")[0] == datetime(2021, 4, 3, tzinfo=UTC)
    assert when("3/4/2021", "month")[0] == datetime(2021, 3, 4, tzinfo=UTC)
    assert when("13/4/2021", "month")[0] == datetime(2021, 4, 13, tzinfo=UTC)
