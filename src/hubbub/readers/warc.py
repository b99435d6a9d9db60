"""Web archives: each page in a WARC file is read as an article; every other record is an entry that says what it is.

Records are found by their own lengths, and after damage by the next line that begins one (ISO 28500). Libraries for WARC stop at
the first damaged record, or give a page that is cut as if it were whole; here both are entries, and reading goes on.
"""

import codecs
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import BinaryIO

from hubbub.readers.article import ARTICLE_READERS
from hubbub.readers.base import Evidence, Item, Shape, Source, Whole, each, sample
from hubbub.readers.compress import CHUNK, BrokenError, Deflate, packing, pieces, unpack
from hubbub.readers.dates import when
from hubbub.readers.encoding import WARC
from hubbub.readers.lines import KEPT
from hubbub.records import Article, Post, Quotation, Unreadable

START = 2**16  # bytes in which the head of an HTTP response ends
LINES = 256  # lines of a record's head
PAGES = ("text/html", "application/xhtml+xml")
TEXT = "text/plain"
BEGINNING = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
HEAD_END = re.compile(rb"\r?\n\r?\n")
SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
STRAY = "no record of a web archive: the file is damaged here, or a record's length is wrong"
CUT = "the record is cut short"
LENGTHLESS = "a record without a length"
HELD = ("response", "resource", "conversion")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its head, the beginning of its block, and the stream that holds the rest of it."""

    offset: int
    head: Mapping[str, str]
    start: bytes
    size: int
    rest: BinaryIO
    fault: str | None = None

    @property
    def kind(self) -> str:
        """response, request, …"""
        return self.head.get("warc-type", "").lower()

    @property
    def shown(self) -> str:
        """What stands for it in the ledger: never its block, which may hold cookies and keys."""
        return sample((f"{self.kind} {self.target or ''}".strip()).encode() or self.start)

    @property
    def target(self) -> str | None:
        """The page's address."""
        found = self.head.get("warc-target-uri", "").strip("<>")
        return found if found.startswith(("http://", "https://")) else None

    @property
    def date(self) -> datetime | None:
        """When the page was fetched."""
        return when(self.head.get("warc-date", ""))[0]


class Warc:
    """See `base.Reader`."""

    name = "warc"
    shapes = (Shape("warc", "web archives of crawlers: each page an article with embedded posts"),)

    def __init__(self) -> None:
        self.readers = {one.name: one for one in ARTICLE_READERS}

    def sniff(self, source: Source) -> Evidence | None:
        """Takes what begins with a WARC record."""
        return Evidence(1.0, "records of a web archive", self.name) if BEGINNING.match(source.head) else None

    def read(self, source: Source) -> Iterator[Item]:
        """The articles, posts and quotations of every page; rows are numbered through the whole file."""
        rows = 0
        with (source.bare or source.open)() as stream:
            for record in records(stream):
                base = rows
                for item in self.items(record, source):
                    placed = place(item, record, base)
                    rows = max(rows, getattr(placed, "input_row", 0))
                    yield placed

    def items(self, record: Record, source: Source) -> Iterator[Whole]:
        """What one record holds: a page's articles and posts, or the reason why it is no page."""
        limit = source.settings.document_limit
        try:
            kind, page = content(record, limit)
        except BrokenError as fault:
            yield Unreadable(input_file=source.name, input_row=1, byte_offset=0, reason=fault.reason, sample=record.shown)
            return
        reader = self.readers["article-text" if kind == TEXT else "article-html"]
        yield from each(reader.read(Source(source.name, page[:START], lambda: io.BytesIO(page), source.settings)))


def place(item: Whole, record: Record, base: int) -> Whole:
    """An item of a page, with its row in the file, the page's address where it gives none, and when it was fetched."""
    if isinstance(item, Article):
        return item if item.url else replace(item, url=record.target)
    if isinstance(item, Post):
        return replace(item, input_row=base + item.input_row, collected_at=item.collected_at or record.date)
    if isinstance(item, Unreadable):
        return replace(item, input_row=base + item.input_row, byte_offset=record.offset)
    return item if isinstance(item, Quotation) else replace(item, input_row=base + item.input_row)


def records(stream: BinaryIO) -> Iterator[Record]:
    """Every record, with one faulty record for each damaged stretch. The caller reads at most the record's own bytes."""
    place, stray, fresh = 0, False, True
    while line := stream.readline(START):
        begins = fresh and line.startswith(WARC)
        fresh = line.endswith(b"\n")
        if not begins:
            if line.strip() and not stray:
                stray = True
                yield Record(place, {}, line[:KEPT], 0, stream, STRAY)
            place += len(line)
            continue
        stray = False
        head, size = named(stream)
        offset, place = place, place + len(line) + size
        length = head.get("content-length", "").strip()
        if not (length.isascii() and length.isdigit() and len(length) < 19):
            yield Record(offset, head, line[:KEPT], 0, stream, LENGTHLESS)
            continue
        counter = Rest(stream, int(length))
        start = counter.read(min(START, int(length)))
        yield Record(offset, head, start, int(length), io.BufferedReader(counter))
        counter.skip()
        place += int(length) - counter.left


class Rest(io.RawIOBase):
    """What is left of a record's block."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        super().__init__()
        self.stream = stream
        self.left = size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Reads on, to the end of the block."""
        data = self.stream.read(min(len(buffer), self.left))
        buffer[: len(data)] = data
        self.left -= len(data)
        return len(data)

    def skip(self) -> None:
        """Passes what no one read."""
        while self.left and (data := self.stream.read(min(CHUNK, self.left))):
            self.left -= len(data)


def named(stream: BinaryIO) -> tuple[dict[str, str], int]:
    """The named fields of a head, to its blank line, and how many bytes they took; the first field of a name counts."""
    found: dict[str, str] = {}
    size = 0
    for _ in range(LINES):
        line = stream.readline(START)
        size += len(line)
        if not line.strip():
            break
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found, size


def content(record: Record, limit: int) -> tuple[str, bytes]:
    """The type and bytes of a record's page. Raises BrokenError with the reason why there is none."""
    if record.fault:
        raise BrokenError(record.fault, record.offset)
    if record.kind not in HELD:
        raise BrokenError(f"a record of the kind '{record.kind[:40]}': no page", record.offset)
    head, start = response(record) if record.kind == "response" else (record.head, record.start)
    kind = head.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in PAGES and not (kind == TEXT and record.kind == "conversion"):
        raise BrokenError(f"a {record.kind} of the type '{kind[:60]}': no page", record.offset)
    if record.size > limit:
        raise BrokenError(f"the page is longer than {limit:,} bytes; raise --limit document=…", record.offset)
    page = start + record.rest.read()
    if len(record.start) + len(page) - len(start) < record.size:
        raise BrokenError(CUT, record.offset)
    return kind, decoded(plain(page, head, limit) if record.kind == "response" else page, head)


def response(record: Record) -> tuple[dict[str, str], bytes]:
    """The head of an HTTP response, and the beginning of its body. Raises BrokenError when it is none, or not of a page."""
    end = HEAD_END.search(record.start)
    first, _, fields = record.start[: end.start() if end else 0].partition(b"\n")
    status = first.split()[1:2]
    if not first.startswith(b"HTTP/") or not status or not end:
        raise BrokenError("a response without an HTTP head", record.offset)
    if status[0] != b"200":
        raise BrokenError(f"a response with the status {status[0][:20].decode('ascii', 'replace')}: no page", record.offset)
    return named(io.BytesIO(fields))[0], record.start[end.end() :]


def plain(body: bytes, head: Mapping[str, str], limit: int) -> bytes:
    """The body of a response without its chunks and packing. Crawlers often undo them and leave the fields that name them."""
    if "chunked" in head.get("transfer-encoding", "").lower():
        body = joined(body)
    way = head.get("content-encoding", "").strip().lower()
    packed = packing(body) or (
        ("deflate", partial(Deflate, zlib.MAX_WBITS)) if way == "deflate" and body[:1] == b"\x78" else None
    )
    if packed is None:
        if way == "br" and b"<" not in body[:1024]:
            raise BrokenError("the page is packed with Brotli, which is not read", 0)
        return body
    return whole(unpack(pieces(io.BytesIO(body)), *packed), limit)


def whole(chunks: Iterator[bytes], limit: int) -> bytes:
    """Chunks as one. Raises BrokenError when they are more than a page may have."""
    found = bytearray()
    for chunk in chunks:
        found += chunk
        if len(found) > limit:
            raise BrokenError(f"the page unpacks to more than {limit:,} bytes; raise --limit document=…", 0)
    return bytes(found)


def joined(body: bytes) -> bytes:
    """A body out of its chunks; as it stands when it is in none. Raises BrokenError when a chunk is cut or damaged."""
    parts: list[bytes] = []
    place = 0
    while size := SIZE.match(body, place):
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        place = size.end() + length
        place += 2 if body[place : place + 2] == b"\r\n" else 1 if body[place : place + 1] == b"\n" else 0
    if not parts:
        return body
    raise BrokenError("the page's chunks break off: it is cut short or damaged", 0)


def decoded(page: bytes, head: Mapping[str, str]) -> bytes:
    """The page in UTF-8: as it is, else from the encoding that its HTTP head names, else left to what the page says."""
    found = CHARSET.search(head.get("content-type", ""))
    try:
        name = codecs.lookup(found[1]).name if found else "utf-8"
        return page if name in {"utf-8", "ascii"} or is_utf8(page) else page.decode(name, "replace").encode("utf-8", "replace")
    except (LookupError, UnicodeError):
        return page


def is_utf8(page: bytes) -> bool:
    """Whether a page is UTF-8, whatever its head says."""
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True
