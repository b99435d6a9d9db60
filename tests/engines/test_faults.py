"""A temporary table that is damaged or removed while a job runs: one sentence with its remedy, and nothing left."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import hubbub
from hubbub import findings
from hubbub.copies import copies
from hubbub.engines.base import Engine
from hubbub.engines.duckdb import DuckDB
from tests.made import export, rows


def flipped(path: Path) -> None:
    """Other bytes among the first, which hold values; the middle of a small file is its footer."""
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes(255 - one for one in whole[100:800]) + whole[800:])


def cut(path: Path) -> None:
    """The second half is missing."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def footless(path: Path) -> None:
    """The footer is no longer one."""
    path.write_bytes(path.read_bytes()[:-60] + bytes(60))


@pytest.mark.parametrize("damage", [flipped, cut, footless, Path.unlink])
def test_a_damaged_table_is_one_sentence(damage: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaging(engine: Engine) -> None:
        assert isinstance(engine, DuckDB)
        damage(engine.file("posts"))
        copies(engine)

    source = export(tmp_path / "posts.csv", rows())
    monkeypatch.setattr(findings, "copies", damaging)
    with pytest.raises(hubbub.OutputError, match=r"temporary table \(posts\) was damaged or removed; run the same again") as told:
        hubbub.find([source], tmp_path / "out")
    assert "\n" not in str(told.value)
    monkeypatch.undo()
    hubbub.find([source], tmp_path / "out")
    assert hubbub.check(tmp_path / "out") == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "posts.csv"]


def test_a_mistake_of_ours_is_not_called_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "copies", lambda engine: engine.sql("SELECT nothing FROM posts", "copies"))
    with pytest.raises(duckdb.BinderException):
        hubbub.find([export(tmp_path / "posts.csv", rows())], tmp_path / "out")


def test_out_of_memory_says_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(_engine: Engine) -> None:
        raise duckdb.OutOfMemoryException("made up")

    monkeypatch.setattr(findings, "copies", hungry)
    with pytest.raises(hubbub.OutputError, match="Out of memory while grouping copies"):
        hubbub.find([export(tmp_path / "posts.csv", rows())], tmp_path / "out")
