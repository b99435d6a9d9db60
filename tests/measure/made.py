"""Made-up posts in copy groups, for the tests of measure."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hubbub.engines.duckdb import DuckDB
from hubbub.measure import patterns
from hubbub.records import Copy, Post, batch, schema

BEGIN = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
LONG = "The keeper of the made-up lighthouse said nothing all night, number {}"


def post(n: int, group: int, person: int | None, seconds: int | None, **more: object) -> tuple[Post, int]:
    """A post of a group's text at so many seconds after the beginning."""
    given = {
        "uid": f"x:{n:04d}",
        "platform": "x",
        "text": LONG.format("abcdefghijklmnop"[group % 16] * 5),
        "text_origin": "text",
        "author_key": None if person is None else f"x:{person:03d}",
        "created_at": None if seconds is None else BEGIN + timedelta(seconds=seconds),
        "created_precision": "none" if seconds is None else "exact",
        "input_file": "made-up.csv",
        "input_row": n + 1,
        "input_sha256": "",
    }
    return Post(**(given | more)), group  # type: ignore[arg-type]


def copies(posts: Sequence[tuple[Post, int]]) -> list[Copy]:
    """Groups as asked for: the first post of each is its original."""
    first: dict[int, str] = {}
    rows = []
    for one, group in posts:
        lead = first.setdefault(group, one.uid)
        kind = "original" if lead == one.uid else "repost" if one.repost_of else "exact"
        rows.append(Copy(uid=one.uid, group_id=lead, kind=kind, similarity=1.0))  # type: ignore[arg-type]
    return rows


@contextmanager
def measured(posts: Sequence[tuple[Post, int]]) -> Iterator[DuckDB]:
    """An engine that holds the posts, their groups and their patterns."""
    with tempfile.TemporaryDirectory() as folder:
        engine = DuckDB(Path(folder) / "engine", threads=1)
        try:
            with engine.sink({"posts": schema(Post), "copies": schema(Copy)}) as sink:
                sink.append("posts", batch(Post, [one for one, _ in posts]))
                sink.append("copies", batch(Copy, copies(posts)))
            patterns(engine)
            yield engine
        finally:
            engine.close()


def found(engine: DuckDB) -> tuple[list[dict[str, Any]], dict[str, set[str]]]:
    """The patterns, and the posts of each."""
    posts: dict[str, set[str]] = {}
    for row in engine.rows("SELECT * FROM pattern_posts").to_pylist():
        posts.setdefault(row["pattern_id"], set()).add(row["uid"])
    return engine.rows("SELECT * FROM patterns").to_pylist(), posts
