"""Archives and packings made in memory, for the tests of reading."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
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
