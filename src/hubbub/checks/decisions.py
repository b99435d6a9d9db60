"""People's decisions undone and applied again: the same moves, assignments and viewpoints; and their numbers in Python sets."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pyarrow.parquet as pq

from hubbub.checks.rewrite import differences, unlike
from hubbub.decisions import Decided
from hubbub.engines.base import Engine
from hubbub.measure import AS_GROUPED
from hubbub.records import Findings
from hubbub.viewpoints import steer

TABLES = {
    "moves": "sentence_id, uid, before, after, decision, score, how",
    "assignments": "sentence_id, uid, viewpoint_id, score, how",
    "key_points": 'viewpoint_id, key_point_uid, start, "end", opposite, parent',
}


def again(engine: Engine, findings: Findings) -> tuple[Decided, ...]:
    """Undoes what the moves say, then applies the decisions again; the tables are then new."""
    for table in TABLES:
        engine.sql(f"SELECT * FROM {table}", f"stored_{table}")
    engine.sql(AS_GROUPED, "assignments")
    engine.sql("SELECT * FROM grouped", "key_points")
    return steer(engine, [one.decision for one in findings.decisions])


def resteered(engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Tables, and outcomes of decisions, that are not what the decisions make of what was grouped."""
    if not findings.decisions:
        for table in ("grouped", "moves"):
            if engine.rows(f"SELECT count(*) AS n FROM {table}")["n"][0].as_py():
                yield f"{table}: has rows, but findings.json holds no decision"
        return
    yield from renumbered(findings, out / "tables")
    said = [replace(one, key_point=None, moved=0, changes=()) for one in findings.decisions]  # what is counted is so elsewhere
    yield from differences(orjson.loads(orjson.dumps(said)), orjson.loads(orjson.dumps(again(engine, findings))), "decisions")
    for table, columns in TABLES.items():
        one, other = f"SELECT {columns} FROM stored_{table}", f"SELECT {columns} FROM {table}"
        if table == "key_points":  # those that nobody holds are in no table
            other += " WHERE viewpoint_id IN (SELECT viewpoint_id FROM assignments)"
        if number := sum(unlike(engine, one, other)):
            yield f"{table.replace('key_points', 'viewpoints')}: {number} rows are not what decisions make of what was grouped"


def renumbered(findings: Findings, tables: Path) -> Iterator[str]:
    """Numbers of decisions that do not come out again, without SQL."""
    moves = pq.read_table(tables / "moves.parquet").to_pylist()
    wanted = {change.viewpoint_id for one in findings.decisions for change in one.changes}
    columns = ["sentence_id", "uid", "viewpoint_id"]
    rows = pq.read_table(tables / "assignments.parquet", columns=columns, filters=[("viewpoint_id", "in", sorted(wanted | {""}))])
    after = {(one["viewpoint_id"], one["sentence_id"], one["uid"]) for one in rows.to_pylist()}
    came = {(one["after"], one["sentence_id"], one["uid"]) for one in moves}
    before = (after - came) | {(one["before"], one["sentence_id"], one["uid"]) for one in moves}
    for number, one in enumerate(findings.decisions, 1):
        if one.moved != sum(row["decision"] == number for row in moves):
            yield f"decision {number}: moved: the findings say {one.moved}, the tables otherwise"
        for change in one.changes:
            for when, held in (("before", before), ("after", after)):
                mine = [(sentence, uid) for name, sentence, uid in held if name == change.viewpoint_id]
                said = (getattr(change, f"sentences_{when}"), getattr(change, f"texts_{when}"))
                if said != (len(mine), len({uid for _, uid in mine})):
                    yield f"decision {number}: {change.viewpoint_id}: {when}: the findings say {said}, the tables otherwise"
