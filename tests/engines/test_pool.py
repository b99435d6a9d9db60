"""Worker processes: order, errors, and that none outlives its parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from hubbub.engines.pool import FEW, Pool
from hubbub.errors import InputError, OutputError

ROWS = 10


@pytest.fixture
def pool() -> Iterator[Pool]:
    """Two workers, ended afterwards."""
    made = Pool(2)
    yield made
    made.close()


def batches(count: int) -> Iterator[pa.RecordBatch]:
    """Batches that hold their number."""
    for n in range(count):
        yield pa.RecordBatch.from_pydict({"n": [n] * ROWS})


def same(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Early batches take longest."""
    time.sleep(0.05 / (1 + rows["n"][0].as_py()))
    return rows


def where(rows: pa.RecordBatch) -> pa.RecordBatch:
    """The process a batch is mapped in."""
    return pa.RecordBatch.from_pydict({"n": [os.getpid()] * rows.num_rows})


def refusing(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Fails at one batch."""
    if rows["n"][0].as_py() == FEW:
        raise InputError("row 3: no text")
    return rows


def dying(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Ends its own process, as a machine short of memory would."""
    os.kill(os.getpid(), signal.SIGKILL)
    return rows


def chatty(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Prints where results are written."""
    print("a library's own words", flush=True)
    return rows


class OddError(Exception):
    """An error that cannot be made again from its words."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def odd(_rows: pa.RecordBatch) -> pa.RecordBatch:
    """Raises it."""
    raise OddError("no", "thing")


def pids(pool: Pool, most: int = 0) -> set[int]:
    """The processes that some batches are mapped in."""
    return {pid for one in pool.map(where, batches(12), most) for pid in one["n"].to_pylist()}


def firsts(results: Iterator[pa.RecordBatch]) -> list[int]:
    """The number in each batch."""
    return [one["n"][0].as_py() for one in results]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_results_come_in_the_order_of_the_batches(size: int) -> None:
    pool = Pool(size)
    try:
        assert firsts(pool.map(same, batches(12))) == list(range(12))
        assert firsts(pool.map(chatty, batches(5))) == list(range(5))
    finally:
        pool.close()


def test_many_batches_are_mapped_elsewhere_few_and_closures_here(pool: Pool) -> None:
    def here(rows: pa.RecordBatch) -> pa.RecordBatch:
        return where(rows)

    many, few, closure = (firsts(pool.map(*one)) for one in ((where, batches(9)), (where, batches(2)), (here, batches(9))))
    assert os.getpid() not in many
    assert set(few) == set(closure) == {os.getpid()}


def test_an_error_comes_out_as_it_was_raised(pool: Pool) -> None:
    with pytest.raises(InputError, match=r"^row 3: no text$"):
        firsts(pool.map(refusing, batches(9)))
    assert firsts(pool.map(same, batches(5))) == list(range(5))


@pytest.mark.parametrize(("function", "error"), [(dying, OutputError), (odd, RuntimeError)])
def test_a_worker_that_ends_is_told_with_its_remedy(pool: Pool, function: Callable[..., pa.RecordBatch], error: type) -> None:
    with pytest.raises(error, match="--threads 1" if error is OutputError else "OddError: nothing"):
        firsts(pool.map(function, batches(9)))


SCRIPT = """
import sys, time
from tests.engines.test_pool import batches, same
from hubbub.engines.pool import Pool
pool = Pool(2)
for _ in pool.map(same, batches(10**6)):
    print(*(one.process.pid for one in pool.workers), flush=True)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_no_worker_outlives_a_parent_that_is_killed() -> None:
    path = os.pathsep.join(filter(None, sys.path))
    parent = subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path})
    assert parent.stdout
    workers = [int(one) for one in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{one}/cmdline").exists() and Path(f"/proc/{one}/cmdline").read_bytes() for one in workers):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_no_more_workers_than_there_is_room_for() -> None:
    pool = Pool(3)
    try:
        assert len(pids(pool)) <= 3
        assert len(pool.workers) == 3
        before = pool.spent()
        assert len(pids(pool, 2)) <= 2
        assert len(pool.workers) == 2
        assert pool.spent() >= before
        assert pids(pool, 1) == {os.getpid()}
    finally:
        pool.close()
