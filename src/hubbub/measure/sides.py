"""How many stand on each side of a target: who holds a viewpoint in favour of it, or against it, each person once.

Reads `held`, `members`, `listed`, `sided`; makes `camps`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hubbub.engines.base import Engine
from hubbub.measure.intervals import count
from hubbub.measure.prevalence import NONE, Totals, counted, prevalence
from hubbub.records import Count, Shared, Side, Sides

TAKEN = "SELECT DISTINCT s.target, coalesce(s.stance, '') AS stance, h.group_id FROM held h JOIN sided s USING (viewpoint_id)"
COUNTED = counted(f"({TAKEN}) JOIN members USING (group_id)", "target", "stance")
# Who took a side: people, or texts where no author at all is known.
CAMPS = """
SELECT DISTINCT s.target, s.stance, {who} AS who FROM held h JOIN sided s USING (viewpoint_id) JOIN members USING (group_id)
WHERE s.stance IS NOT NULL AND original AND {who} IS NOT NULL
"""
BOTH = """
SELECT target, count(*) AS n FROM (SELECT target, who FROM camps GROUP BY target, who HAVING count(DISTINCT stance) = 2)
GROUP BY target
"""
SIZES = "SELECT target, stance, count(*) AS n FROM camps GROUP BY target, stance"
SHARED = """
SELECT c.target, v.viewpoint_id, count(*) FILTER (c.stance = 'favour') AS favour,
       count(*) FILTER (c.stance = 'against') AS against, count(DISTINCT who) AS everyone
FROM camps c JOIN (
  SELECT DISTINCT h.viewpoint_id, {who} AS who FROM held h JOIN listed USING (viewpoint_id) JOIN members USING (group_id)
  WHERE original AND {who} IS NOT NULL
) v USING (who)
LEFT JOIN sided s ON s.viewpoint_id = v.viewpoint_id AND s.target = c.target AND s.stance IS NOT NULL
WHERE s.viewpoint_id IS NULL
GROUP BY c.target, v.viewpoint_id HAVING count(DISTINCT who) >= {least}
"""
STANCES = ("favour", "against", "")
Row = Mapping[str, Any]


def sides(engine: Engine, names: Sequence[str], totals: Totals, least: int, proposed: bool) -> tuple[Sides, ...]:
    """Each target of which a listed viewpoint speaks, in the given order. `least`: holders from which a shared view is told."""
    if not names:
        return ()
    who = "person" if totals.all["people"] else "group_id"
    engine.sql(CAMPS.format(who=who), "camps")
    views = ordered(engine)
    taken = {(row["target"], row["stance"]): row for row in engine.rows(COUNTED).to_pylist()}
    both = {row["target"]: row["n"] for row in engine.rows(BOTH).to_pylist()}
    sizes = {(row["target"], row["stance"]): row["n"] for row in engine.rows(SIZES).to_pylist()}
    shared = engine.rows(SHARED.format(who=who, least=least)).to_pylist()
    shared.sort(key=lambda row: (-row["everyone"], row["viewpoint_id"]))
    everyone = totals.all["people"] or totals.all["texts"]

    def side(target: str, stance: str) -> Side:
        return Side(views=views.get((target, stance), ()), prevalence=prevalence(taken.get((target, stance), NONE), totals.all))

    return tuple(
        Sides(
            target=one,
            proposed=proposed,
            favour=side(one, "favour"),
            against=side(one, "against"),
            unstated=side(one, ""),
            both=count(both.get(one, 0), everyone),
            shared=tuple(told([row for row in shared if row["target"] == one], sizes)),
        )
        for one in names
        if any((one, stance) in views for stance in STANCES)
    )


def ordered(engine: Engine) -> dict[tuple[str, str], tuple[str, ...]]:
    """The viewpoints of each target and side, those with most voices first."""
    query = """SELECT s.target, coalesce(s.stance, '') AS stance, s.viewpoint_id FROM sided s JOIN counted c USING (viewpoint_id)
    WHERE c.platform IS NULL AND c.lang IS NULL ORDER BY c.voices DESC, c.texts DESC, s.viewpoint_id"""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in engine.rows(query).to_pylist():
        at = row["target"], row["stance"]
        found[at] = (*found.get(at, ()), row["viewpoint_id"])
    return found


def told(rows: Sequence[Row], sizes: Mapping[tuple[str, str], int]) -> Iterator[Shared]:
    """What those on either side hold besides; only where both sides have somebody is there anything to compare."""
    for row in rows:
        favour, against = (count(row[one], sizes.get((row["target"], one), 0)) for one in ("favour", "against"))
        if favour.of and against.of:
            yield Shared(viewpoint_id=row["viewpoint_id"], favour=favour, against=against, apart=apart(favour, against))


def apart(one: Count, other: Count) -> bool:
    """Whether two intervals do not meet."""
    return one.low > other.high or other.low > one.high
