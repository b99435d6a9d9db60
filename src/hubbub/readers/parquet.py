"""Parquet tables, row by row as JSON objects, so that every reader of objects knows their columns.

Ids stay exact, times become ISO 8601, lists and structs stay what they are.
"""

from collections.abc import Callable, Iterator
from typing import IO, Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from hubbub.readers.compress import BrokenError, parts

MAGIC = b"PAR1"
ROWS = 256  # rows unpacked at a time
FEW = 2**16  # packed bytes of a column
DENSE = 8
FAULTS = (pa.ArrowException, OSError, ValueError, TypeError, OverflowError, NotImplementedError, KeyError)


def fault(file: IO[bytes]) -> str | None:
    """Why a table cannot be read at all."""
    try:
        names = pq.ParquetFile(file).schema_arrow.names
    except FAULTS as error:
        return f"a Parquet table that cannot be read: {first_line(error)}"
    return None if names else "a Parquet table without columns"


def rows(file: IO[bytes], afford: Callable[[int], None]) -> Iterator[bytes]:
    """Every row, an object a line. Raises BrokenError where the table is damaged, after the rows before.

    `afford` is told what is about to be unpacked, and raises BrokenError where that is too much.
    """
    try:
        table = pq.ParquetFile(file)
        table = pq.ParquetFile(file, metadata=table.metadata, read_dictionary=repeating(table.metadata))
        for group in range(table.num_row_groups):
            afford(max(0, table.metadata.row_group(group).total_byte_size))
            for batch in table.iter_batches(batch_size=ROWS, row_groups=[group], use_threads=False):
                afford(batch.nbytes)
                yield from lines(batch)
    except FAULTS as error:
        raise BrokenError(f"the Parquet table is damaged: {first_line(error)}", 0) from error


def repeating(meta: pq.FileMetaData) -> list[str]:
    """The columns of texts that may repeat a long one: it is then unpacked once. All others are read faster as they are."""
    groups = [meta.row_group(place) for place in range(meta.num_row_groups)]
    texts = [leaf for leaf in range(meta.num_columns) if is_text(meta.schema.column(leaf))]
    return [meta.schema.column(leaf).path for leaf in texts if any(is_dense(group.column(leaf)) for group in groups)]


def is_text(leaf: pq.ColumnSchema) -> bool:
    """Whether a column holds texts or bytes, and no lists of them."""
    return str(leaf.physical_type) == "BYTE_ARRAY" and "." not in leaf.path


def is_dense(chunk: pq.ColumnChunkMetaData) -> bool:
    """Whether a part of a column is small, or packed more densely than what people write can be."""
    packed, unpacked = int(chunk.total_compressed_size), int(chunk.total_uncompressed_size)
    return packed < FEW or unpacked > DENSE * packed


def first_line(error: Exception) -> str:
    """What an error says, in a line."""
    return (str(error).splitlines() or [type(error).__name__])[0]


def lines(batch: pa.RecordBatch) -> Iterator[bytes]:
    """The rows of a batch, an object a line, some at a time; columns of one name are told apart by a number."""
    names = distinct([name.encode("utf-8", "replace").decode() for name in batch.schema.names])
    cells = [values(column) for column in batch.columns]
    return parts(
        orjson.dumps(dict(zip(names, row, strict=True)), default=spelled, option=orjson.OPT_NON_STR_KEYS) + b"\n"
        for row in zip(*cells, strict=True)
    )


def distinct(names: list[str]) -> list[str]:
    """Names without repeats."""
    return [name if name not in names[:place] else f"{name}~{place + 1}" for place, name in enumerate(names)]


def values(column: pa.Array) -> list[Any]:
    """The cells of a column as Python holds them; texts that are no UTF-8 as bytes."""
    if pa.types.is_dictionary(column.type):
        return coded(column)
    kind = textual(column.type)
    if kind != column.type:
        column = column.cast(kind, safe=False)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return list(column.cast(pa.large_binary()).to_pylist())


def coded(column: pa.DictionaryArray) -> list[Any]:
    """The cells of a column that names them by number: those that are equal are one in memory."""
    used = column.indices.unique()
    known = dict(zip(used.to_pylist(), values(column.dictionary.take(used)), strict=True))
    return [known[number] for number in column.indices.to_pylist()]


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
