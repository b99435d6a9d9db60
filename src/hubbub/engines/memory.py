"""How much memory a job may take, and how it is shared out: `--memory` bounds the whole job, not the tables alone.

Of the memory allowed, Python keeps a fixed RESERVE: the interpreter, the libraries and the encoder (about 260 MB), and
batches on their way. DuckDB gets what remains and spills to disk beyond it, but never less than LEAST_TABLES, and one thread
for each THREAD: with less, sorts of wide rows fail instead of spilling (measured on rows of 0.5 to 2 kB). Processes in which a
network reads sentences take part of both; there are as many as fit (`sharers`).

A job does not yet keep to a bound below 900 MB once discovery's sample is full, from 200,000 sentences on; the sample does not
grow further. Measured with 512 MB allowed, on 200,000 posts: 882 MB at the most.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from hubbub.engines.pool import cores
from hubbub.errors import UsageError

MB, GB = 2**20, 2**30
LEAST = 512 * MB  # under this the libraries and LEAST_TABLES do not fit
USUAL = (1 * GB, 2 * GB)  # more was measured to gain nothing
RESERVE = 768 * MB
LEAST_TABLES = 256 * MB
THREAD = 256 * MB  # of DuckDB's part
OWN = 300 * MB  # of this process, while others read
SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*([KMGT])i?B?", re.IGNORECASE)
UNITS = {"K": 2**10, "M": MB, "G": GB, "T": 2**40}
REMEDY = "say how much the job may take, such as --memory 2GB (at least 512MB)"


def allowed(given: str = "") -> int:
    """Bytes a job may take: as given ('512MB', '2GB'), else by this machine. Raises UsageError on no size, or too small a one."""
    if not given:
        return usual()
    size = written(given)
    if size < LEAST:
        raise UsageError(f"--memory {given}: is too little to work with; {REMEDY}.")
    return size


def written(given: str) -> int:
    """Bytes, of a size such as '512MB'. Raises UsageError."""
    found = SIZE.fullmatch(given.strip())
    if not found:
        raise UsageError(f"--memory {given}: is no size; {REMEDY}.")
    return int(float(found[1]) * UNITS[found[2].upper()])


def usual() -> int:
    """Half of what is free here, but neither less nor more than USUAL."""
    return min(max(free() // 2, USUAL[0]), USUAL[1])


def tables(memory: int) -> int:
    """DuckDB's part of the memory allowed, in bytes."""
    return max(memory - RESERVE, LEAST_TABLES)


def threads(memory: int, wanted: int = 0) -> int:
    """How many threads DuckDB may use of those wanted, or of this machine's: each needs room of its own."""
    return max(1, min(wanted or cores(), tables(memory) // THREAD))


def sharers(tables: int, room: int) -> int:
    """How many processes of `room` bytes each may work beside this one, where DuckDB has `tables` bytes and can do with less."""
    return max(1, (tables + RESERVE - OWN - LEAST_TABLES) // room)


def beside(tables: int, room: int) -> int:
    """DuckDB's part while `room` bytes are others'."""
    return max(LEAST_TABLES, min(tables, tables + RESERVE - OWN - room))


def free(root: Path = Path("/")) -> int:
    """Bytes of memory that this process may still take: what the machine has, within what its control groups allow."""
    return max(0, min([machine(root), *groups(root)]))


def machine(root: Path) -> int:
    """What the kernel calls available; USUAL's upper end where it does not say."""
    try:
        lines = (root / "proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 2**10 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        return 2 * USUAL[1]


def groups(root: Path) -> Iterator[int]:
    """What remains in each control group this process is in, of version 1 or 2, and in those above it."""
    for limit, used in files(root):
        most, now = number(limit), number(used)
        if most is not None:
            yield most - (now or 0)


def files(root: Path) -> Iterator[tuple[Path, Path]]:
    """The files of limit and use, for each control group."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for _, kinds, path in (line.split(":", 2) for line in lines if line.count(":") >= 2):
        second = kinds == ""
        if not second and "memory" not in kinds.split(","):
            continue
        top = root / "sys/fs/cgroup" / ("" if second else "memory")
        names = ("memory.max", "memory.current") if second else ("memory.limit_in_bytes", "memory.usage_in_bytes")
        parts = Path(path.lstrip("/")).parts
        for depth in range(len(parts), -1, -1):  # inside a container the path may lead nowhere, and its own group is the top
            yield tuple(top.joinpath(*parts[:depth], name) for name in names)  # type: ignore[misc]


def number(file: Path) -> int | None:
    """A number in a file; None where there is none, as in 'max'."""
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
