"""What a reader is: it recognises one platform's shapes by their content and turns each row into records.

Contract of every reader, asserted by `tests/contracts/test_readers.py` over `read.READERS`:

* every row ends as exactly one Post, Excluded or Unreadable: rows in == posts + excluded + unreadable;
* a reader never raises on content: what it cannot read becomes an Unreadable with file, row, byte offset and sample;
* ids stay strings; `Post.text` is the author's text as the platform holds it (HTML bodies become text);
* `sniff` looks at content, never at the file's name, and says why.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO, NamedTuple, Protocol

from hubbub.records import Article, Excluded, Post, Quotation, Recovered, Unreadable

CONTENT = (
    *("post_id", "author_key", "text", "created_at", "parent_uid", "root_uid", "url", "lang"),
    *("likes", "replies", "reposts", "views"),
)
PRIVATE = "private: not written for the public, so neither read nor shown"


BETWEEN, NOTHING = "\x1f", "\x00"  # in what a uid is the hash of


class Draft(NamedTuple):
    """A post on its way into a batch: `content` holds its fields by name, those that are empty left out.

    Batches are made a column at a time: a Post for every row would cost more than parsing it. Times
    may be microseconds since 1970 as well as times.
    """

    content: Mapping[str, Any]
    uid: str
    input_file: str
    input_row: int
    input_sha256: str

    def post(self) -> Post:
        """The post itself."""
        place = {"input_file": self.input_file, "input_row": self.input_row, "input_sha256": self.input_sha256}
        times = {name: timed(self.content.get(name)) for name in ("created_at", "collected_at", "author_created_at")}
        return Post(**{"uid": self.uid, **self.content, **times, **place})


class Block(NamedTuple):
    """Many posts, a column of values for each field that is not empty throughout: see Draft."""

    content: Mapping[str, Sequence[Any]]
    uids: Sequence[str]
    input_file: str
    rows: Sequence[int]
    hashes: Sequence[str]

    def drafts(self) -> Iterator[Draft]:
        """The posts one by one."""
        contents = (dict(zip(self.content, one, strict=True)) for one in zip(*self.content.values(), strict=True))
        for content, uid, row, sha256 in zip(contents, self.uids, self.rows, self.hashes, strict=True):
            yield Draft(content, uid, self.input_file, row, sha256)


Whole = Post | Excluded | Unreadable | Article | Recovered | Quotation
Item = Whole | Draft | Block


def each(items: Iterable[Item]) -> Iterator[Whole]:
    """Every record by itself, posts as posts."""
    for item in items:
        if isinstance(item, Block):
            yield from (one.post() for one in item.drafts())
        else:
            yield item.post() if isinstance(item, Draft) else item


def timed(value: object) -> datetime | None:
    """A time that may be given in microseconds."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + timedelta(microseconds=value) if isinstance(value, int) else value if isinstance(value, datetime) else None


class Row(NamedTuple):
    """One raw row: `number` counts from 1 (line, array item, CSV record), `offset` is its first byte, decompressed.

    `fault` says why the row cannot be read; `raw` then holds only its beginning.
    """

    number: int
    offset: int
    raw: bytes
    fault: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the raw row."""
        return hashed(self.raw)


def hashed(raw: bytes) -> str:
    """Hash of a raw row."""
    return hashlib.sha256(raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read. `columns` maps our names to theirs ({"text": "body"}), `texts` an input's name to its column of
    texts, where files differ; `row_limit` is the longest row, in bytes.

    What one file may hold: `unpack_limit` bytes in all, `ratio_limit` times its size (from 64 MiB on), `member_limit` members,
    `depth_limit` archives and packings inside each other. They hold for each file alone, so that no input hides another.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    row_limit: int = 16 * 2**20
    document_limit: int = 1024 * 2**20
    unpack_limit: int = 2**40
    ratio_limit: int = 250
    member_limit: int = 250_000
    depth_limit: int = 8


@dataclass(frozen=True, slots=True)
class Source:
    """One input, decompressed on opening, as UTF-8 without a byte order mark where it is text in a known encoding.

    `head` is its first 256 KiB. `skipped` is the length of a mark left out: added to every byte offset afterwards.
    """

    name: str  # relative name, as the ledger shows it
    head: bytes
    open: Callable[[], BinaryIO]
    settings: Settings
    skipped: int = 0
    bare: Callable[[], BinaryIO] | None = None  # decompressed and nothing else, for shapes that are no text


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of export. `sample` is a glob, below the folder of real data, of files that prove it; None: unverified."""

    name: str  # platform-tool, such as reddit-dump: `Input.shape`
    title: str  # what it is and which tools write it
    sample: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a reader takes a source. The highest confidence wins (0 to 1); ties go to the earlier reader in READERS.

    `choices` are the columns that could all be the text, where nothing tells which: the user must say.
    """

    confidence: float
    why: str
    shape: str
    choices: tuple[tuple[str, str], ...] = ()  # each with its first cell


class Reader(Protocol):
    """Recognises and reads one family of shapes."""

    name: str

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The shapes it reads."""

    def sniff(self, source: Source) -> Evidence | None:
        """Says whether, and why, this source is of this reader's shapes; None when it is not."""

    def read(self, source: Source) -> Iterator[Item]:
        """The records of every row, in order. Raises InputError only when the file itself fails (I/O, corrupt archive)."""


@dataclass(slots=True)
class Register:
    """Counts the rows of one source and signs each record with its file, row and hash."""

    file: str
    number: int = 0

    def post(self, sha256: str, content: Mapping[str, Any]) -> Draft:
        """The post of the next row; `content` holds every field but those that say where it was read."""
        self.number += 1
        return tuple.__new__(Draft, (content, identity(content), self.file, self.number, sha256))  # see lines.quick

    def block(self, hashes: Sequence[str], content: Mapping[str, Sequence[Any]], rows: Sequence[int]) -> Block:
        """The posts of some of the next rows, given by their numbers. The caller moves `number` past them."""
        return Block(content, identities(content, len(rows)), self.file, rows, hashes)

    def excluded(self, sha256: str, uid: str, reason: str, detail: str | None = None, author_key: str | None = None) -> Excluded:
        """The next row, read and left out. Screening takes "deleted" uids and "account_deleted" authors out of all inputs."""
        self.number += 1
        return Excluded(
            uid=uid,
            reason=reason,
            detail=detail,
            author_key=author_key,
            input_file=self.file,
            input_row=self.number,
            input_sha256=sha256,
        )

    def unreadable(self, offset: int, reason: str, raw: bytes) -> Unreadable:
        """The next row, which is no post."""
        self.number += 1
        begun = "" if reason == PRIVATE else sample(raw)
        return Unreadable(input_file=self.file, input_row=self.number, byte_offset=offset, reason=reason, sample=begun)


def identity(content: Mapping[str, Any]) -> str:
    """The uid of a post: its platform's id, else a hash of all it holds."""
    platform, ident = content["platform"], content.get("post_id")
    if ident and platform != "unknown":
        return f"{platform}:{ident}"
    return digested(BETWEEN.join([platform, *(worded(content.get(name)) for name in CONTENT)]))


def identities(content: Mapping[str, Sequence[Any]], size: int) -> list[str]:
    """The uids of many posts: see `identity`."""
    nothing = (None,) * size
    sites, idents = content["platform"], content.get("post_id", nothing)
    if all(idents) and "unknown" not in sites:
        return [f"{site}:{ident}" for site, ident in zip(sites, idents, strict=True)]
    parts = [content.get(name, nothing) for name in CONTENT]
    words = (sites, *(spoken(part) for part in parts))
    return [
        f"{site}:{ident}" if ident and site != "unknown" else digested(joined)
        for site, ident, joined in zip(sites, idents, map(BETWEEN.join, zip(*words, strict=True)), strict=True)
    ]


def spoken(part: Sequence[Any]) -> Sequence[str]:
    """A column as it goes into hashes; most are all text or all empty, and those cost next to nothing."""
    kinds = set(map(type, part))
    if kinds == {str}:
        return part
    return (NOTHING,) * len(part) if kinds == {type(None)} else list(map(worded, part))


def worded(value: object) -> str:
    """A value as it goes into a hash."""
    return value if isinstance(value, str) else NOTHING if value is None else str(value)


def sample(raw: bytes, width: int = 120) -> str:
    """The first characters of a row, control characters shown as escapes."""
    start = raw[: 4 * width].decode("utf-8", "replace")[:width]
    return start if start.isprintable() else "".join(map(shown, start))


def shown(character: str) -> str:
    """A character as the ledger shows it."""
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def content_uid(*parts: str | None) -> str:
    """The uid of a post without an id: a hash of its content and author. `read` adds an occurrence number afterwards."""
    return digested(BETWEEN.join(map(worded, parts)))


def digested(joined: str) -> str:
    """The uid out of all that a post holds."""
    return "h:" + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]
