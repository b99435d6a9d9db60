"""hubbub.db: every row, searchable, never run."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hubbub.records import Assignment, Post, Sentence, Viewpoint, batch, schema
from hubbub.write.database import save_database
from tests.write.sample import HOSTILE, account


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database of made-up tables, opened."""
    _tables(tmp_path / "tables")
    save_database(tmp_path / "tables", tmp_path)
    with closing(sqlite3.connect(tmp_path / "hubbub.db")) as opened:
        yield opened


def test_rows_are_kept_as_they_are(database: sqlite3.Connection) -> None:
    posts = list(account(texts=HOSTILE).posts.values())
    rows = database.execute("SELECT uid, text, author_flags, created_at FROM posts ORDER BY rowid").fetchall()
    assert [row[:2] for row in rows] == [(one.uid, one.text) for one in posts]
    assert [json.loads(row[2]) for row in rows] == [list(one.author_flags) for one in posts]
    assert rows[0][3] == "2026-05-01T09:30:00.000000Z"


def test_where_it_sorts_does_not_outlast_it(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA temp_store_directory").fetchall() in ([], [("",)])


def test_posts_can_be_searched(database: sqlite3.Connection) -> None:
    search = "SELECT p.text FROM posts_fts JOIN posts AS p ON p.rowid = posts_fts.rowid WHERE posts_fts MATCH ?"
    assert {text for (text,) in database.execute(search, ("hyperlink",))} == {
        HOSTILE[5],
        f"{HOSTILE[5]} And that is only the beginning.",
    }


def test_view_joins_viewpoints_to_posts(database: sqlite3.Connection) -> None:
    row = database.execute("SELECT viewpoint_id, key_point, sentence, uid FROM viewpoint_posts").fetchone()
    assert row == ("v1", HOSTILE[0][:8], HOSTILE[0][:5], "x:1000")


def test_only_the_tables_that_exist(tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    tables.mkdir()
    pq.write_table(pa.Table.from_batches([], schema(Viewpoint)), tables / "viewpoints.parquet")
    save_database(tables, tmp_path)
    with closing(sqlite3.connect(tmp_path / "hubbub.db")) as opened:
        assert opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall() == [
            ("viewpoints",)
        ]


def test_built_fresh_and_the_same(tmp_path: Path) -> None:
    _tables(tmp_path / "tables")
    save_database(tmp_path / "tables", tmp_path)
    once = (tmp_path / "hubbub.db").read_bytes()
    save_database(tmp_path / "tables", tmp_path)
    assert (tmp_path / "hubbub.db").read_bytes() == once


def _tables(folder: Path) -> None:
    folder.mkdir()
    uid = "x:1000"
    viewpoint = Viewpoint(viewpoint_id="v1", key_point_uid=uid, start=0, end=8, texts=1, posts=1, kind="position", witnesses=0)
    sentence = Sentence(sentence_id="s1", uid=uid, start=0, end=5)
    assignment = Assignment(sentence_id="s1", uid=uid, viewpoint_id="v1", score=900_000, how="match")
    posts = list(account(texts=HOSTILE).posts.values())
    for name, record, rows in (
        ("posts", Post, posts),
        ("viewpoints", Viewpoint, [viewpoint]),
        ("sentences", Sentence, [sentence]),
        ("assignments", Assignment, [assignment]),
    ):
        pq.write_table(pa.Table.from_batches([batch(record, rows)]), folder / f"{name}.parquet")
