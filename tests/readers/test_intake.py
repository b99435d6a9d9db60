"""Reading as a whole: batches, sums, hashes, progress."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from hubbub.errors import HubbubError
from hubbub.readers import READERS, read
from hubbub.readers.base import Evidence, Item, Register, Settings, Shape, Source
from hubbub.readers.intake import intake
from hubbub.readers.sources import expand
from hubbub.records import TABLES, schema
from tests.readers.made import SHAPES, lines
from tests.readers.reading import content, reading

PROSE = "It was, by most accounts, a made-up evening. People came early, stayed late, and talked.\n\n" * 12


def test_batches_have_the_schema_of_their_table(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(lines(*({"comment": f"made up {number}"} for number in range(20_000))))
    batches: list[tuple[str, pa.RecordBatch]] = list(read([tmp_path / "a.json"]))
    assert [name for name, _ in batches] == ["posts"] * 5 + ["inputs"]
    assert [batch.num_rows for _, batch in batches] == [4096] * 4 + [3616, 1]
    assert all(batch.schema == schema(TABLES[name]) for name, batch in batches)


def test_an_input_is_hashed_as_given(tmp_path: Path) -> None:
    data = SHAPES["csv"][1]
    one = content(tmp_path, data).of("inputs")[0]
    assert (one["sha256"], one["size_bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))


def test_the_same_rows_in_another_file_have_the_same_hashes(tmp_path: Path) -> None:
    one, other = (content(tmp_path, SHAPES["objects, lines"][1], name) for name in ("a.json", "b.json"))
    assert [post["uid"] for post in one.posts] == [post["uid"] for post in other.posts]
    assert [post["input_sha256"] for post in one.posts] == [post["input_sha256"] for post in other.posts]


def test_progress_ends_at_the_size(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(SHAPES["strings"][1])
    told: list[tuple[str, int, int]] = []
    list(read([path], progress=lambda name, done, total: told.append((name, done, total))))
    assert told[-1] == ("a.json", path.stat().st_size, path.stat().st_size)


def test_several_inputs_each_have_their_sums(tmp_path: Path) -> None:
    for number, (_, data) in enumerate(SHAPES.values()):
        (tmp_path / f"{number:02}.dat").write_bytes(data)
    (tmp_path / "zz.dat").write_bytes(b"")
    done = reading(tmp_path)
    assert len(done.of("inputs")) == len(SHAPES) + 1
    assert done.of("inputs")[-1]["unreadable"] == 1


def test_prose_is_an_article_and_no_table(tmp_path: Path) -> None:
    done = content(tmp_path, PROSE.encode())
    assert done.of("inputs")[0]["shape"] == "article-text"
    assert len(done.of("articles")) == 1


class Forgetful:
    """A reader with a defect: it counts a row and keeps nothing of it."""

    name = "forgetful"
    shapes = (Shape("made-up", "anything"),)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes everything."""
        return Evidence(1.0, "anything", "made-up")

    def read(self, source: Source) -> Iterator[Item]:
        """Loses the first row."""
        register = Register(source.name, 1)
        yield register.unreadable(0, "second", b"")


def test_a_row_that_is_lost_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"x")
    with pytest.raises(HubbubError, match="2 rows were read and 1 accounted for"):
        list(intake(expand([tmp_path]), (Forgetful(),), Settings(), None))


def test_names_of_readers_are_distinct() -> None:
    assert len({one.name for one in READERS}) == len(READERS)
