"""Reading: every input becomes posts, exclusions and ledger entries, and every row is accounted for."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from hubbub.read.article import ARTICLE_READERS
from hubbub.read.base import Reader, Settings
from hubbub.read.intake import intake
from hubbub.read.plain import Plain
from hubbub.read.reddit import Reddit
from hubbub.read.sources import expand
from hubbub.read.table import Table
from hubbub.read.x import X
from hubbub.read.youtube import YouTube

__all__ = ["READERS", "Settings", "read"]

READERS: tuple[Reader, ...] = (X(), YouTube(), Reddit(), Plain(), Table(), *ARTICLE_READERS)

Progress = Callable[[str, int, int], None]


def read(
    inputs: Sequence[str | Path], settings: Settings | None = None, progress: Progress | None = None
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Batches of at most 8,192 records with the name of their table, and one `inputs` batch at the end of each input.

    `progress` is told an input's name, the bytes read of it and its size. Raises InputError at once for an input that is
    missing or cannot be opened, and while reading for a column that was asked for and is not there.
    """
    given = expand(inputs)
    return intake(given, READERS, settings or Settings(), progress)
