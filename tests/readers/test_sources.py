"""Inputs: names, folders, archives, damage."""

import bz2
import gzip
import io
import lzma
import os
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from hubbub.errors import InputError
from hubbub.readers import READERS, read, sources
from hubbub.readers.base import Settings
from hubbub.readers.intake import intake
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


def test_globs_of_any_depth_follow_each_folder_once(tmp_path: Path) -> None:
    for name in ("a.json", "in/b.json", "in/deep/c.json", "in/deep/d.csv", ".hidden/e.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(DATA)
    for number in range(3):
        (tmp_path / f"in/loop{number}").symlink_to(tmp_path)
        (tmp_path / f"in/deep/loop{number}").symlink_to(tmp_path / "in")
    assert sorted(one.name for one in expand([f"{tmp_path}/**/*.json"])) == ["a.json", "b.json", "c.json"]
    assert sorted(one.name for one in expand([f"{tmp_path}/in/**"])) == ["a.json", "b.json", "c.json", "d.csv"]
    assert [one.name for one in expand([f"{tmp_path}/**/dee[!q]/?.csv"])] == ["d.csv"]
    assert [one.name for one in expand([tmp_path])] == ["a.json", "in/b.json", "in/deep/c.json", "in/deep/d.csv"]


def test_folders_behind_links_are_read(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far/a.json").write_bytes(DATA)
    (tmp_path / "near").mkdir()
    (tmp_path / "near/link").symlink_to(tmp_path / "far")
    assert [one.name for one in expand([tmp_path / "near"])] == ["link/a.json"]


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(DATA)
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    os.mkfifo(tmp_path / "pipe")
    done = reading(tmp_path)
    assert len(done.posts) == 3
    assert sorted(one["input_file"] for one in done.of("unreadable")) == ["gone", "pipe", "self"]
    for name in ("gone", "self"):
        with pytest.raises(InputError, match="leads nowhere"):
            expand([tmp_path / name])
    assert [one.fault for one in expand([f"{tmp_path}/g*"])] == [sources.NOWHERE]


def denied(path: object, *rest: object) -> os.DirEntry[str]:
    """A folder that may not be listed."""
    raise PermissionError(13, "Permission denied", str(path))


def test_folders_that_may_not_be_listed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.json").write_bytes(DATA)
    listing = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: denied(path) if str(path).endswith("shut") else listing(path))
    done = reading(tmp_path)
    assert (len(done.posts), done.reasons) == (3, [sources.UNLISTED])
    assert sources.UNLISTED in [one.fault for one in expand([f"{tmp_path}/**/*.json"])]
    with pytest.raises(InputError, match="permissions"):
        expand([tmp_path / "shut"])


def test_files_in_a_folder_that_may_not_be_read_are_entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_bytes(DATA)
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("a.json"))
    done = reading(tmp_path)
    assert (len(done.posts), done.reasons) == (3, [sources.CLOSED])
    with pytest.raises(InputError, match="permissions"):
        expand([tmp_path / "a.json"])


@pytest.mark.parametrize("change", [b"x", b""])
def test_a_file_that_changes_while_it_is_read_is_an_error(tmp_path: Path, change: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(MANY * 10)
    batches = read([path])
    next(batches)
    if change:
        path.write_bytes(MANY + change)
    else:
        path.unlink()
    with pytest.raises(InputError, match="changed while it was read"):
        list(batches)


def test_a_file_that_goes_before_it_is_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(DATA)
    givens = expand([tmp_path / "a.json"])
    (tmp_path / "a.json").unlink()
    with pytest.raises(InputError, match="changed while it was read"):
        list(intake(givens, READERS, Settings(), None))


def test_a_named_pipe_and_one_that_closes_early(tmp_path: Path) -> None:
    data = gzip.compress(MANY)
    for sent, whole in ((data, True), (data[: len(data) // 2], False)):
        pipe = tmp_path / f"pipe{whole}"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_bytes, args=(sent,))
        writer.start()
        done = reading(pipe)
        writer.join()
        assert (len(done.posts) == 2000) == whole
        assert whole or "cut short" in done.reasons[-1]


def test_standard_input_may_be_packed_or_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(zipped(a=DATA)))))
    assert [(one["input_file"], one["posts"]) for one in reading("-").of("inputs")] == [("stdin/a", 3)]
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        expand(["-"])


def test_a_full_disk_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        """A file on a full disk."""

        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DATA)))
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda **_: Full())
    with pytest.raises(InputError, match="set TMPDIR"):
        expand(["-"])


def test_names_that_are_no_unicode(tmp_path: Path) -> None:
    os.makedirs(os.fsencode(tmp_path) + b"/in")
    with open(os.fsencode(tmp_path) + b"/in/a\xff\n.json", "wb") as file:
        file.write(DATA)
    assert [one["input_file"] for one in reading(tmp_path).of("inputs")] == ["in/a?\\n.json"]
