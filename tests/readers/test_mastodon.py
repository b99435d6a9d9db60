"""Mastodon: each shape of the made-up files, field by field."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from hubbub.readers.base import PRIVATE
from hubbub.readers.fields import plain
from tests.readers.reading import Reading, content, reading

SHAPES = Path(__file__).parent / "shapes"
HOME, AWAY = "https://social.made-up.example/users", "https://elsewhere.made-up.example/users"
LONG = "First & foremost @bo,\nthe end <3\nSee https://made-up.example/a/long/address #madeup\none\ntwo"


def read(name: str) -> Reading:
    """A made-up file."""
    return reading(SHAPES / name)


def test_a_status() -> None:
    post = read("mastodon-status.json").posts[0]
    assert (post["text"], post["text_origin"]) == (LONG, "content")
    assert (post["uid"], post["url"]) == (f"mastodon:{HOME}/ada/statuses/101", f"{HOME}/ada/statuses/101")
    assert (post["author_key"], post["author_handle"]) == (
        "mastodon:@ada@social.made-up.example",
        "ada@social.made-up.example",
    )
    assert (post["author_name"], post["author_flags"], post["lang"]) == ("Ada :made_up:", [], "en")
    assert (post["created_at"], post["created_precision"]) == (datetime(2024, 5, 1, 10, tzinfo=UTC), "exact")
    assert (post["likes"], post["replies"], post["reposts"], post["quotes"], post["views"]) == (0, 1, 2, 3, None)
    assert (post["parent_uid"], post["repost_of"], post["quote_of"], post["moderation"]) == (None, None, None, None)


def test_an_author_of_another_server_and_a_bot() -> None:
    post = read("mastodon-status.json").posts[1]
    assert (post["author_key"], post["author_flags"]) == ("mastodon:@bo@elsewhere.made-up.example", ["bot"])
    assert (post["uid"], post["lang"]) == (f"mastodon:{AWAY}/ada/statuses/102".replace("ada", "bo"), None)


def test_a_boost_has_the_originals_text_and_its_own_author() -> None:
    post = read("mastodon-status.json").posts[2]
    assert (post["text"], post["author_handle"]) == ("the original, in full", "ada@social.made-up.example")
    assert (post["uid"], post["repost_of"]) == (f"mastodon:{HOME}/ada/statuses/103/activity", f"mastodon:{AWAY}/bo/statuses/100")
    assert post["likes"] is None


def test_a_quoted_post_is_linked_and_its_address_is_not_the_authors_text() -> None:
    posts = read("mastodon-status.json").posts
    assert [post["text"] for post in posts[3:5]] == ["I do not agree", "I do not agree"]
    assert [post["quote_of"] for post in posts[3:5]] == [f"mastodon:{AWAY}/bo/statuses/100", None]


def test_of_private_posts_nothing_is_kept() -> None:
    done = read("mastodon-status.json")
    rows = [one for one in done.of("unreadable") if one["reason"] == PRIVATE]
    assert [one["sample"] for one in rows] == ["", ""]
    assert "alone" not in str(done.tables)


def test_authors_who_ask_not_to_be_indexed_are_left_out() -> None:
    found = read("mastodon-status.json").posts[5:]
    assert [(one["author_key"], one["moderation"]) for one in found] == [
        ("mastodon:@shy@elsewhere.made-up.example", "opted_out"),
        ("mastodon:@nob@social.made-up.example", "opted_out"),
    ]


def test_a_deleted_status_and_a_suspended_account() -> None:
    done = read("mastodon-status~lines.ndjson")
    assert [(one["uid"], one["reason"]) for one in done.of("excluded")] == [(f"mastodon:{HOME}/ada/statuses/110", "deleted")]
    assert [post["moderation"] for post in done.posts] == [None, "removed"]


def test_an_envelope_says_when_it_was_collected() -> None:
    post = read("mastodon-status~zeeschuimer.json").posts[0]
    assert post["collected_at"] == datetime(2024, 5, 1, 21, 46, 40, 123_000, UTC)


def test_a_thread_knows_its_own_posts() -> None:
    done = read("mastodon-context.json")
    assert [post["parent_uid"] for post in done.posts] == [None, None, f"mastodon:{AWAY}/bo/statuses/120"]
    assert done.reasons == [PRIVATE]
    assert "40 posts before and 60 after" in done.of("inputs")[0]["evidence"]


def test_a_large_thread_is_read_whole(tmp_path: Path) -> None:
    thread = orjson.loads((SHAPES / "mastodon-context.json").read_bytes())
    thread["descendants"] *= 100
    done = content(tmp_path, orjson.dumps(thread))
    assert [one["shape"] for one in done.of("inputs")] == ["mastodon-context"]
    assert (len(done.posts), len(done.reasons)) == (201, 100)


def test_search_results_and_notifications() -> None:
    search, notices = read("mastodon-search.json"), read("mastodon-notification.json")
    assert (search.texts, sorted(search.reasons)) == ([LONG], ["a hashtag: no post", "an account: no post"])
    assert (notices.texts, notices.reasons) == (
        ["@ada well said"],
        [PRIVATE, "a notification: no post", "a notification: no post"],
    )


def test_the_ledger_shows_no_word_of_what_may_be_private() -> None:
    rows = [one for name in ("notification.json", "other.ndjson") for one in read(f"mastodon-{name}").of("unreadable")]
    assert {one["sample"] for one in rows if one["reason"] != "an account: no post"} == {""}


def test_the_archive_of_an_account() -> None:
    done = read("mastodon-archive.json")
    first, unlisted, boost = done.posts
    assert (first["text"], first["uid"], first["lang"]) == (LONG, f"mastodon:{HOME}/ada/statuses/1", "en")
    assert (first["author_key"], first["parent_uid"]) == (
        "mastodon:@ada@social.made-up.example",
        f"mastodon:{AWAY}/bo/statuses/100",
    )
    assert (first["created_at"], first["likes"]) == (datetime(2024, 5, 1, 10, tzinfo=UTC), None)
    assert unlisted["text"] == "unlisted"
    assert (boost["text"], boost["repost_of"]) == ("the original, in full", f"mastodon:{AWAY}/bo/statuses/100")
    assert sorted(done.reasons) == ["a boost: the archive does not hold the original's text", PRIVATE, PRIVATE]
    assert [one["uid"] for one in done.of("excluded")] == [f"mastodon:{HOME}/ada/statuses/7"]
    assert "for one" not in str(done.tables)


def test_a_large_archive_loses_no_row(tmp_path: Path) -> None:
    archive = orjson.loads((SHAPES / "mastodon-archive.json").read_bytes())
    archive["orderedItems"] *= 200
    done = content(tmp_path, orjson.dumps(archive))
    assert (len(done.posts), done.of("inputs")[0]["rows"]) == (600, 1400)


def test_one_post_on_two_servers_is_one_post(tmp_path: Path) -> None:
    status = orjson.loads((SHAPES / "mastodon-status.json").read_bytes())[1]
    there = {**status, "id": "999", "account": {**status["account"], "id": "3", "acct": "bo"}}
    posts = content(tmp_path, orjson.dumps([status, there])).posts
    assert posts[0]["uid"] == posts[1]["uid"]
    assert posts[0]["author_key"] == posts[1]["author_key"]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>one<br>two<br/>three<br />four</p>", "one\ntwo\nthree\nfour"),
        ("before<ul><li>one</li><li><p>two</p></li></ul>after", "before\none\ntwo\nafter"),
        ("<blockquote>said</blockquote><p>answered</p>", "said\nanswered"),
        (
            '<p><a href="https://a"><span class="invisible">https://</span><span class="ellipsis">a.b/c</span></a></p>',
            "https://a.b/c",
        ),
        ("<p>1 &lt; 2 &amp;amp; 3 &gt; 2</p>", "1 < 2 &amp; 3 > 2"),
        ("no markup <3 at all", "no markup <3 at all"),
        ("a<b", "a<b"),
        ("\nkept\n", "\nkept\n"),
        ("<pre>x\n  y</pre>", "x\n  y"),
        ("", ""),
    ],
)
def test_html_becomes_text(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize("piece", ["<p", "<p>", "</p> ", "<br", " \n", "<a href='", "&lt;", "<" * 3, "<p <li "])
def test_html_costs_no_more_than_its_length(piece: str) -> None:
    assert len(plain(piece * 200_000)) <= len(piece) * 200_000
