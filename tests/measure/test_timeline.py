"""The timeline: as fine as most texts allow, and complete whatever stands far off."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hubbub.counts import EDGE, core
from hubbub.measure import tally, timeline
from hubbub.records import Timeline
from hubbub.write import charts
from tests.measure.made import measured, post
from tests.measure.test_without import ASSIGNED, KEY_POINTS

HOUR, DAY, YEAR = 3_600, 86_400, 365 * 86_400


def drawn(seconds: Sequence[int]) -> Timeline:
    """The timeline of posts at so many seconds after the beginning."""
    posts = [post(n, n, n, at) for n, at in enumerate(seconds)]
    with measured(posts) as engine:
        with engine.sink({"assignments": ASSIGNED, "key_points": KEY_POINTS}):
            pass
        tally(engine, 1, [])
        return timeline(engine)


def test_one_old_comment_is_no_ten_years() -> None:
    night = [n * HOUR // 4 for n in range(200)]
    line = drawn([*night, -10 * YEAR])
    assert line.bin == "hour"
    assert sum(one.texts for one in line.points) == 201
    assert line.points[0].start.startswith("2016")
    shown = charts.middle(line)
    assert shown.points == line.points[1:]
    assert "2016" not in charts.timeline(shown, None, "texts", charts.WIDE, "time")
    assert drawn(night).points == shown.points


def test_what_many_wrote_later_is_no_outlier() -> None:
    line = drawn([*(n * HOUR for n in range(40)), *(300 * DAY + n * HOUR for n in range(2))])
    assert line.bin == "month"
    assert charts.middle(line) == line


def test_what_stands_near_is_drawn() -> None:
    line = drawn([*(n * HOUR // 4 for n in range(200)), 3 * DAY])
    assert line.bin == "hour"
    assert charts.middle(line) == line
    assert charts.middle(replace(line, points=())) == replace(line, points=())


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_a_core_leaves_out_a_hundredth_at_either_end(counts: list[int]) -> None:
    first, last = core(counts)
    edge = sum(counts) // EDGE
    if sum(counts):
        assert 0 <= first <= last < len(counts)
        assert sum(counts[:first]) <= edge < sum(counts[: first + 1])
        assert sum(counts[last + 1 :]) <= edge < sum(counts[last:])
