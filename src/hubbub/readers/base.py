"""What a reader is: it recognises one platform's shapes by their content and turns each row into records.

Contract of every reader, asserted by `tests/contracts/test_readers.py` over `read.READERS`:

* every row ends as exactly one Post, Excluded or Unreadable: rows in == posts + excluded + unreadable;
* a reader never raises on content: what it cannot read becomes an Unreadable with file, row, byte offset and sample;
* ids stay strings; `Post.text` is the author's text as the platform holds it (HTML bodies become text);
* `sniff` looks at content, never at the file's name, and says why.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO, NamedTuple, Protocol

from hubbub.records import Article, Excluded, Post, Quotation, Recovered, Unreadable

CONTENT = (
    *("post_id", "author_key", "text", "created_at", "parent_uid", "root_uid", "url", "lang"),
    *("likes", "replies", "reposts", "views"),
)
PRIVATE = "private: not written for the public, so neither read nor shown"


class Draft(NamedTuple):
    """A post on its way into a batch: `content` holds its fields by name, those that are empty left out.

    Batches are made a column at a time: a Post for every row would cost more than parsing it. `created_at` and
    `collected_at` may be microseconds since 1970 as well as times.
    """

    content: Mapping[str, Any]
    uid: str
    input_file: str
    input_row: int
    input_sha256: str

    def post(self) -> Post:
        """The post itself."""
        place = {"input_file": self.input_file, "input_row": self.input_row, "input_sha256": self.input_sha256}
        times = {name: timed(self.content.get(name)) for name in ("created_at", "collected_at")}
        return Post(**{"uid": self.uid, **self.content, **times, **place})


Item = Post | Draft | Excluded | Unreadable | Article | Recovered | Quotation


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
        return Draft(content, identity(content), self.file, self.number, sha256)

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
    values = [content.get(name) for name in CONTENT]
    return content_uid(platform, *[value if value is None or isinstance(value, str) else str(value) for value in values])


def sample(raw: bytes, width: int = 120) -> str:
    """The first characters of a row, control characters shown as escapes."""
    start = raw[: 4 * width].decode("utf-8", "replace")[:width]
    return start if start.isprintable() else "".join(map(shown, start))


def shown(character: str) -> str:
    """A character as the ledger shows it."""
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def content_uid(*parts: str | None) -> str:
    """The uid of a post without an id: a hash of its content and author. `read` adds an occurrence number afterwards."""
    joined = "\x1f".join(["\x00" if part is None else part for part in parts])
    return "h:" + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:24]
