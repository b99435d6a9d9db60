"""The records of posting patterns: what was posted when, and by how many accounts. See `measure.patterns`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PatternKind = Literal["same_text", "shared_copies", "young_account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A posting pattern: when, and by how many accounts, posts were made. A fact with its posts, no verdict on anybody."""

    pattern_id: str
    kind: PatternKind
    group_id: str | None = None  # same_text: the copy group
    accounts: int
    texts: int  # copy groups among its posts
    posts: int
    seconds: int | None = None  # same_text: from its first post to its last, rounded up
    first: datetime | None = None
    of: int | None = None  # young_account: accounts whose age is known


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPost:
    """A post that shows a pattern."""

    pattern_id: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRules:
    """From where a posting pattern is listed."""

    windows: tuple[int, ...] = (60, 3600)  # seconds: as fast as one can be told and paste; within the first wave of a reaction
    accounts: int = 5  # in a window: two or three friends may well paste the same words
    characters: int = 24  # of a text's key: what a crowd shouts at once, such as "goal", is no pattern
    texts: int = 3  # copied by the same two accounts: one slogan is everybody's, and two may be chance
    crowd: int = 500  # accounts beyond which a text says little about any two of them, and pairs would be too many to count
    days: int = 30  # since an account was made


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFinding:
    """A posting pattern as reported, with its texts (`quotations`) and the first of the posts that show it (`shown`: uids).

    same_text: one text posted by so many accounts within so many seconds. shared_copies: an account and those that each
    posted three or more of the same texts. young_account: accounts made shortly before they posted, `of` those whose age is
    known.
    """

    pattern_id: str
    kind: PatternKind
    accounts: int
    of: int | None
    texts: int
    posts: int
    seconds: int | None
    first: str | None  # ISO 8601, UTC
    quotations: tuple[str, ...]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCount:
    """How many patterns of one kind."""

    kind: PatternKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Posting patterns. `found` counts all of them by kind; `listed` holds the largest of each, the tables hold all."""

    rules: PatternRules
    found: tuple[PatternCount, ...]
    posts: int  # posts in any of them: those that `Prevalence.without` leaves out
    accounts: int  # that wrote these posts
    listed: tuple[PatternFinding, ...]
