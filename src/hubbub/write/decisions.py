"""What people decided about viewpoints, as report and article tell it: what, about which words, who, when, what it changed."""

from dataclasses import dataclass

from hubbub.decisions import Change, Decided, Decision, Heading
from hubbub.records import Findings
from hubbub.write import display, inert
from hubbub.write.excerpts import Excerpt, Excerpts

DONE = {
    "name": "Named",
    "merge": "Put under another viewpoint",
    "split": "Sentences taken out into a viewpoint of their own",
    "pin": "Listed however few hold it",
    "side": "Put on a side",
    "reject": "Not taken as a viewpoint: its sentences fit nowhere",
}

ASKED = {
    "name": "To name it",
    "merge": "To put it under another viewpoint",
    "split": "To take sentences out into a viewpoint of their own",
    "pin": "To list it however few hold it",
    "side": "To put it on a side",
    "reject": "Not to take it as a viewpoint",
}
UNLISTED = "too few hold it for it to be listed, so nobody is counted on that side for it"
ARROW = f"{display.SPACE}→{display.SPACE}"  # never at the end of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A viewpoint that a decision changed, in words."""

    point: Excerpt | None
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One decision."""

    number: int
    anchor: str
    what: str
    who: str
    why: str
    heading: str
    given: str  # its own words for a viewpoint that was not found
    refused: str  # why it was not applied
    remark: str
    moved: str
    point: Excerpt | None
    lines: tuple[Line, ...]


def shown(findings: Findings, excerpts: Excerpts) -> tuple[Shown, ...]:
    """All decisions, in their order."""
    listed = {one.viewpoint_id for one in findings.viewpoints}
    return tuple(_shown(number, one, excerpts, listed) for number, one in enumerate(findings.decisions, 1))


def _shown(number: int, one: Decided, excerpts: Excerpts, listed: set[str]) -> Shown:
    asked = one.decision
    idle = asked.action == "side" and one.viewpoint_id not in listed
    return Shown(
        number=number,
        anchor=f"decision-{number}",
        what=(DONE if one.applied else ASKED)[asked.action] + aside(asked),
        who=f"{inert.label(asked.by)}, {display.when(asked.when)}",
        why=inert.label(asked.why or ""),
        heading=inert.label(asked.heading or ""),
        given=inert.label(asked.key_point or asked.viewpoint or "") if not one.viewpoint_id else "",
        refused="" if one.applied else one.reason or "",
        remark=(one.reason or (UNLISTED if idle else "")) if one.applied else "",
        moved=f"{display.plural(one.moved, 'sentence')} moved",
        point=excerpts.get(one.key_point or ""),
        lines=tuple(Line(point=excerpts.get(change.key_point), told=counted(change)) for change in one.changes),
    )


def aside(asked: Decision) -> str:
    """Which side, of what."""
    return f": {display.STANCES[asked.stance]}, {inert.label(asked.target or '')}" if asked.stance else ""


def counted(change: Change) -> str:
    """How many held a viewpoint before, and how many hold it now."""
    parts = [f"texts {display.number(change.texts_before)}{ARROW}{display.number(change.texts_after)}"]
    if change.people_before is not None and change.people_after is not None:
        parts.insert(0, f"people {display.number(change.people_before)}{ARROW}{display.number(change.people_after)}")
    return ", ".join(parts)


def marks(findings: Findings) -> dict[str, tuple[int, ...]]:
    """The decisions that changed a viewpoint or are about it, by viewpoint_id."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(findings.decisions, 1):
        if one.applied:
            for name in {one.viewpoint_id or "", *(change.viewpoint_id for change in one.changes)}:
                found.setdefault(name, []).append(number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def named(heading: Heading) -> str:
    """Who gave a heading, and when."""
    return f"{inert.label(heading.by.partition(':')[2])}, {display.when(heading.when)}"


def note(numbers: tuple[int, ...]) -> str:
    """Which decisions changed a viewpoint, for the article."""
    which = ", ".join(map(str, numbers))
    return f"A person decided about this viewpoint (decision{'s' * (len(numbers) > 1)} {which} below). " if numbers else ""
