"""The records of each input, gathered in batches, with the sums that prove no row was lost."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from hubbub.errors import HubbubError, InputError
from hubbub.readers.archives import unfold
from hubbub.readers.base import Block, Draft, Evidence, Item, Reader, Settings, Source, hashed, sample
from hubbub.readers.columnar import block, posts
from hubbub.readers.compress import FAULTS, BrokenError
from hubbub.readers.detect import detect, structure, unknown
from hubbub.readers.given import Given, source
from hubbub.records import TABLES, Article, Excluded, Input, Post, Quotation, Recovered, Unreadable, batch

ROWS = 8192
EMPTY = "an export with nothing in it"
NAMES: dict[type, str] = {
    Draft: "posts",
    Post: "posts",
    Excluded: "excluded",
    Unreadable: "unreadable",
    Article: "articles",
    Recovered: "ledger",
    Quotation: "quotations",
}
Batch = tuple[str, pa.RecordBatch]


@dataclass(slots=True)
class Tray:
    """The records of one input on their way out. `last` is the latest row number seen."""

    waiting: dict[str, list[Item]] = field(default_factory=lambda: {name: [] for name in NAMES.values()})
    posts: list[Item] = field(init=False)
    counts: Counter[str] = field(default_factory=Counter)
    digests: bytearray = field(default_factory=bytearray)
    last: int = 0

    def __post_init__(self) -> None:
        self.posts = self.waiting["posts"]

    def draft(self, item: Draft) -> bool:
        """Takes a post on its way, as most records are; True when there are enough for a batch."""
        if item.input_row > self.last:  # noqa: PLR1730 - max() costs more than the rest of this
            self.last = item.input_row
        self.posts.append(item)
        return len(self.posts) >= ROWS

    def add(self, item: Item) -> bool:
        """Takes a record; True when its table is full."""
        name = NAMES[type(item)]
        if name in COUNTED:
            self.last = max(self.last, item.input_row)  # type: ignore[union-attr]
        waiting = self.waiting[name]
        waiting.append(item)
        return len(waiting) >= ROWS

    def flush(self) -> Iterator[Batch]:
        """What waits, as batches."""
        for name, waiting in self.waiting.items():
            if waiting:
                self.sign(name, waiting)
                yield name, posts(waiting) if name == "posts" else batch(TABLES[name], waiting)
                waiting.clear()

    def block(self, item: Block) -> Batch:
        """Counts the posts of a block; its batch."""
        self.counts["posts"] += len(item.uids)
        self.digests += b"".join(map(bytes.fromhex, item.hashes))
        self.last = max(self.last, item.rows[-1])
        return "posts", block(item)

    def sign(self, name: str, waiting: Sequence[Item]) -> None:
        """Counts rows and keeps their hashes."""
        if name in COUNTED:
            self.counts[name] += len(waiting)
            self.digests += b"".join(map(bytes.fromhex, map(signature, waiting)))

    def content(self) -> str:
        """What tells the rows from others."""
        return content_hash(self.digests)


def content_hash(digests: bytearray) -> str:
    """The hash of the sorted hashes of rows, given one after the other: the same for the same rows in another order."""
    return hashlib.sha256(np.sort(np.frombuffer(digests, dtype="S32")).tobytes()).hexdigest()


COUNTED = frozenset({"posts", "excluded", "unreadable"})


def signature(item: Item) -> str:
    """The hash of a row that was counted."""
    return hashed(item.sample.encode()) if type(item) is Unreadable else item.input_sha256  # type: ignore[union-attr]


def intake(
    givens: Sequence[Given], readers: Sequence[Reader], settings: Settings, progress: Callable[[str, int, int], None] | None
) -> Iterator[Batch]:
    """The batches of every input in turn."""
    for given in unfold(givens, settings):
        tray = Tray()
        items, name, why = taken(given, readers, settings, tray)
        for item in items:
            if type(item) is Block:
                yield tray.block(item)
                tell(given, progress)
            elif tray.draft(item) if type(item) is Draft else tray.add(item):
                yield from tray.flush()
                tell(given, progress)
        if not tray.last:
            tray.add(Unreadable(input_file=given.name, input_row=1, byte_offset=0, reason=EMPTY, sample=""))
        yield from tray.flush()
        yield "inputs", batch(Input, [summary(given, tray, name, why)])
        tell(given, progress)


def taken(given: Given, readers: Sequence[Reader], settings: Settings, tray: Tray) -> tuple[Iterator[Item], str, str]:
    """The records of an input, the reader that takes it and why; one entry where none does."""
    opened = opening(given, settings)
    found = detect(opened, readers) if isinstance(opened, Source) else None
    if found and isinstance(opened, Source):
        if found[1].choices:
            raise InputError(undecided(given.name, found[1]))
        return faults(found[0].read(opened), given, tray, opened.skipped), found[1].shape, told(given, found[1].why)
    reason = opened if isinstance(opened, str) else unmapped(opened)
    shown = sample(opened.head[:480]) if isinstance(opened, Source) else ""
    entry = Unreadable(input_file=given.name, input_row=1, byte_offset=0, reason=reason, sample=shown)
    return iter([entry]), "unknown", ""


def undecided(name: str, evidence: Evidence) -> str:
    """The sentence for a table with several columns that could be the text."""
    shown = " or ".join(f"'{column}' (“{sample(cell.encode(), 40)}”)" for column, cell in evidence.choices)
    first = evidence.choices[0][0]
    told = f"{name}: its text could be the column {shown}"
    return f"{told}; say which: --map text={first}, or --map '{name}:text={first}' for this file"


def told(given: Given, why: str) -> str:
    """Why a reader takes an input, what it was before it was text, and what was guessed of it."""
    reason = f"{why}; {given.guess}" if given.guess else why
    return f"{given.kind}: {reason}" if given.kind else reason


def unmapped(opened: Source) -> str:
    """Why no one reads a source. Raises InputError when columns were asked for and the source has others."""
    reason = unknown(opened)
    if opened.settings.columns and structure(opened):
        asked = ", ".join(map(repr, opened.settings.columns.values()))
        raise InputError(f"{opened.name}: there is no column {asked} here; the file holds {reason}")
    return reason


def opening(given: Given, settings: Settings) -> Source | str:
    """The source, or why it cannot be opened."""
    if given.fault:
        return given.fault
    if given.name in settings.texts:
        settings = replace(settings, columns={**settings.columns, "text": settings.texts[given.name]})
    try:
        opened = source(given, settings)
    except FAULTS as fault:
        return f"it cannot be opened: {fault}"
    return given.fault or opened


def faults(items: Iterator[Item], given: Given, tray: Tray, skipped: int) -> Iterator[Item]:
    """The records with offsets in the file as given; an input that breaks off adds one entry, after all that was read."""
    try:
        for item in items:
            yield moved(item, given, skipped) if (skipped or given.rows) and isinstance(item, Unreadable) else item
    except BrokenError as fault:
        row = tray.last + 1
        yield Unreadable(input_file=given.name, input_row=row, byte_offset=fault.offset, reason=fault.reason, sample="")


def moved(item: Unreadable, given: Given, skipped: int) -> Unreadable:
    """An entry whose offset counts the byte order mark too; 0 where rows have no bytes of their own."""
    return replace(item, byte_offset=0 if given.rows else item.byte_offset + skipped)


def tell(given: Given, progress: Callable[[str, int, int], None] | None) -> None:
    """Says how far an input was read."""
    if progress:
        progress(given.name, given.tap.size if given.tap else 0, given.size)


def summary(given: Given, tray: Tray, name: str, why: str) -> Input:
    """What became of an input. Raises HubbubError when its rows do not add up, which would be a defect of a reader."""
    counted = sum(tray.counts.values())
    if tray.last != counted:
        raise HubbubError(f"{given.name}: {tray.last} rows were read and {counted} accounted for; please report this")
    sha256, size = whole(given)
    return Input(
        input_file=given.name,
        shape=name,
        evidence=why,
        sha256=sha256,
        content_sha256=tray.content(),
        size_bytes=size,
        rows=counted,
        posts=tray.counts["posts"],
        excluded=tray.counts["excluded"],
        unreadable=tray.counts["unreadable"],
    )


def whole(given: Given) -> tuple[str, int]:
    """The hash and size of an input as given: from the reading itself, once its rest is read too."""
    tap = given.tap
    if tap is None or tap.closed:
        try:
            tap = given.again()
        except BrokenError:  # a member that cannot be opened has no bytes
            return hashed(b""), 0
    tap.drain()
    tap.close()
    return tap.hash.hexdigest(), tap.size
