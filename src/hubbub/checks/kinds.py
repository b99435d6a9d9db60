"""Kinds of viewpoints told again from the stored texts, and their witnesses counted in Python sets."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from hubbub.engines.base import Engine
from hubbub.records import Findings
from hubbub.viewpoints.kinds import kind

SAID = """
SELECT a.viewpoint_id, a.uid, p.author_key, s.start, s."end", p.text FROM assignments a
JOIN sentences s ON s.sentence_id = a.sentence_id JOIN posts p ON p.uid = a.uid
"""
POINTS = """
SELECT v.viewpoint_id, v.kind, v.witnesses, v.start, v."end", p.text FROM viewpoints v JOIN posts p ON p.uid = v.key_point_uid
"""


def rekinded(engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Viewpoints, in the table and in the findings, that are not of the kind their key point is, or have other witnesses."""
    engine.attach("viewpoints", out / "tables" / "viewpoints.parquet")
    counted = numbers(engine)
    told = {one.viewpoint_id: (one.kind, one.witnesses) for one in findings.viewpoints}
    for row in engine.rows(POINTS).to_pylist():
        name = row["viewpoint_id"]
        again = (kind(row["text"][row["start"] : row["end"]]), counted.get(name, 0))
        for where, said in (("the table says", (row["kind"], row["witnesses"])), ("the findings say", told.get(name, again))):
            if said != again:
                yield f"{name}: kind, witnesses: {where} {said}, its sentences {again}"


def numbers(engine: Engine) -> dict[str, int]:
    """Witnesses by viewpoint: distinct known authors, texts where no author of the viewpoint is known."""
    people: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, set[str]] = defaultdict(set)
    known: set[str] = set()
    for batch in engine.stream(SAID):
        for row in batch.to_pylist():
            known |= {row["viewpoint_id"]} if row["author_key"] else set()
            if kind(row["text"][row["start"] : row["end"]]) == "testimony":
                texts[row["viewpoint_id"]].add(row["uid"])
                people[row["viewpoint_id"]] |= {row["author_key"]} - {None}
    return {name: len(people[name] if name in known else texts[name]) for name in texts}
