"""Web archives: every record a page or an entry, rows numbered through the file."""

import datetime as dt
import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.readers import warc
from hubbub.readers.base import Settings
from tests.readers.packed import zipped
from tests.readers.reading import content

QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
URL = "https://news.example/made-up"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def page(number: int, words: str = "The ending was made up") -> bytes:
    """A made-up page with one embedded post."""
    return f"""<!doctype html><html><head><title>Made up</title></head><body><p>People wrote about it at length. Many did.</p>
<blockquote class="twitter-tweet"><p lang="en">{words}, number {number}</p>&mdash; Lee (@lee_made_up)
<a href="https://twitter.com/lee_made_up/status/{100000000 + number}">May 1, 2024</a></blockquote></body></html>""".encode()


def record(kind: str, block: bytes, type_: str = "application/http; msgtype=response", **more: str) -> bytes:
    """One record."""
    head = {"WARC-Type": kind, "WARC-Date": "2024-05-02T00:00:00Z", "WARC-Target-URI": URL, "Content-Type": type_, **more}
    fields = "".join(f"{name}: {value}\r\n" for name, value in {"Content-Length": str(len(block)), **head}.items())
    return f"WARC/1.1\r\n{fields}\r\n".encode() + block + b"\r\n\r\n"


def response(number: int, body: bytes | None = None, head: bytes = HTTP) -> bytes:
    """A response that holds a page."""
    return record("response", head + b"\r\n" + (page(number) if body is None else body))


INFO = record("warcinfo", b"software: made up\r\n", "application/warc-fields")
ASKED = record("request", b"GET / HTTP/1.1\r\nCookie: secret=1\r\n\r\n", "application/http; msgtype=request")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: zipped({"a.warc": data})])
def test_pages_are_articles_and_other_records_entries(tmp_path: Path, pack: type[bytes]) -> None:
    done = content(tmp_path, pack(INFO + ASKED + response(1) + ASKED + response(2)))
    assert [(one["input_row"], one["post_id"]) for one in done.posts] == [(3, "100000001"), (5, "100000002")]
    assert [one["input_row"] for one in done.of("unreadable")] == [1, 2, 4]
    assert [one["input_row"] for one in done.of("ledger")] == [3, 5]
    assert {one["url"] for one in done.of("articles")} == {URL}
    assert {one["collected_at"] for one in done.posts} == {dt.datetime(2024, 5, 2, tzinfo=dt.UTC)}
    assert done.of("unreadable")[1]["byte_offset"] == len(INFO)
    assert "secret" not in str(done.of("unreadable"))


def test_records_packed_one_by_one(tmp_path: Path) -> None:
    done = content(tmp_path, b"".join(gzip.compress(one) for one in (INFO, response(1), response(2))))
    assert (len(done.posts), len(done.reasons)) == (2, 1)


def test_bodies_in_chunks_and_packed(tmp_path: Path) -> None:
    body = page(1)
    chunks = b"10\r\n" + body[:16] + b"\r\n" + f"{len(body) - 16:x};x=1\r\n".encode() + body[16:] + b"\r\n0\r\n\r\n"
    coded = HTTP + b"Transfer-Encoding: chunked\r\n"
    packed = HTTP + b"Content-Encoding: gzip\r\n"
    good = [
        response(1, chunks, coded),
        response(1, body, coded),
        response(1, gzip.compress(body), packed),
        response(1, body, packed),
        response(1, zlib.compress(body), HTTP + b"Content-Encoding: deflate\r\n"),
    ]
    for one in good:
        assert content(tmp_path, one).texts == ["The ending was made up, number 1"]


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (response(1, b"10\r\nabc", HTTP + b"Transfer-Encoding: chunked\r\n"), "chunks break off"),
        (response(1, gzip.compress(page(1))[:-9]), "cut short"),
        (response(1, b"\x8b\x02\x80", HTTP + b"Content-Encoding: br\r\n"), "Brotli"),
        (response(1, head=HTTP.replace(b"200 OK", b"404 Not Found")), "status 404"),
        (response(1, head=HTTP.replace(b"text/html", b"image/png")), "image/png"),
        (record("response", b"nothing"), "without an HTTP head"),
        (record("revisit", HTTP), "revisit"),
        (response(1)[:-200], "cut short"),
        (record("response", b"x", **{"Content-Length": "many"}), "without a length"),
    ],
)
def test_what_is_no_page_is_an_entry(tmp_path: Path, one: bytes, word: str) -> None:
    done = content(tmp_path, INFO + one)
    assert not done.posts
    assert any(word in reason for reason in done.reasons)


def test_a_page_in_another_encoding(tmp_path: Path) -> None:
    body = page(1, "Была весна").decode().encode("cp1251")
    head = HTTP.replace(b"utf-8", b"windows-1251")
    assert content(tmp_path, response(1, body, head)).texts == ["Была весна, number 1"]


def test_text_that_an_archive_extracted(tmp_path: Path) -> None:
    text = "A made-up evening at the pier.\n\nOne viewer wrote on X: “I did not expect that made-up ending.”\n" * 2
    done = content(tmp_path, INFO + record("conversion", text.encode(), "text/plain"))
    assert len(done.of("articles")) == 1


def test_damage_hides_no_other_record(tmp_path: Path) -> None:
    wrong = record("response", HTTP + b"\r\n" + page(1), **{"Content-Length": "40"})
    done = content(tmp_path, response(1) + b"garbage\r\nmore\r\n" + response(2) + wrong + response(3))
    assert [one["post_id"] for one in done.posts] == ["100000001", "100000002", "100000003"]
    assert done.reasons.count(warc.STRAY) == 2


def test_a_page_too_long(tmp_path: Path) -> None:
    done = content(tmp_path, response(1) + response(2, page(2) + b" " * 5000), use=Settings(document_limit=4000))
    assert len(done.posts) == 1
    bomb = gzip.compress(page(2) + b" " * 10**6)
    done = content(tmp_path, response(1) + response(2, bomb), use=Settings(document_limit=4000))
    assert (len(done.posts), len(done.reasons)) == (1, 1)
    assert "--limit document=" in done.reasons[0]


@QUICK
@given(place=st.integers(0, 10**6), noise=st.binary(max_size=9), drop=st.integers(0, 60))
def test_damage_never_raises(tmp_path: Path, place: int, noise: bytes, drop: int) -> None:
    data = INFO + ASKED + response(1) + response(2)
    at = place % len(data)
    done = content(tmp_path, data[:at] + noise + data[at + drop :])
    assert sum(one["rows"] for one in done.of("inputs")) >= 1
