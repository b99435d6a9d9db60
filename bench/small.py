"""T12: how long a person waits for the small things. Whole processes, Python's start included; the median of seven."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

TIMES = 7


def seconds(command: list[str]) -> float:
    """One run on the clock."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def median(command: list[str]) -> float:
    """The median of several runs, after one that fills the caches."""
    seconds(command)
    return round(statistics.median(seconds(command) for _ in range(TIMES)), 3)


def measured() -> dict[str, float]:
    """The figures of T12 that need no posts."""
    program = str(Path(sys.executable).parent / "hubbub")
    return {"help_seconds": median([program, "--help"]), "import_seconds": median([sys.executable, "-c", "import hubbub"])}
