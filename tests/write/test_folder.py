"""Errors of the disk, as sentences; and an output folder that comes whole or not at all, and takes nothing of anybody's along."""

import errno
import os
import shutil
import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from hubbub.errors import OutputError
from hubbub.write import claim, load_run
from hubbub.write.folder import fresh, refused


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_what_a_library_says_of_a_disk_is_put_plainly(number: int) -> None:
    said = str(refused(Path("out"), OSError(number, "Error writing bytes to file. Detail: [errno 28] ENOSPC (/tmp/x)")))
    assert said.startswith(f"out: {os.strerror(number)}; nothing was changed there.")
    assert "errno" not in said


def test_an_error_without_a_number_keeps_its_words() -> None:
    assert str(refused(Path("out"), OSError("the disk went away"))).startswith("out: the disk went away;")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (b"no\xffname", "not UTF-8"),
        (b"a\\[b", "backslash"),
        (b"a\\b*", "backslash"),
        (b"x" * 300, "name too long"),
        (b"x" * 245, "name too long"),  # for the folder beside it
    ],
)
def test_a_place_that_no_library_could_write_to_is_refused_first(tmp_path: Path, name: bytes, why: str) -> None:
    with pytest.raises(OutputError, match=why), fresh(tmp_path / os.fsdecode(name)):
        raise AssertionError("it began")
    assert not list(tmp_path.iterdir())


def test_the_folder_somebody_is_in_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report/tables").mkdir(parents=True)
    for inside in ("report", "report/tables"):
        monkeypatch.chdir(tmp_path / inside)
        for place in (Path("."), Path(".."), tmp_path / "report") if inside == "report" else (Path(".."),):
            with pytest.raises(OutputError, match="the folder you are in"), fresh(place):
                raise AssertionError("it began")
    monkeypatch.chdir(tmp_path)
    with fresh(Path("report")):
        pass
    assert not list((tmp_path / "report").iterdir())


def test_a_volume_is_refused_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mounted").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "mounted")
    with pytest.raises(OutputError, match="a disk or volume of its own"), fresh(tmp_path / "mounted"):
        raise AssertionError("it began")
    with fresh(tmp_path / "mounted" / "report"):
        pass
    assert (tmp_path / "mounted" / "report").is_dir()


def test_what_somebody_puts_there_meanwhile_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "tables").mkdir(parents=True)
    (out / "report.html").write_text("old", encoding="utf-8")
    with fresh(out) as folder:
        (folder / "report.html").write_text("new", encoding="utf-8")
        (folder / "tables").mkdir()
        (out / "notes.txt").write_text("mine", encoding="utf-8")
        (out / "tables/more.csv").write_text("mine, too", encoding="utf-8")
    assert [(out / one).read_text(encoding="utf-8") for one in ("report.html", "notes.txt", "tables/more.csv")] == [
        "new",
        "mine",
        "mine, too",
    ]
    assert list(tmp_path.iterdir()) == [out]


def test_what_somebody_puts_there_stays_where_the_new_folder_cannot_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, real = tmp_path / "out", Path.rename
    out.mkdir()
    (out / "report.html").write_text("old", encoding="utf-8")

    def failing(path: Path, target: Path) -> Path:
        if path.name == "out" and target == out:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return real(path, target)

    def job() -> None:
        with fresh(out):
            (out / "notes.txt").write_text("mine", encoding="utf-8")
            monkeypatch.setattr(Path, "rename", failing)

    with pytest.raises(OutputError, match="nothing was changed"):
        job()
    assert {one.name: one.read_text(encoding="utf-8") for one in out.iterdir()} == {"report.html": "old", "notes.txt": "mine"}


def test_a_file_system_that_knows_no_fsync_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (errno.EINVAL, errno.ENOSPC):

        def deaf(_: int, number: int = number) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", deaf)
        expected = nullcontext() if number == errno.EINVAL else pytest.raises(OutputError, match="No space left")
        with expected, fresh(tmp_path / "out") as folder:
            (folder / "report.html").write_text(str(number), encoding="utf-8")
    assert (tmp_path / "out/report.html").read_text(encoding="utf-8") == str(errno.EINVAL)


@pytest.mark.parametrize("before", [None, "{}"])
def test_a_takedown_that_came_meanwhile_is_not_undone(tmp_path: Path, before: str | None) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if before:
        (out / "takedown.json").write_text(before, encoding="utf-8")

    def job() -> None:
        with fresh(out) as folder:
            (folder / "report.html").write_text("new", encoding="utf-8")
            (out / "takedown.json").write_text('{"removed": []}', encoding="utf-8")

    with pytest.raises(OutputError, match=r"was changed meanwhile by another command.*run this one again"):
        job()
    assert [one.name for one in out.iterdir()] == ["takedown.json"]
    assert list(tmp_path.iterdir()) == [out]


def test_what_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def job() -> None:
        with fresh(tmp_path / "out"):
            monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)

    with pytest.raises(OutputError, match=r"\.out\.hubbub-\d+: this cannot be removed, and may hold posts"):
        job()
    assert (tmp_path / "out").is_dir()


def test_read_only_folders_are_removed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a user who is not root: nothing can be taken out of a folder that may not be written."""
    real = shutil.rmtree

    def strict(path: Path, ignore_errors: bool = False) -> None:
        if all(one.is_symlink() or one.stat().st_mode & stat.S_IWUSR for one in (path, *path.rglob("*"))):
            real(path, ignore_errors)

    (tmp_path / "old/tables/deep").mkdir(parents=True)
    (tmp_path / "aside").mkdir(mode=0o500)
    (tmp_path / "old/link").symlink_to(tmp_path / "aside")
    for one in ("old/tables/deep", "old/tables"):
        (tmp_path / one).chmod(0o500)
    monkeypatch.setattr(shutil, "rmtree", strict)
    assert claim.cleared(tmp_path / "old")
    assert stat.S_IMODE((tmp_path / "aside").lstat().st_mode) == 0o500


def test_what_a_killed_run_left_is_put_back_for_whoever_reads_it(tmp_path: Path) -> None:
    held = claim.made(tmp_path / "out")
    os.close(held.lock)
    (held.path / "old").mkdir()
    (held.path / "old/run.json").write_text('{"hubbub": "0"}', encoding="utf-8")
    assert load_run(tmp_path / "out") == {"hubbub": "0"}
    assert (tmp_path / "out").is_dir()
    assert not (held.path / "old").exists()


def test_what_a_killed_check_left_goes_with_the_next_run(tmp_path: Path) -> None:
    for name in ("out.check", "out.check"):
        held = claim.made(tmp_path / name)
        os.close(held.lock)
    (held.path / claim.MANIFEST).write_text("{}", encoding="utf-8")  # of somebody's `find -o out.check`
    with fresh(tmp_path / "out"):
        pass
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([held.path.name, "out"])
