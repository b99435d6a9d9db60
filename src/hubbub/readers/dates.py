"""Times as exports spell them. An impossible or ambiguous one is no time at all: never a guess, never a crash."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal

from hubbub.records import Precision

When = tuple[datetime | None, Precision]
Order = Literal["day", "month"] | None  # which comes first in 3/4/2021; None: not known
Clock = tuple[str | None, str | None, str | None]  # hour, minute, second
UNDATED: When = (None, "none")
FIRST, LAST = 1990, 2100  # years in which people post
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SIGNS = {"+", "-"}
EARLIEST, LATEST = 631_152_000, 4_102_444_800  # the seconds of 1990 to 2099: whole numbers between them are nothing else
ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?",
    re.I | re.ASCII,
)
COMPACT = re.compile(
    r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?", re.I | re.ASCII
)
DAY = re.compile(r"(?:19|20)\d{6}", re.ASCII)  # 20211013: only where a column says that it holds dates
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?)?", re.I | re.ASCII)
X_TIME = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d{1,2}):(\d{2}):(\d{2}) ([+-]\d{4}) (\d{4})", re.ASCII)
NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},? )?"
    r"(?:([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?),?[ -](\d{4})"
    r"(?:,?(?: at)? (\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?\s*(Z|UTC|GMT|[+-]\d{4})?)?",
    re.I | re.ASCII,
)
NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def when(value: object, order: Order = None) -> When:
    """A time in UTC and how precisely it is known; a time without a zone is taken as UTC."""
    if isinstance(value, str):
        return spelled(value.strip(), order) if len(value) < 64 else UNDATED
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return epoch(value)
    return UNDATED


def instant(value: object, order: Order = None) -> tuple[int | None, Precision]:
    """The same as `when`, in microseconds since 1970: what batches hold, without the cost of a datetime for a plain value."""
    if type(value) is int and EARLIEST <= value < LATEST:
        return value * 1_000_000, "exact"
    if type(value) is str and len(value) >= 19 and value[4] == value[7] == "-":
        since = plainly(value)
        if since is not None:
            return since, "exact"
    found, precision = when(value, order)
    return None if found is None else micros(found), precision


def dated(value: object, order: Order = None) -> tuple[int | None, Precision]:
    """An instant out of a column that its name says holds dates: there 20211013 is a day, which anywhere else is a number."""
    digits = str(value) if type(value) in (int, str) else ""
    if len(digits) != 8 or not DAY.fullmatch(digits):
        return instant(value, order)
    found, precision = made((int(digits[:4]), int(digits[4:6]), int(digits[6:])), (None, None, None))
    return None if found is None else micros(found), precision


def plainly(value: str) -> int | None:
    """The microseconds of 2021-10-13T09:16:51.123Z, 2021-10-13 09:16:51 and 2021-10-13T09:16:51+02:00; None for others."""
    if (
        not value.isascii()
        or value[10] not in "T "
        or value[16] != ":"
        or not (value[-1] == "Z" or len(value) == 19 or value[-6:-5] in SIGNS)
    ):
        return None
    try:
        moment = datetime.fromisoformat(value)
        since = micros(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
    return since if EARLIEST <= since // 1_000_000 < LATEST else None


def micros(moment: datetime) -> int:
    """A time in microseconds since 1970."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


@lru_cache(maxsize=4096)
def spelled(value: str, order: Order = None) -> When:
    """A time out of its spelling."""
    if NUMBER.fullmatch(value):
        return epoch(float(value) if "." in value else int(value))
    for pattern, read in SPELLINGS:
        match = pattern.fullmatch(value)
        if match:
            return from_numeric(match, order) if read is from_numeric else read(match)
    return UNDATED


def order_of(cells: Iterable[object]) -> Order:
    """Whether the day or the month comes first in a column of numeric dates; None when no date tells, or two disagree."""
    dates = [match for one in cells if isinstance(one, str) and len(one) < 64 and (match := NUMERIC.fullmatch(one.strip()))]
    day, month = any(int(one[1]) > 12 for one in dates), any(int(one[2]) > 12 for one in dates)
    return None if day == month else "day" if day else "month"


def epoch(number: float) -> When:
    """Seconds, milliseconds, microseconds or nanoseconds since 1970, told by their size."""
    if not math.isfinite(number) or number <= 0:
        return UNDATED
    size = 1 if number < 1e11 else 1_000 if number < 1e14 else 1_000_000 if number < 1e17 else 1_000_000_000
    micros = number * 1_000_000 // size if isinstance(number, int) else round(number * (1_000_000 / size))
    try:
        return checked(EPOCH + timedelta(microseconds=int(micros)), "exact")
    except OverflowError:
        return UNDATED


def checked(moment: datetime, precision: Precision) -> When:
    """The time, when it is one in which people post."""
    return (moment, precision) if FIRST <= moment.year <= LAST else UNDATED


def made(date: tuple[int, int, int], clock: Clock, micros: int = 0, zone: str | None = None) -> When:
    """A time of its parts; precision is that of the parts given."""
    hour, minute, second = (int(one) if one else 0 for one in clock)
    precision: Precision = "exact" if clock[2] else "minute" if clock[1] else "day"
    try:
        moment = datetime(*date, hour, minute, min(second, 59), micros, tzinfo=offset(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return UNDATED
    return checked(moment, precision)


def offset(zone: str | None) -> timezone:
    """The zone of +02:00, +0200, +02, Z; UTC where none is given. Raises ValueError for a day or more."""
    if not zone or zone[0] not in "+-":
        return UTC
    shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]) if len(zone) > 3 else 0)
    return timezone(-shift if zone[0] == "-" else shift)


def from_iso(match: re.Match[str]) -> When:
    """2021-10-13T09:16:51.123Z, 20211013T091651Z and their kin."""
    date = (int(match[1]), int(match[2]), int(match[3]))
    if match[8] and len(match[8]) == 3 and match[8][0] in SIGNS and not match[6]:
        return UNDATED  # "09:16-17" is rather from when to when than a zone of hours alone
    return made(date, (match[4], match[5], match[6]), int((match[7] or "0")[:6].ljust(6, "0")), match[8])


def from_numeric(match: re.Match[str], order: Order = None) -> When:
    """13/10/2021 and 10/13/2021; no time at all when both could be the month and no order is known."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first <= 12 and second <= 12 and first != second and order is None:
        return UNDATED
    months = second > 12 or (order == "month" and first <= 12)
    date = (year, first, second) if months else (year, second, first)
    return made(date, (twelve(match[4], match[7]), match[5], match[6]))


def from_x(match: re.Match[str]) -> When:
    """Wed Oct 10 20:19:24 +0000 2018."""
    date = (int(match[7]), month(match[1]), int(match[2]))
    return made(date, (match[3], match[4], match[5]), 0, match[6])


def from_named(match: re.Match[str]) -> When:
    """13 Oct 2021, October 13th, 2021 9:16 PM."""
    date = (int(match[5]), month(match[1] or match[4]), int(match[2] or match[3]))
    return made(date, (twelve(match[6], match[9]), match[7], match[8]), 0, match[10])


def month(name: str) -> int:
    """The number of a month by its English name, 0 for another word."""
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def twelve(hour: str | None, half: str | None) -> str | None:
    """The hour on the 24-hour clock; an impossible one on the 12-hour clock becomes 99."""
    if not hour or not half:
        return hour
    clock = int(hour)
    return "99" if not 1 <= clock <= 12 else str(clock % 12 + (12 if half.lower() == "pm" else 0))


SPELLINGS = ((ISO, from_iso), (COMPACT, from_iso), (X_TIME, from_x), (NUMERIC, from_numeric), (NAMED, from_named))
