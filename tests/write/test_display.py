"""Numbers, dates and names in words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hubbub.records import Count
from hubbub.write import display
from tests.write.sample import method, post

S = "\u00a0"


def _count(count: int, of: int, low: float = 0.0, high: float = 0.0) -> Count:
    return Count(count=count, of=of, share=count / of if of else 0.0, low=low, high=high)


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (34, 310, "11"),
        (0, 310, "0"),
        (310, 310, "100"),
        (309, 310, "over 99"),
        (1, 310, "0.3"),
        (1, 9000, "under 0.1"),
        (1, 8, "13"),
    ],
)
def test_percent(count: int, of: int, words: str) -> None:
    assert display.percent(_count(count, of)) == f"{words}{S}%"


@pytest.mark.parametrize(
    ("count", "of", "low", "high", "words"),
    [
        (206, 9576, 0.0188, 0.0246, "2.2"),
        (4690, 9576, 0.479, 0.4998, "49"),
        (309, 310, 0.9819, 0.9994, "99.7"),
        (39, 40, 0.87, 0.996, "98"),
        (9999, 10000, 0.9994, 0.99998, "over 99.9"),
        (310, 310, 0.9878, 1.0, "100"),
    ],
)
def test_shares_are_as_fine_as_their_intervals(count: int, of: int, low: float, high: float, words: str) -> None:
    assert display.percent(_count(count, of, low, high)) == f"{words}{S}%"


@pytest.mark.parametrize(("share", "words"), [(0.996, "over 99"), (0.004, "0.4"), (1.0, "100"), (0.0, "0"), (0.734, "73")])
def test_portion(share: float, words: str) -> None:
    assert display.portion(share) == f"{words}{S}%"


def test_nothing_has_no_share() -> None:
    assert display.percent(_count(0, 0)) == "–"
    assert display.out_of(_count(0, 0), "person") == f"0{S}people of 0"


def test_out_of_says_what_and_of_how_many() -> None:
    said = display.out_of(_count(34, 310, 0.0796, 0.1492), "person").replace(S, " ")
    assert said == "34 people of 310 (11 %, 95 % interval 8–15 %)"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.0, 0.012, "0–1.2"),
        (0.0003, 0.0012, "0.03–0.12"),
        (0.01, 0.3, "1–30"),
        (0.000005, 0.000044, "0.001–0.004"),
        (0.00000010, 0.00000088, "under 0.01"),
        (0.9999992, 1.0, "over 99.99"),
        (0.9994, 0.9998, "99.94–99.98"),
        (0.993, 1.0, "99.3–100"),
        (0.0188, 0.0246, "1.9–2.5"),
        (0.0199, 0.0204, "1.99–2.04"),
        (0.43, 0.438, "43.0–43.8"),
        (0.00018, 0.0056, "0.02–0.56"),
        (0.0018, 0.0545, "0.2–5.5"),
        (0.9944, 0.99982, "99.44–99.98"),
    ],
)
def test_interval(low: float, high: float, words: str) -> None:
    assert display.interval(_count(1, 100, low, high)) == f"{words}{S}%"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "1 May 2026, 09:30 UTC"),
        (1, "1 May 2026, 16:30 UTC"),
        (2, "1 May 2026"),
        (3, "about 2 May 2026"),
        (4, "date not known"),
    ],
)
def test_dates_are_no_more_precise_than_known(number: int, words: str) -> None:
    assert display.posted(post(number, "x")).replace(S, " ") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026", "2026"),
        ("2026-05", "May 2026"),
        ("2026-05-03", "3 May 2026"),
        ("2026-05-03T14", "3 May 2026, 14:00 UTC"),
        ("2026-05-03T14:05:00+02:00", "3 May 2026, 12:05 UTC"),
        ("last week", "last week"),
        (None, "not known"),
    ],
)
def test_iso_times_in_words(text: str | None, words: str) -> None:
    assert display.when(text).replace(S, " ") == words


def test_authors() -> None:
    one = post(1, "x")
    assert display.author(one, method()) == "Made-up Person 1 (@madeup_1)"
    assert display.author(post(2, "x"), method()) == "u/madeup_2"
    assert display.author(replace(one, author_key=None, author_handle=None, author_name=None), method()) == "author not known"
    assert display.author(None, method()) == "author not known"


def test_hidden_authors_stay_hidden() -> None:
    one = post(1, "x")
    assert display.author(one, replace(method(), authors="hidden")) == "author not shown"
    named = display.author(one, replace(method(), authors="pseudonym"), ["x:other", "youtube:key1"])
    assert named == f"person{S}2"


def test_years_far_away_are_no_error() -> None:
    early = replace(post(0, "x"), created_at=datetime(1, 1, 1, tzinfo=UTC))
    assert display.posted(early).replace(S, " ") == "1 January 1, 00:00 UTC"
