"""Inputs on which reading once failed, each made small and made up. `broken/` holds them, named for what went wrong; the number
before the dot is how many posts they hold. What only length breaks is made here.
"""

import time
from pathlib import Path

import pytest

from hubbub.readers import explain
from tests.readers.reading import content, reading

FILES = sorted((Path(__file__).parent / "broken").iterdir())
SECONDS = 5.0
MANY = 20_000


def posts(file: Path) -> int:
    """How many posts a file's name says it holds."""
    return int(file.name.partition(".")[0].rpartition("-")[2])


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_no_row_of_what_once_failed_is_lost(file: Path) -> None:
    done = reading(file)
    assert len(done.posts) == posts(file)
    assert [one["input_row"] for name in ("posts", "excluded", "unreadable") for one in done.of(name)]


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_what_once_failed_can_be_explained(file: Path) -> None:
    assert list(explain([file]))


LONG: dict[str, bytes] = {
    "objects never closed": b"[" + b'{"text":"a made-up word",' * MANY,
    "objects never closed, after a sound one": b'[{"text":"a made-up word"},' + b'{"text":1,' * MANY,
    "objects in arrays never closed": b'[{"text":"a made-up word"},' + b'{"text":[' * MANY,
    "line ends after a broken value": b'{"text": "a made-up word, cut' + b"\n" * 4 * MANY + b'"}\n{"text":"another"}\n',
    "tags never closed": b"<!doctype html><p>A made-up page." + b"<a" * 2 * MANY,
    "a sound post on many lines, then broken ones": b'{\n"text": "a made-up word",\n"author": "lee_made_up"\n}\n'
    + b"{a:1}\n" * MANY,
    "broken ones that have no end": b'{\n"text": "a made-up word",\n"author": "lee_made_up"\n}\n' + b"{a:'{\n" * MANY,
    "spaces before a broken member": b'{"data":[{"text":"a made-up word"}],"x"' + b" " * 4 * MANY + b"y",
}


@pytest.mark.parametrize("data", LONG.values(), ids=list(LONG))
def test_long_inputs_take_no_more_than_their_length(data: bytes, tmp_path: Path) -> None:
    begun = time.process_time()
    done = content(tmp_path, data)
    assert time.process_time() - begun < SECONDS
    assert sum(one["rows"] for one in done.of("inputs")) > 0
