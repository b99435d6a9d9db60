"""The records of what people decided about viewpoints, and of what that changed. See `steering` for the file they write."""

from dataclasses import dataclass
from typing import Literal

OR = "|"  # between the names of one target; the first is the one that is shown
Action = Literal["name", "merge", "split", "pin", "reject", "side"]
Stance = Literal["favour", "against"]
Way = Literal["id", "words", "sentence"]  # by its id; by its key point's words; by a sentence of these words that is under it


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a viewpoint: named, dated, and gone again when its entry leaves the file."""

    action: Action
    viewpoint: str | None  # viewpoint_id
    key_point: str | None  # its words: the viewpoint is found by these when its id has changed
    by: str
    when: str  # ISO 8601 date
    why: str | None
    heading: str | None  # name: shown beside the key point, never instead of it
    into: str | None  # merge: the viewpoint it goes under, by id or by words
    target: str | None  # side: of whom or what the viewpoint speaks
    stance: Stance | None  # side: and how
    sentences: tuple[str, ...]  # split: the first is the key point of the new viewpoint, all go there


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """A viewpoint as it was before people decided; the table is empty where nobody did."""

    viewpoint_id: str
    key_point_uid: str
    start: int
    end: int
    opposite: str | None
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A sentence that a decision took from one viewpoint (None: it fitted nowhere) to another (None: it fits nowhere now)."""

    sentence_id: str
    uid: str
    before: str | None  # viewpoint_id
    after: str | None
    decision: int  # 1: the first of the file
    score: int | None  # of the assignment before
    how: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A viewpoint that a decision changed: as it was grouped, and as it is now that all decisions are applied.

    People are None where no author is known. `key_point` is a quotation_id.
    """

    viewpoint_id: str
    key_point: str
    sentences_before: int
    sentences_after: int
    texts_before: int
    texts_after: int
    people_before: int | None
    people_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision, whether it could be applied, and what it changed."""

    decision: Decision
    applied: bool
    reason: str | None  # why not, or what of it was not
    viewpoint_id: str | None  # that it was found to be about
    found: Way | None
    key_point: str | None  # quotation_id of that viewpoint's key point
    moved: int  # sentences
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Words a person put beside a key point."""

    text: str
    by: str  # person:NAME
    when: str  # ISO 8601 date


def shown(target: str) -> str:
    """The name a target is shown by: the first of its names, which "|" parts."""
    return target.partition(OR)[0].strip()
