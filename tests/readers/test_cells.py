"""Cells of tables: the platform of a row, what Reddit's tables say, and texts that stand in a title."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.readers.forum import COMMENT, SUBMISSION, full, joined
from tests.readers.reading import content, reading

VIDEO = "https://www.youtube.com/watch?v=madeup00001"


def test_links_to_one_video_make_no_two_people_one(tmp_path: Path) -> None:
    for name in ("buses", "trams"):
        rows = "".join(f"{n},Person {n},I want more made-up {name} in town {n},{VIDEO}\n" for n in range(1, 4))
        (tmp_path / f"{name}.csv").write_text("id,interview,comment,video\n" + rows)
    posts = reading(tmp_path / "buses.csv", tmp_path / "trams.csv").posts
    assert len({post["uid"] for post in posts}) == 6
    assert {post["platform"] for post in posts} == {"unknown"}


@pytest.mark.parametrize(
    ("table", "platform"),
    [
        (f"id,title,selftext,url,subreddit,author\nmade1,Look at this,see there,{VIDEO},pier,ann_made_up\n", "reddit"),
        (f"post_id,author,message,link\n11_22,Ann Made Up,Watch this made-up video,{VIDEO}\n", "unknown"),
        ("comment-id,comment-body,url\n1,I want more made-up buses,https://x.com/made_up/status/900000001\n", "unknown"),
        ("id,username,text,url\n900000001,someone,a made-up post,https://x.com/made_up/status/900000001\n", "x"),
        ("id,username,text,url\n7,made_up,a made-up post,https://x.com/made_up/status/900000001\n", "x"),
        ("id,username,text,url\n7,someone,a made-up post,https://x.com/made_up/status/900000001\n", "unknown"),
        ("id,author,text,url\nat://did:plc:made/app.bsky.feed.post/3k,ann,made up,https://x.com/made_up\n", "bluesky"),
    ],
)
def test_a_link_tells_the_platform_where_it_is_the_rows_own(tmp_path: Path, table: str, platform: str) -> None:
    assert [post["platform"] for post in content(tmp_path, table.encode()).posts] == [platform]


def test_submissions_begin_with_their_title(tmp_path: Path) -> None:
    rows = b"""id,title,selftext,subreddit,author
mad1,The made-up bell rang &amp; rang,and nobody came,pier,ann_made_up
mad2,A link to the made-up pier,,pier,bob_made_up
mad3,Gone with the made-up tide,[removed],pier,cat_made_up
"""
    posts = content(tmp_path, rows).posts
    assert [post["text"] for post in posts] == [
        "The made-up bell rang & rang\n\nand nobody came",
        "A link to the made-up pier",
        "Gone with the made-up tide",
    ]
    assert [post["uid"] for post in posts] == ["reddit:t3_mad1", "reddit:t3_mad2", "reddit:t3_mad3"]
    assert [post["moderation"] for post in posts] == [None, None, "removed"]


def test_an_empty_text_is_the_title(tmp_path: Path) -> None:
    rows = b"author,title,text\nann,A made-up bell,It rang and rang\nbob,Another made-up bell,\ncat,,\n"
    assert content(tmp_path, rows).texts == ["It rang and rang", "Another made-up bell", ""]


@pytest.mark.parametrize(("link", "parent"), [("t3_mad1", "t1_mad2"), ("mad1", "mad2")])
def test_comments_of_a_table_meet_those_they_answer(tmp_path: Path, link: str, parent: str) -> None:
    rows = f"""id,parent_id,link_id,author,body,subreddit
mad2,{link},{link},ann,I really liked the bell,pier
mad3,{parent},{link},bob,[deleted],pier
"""
    first, second = content(tmp_path, rows.encode()).posts
    assert (first["uid"], second["uid"]) == ("reddit:t1_mad2", "reddit:t1_mad3")
    assert first["parent_uid"] == first["root_uid"] == second["root_uid"] == "reddit:t3_mad1"
    assert second["parent_uid"] == first["uid"]
    assert [first["moderation"], second["moderation"]] == [None, "deleted"]


@given(st.from_regex(r"(reddit:)?(t[13]_)?[a-z0-9]{1,13}", fullmatch=True), st.sampled_from([COMMENT, SUBMISSION]))
def test_ids_have_one_kind(ident: str, kinds: str) -> None:
    once = full(ident, kinds)
    assert once is not None
    assert once.count("t1_") + once.count("t3_") == 1
    assert full(once, kinds) == once


@given(st.text(), st.text())
def test_nothing_of_a_submission_is_lost(title: str, body: str) -> None:
    said = joined(title, body)
    assert isinstance(said, str)
    assert not title.strip() or title in said
    assert body.strip().lower() in {"", "[deleted]", "[removed]", "[ removed by reddit ]", "[deleted by user]"} or body in said
