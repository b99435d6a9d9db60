"""What goes wrong in the embedded engine, each as one sentence with its remedy."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from hubbub.engines.base import Engine
from hubbub.errors import OutputError

FULL = "No space left on device"


@contextmanager
def speaking(engine: Engine, out: Path, memory: int, stage: Callable[[], str]) -> Iterator[None]:
    """Raises OutputError where DuckDB raises for want of memory or room, or over a temporary table that was damaged; `out` is
    where the output is made, `memory` bytes the job may take, `stage` tells what goes on."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        when = f" while {stage().lower()}" if stage() else ""
        raise OutputError(
            f"Out of memory{when} ({memory // 2**20:,} MB allowed); give --memory more, or free disk to spill to."
        ) from error
    except duckdb.Error as error:
        if why := sentence(error, engine):
            raise OutputError(f"{out}: {why}") from error
        raise


def sentence(error: duckdb.Error, engine: Engine) -> str | None:
    """What went wrong, as far as it lies in the files; None: in Hubbub itself."""
    if FULL in str(error):  # DuckDB wraps it in JSON
        return f"{FULL}; free space, or choose another place."
    if gone := engine.damaged():
        names = ", ".join(gone)
        return f"a temporary table ({names}) was damaged or removed; run the same again, and look at the disk if it recurs."
    if isinstance(error, duckdb.IOException):
        return f"{str(error).splitlines()[0]}; free space, or choose another place."
    return None
