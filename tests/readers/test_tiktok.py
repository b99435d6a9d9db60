"""TikTok, field by field. Every person and post in `shapes` is made up."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hubbub.readers.base import PRIVATE
from hubbub.readers.tiktok import NOT_POST, things
from tests.readers.made import lines
from tests.readers.reading import content, reading

SHAPES = Path(__file__).parent / "shapes"
VIDEO, FIRST, REPLY = "7360000000000000001", "7361000000000000001", "7361000000000000002"
TIME = datetime(2024, 5, 1, 8, tzinfo=UTC)
SEEN = datetime(2024, 5, 2, 9, tzinfo=UTC)


def test_a_video() -> None:
    post = reading(SHAPES / "tiktok-web.ndjson").posts[0]
    assert (post["uid"], post["text"]) == (f"tiktok:{VIDEO}", "the ending 😭 #madeup @kim_made_up")
    assert (post["platform"], post["text_origin"], post["lang"]) == ("tiktok", "desc", "en")
    assert (post["author_key"], post["author_handle"], post["author_name"]) == ("tiktok:70001", "Hal_Made_Up", "Hal 🌟")
    assert post["author_flags"] == ["verified"]
    assert (post["created_at"], post["created_precision"], post["collected_at"]) == (TIME, "exact", SEEN)
    assert (post["likes"], post["replies"], post["reposts"], post["views"], post["quotes"]) == (59, 3, 0, 3597, None)
    assert post["url"] == f"https://www.tiktok.com/@Hal_Made_Up/video/{VIDEO}"
    assert (post["quote_of"], post["parent_uid"], post["moderation"]) == (None, None, None)


def test_advertisements_duets_and_missing_authors() -> None:
    _, ad, duet, bare = reading(SHAPES / "tiktok-web.ndjson").posts
    assert (ad["moderation"], ad["created_at"].second) == ("advertisement", 1)
    assert (duet["quote_of"], duet["author_key"], duet["lang"]) == (f"tiktok:{VIDEO}", "tiktok:@ivy_made_up", None)
    assert (duet["likes"], duet["views"]) == (0, None)
    assert (bare["text"], bare["author_key"], bare["url"], bare["created_at"], bare["likes"]) == ("", None, None, None, None)


def test_private_videos_and_other_rows_are_in_the_ledger() -> None:
    done = reading(SHAPES / "tiktok-web.ndjson")
    assert done.reasons == [PRIVATE, "no text", NOT_POST]
    assert done.of("unreadable")[0]["sample"] == ""


def test_older_pages_name_the_author_with_a_string() -> None:
    post = reading(SHAPES / "tiktok-web~old.ndjson").posts[0]
    assert (post["author_key"], post["author_handle"], post["author_name"]) == ("tiktok:70001", "hal_made_up", "Hal")
    assert (post["created_at"].year, post["collected_at"].year, post["likes"]) == (2020, 2020, 59)


@pytest.mark.parametrize(("name", "count"), [("page", 1), ("module", 2), ("list", 1)])
def test_the_state_of_saved_pages(name: str, count: int) -> None:
    done = reading(SHAPES / f"tiktok-web~{name}.json")
    assert [one["uid"] for one in done.posts] == [f"tiktok:{VIDEO}", "tiktok:7360000000000000002"][:count]
    assert done.reasons == ([NOT_POST] if name == "list" else [])


def test_comments_and_the_answers_inside_them() -> None:
    first, inside, deeper, bare = reading(SHAPES / "tiktok-comments.ndjson").posts
    assert (first["uid"], first["text"], first["lang"]) == (f"tiktok:{FIRST}", "so sad 😭 @kim_made_up", "en")
    assert (first["author_key"], first["author_handle"], first["author_name"]) == ("tiktok:70002", "ivy_made_up", "Ivy")
    assert (first["parent_uid"], first["root_uid"]) == (None, f"tiktok:{VIDEO}")
    assert (first["likes"], first["replies"], first["collected_at"]) == (12, 1, SEEN)
    assert first["url"] == f"https://m.tiktok.com/v/{VIDEO}.html?comment={FIRST}"
    assert (inside["uid"], inside["parent_uid"], inside["author_key"]) == (f"tiktok:{REPLY}", f"tiktok:{FIRST}", "tiktok:70001")
    assert (deeper["parent_uid"], deeper["likes"], deeper["replies"], deeper["lang"]) == (f"tiktok:{REPLY}", 0, None, None)
    assert (bare["author_key"], bare["url"], bare["created_at"], bare["created_precision"]) == (None, None, None, "none")


def test_an_answer_with_comments() -> None:
    assert reading(SHAPES / "tiktok-comments~answer.json").texts == ["so sad 😭 @kim_made_up", "two"]


def test_research_comments_name_no_one() -> None:
    first, reply = reading(SHAPES / "tiktok-research.json").posts
    assert (first["uid"], first["author_key"], first["author_handle"]) == (f"tiktok:{FIRST}", None, None)
    assert (first["parent_uid"], first["root_uid"]) == (None, f"tiktok:{VIDEO}")
    assert (first["likes"], first["replies"], first["url"]) == (12, 1, None)
    assert (reply["parent_uid"], reply["likes"], reply["replies"]) == (f"tiktok:{FIRST}", 0, None)
    assert [one["uid"] for one in reading(SHAPES / "tiktok-research~rows.ndjson").posts] == [f"tiktok:{FIRST}", f"tiktok:{REPLY}"]


def test_research_videos() -> None:
    post = reading(SHAPES / "tiktok-research~videos.json").posts[0]
    assert (post["uid"], post["author_key"], post["author_handle"]) == (f"tiktok:{VIDEO}", "tiktok:@hal_made_up", "Hal_Made_Up")
    assert (post["likes"], post["replies"], post["reposts"], post["views"]) == (59, 3, 0, 3597)
    assert (post["text"], post["url"]) == ("the ending #madeup", f"https://www.tiktok.com/@Hal_Made_Up/video/{VIDEO}")


def test_apify() -> None:
    first, ad, sponsored = reading(SHAPES / "tiktok-apify.json").posts
    assert (first["uid"], first["author_key"], first["author_name"]) == (f"tiktok:{VIDEO}", "tiktok:70001", "Hal")
    assert (first["created_at"], first["lang"], first["author_flags"]) == (TIME, "en", ["verified"])
    assert (first["likes"], first["replies"], first["reposts"], first["views"]) == (59, 3, 0, 3597)
    assert (ad["moderation"], sponsored["moderation"], sponsored["likes"]) == ("advertisement", "advertisement", None)
    assert (sponsored["author_key"], sponsored["author_flags"], sponsored["lang"]) == ("tiktok:@ivy_made_up", [], None)


@pytest.mark.parametrize("name", ["dots", "slashes"])
def test_apify_tables(name: str) -> None:
    first, other = reading(SHAPES / f"tiktok-apify~{name}.csv").posts
    assert (first["author_key"], first["author_handle"], first["author_flags"]) == ("tiktok:70001", "Hal_Made_Up", ["verified"])
    assert (first["created_at"], first["likes"], first["reposts"], first["moderation"]) == (TIME, 59, 0, None)
    assert (other["moderation"], other["likes"]) == ("advertisement", None)
    assert other["url"] == "https://www.tiktok.com/@Hal_Made_Up/video/7360000000000000002"


def test_minet() -> None:
    first, other = reading(SHAPES / "tiktok-minet.csv").posts
    assert (first["uid"], first["author_key"], first["created_at"]) == (f"tiktok:{VIDEO}", "tiktok:70001", TIME)
    assert (first["likes"], first["reposts"], first["views"]) == (59, 0, 3597)
    assert first["url"] == f"https://www.tiktok.com/@Hal_Made_Up/video/{VIDEO}"
    assert (other["author_key"], other["likes"], other["created_at"].hour) == ("tiktok:@ivy_made_up", None, 9)


def test_4cat_times_are_those_of_unix() -> None:
    first, ad, paid = reading(SHAPES / "tiktok-4cat.csv").posts
    assert (first["uid"], first["author_key"], first["author_name"]) == (f"tiktok:{VIDEO}", "tiktok:@hal_made_up", "Hal")
    assert (first["likes"], first["replies"], first["reposts"], first["views"]) == (59, 3, 0, 3597)
    assert (ad["created_at"], ad["moderation"], paid["moderation"]) == (TIME, "advertisement", "advertisement")
    assert (paid["likes"], paid["url"]) == (None, "https://www.tiktok.com/@ivy_made_up/video/7360000000000000003")


def test_4cat_comments() -> None:
    first, reply = reading(SHAPES / "tiktok-4cat-comments.csv").posts
    assert (first["uid"], first["parent_uid"], first["root_uid"]) == (f"tiktok:{FIRST}", None, f"tiktok:{VIDEO}")
    assert (first["created_at"].hour, first["likes"], first["replies"], first["lang"]) == (9, 12, 1, "en")
    assert (reply["parent_uid"], reply["likes"], reply["replies"], reply["lang"]) == (f"tiktok:{FIRST}", 0, None, None)


def test_an_update_of_the_same_video_is_newer(tmp_path: Path) -> None:
    row = orjson.loads((SHAPES / "tiktok-web.ndjson").read_bytes().splitlines()[0])
    again = {**row, "last_updated": row["last_updated"] + 1000}
    first, second = content(tmp_path, lines(row, again)).posts
    assert second["collected_at"] > first["collected_at"]


WRAPPED = st.recursive(
    st.sampled_from([{"desc": "said", "createTime": 1, "author": {}}, {"cid": "1", "text": "said", "aweme_id": "2"}]),
    lambda inner: st.one_of(
        st.builds(lambda key, one: {key: one}, st.sampled_from(["item", "itemInfo", "itemStruct", "data"]), inner),
        st.builds(lambda key, some: {key: some}, st.sampled_from(["itemList", "data", "comments"]), st.lists(inner, max_size=4)),
    ),
    max_leaves=12,
)


def size(one: object) -> int:
    """How many posts a wrapper holds."""
    if isinstance(one, list):
        return sum(map(size, one))
    return (
        1
        if isinstance(one, dict) and one.keys() & {"desc", "cid"}
        else sum(map(size, one.values()))
        if isinstance(one, dict)
        else 0
    )


@examples(max_examples=60)
@given(one=WRAPPED)
def test_every_post_in_a_wrapper_is_a_row(one: object) -> None:
    assert sum(isinstance(each, dict) and bool(each.keys() & {"desc", "cid"}) for each in things(one)) == size(one)
