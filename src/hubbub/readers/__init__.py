"""Reading: every input becomes posts, exclusions and ledger entries, and every row is accounted for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from hubbub.readers.article import ARTICLE_READERS
from hubbub.readers.base import Reader, Settings
from hubbub.readers.columns import asked_for
from hubbub.readers.intake import intake
from hubbub.readers.known import EXPORTS
from hubbub.readers.plain import Plain
from hubbub.readers.reddit import Reddit
from hubbub.readers.sources import expand
from hubbub.readers.table import Table
from hubbub.readers.x import X
from hubbub.readers.youtube import YouTube

__all__ = ["READERS", "Settings", "read"]

READERS: tuple[Reader, ...] = (X(), YouTube(), Reddit(), Plain(EXPORTS), Table(EXPORTS), *ARTICLE_READERS)

Progress = Callable[[str, int, int], None]


def read(
    inputs: Sequence[str | Path], settings: Settings | None = None, progress: Progress | None = None
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Batches of at most 8,192 records with the name of their table, and one `inputs` batch at the end of each input.

    `progress` is told an input's name, the bytes read of it and its size. Raises InputError at once for an input that is
    missing or cannot be opened, and while reading for a column that was asked for and is not there.
    """
    settings = settings or Settings()
    settings = replace(settings, columns=asked_for(settings.columns))
    return intake(expand(inputs), READERS, settings, progress)
