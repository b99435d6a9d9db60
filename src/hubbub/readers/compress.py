"""Compressed inputs, told by their first bytes, unpacked piece by piece."""

import bz2
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol, TypeVar

import zstandard

from hubbub.errors import InputError

R = TypeVar("R")
PIECE = 8192  # compressed bytes unpacked at a time
STEP = 1024  # of zstd, whose shortest block of four bytes holds 128 KiB
CHUNK = 2**18  # bytes unpacked at a time: bounds the memory a hostile archive can take before a limit counts them
MEMORY = 2**30  # the largest dictionary of xz
BLOCK = 2**26  # the longest block of .zst_blocks, packed; four times that unpacked
FAULTS = (EOFError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, zstandard.ZstdError)


class BrokenError(InputError):
    """The input ends or is damaged in the middle; everything before it was delivered."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


class Ended(Protocol):
    """What knows of the end of a packed stream."""

    @property
    def eof(self) -> bool:
        """Whether the end of the packed stream was seen."""

    @property
    def unused_data(self) -> bytes:
        """What follows that end."""


class Unpacker(Ended, Protocol):
    """A packed stream on its way."""

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        """The next unpacked bytes, a bounded part at a time: from few packed bytes may come very many."""


class Wrapped:
    """What a library's own unpacker knows of the end of its stream."""

    inner: Ended

    @property
    def eof(self) -> bool:
        """See `Unpacker`."""
        return self.inner.eof

    @property
    def unused_data(self) -> bytes:
        """See `Unpacker`."""
        return self.inner.unused_data


class Deflate(Wrapped):
    """A gzip member; with `wbits` of 15, the deflate of HTTP."""

    inner: "zlib._Decompress"

    def __init__(self, wbits: int = 31) -> None:
        self.inner = zlib.decompressobj(wbits)

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        """See `Unpacker`. A part that is not full is the last, even where all that was packed is used up before."""
        full = True
        while full and not self.inner.eof:
            found = self.inner.decompress(data, CHUNK)
            data = self.inner.unconsumed_tail
            full = len(found) == CHUNK or bool(data)
            yield found


class Keeping(Wrapped):
    """A bzip2, xz or old lzma stream: the unpacker keeps what it was given and has not unpacked."""

    inner: "bz2.BZ2Decompressor | lzma.LZMADecompressor"

    def __init__(self, inner: "bz2.BZ2Decompressor | lzma.LZMADecompressor") -> None:
        self.inner = inner

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        """See `Unpacker`."""
        yield self.inner.decompress(data, CHUNK)
        while not self.inner.eof and not self.inner.needs_input:
            yield self.inner.decompress(b"", CHUNK)


class Zstd:
    """A zstd frame; Reddit's archives use windows of 2 GiB."""

    def __init__(self) -> None:
        self.inner = zstandard.ZstdDecompressor(max_window_size=2**31).decompressobj()
        self.unused_data = b""

    @property
    def eof(self) -> bool:
        """See `Unpacker`."""
        return self.inner.eof

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        """See `Unpacker`: the library sets no bound, so it is given little at a time."""
        for place in range(0, len(data), STEP):
            yield self.inner.decompress(data[place : place + STEP])
            if self.inner.eof:
                self.unused_data = self.inner.unused_data + data[place + STEP :]
                return


def bzip2() -> Unpacker:
    """A fresh bzip2 stream."""
    return Keeping(bz2.BZ2Decompressor())


def xz() -> Unpacker:
    """A fresh xz or old lzma stream, whatever its check: Instaloader writes none."""
    return Keeping(lzma.LZMADecompressor(memlimit=MEMORY))


class Blocks:
    """Arctic Shift's .zst_blocks: the packed size, then a zstd frame of a row count, offsets and sizes, and the rows."""

    unused_data = b""

    def __init__(self) -> None:
        self.rest = bytearray()
        self.eof = False

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        """The rows of every block that is whole, a line each. Raises ZstdError."""
        self.rest += data
        while len(self.rest) >= 4 and len(self.rest) - 4 >= (size := packed_size(self.rest)):
            packed = bytes(self.rest[4 : 4 + size])
            del self.rest[: 4 + size]
            yield from block_rows(packed)
        self.eof = not self.rest


def packed_size(start: bytearray) -> int:
    """The packed size of a block. Raises ZstdError when it is none to believe."""
    size = int.from_bytes(start[:4], "little")
    if size > BLOCK:
        raise zstandard.ZstdError(f"a block of {size:,} bytes; {BLOCK:,} is the most that is read")
    return size


def block_rows(packed: bytes) -> Iterator[bytes]:
    """The rows of one block, a line each, many at a time. Raises ZstdError when its table of rows does not fit its bytes."""
    with zstandard.ZstdDecompressor(max_window_size=4 * BLOCK).stream_reader(packed) as reader:
        block = reader.read(4 * BLOCK + 1)
    count = int.from_bytes(block[:4], "little")
    start = 4 + 8 * count
    if not 4 <= start <= len(block) <= 4 * BLOCK:
        raise zstandard.ZstdError("a block without its rows")
    if sum(size for _, size in struct.iter_unpack("<II", block[4:start])) > len(block):
        raise zstandard.ZstdError("a block whose rows overlap")
    places = struct.iter_unpack("<II", block[4:start])
    yield from parts(block[start + place : start + place + size].rstrip(b"\n") + b"\n" for place, size in places)


def parts(rows: Iterable[bytes]) -> Iterator[bytes]:
    """Rows put together to some CHUNK bytes at a time; empty at the end where there are no more."""
    found = bytearray()
    for row in rows:
        found += row
        if len(found) >= CHUNK:
            yield bytes(found)
            found.clear()
    yield bytes(found)


MAGIC: tuple[tuple[re.Pattern[bytes], str, Callable[[], Unpacker]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), "gzip", Deflate),
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), "zstd", Zstd),
    (re.compile(rb"\xfd7zXZ\x00"), "xz", xz),
    (re.compile(rb"\x5d\x00\x00[\x00-\xff]{2}(?:\xff{8}|[\x00-\xff]{5}\x00{3})"), "lzma", xz),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2", bzip2),
    (re.compile(rb"[\x00-\xff]{3}[\x00-\x04]\x28\xb5\x2f\xfd"), "zst_blocks", Blocks),
)


def packing(head: bytes) -> tuple[str, Callable[[], Unpacker]] | None:
    """The name and decompressor of a packed stream, None for any other."""
    return next(((name, make) for magic, name, make in MAGIC if magic.match(head)), None)


def pieces(stream: BinaryIO, size: int = PIECE) -> Iterator[bytes]:
    """The stream in pieces."""
    while piece := stream.read(size):
        yield piece


def unpack(packed: Iterator[bytes], name: str, make: Callable[[], Unpacker]) -> Iterator[bytes]:
    """The unpacked bytes of every member in turn. Raises BrokenError after the last whole piece."""
    unpacker, offset, rest = make(), 0, b""
    try:
        for piece in packed:
            rest = piece
            while rest:
                unpacker = make() if unpacker.eof else unpacker
                for data in unpacker.feed(rest):
                    offset += len(data)
                    yield data
                rest = unpacker.unused_data if unpacker.eof else b""
    except FAULTS as fault:
        raise BrokenError(f"the {name} data is damaged: {fault}", offset) from fault
    if not unpacker.eof:
        raise BrokenError(f"the {name} data ends before its end mark: the file was cut short", offset)


class Stream(io.RawIOBase):
    """Chunks as a raw stream; closing it closes their source."""

    def __init__(self, chunks: Iterator[bytes], source: BinaryIO) -> None:
        super().__init__()
        self.chunks = chunks
        self.source = source
        self.rest = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer from the next chunk that holds anything."""
        while not self.rest:
            chunk = next(self.chunks, None)
            if chunk is None:
                return 0
            self.rest = memoryview(chunk)
        size = min(len(buffer), len(self.rest))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size

    def close(self) -> None:
        """Closes the source too."""
        self.source.close()
        super().close()


def chunks(rows: Iterable[R], size: int) -> Iterator[list[R]]:
    """Rows in lists of at most that many. What came before a fault is handed on before the fault is."""
    chunk: list[R] = []
    try:
        for row in rows:
            chunk.append(row)
            if len(chunk) >= size:
                yield chunk
                chunk = []
    except BrokenError:
        yield chunk
        raise
    yield chunk
