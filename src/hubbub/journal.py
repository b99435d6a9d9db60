"""What a job has finished, so that the same command, after a kill or a power cut, goes on from there and gives the same bytes.

After each stage the engine links its tables into `kept/STAGE/`, and `manifest.json` names them with size and SHA-256,
under a key: digests of every input, of the options, the moment, the takedown, and of this program's own files and all
libraries beside it. Work of another key is never used, nor is a table that is not, byte for byte, the one that was written.
The tables of the last two stages are kept: should one of the last be damaged, the stage before it still serves.
"""

import hashlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from hubbub.engines.base import Engine
from hubbub.readers import digest
from hubbub.write import KEPT, MANIFEST, Key

T = TypeVar("T")
Tell = Callable[[str], None]
STAGES_KEPT = 2  # whose tables stay; vectors and raw posts are large
AGAIN = "What an earlier run had finished is damaged, so the work starts again."


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a finished stage."""

    size: int  # bytes
    sha256: str


@dataclass(slots=True)
class Done:
    """A finished stage: what it gave, as JSON, and the tables alive after it; None: these are no longer kept."""

    name: str
    result: Any
    tables: dict[str, Table] | None


@dataclass(slots=True)
class Journal:
    """The stages of one job in `folder`. Without a key, or with an engine that keeps nothing, it only runs them."""

    folder: Path
    engine: Engine
    key: Key | None = None
    tell: Tell = print
    done: list[Done] = field(default_factory=list)
    resumed_after: str | None = None
    hashes: dict[tuple[int, int, int], str] = field(default_factory=dict)  # of files by inode, size and time

    def resume(self) -> None:
        """Takes up the last stage whose tables are all whole, and says which; everything after it is dropped."""
        found = list(read(self.folder / MANIFEST))
        self.done = list(found)
        while self.done and not self.whole(self.done[-1]):
            self.done.pop()
        for one in (self.folder / KEPT).glob("*"):
            if one.name not in {known.name for known in self.done}:
                shutil.rmtree(one, ignore_errors=True)
        if self.done:
            self.resumed_after = self.done[-1].name
            self.engine.adopt(self.folder / KEPT / self.resumed_after)
            lost = "" if self.done == found else " What it did after that is damaged, and is done again."
            self.tell(f"Continuing after {self.resumed_after}, from the run that was stopped at {stopped(self.folder)}.{lost}")
        elif found:
            self.tell(AGAIN)

    def whole(self, one: Done) -> bool:
        """Whether every table of a stage is there, byte for byte, and nothing else."""
        folder = self.folder / KEPT / one.name
        if one.tables is None or not folder.is_dir() or {path.name for path in folder.iterdir()} != set(one.tables):
            return False
        return all(self.described(folder / name) == table for name, table in one.tables.items())

    def run(self, name: str, stage: Callable[[], T], still: Callable[[], bool] = lambda: True) -> T:
        """What a stage gives (JSON, or None): from the earlier run where it was finished there. Raises OSError.

        `still` is asked after the stage whether the key still says what was worked on; if not, nothing more is kept.
        """
        for one in self.done:
            if one.name == name:
                return one.result  # type: ignore[no-any-return]
        result = stage()
        if self.key is not None and not still():
            self.key = None
        if self.key is not None:
            self.keep(name, result)
        return result

    def keep(self, name: str, result: object) -> None:
        """Writes down that a stage is finished; then lets go of what no later run would need."""
        folder = self.folder / KEPT / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if not self.engine.keep(folder):
            self.key = None
            return
        tables = {path.name: self.described(path) for path in sorted(folder.iterdir())}
        self.done.append(Done(name, result, tables))
        old = self.done[:-STAGES_KEPT]
        for one in old:
            one.tables = None
        self.save()
        for one in old:
            shutil.rmtree(self.folder / KEPT / one.name, ignore_errors=True)

    def described(self, path: Path) -> Table:
        """The size and hash of a file; hashed once, however many stages keep it."""
        about = path.stat()
        known = about.st_ino, about.st_size, about.st_mtime_ns
        if known not in self.hashes:
            self.hashes[known] = digest(path)
        return Table(about.st_size, self.hashes[known])

    def save(self) -> None:
        """Writes the manifest whole or not at all, and on to the disk."""
        path = self.folder / f"{MANIFEST}.new"
        with path.open("w", encoding="utf-8") as file:
            json.dump({"key": dict(self.key or {}), "stages": [asdict(one) for one in self.done]}, file)
            file.flush()
            os.fsync(file.fileno())
        path.replace(self.folder / MANIFEST)


def read(path: Path) -> Iterator[Done]:
    """The finished stages of a manifest, in order; none of one that is not ours."""
    try:
        stages = json.loads(path.read_bytes())["stages"]
        done = [
            Done(str(one["name"]), one["result"], one["tables"] and {name: Table(**it) for name, it in one["tables"].items()})
            for one in stages
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return
    yield from done


def stopped(folder: Path) -> str:
    """When the earlier run gave its last sign of life (`claim` notes it): the time, and the date where it was another day."""
    last = datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime).astimezone()
    return f"{last:%H:%M}" if last.date() == datetime.now().astimezone().date() else f"{last:%Y-%m-%d %H:%M}"


def key(inputs: Sequence[tuple[str, ...]] | None, **others: object) -> Key | None:
    """What must be the same for earlier work to be used; None where the inputs cannot be known before they are read."""
    if inputs is None:
        return None
    parts: Mapping[str, object] = {"inputs": inputs, "program": program(), **others}
    return {name: hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest() for name, value in parts.items()}


@cache
def program() -> list[str]:
    """This program: versions, and the digest of each of its files but the example. Told once: it is what this process runs."""
    package = Path(__file__).parent
    files = sorted(
        path
        for path in package.rglob("*")
        if path.is_file() and not {"__pycache__", "example"} & set(path.relative_to(package).parts)
    )
    # Any library may decide how something is read. The folder of its metadata is named after it and its version.
    versions = sorted({one.stem for place in sys.path for one in Path(place).glob("*.*-info")})
    return [platform.python_version(), *versions, *(f"{path.relative_to(package)} {digest(path)}" for path in files)]
