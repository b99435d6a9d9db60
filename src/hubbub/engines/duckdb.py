"""The embedded engine: each table is a Parquet file in one temporary folder, queried by DuckDB, which spills beside it."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hubbub.engines.base import BATCH_ROWS, Mapper, Pourer

ROW_GROUP = 131_072
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
    """See `engines.base.Engine`. `memory` is DuckDB's own limit, such as '1GB'."""

    name = "duckdb"
    spread = False

    def __init__(self, folder: Path, memory: str = "1GB", threads: int = 0) -> None:
        self.folder = folder
        self.written = 0
        folder.mkdir(parents=True, exist_ok=True)
        settings: dict[str, str | int] = {"memory_limit": memory, "temp_directory": str(folder / "spill")}
        if threads:
            settings["threads"] = threads
        self.connection = duckdb.connect(":memory:", config=settings)
        self.connection.execute("SET TimeZone = 'UTC'; SET preserve_insertion_order = true")

    def file(self, table: str) -> Path:
        """Where a table lives."""
        return self.folder / f"{table}.parquet"

    def fresh(self, table: str) -> Path:
        """Where a table is written first: its query may still read the old one."""
        return self.file(table).with_suffix(".new")

    def attach(self, table: str, path: Path) -> None:
        """Makes an existing Parquet file a table; it is read, never written."""
        target = GLOB.sub(r"[\g<0>]", str(path)).replace("'", "''")
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

    def map(self, query: str, function: Mapper, table: str, schema: pa.Schema) -> None:
        """Streams the query through the function into a new table."""
        with self.sink({table: schema}) as sink:
            for batch in self.stream(query):
                sink.append(table, function(batch))

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
        return self.connection.cursor().sql(query).to_arrow_table()

    def stream(self, query: str) -> Iterator[pa.RecordBatch]:
        """A query's rows, batch by batch, on a cursor of its own so that streams may nest."""
        yield from self.connection.cursor().sql(query).to_arrow_reader(BATCH_ROWS)

    def export(self, query: str, path: Path) -> None:
        """Writes a query's rows to one Parquet file."""
        target = str(path).replace("'", "''")
        self.connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})")

    def spent(self) -> float:
        """Nothing: DuckDB works in this process."""
        return 0.0

    def drop(self, table: str) -> None:
        """Forgets a table."""
        self.connection.execute(f'DROP VIEW IF EXISTS "{table}"')
        self.file(table).unlink(missing_ok=True)

    def close(self) -> None:
        """Closes the connection and removes the folder."""
        self.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)
