"""Sides of a target, as report and article tell them: both beside each other, and what of it nobody has put on a side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubbub.method import Method
from hubbub.records import Count, Shared, Side, Sides
from hubbub.write import charts, display, inert
from hubbub.write.excerpts import Excerpt

NAMES = {name: words.capitalize() for name, words in display.STANCES.items()} | {"unstated": "Side not stated"}
MOST = 8  # key points named under one side
STATED = (
    "A side is what a person stated for a viewpoint, see the decisions. Hubbub states none by itself: measured on targets it had "
    "not seen, its guess was too often wrong. Each counts once on a side, and may be on both."
)

PROPOSED = (
    "Nobody said what opinions are about here: these names are proposed, by what most hold a key point with. Name your own as "
    f"targets in moment.toml, and state sides in viewpoints.toml. {STATED}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One side."""

    name: str
    count: Count
    sentence: str
    bar: str
    points: tuple[tuple[str, Excerpt | None], ...]  # anchor and words of its largest viewpoints
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A viewpoint that those on both sides hold, or do not."""

    anchor: str
    point: Excerpt | None
    favour: Count
    against: Count
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A target."""

    anchor: str
    target: str
    stated: bool
    proposed: bool
    both: str
    beside: tuple[Column, Column]
    unstated: Column
    common: tuple[Common, ...]


def shown(
    sides: Sequence[Sides], method: Method, points: Mapping[str, tuple[str, Excerpt | None]], limit: float
) -> tuple[Shown, ...]:
    """All targets. `points`: each listed viewpoint's anchor and key point; `limit`: the end of the bars' scale."""
    return tuple(_shown(number, one, method, points, limit) for number, one in enumerate(sides, 1))


def _shown(number: int, one: Sides, method: Method, points: Mapping[str, tuple[str, Excerpt | None]], limit: float) -> Shown:
    favour, against, unstated = (_column(name, getattr(one, name), method, points, limit) for name in NAMES)
    noun = display.counted(one.favour.prevalence, method)
    return Shown(
        anchor=f"side-{number}",
        target=inert.label(one.target),
        proposed=one.proposed,
        stated=bool(one.favour.views or one.against.views),
        both=display.out_of(one.both, noun) if one.both.count else "",
        beside=(favour, against),
        unstated=unstated,
        common=tuple(_common(shared, points) for shared in one.shared),
    )


def _column(name: str, side: Side, method: Method, points: Mapping[str, tuple[str, Excerpt | None]], limit: float) -> Column:
    count = display.main_count(side.prevalence, method)
    return Column(
        name=NAMES[name],
        count=count,
        sentence=display.held(side.prevalence, method),
        bar=charts.bar(count, limit),
        points=tuple(points[one] for one in side.views[:MOST] if one in points),
        more=max(len(side.views) - MOST, 0),
    )


def _common(one: Shared, points: Mapping[str, tuple[str, Excerpt | None]]) -> Common:
    anchor, point = points.get(one.viewpoint_id, ("", None))
    told = "the shares differ: their intervals do not meet" if one.apart else "no difference shows: their intervals meet"
    return Common(anchor=anchor, point=point, favour=one.favour, against=one.against, told=told)
