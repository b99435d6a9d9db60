"""Encodings: told by what there is of them, wherever in a file it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.alphabets import UNTOLD
from hubbub.readers.encoding import binary, encoding, transcode
from hubbub.readers.given import HEAD, decoded
from hubbub.readers.table import NOT_UTF8
from tests.readers.reading import content

PLAIN = b"id,author,text\n" + b"".join(b"%d,ann%d,I really liked the made-up bell %d\n" % (n, n, n) for n in range(8000))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_letters_far_behind_an_ascii_beginning(tmp_path: Path, encoding: str) -> None:
    assert len(PLAIN) > HEAD
    rows = "9001,rené,Le café était très bon hier\n9002,bob,I liked the café a lot\n"
    done = content(tmp_path, PLAIN + rows.encode(encoding))
    assert done.texts[-2:] == ["Le café était très bon hier", "I liked the café a lot"]
    assert done.reasons == []


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_nothing_behind_such_letters_is_lost(encoding: str) -> None:
    data = b"a" * 2 * HEAD + ("é" + "b" * 1000).encode(encoding) * 2000
    found = b"".join(decoded(pieces(data, 1000))).decode()
    assert found == "a" * 2 * HEAD + ("é" + "b" * 1000) * 2000


def test_another_alphabet_far_behind_an_ascii_beginning(tmp_path: Path) -> None:
    rows = "".join(f'{n},ann,"{SAID["cp1251"]} {n}"\n' for n in range(20))
    assert content(tmp_path, PLAIN + rows.encode("cp1251")).texts[-1] == f"{SAID['cp1251']} 19"
    strange = content(tmp_path, PLAIN + "".join(f"{n},ann,我非常喜欢这部电影\n" for n in range(20)).encode("gb18030"))
    assert strange.reasons == [NOT_UTF8] * 20


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    """Bytes in pieces."""
    return (data[place : place + size] for place in range(0, len(data), size))


@given(st.text(max_size=50), st.integers(1, 9), st.sampled_from(["utf-8", "latin-1"]))
def test_text_behind_an_ascii_beginning_is_the_same_in_any_pieces(text: str, size: int, encoding: str) -> None:
    raw = text.encode(encoding, "replace")
    found = {b"".join(decoded(iter([b"a" * HEAD, *some]))) for some in ([raw], list(pieces(raw, size)))}
    assert len(found) == 1
    assert encoding != "utf-8" or found == {b"a" * HEAD + raw}


SAID = {
    "cp1251": "Мне очень понравился этот колокол, спасибо всем",
    "koi8_r": "Сегодня колокол звонил весь вечер, и никто не пришёл",
    "cp1253": "Μου άρεσε πολύ η καμπάνα αυτή, ευχαριστώ όλους",
    "cp1255": "אהבתי מאוד את הפעמון הזה תודה לכולם",
}
WEST = {
    "cp1252": "Où êtes-vous allé ? Très déçu à Noël, “ça” m’a gêné…",
    "latin-1": "Schöne Grüße, größer als übermütige Möwen",
    "cp1250": "Zażółć gęślą jaźń, mój dzwonek jest bardzo głośny dziś wieczorem",
}


def table(text: str) -> str:
    """A table in which a text stands often."""
    return "id,author,text\n" + "".join(f'{n},ann{n},"{text} {n}"\n' for n in range(20))


@pytest.mark.parametrize("encoding", SAID)
def test_other_alphabets_are_told_by_their_letters(tmp_path: Path, encoding: str) -> None:
    done = content(tmp_path, table(SAID[encoding]).encode(encoding))
    assert done.texts == [f"{SAID[encoding]} {n}" for n in range(20)]
    assert f"read as {encoding}, which is a guess" in done.of("inputs")[0]["evidence"]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_western_text_stays_western_and_says_that_it_is_guessed(tmp_path: Path, encoding: str) -> None:
    done = content(tmp_path, table(WEST[encoding]).encode(encoding))
    assert done.texts[0] == f"{WEST[encoding]} 0"
    assert "Windows-1252, which is a guess: if letters look wrong, save it as UTF-8" in done.of("inputs")[0]["evidence"]


def test_an_encoding_that_looks_western_says_that_it_is_guessed(tmp_path: Path) -> None:
    done = content(tmp_path, table(WEST["cp1250"]).encode("cp1250"))
    assert "save it as UTF-8" in done.of("inputs")[0]["evidence"]


def test_an_encoding_that_cannot_be_told_is_one_clear_entry(tmp_path: Path) -> None:
    done = content(tmp_path, table("我非常喜欢这部电影").encode("gb18030"))
    assert done.posts == []
    assert done.reasons == [UNTOLD]


def test_utf8_is_no_guess(tmp_path: Path) -> None:
    done = content(tmp_path, table(SAID["cp1251"]).encode())
    assert "guess" not in done.of("inputs")[0]["evidence"]
    assert done.texts[0] == f"{SAID['cp1251']} 0"


@given(st.binary())
def test_any_bytes_have_an_encoding_or_a_reason(data: bytes) -> None:
    name = encoding(data)
    assert name is None or b"".join(transcode(iter([data]), name)).decode() is not None
    assert binary(data) is None or isinstance(binary(data), str)
