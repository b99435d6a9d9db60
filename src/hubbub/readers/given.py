"""One input on its way to the readers: opened as often as needed, hashed, unpacked within limits, turned into UTF-8."""

import hashlib
import io
import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, BinaryIO, cast

from hubbub.errors import InputError
from hubbub.readers.alphabets import HIGH, is_foreign
from hubbub.readers.base import Settings, Source
from hubbub.readers.compress import CHUNK, FAULTS, BrokenError, Stream, packing, pieces, unpack
from hubbub.readers.encoding import MARKUP, MIXED, WARC, WEST, binary, damage, encoding, guess, transcode
from hubbub.readers.lines import MARK

HEAD = 256 * 2**10
FIRST = 1024  # bytes by which archives and packed streams are told
FREE = 64 * 2**20  # bytes that may be unpacked from anything, however small
Rows = Callable[[], Iterator[bytes]]


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


class View(io.RawIOBase):
    """A part of a file that others read too: it has a place of its own, and closing it leaves the file open."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        super().__init__()
        self.file = file
        self.start = start
        self.size = size
        self.place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Its own place."""
        return self.place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves its own place."""
        self.place = max(0, offset + (0, self.place, self.size)[whence])
        return self.place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Reads on from its own place."""
        self.file.seek(self.start + self.place)
        data = self.file.read(max(0, min(len(buffer), self.size - self.place)))
        buffer[: len(data)] = data
        self.place += len(data)
        return len(data)


@dataclass(slots=True)
class Meter:
    """How far one file may unpack, all that it holds together: the same whatever other inputs there are."""

    packed: int
    settings: Settings
    unpacked: int = 0
    members: int = 0

    def grow(self, size: int) -> None:
        """Counts unpacked bytes. Raises BrokenError, which names the limit and how to raise it."""
        self.unpacked += size
        self.afford(0)

    def afford(self, size: int) -> None:
        """Raises BrokenError where so many bytes more would be too many. Counts none."""
        most, ratio, unpacked = self.settings.unpack_limit, self.settings.ratio_limit, self.unpacked + size
        if unpacked > most:
            raise BrokenError(f"it unpacks to more than {most:,} bytes; if it is sound, raise --limit unpack=…", self.unpacked)
        if self.packed and unpacked > max(FREE, ratio * self.packed):
            raise BrokenError(
                f"it unpacks to more than {ratio:,} times its size; if it is sound, raise --limit ratio=…", self.unpacked
            )


@dataclass(slots=True)
class Given:
    """One input: a file, a member of an archive, a sheet of a workbook. `stream` opens it anew, as it lies there.

    `rows` gives it as text where it is a table that is no text; `kind` then says what it is.
    """

    name: str
    size: int
    stream: Callable[[], IO[bytes]]
    path: Path | None = None
    packed: bool = False  # its stream unpacks as it is read, or goes only forward: it cannot be sought
    fault: str | None = None  # why it cannot be opened
    stamp: Callable[[], object] | None = None  # differs once the file was changed
    before: object = None
    rows: Rows | None = None
    kind: str = ""
    guess: str = ""  # what it is read as, where that is not certain
    depth: int = 0  # archives and packings around it
    meter: Meter | None = None
    spool: IO[bytes] | None = field(default=None, repr=False)  # closed once it is read
    most: int = 0  # bytes unpacked so far, in the reading that came furthest
    tap: Tap | None = field(default=None, repr=False)

    def raw(self) -> Tap:
        """The bytes as given, from the start. Raises OSError, or what `zipfile` raises on a damaged archive."""
        self.tap = Tap(self.stream())
        return self.tap

    def again(self) -> Tap:
        """The bytes as given, from the start. Raises BrokenError when the input can no longer be opened."""
        try:
            return self.raw()
        except FAULTS as fault:
            raise BrokenError(f"it can no longer be opened: {fault}", 0) from fault

    def open(self) -> BinaryIO:
        """The text as UTF-8, without a byte order mark."""
        tap = self.again()
        return buffered(self.counted(self.rows()) if self.rows else decoded(self.unpacked(tap)), tap)

    def bare(self) -> BinaryIO:
        """The bytes unpacked and otherwise as they are."""
        tap = self.again()
        return buffered(self.unpacked(tap), tap)

    def unpacked(self, tap: Tap) -> Iterator[bytes]:
        """The bytes with every layer of compression taken off. Raises BrokenError where a limit is passed."""
        return peeled(self, tap)[1]

    def counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Unpacked bytes on their way through the meter; what an earlier reading counted is not counted again."""
        seen = 0
        for chunk in chunks:
            seen += len(chunk)
            grown = max(0, seen - self.most)
            self.most += grown
            if self.meter:
                self.meter.grow(grown)
            yield chunk

    def settled(self) -> None:
        """Raises InputError when the file is no longer the one that was named."""
        if self.stamp and self.stamp() != self.before:
            raise InputError(f"{self.name}: the file changed while it was read; copy it, and give the copy")


def stamped(path: Path) -> object:
    """What changes when a file does; None once it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def broken(name: str, fault: str) -> Given:
    """An input that is named only to say why it is not read."""
    return Given(name, 0, io.BytesIO, fault=fault)


def failed(given: Given, fault: str) -> Given:
    """An archive that is not read, or not read to its end."""
    return Given(given.name, given.size, given.stream, given.path, fault=fault)


def of_file(path: Path, name: str) -> Given:
    """A file on disk."""
    given = Given(name, os.path.getsize(path), lambda: path.open("rb", buffering=0), path, stamp=lambda: stamped(path))
    given.before = stamped(path)
    return given


def given_chunks(tap: Tap) -> Iterator[bytes]:
    """The bytes as given; a fault on the way becomes a BrokenError."""
    try:
        yield from pieces(cast(BinaryIO, tap), CHUNK)
    except FAULTS as fault:
        raise BrokenError(f"the file is damaged: {fault}", tap.size) from fault


def peeled(given: Given, tap: Tap) -> tuple[int, Iterator[bytes]]:
    """How many layers of compression there are, and the bytes without them. Of the layers the largest counts."""
    chunks = given_chunks(tap)
    chunks = given.counted(chunks) if given.packed else chunks
    limit = given.meter.settings.depth_limit if given.meter else Settings().depth_limit
    for layers in itertools.count():
        first, fault = gathered(chunks, FIRST)
        chunks = chain(first, chunks) if fault is None else failing(first, fault)
        packed = packing(first)
        if packed is None:
            return layers, chunks
        if given.depth + layers >= limit:
            return layers, failing(b"", BrokenError(deep(limit), 0))
        chunks = given.counted(unpack(smaller(chunks), *packed))
    raise AssertionError("counting has no end")


def deep(limit: int) -> str:
    """Why something wrapped too often is not read."""
    return f"it is packed more than {limit:,} times over; if it is sound, raise --limit depth=…"


def smaller(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces small enough to unpack."""
    for chunk in chunks:
        yield from pieces(io.BytesIO(chunk))


def decoded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes as UTF-8, without a byte order mark."""
    head, fault = gathered(chunks)
    rest = chain(head, chunks) if fault is None else failing(head, fault)
    name = encoding(head)
    plain = name is None and head.isascii() and not MARKUP.match(head)
    text = unmarked(later(rest) if plain else rest if name is None else transcode(rest, name))
    first = next(text, b"")
    text = chain(first, text)
    yield from (chunk.replace(b"\r", b"\n") for chunk in text) if is_classic(first) else text


def later(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The text as UTF-8 where its beginning fits any encoding: what follows the first byte that is not ASCII tells it."""
    for chunk in chunks:
        if found := HIGH.search(chunk):
            more, fault = gathered(chunks)
            rest = chain(chunk + more, chunks) if fault is None else failing(chunk + more, fault)
            shown = (chunk + more)[found.start() : found.start() + HEAD]
            name = damage(shown)
            if name == WEST:  # one such letter may come before much that is UTF-8; what is neither stays as it is, unreadable
                name = None if is_foreign(shown) else MIXED
            yield from rest if name is None else transcode(rest, name)
            return
        yield chunk


def is_classic(head: bytes) -> bool:
    """Whether lines end as on a classic Mac: carriage returns and not one line feed."""
    return b"\r" in head and b"\n" not in head


def gathered(chunks: Iterator[bytes], size: int = HEAD) -> tuple[bytes, BrokenError | None]:
    """The first bytes, enough to judge by, and the fault that ended them."""
    head = bytearray()
    try:
        while len(head) < size:
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
        head, fault = gathered(given.counted(given.rows()) if given.rows else given.unpacked(tap))
    if fault and not head:
        given.fault = fault.reason
    elif given.rows is None:
        given.fault = binary(head)
        given.guess = "" if given.fault or head.startswith(WARC) else guess(head)
    marked = len(MARK) if head.startswith(MARK) else 0
    return Source(given.name, as_opened(head, given), given.open, settings, marked, given.bare)


def as_opened(head: bytes, given: Given) -> bytes:
    """The beginning, as the reader that takes it opens it: bytes of a WARC file, else text."""
    return (head if given.rows or head.startswith(WARC) else b"".join(decoded(iter([head]))))[:HEAD]
