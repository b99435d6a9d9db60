"""A record type as an Arrow schema, records as batches and back. It knows dataclasses, not which ones."""

import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Literal, TypeVar

import pyarrow as pa

R = TypeVar("R")

ARROW: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
    tuple[str, ...]: pa.list_(pa.string()),
}


def arrow_type(annotation: object) -> tuple[pa.DataType, bool]:
    """The Arrow type of an annotation, and whether it may be null. Raises KeyError on a type no record may hold."""
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        inner = [one for one in typing.get_args(annotation) if one is not types.NoneType]
        return arrow_type(inner[0])[0], True
    if typing.get_origin(annotation) is Literal:
        return pa.string(), False
    return ARROW[annotation], False


@cache
def schema(record: type) -> pa.Schema:
    """The Arrow schema of a record: same names, same order, null only where the annotation says `| None`."""
    hints = typing.get_type_hints(record)
    columns = ((one.name, *arrow_type(hints[one.name])) for one in fields(record))
    return pa.schema([pa.field(name, kind, nullable=null) for name, kind, null in columns])


def batch(record: type, rows: Sequence[object]) -> pa.RecordBatch:
    """A batch of records of one type; `from_batch` is its inverse. Most columns of most inputs are empty: those cost nothing."""
    shape = schema(record)
    values = zip(*map(attrgetter(*shape.names), rows), strict=True) if rows else ((),) * len(shape)
    empty = (None,) * len(rows)
    columns = [
        pa.nulls(len(rows), one.type) if cells == empty else pa.array(cells, one.type)
        for one, cells in zip(shape, values, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=shape)


def from_batch(record: type[R], rows: pa.RecordBatch | pa.Table) -> Iterable[R]:
    """The records of a batch or table, tuples where Arrow has lists."""
    for row in rows.to_pylist():
        yield record(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})
