"""What the user named: files, folders, globs, addresses and standard input; what cannot be read is said, never passed over."""

import fnmatch
import glob
import hashlib
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO, cast

from hubbub.errors import InputError, UsageError
from hubbub.readers.archives import hidden, kept, window
from hubbub.readers.base import shown
from hubbub.readers.given import Given, broken, of_file
from hubbub.readers.remote import MAGIC, is_address, public, remote

UNLISTED = "this folder cannot be read; check its permissions (chmod +rx)"
CLOSED = "this file cannot be read; check its permissions (chmod +r)"
NOWHERE = "a link that leads nowhere, or in a circle"
NO_FILE = "neither a file nor a folder, but a pipe, socket or device: name it to read it"


def expand(inputs: Sequence[str | Path]) -> list[Given]:
    """Every input, named apart from the others. Raises InputError for one that is missing or cannot be read."""
    found: dict[str, Given] = {}
    for one in dict.fromkeys(map(str, inputs)):
        for number, given in enumerate(named(one)):
            found.setdefault(str(given.path.resolve()) if given.path else f"{one}\x00{number}", given)
    if not found:
        raise InputError("no input was given: name at least one file, folder or '-'")
    givens = list(found.values())
    for given in givens:
        given.name = "".join(map(shown, given.name.encode("utf-8", "replace").decode("utf-8")))
    apart(givens)
    return givens


def whole_name(one: str) -> str:
    """An input as run.json names it: where a file lies; an address without what may be a secret."""
    if is_address(one):
        return public(one)
    return "-" if one == "-" else str(Path(one).absolute()).encode(errors="replace").decode()


def outside(inputs: Sequence[str | Path], out: Path) -> None:
    """Raises UsageError when an input lies in the output folder: that folder is replaced."""
    for one in inputs:
        if str(one) != "-" and lies_in(one, out):
            raise UsageError(f"{one}: lies in the output folder {out}, which is replaced; choose another place with -o.")


def unread(inputs: Sequence[str | Path], out: Path) -> None:
    """Raises UsageError when the file to be written is an input, or lies in a folder that is one: the next time it would be
    read with the others."""
    given = [str(one) for one in inputs if str(one) != "-"]
    for one in (path for name in given for path in (name, *glob.glob(name))):
        if lies_in(out, Path(one)):
            raise UsageError(f"{out}: is an input, or lies in the input folder {one}; choose another place with -o.")


def lies_in(one: str | Path, other: Path) -> bool:
    """Whether a path is another, or lies below it; not where one of them cannot be looked at, which is said when it is read."""
    try:
        return os.path.exists(other) and Path(one).resolve().is_relative_to(other.resolve())
    except (OSError, ValueError):
        return False


def fingerprints(inputs: Sequence[str | Path]) -> list[tuple[str, ...]] | None:
    """Name, size and SHA-256 of every file the inputs stand for, and why one is not read; None where one of them can be
    read only once, or lies elsewhere: standard input, a pipe, an address. Raises InputError as `expand` does.
    """
    if not all(repeatable(str(one)) for one in inputs):
        return None
    try:
        return [(one.name, str(one.size), digest(None if one.fault else one.path), one.fault or "") for one in expand(inputs)]
    except OSError:  # reading will say it
        return None


def stamps(inputs: Sequence[str | Path]) -> list[object]:
    """What changes when a file does, of every file the inputs stand for; none where they have no fingerprints."""
    return [one.before for one in expand(inputs)] if all(repeatable(str(one)) for one in inputs) else []


def repeatable(one: str) -> bool:
    """Whether an argument stands for files and folders on this machine, and for nothing else."""
    if one == "-" or is_address(one):
        return False
    there = [path for path in (one, *(glob.glob(one) if "**" not in one else ())) if os.path.exists(path)]
    return all(os.path.isfile(path) or os.path.isdir(path) for path in there)


def digest(path: Path | None) -> str:
    """The SHA-256 of a file; nothing of none."""
    if path is None:
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def named(one: str) -> Iterator[Given]:
    """The files one argument stands for."""
    if one == "-":
        yield standard()
    elif is_address(one):
        yield from remote(one)
    else:
        yield from local(one)


def local(one: str) -> Iterator[Given]:
    """The files a path or pattern stands for."""
    path = Path(one)
    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except OSError as fault:
        raise InputError(
            f"{one}: it cannot be looked at; check the permissions of the folders above ({fault.strerror})"
        ) from fault
    if is_folder:
        yield from folder(path)
    elif is_there:
        yield readable(path)
    elif path.is_symlink():
        raise InputError(f"{one}: {NOWHERE}")
    else:
        matches = list(matching(one))
        if not matches:
            raise InputError(f"{one}: there is no such file or folder; check the name")
        yield from matches


def matching(pattern: str) -> Iterator[Given]:
    """The files a pattern stands for; folders that match with all in them."""
    if "**" in pattern:
        yield from deep(pattern)
        return
    for match in sorted(glob.glob(pattern)) if MAGIC.search(pattern) else []:
        if os.path.exists(match):
            yield from local(match)
        else:
            yield broken(Path(match).name, NOWHERE)


def deep(pattern: str) -> Iterator[Given]:
    """The files a pattern with `**` stands for: below the folders before its first wildcard, links followed once."""
    parts = Path(pattern).parts
    first = next(place for place, part in enumerate(parts) if MAGIC.search(part))
    top = Path(*parts[:first])
    rest = "".join("(?:[^/]+/)*" if part == "**" else regular(part) + "/" for part in parts[first:])
    wanted = re.compile(rest + "(?:[^/]+/)*")
    for given in walk(top) if top.is_dir() else ():
        if given.fault == UNLISTED or wanted.fullmatch(given.name + "/"):
            given.name = given.name if given.fault else given.name.rpartition("/")[2]
            yield given


def regular(part: str) -> str:
    """One part of a pattern as a regular expression that stays within a part of a path."""
    tokens = re.findall(r"\[!?\]?[^\]/]*\]|.", part, re.DOTALL)
    spelled = {"*": "[^/]*", "?": "[^/]"}
    return "".join(spelled.get(one) or (fnmatch.translate(one)[4:-3] if len(one) > 1 else re.escape(one)) for one in tokens)


def standard() -> Given:
    """Standard input, read to its end."""
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("-: standard input is closed; give a pipe or a file")
    return spooled("stdin", sys.stdin.buffer)


def spooled(name: str, stream: IO[bytes]) -> Given:
    """A stream that can be read once, kept in a nameless temporary file. Raises InputError when reading breaks off."""
    try:
        file = kept(cast(BinaryIO, stream))
    except OSError as fault:
        raise InputError(f"{name}: reading it broke off ({fault})") from fault
    size = file.seek(0, io.SEEK_END)
    return Given(name, size, window(file, 0, size), spool=file)


def folder(path: Path) -> Iterator[Given]:
    """The files of a folder, sorted; hidden ones, and reports of ours that lie in it, are left out."""
    found = sorted(walk(path), key=lambda one: one.name.split("/"))
    if not found:
        raise InputError(f"{path}: the folder holds no files; name one that does")
    yield from found


def walk(top: Path) -> Iterator[Given]:
    """Every file below a folder, links followed, each folder once; what cannot be read as an entry that says so."""
    waiting, seen = [(top, "")], set[tuple[int, int]]()
    while waiting:
        path, name = waiting.pop()
        try:
            about = path.stat()
            inside = sorted(os.scandir(path), key=lambda one: one.name)
        except OSError as fault:
            if path == top:
                raise InputError(f"{top}: {UNLISTED}") from fault
            yield broken(name, UNLISTED)
            continue
        known = (about.st_dev, about.st_ino) in seen or is_report(path)
        seen.add((about.st_dev, about.st_ino))
        for one in inside if not known else ():
            inner = f"{name}/{one.name}" if name else one.name
            if hidden((one.name,)):
                continue
            if not is_folder(one):
                yield within(Path(one.path), inner)
            elif one.is_symlink():
                waiting.insert(0, (Path(one.path), inner))  # a folder is named by its own place before any link to it
            else:
                waiting.append((Path(one.path), inner))


def is_folder(one: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder; a link in a circle is none."""
    try:
        return one.is_dir()
    except OSError:
        return False


def is_report(path: Path) -> bool:
    """Whether a folder is an output of ours."""
    return (path / "findings.json").exists() and (path / "run.json").exists()


def within(path: Path, name: str) -> Given:
    """A file found in a folder, or why it is not read."""
    try:
        about = path.stat()
    except OSError:
        return broken(name, NOWHERE)
    if not os.access(path, os.R_OK):
        return broken(name, CLOSED)
    return of_file(path, name) if (about.st_mode & 0o170000) == 0o100000 else broken(name, NO_FILE)


def readable(path: Path) -> Given:
    """A file that was named. Raises InputError when it cannot be opened."""
    if not os.access(path, os.R_OK):
        raise InputError(f"{path}: {CLOSED}")
    if path.is_file():
        return of_file(path, path.name)
    try:
        with path.open("rb") as stream:  # a pipe, such as bash's <(...)
            return spooled(path.name, stream)
    except OSError as fault:
        raise InputError(f"{path}: it cannot be opened ({fault.strerror})") from fault


def apart(givens: Sequence[Given]) -> None:
    """Names that clash get their parent folders in front, one at a time, until each is distinct."""
    depth = 0
    while clashing := [name for name, count in Counter(one.name for one in givens).items() if count > 1]:
        depth += 1
        for number, given in enumerate(givens):
            if given.name in clashing:
                given.name = longer(given, depth, number)


def longer(given: Given, depth: int, number: int) -> str:
    """A longer name: one more parent folder, or a number where there are no more."""
    parts = given.path.absolute().parts[1:] if given.path else ()
    size = given.name.count("/") + 2
    return "/".join(parts[-size:]) if size <= len(parts) else f"{given.name}~{number + depth}"
