"""What the user named: files, folders, globs and standard input, each opened by its content and never by its name."""

import glob
import hashlib
import io
import os
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO, cast

from hubbub.errors import InputError
from hubbub.readers.base import Settings, Source
from hubbub.readers.compress import CHUNK, FAULTS, BrokenError, Stream, packing, pieces, unpack
from hubbub.readers.encoding import binary, encoding, transcode
from hubbub.readers.lines import MARK

HEAD = 256 * 2**10
LAYERS = 3  # archives within archives


class Tap(io.RawIOBase):
    """Hashes and counts the bytes as they are given, on their way through."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self.stream = stream
        self.hash = hashlib.sha256()
        self.size = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Reads on. A zip member that is damaged raises what `zipfile` raises."""
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.hash.update(data)
        self.size += len(data)
        return len(data)

    def drain(self) -> None:
        """Reads what no one has read, for the hash of the whole; a damaged end ends it."""
        try:
            while self.read(CHUNK):
                pass
        except FAULTS:
            return

    def close(self) -> None:
        """Closes the stream too."""
        self.stream.close()
        super().close()


@dataclass(slots=True)
class Given:
    """One input: a file, or one member of a zip archive. `fault` says why it cannot be opened."""

    name: str
    path: Path
    size: int
    member: zipfile.ZipInfo | None = None
    fault: str | None = None
    temporary: IO[bytes] | None = field(default=None, repr=False)  # keeps a spooled input alive
    tap: Tap | None = field(default=None, repr=False)

    def raw(self) -> Tap:
        """The bytes as given, from the start. Raises OSError, or what `zipfile` raises on a damaged archive."""
        if self.member is None:
            self.tap = Tap(self.path.open("rb", buffering=0))
        else:
            self.tap = Tap(zipfile.ZipFile(self.path).open(self.member))  # noqa: SIM115
        return self.tap

    def open(self) -> BinaryIO:
        """The text as UTF-8, without a byte order mark."""
        tap = self.raw()
        return buffered(decoded(unpacked(given_chunks(tap))), tap)


def given_chunks(tap: Tap) -> Iterator[bytes]:
    """The bytes as given; a fault on the way becomes a BrokenError."""
    try:
        yield from pieces(cast(BinaryIO, tap), CHUNK)
    except FAULTS as fault:
        raise BrokenError(f"the file is damaged: {fault}", tap.size) from fault


def unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes with up to three layers of compression taken off."""
    for _ in range(LAYERS):
        first = next(chunks, b"")
        chunks = chain(first, chunks)
        packed = packing(first)
        if packed is None:
            break
        chunks = unpack(smaller(chunks), *packed)
    return chunks


def smaller(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces small enough to unpack."""
    for chunk in chunks:
        yield from pieces(io.BytesIO(chunk))


def decoded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes as UTF-8, without a byte order mark."""
    head, fault = gathered(chunks)
    rest = chain(head, chunks) if fault is None else failing(head, fault)
    name = encoding(head)
    text = unmarked(rest if name is None else transcode(rest, name))
    yield from (chunk.replace(b"\r", b"\n") for chunk in text) if is_classic(head) else text


def is_classic(head: bytes) -> bool:
    """Whether lines end as on a classic Mac: carriage returns and not one line feed."""
    return b"\r" in head and b"\n" not in head


def gathered(chunks: Iterator[bytes]) -> tuple[bytes, BrokenError | None]:
    """The first bytes, enough to judge by, and the fault that ended them."""
    head = bytearray()
    try:
        while len(head) < HEAD:
            chunk = next(chunks, None)
            if chunk is None:
                break
            head += chunk
    except BrokenError as fault:
        return bytes(head), fault
    return bytes(head), None


def failing(head: bytes, fault: BrokenError) -> Iterator[bytes]:
    """The bytes before a fault, then the fault."""
    yield head
    raise fault


def chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """One chunk, then the others."""
    yield first
    yield from rest


def unmarked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The text without a byte order mark at its start."""
    first = next((chunk for chunk in chunks if chunk), b"")
    yield first.removeprefix(MARK)
    yield from chunks


def buffered(chunks: Iterator[bytes], tap: Tap) -> BinaryIO:
    """Chunks as a stream one can peek into."""
    return cast(BinaryIO, io.BufferedReader(Stream(chunks, cast(BinaryIO, tap)), CHUNK))


def source(given: Given, settings: Settings) -> Source:
    """The input as readers take it. Raises OSError or a zip fault when it cannot be opened at all."""
    tap = given.raw()
    with cast(BinaryIO, tap):
        head, fault = gathered(unpacked(given_chunks(tap)))
    given.fault = fault.reason if fault and not head else binary(head)
    marked = len(MARK) if head.startswith(MARK) else 0
    return Source(given.name, utf8_head(head), given.open, settings, marked)


def utf8_head(head: bytes) -> bytes:
    """The beginning, as `open` would give it."""
    return b"".join(decoded(iter([head])))[:HEAD]


def expand(inputs: Sequence[str | Path]) -> list[Given]:
    """Every input, named apart from the others. Raises InputError for one that is missing or cannot be read."""
    found: dict[Path, Given] = {}
    for one in dict.fromkeys(map(str, inputs)):
        for given in named(one):
            found.setdefault(given.path.resolve(), given)
    if not found:
        raise InputError("no input was given: name at least one file, folder or '-'")
    apart(list(found.values()))
    everything = [member for given in found.values() for member in members(given)]
    numbered(everything)
    return everything


def numbered(givens: Sequence[Given]) -> None:
    """Names that two archive members still share get a number: the ledger tells inputs apart by name."""
    seen: Counter[str] = Counter()
    for given in givens:
        seen[given.name] += 1
        if seen[given.name] > 1:
            given.name = f"{given.name}~{seen[given.name]}"


def named(one: str) -> Iterator[Given]:
    """The files one argument stands for."""
    path = Path(one)
    if one == "-":
        yield spooled("stdin", sys.stdin.buffer)
    elif path.is_dir():
        yield from folder(path)
    elif path.exists():
        yield readable(path, path.name)
    else:
        matches = sorted(glob.glob(one, recursive=True))
        if not matches:
            raise InputError(f"{one}: there is no such file or folder; check the name")
        for match in matches:
            yield from named(match)


def spooled(name: str, stream: IO[bytes]) -> Given:
    """A stream that can be read once, copied to a temporary file."""
    spool = tempfile.NamedTemporaryFile(prefix="hubbub-")  # noqa: SIM115
    shutil.copyfileobj(stream, spool)
    spool.flush()
    return Given(name, Path(spool.name), spool.tell(), temporary=spool)


def folder(path: Path) -> Iterator[Given]:
    """The files of a folder, sorted; hidden ones, and reports of ours that lie in it, are left out."""
    ours = {one.parent for one in path.rglob("findings.json") if (one.parent / "run.json").exists()}
    names = sorted(
        (one for one in path.rglob("*") if one.is_file() and not hidden(one.relative_to(path)) and ours.isdisjoint(one.parents)),
        key=lambda one: one.relative_to(path).parts,
    )
    if not names:
        raise InputError(f"{path}: the folder holds no files; name one that does")
    for one in names:
        yield readable(one, one.relative_to(path).as_posix())


def hidden(path: Path) -> bool:
    """Whether any part of a path starts with a dot."""
    return any(part.startswith(".") for part in path.parts)


def readable(path: Path, name: str) -> Given:
    """A file that can be opened. Raises InputError when it cannot."""
    if not os.access(path, os.R_OK):
        raise InputError(f"{path}: this file cannot be read; check its permissions (chmod +r)")
    if path.is_file():
        return Given(name, path, path.stat().st_size)
    with path.open("rb") as stream:  # a pipe, such as bash's <(...)
        return spooled(name, stream)


def apart(givens: Sequence[Given]) -> None:
    """Names that clash get their parent folders in front, one at a time, until each is distinct."""
    depth = 0
    while clashing := [name for name, count in Counter(one.name for one in givens).items() if count > 1]:
        depth += 1
        for given in givens:
            if given.name in clashing:
                given.name = longer(given, depth)


def longer(given: Given, depth: int) -> str:
    """A longer name: one more parent folder, or a number where there are no more."""
    parts = given.path.absolute().parts[1:]
    size = given.name.count("/") + 2
    return "/".join(parts[-size:]) if size <= len(parts) and not given.temporary else f"{given.name}~{depth}"


def members(given: Given) -> Iterator[Given]:
    """The members of a zip archive, or the input itself."""
    with given.path.open("rb") as stream:
        if stream.read(4) not in {b"PK\x03\x04", b"PK\x05\x06"}:
            yield given
            return
    try:
        inside = [one for one in zipfile.ZipFile(given.path).infolist() if wanted(one)]
    except FAULTS as fault:
        given.fault = f"the zip archive cannot be opened: {fault}"
        inside = []
    if not inside or any(one.filename == "[Content_Types].xml" for one in inside):
        given.fault = given.fault or zip_fault(inside)
        yield given
        return
    for one in sorted(inside, key=lambda member: member.filename):
        yield Given(f"{given.name}/{one.filename}", given.path, one.file_size, one, temporary=given.temporary)


def wanted(member: zipfile.ZipInfo) -> bool:
    """Whether an archive member is a file a person put there."""
    return not (member.is_dir() or hidden(Path(member.filename)) or member.filename.startswith("__MACOSX/"))


def zip_fault(inside: Sequence[zipfile.ZipInfo]) -> str:
    """Why a zip archive as a whole is not read."""
    if not inside:
        return "the zip archive holds no files"
    return "an office document; save it as CSV (UTF-8) or plain text and give that file"
