"""Broad views and those inside them. Posts are made up."""

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import hubbub
from hubbub.models.base import LENGTH
from hubbub.quality import SEARCH
from hubbub.viewpoints.broader import broader
from hubbub.viewpoints.plan import Point
from hubbub.viewpoints.sample import KeyPoint, Sample, Settings
from hubbub.viewpoints.steer import broad
from tests.made import TURNS, export, rows
from tests.viewpoints.made import POTION

BROAD, NARROW = "The bridge must be closed", "The bridge must be closed to lorries on school days"


def sample(*texts: str) -> tuple[Sample, list[KeyPoint]]:
    vectors = POTION.encode(texts)
    points = [KeyPoint(n, len(texts) - n, vectors[n]) for n in range(len(texts))]
    return Sample(texts, vectors, np.arange(len(texts)), ["en"] * len(texts), list(texts)), points


def sure(dots: NDArray[np.int64]) -> NDArray[np.int64]:
    """Finds everything likely, the nearer the likelier."""
    return np.clip(500_000 + dots * 100_000 // LENGTH**2, 500_000, 999_999)


def inside(*texts: str) -> dict[int, int]:
    one, points = sample(*texts)
    return broader(one, points, Settings(across=False, **SEARCH["balanced"]), sure)


def test_what_has_its_words_and_more_is_inside() -> None:
    assert inside(BROAD, NARROW) == {1: 0}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BROAD, "The bridge must not be closed, said my sister about the school"),  # denies
        (BROAD, "The lighthouse keeper had the bridge repainted"),  # other words
        ("The closed bridge is lovely", "The closed bridge is awful and was never lovely"),  # faults
        ("Two blocks from the harbour is near", "I lived two blocks away from the harbour"),  # testimony
    ],
)
def test_what_says_something_else_is_not(one: str, other: str) -> None:
    assert inside(one, other) == {}


def test_words_that_can_be_said_of_anything_are_not_enough() -> None:
    assert inside("That was really something", "That was really something about the lighthouse") == {}


def test_without_a_matcher_there_are_none() -> None:
    one, points = sample(BROAD, NARROW)
    assert broader(one, points, Settings(), None) == {}


WORDS = st.lists(st.sampled_from(["harbour", "storm", "keeper", "bell", "ferry"]), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=9))
def test_two_levels_at_most_and_the_larger_above(texts: list[str]) -> None:
    found = inside(*texts)
    assert all(above < below for below, above in found.items())
    assert not set(found) & set(found.values())


NAMES = st.sampled_from("abcdef")


@given(st.dictionaries(NAMES, NAMES), st.dictionaries(NAMES, st.none() | NAMES))
def test_decisions_leave_two_levels(up: dict[str, str], gone: dict[str, str | None]) -> None:
    parents = {one: above for one, above in up.items() if one != above and above not in up}
    points = {one: Point(one, one, "p", 0, 1, None, parents.get(one)) for one in "abcdef"}
    gone = {one: to for one, to in gone.items() if to not in gone and to != one}
    left = {one: broad(points, gone, one) for one in points if one not in gone}
    for one, above in left.items():
        assert above is None or (above != one and above in left and left[above] is None)
        if parents.get(one) not in gone and parents.get(one) in left:
            assert above == parents[one]


def collection(folder: Path) -> Path:
    """Six people say the broad view, four the narrower, two of these both; thirty others something else."""
    said = [(f"a{n}", TURNS[n].format(BROAD)) for n in range(6)]
    said += [(f"a{n + 4}", TURNS[n + 6].format(NARROW)) for n in range(4)]
    posts = [(str(n), who, "2026-05-01T00:00:00Z", text, "en") for n, (who, text) in enumerate(said)]
    return export(folder / "posts.csv", [*posts, *rows(30)])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broad")
    bounds = SEARCH["balanced"] | {"merge": 950_000, "close": 950_000}  # in so small a collection both would be one view
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(SEARCH, "balanced", bounds)
        hubbub.find([collection(folder)], folder / "out", hubbub.Options(quality="balanced"))
    return folder / "out"


def test_each_person_is_counted_once_in_a_broad_view(report: Path) -> None:
    found = json.loads((report / "findings.json").read_bytes())
    said = {one["quotation_id"]: one["exact"] for one in found["quotations"]}
    views = {one["viewpoint_id"]: one for one in found["viewpoints"]}
    below = next(one for one in views.values() if said[one["key_point"]].startswith(NARROW))
    above = views[below["parent"]]
    assert said[above["key_point"]].startswith(BROAD)
    assert above["prevalence"]["people"]["count"] == 6
    assert below["prevalence"]["people"]["count"] == 4
    assert above["within"]["people"]["count"] == 8
    assert below["within"] is None
    assert above["parent"] is None


def test_the_pages_show_what_is_inside(report: Path) -> None:
    page, article = (report / "report.html").read_text("utf-8"), (report / "article.md").read_text("utf-8")
    assert "Inside a broader viewpoint:" in page
    assert "everyone once: 8 people of 38" in page.replace("\u00a0", " ")
    assert "With the narrower or near views inside it, each counted once: 8" in article.replace("\u00a0", " ")


def test_linked_data_names_the_broader_view(report: Path) -> None:
    nodes = json.loads((report / "findings.jsonld").read_bytes())["@graph"]
    broader_of = {one["@id"]: one["broader"] for one in nodes if "broader" in one}
    found = json.loads((report / "findings.json").read_bytes())["viewpoints"]
    assert len(broader_of) == sum(one["parent"] is not None for one in found) == 1
    assert set(broader_of.values()) <= {one["@id"] for one in nodes}


def test_the_check_counts_again(report: Path) -> None:
    assert hubbub.check(report) == []
    path = report / "tables/viewpoints.parquet"
    rows, kept = pq.read_table(path), path.read_bytes()
    parents = rows.column("parent").to_pylist()
    place = rows.schema.get_field_index("parent")
    flat = rows.set_column(place, "parent", [[None] * len(parents)])
    pq.write_table(flat.cast(rows.schema), path)
    assert any("the views inside it: are" in one for one in hubbub.check(report))
    stacked = [one or next(filter(None, parents)) for one in parents]
    pq.write_table(rows.set_column(place, "parent", [stacked]).cast(rows.schema), path)
    assert any("viewpoints: inside one that is none, or is inside another" in one for one in hubbub.check(report))
    path.write_bytes(kept)


def test_a_contrary_is_not_inside_what_it_denies() -> None:
    assert inside("The new toll is fair", "I find the new toll unfair") == {}
    assert inside("The new bridge is safe", "the new bridge is dangerous to walk") == {}
