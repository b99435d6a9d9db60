"""Tables: CSV, TSV and their kin, with or without a header, metadata lines before it, and columns of many names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from itertools import chain, islice
from typing import BinaryIO, cast

from hubbub.readers import columns, dialect
from hubbub.readers.base import Evidence, Item, Register, Row, Shape, Source
from hubbub.readers.compress import chunks
from hubbub.readers.dates import order_of
from hubbub.readers.dialect import Dialect, Judged
from hubbub.readers.jsons import HEAD, is_json
from hubbub.readers.lines import KEPT
from hubbub.readers.tables import Export, Plan, export_of, plan, sound

ANY = Shape("table", "CSV, TSV and their kin, columns told by their names", "worldcup2022_tweets/**/*.csv")
BARE = Shape("table-bare", "a table without a header: the column with the longest words is the text")

CHUNK = 4096  # rows read at a time
PREAMBLE = 20  # records in which a header is looked for
LABEL = re.compile(r"(?!.*[.:!] )[^\W\d][\w .:/()#%@&-]{0,39}")
QUOTED = re.compile(rb'^"((?:[^"]++|"")*+)"\r?$', re.MULTILINE)
NEEDY = re.compile(rb'[,\n]|""')  # what must be quoted in CSV
LEAST = 0.15  # share of records of the usual width in a table with a known header
TOO_MANY = "more fields than columns"
TOO_FEW = "fewer fields than columns, and no text among them"
GLUED = "a line that ends in a carriage return alone, where others end in a line feed, is glued to the header"
AGAIN = "the header again, as where tables were put one behind the other"
NOT_UTF8 = "not UTF-8, or quotes that do not match; save it as CSV in UTF-8"


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a table: records that begin up to the byte `skip` come before the first post, -1 where none does, and the
    last of them is the header, if it is `headed`; `text` is the number of the column that holds it.

    `choices` are the columns that could all hold it, where nothing tells which; `rounded`, those of ids that are none any more;
    `header`, the cells of the header as they stand.
    """

    dialect: Dialect
    names: tuple[str, ...]
    skip: int
    plan: Plan
    confidence: float
    choices: tuple[tuple[str, str], ...] = ()
    rounded: tuple[str, ...] = ()
    headed: bool = True
    header: Sequence[str] = ()

    @property
    def text(self) -> int:
        """The column number of the text: the first of those that may hold it."""
        return min(map(self.names.index, self.plan.places["text"]))


class Table:
    """See `base.Reader`. `exports` are the tables whose columns we know."""

    name = "table"

    def __init__(self, exports: tuple[Export, ...] = ()) -> None:
        self.exports = exports
        self.shapes: tuple[Shape, ...] = (ANY, BARE, *exports)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes records of equal width with a column of text, known by its name or its words."""
        found = layout(source.head, tuple(source.settings.columns.items()), self.exports)
        if found is None:
            return None
        rounded = f"; ids in {', '.join(found.rounded)} that a spreadsheet rounded are not used" if found.rounded else ""
        if export := found.plan.export:
            return Evidence(found.confidence, f"a table with the columns {', '.join(sorted(export.signs))}{rounded}", export.name)
        named = f"'{found.names[found.text]}'" if found.headed else f"number {found.text + 1}, no header"
        why = f"a table of {found.dialect.width} columns; its text is column {named}{rounded}"
        return Evidence(found.confidence, why, ANY.name if found.headed else BARE.name, found.choices)

    def read(self, source: Source) -> Iterator[Item]:
        """A row a record, the header and what comes before it left aside. Raises InputError on a column that is not there."""
        found = layout(source.head, tuple(source.settings.columns.items()), self.exports)
        if found is None:
            return
        columns.mapped(found.names, source.settings.columns, source.name)
        found = replace(found, plan=replace(found.plan, scope=source.name))
        register = Register(source.name)
        with source.open() as stream:
            before, rows = parted(dialect.records(stream, found.dialect, source.settings.row_limit), found)
            for row in before:
                if row.fault:  # a header beyond the limit takes the rows after it along
                    yield item(row, found, register)
                elif b"\r" in row.raw.rstrip(b"\r"):
                    yield register.unreadable(row.offset, GLUED, row.raw[:KEPT])
            for chunk in chunks(rows, CHUNK):
                yield from items(chunk, found, register)

    def probe(self, source: Source, rows: int) -> tuple[Plan, list[dict[str, str]]] | None:
        """See `tables.Probe`."""
        found = layout(source.head, tuple(source.settings.columns.items()), self.exports)
        if found is None:
            return None
        read = dialect.records(cast(BinaryIO, BytesIO(source.head)), found.dialect, source.settings.row_limit)
        fields = (dialect.split(row.raw, found.dialect) for row in islice(parted(read, found)[1], rows) if not row.fault)
        return found.plan, [dict(zip(found.names, one, strict=False)) for one in fields if one]


def parted(rows: Iterator[Row], found: Layout) -> tuple[list[Row], Iterator[Row]]:
    """The records up to the header, and those after it."""
    before: list[Row] = []
    for row in rows:
        if row.offset > found.skip:
            return before, chain([row], rows)
        before.append(row)
    return before, rows


def items(rows: Sequence[Row], found: Layout, register: Register) -> Iterator[Item]:
    """The records of some rows: those that fill the table's columns as one block, the others one by one."""
    base, width = register.number, len(found.names)
    fields = dialect.split_all([row.raw for row in rows], found.dialect)
    if found.plan.export and found.plan.export.turn:
        fields = [None] * len(rows)
    plain = [
        place
        for place, one in enumerate(fields)
        if one is not None and len(one) == width and one != found.header and not rows[place].fault
    ]
    cells = (
        dict(zip(found.names, zip(*(cast(list[str], fields[place]) for place in plain), strict=True), strict=True))
        if plain
        else {}
    )
    content = found.plan.contents(cells, len(plain), "csv") if plain else ""
    if not isinstance(content, str):
        yield register.block([rows[place].sha256 for place in plain], content, [base + place + 1 for place in plain])
    for place in sorted(set(range(len(rows))).difference(() if isinstance(content, str) else plain)):
        register.number = base + place
        yield item(rows[place], found, register)
    register.number = base + len(rows)


def item(row: Row, found: Layout, register: Register) -> Item:
    """The post or ledger entry of one record."""
    if row.fault:
        return register.unreadable(row.offset, row.fault, row.raw)
    fields = dialect.split(row.raw, found.dialect)
    reason = fault(fields, found)
    if fields is None or reason:
        return register.unreadable(row.offset, reason or NOT_UTF8, row.raw[:KEPT])
    content = found.plan.content(dict(zip(found.names, fields, strict=False)), "csv")
    if isinstance(content, str):
        return register.unreadable(row.offset, content, row.raw[:KEPT])
    return register.post(row.sha256, content)


def fault(fields: Sequence[str] | None, found: Layout) -> str | None:
    """Why the fields are no row of this table. Missing columns after the text are no fault, nor are empty ones too many."""
    if fields is None:
        return NOT_UTF8
    if fields == found.header:
        return AGAIN
    if len(fields) > found.dialect.width and any(fields[found.dialect.width :]):
        return TOO_MANY
    return TOO_FEW if len(fields) <= found.text else None


@lru_cache(maxsize=4)
def layout(head: bytes, asked: tuple[tuple[str, str], ...], exports: tuple[Export, ...]) -> Layout | None:
    """The layout of a table, None when there is no table or no text in it."""
    judged = styles(head)
    for one in judged:
        found = headed(one, dict(asked), exports) if one.share > LEAST else None
        if found:
            return found
    if not judged or asked:
        return None
    return next((survey(one, exports) or bare(one, head) for one in judged if is_firm(one)), None)


def styles(head: bytes) -> list[Judged]:
    """The dialects a table may have, likeliest first; none for JSON and markup."""
    return [] if is_json(head) or head.lstrip()[:1] in {b"<", b""} else dialect.sniff(head, full=len(head) >= HEAD)


def is_firm(judged: Judged) -> bool:
    """Whether a dialect needs no header to be believed: in prose too, spaces stand before quotes."""
    return judged.dialect.quoting != "spaced"


def headed(judged: Judged, asked: dict[str, str], exports: tuple[Export, ...]) -> Layout | None:
    """The layout of a table with a header: the first record of full width, if it names a text column, or one a cell narrower
    before it. Only narrower lines (an export's title and date) may stand before it: a full row is never skipped."""
    made = [found for number in openings(judged) if (found := titled(judged, number, asked, exports))]
    return max(made, key=lambda one: len(one.plan.places), default=None)


def openings(judged: Judged) -> list[int]:
    """The numbers of the records that may be the header."""
    width = judged.dialect.width
    if width == 1:
        return [0]
    first = next((number for number, row in enumerate(judged.rows) if len(row) >= width), len(judged.rows))
    return [number for number, row in enumerate(judged.rows[: min(first + 1, PREAMBLE)]) if len(row) in {width - 1, width}]


def titled(judged: Judged, number: int, asked: dict[str, str], exports: tuple[Export, ...]) -> Layout | None:
    """The layout of a table whose header is this record, None where it names no text."""
    style, rows = judged.dialect, judged.rows[number + 1 :]
    names = [one.strip() for one in judged.rows[number]]
    if len(names) == style.width - 1:
        names.insert(style.width if is_trailing(names, rows) else 0, "")
    found = of(style, distinct(names), rows, asked, exports)
    if found is None or (number and len(found.plan.places) < 2):
        return None
    return replace(found, skip=judged.offsets[number], header=judged.rows[number] if style.width > 1 else ())


def is_trailing(names: Sequence[str], rows: Sequence[list[str]]) -> bool:
    """Whether rows have a cell more than the header because a delimiter ends them, and not because numbers begin them."""
    full = [row for row in rows if len(row) == len(names) + 1]
    counted = {int(row[0]) - place for place, row in enumerate(full) if row[0].isdecimal()}
    if len(counted) == 1 and columns.plain_name(names[0]) not in columns.NAMES["post_id"]:
        return False
    return len(full) > 0 and 20 * sum(not row[-1].strip() for row in full) >= 19 * len(full)


def of(
    style: Dialect, names: list[str], rows: Sequence[list[str]], asked: dict[str, str], exports: tuple[Export, ...]
) -> Layout | None:
    """The layout of a table with these columns: declared by an export, or read by their names; None without a text."""
    cells = {name: [row[place] for row in rows if len(row) > place] for place, name in enumerate(names)}
    chosen = asked if export_of(names, exports) else {**asked, **text_column(cells, asked)}
    made = plan(names, exports, chosen) if all(len(one) < 60 for one in names) or asked else None
    if made is None or (made.export is None and "text" not in chosen):
        return None
    dates = made.places.get("created_at", ())
    made, lost = sound(replace(made, order=order_of(cells[dates[0]]) if dates else None), cells)
    confidence = 0.95 if made.export else 0.9 if asked.get("text") in names else 0.85 if style.width > 1 else 0.7
    choices = () if made.export or "text" in asked else columns.choices(cells)
    return Layout(style, tuple(names), -1, made, confidence, choices, lost)


def text_column(cells: Mapping[str, list[str]], asked: dict[str, str]) -> dict[str, str]:
    """The column that holds the text: the one asked for, else the likeliest by name that holds words."""
    if asked.get("text") in cells:
        return {}
    found = next((name for name in columns.texts(list(cells)) if not cells[name] or columns.is_wordy(cells[name])), None)
    return {"text": found} if found else {}


def distinct(names: list[str]) -> list[str]:
    """The names with a number after each that stands again: see `columns.choices`."""
    seen: set[str] = set()
    found = []
    for place, name in enumerate(names):
        found.append(f"{name}~{place}" if name in seen else name)
        seen.add(name)
    return found


def survey(judged: Judged, exports: tuple[Export, ...]) -> Layout | None:
    """The layout of a table whose header asks a question: the answers are the texts. Where it asks several, the user must say."""
    style, rows = judged.dialect, [[one.strip() for one in row] for row in judged.rows if len(row) == judged.dialect.width]
    if style.width < 2 or len(rows) < 3 or not all(map(is_title, rows[0])) or len(set(rows[0])) < style.width or is_prose(rows):
        return None
    cells = {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}
    asked = [name for name in cells if "?" in name and columns.is_prose(cells[name]) and not are_asked(cells[name])]
    made = plan(rows[0], exports, {"text": asked[0]}) if asked else None
    if made is None:
        return None
    choices = tuple((name, next(filter(None, cells[name]))) for name in asked) if len(asked) > 1 else ()
    skip = next(judged.offsets[number] for number, row in enumerate(judged.rows) if len(row) == style.width)
    return Layout(style, tuple(rows[0]), skip, made, 0.6, choices)


def is_title(cell: str) -> bool:
    """Whether a cell can name a column: a label, or a question put to people."""
    return not cell or "?" in cell or cell.endswith(":") or LABEL.fullmatch(cell) is not None


def are_asked(cells: Sequence[str]) -> bool:
    """Whether questions are what the cells themselves hold."""
    return 5 * sum("?" in one for one in cells) > len(cells)


def bare(judged: Judged, head: bytes) -> Layout | None:
    """The layout of a table without a header: its text is the column with the longest words."""
    style, rows, skip = judged.dialect, judged.rows, 0 if dialect.EXCEL.match(head) else -1
    names = tuple(str(number + 1) for number in range(style.width))
    if style.width == 1:
        return Layout(style, names, skip, untitled(names, 0), 0.6, headed=False) if is_column(head) else None
    if len(rows) < 5 or judged.share < 0.8 or is_header(rows[0]) or is_prose(rows):
        return None
    by_column = [[row[place] for row in rows if len(row) == style.width] for place in range(style.width)]
    sizes = [sum(map(len, cells)) / len(cells) if columns.is_wordy(cells) else 0.0 for cells in by_column]
    text = sizes.index(max(sizes))
    spaced = sum(" " in one for one in by_column[text])
    if sizes[text] < 15 or 2 * spaced < len(by_column[text]):
        return None
    return Layout(style, names, skip, untitled(names, text), 0.5, headed=False)


def untitled(names: tuple[str, ...], text: int) -> Plan:
    """How a table without a header is read: one column is the text."""
    return Plan(None, names, {"text": (names[text],)}, "unknown")


def is_header(row: Sequence[str]) -> bool:
    """Whether a record looks like column names, though none that we know."""
    return all(not one.strip() or LABEL.fullmatch(one.strip()) for one in row) and len(set(row)) == len(row)


def is_prose(rows: Sequence[list[str]]) -> bool:
    """Whether the delimiters are punctuation: a space follows them."""
    after = [one for row in rows for one in row[1:] if one]
    return 2 * sum(one.startswith(" ") for one in after) > len(after)


def is_column(head: bytes) -> bool:
    """Whether lines are one quoted column: those with a comma or a quote are quoted, as CSV asks and prose does not."""
    quoted = [one for one in QUOTED.findall(head) if NEEDY.search(one)]
    bare = sum(b"," in line for line in QUOTED.sub(b"", head).split(b"\n"))
    return len(quoted) >= 2 and bare * 4 <= len(quoted)


def seen(head: bytes) -> list[str] | None:
    """The column names of what is a table without a text column we know."""
    judged = [one for one in styles(head) if is_firm(one)]
    if not judged or judged[0].dialect.width < 2 or judged[0].share < 0.9:
        return None
    rows = judged[0].rows
    return [one.strip() for one in rows[0]] if len(rows) > 1 and is_header(rows[0]) and not is_prose(rows) else None
