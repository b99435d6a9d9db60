"""Trials in processes of their own: one that dies or hangs is ended, its input recorded, and the rest goes on."""

import gc
import multiprocessing as mp
import os
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import SynchronizedArray

from evals.fuzzing.reading import Fault
from evals.fuzzing.trial import Bench

SECONDS = 5.0  # no input may take longer
ROOM = 3 * 2**30  # bytes a worker may take beyond what it has at its start
BLOCK = 400  # inputs handed out at a time
TICK = 0.5
FORK = mp.get_context("fork")


@dataclass(slots=True)
class Tally:
    """What came of a block of inputs."""

    start: int
    stop: int
    done: int = 0
    ways: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, Fault]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)  # seconds and the input
    peak_kb: int = 0


Told = Callable[[Tally], None]


def block(bench: Bench, start: int, stop: int, now: Callable[[int], None]) -> Tally:
    """The trials of a block; `now` is told each input before it is tried."""
    tally = Tally(start, stop)
    for number in range(start, stop):
        now(number)
        case = bench.case(number)
        begun = time.perf_counter()
        tally.faults += [(number, one) for one in bench.faults(case)]
        tally.slowest = max(tally.slowest, (time.perf_counter() - begun, number))
        tally.ways[f"{case.way}, {case.sample.kind}"] += 1
        tally.done += 1
    tally.peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return tally


def work(bench: Bench, tasks: Connection, clock: "SynchronizedArray[float]") -> None:
    """The life of a worker: blocks in, tallies out, within bounded memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit = size() + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    def now(number: int) -> None:
        clock[:] = [float(number), time.monotonic()]

    while (task := tasks.recv()) is not None:
        start, stop = task
        tasks.send(block(bench, start, stop, now))
        now(-1)


def size() -> int:
    """The address space of this process, in bytes."""
    with open("/proc/self/statm", encoding="ascii") as about:
        return int(about.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Worker:
    """A process, its pipe, the block it has, and a clock: the input it is at and since when."""

    bench: Bench
    process: BaseProcess | None = None
    pipe: Connection | None = None
    task: tuple[int, int] | None = None
    clock: "SynchronizedArray[float]" = field(default_factory=lambda: FORK.Array("d", [-1.0, 0.0]))

    def start(self) -> None:
        """Begins a new process."""
        ours, theirs = FORK.Pipe()
        self.pipe = ours
        self.clock[:] = [-1.0, time.monotonic()]
        self.process = FORK.Process(target=work, args=(self.bench, theirs, self.clock), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, task: tuple[int, int]) -> None:
        """Hands over a block."""
        if self.process is None:
            self.start()
        self.task = task
        if self.pipe:
            self.pipe.send(task)

    def result(self) -> Tally | None:
        """The tally of the block where it is there. Raises EOFError when the process died."""
        if self.pipe is None or not self.pipe.poll():
            return None
        tally: Tally = self.pipe.recv()
        self.task = None
        return tally

    def at(self) -> tuple[int, float]:
        """The input under trial, -1 for none, and for how many seconds."""
        number, since = self.clock[:]
        return int(number), time.monotonic() - since

    def end(self) -> None:
        """Ends the process."""
        if self.process:
            self.process.kill()
            self.process.join()
        if self.pipe:
            self.pipe.close()
        self.process = self.pipe = None


def run(bench: Bench, blocks: list[tuple[int, int]], processes: int, until: float) -> Iterator[Tally]:
    """The tallies of all blocks, as they are done; none is begun after the time `until`."""
    waiting = blocks[::-1]
    gc.freeze()
    workers = [Worker(bench) for _ in range(processes)]
    try:
        while waiting or any(one.task for one in workers):
            waiting = waiting if time.monotonic() < until else []
            for one in workers:
                if one.task is None and waiting:
                    one.give(waiting.pop())
            wait([one.pipe for one in workers if one.pipe and one.task], TICK)
            for one in workers:
                yield from outcome(one, waiting)
    finally:
        for one in workers:
            one.end()


def outcome(worker: Worker, waiting: list[tuple[int, int]]) -> Iterator[Tally]:
    """What a worker has to tell; where it hangs or died, that input is recorded and the rest of its block waits again."""
    if worker.task is None:
        return
    try:
        tally = worker.result()
    except (EOFError, OSError):
        tally = None
    number, seconds = worker.at()
    if tally:
        yield tally
    elif (worker.process and not worker.process.is_alive()) or (number >= 0 and seconds > SECONDS):
        start, stop = worker.task
        kind = "hang" if seconds > SECONDS else "died"
        worker.end()
        worker.task = None
        place = max(number, start)
        waiting += [one for one in ((place + 1, stop), (start, place)) if one[0] < one[1]]
        yield Tally(place, place + 1, 1, Counter({kind: 1}), [(place, Fault(kind, kind, f"after {seconds:.1f} s"))])
