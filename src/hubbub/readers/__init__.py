"""Reading: every input becomes posts, exclusions and ledger entries, and every row is accounted for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from hubbub.errors import InputError
from hubbub.readers.archives import unfold
from hubbub.readers.article import ARTICLE_READERS
from hubbub.readers.base import Evidence, Reader, Settings, Source
from hubbub.readers.bluesky import Bluesky
from hubbub.readers.columns import asked_for
from hubbub.readers.detect import detect, unknown
from hubbub.readers.explain import Explained, explained
from hubbub.readers.given import Given
from hubbub.readers.instagram import Instagram
from hubbub.readers.intake import intake, opening
from hubbub.readers.known import EXPORTS
from hubbub.readers.mastodon import Mastodon
from hubbub.readers.oneline import Lines
from hubbub.readers.plain import Plain
from hubbub.readers.reddit import Reddit
from hubbub.readers.remote import is_address
from hubbub.readers.sources import digest, expand, fingerprints, outside, stamps, unread, whole_name
from hubbub.readers.table import Table
from hubbub.readers.telegram import Telegram
from hubbub.readers.threads import Threads
from hubbub.readers.tiktok import TikTok
from hubbub.readers.warc import Warc
from hubbub.readers.x import X
from hubbub.readers.youtube import YouTube

__all__ = [
    "READERS",
    "Explained",
    "Settings",
    "digest",
    "explain",
    "fingerprints",
    "outside",
    "portable",
    "read",
    "stamps",
    "take",
    "unread",
    "whole_name",
]

READERS: tuple[Reader, ...] = (
    X(),
    YouTube(),
    Reddit(),
    TikTok(),
    Instagram(),
    Bluesky(),
    Mastodon(),
    Threads(),
    Telegram(),
    Plain(EXPORTS),
    Table(EXPORTS),
    Lines(),
    Warc(),
    *ARTICLE_READERS,
)

Progress = Callable[[str, int, int], None]


def read(
    inputs: Sequence[str | Path], settings: Settings | None = None, progress: Progress | None = None
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Batches of at most 8,192 records with the name of their table, and one `inputs` batch at the end of each input.

    `progress` is told an input's name, the bytes read of it and its size. Raises InputError at once for an input that is
    missing or cannot be opened, and while reading for a column that was asked for and is not there.
    """
    return take(expand(inputs), settings or Settings(), progress)


def take(givens: Sequence[Given], settings: Settings, progress: Progress | None = None) -> Iterator[tuple[str, pa.RecordBatch]]:
    """`read` for inputs that are expanded already: all of them here, or one on each worker of a cluster."""
    return intake(givens, READERS, replace(settings, columns=asked_for(settings.columns)), progress)


def portable(inputs: Sequence[str | Path]) -> list[Given]:
    """The inputs, expanded, as work that can be sent to other machines: paths are absolute, since a worker runs elsewhere.

    Raises InputError as `read` does, and for a pipe.
    """
    givens = expand([one if is_address(str(one)) or str(one) == "-" else Path(one).absolute() for one in inputs])
    for one in givens:
        if one.spool is not None:
            raise InputError(f"{one.name}: a pipe can only be read here; save it to a file, or leave --engine out")
    return givens


def explain(inputs: Sequence[str | Path], settings: Settings | None = None) -> Iterator[Explained | str]:
    """What each input is taken for, and why; a sentence for one that no reader takes. Raises InputError as `read` does."""
    for name, opened, found in looked(inputs, settings or Settings()):
        if found and isinstance(opened, Source):
            yield explained(opened, *found, READERS)
        else:
            yield f"{name}: {opened if isinstance(opened, str) else unknown(opened)}"


def undecided(inputs: Sequence[str | Path], settings: Settings) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The inputs with several columns that could be the text, and those columns, each with its first cell."""
    yield from ((name, found[1].choices) for name, _, found in looked(inputs, settings) if found and found[1].choices)


def looked(
    inputs: Sequence[str | Path], settings: Settings
) -> Iterator[tuple[str, Source | str, tuple[Reader, Evidence] | None]]:
    """Each input's name, its source or why it has none, and who takes it."""
    settings = replace(settings, columns=asked_for(settings.columns))
    for given in unfold(expand(inputs), settings):
        opened = opening(given, settings)
        yield given.name, opened, detect(opened, READERS) if isinstance(opened, Source) else None
