"""What the evaluation of the example counts, on groups made up here; and that the product says what was measured."""

import json
from pathlib import Path
from typing import Any

import pytest
from evals.viewpoints.example import scored, truth, view
from evals.viewpoints.unseen import MOMENTS, read

from hubbub.quality import BOTH, ELSEWHERE, MATCHER, MEASURED, SPOKEN, STATIC

RESULTS = Path(__file__).parents[2] / "evals" / "results"
VIEWS = {"calm": {"a", "b", "c", "d"}, "storm": {"e", "f"}}
AUTHOR = {"a": "ann", "b": "bob", "c": "cid", "d": "cid", "e": "eve", "f": "fay", "x": "xan", "y": "yan"}


def test_a_viewpoint_is_of_the_view_that_most_of_it_holds() -> None:
    assert view({"a", "b", "x"}, VIEWS) == "calm"
    assert view({"a", "x"}, VIEWS) is None
    assert view({"a", "e"}, VIEWS) is None


def test_people_count_once_and_in_their_own_view() -> None:
    found = scored([{"a", "c", "d"}, {"b", "c"}, {"e", "x", "y"}], AUTHOR, VIEWS)
    assert found["views found"] == 0.5
    assert found["holders under the largest"] == pytest.approx((2 / 3 + 0) / 2)  # a group of e, x and y is of no view
    assert found["holders under any"] == pytest.approx((3 / 3 + 0) / 2)
    assert found["members right"] == pytest.approx(5 / 8)
    assert scored([], AUTHOR, VIEWS)["members right"] == 0


def test_the_example_has_its_views() -> None:
    assert len(truth()) == 9
    assert all(truth().values())


@pytest.mark.parametrize(("encoder", "quality"), [(STATIC, "fast"), (MATCHER, "balanced"), (BOTH, "best")])
def test_reports_say_what_was_measured(encoder: str, quality: str) -> None:
    members, unseen = (json.loads((RESULTS / f"{name}.json").read_text("utf-8"))["by_set"] for name in ("members", "unseen"))
    read: dict[str, Any] = members[f"{quality}: all"]
    said = MEASURED[encoder]
    assert said.quality == quality
    assert (said.point, said.partly) == (round(100 * read["makes_the_point"]), round(100 * read["at_least_partly"]))
    held = [unseen[f"{quality}, {moment.stem}"]["holders under any"] for moment in MOMENTS]
    assert said.held == round(100 * sum(held) / len(held))


def test_reports_say_what_was_measured_in_other_languages() -> None:
    read = json.loads((RESULTS / "abroad.json").read_text("utf-8"))["by_set"]["all e5"]
    assert (ELSEWHERE.point, ELSEWHERE.partly) == (round(100 * read["makes_the_point"]), round(100 * read["at_least_partly"]))


@pytest.mark.parametrize(("encoder", "quality"), [(STATIC, "fast"), (MATCHER, "balanced")])
def test_reports_say_how_right_topics_are(encoder: str, quality: str) -> None:
    read = json.loads((RESULTS / "topics.json").read_text("utf-8"))["by_set"]
    one, anything = (read[f"{quality}: posts of {kind}"] for kind in ("one moment", "anything"))
    said = SPOKEN[encoder]
    assert (said.same, said.near) == (round(100 * one["same subject"]), round(100 * one["at least near"]))
    assert said.loose == round(100 * anything["same subject"])


@pytest.mark.parametrize("path", MOMENTS, ids=lambda path: path.stem)
def test_unseen_moments_have_nine_views(path: Path) -> None:
    texts, views = read(path)
    held = [place for holders in views.values() for place in holders]
    assert len(views) == 9
    assert len(set(texts)) == len(texts) == 300
    assert len(held) == len(set(held)) == 190
