"""Cells of tables: the platform of a row, what Reddit's tables say, and texts that stand in a title."""

from pathlib import Path

import pytest

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
