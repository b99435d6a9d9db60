"""Times: the quick way and the whole way say the same."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.base import timed
from hubbub.readers.dates import dated, instant, order_of, when

SPELLED = st.datetimes(datetime(1980, 1, 1), datetime(2110, 1, 1)).flatmap(
    lambda one: st.sampled_from(
        [
            one.isoformat(),
            one.isoformat() + "Z",
            one.isoformat(" "),
            one.isoformat(timespec="milliseconds") + "Z",
            one.isoformat()[:16],
            one.isoformat()[:16] + "+02:00",
            one.isoformat(" ") + "+00",
            f"{one:%Y%m%dT%H%M%SZ}",
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


@pytest.mark.parametrize(
    ("value", "time", "precision"),
    [
        ("2021-10-13 09:16:51+00", "2021-10-13T09:16:51+00:00", "exact"),
        ("2021-10-13 09:16:51.5-03", "2021-10-13T12:16:51.500000+00:00", "exact"),
        ("2021-10-13 09:16:51 +02", "2021-10-13T07:16:51+00:00", "exact"),
        ("20211013T091651Z", "2021-10-13T09:16:51+00:00", "exact"),
        ("20211013T0916+0200", "2021-10-13T07:16:00+00:00", "minute"),
        ("October 13th, 2021", "2021-10-13T00:00:00+00:00", "day"),
        ("1st Oct 2021", "2021-10-01T00:00:00+00:00", "day"),
    ],
)
def test_forms_of_databases_and_prose(value: str, time: str, precision: str) -> None:
    assert instant(value)[1] == when(value)[1] == precision
    assert when(value)[0] == datetime.fromisoformat(time)


@pytest.mark.parametrize("value", ["20211013", 20211013, "2021-10-13 09:16-17", "20211013T2516Z", "2021-10-13 09:16:51+99"])
def test_what_could_be_anything_is_no_time(value: object) -> None:
    assert when(value) == (None, "none")


@given(st.dates(datetime(1990, 1, 1).date(), datetime(2099, 12, 31).date()), st.booleans())
def test_eight_digits_are_a_day_where_a_column_holds_dates(day: date, whole: bool) -> None:
    digits = f"{day:%Y%m%d}"
    found, precision = dated(int(digits) if whole else digits)
    assert (timed(found), precision) == (datetime(day.year, day.month, day.day, tzinfo=UTC), "day")


@pytest.mark.parametrize("value", ["20211399", "19700101", "99999999", 12345678, True, None, "1634116611"])
def test_other_digits_are_what_they_are_elsewhere(value: object) -> None:
    assert dated(value) == instant(value)
