"""What is named after its words: exact copies, viewpoints, topics, articles and inputs; and who was taken down."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import hubbub
from hubbub.checks.rewrite import differences
from hubbub.screen import Takedown
from tests.made import export, rows

PAGE = """<!doctype html><html lang="en"><head><title>The harbour, as viewers saw it</title></head><body><article>
<h1>The harbour, as viewers saw it</h1><p>The last episode divided those who watched it.</p>
<p>"The bell was the saddest sound of the whole year," said Made Up Ines, a viewer from the coast.</p>
<p>"They should have let the lighthouse speak for itself," wrote @made_up_otto on the night.</p></article></body></html>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder that holds, of posts with exact copies and an article."""
    folder = tmp_path_factory.mktemp("named")
    posts = rows()
    again = [(str(99 + n), f"made_up_again_{n}", *row[2:3], row[3].upper(), "en") for n, row in enumerate(posts[:9])]
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    hubbub.find([export(folder / "posts.csv", [*posts, *again]), folder / "page.html"], folder / "out")
    assert hubbub.check(folder / "out") == []
    return folder / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return Path(shutil.copytree(made, tmp_path / "out"))


def alter(path: Path, column: str, change: Callable[[dict[str, Any]], Any], which: Callable[[dict[str, Any]], bool]) -> None:
    """Changes a column in the first row that is asked for."""
    table = pq.read_table(path)
    found = table.to_pylist()
    row = next(one for one in found if which(one))
    row[column] = change(row)
    pq.write_table(pa.Table.from_pylist(found, table.schema), path)


def every(_row: dict[str, Any]) -> bool:
    return True


@pytest.mark.parametrize(
    ("table", "column", "change", "which", "named"),
    [
        (
            "posts",
            "text",
            lambda row: row["text"] + " Yes.",
            lambda row: row["author_handle"] == "made_up_again_0",
            "exact, in other words",
        ),
        ("copies", "kind", lambda _: "original", lambda row: row["kind"] == "exact", "originals in the same words"),
        ("viewpoints", "viewpoint_id", lambda _: "v:000000000000", every, "not named after what their key point says"),
        ("viewpoints", "end", lambda row: row["end"] - 1, every, "not named after what their key point says"),
        ("topics", "topic_id", lambda _: "t:000000000000", every, "not named after the sentence"),
        ("articles", "text", lambda row: row["text"].replace("saddest", "gladdest"), every, "not named after their text"),
        ("inputs", "content_sha256", lambda _: "0" * 64, every, "not the rows that were read"),
        ("posts", "input_sha256", lambda _: "0" * 64, every, "not the rows that were read"),
        ("quotations", "speaker", lambda _: "Nobody", lambda row: row["speaker"], "speaker or cue"),
        ("quotations", "cue", lambda _: "boasted", lambda row: row["cue"], "speaker or cue"),
    ],
)
def test_what_is_not_named_after_its_words_is_named(
    out: Path,
    table: str,
    column: str,
    change: Callable[[dict[str, Any]], Any],
    which: Callable[[dict[str, Any]], bool],
    named: str,
) -> None:
    alter(out / f"tables/{table}.parquet", column, change, which)
    assert [one for one in hubbub.check(out) if named in one]


def test_who_was_taken_down_is_not_there(out: Path) -> None:
    uid = pq.read_table(out / "tables/posts.parquet", columns=["uid"]).column(0)[0].as_py()
    Takedown().adding([uid]).save(out)
    assert hubbub.check(out) == [f"takedown.json: names who is still there: 1 ({uid})"]


def test_after_a_takedown_and_with_hidden_authors_it_holds(made: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(made, tmp_path / "out"))
    hubbub.forget(out, ["@made_up_3"])
    assert hubbub.check(out) == []
    options = hubbub.Options(authors="pseudonym")
    hubbub.find([export(tmp_path / "posts.csv", rows())], tmp_path / "off", options)
    assert hubbub.check(tmp_path / "off") == []


def test_a_table_that_the_others_do_not_make_is_named(out: Path) -> None:
    alter(out / "tables/viewpoints.parquet", "target", lambda _: "somebody", every)
    assert [one for one in hubbub.check(out) if one.startswith("viewpoints: 1 rows are not those")]


def test_true_is_no_1() -> None:
    assert len(list(differences({"a": [1, 0.5, 2]}, {"a": [True, 0.5, 2.0]}, ""))) == 2
    assert not list(differences({"a": [1, 0.5, None]}, {"a": [1, 0.5, None]}, ""))


def test_a_table_with_another_column_is_named(out: Path) -> None:
    path = out / "tables/ledger.parquet"
    table = pq.read_table(path)
    pq.write_table(table.append_column("mine", pa.nulls(len(table), pa.string())), path)
    assert "tables/ledger.parquet: has other columns than such a table" in hubbub.check(out)
