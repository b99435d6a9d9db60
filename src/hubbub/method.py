"""The records of what the findings are about, what they were read from, and what decided them."""

from dataclasses import dataclass
from typing import Literal

DAY = len("2026-05-04")  # characters of a time of which no more than the day is known


@dataclass(frozen=True, slots=True, kw_only=True)
class InputCount:
    """One input in the flow. rows == posts + excluded + unreadable."""

    name: str
    shape: str
    content_sha256: str
    rows: int
    posts: int
    excluded: int
    unreadable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What people reacted to, from moment.toml."""

    title: str
    what: str | None = None
    when: str | None = None  # ISO 8601 date or time, UTC
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What decided the findings; the same method on the same posts gives the same bytes."""

    hubbub: str  # version
    encoder: str
    encoder_sha256: str
    threshold: int  # score from which a sentence is near a point, millionths of a cosine
    quality: Literal["fast", "balanced", "best"]
    matcher: str | None  # what then says whether it makes the point; None: its likeness with the key point's words
    matcher_sha256: str | None
    odds: int  # of the matcher, or millionths of a cosine where there is none, from which a sentence makes a point
    min_people: int
    unit: Literal["people", "texts"]  # what min_people counts: texts where no author is known
    languages: tuple[str, ...]  # the filter asked for with --lang; empty: none
    authors: Literal["handle", "pseudonym", "hidden"]
