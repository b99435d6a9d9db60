"""Runs one command as a whole process and says what it cost.

A fresh process runs the command, because RUSAGE_CHILDREN only ever grows: CPU-seconds are user and system time of the
whole process tree, `peak_mb` is the largest resident size any one process of the tree reached.
usage: python -m bench.measure SECONDS ANSWER.json COMMAND...
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """`finished` is false when the command was stopped at the limit or failed; `code` is its exit code, None when stopped."""

    cpu_seconds: float
    wall_seconds: float
    peak_mb: float
    finished: bool
    code: int | None


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the command and all it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    """The exit code, or None when the time is up."""
    try:
        return process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        stop(process)
        return None


def here(seconds: float, command: list[str]) -> Cost:
    """Runs the command under this very process; call it once in a process's life."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    code = wait(process, seconds)
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(round(used.ru_utime + used.ru_stime, 2), round(wall, 2), round(used.ru_maxrss / unit, 1), code == 0, code)


def cost(command: list[str], answer: Path, seconds: float = 600) -> Cost:
    """Measures a command in a fresh process."""
    subprocess.run([sys.executable, "-m", "bench.measure", str(seconds), str(answer), *command], check=True)
    return Cost(**json.loads(answer.read_text(encoding="utf-8")))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(asdict(here(float(sys.argv[1]), sys.argv[3:]))), encoding="utf-8")
