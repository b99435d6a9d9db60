"""The embedded engine: each table is a Parquet file in one temporary folder, queried by DuckDB, which spills beside it."""

import errno
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hubbub.engines.base import BATCH_ROWS, Mapper, Pace, Pourer
from hubbub.engines.memory import MB, beside, sharers, written
from hubbub.engines.pool import Pool, cores

MAP_ROWS = 4_096  # rows a mapped batch: small, so that workers share evenly and hold little
ROW_GROUP = 32_768  # with 131,072 a sort of 0.5 kB rows needs three times the memory, and fails where it should spill
LINKLESS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV, errno.EMLINK}  # file systems without hard links
GLOB = re.compile(r"[*?\[]")  # in a path these are letters, not patterns


class ParquetSink:
    """One open Parquet file a table; batches are gathered into row groups before they are written."""

    def __init__(self, writers: Mapping[str, pq.ParquetWriter]) -> None:
        self.writers = writers
        self.waiting: dict[str, list[pa.RecordBatch]] = {name: [] for name in writers}

    def append(self, table: str, batch: pa.RecordBatch) -> None:
        """Adds rows to a table; writes once a row group is full."""
        self.waiting[table].append(batch)
        if sum(one.num_rows for one in self.waiting[table]) >= BATCH_ROWS:
            self.flush(table)

    def flush(self, table: str) -> None:
        """Writes what waits."""
        if self.waiting[table]:
            writer = self.writers[table]
            writer.write_table(pa.Table.from_batches(self.waiting[table], schema=writer.schema))
            self.waiting[table] = []


class DuckDB:
    """See `engines.base.Engine`. `memory` is DuckDB's own limit, such as '1GB': see `engines.memory.tables`; `threads`, also
    the number of worker processes: 0 for as many as the machine has cores."""

    name = "duckdb"
    spread = False

    def __init__(self, folder: Path, memory: str = "1GB", threads: int = 0) -> None:
        self.folder = folder
        self.pool = Pool(threads or cores())
        self.memory = written(memory)
        self.written = 0
        self.places: dict[str, Path] = {}  # the file of each table
        folder.mkdir(parents=True, exist_ok=True)
        settings: dict[str, str | int] = {"memory_limit": memory, "temp_directory": str(folder / "spill")}
        settings["threads"] = threads or cores()
        self.connection = duckdb.connect(":memory:", config=settings)
        self.connection.execute("SET TimeZone = 'UTC'; SET preserve_insertion_order = true; SET enable_progress_bar = false")

    def file(self, table: str) -> Path:
        """Where a table lives."""
        return self.folder / f"{table}.parquet"

    def fresh(self, table: str) -> Path:
        """Where a table is written first: its query may still read the old one."""
        return self.file(table).with_suffix(".new")

    def attach(self, table: str, path: Path) -> None:
        """Makes an existing Parquet file a table; it is read, never written."""
        target = GLOB.sub(r"[\g<0>]", str(path)).replace("'", "''")
        self.places[table] = path
        self.connection.execute(f"CREATE OR REPLACE VIEW \"{table}\" AS SELECT * FROM read_parquet('{target}')")

    def show(self, table: str) -> None:
        """Puts a freshly written file in its place, visible to SQL."""
        self.fresh(table).replace(self.file(table))
        self.written += self.file(table).stat().st_size
        self.attach(table, self.file(table))

    @contextmanager
    def sink(self, schemas: Mapping[str, pa.Schema]) -> Iterator[ParquetSink]:
        """Opens tables for appending."""
        with ExitStack() as stack:
            writers = {
                name: stack.enter_context(pq.ParquetWriter(self.fresh(name), shape, compression="zstd"))
                for name, shape in schemas.items()
            }
            sink = ParquetSink(writers)
            yield sink
            for name in schemas:
                sink.flush(name)
        for name in schemas:
            self.show(name)

    def map(self, query: str, function: Mapper, table: str, schema: pa.Schema, pace: Pace | None = None) -> None:
        """Streams the query through the function into a new table."""
        batches, done = self.stream(query, pace.rows if pace else MAP_ROWS), 0
        with (
            self.sink({table: schema}) as sink,
            self.shared(pace) as most,
            closing(self.pool.map(function, batches, most)) as results,
        ):
            for batch in results:
                sink.append(table, batch)
                done += batch.num_rows
                if pace:
                    pace.seen(done)

    @contextmanager
    def shared(self, pace: Pace | None) -> Iterator[int]:
        """How many processes may map. Those that need much room get it of DuckDB's meanwhile."""
        if pace is None or not pace.room:
            yield self.pool.size
            return
        most = min(self.pool.size, sharers(self.memory, pace.room))
        self.limit(beside(self.memory, most * pace.room))
        try:
            yield most
        finally:
            self.limit(self.memory)

    def limit(self, memory: int) -> None:
        """So many bytes for DuckDB."""
        self.connection.execute(f"SET memory_limit = '{memory // MB}MiB'")

    def pour(self, items: Sequence[Any], function: Pourer, schemas: Mapping[str, pa.Schema]) -> None:
        """One work item after the other, as they come."""
        with self.sink(schemas) as sink:
            for item in items:
                for table, batch in function(item):
                    sink.append(table, batch)

    def sql(self, query: str, table: str) -> None:
        """Makes a table of a query."""
        self.export(query, self.fresh(table))
        self.show(table)

    def rows(self, query: str) -> pa.Table:
        """A bounded result."""
        return self.connection.cursor().sql(query).to_arrow_reader(BATCH_ROWS).read_all()  # not held twice

    def stream(self, query: str, rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
        """A query's rows, batch by batch, on a cursor of its own so that streams may nest."""
        yield from self.connection.cursor().sql(query).to_arrow_reader(rows)

    def export(self, query: str, path: Path) -> None:
        """Writes a query's rows to one Parquet file."""
        target = str(path).replace("'", "''")
        self.connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})")

    def spent(self) -> float:
        """CPU-seconds of the worker processes; DuckDB itself works in this one."""
        return self.pool.spent()

    def shuffled(self) -> int | None:
        """None: one process sends nothing to others."""
        return None

    def drop(self, table: str) -> None:
        """Forgets a table."""
        self.connection.execute(f'DROP VIEW IF EXISTS "{table}"')
        self.places.pop(table, None)
        self.file(table).unlink(missing_ok=True)

    def damaged(self) -> list[str]:
        """The tables whose files are gone or cannot be read to their end."""
        return [table for table, path in self.places.items() if not whole(path)]

    def keep(self, folder: Path) -> bool:
        """Links every table's file: a table made again is a new file, so the link keeps the old one."""
        try:
            for path in self.folder.glob("*.parquet"):
                os.link(path, folder / path.name)
        except OSError as error:
            if error.errno in LINKLESS:
                return False
            raise
        return True

    def adopt(self, folder: Path) -> None:
        """Links the files back, and attaches them."""
        for path in sorted(folder.glob("*.parquet")):
            os.link(path, self.folder / path.name)
            self.attach(path.stem, self.folder / path.name)

    def close(self) -> None:
        """Ends the workers, closes the connection and removes the folder."""
        self.pool.close()
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def whole(path: Path) -> bool:
    """Whether a Parquet file can be read to its end."""
    try:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                file.read_row_group(group)
    except (OSError, pa.ArrowException):
        return False
    return True
