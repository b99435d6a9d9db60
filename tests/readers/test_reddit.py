"""Reddit, field by field. Every person and post in `shapes` is made up."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hubbub.readers.base import PRIVATE
from hubbub.readers.cells import author as cell_author
from hubbub.readers.intake import EMPTY
from hubbub.readers.reddit import MORE, NO_JSON, NOT_POST, author, things
from tests.readers.made import COMMENT, lines, listing
from tests.readers.reading import content, reading

SHAPES = Path(__file__).parent / "shapes"
TIME = datetime(2024, 5, 1, 8, tzinfo=UTC)


def test_a_comment() -> None:
    post = reading(SHAPES / "reddit-dump.ndjson").posts[0]
    assert post["text"] == "I > you, said the made-up king 👑\n\nand meant it"
    assert (post["uid"], post["platform"], post["text_origin"]) == ("reddit:t1_abc1", "reddit", "body")
    assert (post["author_key"], post["author_handle"], post["author_flags"]) == ("reddit:@hal_made_up", "hal_made_up", [])
    assert (post["created_at"], post["created_precision"]) == (TIME, "exact")
    assert post["collected_at"] == datetime(2024, 5, 2, 8, tzinfo=UTC)
    assert (post["parent_uid"], post["root_uid"], post["repost_of"]) == ("reddit:t3_sub1", "reddit:t3_sub1", None)
    assert (post["likes"], post["replies"], post["views"], post["moderation"]) == (4, None, None, None)
    assert post["url"] == "https://www.reddit.com/r/madeup/comments/sub1/x/abc1/"


def test_what_was_deleted_or_removed_says_so() -> None:
    posts = {one["post_id"]: one for one in reading(SHAPES / "reddit-dump.ndjson").posts}
    gone = {name: one["moderation"] for name, one in posts.items() if one["moderation"]}
    assert gone == {"t1_abc2": "removed", "t1_abc3": "deleted", "t1_abc6": "removed", "t1_abc8": "deleted"}
    assert {posts[name]["author_key"] for name in ("t1_abc2", "t1_abc7")} == {None}
    assert posts["t1_abc7"]["text"] == "its words stay when an account goes"


def test_a_hidden_score_is_not_zero_and_a_bad_one_is() -> None:
    posts = {one["post_id"]: one for one in reading(SHAPES / "reddit-dump.ndjson").posts}
    assert (posts["t1_abc4"]["likes"], posts["t1_abc9"]["likes"], posts["t1_abc2"]["likes"]) == (None, -7, None)


@given(st.text("AbZ09_-", min_size=3, max_size=20), st.sampled_from([{}, {"author_fullname": "t2_9"}, {"author_fullname": None}]))
def test_an_author_is_one_person_with_an_id_and_without(name: str, ident: dict[str, str | None]) -> None:
    bare = {key: value for key, value in COMMENT.items() if key != "author_fullname"}
    named, shouted = author({**bare, "author": name, **ident})[0], author({**bare, "author": name.upper()})[0]
    assert named == shouted == f"reddit:@{name.lower()}"


def test_tables_name_an_author_as_the_dumps_do() -> None:
    assert cell_author("t2_9", "Hal_Made_Up", None, "reddit")[0] == "reddit:@hal_made_up"
    assert cell_author("t2_9", None, None, "reddit")[0] == "reddit:t2_9"
    assert cell_author("9", "Hal_Made_Up", None, "x")[0] == "x:9"


def test_authors_without_an_id_and_their_flags() -> None:
    posts = {one["post_id"]: one for one in reading(SHAPES / "reddit-dump.ndjson").posts}
    assert (posts["t1_abc4"]["author_key"], posts["t1_abc4"]["author_flags"]) == ("reddit:@jo_made_up", ["uploader"])
    assert (posts["t1_abc4"]["parent_uid"], posts["t1_abc5"]["author_flags"]) == ("reddit:t1_abc1", ["bot"])


def test_wrong_kinds_are_unknown() -> None:
    post = {one["post_id"]: one for one in reading(SHAPES / "reddit-dump.ndjson").posts}["t1_abc10"]
    names = ("author_key", "created_at", "likes", "parent_uid", "root_uid", "url", "moderation")
    assert {post[name] for name in names} == {None}


def test_old_dumps_write_times_as_strings() -> None:
    first, second = reading(SHAPES / "reddit-dump~old.ndjson").posts
    assert (first["uid"], first["created_at"].year, first["collected_at"].year) == ("reddit:t1_old1", 2008, 2015)
    assert second["collected_at"].year == 2023


def test_submissions() -> None:
    posts = reading(SHAPES / "reddit-dump~submissions.ndjson").posts
    assert [(one["text"], one["text_origin"], one["moderation"]) for one in posts] == [
        ("What did you think?\n\nI liked it & cried.", "selftext", None),
        ("A link alone", "title", None),
        ("A title that stays", "title", "removed"),
        ("What did you think?", "title", "deleted"),
        ("What did you think?\n\nI liked it & cried.", "selftext", None),
        ("Look at what they say", "title", None),
        ("Buy made-up soap", "title", "advertisement"),
    ]
    assert (posts[0]["replies"], posts[0]["root_uid"], posts[3]["author_key"]) == (3, None, None)


def test_a_crosspost_repeats_and_one_under_another_title_quotes() -> None:
    posts = reading(SHAPES / "reddit-dump~submissions.ndjson").posts
    assert [(one["repost_of"], one["quote_of"]) for one in posts[4:6]] == [("reddit:t3_sub1", None), (None, "reddit:t3_sub1")]


def test_an_answer_of_arctic_shift() -> None:
    done = reading(SHAPES / "reddit-dump~wrapped.json")
    assert [(one["uid"], one["created_at"]) for one in done.posts] == [("reddit:t1_abc1", TIME), ("reddit:t1_abc3", TIME)]


def test_a_thread_with_its_replies_and_what_it_leaves_out() -> None:
    done = reading(SHAPES / "reddit-api.json")
    assert [one["uid"] for one in done.posts] == ["reddit:t3_sub1", "reddit:t1_abc1", "reddit:t1_abc4", "reddit:t1_abc5"]
    assert [one["moderation"] for one in done.posts] == [None, None, None, "removed"]
    assert done.reasons == [MORE, NOT_POST]
    assert reading(SHAPES / "reddit-api~more.json").reasons == [MORE]


def test_recorded_answers_are_read_as_the_answers_are() -> None:
    done = reading(SHAPES / "reddit-recorded.json")
    assert done.texts == reading(SHAPES / "reddit-api.json").texts
    assert done.reasons == [NOT_POST, MORE, NOT_POST, NO_JSON]


def test_a_long_recording_is_told_by_its_beginning(tmp_path: Path) -> None:
    answer = orjson.loads((SHAPES / "reddit-recorded.json").read_bytes())["http_interactions"][1]
    done = content(tmp_path, orjson.dumps({"http_interactions": [answer] * 300}))
    assert (done.of("inputs")[0]["shape"], len(done.posts)) == ("reddit-recorded", 1200)


def test_the_personal_export_names_no_author() -> None:
    first, second, third = reading(SHAPES / "reddit-gdpr.csv").posts
    assert (first["uid"], first["parent_uid"], first["root_uid"]) == ("reddit:t1_g1", "reddit:t1_abc1", "reddit:t3_sub1")
    assert (first["text"], first["created_at"].hour) == ("my own made-up words,\nin two lines", 10)
    assert {one["author_key"] for one in (first, second, third)} == {None}
    assert (second["moderation"], second["parent_uid"], third["created_at"]) == ("deleted", None, None)
    assert "192.0.2.1" not in str(first)


def test_the_personal_exports_posts() -> None:
    posts = reading(SHAPES / "reddit-gdpr~posts.csv").posts
    assert [(one["uid"], one["text"]) for one in posts] == [
        ("reddit:t3_p1", "My made-up title\n\nand what I said under it"),
        ("reddit:t3_p2", "A link alone"),
    ]


def test_letters_are_not_read_nor_shown() -> None:
    done = reading(SHAPES / "reddit-gdpr-other.csv")
    assert not done.posts
    assert [(one["reason"], one["sample"]) for one in done.of("unreadable")] == [(PRIVATE, "")] * 2


def test_minet() -> None:
    posts = reading(SHAPES / "reddit-minet.csv").posts
    assert [one["uid"] for one in posts] == ["reddit:t1_n1", "reddit:t1_n2", "reddit:t1_n3"]
    assert [one["likes"] for one in posts] == [4, None, 0]
    assert [one["author_key"] for one in posts] == ["reddit:@hal_made_up", None, "reddit:@ivy_made_up"]
    assert [one["moderation"] for one in posts] == [None, "removed", None]
    assert [one["parent_uid"] for one in posts] == [None, "reddit:t1_n1", "reddit:t1_n1"]
    assert {one["root_uid"] for one in posts} == {"reddit:t3_sub1"}


def test_deep_threads_are_read_to_the_end(tmp_path: Path) -> None:
    thread: object = ""
    for number in range(45):
        thread = listing({"kind": "t1", "data": {**COMMENT, "id": f"d{number}", "name": f"t1_d{number}", "replies": thread}})
    assert len(content(tmp_path, orjson.dumps(thread)).posts) == 45


def test_what_nests_too_deep_to_be_written_again_is_still_a_row(tmp_path: Path) -> None:
    deep = b'{"kind":"t1","data":{"subreddit":"x","body":"said","replies":"","media":' + b"[" * 400 + b"]" * 400 + b"}}"
    done = content(tmp_path, lines(COMMENT) + deep + b"\n" + deep.replace(b'"said"', b"null") + b"\n")
    assert (done.texts, done.reasons) == (["I > you", "said"], ["no text"])


def test_what_else_a_list_holds_is_in_the_ledger(tmp_path: Path) -> None:
    done = content(tmp_path, orjson.dumps({"data": [COMMENT, 5, {"strange": 1}, None, COMMENT]}))
    assert (len(done.posts), done.reasons) == (2, [NOT_POST, "no text", NOT_POST])


@pytest.mark.parametrize("count", [0, 1, 5])
def test_an_empty_listing_is_no_row(tmp_path: Path, count: int) -> None:
    done = content(tmp_path, lines(listing(), *[COMMENT] * count))
    assert (len(done.posts), done.reasons) == (count, [] if count else [EMPTY])


KINDS = st.sampled_from(["t1", "t3", "more", "t5"])
TREE = st.recursive(
    st.just(""), lambda inner: st.lists(st.tuples(KINDS, inner), max_size=4).map(lambda pairs: listing(*map(thing, pairs)))
)


def thing(pair: tuple[str, object]) -> dict[str, object]:
    """A made-up thing with its replies."""
    return {"kind": pair[0], "data": {"body": "said", "title": "asked", "replies": pair[1]}}


def size(tree: object) -> int:
    """How many things a tree of listings holds."""
    if not isinstance(tree, dict):
        return 0
    return sum(1 + size(one["data"]["replies"]) for one in tree["data"]["children"])


@examples(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tree=TREE)
def test_every_thing_of_a_thread_is_a_row(tree: object) -> None:
    assert len(list(things(tree))) == size(tree)
