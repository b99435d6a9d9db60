"""Encodings: told by what there is of them, wherever in a file it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.given import HEAD, decoded
from tests.readers.reading import content

PLAIN = b"id,author,text\n" + b"".join(b"%d,ann%d,I really liked the made-up bell %d\n" % (n, n, n) for n in range(8000))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_letters_far_behind_an_ascii_beginning(tmp_path: Path, encoding: str) -> None:
    assert len(PLAIN) > HEAD
    rows = "9001,rené,Le café était très bon hier\n9002,bob,I liked the café a lot\n"
    done = content(tmp_path, PLAIN + rows.encode(encoding))
    assert done.texts[-2:] == ["Le café était très bon hier", "I liked the café a lot"]
    assert done.reasons == []


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    """Bytes in pieces."""
    return (data[place : place + size] for place in range(0, len(data), size))


@given(st.text(max_size=50), st.integers(1, 9), st.sampled_from(["utf-8", "latin-1"]))
def test_text_behind_an_ascii_beginning_is_the_same_in_any_pieces(text: str, size: int, encoding: str) -> None:
    raw = text.encode(encoding, "replace")
    found = {b"".join(decoded(iter([b"a" * HEAD, *some]))) for some in ([raw], list(pieces(raw, size)))}
    assert len(found) == 1
    assert encoding != "utf-8" or found == {b"a" * HEAD + raw}
