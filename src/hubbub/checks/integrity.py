"""Rows that break a promise, table by table, and a database that says something else than the tables."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq

from hubbub.engines.base import Engine
from hubbub.records import TABLES, Findings, schema
from hubbub.write.database import SEARCH, VIEW, stored

SHOWN = "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = 'viewpoint_posts'"
UNSEARCHED = """
SELECT (SELECT count(*) FROM posts WHERE rowid NOT IN (SELECT id FROM posts_fts_docsize))
     + (SELECT count(*) FROM posts_fts_docsize WHERE id NOT IN (SELECT rowid FROM posts))
"""
SOME = "SELECT rowid, text FROM posts WHERE rowid % max(1, (SELECT max(rowid) FROM posts) / {sought}) = 0 ORDER BY rowid"
FOUND = "SELECT count(*) FROM posts_fts WHERE posts_fts MATCH ? AND rowid = ?"
SOUGHT = 200  # posts, about, that are searched for
PHRASE = 60  # characters of a post that it is searched by
MOST = 5  # rows named of one kind; the others are counted

BROKEN = {
    "posts: a uid stands twice": "SELECT uid AS what FROM posts GROUP BY uid HAVING count(*) > 1",
    "posts: kept and excluded at once": """SELECT uid AS what FROM posts JOIN excluded USING (uid)
        WHERE excluded.reason <> 'same_post_again'""",
    "copies: a post in no group, or in two": """SELECT uid AS what FROM posts LEFT JOIN copies USING (uid)
        GROUP BY uid HAVING count(group_id) <> 1""",
    "copies: of no post": "SELECT uid AS what FROM copies ANTI JOIN posts USING (uid)",
    "copies: a group without its original": """SELECT DISTINCT group_id AS what FROM copies c
        ANTI JOIN copies o ON o.uid = c.group_id AND o.group_id = c.group_id AND o.kind = 'original'""",
    "sentences: a span outside its post": """SELECT sentence_id AS what FROM sentences s LEFT JOIN posts p USING (uid)
        WHERE p.uid IS NULL OR s.start < 0 OR s."end" <= s.start OR s."end" > length(p.text)""",
    "assignments: of no sentence": """SELECT a.sentence_id AS what FROM assignments a
        ANTI JOIN sentences s ON s.sentence_id = a.sentence_id AND s.uid = a.uid""",
    "assignments: of a copy": """SELECT a.sentence_id AS what FROM assignments a
        ANTI JOIN copies c ON c.uid = a.uid AND c.kind = 'original'""",
    "assignments: below the threshold": "SELECT sentence_id AS what FROM assignments WHERE how <> 'decision' AND score < {odds}",
    "assignments: to no viewpoint": """SELECT DISTINCT viewpoint_id AS what FROM assignments
        ANTI JOIN viewpoints USING (viewpoint_id)""",
    "viewpoints: a key point that is no sentence": """SELECT viewpoint_id AS what FROM viewpoints v
        ANTI JOIN sentences s ON s.uid = v.key_point_uid AND s.start = v.start AND s."end" = v."end\"""",
    "viewpoints: against one that is none": """SELECT v.viewpoint_id AS what FROM viewpoints v
        ANTI JOIN viewpoints o ON o.viewpoint_id = v.opposite WHERE v.opposite IS NOT NULL""",
    "viewpoints: inside one that is none, or is inside another": """SELECT v.viewpoint_id AS what FROM viewpoints v
        LEFT JOIN viewpoints p ON p.viewpoint_id = v.parent
        WHERE v.parent IS NOT NULL AND (p.viewpoint_id IS NULL OR p.parent IS NOT NULL OR p.viewpoint_id = v.viewpoint_id)""",
    "moves: of no sentence, or twice": """SELECT sentence_id AS what FROM moves m LEFT JOIN sentences s USING (sentence_id)
        GROUP BY sentence_id HAVING count(*) > 1 OR count(s.uid) = 0""",
    "topic_posts: of no original text, or twice": """SELECT t.uid AS what FROM topic_posts t
        LEFT JOIN copies c ON c.uid = t.uid AND c.kind = 'original' GROUP BY t.uid HAVING count(*) > 1 OR count(c.uid) = 0""",
    "topic_posts: of no topic": "SELECT DISTINCT topic_id AS what FROM topic_posts ANTI JOIN topics USING (topic_id)",
    "topics: of no text": "SELECT topic_id AS what FROM topics ANTI JOIN topic_posts USING (topic_id)",
    "topics: named by no sentence": """SELECT topic_id AS what FROM topics t
        ANTI JOIN sentences s ON s.uid = t.uid AND s.start = t.start AND s."end" = t."end\"""",
    "pattern_posts: of no post": "SELECT uid AS what FROM pattern_posts ANTI JOIN posts USING (uid)",
    "pattern_posts: of no pattern": "SELECT pattern_id AS what FROM pattern_posts ANTI JOIN patterns USING (pattern_id)",
    "inputs: rows do not add up": "SELECT input_file AS what FROM inputs WHERE rows <> posts + excluded + unreadable",
    "ledger: a passage outside its article": """SELECT l.uid AS what FROM ledger l LEFT JOIN articles a USING (article_id)
        WHERE a.article_id IS NULL OR l.article_start < 0 OR l.article_end > length(a.text)""",
}
COUNTED = """SELECT input_file AS what FROM inputs i LEFT JOIN (SELECT input_file, count(*) AS n FROM {table} GROUP BY 1) t
USING (input_file) WHERE i.{table} <> coalesce(t.n, 0)"""


def broken(engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Tables of another form, and each kind of broken row, with the first few."""
    yield from shaped(out)
    queries = BROKEN | {f"inputs: {name} miscounted": COUNTED.format(table=name) for name in ("posts", "excluded", "unreadable")}
    for name, query in queries.items():
        rows = engine.rows(f"SELECT what FROM ({query.format(odds=findings.method.odds)}) ORDER BY 1")
        if rows.num_rows:
            yield f"{name}: {few(rows.column('what').to_pylist())}"


def shaped(out: Path) -> Iterator[str]:
    """Tables with other columns than their records have."""
    for name, record in TABLES.items():
        if pq.read_schema(out / "tables" / f"{name}.parquet").names != schema(record).names:
            yield f"tables/{name}.parquet: has other columns than such a table"


def few(found: Sequence[object]) -> str:
    """How many were found, and the first of them."""
    return f"{len(found)} ({', '.join(map(str, found[:MOST]))}{', …' if len(found) > MOST else ''})"


def same_database(_engine: Engine, _findings: Findings, out: Path) -> Iterator[str]:
    """Whether hubbub.db holds the tables' rows, all of them as they are and no others, shows them by the view that it was made
    with, and searches all posts. What somebody added stands beside them."""
    path = out / "hubbub.db"
    if not path.is_file():
        yield "hubbub.db: is missing"
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = [line for name in TABLES for line in compared(database, name, out / "tables" / f"{name}.parquet")]
            yield from found
            if database.execute(SHOWN).fetchall() != [(VIEW.strip(),)]:
                yield "hubbub.db: viewpoint_posts is not the view that it was made with"
            if database.execute(UNSEARCHED).fetchone() != (0,):
                yield "hubbub.db: posts_fts does not search all posts"
            elif not found:
                yield from searched(database)
    except sqlite3.Error as error:
        yield f"hubbub.db: cannot be read ({error})"


def searched(database: sqlite3.Connection) -> Iterator[str]:
    """Posts, of some all over the table, that are not found by how they begin, though an index made of them now finds them."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.execute(SEARCH[0].replace(" content='posts',", ""))
        some = database.execute(SOME.format(sought=SOUGHT)).fetchall()
        fresh.executemany("INSERT INTO posts_fts (rowid, text) VALUES (?, ?)", some)
        for row, text in some:
            asked = (phrase(text), row)
            if fresh.execute(FOUND, asked).fetchone() > database.execute(FOUND, asked).fetchone():
                yield f"hubbub.db: posts_fts does not find post {row} by its words"
                return


def phrase(text: str) -> str:
    """How a text begins, up to the end of a word, as something to search for."""
    begun = text[:PHRASE].rsplit(None, 1)[0] if len(text) > PHRASE and len(text[:PHRASE].split()) > 1 else text
    return '"' + begun.replace('"', '""').replace("\0", " ") + '"'


def compared(database: sqlite3.Connection, name: str, path: Path) -> Iterator[str]:
    """The first row of a table that differs from the file's, streamed side by side in the file's order."""
    columns, place = schema(TABLES[name]).names, 1
    there = [one[1] for one in database.execute(f'PRAGMA table_info("{name}")')]
    if there != columns:
        yield f"hubbub.db: {name} {'has other columns than the table' if there else 'is missing'}"
        return
    names = ", ".join(f'"{one}"' for one in columns)
    rows = database.execute(f'SELECT {names} FROM "{name}" ORDER BY rowid')
    for batch in stored(path, columns):
        for row in batch:
            if rows.fetchone() != row:
                yield f"hubbub.db: {name}, row {place}, differs from the table"
                return
            place += 1
    if rows.fetchone():
        yield f"hubbub.db: {name} has more rows than the table"
