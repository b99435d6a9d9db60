"""Posts as a batch, a column at a time: most columns of most inputs are empty, and those cost next to nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from operator import itemgetter
from typing import Any

import pyarrow as pa

from hubbub.readers.base import Block, Draft, Item
from hubbub.readers.dates import micros
from hubbub.records import Post, schema

SCHEMA = schema(Post)
SIGNED = ("uid", "input_file", "input_row", "input_sha256")
USUAL = {"author_flags": (), "truncated": False, "created_precision": "none"}
SAME = {"platform", "text_origin", "created_precision", "input_file", "author_flags"}  # mostly one value throughout
NAMES = tuple(one.name for one in fields(Post) if one.name not in SIGNED)


def posts(items: Sequence[Item]) -> pa.RecordBatch:
    """The batch of some posts."""
    drafts = [one if type(one) is Draft else drafted(one) for one in items]
    contents, *signed = zip(*drafts, strict=True)
    return made({**spread(contents), **dict(zip(SIGNED, signed, strict=True))}, len(drafts))


def block(item: Block) -> pa.RecordBatch:
    """The batch of a block."""
    size = len(item.uids)
    signed = (item.uids, (item.input_file,) * size, item.rows, item.hashes)
    return made({**item.content, **dict(zip(SIGNED, signed, strict=True))}, size)


def made(cells: Mapping[str, Sequence[Any]], size: int) -> pa.RecordBatch:
    """A batch out of the columns there are."""
    empty = (None,) * size
    return pa.RecordBatch.from_arrays([column(one, cells.get(one.name, empty), empty) for one in SCHEMA], schema=SCHEMA)


def spread(contents: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    """The fields of some posts, a column each. Rows of one shape have the same keys: those need no look-up."""
    first = contents[0].keys()
    if all(one.keys() == first for one in contents):
        return dict(zip(first, zip(*map(itemgetter(*first), contents), strict=True), strict=True))
    return {name: tuple([one.get(name) for one in contents]) for name in NAMES}


def column(form: pa.Field, cells: Sequence[Any], empty: Sequence[None]) -> pa.Array:
    """The cells of a column as an array; what is missing where nothing may be missing becomes what is usual."""
    usual, size = USUAL.get(form.name), len(cells)
    if cells is empty or tuple(cells) == empty:
        return pa.nulls(size, form.type) if usual is None else pa.repeat(pa.scalar(usual, form.type), size)
    if form.name in SAME and cells[0] is not None and cells.count(cells[0]) == size:
        return pa.repeat(pa.scalar(cells[0], form.type), size)
    if usual is not None and None in cells:
        cells = [usual if one is None else one for one in cells]
    if pa.types.is_timestamp(form.type) and datetime in set(map(type, cells)):
        cells = [micros(one) if isinstance(one, datetime) else one for one in cells]
    return pa.array(cells, form.type)


def drafted(post: Item) -> Draft:
    """A post that is one already."""
    content = {name: getattr(post, name) for name in NAMES}
    return Draft(content, *(getattr(post, name) for name in SIGNED))
