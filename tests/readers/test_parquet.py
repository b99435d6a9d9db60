"""Parquet tables: each row a post or an entry, whatever the types of its cells."""

import datetime as dt
import gzip
import io
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.errors import InputError
from hubbub.readers.base import Settings
from tests.readers.made import COMMENT, LATER, REMOVED
from tests.readers.packed import Packer, tarred, zipped
from tests.readers.reading import content

TIME = dt.datetime(2024, 5, 1, 10, 0, 0, 123456, tzinfo=dt.UTC)
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def made(table: pa.Table, rows: int = 1000) -> bytes:
    """A table as a file."""
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=rows)
    return out.getvalue()


def of(**columns: object) -> bytes:
    """Columns as a file."""
    return made(pa.table(columns))


def test_a_table_is_read_as_any_other(tmp_path: Path) -> None:
    data = of(
        id=[1790000000000000001, 1790000000000000002],
        text=["made up at the pier", "and made up at home"],
        username=["lee_made_up", None],
        created_at=pa.array([TIME, None], pa.timestamp("us", "UTC")),
        like_count=pa.array([3, None], pa.int32()),
        tweet_url=["https://x.com/lee_made_up/status/1790000000000000001", "https://x.com/i/status/1790000000000000002"],
        tags=[["a", "b"], []],
    )
    done = content(tmp_path, data)
    first, second = done.posts
    assert [one["post_id"] for one in done.posts] == ["1790000000000000001", "1790000000000000002"]
    assert (first["platform"], first["created_at"], first["likes"], second["likes"]) == ("x", TIME, 3, None)
    assert done.of("inputs")[0]["evidence"].startswith("a Parquet table: ")


def test_a_platforms_own_columns_are_known(tmp_path: Path) -> None:
    rows = [{name: one.get(name) for name in COMMENT} for one in (COMMENT, REMOVED)] + [dict(LATER)]
    done = content(tmp_path, made(pa.Table.from_pylist(rows, pa.Table.from_pylist([LATER]).schema)))
    assert {one["platform"] for one in done.posts} == {"reddit"}
    assert sum(one["rows"] for one in done.of("inputs")) == 3


def test_columns_are_asked_for(tmp_path: Path) -> None:
    data = of(said=["made up words", "others, made up"], who=["lee_made_up", "bo_made_up"], n=[1, 2])
    asked = content(tmp_path, data, use=Settings(columns={"text": "said", "author": "who"}))
    assert [(one["text"], one["author_handle"]) for one in asked.posts] == [
        ("made up words", "lee_made_up"),
        ("others, made up", "bo_made_up"),
    ]
    with pytest.raises(InputError, match="no column"):
        content(tmp_path, data, use=Settings(columns={"text": "nothing"}))


def test_every_kind_of_cell_has_a_form(tmp_path: Path) -> None:
    struct = pa.struct([("at", pa.timestamp("ns")), ("much", pa.decimal128(5, 2))])
    data = of(
        text=["made up, of every kind"],
        small=pa.array([1.5], pa.float16()),
        none=pa.nulls(1),
        far=pa.array([2**62], pa.timestamp("us")),
        day=[dt.date(2024, 5, 1)],
        hour=[dt.time(10, 0)],
        long=[dt.timedelta(days=1)],
        price=[Decimal("1.20")],
        raw=[b"\xff\x00"],
        inner=pa.array([{"at": dt.datetime(2024, 5, 1), "much": Decimal("1.20")}], struct),
        days=pa.array([[dt.date(2024, 5, 1)]], pa.list_(pa.date32())),
        pairs=pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
        coded=pa.array(["a"]).dictionary_encode(),
        no_number=[float("nan")],
    )
    done = content(tmp_path, data)
    assert (len(done.posts), done.reasons) == (1, [])


def test_bytes_are_text_where_they_are(tmp_path: Path) -> None:
    table = pa.table({"text": pa.array([b"made up \xc3\xa9", b"made up \xff"], pa.binary())})
    assert content(tmp_path, made(table)).texts == ["made up é", "made up \ufffd"]
    wrong = table.column("text").chunk(0).view(pa.string())
    assert content(tmp_path, made(pa.table({"text": wrong}))).texts == ["made up é", "made up \ufffd"]


def test_names_that_repeat_hide_no_column(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array(["made up words"]), pa.array(["other made up words"])], names=["text", "text"])
    assert content(tmp_path, made(table)).texts == ["made up words"]


@pytest.mark.parametrize(
    "wrap", [gzip.compress, lambda data: zipped({"a": data}), lambda data: gzip.compress(tarred({"a": data}))]
)
def test_tables_in_archives(tmp_path: Path, wrap: Packer) -> None:
    assert len(content(tmp_path, wrap(of(text=["made up one", "made up two"]))).posts) == 2


def test_rows_that_are_no_posts_have_no_offset(tmp_path: Path) -> None:
    done = content(tmp_path, of(text=["made up one", None, "made up two"], n=[1, 2, 3]))
    assert len(done.posts) == 2
    assert [(one["input_row"], one["byte_offset"]) for one in done.of("unreadable")] == [(2, 0)]


def test_a_table_without_a_text_names_its_columns(tmp_path: Path) -> None:
    assert "'a', 'b'" in content(tmp_path, of(a=[1], b=[2])).reasons[0]
    assert content(tmp_path, of(text=pa.array([], pa.string()))).reasons == ["the file is empty"]


def test_a_damaged_table_keeps_what_came_before(tmp_path: Path) -> None:
    texts = [f"made up words of the pier, number {number}" for number in range(5000)]
    data = bytearray(made(pa.table({"text": texts}), rows=1000))
    data[len(data) // 2 : len(data) // 2 + 200] = bytes(200)
    done = content(tmp_path, bytes(data))
    assert len(done.posts) < 5000
    assert "damaged" in done.reasons[-1] or not done.posts


@QUICK
@given(place=st.integers(0, 10**6), noise=st.binary(min_size=1, max_size=9))
def test_damage_never_raises(tmp_path: Path, place: int, noise: bytes) -> None:
    data = bytearray(of(text=["made up one", "made up two"], n=[1, 2]))
    at = place % len(data)
    data[at : at + len(noise)] = noise
    assert content(tmp_path, bytes(data)).of("inputs")


@QUICK
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=20))
def test_every_text_comes_through(tmp_path: Path, texts: list[str]) -> None:
    done = content(tmp_path, of(text=[f"said: {one}" for one in texts], id=list(range(len(texts)))))
    assert done.texts == [f"said: {one}".replace("\0", "\ufffd") for one in texts]
