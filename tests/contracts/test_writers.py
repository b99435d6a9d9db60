"""What every writer promises: one file, the same bytes for the same account, no number of its own, no clock, no path."""

from pathlib import Path

import pytest

from hubbub.write import WRITERS, write_all
from hubbub.write.base import Writer
from tests.write.sample import account, bare, hostile

ACCOUNTS = {"plain": account(), "texts": account(known=False), "bare": bare(), "hostile": hostile()}


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.path)
def test_same_account_same_text(writer: Writer, name: str) -> None:
    text = writer.text(ACCOUNTS[name])
    assert text == writer.text(ACCOUNTS[name])
    assert text.encode().endswith(b"\n")


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.path)
def test_nothing_of_this_machine(writer: Writer) -> None:
    text = writer.text(ACCOUNTS["plain"])
    assert str(Path.cwd()) not in text
    assert str(Path.home()) + "/" not in text


def test_paths_are_relative_and_apart() -> None:
    paths = [writer.path for writer in WRITERS]
    assert len(paths) == len(set(paths))
    assert not any(Path(path).is_absolute() for path in paths)


def test_all_are_written(tmp_path: Path) -> None:
    write_all(ACCOUNTS["plain"], tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {writer.path for writer in WRITERS}
