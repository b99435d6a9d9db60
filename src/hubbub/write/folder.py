"""The output folder appears whole or not at all: everything is written to a temporary sibling, then renamed."""

import errno
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hubbub.engines.duckdb import GLOB
from hubbub.errors import OutputError
from hubbub.records import TABLES
from hubbub.signals import landed, undisturbed
from hubbub.write.claim import Key, claimed, nothing

# What a folder of ours holds, and nothing else: such a folder may be replaced. Somebody's own file in it may not be lost.
OURS = {"report.html", "article.md", "findings.json", "findings.jsonld", "ro-crate-metadata.json", "run.json", "takedown.json"}
OURS |= {"headings.json", "tables", "hubbub.db", "hubbub.db-wal", "hubbub.db-shm"}
TAKEDOWN = "takedown.json"  # who it names stays out, whatever else goes on
DEAF = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}  # what file systems say that know no fsync


@contextmanager
def fresh(out: Path, wanted: Callable[[], Key | None] = nothing, upon: Sequence[str] = (TAKEDOWN,)) -> Iterator[Path]:
    """A temporary folder beside `out` that becomes `out` when the block ends well, and is gone when it does not.

    It lies in a folder that may hold the work of a run that was killed, if its key is the one `wanted` gives: see
    `claim`. `upon`: the files of `out` that must still be as they were when the block began. Raises OutputError when they are
    not, when `out` is not ours to replace, its parent cannot be written, or the disk is full.
    """
    parent, name = ready(out)
    try:
        with claimed(parent / name, wanted) as work:
            before = [bytes_of(parent / name / one) for one in upon]
            yield work / "out"
            durable(work / "out")
            with undisturbed():  # halfway, neither the old folder nor the new one would be there
                if before != [bytes_of(parent / name / one) for one in upon]:
                    raise OutputError(f"{out}: was changed meanwhile by another command; it stays as it is: run this one again.")
                swap(work, parent / name)
                landed()
    except (OSError, sqlite3.Error) as error:
        raise refused(parent / name, error) from error


@contextmanager
def beside(file: Path) -> Iterator[Path]:
    """A temporary folder for making one file; gone afterwards. Raises OutputError when nothing can be written there."""
    try:
        file.absolute().parent.mkdir(parents=True, exist_ok=True)
        with claimed(file.absolute()) as work:
            yield work / "out"
    except OSError as error:
        raise refused(file, error) from error


def put(made: Path, file: Path) -> None:
    """A file into its place, over an earlier one."""
    with undisturbed():
        made.replace(file)
        landed()


def ready(out: Path) -> tuple[Path, str]:
    """Where the folder goes. Raises OutputError when something else is in its place, or nothing can be put there."""
    place = out.absolute()
    try:
        if why := unfit(place):
            raise OutputError(f"{out}: {why}; choose another place with -o.")
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(place, error) from error
    writable(place)
    return place.parent, place.name


def unfit(place: Path) -> str | None:
    """Why no folder of ours can be put in a place; None where one can. Raises OSError when it cannot be looked at."""
    if why := unspeakable(place):
        return why
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        return "exists and is not a folder"
    if place.name in {"", ".."} or Path.cwd().is_relative_to(place.resolve()):
        return "is the folder you are in, or lies above it, and is replaced as a whole"
    if place.is_mount():
        return "is a disk or volume of its own, which cannot be replaced; a folder in it can"
    foreign = strange(place) if place.is_dir() else []
    return f"holds {min(foreign)}, which is not Hubbub's" if foreign else None


def unspeakable(place: Path) -> str | None:
    """Why the libraries that write there cannot be told a path."""
    try:
        str(place).encode()
    except UnicodeEncodeError:
        return "has a name that is not UTF-8"
    mixed = "\\" in str(place) and GLOB.search(str(place))
    return "has a backslash and one of * ? [ in its name, which DuckDB does not read" if mixed else None


def strange(place: Path) -> list[str]:
    """What is in a folder that Hubbub did not write."""
    known = {f"{name}.parquet" for name in TABLES}
    entries = [one.name for one in place.iterdir() if one.name not in OURS]
    entries += [f"tables/{one.name}" for one in (place / "tables").glob("*") if one.name not in known]
    if not entries and (place / "run.json").exists() and not is_run(place / "run.json"):
        entries = ["run.json"]
    return entries


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
    """Puts the new folder in place; the old one, if any, is whole until the moment of the rename. What somebody put into that one
    while the job ran goes over, or everything stays."""
    old, new = work / "old", work / "out"
    if place.exists():
        place.rename(old)
    moved: list[str] = []
    try:
        for name in strange(old) if old.is_dir() else ():
            if name not in OURS:
                (old / name).rename(new / name)
                moved.append(name)
        new.rename(place)
    except BaseException:
        for name in moved:
            (new / name).rename(old / name)
        if old.exists():
            old.rename(place)
        raise


def bytes_of(path: Path) -> bytes | None:
    """What is in a file; None where there is none."""
    return path.read_bytes() if path.is_file() else None


def durable(folder: Path) -> None:
    """Has every file of a folder on the disk before the old folder goes: a power cut must not take both."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                synced(file.fileno())


def synced(file: int) -> None:
    """Has a file on the disk, where its file system can be told so. Raises OSError where the disk is full or broken."""
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in DEAF:
            raise


def refused(place: Path, error: OSError | sqlite3.Error) -> OutputError:
    """The error as a sentence with its remedy."""
    number = getattr(error, "errno", None)
    why = os.strerror(number) if number else error  # Arrow's words name no file either, and hold brackets
    return OutputError(f"{place}: {why}; nothing was changed there. Free space, or choose another place with -o.")
