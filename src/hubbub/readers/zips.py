"""Members of zip archives, unpacked a bounded part at a time: `zipfile` unpacks all that a little bzip2 or LZMA holds at once."""

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from copy import copy
from typing import IO, BinaryIO, cast

from hubbub.readers.compress import MEMORY, Keeping, Stream, Unpacker, Zstd, bzip2, pieces

FIELDS = b"\x05\x00"  # how long the fields are that begin a member's LZMA
UNKNOWN = b"\xff" * 8
ENDS = 2  # the flag of LZMA that marks its own end
SHORT = "a member ends before all of it is unpacked"


def alone() -> Unpacker:
    """A fresh old lzma stream: how LZMA stands in a zip archive, but for its first bytes."""
    return Keeping(lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=MEMORY))


METHODS: dict[int, Callable[[], Unpacker]] = {zipfile.ZIP_BZIP2: bzip2, zipfile.ZIP_LZMA: alone, 93: Zstd}


def member(whole: zipfile.ZipFile, one: zipfile.ZipInfo) -> IO[bytes]:
    """A member opened. It and its stream raise what `zipfile` raises."""
    make = METHODS.get(one.compress_type)
    if make is None:
        return whole.open(one)
    packed = copy(one)  # taken as if it was stored, to be given as it is packed
    packed.compress_type, packed.file_size = zipfile.ZIP_STORED, one.compress_size
    packed.CRC = None  # type: ignore[assignment]  # that of the unpacked bytes is told below
    raw = cast(BinaryIO, whole.open(packed))
    data = relaid(raw, one) if one.compress_type == zipfile.ZIP_LZMA else pieces(raw)
    return cast(IO[bytes], Stream(checked(unpacked(data, make()), one), raw))


def relaid(raw: BinaryIO, one: zipfile.ZipInfo) -> Iterator[bytes]:
    """The LZMA of a member as an old lzma stream: its fields, then its size, which the archive keeps elsewhere."""
    start = raw.read(9)
    if start[2:4] != FIELDS:
        raise zipfile.BadZipFile("LZMA without its fields")
    yield start[4:] + (UNKNOWN if one.flag_bits & ENDS else one.file_size.to_bytes(8, "little"))
    yield from pieces(raw)


def unpacked(packed: Iterator[bytes], unpacker: Unpacker) -> Iterator[bytes]:
    """The unpacked bytes, as far as there are any."""
    for piece in packed:
        yield from unpacker.feed(piece)
        if unpacker.eof:
            return


def checked(parts: Iterator[bytes], one: zipfile.ZipInfo) -> Iterator[bytes]:
    """As many bytes as the archive says a member has. Raises EOFError or BadZipFile, after them, when they are not those."""
    left, crc = one.file_size, 0
    while left:
        part = next(parts, None)
        if part is None:
            raise EOFError(SHORT)
        found = part[:left]
        left, crc = left - len(found), zlib.crc32(found, crc)
        yield found
    if crc != one.CRC:
        raise zipfile.BadZipFile(f"Bad CRC-32 for file {one.filename!r}")
