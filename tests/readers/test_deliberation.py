"""Tables of deliberations, of CrowdTangle and of monitoring services: each made-up file, field by field."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.readers.reading import Reading, content, reading

SHAPES = Path(__file__).parent / "shapes"


def read(name: str) -> Reading:
    """A made-up file."""
    return reading(SHAPES / name)


def test_talk_to_the_city() -> None:
    done = read("t3c.csv")
    assert done.texts == ["I love made-up cats", "I really really love dogs, not cats", "Nobody said who I am"]
    assert [post["author_name"] for post in done.posts] == ["Alice Made Up", "Bob Made Up", None]
    keys = [post["author_key"] for post in done.posts]
    assert keys == ["unknown:@alice made up in t3c.csv", "unknown:@bob made up in t3c.csv", None]
    assert [(post["post_id"], post["created_at"]) for post in done.posts] == [("1", None), ("2", None), ("4", None)]
    assert done.posts[0]["url"] == "https://video.made-up.example/1"
    assert done.reasons == ["no text"]


def test_kouchou() -> None:
    done = read("kouchou.csv")
    assert done.texts == ["公園に新しい遊具がほしいです（架空）", "駅前の駐輪場を、増やしてください"]
    assert [(post["post_id"], post["url"]) for post in done.posts] == [("c1", None), ("c2", "https://made-up.example/2")]
    assert [post["author_handle"] for post in done.posts] == ["山田", "made_up"]
    assert done.reasons == ["no text"]


def test_jigsaw() -> None:
    posts = read("jigsaw.csv").posts
    assert [post["author_key"] for post in posts] == [f"unknown:{one} in jigsaw.csv" for one in ("p1", "p2", "p1")]
    assert posts[2]["text"] == "And fewer cars"


def test_polis() -> None:
    posts = read("polis.csv").posts
    assert [post["moderation"] for post in posts] == [None, None, "removed"]
    assert [post["author_key"] for post in posts] == ["polis:0 in polis.csv", "polis:5 in polis.csv", "polis:5 in polis.csv"]
    assert [post["likes"] for post in posts] == [38, 0, 1]
    assert posts[0]["created_at"] == datetime(2017, 7, 17, 9, 10, 15, 559_000, UTC)
    assert {post["uid"][:2] for post in posts} == {"h:"}, "statement 36 of one conversation is not that of another"


@pytest.mark.parametrize(("name", "about"), [("votes", "a vote"), ("voters", "the votes of one person"), ("history", "counts")])
def test_votes_hold_no_posts(name: str, about: str) -> None:
    done = read(f"polis-{name}-other.csv")
    assert not done.posts
    assert all(one.startswith(about) and "comments.csv" in one for one in done.reasons)


def test_facebook_of_crowdtangle() -> None:
    first, second = read("facebook-crowdtangle.csv").posts
    assert first["text"] == "What did you think of the made-up ending?\nTell us"
    assert (first["uid"], first["author_key"]) == ("facebook:200000000000001", "facebook:100000000000001")
    assert (first["author_handle"], first["author_name"]) == ("MadeUpPage", "A Made-Up Page")
    assert (first["created_at"], first["created_precision"]) == (datetime(2024, 5, 1, 14, tzinfo=UTC), "exact")
    assert (first["likes"], first["replies"], first["reposts"], first["views"]) == (1000, 0, 34, 0)
    assert (second["moderation"], second["replies"]) == ("advertisement", None)
    assert second["created_precision"] == "estimate", "a clock that no one knows"


def test_instagram_of_crowdtangle() -> None:
    first, second = read("instagram-crowdtangle.csv").posts
    assert (first["text"], first["uid"]) == ("The made-up ending,\nin a picture", "instagram:Cmadeup001")
    assert (first["created_at"], first["likes"]) == (datetime(2024, 5, 1, 10, tzinfo=UTC), 3)
    assert second["post_id"] is None


def test_brandwatch_below_its_lines_about_the_search() -> None:
    posts = read("brandwatch.csv").posts
    first, repost, page, comment = posts[:4]
    assert (first["text"], first["truncated"]) == ("The made-up ending,\nin full", False)
    assert (first["uid"], first["author_handle"], first["parent_uid"]) == (
        "x:1780000000000000001",
        "lee_made_up",
        "x:1780000000000000000",
    )
    assert (first["likes"], first["reposts"], first["replies"]) == (0, 2, None)
    assert (repost["repost_of"], repost["author_flags"]) == ("x:1780000000000000001", ["verified"])
    assert (page["platform"], page["text"], page["truncated"]) == ("unknown", "It began as it ended...", True)
    assert (comment["platform"], comment["author_key"], comment["likes"]) == ("reddit", "reddit:@gus_made_up", 7)
    assert {post["platform"] for post in posts[4:]} == {"youtube"}


def test_meltwater_in_its_own_encoding() -> None:
    tweet, page, damaged = read("meltwater.tsv").posts
    assert (tweet["text"], tweet["uid"], tweet["author_handle"]) == (
        "The made-up ending, in full",
        "x:1780000000000000001",
        "lee_made_up",
    )
    assert (tweet["created_at"], tweet["created_precision"]) == (datetime(2024, 5, 1, 10, tzinfo=UTC), "minute")
    assert (tweet["likes"], tweet["reposts"], tweet["views"]) == (0, 2, 1200)
    assert (page["platform"], page["truncated"]) == ("unknown", True)
    assert (damaged["post_id"], damaged["uid"][:2]) == (None, "h:"), "an id that a spreadsheet rounded is none"


def test_a_table_that_says_nothing_of_polis_is_not_polis(tmp_path: Path) -> None:
    done = content(tmp_path, b"comment-id,comment-body\n1,made up\n2,made up too\n")
    assert [one["shape"] for one in done.of("inputs")] == ["kouchou"]


@pytest.mark.parametrize("shape", ["t3c.csv", "jigsaw.csv", "polis.csv"])
def test_a_number_in_another_conversation_is_somebody_else(tmp_path: Path, shape: str) -> None:
    data = (Path(__file__).parent / "shapes" / shape).read_bytes()
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_bytes(data)
    keys = [{post["author_key"] for post in reading(tmp_path / name).posts} - {None} for name in ("one.csv", "two.csv")]
    assert keys[0]
    assert keys[0].isdisjoint(keys[1])
