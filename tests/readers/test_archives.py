"""Archives in archives: no post is lost, no name leads out, no bomb goes off."""

import gzip
import io
import stat
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.readers import archives, tarball
from hubbub.readers import given as opening
from hubbub.readers.base import Settings
from tests.readers.made import COMMENT, SHAPES, lines
from tests.readers.packed import ARCHIVES, PACKERS, blocks, long_window, tarred, zipped
from tests.readers.reading import Reading, content

DATA = SHAPES["reddit comments"][1]
QUICK = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
WRAPS = st.lists(st.sampled_from([*PACKERS, *ARCHIVES]), max_size=5)


def posts(first: int, count: int) -> bytes:
    """Made-up comments, each of its own id."""
    return lines(*({**COMMENT, "id": f"c{number}", "name": None} for number in range(first, first + count)))


def wrapped(data: bytes, wraps: list[str], beside: bytes) -> bytes:
    """Data packed in each of the named ways in turn; archives get another member beside it."""
    for number, name in enumerate(wraps):
        data = PACKERS[name](data) if name in PACKERS else ARCHIVES[name]({f"in/{number}.dat": data, "beside.json": beside})
    return data


def names(done: Reading) -> list[str]:
    """The names of the inputs."""
    return [one["input_file"] for one in done.of("inputs")]


@QUICK
@given(wraps=WRAPS, count=st.integers(1, 4))
def test_posts_in_are_posts_out(tmp_path: Path, wraps: list[str], count: int) -> None:
    around = sum(name in ARCHIVES for name in wraps)
    done = content(tmp_path, wrapped(posts(100, count), wraps, posts(1, 1)))
    assert len(done.posts) == count + around
    assert not done.of("unreadable")
    assert len(set(names(done))) == around + 1


@QUICK
@given(wraps=WRAPS.filter(len), place=st.integers(0, 10**6), noise=st.binary(max_size=8), drop=st.integers(0, 40))
def test_damage_is_told_and_never_raises(tmp_path: Path, wraps: list[str], place: int, noise: bytes, drop: int) -> None:
    data = wrapped(posts(100, 3), wraps, posts(1, 1))
    at = place % len(data)
    done = content(tmp_path, data[:at] + noise + data[at + drop :])
    assert done.of("inputs")


def test_members_are_named_by_their_place(tmp_path: Path) -> None:
    inner = zipped({"deep/b.json": DATA})
    done = content(tmp_path, gzip.compress(tarred({"./folder/a.jsonl": gzip.compress(DATA), "z.zip": inner})), "all.tar.gz")
    assert names(done) == ["all.tar.gz/folder/a.jsonl", "all.tar.gz/z.zip/deep/b.json"]
    assert len(done.posts) == 6


def test_blocks_of_rows(tmp_path: Path) -> None:
    data = posts(0, 7)
    done = content(tmp_path, blocks(data))
    assert len(done.posts) == 7
    cut = content(tmp_path, blocks(data)[:-20])
    assert len(cut.posts) == 6
    assert "cut short" in cut.reasons[0]
    assert "overlap" in content(tmp_path, overlapping()).reasons[0]


def overlapping() -> bytes:
    """A block whose thousand rows are all the same bytes: unpacking it would cost their square."""
    block = struct.pack("<I", 1000) + struct.pack("<II", 0, 5000) * 1000 + b"x" * 5000
    packed = zstandard.compress(block)
    return struct.pack("<I", len(packed)) + packed


def test_a_long_window(tmp_path: Path) -> None:
    assert len(content(tmp_path, long_window(DATA)).posts) == 3


def test_long_names_and_two_archives_in_a_row(tmp_path: Path) -> None:
    name = "folder/" * 40 + "a.json"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        done = content(tmp_path, tarred({name: posts(0, 1)}, form) + tarred({"é.json": posts(5, 1)}, form), "t")
        assert names(done) == [f"t/{name}", "t/é.json"]
        assert len(done.posts) == 2


def test_names_that_lead_out_are_refused_and_counted(tmp_path: Path) -> None:
    bad = {"/etc/a.json": DATA, "../b.json": DATA, "c/../../d.json": DATA, "C:\\e.json": DATA, "..\\f.json": DATA}
    for make in (zipped, tarred):
        done = content(tmp_path, make({**bad, "good..json": DATA}), "t")
        assert len(done.posts) == 3
        assert done.reasons == [archives.UNSAFE] * len(bad)
    assert [one.name for one in tmp_path.iterdir()] == ["t"]


def test_links_and_devices_are_refused_and_counted(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a", tarfile.SYMTYPE), ("b", tarfile.LNKTYPE), ("c", tarfile.CHRTYPE), ("d", tarfile.FIFOTYPE)):
            one = tarfile.TarInfo(name)
            one.type, one.linkname = kind, "/etc/passwd"
            archive.addfile(one)
    done = content(tmp_path, out.getvalue())
    assert [reason.partition(";")[0].partition(",")[0] for reason in done.reasons] == [
        "a symbolic link",
        "a link to another member",
        "a device",
        "a named pipe",
    ]
    link = zipfile.ZipInfo("l")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zip_archive:
        zip_archive.writestr(link, "/etc/passwd")
        zip_archive.writestr("a.json", DATA)
    done = content(tmp_path, out.getvalue())
    assert (len(done.posts), len(done.reasons)) == (3, 1)


def test_an_encrypted_member_is_an_entry(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.json": DATA, "b.json": posts(50, 1)}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    done = content(tmp_path, bytes(data))
    assert len(done.posts) == 1
    assert done.reasons == [archives.LOCKED]


def test_a_bomb_is_refused_and_what_came_before_is_kept(tmp_path: Path) -> None:
    bomb = gzip.compress(posts(0, 9) + (b" " * 1000 + b"\n") * 80_000, 9)
    done = content(tmp_path, bomb)
    assert (len(done.posts), len(done.reasons)) == (9, 1)
    assert "more than 250 times its size; if it is sound, raise --limit ratio=" in done.reasons[0]
    assert len(content(tmp_path, bomb, use=Settings(ratio_limit=2000)).posts) == 9
    done = content(tmp_path, gzip.compress(tarred({"a.json": DATA, "b": bytes(80 * 2**20), "c.json": DATA}), 9), "t")
    assert len(done.posts) == 3
    assert any("--limit ratio=" in reason for reason in done.reasons)


def test_a_zip_bomb_of_members_that_overlap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "FREE", 2**20)
    zeros = {f"{number}.dat": bytes(2**20) for number in range(20)}
    done = content(tmp_path, zipped({"a.json": DATA, **zeros, "z.json": DATA}), use=Settings(ratio_limit=100))
    assert any("--limit ratio=" in reason for reason in done.reasons)
    assert len(done.of("inputs")) == 22


def test_all_that_is_unpacked_counts(tmp_path: Path) -> None:
    done = content(tmp_path, gzip.compress(posts(0, 5000)), use=Settings(unpack_limit=10**6))
    assert 0 < len(done.posts) < 5000
    assert "more than 1,000,000 bytes; if it is sound, raise --limit unpack=" in done.reasons[0]


def test_many_members(tmp_path: Path) -> None:
    for make in (zipped, tarred):
        done = content(
            tmp_path, make({f"{number:03}.json": posts(number, 1) for number in range(30)}), use=Settings(member_limit=9)
        )
        assert len(done.posts) == 9
        assert any("--limit member=" in reason for reason in done.reasons)


def test_a_directory_too_large_to_believe(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.json": DATA}))
    place = data.rindex(b"PK\x05\x06")
    data[place + 12 : place + 16] = (2**31).to_bytes(4, "little")
    assert "--limit member=" in content(tmp_path, bytes(data)).reasons[0]


def test_depth(tmp_path: Path) -> None:
    data = DATA
    for _ in range(12):
        data = zipped({"a.json": data})
    assert "--limit depth=" in content(tmp_path, data).reasons[0]
    assert len(content(tmp_path, data, use=Settings(depth_limit=13)).posts) == 3
    data = DATA
    for _ in range(12):
        data = gzip.compress(data)
    assert "--limit depth=" in content(tmp_path, data).reasons[0]


def test_a_damaged_header_hides_no_other_member(tmp_path: Path) -> None:
    data = bytearray(tarred({f"{number}.json": posts(number, 1) for number in range(5)}))
    data[1024 * 1 + 0] ^= 0xFF
    done = content(tmp_path, bytes(data))
    assert len(done.posts) == 4
    assert any("damaged" in reason for reason in done.reasons)


def test_a_directory_that_leads_astray(tmp_path: Path) -> None:
    data = zipped({"a.json": DATA, "b.json": posts(50, 1)})
    cut = data[:40] + data[51:]
    assert (len(content(tmp_path, cut).posts), len(content(tmp_path, cut).reasons)) == (1, 1)
    assert "directory is damaged" in content(tmp_path, gzip.compress(cut)).reasons[0]
    done = content(tmp_path, data.replace(b"a.json", b"\0.json"), "z")
    assert [one["input_file"] for one in done.of("inputs")] == ["z/unnamed", "z/b.json"]
    assert len(done.posts) == 4


def test_an_archive_without_files_is_an_entry(tmp_path: Path) -> None:
    for make in (zipped, tarred):
        assert content(tmp_path, make({".hidden": DATA, "folder/": b""})).reasons == [archives.EMPTY]
        assert content(tmp_path, make({"../a": DATA})).reasons == [archives.UNSAFE]


def test_a_cut_tar_is_told(tmp_path: Path) -> None:
    data = tarred({"a.json": DATA, "b.json": DATA})
    assert any("cut short" in reason for reason in content(tmp_path, data[:1600]).reasons)


@pytest.mark.parametrize("make", [zipped, tarred])
def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[dict[str, bytes]], bytes]
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(archives, "SMALL", 10)
    data = gzip.compress(make({"a.json": DATA, "b.zip": zipped({"c.json": DATA})}))
    assert len(content(tmp_path, data).posts) == 6
    assert not list((tmp_path / "tmp").iterdir())


@QUICK
@given(data=st.binary(max_size=1200), start=st.sampled_from([b"", *(make({"a": b"b"})[:700] for make in ARCHIVES.values())]))
def test_any_bytes_are_told(tmp_path: Path, data: bytes, start: bytes) -> None:
    assert content(tmp_path, start + data).of("inputs")


@given(
    members=st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=120), st.binary(max_size=1500)
    )
)
@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_member_is_found_where_it_is(form: int, members: dict[str, bytes]) -> None:
    kept = {name: data for name, data in members.items() if not name.endswith("/") and name.strip("/") == name}
    data = tarred(kept, form)
    found = [one for one in tarball.entries(io.BytesIO(data)) if not one.fault]
    assert {one.name: data[one.start : one.start + one.size] for one in found} == kept
