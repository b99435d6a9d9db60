"""The output folder appears whole or not at all: everything is written to a temporary sibling, then renamed."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hubbub.errors import OutputError
from hubbub.records import TABLES
from hubbub.signals import landed, undisturbed
from hubbub.write.claim import Key, claimed, nothing

# What a folder of ours holds, and nothing else: such a folder may be replaced. Somebody's own file in it may not be lost.
OURS = {"report.html", "article.md", "findings.json", "findings.jsonld", "ro-crate-metadata.json", "run.json", "takedown.json"}
OURS |= {"headings.json", "tables", "hubbub.db", "hubbub.db-wal", "hubbub.db-shm"}


@contextmanager
def fresh(out: Path, wanted: Callable[[], Key | None] = nothing) -> Iterator[Path]:
    """A temporary folder beside `out` that becomes `out` when the block ends well, and is gone when it does not.

    It lies in a folder that may hold the work of a run that was killed, if its key is the one `wanted` gives: see
    `claim`. Raises OutputError when `out` is not ours to replace, its parent cannot be written, or the disk is full.
    """
    parent, name = ready(out)
    try:
        with claimed(parent / name, wanted) as work:
            yield work / "out"
            with undisturbed():  # halfway, neither the old folder nor the new one would be there
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
    except BaseException:
        if (work / "old").exists():
            (work / "old").rename(place)
        raise


def refused(place: Path, error: OSError | sqlite3.Error) -> OutputError:
    """The error as a sentence with its remedy."""
    number = getattr(error, "errno", None)
    why = os.strerror(number) if number else error  # Arrow's words name no file either, and hold brackets
    return OutputError(f"{place}: {why}; nothing was changed there. Free space, or choose another place with -o.")
