"""A process and all it started: how much memory they take together, and their end. Linux; elsewhere the tree is not seen."""

import ctypes
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.2  # seconds between looks
SUBREAPER = 36  # prctl's PR_SET_CHILD_SUBREAPER: what is left of the tree becomes ours, and its CPU time is counted


def adopt() -> None:
    """Makes orphans of the tree children of this process, where that is possible."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def parents() -> dict[int, int]:
    """Each process's parent."""
    found = {}
    for folder in PROC.glob("[0-9]*"):
        with suppress(OSError):
            found[int(folder.name)] = int((folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
    return found


def below(root: int) -> list[int]:
    """All processes below one, itself left out."""
    held, found = parents(), {root}
    while more := {one for one, parent in held.items() if parent in found} - found:
        found |= more
    return sorted(found - {root})


def kilobytes(process: int) -> int:
    """A process's share of memory: PSS, in which a page held by several counts once; its resident size where that is denied."""
    with suppress(OSError):
        for line in (PROC / f"{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    with suppress(OSError):
        return int((PROC / f"{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**10
    return 0


def end() -> None:
    """Kills what this process started and what that started, and waits for all of it."""
    for process in below(os.getpid()):
        with suppress(OSError):
            os.kill(process, signal.SIGKILL)
    with suppress(ChildProcessError):
        while os.waitpid(-1, 0):
            pass


class Watch(threading.Thread):
    """Looks at everything below this process again and again; `peak` is the most it took together, in kilobytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self.over = 0, threading.Event()

    def run(self) -> None:
        """Looks until it is over."""
        while not self.over.wait(EVERY):
            self.peak = max(self.peak, sum(map(kilobytes, below(os.getpid()))))

    def close(self) -> None:
        """Stops looking."""
        self.over.set()
        self.join()
