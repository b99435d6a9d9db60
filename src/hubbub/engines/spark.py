"""Spark, for what outgrows one machine: the same SQL and the same Arrow functions, on this machine's cores or a cluster's.

Each table is a Parquet folder that all workers see, written once: a worker that is lost costs its part of one step, never
the steps before. Views of this session name the tables. Only `rows` and `stream` bring anything here.
"""

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from hubbub.engines.base import BATCH_ROWS, Mapper, Pace, Pourer
from hubbub.engines.pool import packed
from hubbub.engines.session import master, spoken, start, watched
from hubbub.errors import HubbubError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Batches = Iterator[pa.RecordBatch]
ROW_GROUP = 131_072
WAITING = 64 * 2**20  # bytes a sink holds back before it writes
PARCEL = 4 * 2**20  # bytes, about, in which batches of several tables travel together
FAULT = "fault"  # the table of what a work item raised
PARCELS = pa.schema([("parcel", pa.binary()), ("table", pa.string())])
STREAMED = pa.schema([("batch", pa.binary())])
SPLIT = {"parquet.block.size": str(16 * 2**20)}  # row groups small enough to be shared out


class Spark:
    """See `engines.base.Engine`. `folder` holds the tables; on a cluster it, or the address `storage`, is shared by all.

    Raises UsageError without the extra or Java, OutputError where the cluster refuses, and from every method where it dies.
    """

    name = "spark"
    spread = True

    def __init__(self, folder: Path, engine: str = "spark", memory: str = "1GB", threads: int = 0, storage: str = "") -> None:
        self.where = master(engine, threads)
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.session, self.own = start(engine, memory, threads, folder)
        # In a container every process may have the same id, and another run's folder the same name.
        self.base = f"{storage.rstrip('/')}/{folder.parent.name}-{uuid4().hex}" if storage else f"file://{folder.absolute()}"
        self.over = threading.Event()
        if not self.where.startswith(("local[", "sc://")):
            threading.Thread(target=watched, args=(self.session, self.over), daemon=True).start()
        self.numbers = count()
        self.written = 0
        self.tables: dict[str, str] = {}

    def place(self, table: str) -> str:
        """A folder nothing was ever written to: a query may still read the table's old one."""
        return f"{self.base}/{table}-{next(self.numbers)}"

    def query(self, query: str) -> "DataFrame":
        """A query in Spark's words, not yet run."""
        from hubbub.engines.dialect import spark_sql

        return self.session.sql(spark_sql(query, lambda table: self.session.table(table).columns))

    def read(self, path: str, frame: "DataFrame | None" = None) -> "DataFrame":
        """A Parquet file or folder. The path is no pattern, whatever letters are in it."""
        reader = self.session.read if frame is None else self.session.read.schema(frame.schema)
        return reader.option("__globPaths__", "false").parquet(path)

    def show(self, table: str, path: str, frame: "DataFrame") -> None:
        """Makes what was written the table, and removes what it was before."""
        self.read(path, frame).createOrReplaceTempView(table)
        self.written += size(path)
        old = self.tables.pop(table, None)
        self.tables[table] = path
        if old:
            self.remove(old)

    def write(self, frame: "DataFrame", table: str) -> None:
        """Runs a query into a table."""
        path = self.place(table)
        frame.write.options(**SPLIT).parquet(path)
        self.show(table, path, frame)

    @contextmanager
    def sink(self, schemas: Mapping[str, pa.Schema]) -> "Iterator[Appended]":
        """Opens tables for appending from here: small ones, since the rows come through this process."""
        sink = Appended(self, schemas)
        yield sink
        with spoken(self.where):
            sink.finish()

    def map(self, query: str, function: Mapper, table: str, schema: pa.Schema, pace: Pace | None = None) -> None:  # noqa: ARG002
        """Sends the function to the workers; rows keep no order, batches are Spark's."""
        with spoken(self.where):
            self.write(self.query(query).mapInArrow(mapped(function), shape(schema)), table)

    def pour(self, items: Sequence[Any], function: Pourer, schemas: Mapping[str, pa.Schema]) -> None:
        """One task an item; what they give travels as parcels in one folder, and is sorted out into tables there."""
        with spoken(self.where):
            path = self.place("poured")
            tasks = self.session.range(0, len(items), 1, max(1, len(items)))
            parcels = tasks.mapInArrow(parcelled(list(items), function), shape(PARCELS))
            options = SPLIT | {"parquet.page.size.row.check.min": "1", "parquet.block.size.row.check.min": "1"}
            parcels.write.options(**options).partitionBy("table").parquet(path)
            found = self.read(path, parcels)
            self.raised(found)
            for name, one in schemas.items():
                self.write(found.where(found["table"] == name).select("parcel").mapInArrow(unpacked, shape(one)), name)
            self.remove(path)

    def raised(self, parcels: "DataFrame") -> None:
        """Raises what the first work item that failed raised."""
        faults = parcels.where(parcels["table"] == FAULT).toArrow().column("parcel").to_pylist()
        if faults:
            _, kind, message = min(tuple(part.decode() for part in one.split(b"\x00", 2)) for one in faults)
            known: dict[str, type[HubbubError]] = {one.__name__: one for one in kinds(HubbubError)}
            raise known[kind](message)

    def sql(self, query: str, table: str) -> None:
        """Makes a table of a query."""
        with spoken(self.where):
            self.write(self.query(query), table)

    def rows(self, query: str) -> pa.Table:
        """A bounded result."""
        with spoken(self.where):
            return self.query(query).toArrow()

    def stream(self, query: str) -> Batches:
        """A query's rows, batch by batch, a part of the table at a time."""
        with spoken(self.where):
            for row in self.query(query).mapInArrow(framed, shape(STREAMED)).toLocalIterator():
                yield from pa.ipc.open_stream(row[0])

    def attach(self, table: str, path: Path) -> None:
        """Makes an existing Parquet file a table; it is read, never written."""
        with spoken(self.where):
            self.read(f"file://{path.absolute()}").createOrReplaceTempView(table)
            self.tables.pop(table, None)

    def export(self, query: str, path: Path) -> None:
        """Writes a query's rows to one Parquet file here: workers compute, this process joins their parts batch by batch."""
        with spoken(self.where):
            names = nullable(self.query(query).limit(0).toArrow().schema)
        with pq.ParquetWriter(path, names, compression="zstd") as writer:
            waiting: list[pa.RecordBatch] = []
            for batch in self.stream(query):
                waiting.append(pa.RecordBatch.from_arrays(batch.columns, schema=names))
                if sum(one.num_rows for one in waiting) >= ROW_GROUP or sum(one.nbytes for one in waiting) >= WAITING:
                    writer.write_table(pa.Table.from_batches(waiting, names))
                    waiting.clear()
            writer.write_table(pa.Table.from_batches(waiting, names))

    def keep(self, _folder: Path) -> bool:
        """Nothing: the tables may lie where this machine cannot link them."""
        return False

    def adopt(self, _folder: Path) -> None:
        """Nothing was kept."""

    def spent(self) -> float:
        """Seconds of tasks, all executors together, Python's included; 0 behind Spark Connect, which does not say."""
        return float(sum(one.totalDuration() for one in self.executors())) / 1000

    def shuffled(self) -> int | None:
        """Bytes of shuffles written, all executors together."""
        return None if self.where.startswith("sc://") else sum(one.totalShuffleWrite() for one in self.executors())

    def executors(self) -> list[Any]:
        """What Spark knows of each executor, those that are gone too; nothing behind Spark Connect."""
        if self.where.startswith("sc://"):
            return []
        with spoken(self.where):
            store = self.session.sparkContext._jsc.sc().statusStore().executorList(False)
            return [store.apply(n) for n in range(store.length())]

    def damaged(self) -> list[str]:
        """None are known of: what a worker cannot read, Spark says."""
        return []

    def drop(self, table: str) -> None:
        """Forgets a table."""
        with spoken(self.where):
            self.session.catalog.dropTempView(table)
        if path := self.tables.pop(table, None):
            self.remove(path)

    def remove(self, path: str) -> None:
        """Removes a folder of a table."""
        if path.startswith("file://"):
            shutil.rmtree(path.removeprefix("file://"), ignore_errors=True)
        elif not self.where.startswith("sc://"):
            with spoken(self.where):
                java = self.session.sparkContext._jvm
                place = java.org.apache.hadoop.fs.Path(path)
                place.getFileSystem(self.session.sparkContext._jsc.hadoopConfiguration()).delete(place, True)

    def close(self) -> None:
        """Removes every table, and stops the Spark that was started for this."""
        self.over.set()
        with suppress(Exception):  # it may be what died
            for table in self.tables:
                self.session.catalog.dropTempView(table)
            self.remove(self.base)
        if self.own:
            with suppress(Exception):
                self.session.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Appended:
    """Rows on their way from this process into tables."""

    def __init__(self, engine: Spark, schemas: Mapping[str, pa.Schema]) -> None:
        self.engine = engine
        self.schemas = schemas
        self.paths = {name: engine.place(name) for name in schemas}
        self.waiting: dict[str, list[pa.RecordBatch]] = {name: [] for name in schemas}

    def append(self, table: str, batch: pa.RecordBatch) -> None:
        """Adds rows to a table."""
        self.waiting[table].append(batch)
        if sum(one.nbytes for one in self.waiting[table]) >= WAITING:
            with spoken(self.engine.where):
                self.flush(table)

    def flush(self, table: str) -> "DataFrame":
        """Writes what waits."""
        rows = pa.Table.from_batches(self.waiting[table], schema=self.schemas[table])
        self.waiting[table] = []
        frame = self.engine.session.createDataFrame(rows, shape(self.schemas[table]))
        frame.write.options(**SPLIT).mode("append").parquet(self.paths[table])
        return frame

    def finish(self) -> None:
        """Makes them tables."""
        for name, path in self.paths.items():
            self.engine.show(name, path, self.flush(name))


def size(path: str) -> int:
    """Bytes of a folder on disk; 0 for one behind an address."""
    folder = Path(path.removeprefix("file://"))
    return sum(one.stat().st_size for one in folder.glob("*.parquet")) if path.startswith("file://") else 0


def shape(schema: pa.Schema) -> Any:  # noqa: ANN401 - a StructType, of a library that may not be there
    """An Arrow schema as Spark's."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def nullable(schema: pa.Schema) -> pa.Schema:
    """The schema as DuckDB writes it: any column may be null. What Spark says of that differs between a plan and its rows."""
    return pa.schema([one.with_nullable(True) for one in schema])


def mapped(function: Mapper) -> Callable[[Batches], Batches]:
    """A function over a batch as one over a worker's batches."""

    def over(batches: Batches) -> Batches:
        for one in batches:
            yield from map(function, pieces(one, BATCH_ROWS))

    return over


def pieces(batch: pa.RecordBatch, rows: int) -> Batches:
    """A batch in pieces of so many rows at most."""
    return (batch.slice(first, rows) for first in range(0, batch.num_rows, rows))


def framed(batches: Batches) -> Batches:
    """Each batch as one cell: Arrow's own bytes."""
    for one in batches:
        yield pa.RecordBatch.from_pydict({"batch": [bytes(packed(one))]}, schema=STREAMED)


def parcelled(items: Sequence[Any], function: Pourer) -> Callable[[Batches], Batches]:
    """A worker's share of `pour`: the numbers of work items to parcels."""

    def over(batches: Batches) -> Batches:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                for table, parcel in parcels(number, items[number], function):
                    yield pa.RecordBatch.from_pydict({"parcel": [parcel], "table": [table]}, schema=PARCELS)

    return over


def parcels(number: int, item: object, function: Pourer) -> Iterator[tuple[str, bytes]]:
    """What a work item gives, or the fault it ends with."""
    try:
        for table, batch in function(item):
            rows = max(1, batch.num_rows * PARCEL // max(PARCEL, batch.nbytes))
            yield from ((table, bytes(packed(one))) for one in pieces(batch, rows))
    except HubbubError as error:
        yield FAULT, f"{number:09d}\x00{type(error).__name__}\x00{error}".encode("utf-8", "replace")


def unpacked(batches: Batches) -> Batches:
    """Parcels back into batches."""
    for batch in batches:
        for parcel in batch.column(0):
            yield from pa.ipc.open_stream(parcel.as_buffer())


def kinds(root: type[HubbubError]) -> Iterator[type[HubbubError]]:
    """An error and all kinds of it."""
    yield root
    for one in root.__subclasses__():
        yield from kinds(one)
