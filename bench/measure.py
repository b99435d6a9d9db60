"""Runs one command as a whole process and says what it cost.

A fresh process runs the command, because RUSAGE_CHILDREN only ever grows. CPU-seconds are user and system time of the whole
process tree, those it left behind too. `peak_mb` is the most memory the tree took together: the sum of PSS, looked at five
times a second, or the largest resident size of any one process (ru_maxrss) where that is more, as for a peak between two looks.
Elsewhere than on Linux it is ru_maxrss alone.
usage: python -m bench.measure SECONDS ANSWER.json COMMAND...          SECONDS 0: no limit
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import tree


@dataclass(frozen=True, slots=True)
class Cost:
    """`finished` is false when the command was stopped at the limit or failed; `code` is its exit code, None when stopped."""

    cpu_seconds: float
    wall_seconds: float
    peak_mb: float
    finished: bool
    code: int | None


def wait(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit code, or None when the time is up; nothing of it runs on."""
    try:
        return process.wait(timeout=seconds or None)
    except subprocess.TimeoutExpired:
        return None
    finally:
        tree.end()


def here(seconds: float, command: list[str]) -> Cost:
    """Runs the command under this very process; call it once in a process's life."""
    tree.adopt()
    watch, start = tree.Watch(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watch.start()
    code = wait(process, seconds)
    wall = time.perf_counter() - start
    watch.close()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest = used.ru_maxrss / (2**10 if sys.platform == "darwin" else 1)  # kilobytes
    peak = max(watch.peak, largest) / 2**10
    return Cost(round(used.ru_utime + used.ru_stime, 2), round(wall, 2), round(peak, 1), code == 0, code)


def cost(command: list[str], answer: Path, seconds: float = 600, environment: Mapping[str, str] | None = None) -> Cost:
    """Measures a command in a fresh process, with another environment than this one's if one is given."""
    words = [sys.executable, "-m", "bench.measure", str(seconds), str(answer), *command]
    subprocess.run(words, check=True, env=environment)
    return Cost(**json.loads(answer.read_text(encoding="utf-8")))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(asdict(here(float(sys.argv[1]), sys.argv[3:]))), encoding="utf-8")
