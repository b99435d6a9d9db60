"""X's web, field by field over the made-up files."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from hubbub.readers.x.posts import ACCOUNT, GONE
from hubbub.readers.x.web import MORE
from tests.readers.made import lines
from tests.readers.reading import content
from tests.readers.test_x import LONG, NOON, SHAPES, counts, links, made

TWEETS = [orjson.loads(line) for line in (SHAPES / "x-web.ndjson").read_bytes().splitlines()]


def test_web_field_by_field() -> None:
    first = made("x-web.ndjson").posts[0]
    assert (first["uid"], first["author_key"], first["author_handle"], first["author_name"]) == (
        *("x:1786000000000000001", "x:11"),
        *("Ada_Made_Up", "Ada 🥺"),
    )
    assert (first["text"], first["text_origin"], first["truncated"]) == (LONG, "note_tweet", False)
    assert (first["created_at"], first["created_precision"], first["lang"]) == (NOON, "exact", "en")
    assert (first["collected_at"], first["url"]) == (None, "https://x.com/Ada_Made_Up/status/1786000000000000001")
    assert (counts(first), links(first)) == ((5, 2, 3, 0, 1204), (None, None, None, None))


def test_a_repost_has_the_note_of_its_original() -> None:
    again = made("x-web.ndjson").posts[1]
    assert (again["text"], again["text_origin"], again["truncated"]) == (LONG, "note_tweet", False)
    assert (links(again), again["author_handle"]) == ((None, None, "x:1786000000000000001", None), "bo_made_up")
    assert again["author_flags"] == ["verified"]


def test_replies_quotes_and_automated_accounts() -> None:
    _, _, reply, quote, *_ = made("x-web.ndjson").posts
    assert (reply["text"], reply["lang"], reply["author_flags"]) == ("So <this> 👩‍👩‍👧\nis it", None, ["bot"])
    assert links(reply) == ("x:1786000000000000001", "x:1786000000000000001", None, None)
    assert links(quote) == (None, None, None, "x:1786000000000000009")


def test_an_author_left_out_is_named_by_the_picture() -> None:
    post = made("x-web.ndjson").posts[4]
    assert (post["author_key"], post["author_handle"], post["views"]) == ("x:15", "di_made_up", None)


def test_a_picture_of_another_tweet_names_no_one(tmp_path: Path) -> None:
    other = orjson.loads(orjson.dumps(TWEETS[4]).replace(b"status/1786000000000000005/", b"status/1786000000000000006/"))
    post = content(tmp_path, lines(other)).posts[0]
    assert (post["author_key"], post["author_handle"]) == ("x:15", None)


def test_advertisements_and_what_is_withheld() -> None:
    done = made("x-web.ndjson")
    assert [one["moderation"] for one in done.posts] == [None] * 5 + ["advertisement", "withheld", None]
    assert done.reasons == [GONE, GONE]


def test_zeeschuimer_says_when_it_saw_a_tweet() -> None:
    for name in ("x-web~zeeschuimer.ndjson", "x-web~4cat.ndjson"):
        first = made(name).posts[0]
        assert first["collected_at"] == datetime(2024, 5, 3, 12, 0, 0, 1000, tzinfo=UTC), "the latest time"


def test_ids_are_never_the_rounded_number() -> None:
    old = made("x-web~zeeschuimer.ndjson").posts[7]
    assert (old["uid"], old["author_key"], old["author_flags"]) == ("x:1786000000000000010", "x:16", ["verified"])
    assert (old["views"], old["text"]) == (77, "older but kept")


def test_a_whole_response() -> None:
    done = made("x-web~response.json")
    assert [(one["post_id"][-1], one["moderation"]) for one in done.posts] == [
        *(("1", None), ("6", "advertisement")),
        *(("3", None), ("4", None)),
    ]
    assert done.reasons == [GONE, GONE, MORE, ACCOUNT]


def test_a_quoted_tweet_is_no_row(tmp_path: Path) -> None:
    quote = {**TWEETS[3], "quoted_status_result": {"result": TWEETS[0]}}
    quote["legacy"] = {name: one for name, one in quote["legacy"].items() if name != "quoted_status_id_str"}
    done = content(tmp_path, lines(quote))
    assert [(one["uid"], one["quote_of"]) for one in done.posts] == [("x:1786000000000000004", "x:1786000000000000001")]


@pytest.mark.parametrize("indent", [None, orjson.OPT_INDENT_2])
def test_a_response_longer_than_what_is_looked_at(tmp_path: Path, indent: int | None) -> None:
    answer = orjson.loads((SHAPES / "x-web~response.json").read_bytes())
    entries = answer["data"]["search_by_raw_query"]["search_timeline"]["timeline"]["instructions"][1]["entries"]
    entries[:0] = entries[:1] * 150
    data = orjson.dumps(answer, option=indent)
    assert len(data) > 2**18
    done = content(tmp_path, data)
    assert ([one["shape"] for one in done.of("inputs")], len(done.posts)) == (["x-web"], 154)


def test_other_responses() -> None:
    single = made("x-web~single.ndjson")
    assert ([one["repost_of"] for one in single.posts], single.reasons) == (["x:1786000000000000001"], [GONE])
    adaptive = made("x-web~adaptive.ndjson").posts[0]
    assert (adaptive["author_handle"], adaptive["views"]) == ("eli_made_up", 77)
    embedded = made("x-web~embed.ndjson").posts[0]
    assert (embedded["text"], embedded["author_key"], embedded["created_at"]) == ("as embedded", "x:11", NOON)


def test_metadata_says_more_than_the_columns() -> None:
    _, reply = made("x-web~metadata.json").posts
    assert (reply["lang"], reply["author_flags"], reply["root_uid"]) == (None, ["bot"], "x:1786000000000000001")


@pytest.mark.parametrize("name", ["core", "legacy", "views", "note_tweet", "rest_id"])
@pytest.mark.parametrize("wrong", [None, [], 5, "x", {}, {"result": []}])
def test_values_of_another_kind_lose_no_row(tmp_path: Path, name: str, wrong: object) -> None:
    done = content(tmp_path, lines(*({**one, name: wrong} for one in TWEETS[:7]), TWEETS[0]))
    assert done.of("inputs")[0]["rows"] == 8
    assert done.of("inputs")[0]["shape"] == "x-web"
