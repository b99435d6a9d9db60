"""The output folder appears whole or not at all: everything is written to a temporary sibling, then renamed."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hubbub.errors import OutputError
from hubbub.records import TABLES

# What a folder of ours holds, and nothing else: such a folder may be replaced. Somebody's own file in it may not be lost.
OURS = {"report.html", "article.md", "findings.json", "findings.jsonld", "ro-crate-metadata.json", "run.json", "takedown.json"}
OURS |= {"tables", "hubbub.db", "hubbub.db-wal", "hubbub.db-shm"}
MARK = ".hubbub-"


@contextmanager
def fresh(out: Path) -> Iterator[Path]:
    """A temporary folder beside `out` that becomes `out` when the block ends well, and is gone when it does not.

    Raises OutputError when `out` is not ours to replace or its parent cannot be written.
    """
    parent, name = ready(out)
    sweep(parent, name)
    work = parent / f".{name}{MARK}{os.getpid()}"
    try:
        work.mkdir()
        (work / "out").mkdir()
        yield work / "out"
        swap(work, parent / name)
    except OSError as error:
        raise refused(parent / name, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def beside(file: Path) -> Iterator[Path]:
    """A temporary folder for making one file; gone afterwards. Raises OutputError when nothing can be written there."""
    try:
        file.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{file.name}{MARK}", dir=file.absolute().parent) as work:
            (Path(work) / "out").mkdir()
            yield Path(work) / "out"
    except OSError as error:
        raise refused(file, error) from error


def ready(out: Path) -> tuple[Path, str]:
    """Where the folder goes. Raises OutputError when something else is in its place."""
    place = out.absolute()
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise OutputError(f"{out}: exists and is not a folder; choose another place with -o.")
    if place.is_dir() and (foreign := strange(place)):
        raise OutputError(f"{out}: holds {foreign}, which is not Hubbub's; choose an empty or new folder with -o.")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(place, error) from error
    writable(place)
    return place.parent, place.name


def strange(place: Path) -> str | None:
    """The first entry of a folder that Hubbub did not write."""
    known = {f"{name}.parquet" for name in TABLES}
    entries = [one.name for one in place.iterdir() if one.name not in OURS]
    entries += [f"tables/{one.name}" for one in (place / "tables").glob("*") if one.name not in known]
    if not entries and (place / "run.json").exists() and not is_run(place / "run.json"):
        entries = ["run.json"]
    return min(entries, default=None)


def is_run(path: Path) -> bool:
    """Whether a run.json is one of ours; other programs write files of that name."""
    try:
        return "hubbub" in json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def writable(place: Path) -> None:
    """Raises OutputError when the folder, or the one it lies in, is read-only."""
    for folder in (place.parent, place):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            raise OutputError(f"{folder}: cannot be written; choose another place with -o, or make it writable.")


def swap(work: Path, place: Path) -> None:
    """Puts the new folder in place; the old one, if any, is whole until the moment of the rename."""
    if place.exists():
        place.rename(work / "old")
    try:
        (work / "out").rename(place)
    except OSError:
        if (work / "old").exists():
            (work / "old").rename(place)
        raise


def sweep(parent: Path, name: str) -> None:
    """Removes what killed runs left behind: temporary folders of processes that are gone."""
    for left in parent.glob(f".{name}{MARK}*"):
        pid = left.name.rpartition("-")[2]
        if pid.isdigit() and not alive(int(pid)):
            rescue(left, parent / name)
            shutil.rmtree(left, ignore_errors=True)


def rescue(left: Path, place: Path) -> None:
    """A run killed between the two renames left the old folder inside its temporary one: back it goes."""
    if not place.exists() and (left / "old").exists():
        (left / "old").rename(place)


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def refused(place: Path, error: OSError) -> OutputError:
    """The error as a sentence with its remedy."""
    why = error.strerror or error
    return OutputError(f"{place}: {why}; nothing was changed there. Free space, or choose another place with -o.")
