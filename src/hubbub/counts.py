"""The records of counts: how many of how many, with intervals, in parts and over time; shares are fractions of 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

# Days of a timeline's core from which a bin is too fine; of years none is.
DAYS = {"hour": 4, "day": 180, "month": 3650}
EDGE = 100  # one in so many texts may stand outside the core, at either end: one comment from 2015 is no ten years


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number that says what it is out of. `low`, `high`: Wilson 95 % interval of the share."""

    count: int
    of: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """A prevalence without the posts of any posting pattern, in both numbers. A text remains when any post of its group does, and
    counts for the author of its original, else of the earliest remaining copy; for nobody where only reposts or embeds remain."""

    people: Count | None
    texts: Count
    posts: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevalence:
    """How many hold something, counted three ways. `people` is None where no author is known: unknown is never zero."""

    people: Count | None  # distinct known authors of original posts; copies and reposts do not add people
    texts: Count  # distinct texts (copy groups)
    posts: Count  # all posts, copies and reposts included
    accounts: int | None  # distinct known authors when copies and reposts are counted too
    nameless: int  # of `texts`, those whose author is not known, who are in no number of people
    without: Without | None  # the same without the posts of posting patterns; None: there is none in the collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many under one heading: a reason, a kind, a precision."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A prevalence within one platform or one language; its denominators are that slice's own."""

    name: str
    prevalence: Prevalence


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One bin of a timeline; `start` is an ISO 8601 date or hour, UTC."""

    start: str
    posts: int
    texts: int
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Original posts over time. Posts without a usable time are counted in `undated`, never placed."""

    bin: str  # hour, day, month, year
    points: tuple[Point, ...]
    undated: int
    precision: tuple[Tally, ...]


def core(counts: Sequence[int]) -> tuple[int, int]:
    """The first and last place of the core of some counts in order: what is left without the first and the last hundredth."""
    edge = sum(counts) // EDGE
    first = next((n for n, many in enumerate(accumulate(counts)) if many > edge), 0)
    last = next((n for n, many in enumerate(accumulate(reversed(counts))) if many > edge), 0)
    return first, len(counts) - 1 - last
