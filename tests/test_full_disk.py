"""A disk that fills up, in every step of the job: one sentence with the remedy, the old output whole, nothing left behind.

The disk is a small one in memory. At a step's start all but a few bytes of it are taken, so that the step fails somewhere in
its middle; each runs as a process of its own, as the command does.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hubbub import cli, findings
from hubbub.errors import OutputError
from hubbub.write import folder as output
from tests.conftest import lacking
from tests.made import export, rows
from tests.test_cli import sentence
from tests.test_resume import FORK, collection

SIZE = 48  # MB
STEPS = ("load", "screened", "copies", "cut", "group", "assemble", "deliver", "save_database", "write_all", "save_run", "swap")
ROOM = (0, 9_000, 150_000)  # bytes left
EXPECTED = ("free space", "Free space", "free disk")


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of SIZE. Skips where none can be made, except where CI says that nothing may be skipped."""
    place = tmp_path_factory.mktemp("disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        lacking(f"only root can make a small disk ({made.stderr.strip()})")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, room: int) -> None:
    """Takes all but some bytes of the disk."""
    free = os.statvfs(disk)
    with (disk / "filler").open("wb") as file:
        left = free.f_bavail * free.f_frsize - room
        while left > 0:
            left -= file.write(bytes(min(left, 2**20)))


def job(disk: Path, step: str, room: int, said: Path, *command: str) -> None:
    """`hubbub` in a process of its own; the disk fills up when a step begins."""
    os.setsid()
    home = output if step == "swap" else findings
    before = getattr(home, step)

    def late(*given: object, **named: object) -> object:
        fill(disk, room)
        return before(*given, **named)

    setattr(home, step, late)
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    sys.stderr = os.fdopen(2, "w", closefd=False)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.argv = ["hubbub", *command]
    cli.main()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def restore(folder: Path, files: dict[str, bytes]) -> None:
    """A folder as it was; a job run anew would tell another time, and the next test compares bytes."""
    shutil.rmtree(folder)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def before(disk: Path) -> dict[str, bytes]:
    """An earlier output on the disk, of another collection; and the collection to be read."""
    (disk.parent / "in").mkdir()
    collection(disk.parent / "in" / "posts.csv", 1_500)
    findings.find([export(disk.parent / "in" / "others.csv", rows(6))], disk / "out")
    return contents(disk / "out")


def filled(disk: Path, before: dict[str, bytes], step: str, room: int, said: Path, *command: str) -> int | None:
    """The exit code of a job whose disk filled up: one sentence with the remedy, the old output whole, nothing beside it."""
    process = FORK.Process(target=job, args=(disk, step, room, said, *command))
    process.start()
    process.join(120)
    told = said.read_text()
    print(process.exitcode, told)
    if process.exitcode:
        sentence(told)
        assert any(one in told for one in EXPECTED), told
        assert contents(disk / "out") == before
    assert sorted(os.listdir(disk)) == ["filler", "out"]
    (disk / "filler").unlink()
    return process.exitcode


def finding(disk: Path, step: str) -> tuple[str, ...]:
    """The command that reads the collection and replaces the earlier output; where sentences are read, by networks in workers."""
    quality = "balanced" if step == "cut" else "fast"
    return "find", str(disk.parent / "in" / "posts.csv"), "-o", str(disk / "out"), "--quality", quality


@pytest.mark.parametrize("room", ROOM)
@pytest.mark.parametrize("step", STEPS)
def test_a_disk_that_fills_up(disk: Path, before: dict[str, bytes], tmp_path: Path, step: str, room: int) -> None:
    code = filled(disk, before, step, room, tmp_path / "said", *finding(disk, step))
    assert code in ({2} if room == 0 and step not in {"swap", "assemble"} else {0, 2})
    if code == 0:
        restore(disk / "out", before)


@pytest.mark.parametrize("step", ["load", "copies", "group"])
def test_a_disk_that_fills_up_under_spark(disk: Path, before: dict[str, bytes], tmp_path: Path, step: str) -> None:
    assert filled(disk, before, step, 9_000, tmp_path / "said", *finding(disk, step), "--engine", "local[1]") == 2


@pytest.mark.parametrize("room", ROOM)
@pytest.mark.parametrize("step", ["honour", "cut", "deliver", "save_run", "swap"])
def test_a_disk_that_fills_up_while_somebody_is_taken_out(
    disk: Path, before: dict[str, bytes], tmp_path: Path, step: str, room: int
) -> None:
    """Either everything is without them, or the output is as it was: never half."""
    code = filled(disk, before, step, room, tmp_path / "said", "forget", str(disk / "out"), "@made_up_1")
    assert code in ({2} if room == 0 and step != "swap" else {0, 2})
    if code == 0:
        people = pq.read_table(disk / "out" / "tables" / "posts.parquet")["author_handle"].to_pylist()
        assert sorted(people) == [f"made_up_{n}" for n in (0, 2, 3, 4, 5)]
        restore(disk / "out", before)


@pytest.mark.parametrize("room", ROOM)
@pytest.mark.parametrize("step", ["load", "screen"])
def test_a_disk_that_fills_up_while_posts_are_read(
    disk: Path, before: dict[str, bytes], tmp_path: Path, step: str, room: int
) -> None:
    command = "read", str(disk.parent / "in" / "posts.csv"), "-o", str(disk / "posts.parquet")
    assert filled(disk, before, step, room, tmp_path / "said", *command) == 2


def test_a_disk_that_fills_up_while_tables_spill(disk: Path) -> None:
    (disk / "filler").unlink(missing_ok=True)
    options = findings.Options(memory="512MB", threads=1)
    (disk / "work").mkdir()
    query = "SELECT sha256(range::VARCHAR) AS name FROM range(8_000_000) ORDER BY 1"
    with pytest.raises(OutputError, match="free"), findings.working(disk / "work" / "out", options) as engine:
        engine.sql(query, "sorted")
    assert os.listdir(disk / "work") == []
    (disk / "work").rmdir()


def test_a_hangup_is_an_interruption(tmp_path: Path) -> None:
    collection(tmp_path / "posts.csv", 20_000)
    # What starts the tests may ignore hangups (nohup does), and a child inherits that.
    heard = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL); from hubbub.cli import main; main()"
    command = [sys.executable, "-c", heard, "find", "posts.csv", "-o", "out"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    while running.poll() is None and not list(tmp_path.glob(".out.hubbub-*/engine/*")):
        pass
    running.send_signal(signal.SIGHUP)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    sentence(said)
    assert os.listdir(tmp_path) == ["posts.csv"]
