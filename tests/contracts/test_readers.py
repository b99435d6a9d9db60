"""The contract of every reader, over all of them: see `hubbub.readers.base`."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hubbub.readers import READERS
from hubbub.readers.base import Evidence, Reader, Settings, Source, each
from hubbub.records import Excluded, Post, Unreadable, batch
from tests.readers.made import SHAPES

PAGE = """<!doctype html><html><head><title>Made up</title></head><body><p>People wrote about it at length today. Many did.</p>
<blockquote class="twitter-tweet"><p lang="en">The ending was made up</p>&mdash; Lee (@lee_made_up)
<a href="https://twitter.com/lee_made_up/status/100000077">May 1, 2024</a></blockquote><p>So it went. And on.</p></body></html>"""
BLOCKS = (
    b'{"headline": "Made up", "elements": [{"_type": "TextBlockElement", "html": "<p>People wrote about it.</p>"},'
    b' {"_type": "TweetBlockElement", "html": "<blockquote class=\\"twitter-tweet\\">'
    b"<p>The ending was made up</p>- Lee (@lee_made_up) <a"
    b' href=\\"https://twitter.com/lee_made_up/status/100000077\\">May 1, 2024</a></blockquote>"}]}'
)
PROSE = (
    "One viewer wrote: “I did not expect that made-up ending at all.” Others agreed with it. They said so at some length.\n\n" * 3
)
MADE = sorted((Path(__file__).parent.parent / "readers/shapes").iterdir())
SAMPLES = [data for _, data in SHAPES.values()] + [one.read_bytes() for one in MADE] + [PAGE.encode(), BLOCKS, PROSE.encode()]


def is_document(data: bytes) -> bool:
    """Whether bytes are one JSON value."""
    try:
        return isinstance(orjson.loads(data), dict | list)
    except orjson.JSONDecodeError:
        return False


READER = pytest.mark.parametrize("reader", READERS, ids=lambda one: one.name)
SLOW = examples(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def source(data: bytes, name: str = "made-up") -> Source:
    """Bytes as a source."""
    return Source(name, data[: 2**18], lambda: cast(BinaryIO, io.BufferedReader(io.BytesIO(data))), Settings())


def check(reader: Reader, data: bytes) -> int:
    """Reads bytes and asserts the contract; the number of posts."""
    rows = [one for one in each(reader.read(source(data))) if isinstance(one, Post | Excluded | Unreadable)]
    rows.sort(key=lambda one: one.input_row)
    assert [one.input_row for one in rows] == list(range(1, len(rows) + 1)), "every row ends as exactly one record"
    assert {one.input_file for one in rows} <= {"made-up"}
    for kind in (Post, Excluded, Unreadable):
        batch(kind, [one for one in rows if isinstance(one, kind)]).validate(full=True)
    for one in rows:
        if isinstance(one, Unreadable):
            assert one.reason
            assert 0 <= one.byte_offset <= len(data)
            assert one.sample.isprintable()
        if isinstance(one, Post):
            one.text.encode("utf-8")
            assert one.uid.partition(":")[0] in {one.platform, "h"}
    return sum(isinstance(one, Post) for one in rows)


@READER
def test_a_name_is_a_plain_word(reader: Reader) -> None:
    assert reader.name.replace("-", "").isalpha()


@READER
def test_it_takes_some_sample_and_gives_posts(reader: Reader) -> None:
    taken = [data for data in SAMPLES if reader.sniff(source(data))]
    assert taken, "every reader takes at least one of the made-up samples"
    assert sum(check(reader, data) for data in taken) > 0


@READER
@pytest.mark.parametrize("data", SAMPLES)
def test_evidence_is_a_sentence_and_a_confidence(reader: Reader, data: bytes) -> None:
    evidence = reader.sniff(source(data))
    assert evidence is None or (isinstance(evidence, Evidence) and 0 < evidence.confidence <= 1 and evidence.why)


@READER
@pytest.mark.parametrize("data", SAMPLES)
def test_the_name_of_a_source_does_not_matter(reader: Reader, data: bytes) -> None:
    assert reader.sniff(source(data, "a.csv")) == reader.sniff(source(data, "b.json"))


@READER
@pytest.mark.parametrize("data", SAMPLES)
def test_it_never_raises_on_another_readers_rows(reader: Reader, data: bytes) -> None:
    check(reader, data)


@READER
@SLOW
@given(data=st.binary(max_size=400))
def test_it_never_raises_on_any_bytes(reader: Reader, data: bytes) -> None:
    reader.sniff(source(data))
    check(reader, data)


@READER
@SLOW
@given(sample=st.sampled_from(SAMPLES), cut=st.integers(0, 10_000), noise=st.binary(max_size=6), drop=st.integers(0, 6))
def test_it_never_raises_on_damaged_rows(reader: Reader, sample: bytes, cut: int, noise: bytes, drop: int) -> None:
    place = cut % (len(sample) + 1)
    data = sample[:place] + noise + sample[place + drop :]
    reader.sniff(source(data))
    check(reader, data)
    check(reader, sample[:place])


JSON_SAMPLES = [orjson.loads(data) for data in SAMPLES if is_document(data)]
WRONG: tuple[object, ...] = (
    *(None, True, -1, 2**63, 1e300, "", "\x00", "made up"),
    *([], [None], {}, {"id": 5}, [[{"text": "x"}]], {"kind": []}),
)


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where every value inside a value is."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:  # noqa: ANN401  any JSON
    """A value with another one in place of what is at a path."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@READER
@examples(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(sample=st.sampled_from(JSON_SAMPLES), place=st.integers(0, 10_000), new=st.sampled_from(WRONG), twice=st.booleans())
def test_it_never_raises_on_values_of_another_kind(reader: Reader, sample: object, place: int, new: object, twice: bool) -> None:
    found = list(paths(sample))
    value = replaced(sample, found[place % len(found)], new)
    data = orjson.dumps(value) + b"\n"
    reader.sniff(source(data))
    check(reader, data * (1 + twice))
