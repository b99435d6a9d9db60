"""What an engine must do: keep named tables, map a pure Arrow function over one, run a SQL step.

A stage is a pure function over Arrow batches plus a few SQL steps in DuckDB's dialect; it never knows which engine
runs it. Contract of every engine, asserted by `tests/contracts/test_engines.py`:

* a table never has to fit in memory; only `rows` returns a whole result, so ask it for bounded results alone;
* `map` calls the function once a batch and keeps nothing between batches; where the engine is not `spread`, it keeps the
  order of the rows too. Where it is, a table has no order: a step asks for the one it needs;
* what `map` and `pour` are given may be sent to other machines: it must pickle;
* what a query gives depends on the rows alone, never on threads, batch sizes or machines: order where order matters.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

BATCH_ROWS = 16_384

Mapper = Callable[[pa.RecordBatch], pa.RecordBatch]
Pourer = Callable[[Any], Iterable[tuple[str, pa.RecordBatch]]]  # a work item to rows of several tables


@dataclass(frozen=True, slots=True)
class Pace:
    """For a function that takes long over each row: how many rows a batch, and who is told how many are done, where the engine
    can tell; it is never sent anywhere. And how many bytes a process that runs it takes."""

    rows: int
    seen: Callable[[int], None]
    room: int = 0


class Sink(Protocol):
    """Where batches of several tables are appended as they come."""

    def append(self, table: str, batch: pa.RecordBatch) -> None:
        """Adds rows to one of the sink's tables."""


class Engine(Protocol):
    """Named tables, maps and SQL."""

    name: str
    written: int  # bytes of tables, so far
    spread: bool  # over several machines or processes: rows have no order, and nothing a function changes comes back

    def sink(self, schemas: Mapping[str, pa.Schema]) -> AbstractContextManager[Sink]:
        """Opens the given tables for appending; they exist, perhaps empty, when the context closes."""

    def map(self, query: str, function: Mapper, table: str, schema: pa.Schema, pace: Pace | None = None) -> None:
        """Makes `table` of `function` applied to each batch of the query's rows, in their order."""

    def pour(self, items: Sequence[Any], function: Pourer, schemas: Mapping[str, pa.Schema]) -> None:
        """Makes tables of what `function` gives for each work item. What it raises of `errors.py` is raised here."""

    def sql(self, query: str, table: str) -> None:
        """Makes `table` of a query's rows."""

    def rows(self, query: str) -> pa.Table:
        """A bounded result, whole, in memory."""

    def stream(self, query: str) -> Iterator[pa.RecordBatch]:
        """A query's rows, batch by batch."""

    def attach(self, table: str, path: Path) -> None:
        """Makes an existing Parquet file a table; it is read, never written."""

    def export(self, query: str, path: Path) -> None:
        """Writes a query's rows to one Parquet file."""

    def spent(self) -> float:
        """CPU-seconds used outside this process, so far; on a cluster the seconds that cores were taken."""

    def shuffled(self) -> int | None:
        """Bytes that tasks have written for others, so far; None where the engine does not say."""

    def drop(self, table: str) -> None:
        """Forgets a table and frees its room."""

    def damaged(self) -> list[str]:
        """The tables whose files are gone or cannot be read to their end; none where the engine sees to that itself."""

    def keep(self, folder: Path) -> bool:
        """Puts every table into an empty folder on the same disk, at no cost in room, where no later step changes it.

        False, with nothing kept, from an engine or a disk that cannot: then a job that is killed starts again.
        """

    def adopt(self, folder: Path) -> None:
        """Makes tables of what `keep` put into a folder, also in another run."""

    def close(self) -> None:
        """Frees everything; temporary files are gone afterwards."""
