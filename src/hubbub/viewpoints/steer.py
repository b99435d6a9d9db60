"""What people decided, applied to what was grouped, before anything is counted.

Reads `posts`, `sentences`, `key_points`, `assignments`; changes the last two. Makes `grouped` (the viewpoints as they were) and
`moves` (each sentence a decision moved, once), from which `check` undoes it and does it again. Nothing is lost: a sentence that
was under a viewpoint is under one still, or is a move to nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from hubbub.decisions import Decided, Decision, Grouped, Move
from hubbub.engines.base import Engine
from hubbub.models.text import key, keys
from hubbub.records import schema
from hubbub.viewpoints.plan import Known, Plan, Point, Route, Said, Shift, plan, stripped
from hubbub.viewpoints.stage import PRESENT, UNKNOWN

NAMES = ("sentence_id", "uid", "text", "key", "lang")
WORDED = pa.schema(
    [
        *(pa.field(one, pa.string(), nullable=False) for one in NAMES),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
    ]
)
KEY_POINTS = schema(Grouped)
ROUTES, SHIFTS = schema(Route).append(pa.field("turn", pa.int64(), nullable=False)), schema(Shift)
SENTENCES = """
SELECT s.sentence_id, s.uid, s.start, s."end", p.text, p.lang FROM sentences s JOIN posts p ON p.uid = s.uid
"""
GROUPED = """
SELECT viewpoint_id, key_point_uid, start, "end", opposite, parent FROM key_points
WHERE viewpoint_id IN (SELECT viewpoint_id FROM assignments)
"""
POINTS = """
SELECT g.viewpoint_id, g.key_point_uid, g.start, g."end", g.opposite, g.parent, p.text FROM grouped g
JOIN posts p ON p.uid = g.key_point_uid ORDER BY g.viewpoint_id
"""
SPELT = """
SELECT key, text, lang, uid, start, "end" FROM (
  SELECT *, row_number() OVER (PARTITION BY key, text ORDER BY uid, start) AS place FROM worded) WHERE place = 1
ORDER BY key, text
"""
HELD = """
SELECT w.key, a.viewpoint_id, count(*) AS n FROM worded w JOIN assignments a ON a.sentence_id = w.sentence_id
GROUP BY w.key, a.viewpoint_id
"""
# Of several decisions about one sentence's words the first in turn has it, also where it lets it stay.
BY_WORDS = """
SELECT sentence_id, uid, before, after, decision, score, how, own FROM (
  SELECT w.sentence_id, w.uid, a.viewpoint_id AS before, r.target AS after, r.decision, a.score, a.how, r.own,
         row_number() OVER (PARTITION BY w.sentence_id ORDER BY r.turn) AS place
  FROM worded w JOIN routes r ON r.key = w.key LEFT JOIN assignments a ON a.sentence_id = w.sentence_id
  WHERE r.source IS NULL OR r.source = a.viewpoint_id)
WHERE place = 1 AND (before IS NULL OR before <> after)
"""
MOVED = """
SELECT sentence_id, uid, before, after, decision, score, how, own FROM taken
UNION ALL
SELECT a.sentence_id, a.uid, a.viewpoint_id AS before, s.target AS after, s.decision, a.score, a.how, FALSE AS own
FROM assignments a JOIN shifts s ON s.source = a.viewpoint_id LEFT JOIN taken t ON t.sentence_id = a.sentence_id
WHERE t.sentence_id IS NULL
"""
# What a person put somewhere keeps the score it had: `how` says that it is none of the new viewpoint.
ASSIGNED = """
SELECT a.sentence_id, a.uid, a.viewpoint_id, a.score, a.how FROM assignments a
LEFT JOIN moved m ON m.sentence_id = a.sentence_id WHERE m.sentence_id IS NULL
UNION ALL
SELECT sentence_id, uid, after AS viewpoint_id, CASE WHEN own THEN 1000000 ELSE coalesce(score, 0) END AS score,
       CASE WHEN own THEN 'words' ELSE 'decision' END AS how FROM moved WHERE after IS NOT NULL
"""
MOVES = "SELECT sentence_id, uid, before, after, decision, score, how FROM moved"


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences (SENTENCES' columns) to those of some words, WORDED's columns."""

    wanted: frozenset[str]

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows of a batch that say them."""
        rows = batch.to_pylist()
        texts = [row["text"][row["start"] : row["end"]] for row in rows]
        found = [
            row | {"text": text, "key": said, "lang": row["lang"] or UNKNOWN}
            for row, text, said in zip(rows, texts, keys(texts), strict=True)
            if said in self.wanted
        ]
        return pa.RecordBatch.from_pylist(found, WORDED)


def steer(engine: Engine, decisions: Sequence[Decision], bare: bool = False) -> tuple[Decided, ...]:
    """Applies decisions; says what became of each, not yet what it changed. `bare`: what is not in this collection is not
    repeated, because somebody was taken out of it."""
    if not decisions:
        with engine.sink({"grouped": schema(Grouped), "moves": schema(Move)}):
            return ()
    engine.sql(GROUPED, "grouped")
    known = look(engine, decisions)
    asked = [stripped(known, one) for one in decisions] if bare else decisions
    found, done = plan(known, asked)
    move(engine, found)
    points = pa.RecordBatch.from_pylist(list(pointed(found)), KEY_POINTS)
    with engine.sink({"key_points": KEY_POINTS}) as sink:
        sink.append("key_points", points)
    engine.sql(PRESENT, "key_points")
    return done


def look(engine: Engine, decisions: Sequence[Decision]) -> Known:
    """What is known of the words that decisions name. Makes `worded`: the sentences that say them."""
    points = [point(row) for row in engine.rows(POINTS).to_pylist()]
    pinned = {one.viewpoint for one in decisions if one.action == "pin"}
    given = [text for one in decisions for text in (one.key_point, one.into, *one.sentences) if text]
    wanted = frozenset([*map(key, given), *(one.key for one in points if one.viewpoint_id in pinned)]) - {""}
    engine.map(SENTENCES, Wording(wanted), "worded", WORDED)
    said: dict[str, list[Said]] = {}
    for row in engine.rows(SPELT).to_pylist():
        said.setdefault(row.pop("key"), []).append(Said(**row))
    held: dict[str, dict[str, int]] = {}
    for row in engine.rows(HELD).to_pylist():
        held.setdefault(row["key"], {})[row["viewpoint_id"]] = row["n"]
    return Known({one.viewpoint_id: one for one in points}, said, held)


def point(row: dict[str, Any]) -> Point:
    """A viewpoint with its words' key."""
    words = key(row["text"][row["start"] : row["end"]])
    return Point(row["viewpoint_id"], words, row["key_point_uid"], row["start"], row["end"], row["opposite"], row["parent"])


def move(engine: Engine, found: Plan) -> None:
    """Makes `moves`, and `assignments` as they are then."""
    routes = [asdict(one) | {"turn": turn} for turn, one in enumerate(found.routes)]
    with engine.sink({"routes": ROUTES, "shifts": SHIFTS}) as sink:
        sink.append("routes", pa.RecordBatch.from_pylist(routes, ROUTES))
        sink.append("shifts", pa.RecordBatch.from_pylist([asdict(one) for one in found.shifts], SHIFTS))
    for query, table in ((BY_WORDS, "taken"), (MOVED, "moved"), (MOVES, "moves"), (ASSIGNED, "assignments")):
        engine.sql(query, table)
    for table in ("worded", "routes", "shifts", "taken", "moved"):
        engine.drop(table)


def pointed(found: Plan) -> Iterator[dict[str, Any]]:
    """The viewpoints there are now; one that went under another leaves it what speaks against it, and what was inside it."""
    gone = {one.source: one.target for one in found.shifts}
    contrary = contraries(found.known.points, gone)
    for name, one in sorted(found.known.points.items()):
        if name not in gone:
            row = (name, one.uid, one.start, one.end, contrary.get(name), broad(found.known.points, gone, name))
            yield dict(zip(KEY_POINTS.names, row, strict=True))


def contraries(points: Mapping[str, Point], gone: Mapping[str, str | None]) -> dict[str, str]:
    """What speaks against each viewpoint now: what did, or where that went; else against what went under it."""
    pairs = sorted((name in gone, one.opposite in gone, name, one.opposite) for name, one in points.items() if one.opposite)
    found: dict[str, str] = {}
    for _, _, name, opposite in pairs:
        one, other = gone.get(name, name), gone.get(opposite, opposite)
        if one and other and one != other:
            found.setdefault(one, other)
    return found


def broad(points: Mapping[str, Point], gone: Mapping[str, str | None], name: str) -> str | None:
    """The broader viewpoint that one is inside now: where it went, and up to one that is inside none."""
    seen, at = {name}, name
    while up := points[at].parent if at in points else None:
        up = gone.get(up, up)
        if up is None or up in seen:
            break
        seen.add(up)
        at = up
    return at if at != name else None
