"""Tar archives, header by header: no list of members is kept, no header takes more than a mebibyte, nothing is written.

POSIX.1-2001 (pax), GNU and old v7 headers. Damaged headers are passed until one is whole again.
"""

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, NamedTuple

BLOCK = 512
LARGEST = 2**60  # bytes of a member
LONGEST = 2**20  # bytes of a long name or of pax records
FILES = b"07\x00"
FOLDER = b"5"
LONG_NAME, PAX = b"L", b"xX"
ASIDE = b"KgVDN"  # long link names, global headers, labels: no members
KINDS = {
    b"1": "a link to another member; links in archives are not followed",
    b"2": "a symbolic link; links in archives are not followed",
    b"3": "a device, which no archive of posts holds",
    b"4": "a device, which no archive of posts holds",
    b"6": "a named pipe, which no archive of posts holds",
    b"S": "a sparse file; pack it again with plain tar",
    b"M": "a part of a member that begins in another volume",
}
DAMAGED = "the tar archive is damaged: a member's header is not whole"
CUT = "the tar archive ends before its end mark: it may be cut short"


class Entry(NamedTuple):
    """One member: its content is `size` bytes from `start`. `fault` says why it is none to read; `name` may then be empty."""

    name: str
    start: int
    size: int
    fault: str | None = None


class Forward(io.RawIOBase):
    """A stream that only goes forward, with a place that can be moved forward."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.stream = stream
        self.place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How far it was read."""
        return self.place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Reads on."""
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.place += len(data)
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves on to a place ahead, or to the end."""
        assert whence == io.SEEK_SET, "only ahead"  # noqa: S101
        while self.place < offset and self.read(min(offset - self.place, 2**18)):
            pass
        return self.place

    def close(self) -> None:
        """Closes the stream too."""
        self.stream.close()
        super().close()


@dataclass(slots=True)
class Header:
    """The fields of one header that matter here."""

    name: str
    size: int
    kind: bytes


def is_tar(head: bytes) -> bool:
    """Whether the beginning is a tar header: its sum is right."""
    return len(head) >= BLOCK and any(head[:100]) and header(head[:BLOCK]) is not None


def entries(stream: IO[bytes]) -> Iterator[Entry]:
    """Every member but folders, with one entry for each damaged stretch. The caller may read the stream in between."""
    place, sound, ended = 0, True, False
    named: dict[str, str] = {}
    while True:
        stream.seek(place)
        raw = block(stream)
        found = header(raw) if len(raw) == BLOCK and any(raw) else None
        if not raw or (found is None and len(raw) < BLOCK):
            break
        place += BLOCK
        if found is None:
            if any(raw) and sound:
                yield Entry("", place - BLOCK, 0, DAMAGED)
            ended, sound, named = ended or not any(raw), not any(raw), {}
            continue
        sound = True
        start, size = place, sized(found, named)
        place += -(-size // BLOCK) * BLOCK
        if found.kind in LONG_NAME or found.kind in PAX:
            named |= extended(stream, found)
        elif found.kind not in ASIDE:
            yield from member(found, named, start, size)
            named = {}
    if raw or not ended:
        yield Entry("", place, 0, CUT)


def block(stream: IO[bytes]) -> bytes:
    """The next block, shorter only at the end."""
    parts, left = [], BLOCK
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def header(raw: bytes) -> Header | None:
    """The fields of a block, None when its sum is wrong or its size is none."""
    total, size = number(raw[148:156]), number(raw[124:136])
    if total != sum(raw[:148]) + 8 * 32 + sum(raw[156:]) or size is None or size >= LARGEST:
        return None
    prefix = raw[345:500] if raw[257:263] == b"ustar\x00" else b""
    name = "/".join(filter(None, (text(prefix), text(raw[:100]))))
    kind = raw[156:157]
    return Header(name, 0 if kind in b"123456" and kind else size, FOLDER if kind in FILES and name.endswith("/") else kind)


def number(field: bytes) -> int | None:
    """A number in octal digits, or in binary when the first bit is set; None for a negative or impossible one."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \x00") or b"0"
    return int(digits, 8) if digits.isdigit() and not {*b"89"} & {*digits} else None


def text(field: bytes) -> str:
    """A name, up to its first null byte."""
    return field.partition(b"\x00")[0].decode("utf-8", "replace")


def sized(found: Header, named: dict[str, str]) -> int:
    """The size of a member's content: its pax records say so where a header cannot."""
    given = named.get("size", "")
    is_member = found.kind not in LONG_NAME and found.kind not in PAX and found.kind not in ASIDE
    return int(given) if is_member and given.isascii() and given.isdigit() and len(given) < 19 else found.size


def extended(stream: IO[bytes], found: Header) -> dict[str, str]:
    """What a long name or pax records say of the next member; nothing where they are too long to believe."""
    if found.size > LONGEST:
        return {}
    blocks = (block(stream) for _ in range(-(-found.size // BLOCK)))
    raw = b"".join(itertools.takewhile(bool, blocks))[: found.size]
    return {"path": text(raw)} if found.kind in LONG_NAME else dict(records(raw))


def records(raw: bytes) -> Iterator[tuple[str, str]]:
    """Names and values of pax records: `length name=value`, the length that of the whole record."""
    place = 0
    while place < len(raw):
        digits = raw[place : place + 8].partition(b" ")[0]
        length = int(digits) if digits.isdigit() else 0
        name, equals, value = raw[place + len(digits) + 1 : place + length - 1].partition(b"=")
        if length <= len(digits) + 1 or not equals:
            return
        yield name.decode("utf-8", "replace"), value.decode("utf-8", "replace")
        place += length


def member(found: Header, named: dict[str, str], start: int, size: int) -> Iterator[Entry]:
    """The entry of a header, none for a folder."""
    name = named.get("path") or found.name
    if found.kind in FILES:
        sparse = any(one.startswith("GNU.sparse.") for one in named)
        yield Entry(name, start, size, KINDS[b"S"] if sparse else None)
    elif found.kind != FOLDER:
        yield Entry(name, start, size, KINDS.get(found.kind, "of a kind that is not known"))
