"""X, YouTube and Reddit: each shape, field by field."""

from pathlib import Path

import orjson
import pytest

from tests.readers.made import COMMENT, DELETE, DOWNLOADED, FLAT, INFO, PAGE, REMOVED, SHAPES, SUBMISSION, THREADS, lines
from tests.readers.reading import Reading, content


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """Each made-up export with the reader it belongs to."""
    return SHAPES[request.param]


def test_every_shape_goes_to_its_reader(tmp_path: Path, shape: tuple[str, bytes]) -> None:
    done = content(tmp_path, shape[1])
    assert [one["shape"] for one in done.of("inputs")] == [shape[0]]


def test_the_same_rows_give_the_same_content_hash(tmp_path: Path) -> None:
    one = content(tmp_path, lines(COMMENT, REMOVED)).of("inputs")[0]
    other = content(tmp_path, lines(REMOVED, COMMENT)).of("inputs")[0]
    assert one["content_sha256"] == other["content_sha256"]
    assert one["sha256"] != other["sha256"]


def x(folder: Path) -> Reading:
    """A page."""
    return content(folder, lines(PAGE))


def test_a_repost_has_the_full_text_of_its_original(tmp_path: Path) -> None:
    post = x(tmp_path).posts[0]
    assert post["text"] == "the ending was the best part of it"
    assert (post["text_origin"], post["repost_of"], post["truncated"]) == ("note_tweet", "x:100000009", False)
    assert (post["uid"], post["author_key"], post["author_handle"]) == ("x:100000001", "x:11", "Bo_Made_Up")
    assert post["author_flags"] == ["verified"]
    assert (post["likes"], post["views"], post["created_precision"]) == (0, 9, "exact")


def test_links_between_tweets(tmp_path: Path) -> None:
    post = x(tmp_path).posts[1]
    assert post["text"] == "Salt & pepper <3"
    assert (post["parent_uid"], post["root_uid"], post["quote_of"]) == ("x:100000001", "x:100000001", "x:100000008")
    assert (post["moderation"], post["lang"], post["likes"]) == ("withheld", None, None)


def test_a_cut_repost_says_so(tmp_path: Path) -> None:
    cut = {**PAGE["data"][0], "text": "RT @ada: and then it…"}  # type: ignore[index]
    assert content(tmp_path, lines({"data": [cut]})).posts[0]["truncated"]


def test_flattened_tweets_know_their_author(tmp_path: Path) -> None:
    post = content(tmp_path, lines(FLAT)).posts[0]
    assert (post["author_key"], post["author_handle"], post["collected_at"].year) == ("x:12", "cy", 2024)


def test_a_notice_of_deletion_is_an_exclusion(tmp_path: Path) -> None:
    done = content(tmp_path, lines(DELETE, FLAT))
    assert [(one["uid"], one["reason"], one["detail"]) for one in done.of("excluded")] == [
        ("x:1786183891669745664", "deleted", "deactivated")
    ]


@pytest.mark.parametrize(("name", "reason"), [("x counts", "tweet counts"), ("x users", "accounts")])
def test_files_without_posts_say_so(tmp_path: Path, name: str, reason: str) -> None:
    done = content(tmp_path, SHAPES[name][1])
    assert not done.posts
    assert [one.partition(":")[0] for one in done.reasons] == [reason]


def test_youtube_threads_and_their_replies(tmp_path: Path) -> None:
    posts = content(tmp_path, orjson.dumps(THREADS)).posts
    assert [post["text"] for post in posts] == ["I cried\ntwice & more", "same here", "no"]
    assert [post["text_origin"] for post in posts] == ["textDisplay", "textOriginal", "textDisplay"]
    assert (posts[0]["replies"], posts[0]["author_key"], posts[0]["author_handle"]) == (2, "youtube:UC0000", "made.up")
    assert (posts[1]["parent_uid"], posts[1]["root_uid"]) == ("youtube:t1", "youtube:video000001")


def test_yt_dlp(tmp_path: Path) -> None:
    first, second = content(tmp_path, orjson.dumps(INFO)).posts
    assert (first["uid"], first["created_precision"], first["root_uid"]) == ("youtube:c1", "estimate", "youtube:video000001")
    assert (second["parent_uid"], second["author_flags"], second["created_precision"]) == ("youtube:c1", ["uploader"], "none")


def test_yt_dlp_in_one_long_line_is_read_item_by_item(tmp_path: Path) -> None:
    comments = [{**INFO["comments"][0], "id": f"c{number}", "text": f"made up {number}"} for number in range(3000)]  # type: ignore[index]
    posts = content(tmp_path, orjson.dumps({**INFO, "comments": comments})).posts
    assert len(posts) == 3000
    assert posts[-1]["root_uid"] == "youtube:video000001"


def test_youtube_comment_downloader(tmp_path: Path) -> None:
    first, second = content(tmp_path, lines(*DOWNLOADED)).posts
    assert (first["likes"], first["created_precision"], first["author_key"]) == (1200, "estimate", "youtube:UC3")
    assert (second["parent_uid"], second["likes"]) == ("youtube:d1", 0)


def test_reddit_comments(tmp_path: Path) -> None:
    kept, removed, later = content(tmp_path, SHAPES["reddit comments"][1]).posts
    assert (kept["uid"], kept["text"], kept["author_key"]) == ("reddit:t1_abc1", "I > you", "reddit:@hal_made_up")
    assert (kept["parent_uid"], kept["root_uid"], kept["moderation"]) == ("reddit:t3_sub1", "reddit:t3_sub1", None)
    assert (removed["moderation"], removed["author_key"], removed["author_handle"]) == ("removed", None, None)
    assert later["moderation"] == "deleted"


def test_reddit_submissions(tmp_path: Path) -> None:
    post = content(tmp_path, lines(SUBMISSION)).posts[0]
    assert post["text"] == "What did you think?\n\nI liked it."
    assert (post["uid"], post["replies"], post["created_at"].year) == ("reddit:t3_sub1", 3, 2024)


def test_a_forest_with_replies_and_more(tmp_path: Path) -> None:
    done = content(tmp_path, SHAPES["reddit listing"][1])
    assert [post["uid"] for post in done.posts] == ["reddit:t3_sub1", "reddit:t1_abc1", "reddit:t1_abc4"]
    assert done.reasons == ["comments that the export left out (Reddit's `more`)"]


def test_strings_have_no_authors_and_no_ids(tmp_path: Path) -> None:
    done = content(tmp_path, SHAPES["strings"][1])
    assert done.texts == ["so sad about it", "loved the ending", "", 'she said "no", twice', "ok 🥺"]
    assert {(post["platform"], post["author_key"], post["post_id"]) for post in done.posts} == {("unknown", None, None)}
    assert all(post["uid"].startswith("h:") for post in done.posts)


def test_a_line_without_text_is_unreadable(tmp_path: Path) -> None:
    done = content(tmp_path, lines(COMMENT, {**COMMENT, "body": None}, COMMENT))
    assert (len(done.posts), done.reasons) == (2, ["no text"])
