"""The contract of engines/base.py, over every engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from hubbub.engines.base import BATCH_ROWS, Engine
from hubbub.engines.duckdb import DuckDB

SHAPE = pa.schema([pa.field("number", pa.int64(), nullable=False), pa.field("text", pa.string())])
ENGINES: dict[str, Callable[[Path], Engine]] = {
    "duckdb": DuckDB,
    "duckdb, one thread": lambda folder: DuckDB(folder, threads=1),
    "duckdb, three threads": lambda folder: DuckDB(folder, threads=3),
    "duckdb, little memory": lambda folder: DuckDB(folder, memory="200MB"),
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn, in a folder whose name tries to get out of a SQL string."""
    made = ENGINES[request.param](tmp_path / "it's; DROP TABLE posts --" / "work")
    yield made
    made.close()


def numbers(start: int, stop: int) -> pa.RecordBatch:
    """Rows of a number and its name."""
    values = range(start, stop)
    return pa.RecordBatch.from_pydict({"number": list(values), "text": [f"n{value}" for value in values]}, schema=SHAPE)


def fill(engine: Engine, rows: int, step: int, table: str = "given") -> None:
    """A table of the first numbers, appended `step` at a time."""
    with engine.sink({table: SHAPE}) as sink:
        for start in range(0, rows, step):
            sink.append(table, numbers(start, min(rows, start + step)))


def doubled(rows: pa.RecordBatch) -> pa.RecordBatch:
    """A pure function over a batch."""
    return pa.RecordBatch.from_arrays([pc.multiply(rows["number"], 2), rows["text"]], schema=SHAPE)


def column(table: pa.Table) -> list[int]:
    """The numbers of a result."""
    return typed(table["number"].to_pylist())


def typed(values: list[int]) -> list[int]:
    """Arrow carries no types for the type checker."""
    return values


def test_a_sink_keeps_every_row_in_order(engine: Engine) -> None:
    fill(engine, 40_000, 7_001)
    assert column(engine.rows("SELECT * FROM given")) == list(range(40_000))


def test_a_sink_without_rows_leaves_an_empty_table(engine: Engine) -> None:
    with engine.sink({"one": SHAPE, "two": SHAPE}) as sink:
        sink.append("one", numbers(0, 3))
    assert engine.rows("SELECT * FROM one").num_rows == 3
    assert engine.rows("SELECT * FROM two").num_rows == 0
    assert engine.rows("SELECT * FROM two").schema.names == SHAPE.names


@pytest.mark.parametrize("step", [1_000, 16_384, 50_000])
def test_map_keeps_the_order_whatever_the_batches(engine: Engine, step: int) -> None:
    fill(engine, 50_000, step)
    engine.map("SELECT * FROM given ORDER BY number DESC", doubled, "mapped", SHAPE)
    assert column(engine.rows("SELECT * FROM mapped")) == list(range(99_998, -2, -2))


def test_map_sees_batches_never_the_whole(engine: Engine) -> None:
    fill(engine, 3 * BATCH_ROWS, BATCH_ROWS)
    sizes: list[int] = []

    def noted(rows: pa.RecordBatch) -> pa.RecordBatch:
        sizes.append(rows.num_rows)
        return doubled(rows)

    engine.map("SELECT * FROM given", noted, "mapped", SHAPE)
    assert sum(sizes) == 3 * BATCH_ROWS
    assert max(sizes) <= BATCH_ROWS


def test_map_may_give_fewer_rows(engine: Engine) -> None:
    fill(engine, 1_000, 1_000)
    engine.map("SELECT * FROM given", lambda rows: doubled(rows.filter(pc.equal(rows["number"], 500))), "mapped", SHAPE)
    assert column(engine.rows("SELECT * FROM mapped")) == [1_000]


def test_sql_makes_a_table_that_others_may_use(engine: Engine) -> None:
    fill(engine, 100, 30)
    engine.sql("SELECT number % 10 AS digit, count(*) AS n FROM given GROUP BY digit ORDER BY digit", "digits")
    assert engine.rows("SELECT * FROM digits ORDER BY digit").to_pylist() == [{"digit": at, "n": 10} for at in range(10)]


def test_a_table_may_be_made_again(engine: Engine) -> None:
    fill(engine, 10, 10)
    fill(engine, 3, 3)
    assert column(engine.rows("SELECT * FROM given")) == [0, 1, 2]


def test_streams_may_nest(engine: Engine) -> None:
    fill(engine, 40_000, 40_000)
    seen = 0
    for outer in engine.stream("SELECT * FROM given ORDER BY number"):
        first = outer["number"][0].as_py()
        inner = [rows.num_rows for rows in engine.stream(f"SELECT * FROM given WHERE number < {first}")]
        assert sum(inner) == first
        seen += outer.num_rows
    assert seen == 40_000


def test_a_query_may_run_while_a_stream_is_open(engine: Engine) -> None:
    fill(engine, 40_000, 40_000)
    stream = engine.stream("SELECT * FROM given ORDER BY number")
    first = next(stream)
    engine.sql("SELECT max(number) AS top FROM given", "top")
    assert engine.rows("SELECT top FROM top").to_pylist() == [{"top": 39_999}]
    assert first.num_rows + sum(rows.num_rows for rows in stream) == 40_000


def test_export_writes_one_parquet_file(engine: Engine, tmp_path: Path) -> None:
    fill(engine, 20_000, 3_000)
    path = tmp_path / "it's an 'odd' name;.parquet"
    engine.export("SELECT * FROM given ORDER BY number DESC LIMIT 5", path)
    assert column(pq.read_table(path)) == [19_999, 19_998, 19_997, 19_996, 19_995]


def test_hostile_values_stay_values(engine: Engine) -> None:
    texts = ["'); DROP TABLE given; --", '"', "\x00", "\u202e", "", None, "line\nbreak"]
    rows = pa.RecordBatch.from_pydict({"number": list(range(len(texts))), "text": texts}, schema=SHAPE)
    with engine.sink({"given": SHAPE}) as sink:
        sink.append("given", rows)
    assert engine.rows("SELECT text FROM given ORDER BY number")["text"].to_pylist() == texts


def test_drop_forgets_a_table_and_may_be_repeated(engine: Engine) -> None:
    fill(engine, 10, 10)
    engine.drop("given")
    engine.drop("given")
    with pytest.raises(Exception, match="given"):
        engine.rows("SELECT * FROM given")


@pytest.mark.parametrize("name", ENGINES)
def test_close_removes_every_temporary_file(name: str, tmp_path: Path) -> None:
    engine = ENGINES[name](tmp_path / "work")
    fill(engine, 1_000, 1_000)
    engine.sql("SELECT * FROM given", "again")
    engine.close()
    assert list(tmp_path.iterdir()) == []
