"""The contract of engines/base.py, over every engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from hubbub.engines.base import BATCH_ROWS, Engine
from hubbub.engines.duckdb import DuckDB
from hubbub.engines.spark import Spark
from hubbub.errors import InputError

SHAPE = pa.schema([pa.field("number", pa.int64(), nullable=False), pa.field("text", pa.string())])
ENGINES: dict[str, Callable[[Path], Engine]] = {
    "duckdb": DuckDB,
    "duckdb, one thread": lambda folder: DuckDB(folder, threads=1),
    "duckdb, three threads": lambda folder: DuckDB(folder, threads=3),
    "duckdb, little memory": lambda folder: DuckDB(folder, memory="200MB"),
    "spark": Spark,
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn, in a folder whose name tries to get out of a SQL string."""
    if request.param == "spark":
        request.getfixturevalue("spark_here")
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


def told(engine: Engine, query: str) -> list[int]:
    """The numbers of a query without an order: in the order they were put in, where the engine promises that, else sorted."""
    found = column(engine.rows(query))
    return sorted(found) if engine.spread else found


def typed(values: list[int]) -> list[int]:
    """Arrow carries no types for the type checker."""
    return values


def test_a_sink_keeps_every_row_in_order(engine: Engine) -> None:
    fill(engine, 40_000, 7_001)
    assert told(engine, "SELECT * FROM given") == list(range(40_000))


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
    assert told(engine, "SELECT * FROM mapped") == list(range(0, 100_000, 2) if engine.spread else range(99_998, -2, -2))


def test_map_sees_batches_never_the_whole(engine: Engine) -> None:
    fill(engine, 3 * BATCH_ROWS, BATCH_ROWS)

    def noted(rows: pa.RecordBatch) -> pa.RecordBatch:
        return pa.RecordBatch.from_pydict({"number": [rows.num_rows], "text": [""]}, schema=SHAPE)

    engine.map("SELECT * FROM given", noted, "mapped", SHAPE)
    sizes = column(engine.rows("SELECT * FROM mapped"))
    assert sum(sizes) == 3 * BATCH_ROWS
    assert max(sizes) <= BATCH_ROWS


def poured(item: int) -> Iterator[tuple[str, pa.RecordBatch]]:
    """What a work item gives: rows for one of two tables."""
    if item == 7:
        raise InputError("row 7: is not there; look again")
    yield ("even" if item % 2 == 0 else "odd"), numbers(item * 100, item * 100 + 100)


def test_pour_makes_tables_of_work_items(engine: Engine) -> None:
    engine.pour([0, 1, 2], poured, {"even": SHAPE, "odd": SHAPE, "none": SHAPE})
    assert told(engine, "SELECT * FROM even") == [*range(100), *range(200, 300)]
    assert told(engine, "SELECT * FROM odd") == list(range(100, 200))
    assert engine.rows("SELECT * FROM none").num_rows == 0


def test_pour_raises_what_a_work_item_raised(engine: Engine) -> None:
    with pytest.raises(InputError, match=r"^row 7: is not there; look again$"):
        engine.pour([5, 7, 9], poured, {"even": SHAPE, "odd": SHAPE})


def test_dialect_means_the_same(engine: Engine) -> None:
    fill(engine, 4, 4)
    query = r"""
    SELECT * REPLACE (CASE WHEN number < 2 THEN NULL ELSE text || 'ß\x' END AS text), number // 3 AS third,
      row_number() OVER (ORDER BY number DESC) AS place, length(text) AS size, starts_with(text, 'n2') AS two,
      strftime(CAST('2022-03-01 05:06:07' AS TIMESTAMP), '%Y-%m-%dT%H:%M:%SZ') AS said
    FROM given g ORDER BY text DESC, number
    """
    found = engine.rows(query)
    assert found["text"].to_pylist() == ["n3ß\\x", "n2ß\\x", None, None]
    assert found["number"].to_pylist() == [3, 2, 0, 1]
    assert found["third"].to_pylist() == [1, 0, 0, 0]
    assert found["place"].to_pylist() == [1, 2, 4, 3]
    assert found["size"].to_pylist() == [2, 2, 2, 2]
    assert found["two"].to_pylist() == [False, True, False, False]
    assert found["said"].to_pylist() == ["2022-03-01T05:06:07Z"] * 4
    assert found.schema.field("place").type == found.schema.field("size").type == pa.int64()


def test_sql_makes_a_table_that_others_may_use(engine: Engine) -> None:
    fill(engine, 100, 30)
    engine.sql("SELECT number % 10 AS digit, count(*) AS n FROM given GROUP BY digit ORDER BY digit", "digits")
    assert engine.rows("SELECT * FROM digits ORDER BY digit").to_pylist() == [{"digit": at, "n": 10} for at in range(10)]


def test_a_table_may_be_made_again(engine: Engine) -> None:
    fill(engine, 10, 10)
    fill(engine, 3, 3)
    assert told(engine, "SELECT * FROM given") == [0, 1, 2]


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
def test_close_removes_every_temporary_file(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if name == "spark":
        request.getfixturevalue("spark_here")
    engine = ENGINES[name](tmp_path / "work")
    fill(engine, 1_000, 1_000)
    engine.sql("SELECT * FROM given", "again")
    engine.close()
    assert list(tmp_path.iterdir()) == []
