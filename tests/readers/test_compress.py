"""What is packed small is unpacked a part at a time, so that the limits count it before memory does."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.readers import zips
from hubbub.readers.compress import CHUNK, STEP, BrokenError, packing, pieces, unpack
from tests.readers.made import SHAPES
from tests.readers.packed import PACKERS, blocks, repacked, zstd_zipped
from tests.readers.reading import content

DATA = SHAPES["reddit comments"][1]
ZEROS = bytes(32 * 2**20)
MOST = {"zstd": STEP // 4 * 2**17}  # the library sets no bound of its own
PACKED = {**PACKERS, "zst_blocks": blocks}
METHODS = {"deflated": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def parts(data: bytes) -> Iterator[bytes]:
    """Packed bytes, unpacked as readers do."""
    found = packing(data)
    assert found is not None
    return unpack(pieces(io.BytesIO(data)), *found)


def opened(data: bytes) -> bytes:
    """The first member of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zips.member(whole, whole.infolist()[0]) as part:
        return b"".join(pieces(part, CHUNK))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PACKERS)
def test_a_part_is_never_much(name: str) -> None:
    sizes = [len(part) for part in parts(PACKERS[name](ZEROS))]
    assert sum(sizes) == len(ZEROS)
    assert max(sizes) <= MOST.get(name, CHUNK)


def test_rows_of_a_block_come_a_part_at_a_time() -> None:
    rows = (b"made up words " * 100 + b"\n") * 1000
    sizes = [len(part) for part in parts(blocks(rows, 1000))]
    assert (sum(sizes), max(sizes) < 2 * CHUNK) == (len(rows), True)


@QUICK
@given(
    name=st.sampled_from(sorted(PACKERS)),
    members=st.lists(st.binary(min_size=1, max_size=300) | st.integers(1, 2**20).map(bytes), min_size=1, max_size=3),
    size=st.integers(1, 9000),
    cut=st.integers(0, 40),
)
def test_all_of_it_is_unpacked_whatever_the_pieces(name: str, members: list[bytes], size: int, cut: int) -> None:
    data = b"".join(map(PACKERS[name], members))
    found = packing(data)
    assert found is not None
    whole, got, fault = b"".join(members), bytearray(), None
    try:
        for part in unpack(pieces(io.BytesIO(data[: len(data) - cut]), size), *found):
            got += part
    except BrokenError as error:
        fault = error
    assert fault is None or (cut > 0 and fault.offset == len(got))
    assert whole.startswith(got)
    assert cut or got == whole


@pytest.mark.parametrize("method", METHODS)
def test_a_member_is_the_same_as_before(tmp_path: Path, method: str) -> None:
    data = repacked({"a": DATA, "b": ZEROS[:100], "empty": b""}, METHODS[method])
    assert opened(data) == DATA
    assert len(content(tmp_path, data).posts) == 3


def test_a_member_in_zstd(tmp_path: Path) -> None:
    assert len(content(tmp_path, zstd_zipped(DATA)).posts) == 3


@pytest.mark.parametrize("method", METHODS)
def test_a_member_takes_no_more_memory_than_it_is_read(method: str) -> None:
    data = repacked({"a": ZEROS}, METHODS[method])
    tracemalloc.start()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole, zips.member(whole, whole.infolist()[0]) as part:
            assert sum(map(len, pieces(part, CHUNK))) == len(ZEROS)  # type: ignore[arg-type]
        assert tracemalloc.get_traced_memory()[1] < len(ZEROS) // 2
    finally:
        tracemalloc.stop()


@QUICK
@given(method=st.sampled_from(sorted(METHODS)), place=st.integers(0, 10**6), noise=st.binary(min_size=1, max_size=8))
def test_a_damaged_member_is_told(tmp_path: Path, method: str, place: int, noise: bytes) -> None:
    data = bytearray(repacked({"a.json": DATA}, METHODS[method]))
    at = 30 + len("a.json") + place % 300
    data[at : at + len(noise)] = noise
    done = content(tmp_path, bytes(data))
    assert len(done.posts) == 3 or done.of("unreadable")


def test_a_member_that_ends_early_or_is_another_is_told(tmp_path: Path) -> None:
    data = repacked({"a.json": DATA}, zipfile.ZIP_BZIP2)
    place = data.index(b"PK\x01\x02")
    longer = data[: place + 24] + (len(DATA) + 9).to_bytes(4, "little") + data[place + 28 :]
    done = content(tmp_path, longer)
    assert (len(done.posts), done.reasons) == (3, [f"the file is damaged: {zips.SHORT}"])
    other = data[: place + 16] + bytes(4) + data[place + 20 :]
    assert "Bad CRC-32" in content(tmp_path, other).reasons[0]


def table(rows: int, size: int, coding: Callable[[pa.Table, io.BytesIO], None]) -> bytes:
    """A Parquet table of one long text in every row."""
    out = io.BytesIO()
    coding(pa.table({"text": pa.array(["made up words " * (size // 14)] * rows), "n": list(range(rows))}), out)
    return out.getvalue()


def coded(made: pa.Table, out: io.BytesIO) -> None:
    """Each text once."""
    pq.write_table(made, out, compression="zstd", use_dictionary=True)


def plain(made: pa.Table, out: io.BytesIO) -> None:
    """Each text as often as it stands there."""
    pq.write_table(made, out, compression="zstd", use_dictionary=False)


@pytest.mark.parametrize("coding", [coded, plain])
def test_a_text_repeated_in_a_table_takes_no_more_than_the_limit(
    tmp_path: Path, coding: Callable[[pa.Table, io.BytesIO], None]
) -> None:
    data = table(1024, 2**17, coding)
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    try:
        done = content(tmp_path, data)
        assert tracemalloc.get_traced_memory()[1] < 200 * 2**20
    finally:
        tracemalloc.stop()
    assert pa.total_allocated_bytes() - before < 2**20
    assert "--limit ratio=" in done.reasons[-1]
    assert len(done.posts) < 1024


def test_texts_that_repeat_come_through(tmp_path: Path) -> None:
    texts = [["made up at the pier", None, "made up at home"][number % 3] for number in range(3000)]
    done = content(tmp_path, made_of(text=texts, id=[str(number) for number in range(3000)]))
    assert done.texts == [one for one in texts if one]
    assert len(done.of("unreadable")) == 1000


def made_of(**columns: object) -> bytes:
    """Columns as a Parquet table."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, row_group_size=700)
    return out.getvalue()
