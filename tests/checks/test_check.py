"""`check` must find what was changed: every kind of tampering here is named, and nothing is named where nothing was changed."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import hubbub
from tests.made import export, rows

# A post under words that it has not, in the index alone.
UNFOUND = """
INSERT INTO posts_fts (posts_fts, rowid, text) SELECT 'delete', rowid, text FROM posts WHERE rowid = 7;
INSERT INTO posts_fts (rowid, text) VALUES (7, 'something else')
"""
Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder that holds."""
    folder = tmp_path_factory.mktemp("check")
    hubbub.find([export(folder / "posts.csv", rows())], folder / "out")
    assert hubbub.check(folder / "out") == []
    return folder / "out"


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A copy to tamper with."""
    return Path(shutil.copytree(made, tmp_path / "out"))


def more_people(findings: dict[str, Any]) -> None:
    findings["viewpoints"][0]["prevalence"]["people"]["count"] += 1


def more_nameless(findings: dict[str, Any]) -> None:
    findings["viewpoints"][0]["prevalence"]["nameless"] += 1


def wider(findings: dict[str, Any]) -> None:
    findings["viewpoints"][1]["prevalence"]["texts"]["high"] = 0.99


def fewer_rows(findings: dict[str, Any]) -> None:
    findings["flow"]["rows"] -= 1


def other_words(findings: dict[str, Any]) -> None:
    findings["quotations"][0]["exact"] = findings["quotations"][0]["exact"].replace("e", "3", 1)


def other_place(findings: dict[str, Any]) -> None:
    findings["quotations"][0]["start"] += 1


def drop_view(findings: dict[str, Any]) -> None:
    findings["viewpoints"].pop()


def move_time(findings: dict[str, Any]) -> None:
    findings["timeline"]["points"][0]["texts"] += 1


def fill(findings: dict[str, Any]) -> None:
    findings["unassigned"]["prevalence"]["texts"]["count"] += 1


def speak(findings: dict[str, Any]) -> None:
    findings["topics"]["listed"][0]["held"] += 1


def another_topic(findings: dict[str, Any]) -> None:
    findings["topics"]["found"] += 1


def other_topic_words(findings: dict[str, Any]) -> None:
    findings["topics"]["listed"][0]["words"] = ["invented"]


FINDINGS = [more_people, more_nameless, wider, fewer_rows, other_words, other_place, drop_view, move_time, fill]
FINDINGS += [speak, another_topic, other_topic_words]


@pytest.mark.parametrize("change", FINDINGS)
def test_changed_findings_are_named(out: Path, change: Change) -> None:
    findings = orjson.loads((out / "findings.json").read_bytes())
    change(findings)
    (out / "findings.json").write_bytes(orjson.dumps(findings, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    assert hubbub.check(out)


def alter(path: Path, column: str, change: Callable[[Any], Any]) -> None:
    """Changes the first value of a column of a table."""
    table = pq.read_table(path)
    values = table.column(column).to_pylist()
    values[0] = change(values[0])
    place = table.schema.get_field_index(column)
    pq.write_table(table.set_column(place, table.schema.field(place), pa.array(values, table.schema.field(place).type)), path)


@pytest.mark.parametrize(
    ("table", "column", "change"),
    [
        ("posts", "text", lambda text: text + " not"),
        ("posts", "author_key", lambda _: "unknown:@made_up_9"),
        ("copies", "group_id", lambda _: "nobody"),
        ("sentences", "end", lambda end: end + 1000),
        ("assignments", "score", lambda _: 1),
        ("assignments", "viewpoint_id", lambda _: "v:nowhere"),
        ("viewpoints", "start", lambda start: start + 1),
        ("viewpoints", "people", lambda people: people + 1),
        ("viewpoints", "texts", lambda texts: texts + 1),
        ("topic_posts", "topic_id", lambda _: "t:nowhere"),
        ("topic_posts", "uid", lambda _: "x:nobody"),
        ("topics", "start", lambda start: start + 1),
        ("topics", "texts", lambda texts: texts + 1),
        ("quotations", "exact", lambda exact: exact.upper()),
        ("inputs", "posts", lambda posts: posts - 1),
    ],
)
def test_changed_tables_are_named(out: Path, table: str, column: str, change: Callable[[Any], Any]) -> None:
    alter(out / "tables" / f"{table}.parquet", column, change)
    assert hubbub.check(out)


def test_topic_words_that_nobody_wrote_are_named(out: Path) -> None:
    alter(out / "tables" / "topics.parquet", "words", lambda words: [*words[:1], "embezzled"])
    assert "topics: words that nobody wrote: 1 (embezzled)" in hubbub.check(out)


def test_a_text_without_a_word_of_its_topic_is_named(out: Path) -> None:
    alter(out / "tables" / "topics.parquet", "words", lambda words: [f"{word}x" for word in words])
    found = [line for line in hubbub.check(out) if "with no word of their topic" in line]
    assert len(found) == 1
    table = pq.read_table(out / "tables" / "topic_posts.parquet")
    first = pq.read_table(out / "tables" / "topics.parquet", columns=["topic_id"]).to_pylist()[0]["topic_id"]
    assert f": {table.column('topic_id').to_pylist().count(first)} (" in found[0]


def test_nobody_is_told_and_counted_again(tmp_path: Path) -> None:
    """The only text without a view is by somebody who wrote another that holds one."""
    odd = ("99", "made_up_0", "2026-05-09T12:00:00Z", "Whoever left a blue umbrella at the ferry museum, I have it", "en")
    found = hubbub.find([export(tmp_path / "posts.csv", [*rows(), odd])], tmp_path / "out")
    assert hubbub.check(tmp_path / "out") == []
    rest = found.unassigned.prevalence
    assert rest.people
    assert (rest.people.count, rest.people.of, rest.texts.count) == (0, 60, 1)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "wrote only what fits none of the views above" in page
    assert "ferry museum" in page
    findings = orjson.loads((tmp_path / "out" / "findings.json").read_bytes())
    findings["unassigned"]["prevalence"]["people"] = None
    (tmp_path / "out" / "findings.json").write_bytes(orjson.dumps(findings))
    assert any("unassigned: people are unknown" in one for one in hubbub.check(tmp_path / "out"))


@pytest.mark.parametrize("name", ["report.html", "article.md", "findings.jsonld"])
def test_changed_pages_are_named(out: Path, name: str) -> None:
    page = (out / name).read_text(encoding="utf-8")
    (out / name).write_text(page.replace("1", "2", 1), encoding="utf-8")
    assert [one for one in hubbub.check(out) if one.startswith(name)]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE posts SET text = 'changed' WHERE rowid = 1", "posts, row 1, differs"),
        ("UPDATE viewpoints SET people = people + 1 WHERE rowid = 1", "viewpoints, row 1, differs"),
        ("UPDATE assignments SET score = score + 1 WHERE rowid = 2", "assignments, row 2, differs"),
        ("DELETE FROM copies WHERE rowid = 3", "copies, row 3, differs"),
        ("INSERT INTO excluded SELECT uid, 'advertisement', NULL, NULL, 'a', 1, '' FROM posts LIMIT 1", "excluded has more rows"),
        ("DROP VIEW viewpoint_posts", "viewpoint_posts is not the view"),
        ("DROP VIEW viewpoint_posts; CREATE VIEW viewpoint_posts AS SELECT uid FROM posts", "viewpoint_posts is not the view"),
        ("DROP TABLE topics", "topics is missing"),
        ("DELETE FROM grouped; ALTER TABLE grouped DROP COLUMN opposite", "grouped has other columns"),
        ("INSERT INTO posts_fts (posts_fts) VALUES ('delete-all')", "posts_fts does not search"),
        (UNFOUND, "posts_fts does not find post 7 by its words"),
    ],
)
def test_changed_database_is_named(out: Path, change: str, named: str) -> None:
    with closing(sqlite3.connect(out / "hubbub.db")) as database:
        database.executescript(change)
    found = hubbub.check(out)
    assert len(found) == 1
    assert found[0].startswith(f"hubbub.db: {named}")


def test_what_a_person_adds_to_the_database_is_left_alone(out: Path) -> None:
    with closing(sqlite3.connect(out / "hubbub.db")) as database:
        database.executescript(
            "CREATE VIEW mine AS SELECT uid FROM posts; CREATE TABLE notes (text); INSERT INTO notes VALUES ('a')"
        )
    assert hubbub.check(out) == []


@pytest.mark.parametrize(("table", "column"), [("copies", "similarity"), ("posts", "input_sha256"), ("topics", "texts")])
def test_a_damaged_page_of_a_table_is_named_and_the_rest_checked(out: Path, table: str, column: str) -> None:
    path = out / "tables" / f"{table}.parquet"
    kept = pq.ParquetFile(path).metadata.row_group(0)
    place = next(kept.column(n) for n in range(kept.num_columns) if kept.column(n).path_in_schema == column)
    first = place.dictionary_page_offset or place.data_page_offset
    whole = bytearray(path.read_bytes())
    for n in range(first + 12, first + place.total_compressed_size):
        whole[n] ^= 0x5A
    path.write_bytes(whole)
    (out / "article.md").write_text("changed", encoding="utf-8")
    found = hubbub.check(out)
    assert [one for one in found if "a file is damaged" in one]
    assert "free space" not in " ".join(found)
    assert [one for one in found if one.startswith(("article.md", "Pages: cannot be checked"))]


@pytest.mark.parametrize("name", ["tables/posts.parquet", "tables/assignments.parquet", "hubbub.db", "article.md"])
def test_damaged_and_missing_files_are_named(out: Path, name: str) -> None:
    whole = (out / name).read_bytes()
    (out / name).write_bytes(whole[: len(whole) // 2])
    assert hubbub.check(out)
    (out / name).unlink()
    assert hubbub.check(out)


def test_no_output_folder(tmp_path: Path) -> None:
    with pytest.raises(hubbub.OutputError, match="not an output folder"):
        hubbub.check(tmp_path)
