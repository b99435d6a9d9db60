"""Which viewpoint each decision is about, what it asks for, and why it cannot be: pure, over what is known of the words named."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hubbub.decisions import Decided, Decision, Way, shown
from hubbub.models.text import key
from hubbub.viewpoints.stage import viewpoint_id

# Sentences are taken first, by their words; then whole viewpoints go; names and sides last: they may be of what was made before.
ORDER = ("pin", "split", "merge", "reject", "name", "side")
CONTRARY = "the one says the contrary of the other, by its words"
MISSING = "no viewpoint and no sentence of this collection is the one meant"


@dataclass(frozen=True, slots=True)
class Point:
    """A viewpoint: where its key point is said, and its words' key."""

    viewpoint_id: str
    key: str
    uid: str
    start: int
    end: int
    opposite: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is spelt, the first of its spelling."""

    text: str
    lang: str
    uid: str
    start: int
    end: int


@dataclass(slots=True)
class Known:
    """What there is before anything is decided: viewpoints, who says the words that decisions name, and where these went."""

    points: dict[str, Point]
    said: dict[str, list[Said]]  # by key
    held: dict[str, dict[str, int]]  # by key: sentences under each viewpoint

    def named(self, words: str | None) -> str | None:
        """The viewpoint whose key point has these words."""
        wanted = key(words or "")
        return min((one.viewpoint_id for one in self.points.values() if wanted and one.key == wanted), default=None)

    def find(self, ident: str | None, words: str | None) -> tuple[str, Way] | None:
        """A viewpoint by its id, else by its key point's words, else by where most sentences of these words are."""
        if ident in self.points and ident:
            return ident, "id"
        if there := self.named(words):
            return there, "words"
        under = self.held.get(key(words or ""), {})
        most = min(under, key=lambda one: (-under[one], one), default=None)
        return (most, "sentence") if most else None


@dataclass(frozen=True, slots=True)
class Route:
    """Sentences of some words go to a viewpoint: from one viewpoint, or (None) from wherever they are."""

    key: str
    source: str | None
    target: str
    own: bool  # they are the key point's own words
    decision: int


@dataclass(frozen=True, slots=True)
class Shift:
    """All other sentences of a viewpoint go to another, or (None) nowhere."""

    source: str
    target: str | None
    decision: int


@dataclass(slots=True)
class Plan:
    """What is to be done."""

    known: Known
    routes: list[Route] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)
    made: set[str] = field(default_factory=set)  # viewpoints that were none before
    names: dict[str, int] = field(default_factory=dict)  # and the decision that names it
    sides: dict[tuple[str, str], int] = field(default_factory=dict)  # that states its side, by viewpoint and target

    def kept(self) -> dict[str, int]:
        """Viewpoints that something is put under, and the decision that does."""
        routes = {one.target: one.decision for one in reversed(self.routes)}
        return routes | {one.target: one.decision for one in reversed(self.shifts) if one.target}

    def gone(self) -> dict[str, int]:
        """Viewpoints that go away, and by which decision."""
        return {one.source: one.decision for one in self.shifts}

    def make(self, words: str) -> str | None:
        """The viewpoint of these words: one that is there, else one made of the sentence that says them; None: nobody does."""
        if there := self.known.named(words):
            return there
        spelt = self.known.said.get(key(words), [])
        if not spelt:
            return None
        one = min(spelt, key=lambda one: (one.text != words, one.text, one.uid))
        name = viewpoint_id(one.lang, one.text)
        self.made.add(name)
        self.known.points[name] = Point(name, key(words), one.uid, one.start, one.end)
        return name


def plan(known: Known, decisions: Sequence[Decision]) -> tuple[Plan, tuple[Decided, ...]]:
    """The plan, and each decision with what became of it, in the file's order; `known` gains the viewpoints that are made."""
    found, done = Plan(known), dict[int, Decided]()
    for action in ORDER:
        for number, one in enumerate(decisions, 1):
            if one.action == action:
                done[number] = ACTIONS[action](found, number, one)
    return found, tuple(done[number] for number in sorted(done))


def outcome(one: Decision, where: tuple[str, Way] | None, reason: str | None = None, applied: bool = True) -> Decided:
    """What became of a decision, before anything is counted."""
    view, way = where or (None, None)
    reason = reason or (None if where else MISSING)
    return Decided(
        decision=one,
        applied=applied and where is not None,
        reason=reason,
        viewpoint_id=view,
        found=way,
        key_point=None,
        moved=0,
        changes=(),
    )


def refused(one: Decision, where: tuple[str, Way] | None, reason: str) -> Decided:
    """A decision that cannot be applied."""
    return outcome(one, where, reason, applied=False)


def pin(found: Plan, number: int, one: Decision) -> Decided:
    """A viewpoint is listed, made of the sentence where there is none; sentences of its words are put under it."""
    where = found.known.find(one.viewpoint, None)
    if where is None and one.key_point:
        there = found.known.named(one.key_point)
        made = there or found.make(one.key_point)
        where = (made, "words" if there else "sentence") if made else None
    if where:
        found.routes.append(Route(found.known.points[where[0]].key, None, where[0], True, number))
    return outcome(one, where)


def split(found: Plan, number: int, one: Decision) -> Decided:
    """Sentences of these words leave a viewpoint and make one of their own."""
    where = found.known.find(one.viewpoint, one.key_point)
    if where is None:
        return outcome(one, None)
    own = found.known.points[where[0]].key
    there = [said for said in one.sentences if key(said) != own and where[0] in found.known.held.get(key(said), {})]
    if not there:
        return refused(one, where, "none of its sentences is under the viewpoint, or only its key point is")
    target = found.make(there[0]) or where[0]
    words = found.known.points[target].key
    found.routes += [Route(wanted, where[0], target, wanted == words, number) for wanted in dict.fromkeys(map(key, there))]
    return outcome(one, where, None if len(there) == len(one.sentences) else "some of its sentences are not under the viewpoint")


def merge(found: Plan, number: int, one: Decision) -> Decided:
    """One viewpoint goes under another."""
    where, into = found.known.find(one.viewpoint, one.key_point), found.known.find(one.into, one.into)
    if where is None or into is None:
        return refused(one, where, MISSING if where is None else "the viewpoint it was to go under is not in this collection")
    if where[0] == into[0]:
        return refused(one, where, "both are one viewpoint already")
    if into[0] in found.gone():
        return refused(one, where, f"the viewpoint it was to go under goes away by decision {found.gone()[into[0]]}")
    done = away(found, Shift(where[0], into[0], number), one, where)
    against = {found.known.points[name].opposite for name in (where[0], into[0])} & {where[0], into[0]}
    return replace(done, reason=CONTRARY) if done.applied and against else done


def reject(found: Plan, number: int, one: Decision) -> Decided:
    """A viewpoint is none: its sentences fit nowhere."""
    where = found.known.find(one.viewpoint, one.key_point)
    return away(found, Shift(where[0], None, number), one, where) if where else outcome(one, None)


def away(found: Plan, shift: Shift, one: Decision, where: tuple[str, Way]) -> Decided:
    """Lets a viewpoint go, unless another decision made it, fills it or has let it go."""
    other = (found.kept() | found.gone()).get(shift.source)
    if other is not None:
        return refused(one, where, f"it contradicts decision {other}")
    found.shifts.append(shift)
    return outcome(one, where)


def name(found: Plan, number: int, one: Decision) -> Decided:
    """A heading beside a key point."""
    where = found.known.find(one.viewpoint, one.key_point)
    other = (found.gone() | found.names).get(where[0]) if where else None
    if where is None or not one.heading:
        return refused(one, where, "its words were taken down") if where else outcome(one, None)
    if other is not None:
        return refused(one, where, f"it contradicts decision {other}")
    found.names[where[0]] = number
    return outcome(one, where)


def side(found: Plan, number: int, one: Decision) -> Decided:
    """Which side of a target a viewpoint takes."""
    where = found.known.find(one.viewpoint, one.key_point)
    target = key(shown(one.target or ""))
    if where is None or not target:
        return refused(one, where, "its words were taken down") if where else outcome(one, None)
    other = found.gone().get(where[0]) or found.sides.get((where[0], target))
    if other is not None:
        return refused(one, where, f"it contradicts decision {other}")
    found.sides[where[0], target] = number
    return outcome(one, where)


ACTIONS = {"pin": pin, "split": split, "merge": merge, "reject": reject, "name": name, "side": side}


def stripped(known: Known, one: Decision) -> Decision:
    """A decision without words that nobody says here and ids that are of no viewpoint here: they may be of who was removed. Of
    words that somebody says, but not so, that spelling: a name or link beside them may be of who was removed, too."""

    def said(words: str | None) -> str | None:
        there = known.said.get(key(words)) if words else None
        return min(there, key=lambda one: (one.text != words, one.text, one.uid)).text if there else None

    return replace(
        one,
        viewpoint=one.viewpoint if one.viewpoint in known.points else None,
        key_point=said(one.key_point),
        into=one.into if one.into in known.points else said(one.into),
        sentences=tuple(words for words in map(said, one.sentences) if words),
    )
