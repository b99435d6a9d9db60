"""Worker processes that map batches: Python uses one core, a machine has several.

A worker is a fresh interpreter, so that it inherits no thread, lock or open file, and runs nothing of the caller's script.
Batches travel as Arrow IPC through its standard input and output; results come back in the order of the batches. A worker ends
when its input does, thus also when its parent is killed; Ctrl-C is the parent's business alone.
"""

import os
import pickle
import queue
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import IO

import pyarrow as pa

from hubbub.engines.base import Mapper
from hubbub.errors import OutputError

FUNCTION, BATCH, RESULT, FAULT = 0, 1, 2, 3  # what a message is
HEAD = struct.Struct("<BQ")  # what it is, and how many bytes follow
FEW = 3  # batches up to which a worker would cost more than it saves
AHEAD = 2  # batches a worker that are read before their turn
# Each worker is one thread: with more, they would take turns on the same cores.
ALONE = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "ARROW_NUM_THREADS"), "1"
)
ENDED = "A worker process was ended from outside, as a machine does whose memory is full; free some, or give --threads 1."
START = "from hubbub.engines.pool import serve; serve()"


class Worker:
    """One process and the function it holds."""

    def __init__(self) -> None:
        where = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TOKENIZERS_PARALLELISM": "false"}
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-P", "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ALONE, **where},
            process_group=0 if os.name == "posix" else None,  # what the terminal sends at Ctrl-C does not reach it
        )
        self.input, self.output = pipe(self.process.stdin), pipe(self.process.stdout)
        self.holds = b""

    def map(self, function: bytes, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The function's result. Raises what the function raises."""
        try:
            if function != self.holds:
                send(self.input, FUNCTION, function)
                self.holds = function
            send(self.input, BATCH, packed(batch))
            kind, content = receive(self.output)
        except (OSError, EOFError) as error:
            raise OutputError(ENDED) from error
        if kind == FAULT:
            raise pickle.loads(content)  # noqa: S301 - of our own worker
        return unpacked(content)

    def spent(self) -> float:
        """CPU-seconds so far; 0 where the system does not say."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime and stime, counted from the state on

    def close(self) -> None:
        """Ends the process, whatever it is at."""
        self.process.kill()
        self.process.wait()
        with suppress(OSError):  # what was left in its buffer has nowhere to go
            self.input.close()
        self.output.close()


class Pool:
    """Maps over batches with some worker processes, started when there is enough to do."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.past = 0.0  # CPU-seconds of workers that were ended
        self.workers: list[Worker] = []
        self.idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()

    def map(self, function: Mapper, batches: Iterator[pa.RecordBatch], most: int = 0) -> Generator[pa.RecordBatch]:
        """The function of each batch, in their order, by no more than `most` workers if it says any. Few batches, and functions
        that cannot travel, are mapped here."""
        size = min(self.size, most or self.size)
        first = list(islice(batches, FEW))
        sent = portable(function) if size > 1 and len(first) == FEW else b""
        if not sent:
            yield from map(function, chain(first, batches))
            return
        if len(self.workers) > size:  # one too many would take its turn, and room
            self.close()
        while len(self.workers) < size:
            self.workers.append(Worker())
            self.idle.put(self.workers[-1])
        with ThreadPoolExecutor(size) as threads:
            yield from self.ordered(threads, sent, chain(first, batches))

    def ordered(
        self, threads: ThreadPoolExecutor, function: bytes, batches: Iterator[pa.RecordBatch]
    ) -> Iterator[pa.RecordBatch]:
        """Results in order, a few batches read ahead."""
        waiting: deque[Future[pa.RecordBatch]] = deque()
        try:
            for batch in batches:
                waiting.append(threads.submit(self.one, function, batch))
                if len(waiting) >= AHEAD * len(self.workers):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            for one in waiting:
                one.cancel()
            self.close()  # or the threads would wait for the workers to finish
            raise

    def one(self, function: bytes, batch: pa.RecordBatch) -> pa.RecordBatch:
        """A batch through whichever worker is idle."""
        idle = self.idle
        worker = idle.get()
        try:
            return worker.map(function, batch)
        finally:
            idle.put(worker)

    def spent(self) -> float:
        """CPU-seconds of all workers so far."""
        return self.past + sum(worker.spent() for worker in self.workers)

    def close(self) -> None:
        """Ends the workers."""
        self.past = self.spent()
        for worker in self.workers:
            worker.close()
        self.workers, self.idle = [], queue.SimpleQueue()


def portable(function: Mapper) -> bytes:
    """The function as bytes for another process; none where it cannot travel: closures, and what a script itself defines."""
    if getattr(function, "__module__", "__main__") == "__main__":
        return b""
    try:
        return pickle.dumps(function)
    except (pickle.PicklingError, AttributeError, TypeError):
        return b""


def cores() -> int:
    """The cores this process may use: a container's or a batch system's share counts, not the machine."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        with open("/sys/fs/cgroup/cpu.max", encoding="ascii") as file:
            quota, period = file.read().split()
        return max(1, min(allowed, round(int(quota) / int(period))))
    except (OSError, ValueError):  # no such limit
        return allowed


def pipe(end: IO[bytes] | None) -> IO[bytes]:
    """A pipe that was asked for. Raises OSError when there is none."""
    if end is None:
        raise OSError("no pipe")
    return end


def packed(batch: pa.RecordBatch) -> memoryview:
    """A batch as Arrow IPC."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return memoryview(sink.getvalue())


def unpacked(content: bytes) -> pa.RecordBatch:
    """A batch out of Arrow IPC."""
    return pa.ipc.open_stream(content).read_next_batch()


def send(to: IO[bytes], kind: int, content: bytes | memoryview) -> None:
    """Writes one message."""
    to.write(HEAD.pack(kind, len(content)))
    to.write(content)
    to.flush()


def receive(source: IO[bytes]) -> tuple[int, bytes]:
    """Reads one message. Raises EOFError when there is none."""
    head = source.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    kind, size = HEAD.unpack(head)
    content = source.read(size)
    if len(content) < size:
        raise EOFError
    return kind, content


def serve() -> None:
    """A worker's life: maps the batches that come in until no more do."""
    given, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the batches
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    held: list[Mapper | bytes] = []  # the function, as bytes until it is used for the first time
    try:
        while True:
            kind, content = receive(given)
            if kind == FUNCTION:
                held = [content]
            else:
                send(out, *answer(held, content))
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody is there to be told


def answer(held: list[Mapper | bytes], content: bytes) -> tuple[int, bytes | memoryview]:
    """The result of a batch, or what was raised."""
    try:
        function = held[0]
        if isinstance(function, bytes):
            function = held[0] = pickle.loads(function)  # noqa: S301 - of our own parent
        return RESULT, packed(function(unpacked(content)))
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        return FAULT, fault(error)


def fault(error: Exception) -> bytes:
    """An error as bytes; one that cannot travel is told by its name and words."""
    try:
        content = pickle.dumps(error)
        pickle.loads(content)  # noqa: S301 - made one line above
    except Exception:  # noqa: BLE001 - an error may refuse in any way
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return content
