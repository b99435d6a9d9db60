"""Sides counted again in NumPy, and their viewpoints read off people's decisions again."""

from collections.abc import Iterator

import numpy as np

from hubbub.checks.recount import Members, Numbers, compare, differing, union, without
from hubbub.records import Findings, Sides

STANCES = ("favour", "against", "unstated")


def resided(findings: Findings, members: Members, held: dict[str, Numbers]) -> Iterator[str]:
    """Every number of a side that does not come out again, and every viewpoint on a side that nobody put there."""
    everyone = np.arange(len(members.uid))
    total, remaining = members.counts(everyone), members.left(everyone)
    for one in findings.sides:
        groups = {name: union([held[view] for view in getattr(one, name).views if view in held]) for name in STANCES}
        for name, mine in groups.items():
            posts, side = members.of(mine), getattr(one, name).prevalence
            yield from compare(f"{one.target}, {name}", side, members.counts(posts), total)
            yield from without(f"{one.target}, {name}", side, members.left(posts), remaining, len(everyone))
        yield from met(one, members, groups, held)
        yield from stated(one, findings)


def met(one: Sides, members: Members, groups: dict[str, Numbers], held: dict[str, Numbers]) -> Iterator[str]:
    """Who stands on both sides, and what those on either hold besides."""
    camps = {name: holding(members, mine) for name, mine in groups.items()}
    everyone = len(holding(members, np.flatnonzero(members.original)))
    both = len(np.intersect1d(camps["favour"], camps["against"]))
    yield from differing(f"{one.target}, both", one.both, both, everyone)
    for shared in one.shared:
        mine = holding(members, held.get(shared.viewpoint_id, np.empty(0, dtype=np.int64)))
        for name in ("favour", "against"):
            again = len(np.intersect1d(camps[name], mine)), len(camps[name])
            yield from differing(f"{one.target}, {name}, who hold {shared.viewpoint_id}", getattr(shared, name), *again)
        if shared.apart != (shared.favour.low > shared.against.high or shared.against.low > shared.favour.high):
            yield f"{one.target}: {shared.viewpoint_id}: apart: the findings say {shared.apart}, their intervals otherwise"


def holding(members: Members, originals: Numbers) -> Numbers:
    """The known authors of some originals; the originals themselves where no author at all is known."""
    people = members.person[originals]
    return np.unique(people[people >= 0]) if (members.person >= 0).any() else originals


def stated(one: Sides, findings: Findings) -> Iterator[str]:
    """Viewpoints on a side that no decision in force puts there."""
    for name in ("favour", "against"):
        sides = {
            done.viewpoint_id
            for done in findings.decisions
            if done.applied and done.decision.action == "side" and done.decision.stance == name
        }
        for view in getattr(one, name).views:
            if view not in sides:
                yield f"{one.target}, {name}: {view}: no decision puts it there"
