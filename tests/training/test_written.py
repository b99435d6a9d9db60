"""Moments that we wrote: their format, and that what is in the repository keeps to it."""

from collections import Counter
from pathlib import Path

import pytest
from training.moments import LEFT, Moment, moments, parts

MOMENT = """# a bridge opens
P1 The bridge is ugly
+ what an eyesore =2
~ could be prettier
- is it ugly?
P2 It cost too much

+ Nobody needed to pay that = 3 times
- too much was said of the cost =1,2
0 Hello from the bridge
"""


def test_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MOMENT, "utf-8")
    said = [
        ("what an eyesore", {0: 1.0, 1: 1.0}),
        ("could be prettier", {0: 0.5}),
        ("is it ugly?", {0: 0.0}),
        ("Nobody needed to pay that = 3 times", {1: 1.0}),
        ("too much was said of the cost", {0: 1.0, 1: 1.0}),
        ("Hello from the bridge", {}),
    ]
    assert moments(tmp_path) == [Moment("a bridge opens", ["The bridge is ugly", "It cost too much"], said)]


@pytest.mark.parametrize("line", ["+ nothing before", "# one\n+ no point yet", "# one\nQ1 what", "P1 no moment"])
def test_what_is_of_no_kind_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.txt").write_text(line, "utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:\d: "):
        moments(tmp_path)


def test_every_tenth_is_left_out() -> None:
    given = [Moment(str(n)) for n in range(2 * LEFT + 1)]
    kept, left = parts(given)
    assert [one.name for one in left] == ["0", str(LEFT), str(2 * LEFT)]
    assert sorted(map(id, kept + left)) == sorted(map(id, given))


def test_what_was_written() -> None:
    found = moments()
    assert found
    for moment in found:
        made = Counter(point for _, makes in moment.said for point, value in makes.items() if value == 1)
        assert made.keys() == set(range(len(moment.points))), moment.name
        assert min(made.values()) >= 4, moment.name
        assert sum(not makes for _, makes in moment.said) >= 6, moment.name
        assert len({text for text, _ in moment.said} | {*moment.points}) == len(moment.said) + len(moment.points), moment.name
