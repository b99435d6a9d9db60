"""Our own byte-level line reader: engines drop or merge malformed lines, this one accounts for each of them."""

from collections.abc import Iterator
from typing import BinaryIO

from hubbub.readers.base import Row

MARK = b"\xef\xbb\xbf"
KEPT = 4096  # bytes of a faulty row that are kept to show it
SKIP = 2**20
LF, CR = 10, b"\r"
quick = tuple.__new__  # a named tuple by its own constructor costs more than finding the line


def lines(stream: BinaryIO, limit: int) -> Iterator[Row]:
    """Every line, blank ones too, without its ending (LF or CRLF). A line over `limit` bytes is skipped and faulty."""
    offset = skip_mark(stream)
    number = 0
    readline, most = stream.readline, limit + 2
    while raw := readline(most):
        number += 1
        size = len(raw)
        if size > limit and not raw.endswith(b"\n"):
            size += skip_line(stream)
            yield Row(number, offset, raw[:KEPT], long(limit))
        else:
            yield quick(Row, (number, offset, raw[:-1] if raw[-1] == LF and raw[-2:-1] != CR else ended(raw), None))
        offset += size


def long(limit: int) -> str:
    """The reason for a row over the limit, with the remedy."""
    return f"the row is longer than {limit:,} bytes (--limit row=… allows more)"


def skip_mark(stream: BinaryIO) -> int:
    """Leaves out a UTF-8 byte order mark; the number of bytes left out. The stream must be able to peek."""
    peek = getattr(stream, "peek", None)
    if peek is None or not peek(3).startswith(MARK):
        return 0
    return len(stream.read(3))


def ended(raw: bytes) -> bytes:
    """A line without its ending."""
    if raw.endswith(b"\r\n"):
        return raw[:-2]
    return raw[:-1] if raw.endswith(b"\n") else raw


def skip_line(stream: BinaryIO) -> int:
    """Reads to the end of the line, keeping nothing; the number of bytes read."""
    size = 0
    while raw := stream.readline(SKIP):
        size += len(raw)
        if raw.endswith(b"\n"):
            break
    return size
