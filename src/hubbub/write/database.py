"""hubbub.db: the tables in SQLite, with a full-text index of the posts; opens in Datasette.

Built fresh from the Parquet tables each time, batch by batch, so memory does not grow with the collection.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hubbub.records import TABLES, schema

BATCH_ROWS = 16_384
KEYS = {  # tables with one row per key
    "posts": "uid",
    "copies": "uid",
    "articles": "article_id",
    "sentences": "sentence_id",
    "viewpoints": "viewpoint_id",
    "quotations": "quotation_id",
    "patterns": "pattern_id",
    "topics": "topic_id",
    "topic_posts": "uid",
}
INDEXES = {
    "excluded": ("uid", "reason"),
    "ledger": ("uid", "article_id"),
    "copies": ("group_id",),
    "sentences": ("uid",),
    "assignments": ("uid", "viewpoint_id", "sentence_id"),
    "quotations": ("uid", "viewpoint_id"),
    "pattern_posts": ("pattern_id", "uid"),
    "topic_posts": ("topic_id",),
    "posts": ("author_key", "created_at"),
}
SPEED = ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -65536")
# What an index of many rows is sorted in: beside the database, so that neither memory nor another disk fills up.
BESIDE = ("PRAGMA temp_store = FILE", "PRAGMA temp_store_directory = '{}'")
SEARCH = (
    "CREATE VIRTUAL TABLE posts_fts USING fts5(text, content='posts', tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO posts_fts (posts_fts, rank) VALUES ('hashsize', 16000000)",  # bytes kept before a merge: halves the time
    "INSERT INTO posts_fts (posts_fts) VALUES ('rebuild')",
)
VIEW = """
CREATE VIEW viewpoint_posts AS
SELECT v.viewpoint_id, substr(k.text, v."start" + 1, v."end" - v."start") AS key_point, a.sentence_id,
       substr(p.text, s."start" + 1, s."end" - s."start") AS sentence, a.score, a.how, p.uid, p.platform, p.author_handle,
       p.created_at, p.url, p.text
FROM assignments AS a
JOIN viewpoints AS v ON v.viewpoint_id = a.viewpoint_id
JOIN sentences AS s ON s.sentence_id = a.sentence_id
JOIN posts AS p ON p.uid = a.uid
LEFT JOIN posts AS k ON k.uid = v.key_point_uid
"""
VIEWED = {"assignments", "viewpoints", "sentences", "posts"}


def save_database(tables: Path, out: Path) -> None:
    """Writes `out/hubbub.db` from those of `tables/*.parquet` that exist, replacing an earlier one."""
    path = out / "hubbub.db"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in (*SPEED, *BESIDE, "PRAGMA secure_delete = ON"):
            database.execute(pragma.format(str(out.absolute()).replace("'", "''")))
        try:
            _fill(database, tables)
        finally:
            database.execute(BESIDE[1].format(""))  # it holds for the whole process


def _fill(database: sqlite3.Connection, tables: Path) -> None:
    found = [name for name in TABLES if (tables / f"{name}.parquet").exists()]
    database.execute("BEGIN")
    for name in found:
        _copy(database, name, tables / f"{name}.parquet")
    if "posts" in found:
        _run(database, SEARCH)
    if VIEWED.issubset(found):
        _run(database, (VIEW,))
    _run(database, ("COMMIT", "ANALYZE"))


def _run(database: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        database.execute(statement)


def _copy(database: sqlite3.Connection, name: str, path: Path) -> None:
    """Makes and fills one table; rows keep the Parquet file's order. Column names are the records', never the data's."""
    shape = schema(TABLES[name])
    database.execute(f'CREATE TABLE "{name}" ({", ".join(_column(name, one) for one in shape)})')
    insert = f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(shape))})'
    for rows in stored(path, shape.names):
        database.executemany(insert, rows)
    for column in INDEXES.get(name, ()):
        database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')


def _column(table: str, one: pa.Field) -> str:
    kind = "INTEGER" if pa.types.is_integer(one.type) or pa.types.is_boolean(one.type) else "TEXT"
    kind = "REAL" if pa.types.is_floating(one.type) else kind
    key = " PRIMARY KEY" if KEYS.get(table) == one.name else ""
    return f'"{one.name}" {kind}{"" if one.nullable else " NOT NULL"}{key}'


def stored(path: Path, columns: list[str]) -> Iterator[Iterable[tuple[Any, ...]]]:
    """A table's rows as the database holds them, in the file's order. A row group at a time: a reader of the whole file keeps
    something of each, 100 bytes a row."""
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            for batch in file.read_row_group(group, columns).to_batches(BATCH_ROWS):
                yield zip(*(_values(batch.column(name)) for name in columns), strict=True)


def _values(column: pa.Array) -> list[Any]:
    """A column as SQLite takes it: times as ISO 8601 text in UTC, lists as JSON text."""
    if column.null_count == len(column):
        return [None] * len(column)
    if pa.types.is_timestamp(column.type):
        plain = pc.cast(pc.cast(column, pa.timestamp("us")), pa.string())  # 2026-05-03 14:00:00.000000
        return list(pc.binary_join_element_wise(pc.replace_substring(plain, " ", "T"), "Z", "").to_pylist())
    if pa.types.is_list(column.type):
        return [_list(one) for one in column.to_pylist()]
    return list(column.to_pylist())


def _list(items: list[str] | None) -> str | None:
    return json.dumps(items, ensure_ascii=False) if items else "[]" if items is not None else None
