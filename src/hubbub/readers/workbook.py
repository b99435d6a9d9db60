"""Workbooks (.xlsx): each sheet is an input of its own, its rows as CSV, so that tables are sniffed as any other.

Whole numbers stay exact; one that the workbook holds rounded is spelled with its exponent, so that no id is joined by it.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from itertools import chain, islice
from typing import Any, BinaryIO

from hubbub.readers import zips
from hubbub.readers.base import shown
from hubbub.readers.compress import CHUNK, FAULTS, BrokenError, pieces
from hubbub.readers.given import Given

PART = "xl/workbook.xml"
LAST = 2**20  # rows a sheet can have
WIDE = 200  # rows by which the width of a sheet is told
BATCH = 1000
ESCAPED = re.compile(r"_x000D_", re.I)
EXACT = 2**53
STRANGE = (*FAULTS, ArithmeticError, AssertionError, AttributeError, LookupError, SyntaxError, TypeError, ValueError)
KIND = "a sheet of a workbook"
Cells = tuple[Any, ...]
Book = Any  # openpyxl has no types


def sheets(given: Given, file: BinaryIO, layers: int) -> Iterator[Given]:
    """The sheets that hold anything, in order; the first one where none does. Raises BrokenError when it is no workbook."""
    for _ in given.counted(contents(file)):  # what it unpacks to, before any library believes it
        pass
    with closing(loaded(file)) as book:
        names = [str(one.title) for one in book.worksheets]
        full = [name for name in names if begins(book, name)]
        if not names:
            raise BrokenError("the workbook holds no sheets", 0)
        for name in full or names[:1]:
            one = Given(f"{given.name}/{''.join(map(shown, name))}", given.size, given.stream, packed=given.packed)
            one.kind, one.depth, one.meter, one.rows = KIND, given.depth + layers + 1, given.meter, of(book, name)
            yield one


def begins(book: Book, name: str) -> bool:
    """Whether a sheet holds a row, or a fault to tell of."""
    try:
        return next(rows(book, name), None) is not None
    except BrokenError:
        return True


def of(book: Book, name: str) -> Callable[[], Iterator[bytes]]:
    """What gives the rows of a sheet."""
    return lambda: rows(book, name)


def contents(file: BinaryIO) -> Iterator[bytes]:
    """All that the workbook's archive holds, unpacked. Raises BrokenError where it is damaged."""
    with zipfile.ZipFile(file) as whole:
        for one in whole.infolist():
            try:
                with zips.member(whole, one) as part:
                    yield from pieces(part, CHUNK)  # type: ignore[arg-type]
            except STRANGE as error:
                raise BrokenError(f"the workbook is damaged: {error}", 0) from error


def loaded(file: BinaryIO) -> Book:
    """The workbook, its sheets not yet read. Raises BrokenError when it is damaged."""
    import openpyxl

    file.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"):
            return openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except STRANGE as error:
        raise BrokenError(f"the workbook is damaged: {error}", 0) from error


def rows(book: Book, name: str) -> Iterator[bytes]:
    """The rows of a sheet as CSV, blank ones left out. Raises BrokenError where it is damaged, after the rows before."""
    found = batches(cells(book, name))
    first = next(found, [])
    width = max(map(filled, first[:WIDE]), default=0)
    head = next((place for place, row in enumerate(first[:WIDE]) if filled(row) >= width - 1), 0)
    for batch in chain([first[head:]] if width else [], found):
        text = lines(first[:head], 0) + lines(batch, width)  # what stands before the header stays narrower than a row
        first = []
        if text:
            yield text


def cells(book: Book, name: str) -> Iterator[Cells]:
    """The rows of a sheet. The size it claims to have is not believed."""
    sheet = book[name]
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def batches(found: Iterator[Cells]) -> Iterator[list[Cells]]:
    """Rows, many at a time. Raises BrokenError where the sheet is damaged, or longer than a sheet can be."""
    for _ in range(0, LAST, BATCH):
        some: list[Cells] = []
        try:
            with warnings.catch_warnings(action="ignore"):
                some.extend(islice(found, BATCH))
        except STRANGE as error:
            yield some
            raise BrokenError(f"the workbook is damaged: {error}", 0) from error
        if not some:
            return
        yield some
    if next(found, None) is not None:
        raise BrokenError(f"the sheet has more than {LAST:,} rows, which no workbook can", 0)


def filled(row: Sequence[object]) -> int:
    """The number of cells up to the last that holds anything."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1] is not None), 0)


def lines(batch: Sequence[Cells], width: int) -> bytes:
    """Rows as CSV, of one width where they are not longer."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for row in batch:
        size = filled(row)
        if size:
            writer.writerow([spelled(one) for one in row[:size]] + [""] * (width - size))
    return out.getvalue().encode("utf-8", "replace")


def spelled(cell: object) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return number(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return ESCAPED.sub("", str(cell))


def number(cell: float) -> str:
    """A number; one too large to be exact with its exponent, as spreadsheets show it."""
    if abs(cell) >= EXACT:
        return f"{cell:.14E}"
    return str(int(cell)) if cell.is_integer() else repr(cell)
