"""X, field by field over the made-up files: API v2 and its notices, API v1.1, the personal archive."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.base import PRIVATE, Row
from hubbub.readers.dates import when
from hubbub.readers.jsons import Value
from hubbub.readers.x import X
from hubbub.readers.x.compliance import is_account
from hubbub.readers.x.posts import GONE, is_cut, moment
from tests.readers.made import lines
from tests.readers.reading import Reading, content, reading

SHAPES = Path(__file__).parent / "shapes"
NOON = datetime(2024, 5, 1, 10, 0, tzinfo=UTC)
LONG = "I did not expect that ending, and I have thought about little else since. " * 5 + "Salt & pepper."


def made(name: str) -> Reading:
    """A made-up file, read."""
    return reading(SHAPES / name)


def links(post: dict[str, Any]) -> tuple[Any, ...]:
    """What a post answers, where its thread begins, what it reposts and quotes."""
    return post["parent_uid"], post["root_uid"], post["repost_of"], post["quote_of"]


def counts(post: dict[str, Any]) -> tuple[Any, ...]:
    """The metrics of a post."""
    return post["likes"], post["replies"], post["reposts"], post["quotes"], post["views"]


@pytest.mark.parametrize("name", ["x-v2.ndjson", "x-v2~flat.ndjson"])
def test_v2_field_by_field(name: str) -> None:
    first, again, reply = made(name).posts
    assert (first["uid"], first["author_key"], first["author_handle"], first["author_name"]) == (
        *("x:1786000000000000081", "x:11"),
        *("Ada_Made_Up", "Ada 🥺"),
    )
    assert (first["text"], first["text_origin"], first["truncated"]) == (LONG, "note_tweet", False)
    assert (first["created_at"], first["created_precision"], first["lang"]) == (NOON, "exact", "en")
    assert first["collected_at"] == datetime(2024, 5, 2, tzinfo=UTC)
    assert first["url"] == "https://x.com/Ada_Made_Up/status/1786000000000000081"
    assert first["author_flags"] == ["verified"]
    assert (counts(first), links(first)) == ((0, 2, 3, 1, 900), (None, None, None, None))
    assert (again["text"], again["truncated"], links(again)[2:]) == (LONG, False, ("x:1786000000000000081", None))
    assert links(reply) == ("x:1786000000000000081", "x:1786000000000000081", None, "x:1786000000000000040")
    assert (reply["text"], reply["lang"], reply["moderation"]) == ("so <this> 🥺", None, "withheld")
    assert counts(reply) == (None, None, None, None, None)
    assert (reply["author_key"], reply["author_handle"], reply["url"]) == (
        *("x:14", None),
        "https://x.com/i/web/status/1786000000000000083",
    )


def test_v2_tweets_that_were_asked_for_and_not_given() -> None:
    done = made("x-v2.ndjson")
    assert done.reasons == [GONE, GONE], "but not those a tweet only refers to"


def test_v2_long_texts_without_a_note_are_cut(tmp_path: Path) -> None:
    tweet = {"id": "1786000000000000001", "author_id": "1", "text": LONG[:272] + "… https://t.co/madeup0001"}
    short = {**tweet, "id": "1786000000000000002", "text": "and then… https://t.co/madeup0001"}
    assert [one["truncated"] for one in content(tmp_path, lines(tweet, short)).posts] == [True, False]


def test_4cat_names_the_author_in_its_own_way() -> None:
    first, again = made("x-v2~4cat.ndjson").posts
    assert (first["author_key"], first["author_handle"]) == ("x:11", "Ada_Made_Up")
    assert (again["author_handle"], again["text"], again["repost_of"]) == ("bo_made_up", LONG, "x:1786000000000000081")


def test_a_repost_of_what_is_withheld_is_withheld(tmp_path: Path) -> None:
    original = {"type": "retweeted", "id": "2", "text": "b", "withheld": {"country_codes": ["DE"]}}
    tweet = {"id": "1786000000000000001", "author_id": "1", "text": "RT @a: b", "referenced_tweets": [original]}
    assert content(tmp_path, lines(tweet)).posts[0]["moderation"] == "withheld"


def test_compliance_tells_tweets_from_accounts() -> None:
    done = made("x-v2-other~compliance.ndjson")
    assert [(one["uid"], one["reason"], one["detail"], one["author_key"]) for one in done.of("excluded")] == [
        ("x:1786183891669745664", "deleted", "deleted", None),
        ("x:1234567890", "account_deleted", "deactivated", "x:1234567890"),
        ("x:1786183891669745665", "deleted", "suspended", "x:1786183891669745665"),
    ]
    assert done.reasons == ["a notice that a place was removed: no post"]


@pytest.mark.parametrize(
    ("key", "created", "account"),
    [
        ("1786183891669745664", "2024-05-03T00:00:00.123Z", False),
        ("1786183891669745664", "2024-05-03T00:00:00.124Z", None),
        ("1786183891669745664", "2024-05-03T00:00:00.000Z", None),
        ("12345", "2009-05-03T00:00:00.000Z", None),
        ("12345", "2011-05-03T00:00:00+00:00", True),
        ("12345", "2011-05-03T00:00:00.000Z", None),
        ("12345", "no time", None),
        ("made up", "2011-05-03T00:00:00.000Z", None),
        ("9" * 30, "2011-05-03T00:00:00.000Z", None),
    ],
)
def test_what_an_id_can_be(key: str, created: str, account: bool | None) -> None:
    assert is_account(key, created) is account


def test_v1_field_by_field() -> None:
    long, again, reply, quote, cut = made("x-v1.ndjson").posts
    assert (long["uid"], long["author_key"], long["author_handle"], long["author_flags"]) == (
        *("x:1786000000000000021", "x:11"),
        *("Ada_Made_Up", ["verified"]),
    )
    assert (long["text"], long["text_origin"], long["truncated"]) == (LONG, "full_text", False)
    assert (long["created_at"], long["created_precision"], long["lang"]) == (NOON, "exact", "en")
    assert (again["text"], again["truncated"], links(again)) == (LONG, False, (None, None, "x:1786000000000000021", None))
    assert (reply["text"], reply["lang"], reply["moderation"]) == ("@Ada_Made_Up so <this>", None, "withheld")
    assert (links(reply), counts(reply)) == (("x:1786000000000000021", None, None, None), (4, 0, 0, 0, None))
    assert links(quote) == (None, None, None, "x:1786000000000000021")
    assert (cut["truncated"], cut["text_origin"], quote["truncated"]) == (True, "text", False)


def test_v1_notices() -> None:
    done = made("x-v1.ndjson")
    assert [(one["uid"], one["reason"], one["detail"], one["author_key"]) for one in done.of("excluded")] == [
        ("x:1786000000000000020", "deleted", None, "x:12"),
        ("x:1786000000000000026", "withheld", "DE, FR", "x:12"),
    ]
    assert len(set(done.reasons)) == 5
    private = next(row for row in done.of("unreadable") if row["reason"] == PRIVATE)
    assert private["sample"] == "", "a private message leaves no trace"


def test_v1_searches_and_lookups() -> None:
    first, again = made("x-v1~search.json").posts
    assert (first["text"], again["text"]) == (LONG.removesuffix("Salt & pepper."),) * 2
    assert (again["repost_of"], again["author_handle"]) == ("x:1786000000000000027", "bo_made_up")
    looked_up = made("x-v1~lookup.json")
    assert ([one["uid"] for one in looked_up.posts], looked_up.reasons) == (["x:1786000000000000023"], [GONE])


def test_the_archive_field_by_field() -> None:
    first, reply, again, long = made("x-archive.js").posts
    assert (first["text"], first["likes"], first["reposts"]) == ("I wrote & made this up 🥺\nin two lines", 5, 0)
    assert (first["author_key"], first["author_handle"]) == (None, None), "the archive's owner is named elsewhere"
    assert (first["url"], first["created_at"]) == ("https://x.com/i/web/status/1786000000000000031", NOON)
    assert links(reply) == ("x:1786000000000000022", None, None, None)
    assert (again["truncated"], again["repost_of"], long["truncated"], first["truncated"]) == (True, None, True, False)


@pytest.mark.parametrize("name", ["x-archive~old.js", "x-archive~community.js", "x-archive~bare.json"])
def test_other_archives(name: str) -> None:
    assert made(name).posts[0]["uid"] == "x:1786000000000000031"


def test_what_the_owner_deleted_stays_deleted(tmp_path: Path) -> None:
    bare = made("x-archive~bare.json").of("excluded")
    script = (SHAPES / "x-archive.js").read_bytes().replace(b"YTD.tweets.", b"YTD.deleted_tweets.")
    done = content(tmp_path, script)
    assert ([one["uid"] for one in bare], done.posts) == (["x:1786000000000000035"], [])
    assert {(one["reason"], one["detail"]) for one in bare + done.of("excluded")} == {("deleted", "by its author")}


@pytest.mark.parametrize(
    "name",
    [
        *("x-archive-other~messages.js", "x-messages-other.csv", "x-messages-other~json.json"),
        *("x-v2-other~messages.ndjson", "x-v1.ndjson"),
    ],
)
def test_private_messages_are_refused_and_not_shown(name: str) -> None:
    done = made(name)
    assert PRIVATE in done.reasons
    assert b"secret" not in orjson.dumps(done.tables, default=str)


def test_the_owners_own_data_is_not_shown() -> None:
    assert [row["sample"] for row in made("x-archive-other~account.js").of("unreadable")] == [""]


@pytest.mark.parametrize("part", ["direct_message_headers", "direct_messages_group", "grok_chat_item", "contact", "ip_audit"])
def test_no_part_of_the_archive_but_tweets_is_shown(tmp_path: Path, part: str) -> None:
    done = content(tmp_path, f'window.YTD.{part}.part0 = [ {{"a": {{"text": "a secret, quite long"}}}} ]'.encode())
    assert [(row["sample"], row["input_row"]) for row in done.of("unreadable")] == [("", 1)]


def test_a_tweet_nested_too_deep_is_still_a_row(tmp_path: Path) -> None:
    deep = b'{"a":' * 400 + b"1" + b"}" * 400
    page = b'{"data":[{"id":"1","author_id":"2","text":"made up","x":' + deep + b'},{"id":"3"},' + deep + b"]}\n"
    done = content(tmp_path, page)
    assert ([one["uid"] for one in done.posts], len(done.reasons)) == (["x:1"], 2)


@pytest.mark.parametrize(
    "one",
    [
        *({"event": {"text": "made up"}}, {"warning": {}}, {"friends": []}, {"delete": {"id": 5}}, {"limit": {"rows": 5}}),
        *({"id": "5", "action": "delete"}, {"id": "p-5", "text": "made up", "author_id": "a-5"}, {"tweet": {"text": "made up"}}),
        *({"data": {"id": "5"}}, {"legacy": {"text": "made up"}}, {"rest_id": "5"}, {"__typename": "Tweet"}),
        *({"user": {"screen_name": "lee_made_up"}, "text": "made up"}, {"statuses": []}, {"id": {"5": {"text": "made up"}}}),
    ],
)
def test_what_could_be_anybodys_is_not_taken_for_x(one: dict[str, object]) -> None:
    assert X().told(Value(Row(1, 0, b""), one)) is None


@pytest.mark.parametrize(
    ("body", "repost", "cut"),
    [
        ("RT @a: and then…", True, True),
        ("RT @a: and then…", False, False),
        ("and so it went…", True, False),
        ("x" * 275 + "…", False, True),
        ("x" * 275 + "… https://t.co/madeup0001", False, True),
        ("x" * 275 + "… and more words behind it", False, False),
        ("…", True, False),
        ("", True, False),
    ],
)
def test_what_is_cut(body: str, repost: bool, cut: bool) -> None:
    assert is_cut(body, repost=repost) is cut


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)))
def test_times_read_without_a_pattern_are_the_same(time: datetime) -> None:
    whole = time.replace(microsecond=time.microsecond // 1000 * 1000)
    second = time.replace(microsecond=0)
    assert moment(whole.isoformat(timespec="milliseconds").replace("+00:00", "Z")) == (whole, "exact")
    spelled = second.strftime("%a %b %d %H:%M:%S +0000 %Y")
    assert moment(spelled) == when(spelled) == (second, "exact")


@pytest.mark.parametrize(
    "value",
    [
        "Wed Foo 10 20:19:24 +0000 2018",
        "Wed Oct 41 20:19:24 +0000 2018",
        "Wed Oct 10 20.19.24 +0000 2018",
        "x" * 24,
        "x" * 23 + "Z",
    ],
)
def test_times_that_are_none(value: str) -> None:
    assert moment(value) == (None, "none")


@pytest.mark.parametrize("shape", [lambda one: one, lambda one: [one], lambda one: {"data": one}, lambda one: {"data": [one]}])
@pytest.mark.parametrize(
    "one", [{}, {"id": {}}, {"delete": []}, {"delete": {"status": 5}}, {"tweet": {}}, {"legacy": 1}, {"limit": {}}, []]
)
def test_empty_objects_are_rows(tmp_path: Path, shape: Callable[[object], object], one: object) -> None:
    tweet = {"id": "1786000000000000001", "author_id": "1", "text": "made up"}
    done = content(tmp_path, lines(tweet, shape(one), tweet))
    assert len(done.posts) == 2
