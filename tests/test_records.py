"""Every record goes to Arrow and comes back as it was; the schema is the dataclass."""

import typing
from dataclasses import fields
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.records import TABLES, Post, batch, from_batch, schema

TIMES = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
st.register_type_strategy(datetime, TIMES)
st.register_type_strategy(str, TEXTS)
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(float, st.floats(allow_nan=False))


def rows(record: type) -> st.SearchStrategy[list[object]]:
    """Lists of one record, every field given."""
    hints = typing.get_type_hints(record)
    made: st.SearchStrategy[object] = st.builds(record, **{one.name: st.from_type(hints[one.name]) for one in fields(record)})
    return st.lists(made, max_size=4)


@pytest.mark.parametrize("record", TABLES.values(), ids=TABLES)
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_a_record_comes_back_as_it_was(record: type, data: st.DataObject) -> None:
    given_rows = data.draw(rows(record))
    assert list(from_batch(record, batch(record, given_rows))) == given_rows
    assert list(from_batch(record, pa.Table.from_batches([batch(record, given_rows)]))) == given_rows


@pytest.mark.parametrize("record", TABLES.values(), ids=TABLES)
def test_the_schema_is_the_dataclass(record: type) -> None:
    shape = schema(record)
    hints = typing.get_type_hints(record)
    assert shape.names == [one.name for one in fields(record)]
    for one in shape:
        assert one.nullable == (type(None) in typing.get_args(hints[one.name])), one.name


def test_times_are_utc_in_microseconds() -> None:
    assert schema(Post).field("created_at").type == pa.timestamp("us", tz="UTC")
