"""The line reader: offsets, endings, long rows, marks."""

import io
from itertools import pairwise
from typing import BinaryIO, cast

from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.base import Row
from hubbub.readers.lines import lines


def rows(data: bytes, limit: int = 1000) -> list[Row]:
    """The lines of some bytes."""
    return list(lines(cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data)))), limit))


@given(st.lists(st.binary(max_size=40).filter(lambda one: b"\n" not in one)), st.sampled_from([b"\n", b"\r\n"]))
def test_offsets_lead_back_to_the_bytes(parts: list[bytes], ending: bytes) -> None:
    data = ending.join(parts)
    found = rows(data)
    for row in found:
        assert data[row.offset : row.offset + len(row.raw)] == row.raw
    if found and not data.startswith(b"\xef\xbb\xbf"):
        between = [data[one.offset + len(one.raw) : other.offset] for one, other in pairwise(found)]
        joined = b"".join(row.raw + gap for row, gap in zip(found, [*between, b""], strict=True))
        assert joined == data[: len(joined)]
        assert set(data[len(joined) :]) <= set(b"\r\n")
        assert set(between) <= {b"\n", b"\r\n"}


@given(st.binary(max_size=300), st.integers(1, 20))
def test_a_long_row_is_faulty_and_the_next_one_survives(data: bytes, limit: int) -> None:
    found = rows(data + b"\nok", limit + 1)
    assert found[-1].raw == b"ok"
    assert found[-1].fault is None
    assert all(row.fault or len(row.raw) <= limit + 2 for row in found)


def test_the_last_line_needs_no_ending() -> None:
    assert [row.raw for row in rows(b"a\r\n\nb")] == [b"a", b"", b"b"]
    assert [row.offset for row in rows(b"a\r\n\nb")] == [0, 3, 4]


def test_a_mark_is_left_out_and_counted() -> None:
    assert [(row.offset, row.raw) for row in rows(b"\xef\xbb\xbfa\nb")] == [(3, b"a"), (5, b"b")]


def test_null_bytes_stay() -> None:
    assert [row.raw for row in rows(b"a\x00b\n\x00")] == [b"a\x00b", b"\x00"]


def test_the_same_row_has_the_same_hash_whatever_its_ending() -> None:
    assert len({row.sha256 for data in (b"a\n", b"a\r\n", b"a") for row in rows(data)}) == 1
