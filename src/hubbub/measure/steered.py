"""What people's decisions changed: sentences moved, and each viewpoint they touched as grouped and as it is now.

Reads `grouped`, `moves`, `assignments`, `key_points`, `members`, `posts`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hubbub.decisions import Change, Decided
from hubbub.engines.base import Engine
from hubbub.measure.prevalence import knows
from hubbub.measure.quotes import quotation, texts
from hubbub.records import Quotation

# The assignments before anybody decided: those of today without what was moved, and what was moved where it was.
AS_GROUPED = """
SELECT a.sentence_id, a.uid, a.viewpoint_id, a.score, a.how FROM assignments a
LEFT JOIN moves m ON m.sentence_id = a.sentence_id WHERE m.sentence_id IS NULL
UNION ALL
SELECT sentence_id, uid, before AS viewpoint_id, score, how FROM moves WHERE before IS NOT NULL
"""
HOLD = """
SELECT a.viewpoint_id, count(*) AS sentences, count(DISTINCT a.uid) AS texts, count(DISTINCT m.person) AS people
FROM ({assigned}) a JOIN members m ON m.uid = a.uid GROUP BY a.viewpoint_id
"""
TOUCHED = "SELECT decision, before, after, count(*) AS n FROM moves GROUP BY decision, before, after"
WHERE = """
SELECT viewpoint_id, key_point_uid AS uid, start, "end" FROM grouped
UNION ALL
SELECT k.viewpoint_id, k.key_point_uid AS uid, k.start, k."end" FROM key_points k
LEFT JOIN grouped g ON g.viewpoint_id = k.viewpoint_id WHERE g.viewpoint_id IS NULL
"""

Row = dict[str, Any]
NOBODY = {"sentences": 0, "texts": 0, "people": 0}


def changed(engine: Engine, done: Sequence[Decided], everyone: int) -> tuple[tuple[Decided, ...], list[Quotation]]:
    """The decisions with what they changed, and the words of the viewpoints they are about; `everyone`: all known authors."""
    if not done:
        return (), []
    moves = engine.rows(TOUCHED).to_pylist()
    touched = {one for row in moves for one in (row["before"], row["after"])} | {one.viewpoint_id for one in done}
    cited = words(engine, {one for one in touched if one})
    before, after = (holding(engine, assigned) for assigned in (AS_GROUPED, "SELECT * FROM assignments"))
    counted = {name: change(name, cited[name], (before, after), everyone) for name in cited}
    told = tuple(tell(number, one, moves, counted) for number, one in enumerate(done, 1))
    return told, [cited[name] for name in sorted(cited)]


def tell(number: int, one: Decided, moves: Sequence[Row], counted: Mapping[str, Change]) -> Decided:
    """One decision with its numbers; the viewpoint it is about comes first."""
    mine = [row for row in moves if row["decision"] == number]
    names = {name for row in mine for name in (row["before"], row["after"]) if name}
    names |= {one.viewpoint_id} if one.viewpoint_id and one.applied and one.decision.action == "pin" else set()
    order = sorted(names, key=lambda name: (name != one.viewpoint_id, name))
    point = counted[one.viewpoint_id].key_point if one.viewpoint_id else None
    return replace(one, key_point=point, moved=sum(row["n"] for row in mine), changes=tuple(counted[name] for name in order))


def holding(engine: Engine, assigned: str) -> dict[str, Row]:
    """Sentences, texts and people of each viewpoint."""
    return {row["viewpoint_id"]: row for row in engine.rows(HOLD.format(assigned=assigned)).to_pylist()}


def change(name: str, cited: Quotation, held: tuple[dict[str, Row], dict[str, Row]], everyone: int) -> Change:
    """A viewpoint before and after."""
    before, after = (one.get(name, NOBODY) for one in held)
    return Change(
        viewpoint_id=name,
        key_point=cited.quotation_id,
        sentences_before=before["sentences"],
        sentences_after=after["sentences"],
        texts_before=before["texts"],
        texts_after=after["texts"],
        people_before=people(before, everyone),
        people_after=people(after, everyone),
    )


def people(row: Mapping[str, int], everyone: int) -> int | None:
    """How many people, None where no author of the texts is known."""
    return row["people"] if knows(row["people"], row["texts"], everyone) else None


def words(engine: Engine, names: set[str]) -> dict[str, Quotation]:
    """The key points of some viewpoints; one that is a viewpoint no longer is quoted as nobody's key point."""
    rows = [row for row in engine.rows(WHERE).to_pylist() if row["viewpoint_id"] in names]
    there = set(engine.rows("SELECT DISTINCT viewpoint_id FROM assignments").column(0).to_pylist())
    said = texts(engine, (row["uid"] for row in rows))
    return {
        name: quotation(name if name in there else None, row["uid"], said[row["uid"]], (row["start"], row["end"]))
        for row in rows
        for name in [row["viewpoint_id"]]
    }
