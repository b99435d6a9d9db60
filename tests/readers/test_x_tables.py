"""Tables of tweets, field by field over the made-up files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubbub.readers.x.posts import ACCOUNT, GONE
from tests.readers.reading import content, reading
from tests.readers.test_x import LONG, NOON, SHAPES, counts, links, made


def test_twarc_csv() -> None:
    first, reply, again = made("x-twarc-csv.csv").posts
    assert (first["text"], first["uid"], first["author_key"]) == (
        "Salt & pepper\nand more, of it",
        "x:1786000000000000041",
        "x:11",
    )
    assert (first["url"], first["author_flags"]) == ("https://x.com/Ada_Made_Up/status/1786000000000000041", ["verified"])
    assert (first["created_at"], first["collected_at"]) == (NOON, datetime(2024, 5, 2, tzinfo=UTC))
    assert (counts(first), counts(again)[4]) == ((2, 0, 1, 0, 9), None)
    assert links(reply) == ("x:1786000000000000041", "x:1786000000000000041", None, "x:1786000000000000040")
    assert (reply["moderation"], reply["lang"], reply["author_flags"]) == ("withheld", None, [])
    assert (again["repost_of"], again["truncated"]) == ("x:1786000000000000041", False)


@pytest.mark.parametrize("name", ["x-exporter.json", "x-exporter~table.csv"])
def test_the_exporter(name: str) -> None:
    posts = made(name).posts
    first, again, quote = posts[0], posts[1], posts[-1]
    assert (first["text"], first["truncated"], first["created_at"]) == (LONG, False, NOON)
    assert (first["author_key"], first["url"]) == ("x:11", "https://twitter.com/Ada_Made_Up/status/1786000000000000001")
    assert (counts(first), counts(quote)[0]) == ((5, 2, 3, 0, 1204), 0)
    assert (again["repost_of"], again["truncated"]) == ("x:1786000000000000001", True)
    assert (quote["quote_of"], quote["repost_of"]) == ("x:1786000000000000009", None)


def test_4cat() -> None:
    first, again, reply, withheld = made("x-4cat.csv").posts
    assert (first["text"], first["author_key"], first["author_handle"]) == ("Salt & pepper,\nand more", "x:11", "Ada_Made_Up")
    assert (first["created_at"], first["author_flags"], first["lang"]) == (NOON, ["verified"], "en")
    assert (again["text"], again["author_handle"], again["views"]) == (first["text"], "bo_made_up", None)
    assert links(reply) == (None, "x:1786000000000000051", None, "x:1786000000000000040")
    assert (withheld["moderation"], first["moderation"]) == ("withheld", None)


def test_4cat_v2_trusts_the_time_of_x() -> None:
    done = made("x-4cat-v2.csv")
    assert {one["created_at"] for one in done.posts} == {NOON}, "its unix_timestamp is two hours off"
    assert [one["text"] for one in done.posts] == ["Salt & pepper,\nand more"] * 2
    assert done.reasons == [GONE]


@pytest.mark.parametrize("name", ["x-twint.csv", "x-twint~lines.ndjson", "x-twint~pandas.csv"])
def test_twint(name: str) -> None:
    first = made(name).posts[0]
    assert (first["text"], first["author_key"], first["author_handle"]) == ("Salt & pepper, made up", "x:11", "ada_made_up")
    assert (first["created_at"], first["created_precision"]) == (NOON, "exact")
    assert counts(first) == (2, 0, 1, None, None)


def test_twint_replies_quotes_and_reposts() -> None:
    _, reply, again = made("x-twint.csv").posts
    assert links(reply) == (None, "x:1786000000000000061", None, "x:1786000000000000040")
    assert (again["uid"], again["repost_of"], again["author_key"]) == ("x:1786000000000000063", "x:1786000000000000061", "x:12")
    assert again["created_at"] == datetime(2024, 5, 1, 13, tzinfo=UTC)
    assert made("x-twint~pandas.csv").posts[1]["likes"] is None


@pytest.mark.parametrize("name", ["x-apify.json", "x-apify~table.csv"])
def test_apify(name: str) -> None:
    first, again, reply = made(name).posts
    assert (first["text"], first["author_key"], first["author_flags"]) == (LONG, "x:11", ["verified"])
    assert (first["created_at"], counts(first)) == (NOON, (2, 0, 1, 0, 1204))
    assert (again["text"], again["repost_of"], again["truncated"]) == (LONG, "x:1786000000000000071", False)
    assert (again["author_handle"], again["author_flags"]) == ("bo_made_up", ["bot"])
    assert links(reply) == ("x:1786000000000000071", "x:1786000000000000071", None, "x:1786000000000000040")
    assert (reply["views"], reply["lang"]) == (None, None)


def test_what_people_say_of_themselves_is_no_post() -> None:
    done = made("x-accounts-other.csv")
    assert (done.posts, set(done.reasons)) == ([], {ACCOUNT})


def test_ids_that_a_spreadsheet_rounded_are_no_ids(tmp_path: Path) -> None:
    table = (SHAPES / "x-4cat.csv").read_bytes().replace(b",1786000000000000051,1786000000000000051,", b",1.786E+18,1.786E+18,")
    post = content(tmp_path, table).posts[0]
    assert (post["post_id"], post["root_uid"], post["uid"][:2]) == (None, None, "h:")


@pytest.mark.data
def test_twint_as_people_hold_it(shared: Path) -> None:
    done = reading(shared / "data/posts/netflix_shows_tweets/app/datasets/squidgame_tweets.csv")
    assert (len(done.posts), done.reasons) == (3486, [])
    assert sum(one["quote_of"] is not None for one in done.posts) == 132
    assert all(one["created_precision"] == "exact" and one["author_key"] for one in done.posts)
