"""The engines, by name."""

from hubbub.engines.base import Engine
from hubbub.engines.duckdb import DuckDB

ENGINES: tuple[type[Engine], ...] = (DuckDB,)
