"""Addresses, through a store in memory: no network."""

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pyarrow as pa
import pytest

from hubbub.errors import InputError
from hubbub.readers import remote
from hubbub.readers.sources import expand
from tests.readers.made import SHAPES
from tests.readers.packed import tarred, zipped
from tests.readers.reading import reading
from tests.readers.test_parquet import made

DATA = SHAPES["reddit comments"][1]


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    """A store in memory, emptied afterwards."""
    files = fsspec.filesystem("memory")
    files.pipe("/shelf/a.json", DATA)
    files.pipe("/shelf/deep/b.zip", zipped({"c.json": DATA}))
    yield files
    files.rm("/shelf", recursive=True)


def test_one_file_all_below_and_those_that_match(store: fsspec.AbstractFileSystem) -> None:
    names = [one["input_file"] for one in reading("memory://shelf/a.json").of("inputs")]
    assert names == ["a.json"]
    done = reading("memory://shelf")
    assert [one["input_file"] for one in done.of("inputs")] == ["a.json", "deep/b.zip/c.json"]
    assert len(done.posts) == 6
    assert len(reading("memory://shelf/*.json").posts) == 3
    assert len(reading("memory://shelf/**/*.zip").posts) == 3


def test_archives_and_tables_in_a_store(store: fsspec.AbstractFileSystem) -> None:
    store.pipe("/shelf/t.tar", tarred({"a.json": DATA, "b.parquet": made(pa.table({"text": ["made up", "made up too"]}))}))
    assert len(reading("memory://shelf/t.tar").posts) == 5


def test_what_is_not_there_is_one_sentence_without_secrets(store: fsspec.AbstractFileSystem) -> None:
    with pytest.raises(InputError, match="check the address"):
        expand(["memory://shelf/nothing.json"])
    with pytest.raises(InputError) as error:
        expand(["unheard-of://user:password@shelf/a.json?key=secret"])
    assert "unheard-of://shelf/a.json" in str(error.value)
    assert not {"password", "secret"} & set(str(error.value).replace("=", " ").replace(":", " ").split())


def test_a_file_that_changes_in_a_store_is_an_error(store: fsspec.AbstractFileSystem) -> None:
    (given,) = expand(["memory://shelf/a.json"])
    given.settled()
    store.pipe("/shelf/a.json", DATA * 2)
    with pytest.raises(InputError, match="changed while it was read"):
        given.settled()


def test_without_the_library_there_is_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(InputError, match=r"pip install 'hubbub\[objects\]'"):
        expand(["s3://shelf/a.json"])


def test_a_store_that_stops_answering_keeps_what_came_before(
    store: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote.Fetched, "readinto", once(remote.Fetched.readinto))
    done = reading("memory://shelf/a.json")
    assert any("stopped answering" in reason for reason in done.reasons)


class SilentError(RuntimeError):
    """What a store's own library raises, made up."""


@pytest.mark.parametrize("what", ["open", "info"])
def test_a_store_that_falls_silent_later_is_not_the_output_folder(
    store: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def silent(*_: object, **__: object) -> object:
        raise SilentError("nothing came within 60 seconds")

    (given,) = expand(["memory://shelf/a.json"])
    monkeypatch.setattr(type(store), what, silent)
    if what == "open":
        with pytest.raises(OSError, match="the store does not answer"):
            given.stream()
    else:
        with pytest.raises(InputError, match=r"memory://shelf/a\.json: it cannot be read"):
            given.settled()
    monkeypatch.undo()  # before the store is emptied


def once(read: object) -> object:
    """A read that fails."""

    def failing(self: object, buffer: memoryview) -> int:
        raise OSError("the store stopped answering (made up)")

    return failing


def test_files_are_no_addresses(tmp_path: Path) -> None:
    assert not remote.is_address("C:/posts.json")
    assert not remote.is_address("posts:2024.json")
    assert remote.is_address("gs://shelf/a.json")
