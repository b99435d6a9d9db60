"""Parquet tables, row by row as JSON objects, so that every reader of objects knows their columns.

Ids stay exact, times become ISO 8601, lists and structs stay what they are.
"""

from collections.abc import Iterator
from typing import IO, Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from hubbub.readers.compress import BrokenError

MAGIC = b"PAR1"
ROWS = 1024
FAULTS = (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, NotImplementedError, KeyError)


def fault(file: IO[bytes]) -> str | None:
    """Why a table cannot be read at all."""
    try:
        names = pq.ParquetFile(file).schema_arrow.names
    except FAULTS as error:
        return f"a Parquet table that cannot be read: {first_line(error)}"
    return None if names else "a Parquet table without columns"


def rows(file: IO[bytes]) -> Iterator[bytes]:
    """Every row, an object a line. Raises BrokenError where the table is damaged, after the rows before."""
    try:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=ROWS, use_threads=False):
            yield lines(batch)
    except FAULTS as error:
        raise BrokenError(f"the Parquet table is damaged: {first_line(error)}", 0) from error


def first_line(error: Exception) -> str:
    """What an error says, in a line."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def lines(batch: pa.RecordBatch) -> bytes:
    """The rows of a batch, an object a line; columns of one name are told apart by a number."""
    names = distinct([name.encode("utf-8", "replace").decode() for name in batch.schema.names])
    cells = [values(column) for column in batch.columns]
    return b"".join(
        orjson.dumps(dict(zip(names, row, strict=True)), default=spelled, option=orjson.OPT_NON_STR_KEYS) + b"\n"
        for row in zip(*cells, strict=True)
    )


def distinct(names: list[str]) -> list[str]:
    """Names without repeats."""
    return [name if name not in names[:place] else f"{name}~{place + 1}" for place, name in enumerate(names)]


def values(column: pa.Array) -> list[Any]:
    """The cells of a column as Python holds them; texts that are no UTF-8 as bytes."""
    kind = textual(column.type)
    if kind != column.type:
        column = column.cast(kind, safe=False)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return list(column.cast(pa.large_binary()).to_pylist())


def textual(kind: pa.DataType) -> pa.DataType:
    """A type whose cells JSON can hold: times and decimals as text, also within lists and structs."""
    if pa.types.is_temporal(kind):
        return pa.int64() if pa.types.is_duration(kind) else pa.string()
    if pa.types.is_decimal(kind):
        return pa.string()
    if pa.types.is_dictionary(kind):
        return textual(kind.value_type)
    if pa.types.is_struct(kind):
        return pa.struct([one.with_type(textual(one.type)) for one in kind])
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(textual(kind.value_type)) if pa.types.is_list(kind) else pa.large_list(textual(kind.value_type))
    return kind


def spelled(value: object) -> object:
    """A cell that JSON has no form for, as text."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
