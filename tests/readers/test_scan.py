"""JSON item by item: a broken item is one row, its neighbours survive."""

import io
from pathlib import Path
from typing import BinaryIO, cast

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.jsons import BROKEN, GAP, LONG, OPEN, Value, documents, parse
from hubbub.readers.scan import Window
from tests.readers.reading import content, settings

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


def scanned(data: bytes, *within: str, limit: int = 10_000) -> list[Value]:
    """The values of a document."""
    stream = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data))))
    return list(documents(Window(stream, limit), frozenset(within)))


@given(st.lists(JSON, max_size=8), st.booleans())
def test_an_array_gives_its_items_with_their_places(items: list[object], indented: bool) -> None:
    data = orjson.dumps(items, option=orjson.OPT_INDENT_2 if indented else 0)
    found = scanned(data)
    assert [one.value for one in found] == items
    assert all(data[one.row.offset :].startswith(one.row.raw) for one in found)


@given(st.lists(JSON, min_size=1, max_size=8), st.dictionaries(st.text(max_size=4), JSON, max_size=3))
def test_a_member_array_gives_its_items_and_what_is_around(items: list[object], around: dict[str, object]) -> None:
    found = scanned(orjson.dumps({**around, "items": items, "last": 1}), "items")
    assert [one.value for one in found] == items
    assert all(one.key == "items" for one in found)
    assert dict(found[-1].around).items() >= {name: one for name, one in around.items() if name != "items"}.items() or around


@pytest.mark.parametrize(
    ("data", "values", "faults"),
    [
        (b'[{"a":1},{"a":tru},{"a":3}]', [{"a": 1}, {"a": 3}], [BROKEN]),
        (b'[{"a":1}{"a":2}{"a":3}]', [{"a": 1}, {"a": 2}, {"a": 3}], [GAP]),
        (b'[,{"a":1},{"a":2}]', [{"a": 1}, {"a": 2}], [GAP]),
        (b'[{"a":1},{"a":2,{"a":3}]', [{"a": 1}, {"a": 3}], [BROKEN]),
        (b'[{"a":"x},{"a":"y"},{"a":"z"}]', [{"a": "y"}, {"a": "z"}], [LONG]),
        (b'[{"a":1},{"a":', [{"a": 1}], [LONG, OPEN]),
        (b'[{"a":1}', [{"a": 1}], [OPEN]),
        (b'["a","b\x01","c"]', ["a", "c"], [BROKEN]),
        (b'["a","\xff","c"]', ["a", "c"], [BROKEN]),
        (b'["a"]\n["b"]', ["a", "b"], []),
        (b'[{"a":{"b":[1,{"a":2}]}},{"a":NaN},{"a":5}]', [{"a": {"b": [1, {"a": 2}]}}, {"a": 5}], [BROKEN]),
    ],
)
def test_broken_items(data: bytes, values: list[object], faults: list[str]) -> None:
    found = scanned(data)
    assert [one.value for one in found if not one.row.fault] == values
    assert {one.row.fault for one in found if one.row.fault} == set(faults)


def test_deeper_than_the_pattern() -> None:
    deep = b"[" * 40 + b'"x"' + b"]" * 40
    assert [one.row.raw for one in scanned(b"[" + deep + b',"y"]')] == [deep, b'"y"']


def test_an_item_beyond_the_limit_does_not_take_the_rest_with_it() -> None:
    data = b'[{"a":"' + b"x" * 3_000_000 + b'"},{"a":"y"}]'
    found = scanned(data, limit=1000)
    assert [one.value for one in found if not one.row.fault][-1] == {"a": "y"}


def test_half_a_surrogate_pair_becomes_a_replacement() -> None:
    assert parse(rb'"a\ud83db"') == "a\ufffdb"
    assert parse(rb'"\ud83d\ude00"') == "😀"


def test_one_long_line_is_skipped(tmp_path: Path) -> None:
    data = b'{"comment":"' + b"x" * 5000 + b'"}\n{"comment":"short and sound"}\n'
    done = content(tmp_path, b'{"comment":"a first one"}\n' + data, use=settings(row_limit=1000))
    assert done.texts == ["a first one", "short and sound"]
    assert done.reasons == ["the row is longer than 1,000 bytes (--limit row=… allows more)"]
    assert done.of("unreadable")[0]["byte_offset"] == 26
