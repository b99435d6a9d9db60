"""What the tests of reading share: an input read whole, and its sums."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hubbub.readers import read
from hubbub.readers.base import Settings

Rows = list[dict[str, Any]]


@dataclass
class Reading:
    """Every record of a reading, by table."""

    tables: dict[str, Rows] = field(default_factory=dict)

    def of(self, name: str) -> Rows:
        """The rows of a table."""
        return self.tables.get(name, [])

    @property
    def posts(self) -> Rows:
        """The posts."""
        return self.of("posts")

    @property
    def texts(self) -> list[str]:
        """Their texts."""
        return [post["text"] for post in self.posts]

    @property
    def reasons(self) -> list[str]:
        """Why rows were unreadable."""
        return [row["reason"] for row in self.of("unreadable")]


def settings(columns: Mapping[str, str] | None = None, row_limit: int = 2**20) -> Settings:
    """Settings with a row limit small enough to meet."""
    return Settings(columns=columns or {}, row_limit=row_limit)


def reading(*inputs: Path | str, use: Settings | None = None) -> Reading:
    """The inputs read; asserts that their rows add up."""
    done = Reading()
    for name, batch in read(list(inputs), use):
        assert batch.num_rows <= 8192
        done.tables.setdefault(name, []).extend(batch.to_pylist())
    for one in done.of("inputs"):
        assert one["rows"] == one["posts"] + one["excluded"] + one["unreadable"]
    for name in ("posts", "excluded", "unreadable"):
        assert len(done.of(name)) == sum(one[name] for one in done.of("inputs"))
    return done


def content(folder: Path, data: bytes, name: str = "input.dat", use: Settings | None = None) -> Reading:
    """Bytes, read as a file."""
    path = folder / name
    path.write_bytes(data)
    return reading(path, use=use)
