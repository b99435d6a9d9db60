"""Bluesky: each shape of the made-up files, field by field."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hubbub.readers.base import Register, Row
from hubbub.readers.bluesky import Bluesky
from hubbub.readers.bluesky.pages import nodes
from hubbub.readers.jsons import Value
from hubbub.records import Excluded, Unreadable
from tests.readers.reading import Reading, content, reading

SHAPES = Path(__file__).parent / "shapes"
LEE, BO, CY = "did:plc:aaaamadeup", "did:plc:bbbbmadeup", "did:web:cy.made-up.example"


def uid(did: str, key: str) -> str:
    """The uid of a post."""
    return f"bluesky:at://{did}/app.bsky.feed.post/{key}"


def read(name: str) -> Reading:
    """A made-up file."""
    return reading(SHAPES / name)


def test_an_event_becomes_a_post() -> None:
    post = read("bluesky-jetstream.ndjson").posts[0]
    assert post["text"] == "The made-up ending 🥺 was… see made-up.example/lo... #madeup"
    assert (post["uid"], post["author_key"], post["author_handle"]) == (uid(LEE, "post1"), f"bluesky:{LEE}", None)
    assert post["url"] == f"https://bsky.app/profile/{LEE}/post/post1"
    assert (post["created_at"], post["created_precision"]) == (datetime(2024, 5, 1, 10, 0, 0, 123_000, UTC), "exact")
    assert post["collected_at"] == datetime(2024, 5, 1, 10, 0, 0, 123_456, UTC), "the time of the event, not of the post"
    assert (post["parent_uid"], post["root_uid"], post["quote_of"]) == (uid(BO, "parent1"), uid(BO, "root1"), uid(CY, "quoted1"))
    assert (post["lang"], post["likes"], post["replies"], post["moderation"]) == ("en", None, None, None)


def test_of_several_languages_none_is_taken_and_a_list_is_no_quoted_post() -> None:
    posts = read("bluesky-jetstream.ndjson").posts
    assert [post["lang"] for post in posts] == ["en", None, None, None]
    assert posts[3]["quote_of"] is None


def test_a_changed_post_keeps_its_uid_and_is_newer() -> None:
    first, second = read("bluesky-jetstream.ndjson").posts[1:3]
    assert first["uid"] == second["uid"]
    assert first["collected_at"] < second["collected_at"]


def test_deletions_and_accounts_that_are_gone_are_exclusions() -> None:
    found = read("bluesky-jetstream.ndjson").of("excluded")
    assert [(one["uid"], one["reason"], one["author_key"]) for one in found] == [
        (uid(BO, "post9"), "deleted", f"bluesky:{BO}"),
        (f"bluesky:at://{CY}/app.bsky.feed.repost/repost0", "deleted", f"bluesky:{CY}"),
        ("bluesky:did:plc:gonemadeup", "account_deleted", "bluesky:did:plc:gonemadeup"),
    ]
    assert found[2]["detail"] == "deleted"


@pytest.mark.parametrize(
    ("status", "kind"), [("takendown", Excluded), ("deactivated", Excluded), ("throttled", Unreadable), ([], Unreadable)]
)
def test_which_states_of_an_account_take_it_out(status: object, kind: type) -> None:
    event = {"did": LEE, "time_us": 1, "kind": "account", "account": {"active": False, "status": status}}
    found = Bluesky().rows(Value(Row(0, 0, orjson.dumps(event)), event), Register("made-up"))
    assert [type(one) for one in found] == [kind]


def test_events_that_are_no_posts_are_told_apart() -> None:
    reasons = read("bluesky-jetstream.ndjson").reasons
    assert reasons == [
        "no text",
        "a repost: the event does not hold the original's text",
        "a like: no post",
        "a follow: no post",
        "a record of another kind: no post",
        "a notice of an account's name: no post",
        "a notice of an account's state: no post",
        "a notice of synchronisation: no post",
        "an event without its account, kind or key",
    ]


@pytest.mark.parametrize("name", ["bluesky-thread.json", "bluesky-python~thread.json"])
def test_a_thread_from_the_first_post_to_the_last_reply(name: str) -> None:
    done = read(name)
    assert [post["uid"] for post in done.posts] == [
        uid(BO, "parent1"),
        uid(LEE, "post1"),
        uid(BO, "reply1"),
        uid(CY, "reply2"),
        uid(CY, "hidden1"),
        uid("did:plc:shymadeup", "shy1"),
    ]
    assert [post["moderation"] for post in done.posts] == [None, None, None, None, "removed", "opted_out"]
    assert sorted(done.reasons) == [
        "a post behind a block (Bluesky's blockedPost)",
        "a post that is gone or hidden (Bluesky's notFoundPost)",
        "a post that is gone or hidden (Bluesky's notFoundPost)",
    ]


@pytest.mark.parametrize("name", ["bluesky-thread.json", "bluesky-python~thread.json"])
def test_a_post_of_a_thread(name: str) -> None:
    posts = read(name).posts
    post, bot = posts[1], posts[2]
    assert (post["author_handle"], post["author_name"], post["author_flags"]) == (
        "lee.made-up.example",
        "Lee Made Up",
        ["verified"],
    )
    assert (post["likes"], post["replies"], post["reposts"], post["quotes"], post["views"]) == (0, 1, 2, 3, None)
    assert (post["parent_uid"], post["root_uid"], post["quote_of"]) == (uid(BO, "parent1"), uid(BO, "root1"), uid(CY, "quoted1"))
    assert (bot["author_flags"], bot["author_name"], bot["parent_uid"]) == (["bot"], None, uid(LEE, "post1"))


def test_a_thread_of_the_second_version() -> None:
    done = read("bluesky-thread~v2.ndjson")
    assert done.texts == ["a made-up start", "a made-up answer"]
    assert len(done.reasons) == 1


def test_a_search_and_a_feed() -> None:
    search, feed = read("bluesky-search.json"), read("bluesky-search~feed.json")
    assert [post["lang"] for post in search.posts] == ["en", "pt-BR"]
    assert search.reasons == ["no text"]
    assert [post["uid"].partition(":")[0] for post in feed.posts] == ["bluesky"] * 3


def test_a_repost_has_the_full_text_and_is_of_who_reposted() -> None:
    post = read("bluesky-search~feed.json").posts[1]
    assert (post["text"], post["author_key"]) == ("seen again by others, in full", f"bluesky:{BO}")
    assert (post["uid"], post["repost_of"]) == (f"bluesky:at://{BO}/app.bsky.feed.repost/repost5", uid(LEE, "post5"))
    assert (post["created_at"], post["likes"], post["url"]) == (
        datetime(2024, 5, 2, tzinfo=UTC),
        None,
        f"https://bsky.app/profile/{LEE}/post/post5",
    )


def test_replies_among_notifications() -> None:
    done = read("bluesky-search~notifications.json")
    assert (done.texts, done.reasons) == (["a made-up reply to me"], ["no text"])


def test_the_python_clients_names_and_4cats_note() -> None:
    posts = read("bluesky-python.ndjson").posts
    assert posts[0]["created_at"] == datetime(2024, 5, 1, 10, 0, 0, 123_000, UTC)
    assert posts[0]["collected_at"] == datetime(2024, 5, 1, 21, 46, 40, 500_000, UTC)
    assert (posts[0]["likes"], posts[0]["quotes"], posts[0]["quote_of"]) == (0, 3, uid(CY, "quoted1"))
    assert (posts[1]["lang"], posts[1]["parent_uid"], posts[1]["text"]) == (None, None, "none of these")


def test_records_name_their_author_by_their_address() -> None:
    done, bare = read("bluesky-record.json"), read("bluesky-record~bare.ndjson")
    assert [(post["uid"], post["author_key"]) for post in done.posts] == [(uid(LEE, "post1"), f"bluesky:{LEE}")]
    assert done.reasons == ["a record of another kind: no post"]
    assert (bare.posts[0]["uid"][:2], bare.posts[0]["author_key"]) == ("h:", None)


def test_4cats_table() -> None:
    posts = read("bluesky-4cat.csv").posts
    assert posts[0]["text"] == "The made-up ending,\nin two lines 🥺"
    assert (posts[0]["uid"], posts[0]["author_key"], posts[0]["author_handle"]) == (
        uid(LEE, "post1"),
        f"bluesky:{LEE}",
        "lee.made-up.example",
    )
    assert posts[0]["created_at"] == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert (posts[0]["likes"], posts[0]["quotes"], posts[0]["replies"], posts[0]["reposts"]) == (0, 3, 1, 2)
    assert (posts[0]["root_uid"], posts[0]["parent_uid"], posts[0]["quote_of"]) == (
        uid(BO, "root1"),
        uid(BO, "parent1"),
        uid(CY, "quoted1"),
    )
    assert [post["lang"] for post in posts] == ["en", None, None]
    assert [post["moderation"] for post in posts] == [None, "removed", None]
    assert (posts[1]["root_uid"], posts[1]["parent_uid"], posts[1]["quote_of"]) == (None, None, None), "a handle makes no address"


def test_flat_objects() -> None:
    done = read("bluesky-smdt.ndjson")
    assert [(post["uid"], post["author_key"], post["parent_uid"]) for post in done.posts] == [
        (uid(LEE, "post1"), f"bluesky:{LEE}", uid(BO, "parent1"))
    ]
    assert done.reasons == ["no text"]


@pytest.mark.parametrize("key", ["replies", "parent"])
def test_a_thread_of_any_depth_is_walked(key: str) -> None:
    node: dict[str, object] = {"post": {}}
    for _ in range(50_000):
        node = {"post": {}, key: [node] if key == "replies" else node}
    assert sum(1 for _ in nodes(node)) == 50_001


def test_a_long_thread_on_one_line_is_read_whole(tmp_path: Path) -> None:
    thread = orjson.loads((SHAPES / "bluesky-thread.json").read_bytes())
    thread["thread"]["replies"] *= 200
    done = content(tmp_path, orjson.dumps(thread))
    assert [one["shape"] for one in done.of("inputs")] == ["bluesky-thread"]
    assert len(done.posts) == 2 + 4 * 200


def test_a_long_search_loses_no_post(tmp_path: Path) -> None:
    page = orjson.loads((SHAPES / "bluesky-search.json").read_bytes())
    page["posts"] *= 300
    done = content(tmp_path, orjson.dumps({"cursor": "c", **page}))
    assert (len(done.posts), len(done.reasons)) == (600, 300)


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda one: st.lists(one, max_size=2))


@examples(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(["text", "createdAt", "langs", "reply", "embed", "labels", "facets"]), VALUES), VALUES, VALUES
)
def test_a_record_of_any_values_is_one_row(record: dict[str, object], did: object, key: object) -> None:
    commit = {"operation": "create", "collection": "app.bsky.feed.post", "rkey": key, "record": {"text": "made up", **record}}
    event = {"did": did, "kind": "commit", "time_us": key, "commit": commit}
    view = {"uri": key, "author": {"did": did, "labels": did, "handle": key}, "record": record, "labels": key, "likeCount": did}
    for one in (event, view, {"post": view, "reason": {"by": view["author"], "uri": did, "indexedAt": key}}):
        value = Value(Row(0, 0, b"{}"), one)
        assert len(list(Bluesky().rows(value, Register("made-up")))) == 1
