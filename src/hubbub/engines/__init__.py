"""The engines, by name."""

from pathlib import Path

from hubbub.engines.base import Engine
from hubbub.engines.duckdb import DuckDB
from hubbub.engines.session import is_spark
from hubbub.engines.spark import Spark
from hubbub.errors import UsageError

ENGINES: tuple[type[Engine], ...] = (DuckDB, Spark)


def known(name: str) -> None:
    """Raises UsageError for the name of no engine."""
    if name != DuckDB.name and not is_spark(name):
        raise UsageError(
            f"--engine {name}: choose duckdb, spark (all cores of this machine), local[2], spark://host:7077, sc://host:15002, "
            "yarn, k8s://… or local-cluster[workers,cores,megabytes]."
        )


def engine(name: str, folder: Path, memory: str, threads: int = 0, storage: str = "") -> Engine:
    """The engine of that name, its tables in `folder`. Raises UsageError, and OutputError where a cluster refuses."""
    known(name)
    if is_spark(name):
        return Spark(folder, name, memory, threads, storage)
    return DuckDB(folder, memory, threads)
