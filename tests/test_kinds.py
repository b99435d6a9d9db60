"""What people lived through and felt, from posts to findings, through a check and a takedown. Everybody in it is made up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest

import hubbub
from hubbub.records import Findings
from tests.checks.test_check import alter
from tests.made import TURNS, Row, export, rows

LIVED = "I lived two blocks away from the harbour"
FELT = "I am crying so much right now"
JUDGED = "The harbour should have been closed after the storm"


def told() -> list[Row]:
    """Ten people who say each."""
    said = [turn.format(view) for view in (LIVED, FELT, JUDGED) for turn in TURNS]
    return [(f"99000000{n}", f"teller_{n}", "2026-05-02T09:00:00Z", text, "en") for n, text in enumerate(said)]


def by_words(found: Findings) -> dict[str, tuple[str, int]]:
    """Kind and witnesses by the key point's words."""
    said = {one.quotation_id: one.exact for one in found.quotations}
    return {said[one.key_point].rstrip(".!"): (one.kind, one.witnesses) for one in found.viewpoints}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with all three kinds."""
    hubbub.find([export(tmp_path / "posts.csv", [*rows(), *told()])], tmp_path / "out")
    return tmp_path / "out"


def test_a_viewpoint_is_of_its_key_points_kind(out: Path) -> None:
    found = hubbub.find([out.parent / "posts.csv"], out)
    kinds = by_words(found)
    assert kinds[LIVED] == ("testimony", 10)
    assert kinds[FELT] == ("emotion", 0)
    assert kinds[JUDGED] == ("position", 0)
    table = pq.read_table(out / "tables/viewpoints.parquet").to_pylist()
    assert {one["viewpoint_id"]: (one["kind"], one["witnesses"]) for one in table}.items() >= {
        (one.viewpoint_id, (one.kind, one.witnesses)) for one in found.viewpoints
    }
    assert hubbub.check(out) == []


def test_who_is_not_known_witnesses_as_a_text(tmp_path: Path) -> None:
    posts = [(uid, "", when, text, lang) for uid, _, when, text, lang in [*rows(), *told()]]
    found = hubbub.find([export(tmp_path / "posts.csv", posts)], tmp_path / "out")
    assert by_words(found)[LIVED] == ("testimony", 10)
    assert hubbub.check(tmp_path / "out") == []


def test_whoever_is_taken_down_is_a_witness_no_more(out: Path) -> None:
    found = hubbub.forget(out, ["@teller_3"])
    assert by_words(found)[LIVED] == ("testimony", 9)
    assert hubbub.check(out) == []


def other(kind: str) -> str:
    """Another kind."""
    return "position" if kind == "emotion" else "emotion"


def emotional(one: dict[str, Any]) -> None:
    one["kind"] = other(one["kind"])


def more(one: dict[str, Any]) -> None:
    one["witnesses"] += 1


@pytest.mark.parametrize("change", [emotional, more])
def test_a_changed_kind_in_the_findings_is_named(out: Path, change: Callable[[dict[str, Any]], None]) -> None:
    findings = orjson.loads((out / "findings.json").read_bytes())
    change(findings["viewpoints"][0])
    (out / "findings.json").write_bytes(orjson.dumps(findings, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    assert [one for one in hubbub.check(out) if "kind, witnesses: the findings say" in one]


@pytest.mark.parametrize(("column", "change"), [("kind", other), ("witnesses", lambda many: many + 1)])
def test_a_changed_kind_in_the_table_is_named(out: Path, column: str, change: Callable[[Any], Any]) -> None:
    alter(out / "tables/viewpoints.parquet", column, change)
    assert [one for one in hubbub.check(out) if "kind, witnesses: the table says" in one]
