"""Inputs: names, folders, archives, damage."""

import bz2
import gzip
import io
import lzma
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from hubbub.errors import InputError
from hubbub.readers.sources import expand
from tests.readers.made import COMMENT, SHAPES, lines
from tests.readers.reading import content, reading

DATA = SHAPES["reddit comments"][1]
MANY = lines(*({**COMMENT, "id": f"c{number}", "name": None, "body": os.urandom(200).hex()} for number in range(2000)))
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstandard.compress,
}


def zipped(**members: bytes) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("packer", PACKERS)
def test_packed_inputs_are_told_by_content(tmp_path: Path, packer: str) -> None:
    done = content(tmp_path, PACKERS[packer](DATA), "plain.txt")
    assert len(done.posts) == 3
    assert done.of("inputs")[0]["size_bytes"] == len(PACKERS[packer](DATA))


@pytest.mark.parametrize("packer", PACKERS)
def test_a_cut_archive_keeps_what_came_before(tmp_path: Path, packer: str) -> None:
    data = PACKERS[packer](MANY)
    done = content(tmp_path, data[: len(data) * 2 // 3])
    assert len(done.posts) < 2000
    assert done.posts or packer in {"bzip2", "zstd"}, "these two give whole blocks only"
    assert any("cut short" in reason or "damaged" in reason for reason in done.reasons)


def test_two_members_in_a_row(tmp_path: Path) -> None:
    assert len(content(tmp_path, gzip.compress(DATA) * 2).posts) == 6


def test_each_member_of_a_zip_is_an_input(tmp_path: Path) -> None:
    done = content(tmp_path, zipped(b=DATA, a=gzip.compress(DATA), **{"__MACOSX/x": b"no"}), "all.zip")
    assert [(one["input_file"], one["posts"]) for one in done.of("inputs")] == [("all.zip/a", 3), ("all.zip/b", 3)]


def test_a_damaged_zip_is_an_entry(tmp_path: Path) -> None:
    done = content(tmp_path, zipped(a=DATA)[:-30])
    assert done.reasons[0].startswith("the zip archive cannot be opened")
    data = bytearray(zipped(a=MANY))
    data[len(data) // 2] ^= 0xFF
    assert any("damaged" in reason for reason in content(tmp_path, bytes(data)).reasons)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image"),
        (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
        (b"PAR1" + bytes(100), "Parquet"),
        (bytes(range(256)) * 8, "binary"),
        (b"[]", "empty"),
        (b'{"a": 1, "b": [2]}\n{"a": 2}\n', "'a', 'b'"),
        (zipped(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<y/>"}), "office"),
    ],
)
def test_what_is_no_export_is_an_entry(tmp_path: Path, data: bytes, word: str) -> None:
    done = content(tmp_path, data)
    assert not done.posts
    assert len(done.reasons) == 1
    assert word in done.reasons[0]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.json", "a/z.json", ".hidden", "a/.git/x.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(DATA)
    assert [one["input_file"] for one in reading(tmp_path).of("inputs")] == ["a/z.json", "b.json"]


def test_names_that_clash_get_their_folders(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "posts.json").write_bytes(DATA)
    names = [one.name for one in expand([tmp_path / "one/posts.json", tmp_path / "two/posts.json"])]
    assert names == ["one/posts.json", "two/posts.json"]
    assert [one.name for one in expand([tmp_path / "one", tmp_path / "two"])] == names


def test_globs_and_the_same_file_twice(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(DATA)
    assert [one.name for one in expand([str(tmp_path / "*.json"), tmp_path / "a.json"])] == ["a.json"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DATA)))
    assert [(one["input_file"], one["posts"]) for one in reading("-").of("inputs")] == [("stdin", 3)]


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        expand([tmp_path / "nothing.json"])
    with pytest.raises(InputError, match="holds no files"):
        expand([tmp_path])
    with pytest.raises(InputError, match="no input"):
        expand([])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(DATA)
    (tmp_path / "a.json").chmod(0)
    with pytest.raises(InputError, match="permissions"):
        expand([tmp_path / "a.json"])


def test_offsets_count_a_byte_order_mark(tmp_path: Path) -> None:
    done = content(tmp_path, b"\xef\xbb\xbf" + lines(COMMENT) + b"{broken}\n" + lines(COMMENT))
    assert done.of("unreadable")[0]["byte_offset"] == 3 + len(lines(COMMENT))


def test_one_bad_byte_does_not_change_the_encoding(tmp_path: Path) -> None:
    good = "comment\n" + "“très” bien, voilà\n".replace(",", "") * 5
    done = content(tmp_path, b"author," + good.replace("\n", "\nzoe,").encode().removesuffix(b"zoe,") + b"zoe,bad \xff\n")
    assert len(done.posts) == 5
    assert len(done.reasons) == 1
