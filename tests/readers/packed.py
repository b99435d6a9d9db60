"""Archives and packings made in memory, for the tests of reading."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping

import zstandard

Packer = Callable[[bytes], bytes]


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            one = tarfile.TarInfo(name)
            one.size = len(data)
            archive.addfile(one, io.BytesIO(data))
    return out.getvalue()


def blocks(data: bytes, rows: int = 2) -> bytes:
    """Lines as .zst_blocks: the packed size, then a frame of a row count, offsets and sizes, and the rows."""
    lines, out = data.splitlines(), b""
    for first in range(0, len(lines), rows):
        some = lines[first : first + rows]
        places = [(sum(map(len, some[:number])), len(one)) for number, one in enumerate(some)]
        block = struct.pack("<I", len(some)) + b"".join(struct.pack("<II", *one) for one in places) + b"".join(some)
        packed = zstandard.compress(block)
        out += struct.pack("<I", len(packed)) + packed
    return out


def unchecked(data: bytes) -> bytes:
    """xz without a check, as Instaloader writes it."""
    return lzma.compress(data, check=lzma.CHECK_NONE)


def long_window(data: bytes) -> bytes:
    """zstd with a window of 2 GiB, as Reddit's archives have."""
    settings = zstandard.ZstdCompressionParameters.from_level(1, window_log=31, enable_ldm=True)
    packer = zstandard.ZstdCompressor(compression_params=settings).compressobj()
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Packer] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "xz without check": unchecked,
    "lzma": lambda data: lzma.compress(data, format=lzma.FORMAT_ALONE),
    "zstd": zstandard.compress,
}
ARCHIVES: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "zip": zipped,
    "tar": tarred,
    "tar, pax": lambda members: tarred(members, tarfile.PAX_FORMAT),
    "tar, v7": lambda members: tarred(members, tarfile.USTAR_FORMAT),
}


def repacked(members: Mapping[str, bytes], method: int) -> bytes:
    """A zip archive whose members are packed another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def zstd_zipped(data: bytes) -> bytes:
    """A zip archive with one member `a` in zstd, as `zipfile` writes none: stored first, then given its method, size and sum."""
    packed = zstandard.compress(data)
    out = bytearray(repacked({"a": packed}, zipfile.ZIP_STORED))
    for mark, method, sums in ((b"PK\x03\x04", 8, 14), (b"PK\x01\x02", 10, 16)):
        place = out.index(mark)
        out[place + method : place + method + 2] = struct.pack("<H", 93)
        out[place + sums : place + sums + 4] = struct.pack("<I", zlib.crc32(data))
        out[place + sums + 8 : place + sums + 12] = struct.pack("<I", len(data))
    return bytes(out)
