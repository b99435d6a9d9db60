"""A temporary folder beside the output, held by a lock as long as its process lives; what dead runs left is taken over or swept.

`.NAME.hubbub-PID/` holds `lock`, `out/` (the new output), `old/` (the former one, for a moment) and what the job keeps there.
The lock tells the living from the dead where a process id cannot: ids are used again, and all containers have the same.
"""

import errno
import fcntl
import itertools
import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hubbub.errors import OutputError
from hubbub.signals import undisturbed

MARK = ".hubbub-"
CHECKED = ".check"  # what `check` makes beside a folder is named so; a killed one leaves it to whoever comes next
LOCK = "lock"
MANIFEST = "manifest.json"  # what a stopped job had finished: see `journal`
KEPT = "kept"  # the tables of its finished stages
PATIENCE = 2.0  # seconds in which what a killed process had started may take to die

Key = Mapping[str, str]


def nothing() -> Key | None:
    """No work of an earlier run is wanted."""
    return None


@dataclass(frozen=True, slots=True)
class Held:
    """A folder whose lock is ours."""

    path: Path
    lock: int  # file descriptor; -1: this file system knows no locks, or the folder has none


@contextmanager
def claimed(place: Path, wanted: Callable[[], Key | None] = nothing) -> Iterator[Path]:
    """A folder beside `place` with an empty `out` in it; gone when the block ends, however it ends.

    What a run killed between two renames left of `place` is put back first. Then a dead run's folder becomes ours when
    its manifest has the key that `wanted` gives; other left-overs are removed. Raises OSError; OutputError where it cannot be
    removed in the end, for posts would stay in it unseen.
    """
    held = claim(place, wanted)
    try:
        (held.path / "out").mkdir()
        yield held.path
    finally:
        with undisturbed():
            gone = cleared(held.path)
            close(held.lock)
    if not gone:
        raise OutputError(f"{held.path}: this cannot be removed, and may hold posts; remove it yourself.")


def cleared(path: Path) -> bool:
    """Removes a folder, read-only ones in it, too; whether it is gone."""
    shutil.rmtree(path, ignore_errors=True)
    if path.exists():
        for folder, inside, _ in os.walk(path):
            for one in (Path(folder, name) for name in inside):
                if not one.is_symlink():
                    with suppress(OSError):
                        one.chmod(stat.S_IRWXU)
        shutil.rmtree(path, ignore_errors=True)
    return not path.exists()


def restored(place: Path) -> Path:
    """The same path. What a run killed between two renames left of it is put back first."""
    if not place.exists():
        for left in dead(place) if place.parent.is_dir() else ():
            with suppress(OSError):
                rescue(left.path, place)
            close(left.lock)
    return place


def claim(place: Path, wanted: Callable[[], Key | None]) -> Held:
    """A folder of ours: a dead run's, stripped to what it had finished, or a new one."""
    sweep(place.with_name(place.name + CHECKED))
    lefts = list(dead(place))
    try:
        for left in lefts:
            rescue(left.path, place)
        key = wanted()
        found = next((left for left in lefts if key is not None and key_of(left.path) == key), None)
        for left in lefts:
            if left is not found:
                cleared(left.path)
        return taken(found, place) if found else made(place)
    finally:
        for left in lefts:
            close(left.lock)


def sweep(place: Path) -> None:
    """Removes what dead runs left beside a folder, unless it is the work of a `find` that may go on."""
    for left in dead(place):
        if not (left.path / MANIFEST).exists():
            cleared(left.path)
        close(left.lock)


def dead(place: Path) -> Iterator[Held]:
    """The folders of processes that are gone, each locked so that no one else takes it."""
    prefix = f".{place.name}{MARK}"
    for path in sorted(one for one in place.parent.iterdir() if one.name.startswith(prefix)):
        pid = path.name.removeprefix(prefix).partition("-")[0]
        if pid.isdigit() and (lock := seized(path, int(pid))) is not None:
            yield Held(path, lock)


def seized(path: Path, pid: int) -> int | None:
    """The lock of a dead run's folder; None where its process lives, or somebody was faster."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            lock = os.open(path / LOCK, os.O_RDWR)
        except FileNotFoundError:
            return None if alive(pid) or not path.exists() else -1
        except PermissionError:  # somebody else's
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            close(lock)
            if alive(pid) or time.monotonic() > until:
                return None
            time.sleep(0.05)
            continue
        except OSError:  # no locks here: the process id must do
            close(lock)
            return None if alive(pid) else -1
        if same(lock, path / LOCK):
            return lock
        close(lock)
        return None


def same(lock: int, path: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(lock), path.stat())
    except OSError:
        return False


def close(lock: int) -> None:
    """Lets a lock go."""
    if lock >= 0:
        os.close(lock)


def made(place: Path) -> Held:
    """A new folder."""
    for path in names(place):
        with suppress(FileExistsError):
            path.mkdir()
            return Held(path, locked(path))
    raise AssertionError("counting has no end")


def names(place: Path) -> Iterator[Path]:
    """What our folder may be called: another container's process may have our id."""
    for number in itertools.count():
        yield place.parent / f".{place.name}{MARK}{os.getpid()}{f'-{number}' if number else ''}"


def locked(path: Path) -> int:
    """A new lock, seen by others only once it is ours."""
    lock = os.open(path / f"{LOCK}.new", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        (path / f"{LOCK}.new").rename(path / LOCK)
    except OSError:
        close(lock)
        (path / f"{LOCK}.new").unlink(missing_ok=True)
        return -1
    return lock


def taken(left: Held, place: Path) -> Held:
    """A dead run's folder under our name, without what it had not finished; its manifest has the time of its last write."""
    last = max(one.stat().st_mtime for one in left.path.rglob("*"))
    os.utime(left.path / MANIFEST, (last, last))
    for one in left.path.iterdir():
        if one.name not in {LOCK, MANIFEST, KEPT}:
            shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
    for path in names(place):
        try:
            left.path.rename(path)
        except OSError as error:
            if error.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
                raise
            continue
        return Held(path, os.dup(left.lock) if left.lock >= 0 else locked(path))
    raise AssertionError("counting has no end")


def key_of(left: Path) -> Key | None:
    """The key in a folder's manifest; None where there is none that can be read."""
    try:
        return dict(json.loads((left / MANIFEST).read_bytes())["key"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def rescue(left: Path, place: Path) -> None:
    """A run killed between the two renames left the old folder inside its temporary one: back it goes."""
    if not place.exists() and (left / "old").exists():
        (left / "old").rename(place)


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
