"""How a table is written, and a quote-aware splitter that keeps each record's place in the file."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import islice
from typing import BinaryIO, Literal, cast

from hubbub.readers.base import Row
from hubbub.readers.lines import long
from hubbub.readers.scan import Window

Quoting = Literal["double", "escape", "none", "spaced"]
LINE = re.compile(rb"\n")
EXCEL = re.compile(rb'"?+sep=[^\r\n]"?+\r?+\n', re.I)  # a first line that tells Excel the delimiter
PAIR = re.compile(r"\\(.)", re.DOTALL)
QUOTES = "its quotes are not closed, or not doubled inside, as CSV asks"
LONGEST = 2**30  # of a field; the row limit is stricter
SHOWN = 200  # records looked at


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter and how quotes inside quoted fields are written; "spaced": as "double", and spaces stand before fields.
    `width` is the usual number of fields."""

    delimiter: str
    quoting: Quoting
    width: int = 1


@dataclass(frozen=True, slots=True)
class Judged:
    """A dialect, the first sound records as it reads them, the bytes at which these begin, and the share that has its width."""

    dialect: Dialect
    rows: list[list[str]]
    offsets: list[int]
    share: float


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of a dialect: a record, the sound fields at its start, a quoted field; a quoted cell, or a backslash."""

    record: re.Pattern[bytes]
    sound: re.Pattern[bytes]
    quoted: re.Pattern[bytes]
    slashed: re.Pattern[str]


@cache
def grammar(delimiter: str, quoting: Quoting) -> Grammar:
    """The patterns of a dialect."""
    mark = re.escape(delimiter.encode())
    inside = rb'[^"\\]++|\\.|""' if quoting == "escape" else rb'[^"]++|""'
    space = rb"\x20*+" if quoting == "spaced" else b""
    quoted = space + rb'"(?:' + inside + rb')*+"\x20*+'
    first = b"" if quoting == "none" else b'"'
    bare = rb"[^" + first + mark + rb"\n][^" + mark + rb"\n]*+"
    bare = space + rb"(?:" + bare + rb")?+" if space else bare  # spaces may be all there is
    one = rb"(?:" + bare + rb")?+" if quoting == "none" else rb"(?:" + quoted + rb"|" + bare + rb")?+"
    return Grammar(
        re.compile(one + rb"(?:" + mark + one + rb")*+\r?+(?:\n|\Z)", re.DOTALL),
        re.compile(rb"(?:" + one + mark + rb")*+", re.DOTALL),
        re.compile(quoted, re.DOTALL),
        re.compile(r"(?:\A|(?<=" + mark.decode() + r'))("(?:[^"\\]++|\\.|"")*+")|\\', re.DOTALL),
    )


def records(stream: BinaryIO, dialect: Dialect, limit: int) -> Iterator[Row]:
    """Every record without its line ending; blank lines are no records. A broken one ends where a whole one begins."""
    rules = grammar(dialect.delimiter, dialect.quoting)
    window = Window(stream, limit)
    while window.left or window.more():
        match = rules.record.match(window.data, window.position)
        whole = match is not None and (match.end() < len(window.data) or window.ended or window.data.endswith(b"\n"))
        if match and whole and match.end() - window.position <= limit + 2:
            row = window.row(match.end())
            if row.raw and not row.raw.isspace():
                yield row
        elif not whole and not window.ended and window.left <= limit and (match or is_open(window, rules)):
            window.more()
        else:
            yield broken(window, dialect, rules, long(limit) if match else QUOTES)


def is_open(window: Window, rules: Grammar) -> bool:
    """Whether the record under the window ends in a quoted field that the window cuts."""
    sound = rules.sound.match(window.data, window.position)
    start = sound.end() if sound else window.position
    quoted = rules.quoted.match(window.data, start)
    return quoted is None or quoted.end() >= len(window.data) - 1


def broken(window: Window, dialect: Dialect, rules: Grammar, reason: str) -> Row:
    """A faulty row: up to the next line that begins a record of the usual width."""
    offset, start = window.offset, window.start
    while True:
        window.position = window.find(LINE, window.position)
        if not window.left and not window.more():
            break
        match = rules.record.match(window.data, window.position)
        if dialect.width < 2 or (match and len(split(match[0], dialect) or ()) == dialect.width):
            break
    return Row(0, offset, start[: max(window.offset - offset, 1)], reason)


def split(raw: bytes, dialect: Dialect) -> list[str] | None:
    """The fields of a record, None when it is not UTF-8 or its quotes are broken."""
    try:
        line = raw.decode().rstrip("\r\n")
        if dialect.quoting == "none" or '"' not in line:
            cells = line.split(dialect.delimiter)
            return [one.lstrip(" ") for one in cells] if dialect.quoting == "spaced" else cells
        return next(fields([line], dialect), None)
    except (UnicodeDecodeError, csv.Error):
        return None


def split_all(raws: Sequence[bytes], dialect: Dialect) -> list[list[str] | None]:
    """The fields of many records, each as `split` gives them."""
    if dialect.quoting != "none":
        try:
            found = list(fields([raw.decode().rstrip("\r\n") for raw in raws], dialect))
        except (UnicodeDecodeError, csv.Error):
            found = []
        if len(found) == len(raws):  # else a record whose quotes do not match took the next with it
            return list(found)
    return [split(raw, dialect) for raw in raws]


def fields(lines: Sequence[str], dialect: Dialect) -> Iterator[list[str]]:
    """The fields of records. Raises csv.Error on quotes that are broken."""
    escapes = dialect.quoting == "escape"
    csv.field_size_limit(LONGEST)
    lines = [doubled(line, dialect) if "\\" in line else line for line in lines] if escapes else lines
    spaced = dialect.quoting == "spaced"
    return csv.reader(lines, delimiter=dialect.delimiter, escapechar="\\" if escapes else None, skipinitialspace=spaced)


def doubled(line: str, dialect: Dialect) -> str:
    """A record whose backslashes are doubled, but for those that escape a quote or a backslash in a quoted cell: the parser
    takes every backslash for an escape, and people write them."""
    slashed = grammar(dialect.delimiter, dialect.quoting).slashed
    return slashed.sub(lambda found: PAIR.sub(kept, found[1]) if found[1] else "\\\\", line)


def kept(pair: re.Match[str]) -> str:
    """A backslash and what follows it in a quoted cell, as the parser is to see it."""
    return pair[0] if pair[1] in '"\\' else "\\" + pair[0]


def dialects(head: bytes) -> Iterator[Dialect]:
    """The dialects a table may have."""
    for delimiter in (",", "\t", ";", "|"):
        if (mark := delimiter.encode()) in head:
            if head.count(mark + b' "') > head.count(mark + b'"'):
                yield Dialect(delimiter, "spaced")
            yield Dialect(delimiter, "double")
            if b'\\"' in head:
                yield Dialect(delimiter, "escape")
            if b'"' in head and delimiter == "\t":
                yield Dialect(delimiter, "none")
    yield Dialect("\x1f", "double")


def sniff(head: bytes, full: bool) -> list[Judged]:
    """The dialects the table may have, likeliest first. `full`: the head is cut."""
    judged = []
    for dialect in dialects(head[:65_536]):
        offsets, rows = first_records(head, dialect, full)
        if rows:
            width, agreed = Counter(map(len, rows)).most_common(1)[0]
            judged.append(of(dialect, width, agreed, rows, offsets))
            first = len(rows[0])
            if width < 2 <= first and (same := sum(len(one) == first for one in rows)) > 2:  # broken records fall into lines
                judged.append(of(dialect, first, same, rows, offsets))
    return sorted(judged, key=rank, reverse=True)


def of(dialect: Dialect, width: int, agreed: int, rows: list[list[str]], offsets: list[int]) -> Judged:
    """A dialect of this width, which `agreed` of the records have."""
    sound = [place for place, one in enumerate(rows) if one]
    style = Dialect(dialect.delimiter, dialect.quoting, width)
    return Judged(style, [rows[place] for place in sound], [offsets[place] for place in sound], agreed / len(rows))


def rank(one: Judged) -> tuple[bool, bool, float, int]:
    """How likely a dialect is: several columns, quotes that quote, agreement, number of columns."""
    many = one.dialect.width > 1
    return many and one.share > 0.7, many or one.dialect.quoting != "none", round(one.share, 2), one.dialect.width


def first_records(head: bytes, dialect: Dialect, full: bool) -> tuple[list[int], list[list[str]]]:
    """The first records and the bytes at which they begin, an empty record for each that is broken. The line that tells
    Excel the delimiter is none."""
    stream = cast(BinaryIO, BytesIO(head))
    rows = list(islice(records(stream, dialect, len(head)), SHOWN + 1))
    if full and len(rows) <= SHOWN:
        rows.pop()
    rows = [row for row in rows[:SHOWN] if row.offset or not EXCEL.match(head)]
    return [row.offset for row in rows], [[] if row.fault else split(row.raw, dialect) or [] for row in rows]
