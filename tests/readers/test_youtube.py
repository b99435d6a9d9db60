"""YouTube, field by field. Every person and post in `shapes` is made up."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from hubbub.readers.youtube import SILENT
from tests.readers.made import INFO, THREADS
from tests.readers.reading import content, reading

SHAPES = Path(__file__).parent / "shapes"
TIME = datetime(2024, 5, 1, 10, tzinfo=UTC)


def test_a_thread_of_the_api() -> None:
    first, reply, named, own = reading(SHAPES / "youtube-api.json").posts
    assert first["text"] == "I cried\ntwice & more 1:01"
    assert (first["uid"], first["text_origin"], first["created_at"]) == ("youtube:t1", "textDisplay", TIME)
    assert (first["author_key"], first["author_handle"], first["author_name"]) == ("youtube:UC0000", "made.up", None)
    assert (first["likes"], first["replies"], first["root_uid"]) == (3, 2, "youtube:video000001")
    assert first["url"] == "https://www.youtube.com/watch?v=video000001&lc=t1"
    assert (reply["text"], reply["parent_uid"], reply["text_origin"]) == ("same here 😭", "youtube:t1", "textOriginal")
    assert (named["likes"], named["replies"], named["author_key"]) == (0, 0, "youtube:@just a name")
    assert (named["author_handle"], named["author_name"]) == (None, "Just A Name")
    assert (own["author_flags"], own["moderation"]) == (["uploader"], "removed")


def test_what_a_thread_does_not_hold_is_counted() -> None:
    assert reading(SHAPES / "youtube-api.json").reasons == ["no text", "replies that the file does not hold: 1 (totalReplyCount)"]


def test_answers_listed_alone() -> None:
    first, second = reading(SHAPES / "youtube-api~comments.json").posts
    assert (first["parent_uid"], first["root_uid"]) == ("youtube:t1", "youtube:video000001")
    assert (second["likes"], second["root_uid"], second["url"]) == (12, None, None)


def test_other_answers_of_the_api_say_what_they_are() -> None:
    done = reading(SHAPES / "youtube-api-other.json")
    assert (done.posts, done.reasons) == ([], ["a YouTube object that is no comment: youtube#video"])


def test_yt_dlp() -> None:
    first, second, third = reading(SHAPES / "youtube-dlp.info.json").posts
    assert (first["uid"], first["author_key"], first["author_handle"]) == ("youtube:c1", "youtube:UC1", "dee_made_up")
    assert (first["created_precision"], first["likes"], first["parent_uid"]) == ("estimate", 2, None)
    assert (second["parent_uid"], second["author_flags"], second["likes"]) == ("youtube:c1", ["uploader", "verified"], None)
    assert (third["text"], third["text_origin"]) == ("a spec comment\nin HTML", "html")
    assert (third["author_key"], third["author_name"]) == ("youtube:@just a name", "Just A Name")


def test_a_videos_count_against_its_comments() -> None:
    done = reading(SHAPES / "youtube-dlp.info.json")
    assert done.reasons == ["no text", "comments that the file does not hold: 5 (comment_count)"]


def test_a_count_behind_the_comments_is_seen_too(tmp_path: Path) -> None:
    comments = [{**INFO["comments"][0], "id": f"c{number}"} for number in range(3000)]  # type: ignore[index]
    told = {"id": "video000001", "comments": comments, "comment_count": 3500, "extractor_key": "Youtube"}
    done = content(tmp_path, orjson.dumps(told) + orjson.dumps({**told, "comment_count": 3000}))
    assert len(done.posts) == 6000
    assert done.reasons == ["comments that the file does not hold: 500 (comment_count)"]


def test_yt_dlp_of_another_site() -> None:
    post = reading(SHAPES / "youtube-dlp~instagram.info.json").posts[0]
    assert (post["uid"], post["author_key"], post["url"]) == ("instagram:179", "instagram:77", None)
    assert (post["created_precision"], post["root_uid"]) == ("exact", "instagram:Cmadeup")


def test_comments_of_another_site_are_not_youtubes_in_a_large_file(tmp_path: Path) -> None:
    comments = [{**INFO["comments"][0], "id": str(n), "author_id": "7"} for n in range(3000)]  # type: ignore[index]
    done = content(
        tmp_path, orjson.dumps({"id": "Cmadeup", "comments": comments, "comment_count": 3000, "extractor_key": "Instagram"})
    )
    assert {post["platform"] for post in done.posts} == {"unknown"}


@pytest.mark.parametrize("told", [{"id": "UgzMadeUpMadeUpMadeUpMade"}, {"author_id": "UCMadeUpMadeUpMadeUpMade"}])
def test_ids_tell_youtube_where_it_is_named_behind_the_comments(tmp_path: Path, told: dict[str, str]) -> None:
    comments = [{**INFO["comments"][0], "id": str(n), "author_id": "7", **told} for n in range(3000)]  # type: ignore[index]
    done = content(tmp_path, orjson.dumps({"id": "video000001", "comments": comments, "extractor_key": "Youtube"}))
    assert {post["platform"] for post in done.posts} == {"youtube"}


def test_a_video_without_comments_says_so() -> None:
    assert reading(SHAPES / "youtube-dlp-other.info.json").reasons == [SILENT]


def test_youtube_comment_downloader() -> None:
    first, reply, paid = reading(SHAPES / "youtube-downloader.ndjson").posts
    assert (first["likes"], first["replies"], first["created_precision"]) == (1200, 1, "estimate")
    assert (first["author_key"], first["author_handle"], first["root_uid"]) == ("youtube:UC3", "fay_made_up", None)
    assert (reply["parent_uid"], reply["likes"], reply["replies"]) == ("youtube:d1", 0, None)
    assert (paid["likes"], paid["created_at"], paid["created_precision"]) == (None, None, "none")


def test_data_tools_write_quotes_behind_a_backslash() -> None:
    first, reply, last = reading(SHAPES / "youtube-datatools.csv").posts
    assert (first["text"], first["author_key"], first["author_handle"]) == (
        "the first, and\na line",
        "youtube:@hal_made_up",
        "hal_made_up",
    )
    assert (reply["text"], reply["parent_uid"]) == ('she said "no" twice', "youtube:z1")
    assert (reply["author_name"], reply["author_handle"], reply["likes"]) == ("Just A Name", None, None)
    assert (last["uid"], last["created_at"].day) == ("youtube:z2", 2)


def test_data_tools_with_every_column() -> None:
    first, reply = reading(SHAPES / "youtube-datatools~full.csv").posts
    assert (first["likes"], first["replies"], first["author_key"], first["parent_uid"]) == (0, 2, "youtube:UC9", None)
    assert (reply["likes"], reply["replies"], reply["parent_uid"]) == (7, None, "youtube:z3")


def test_data_tools_videos() -> None:
    first, second = reading(SHAPES / "youtube-datatools-videos.csv").posts
    assert (first["text"], first["uid"], first["author_key"]) == (
        "Made up\n\nA made-up video, described",
        "youtube:video000001",
        "youtube:UCvideo",
    )
    assert (first["likes"], first["replies"], first["views"], first["lang"]) == (5, 4, 100, "en")
    assert (second["text"], second["likes"], second["replies"], second["lang"]) == ("A title alone", None, 0, None)


def test_minet() -> None:
    first, reply = reading(SHAPES / "youtube-minet.csv").posts
    assert (first["uid"], first["likes"], first["replies"], first["author_key"]) == ("youtube:k1", 0, 1, "youtube:UC9")
    assert first["url"] == "https://www.youtube.com/watch?v=video000001&lc=k1"
    assert (reply["parent_uid"], reply["root_uid"], reply["likes"]) == ("youtube:k1", "youtube:video000001", None)
    assert (reply["author_key"], reply["author_name"]) == ("youtube:@just a name", "Just A Name")


@examples(max_examples=40)
@given(said=st.one_of(st.none(), st.integers(-3, 9), st.text(max_size=3)), held=st.integers(1, 5), indent=st.booleans())
def test_missing_comments_are_the_difference(tmp_path_factory: object, said: object, held: int, indent: bool) -> None:
    folder = tmp_path_factory.mktemp("made")  # type: ignore[attr-defined]
    info = {**INFO, "comments": [{**INFO["comments"][0], "id": f"c{n}"} for n in range(held)], "comment_count": said}  # type: ignore[index]
    done = content(folder, orjson.dumps(info, option=orjson.OPT_INDENT_2 if indent else None))
    missing = said - held if isinstance(said, int) and said > held else 0
    assert len(done.posts) == held
    assert done.reasons == ([f"comments that the file does not hold: {missing} (comment_count)"] if missing else [])


def test_threads_without_replies_left_out_have_no_such_row(tmp_path: Path) -> None:
    whole = {**THREADS, "items": [THREADS["items"][1]]}  # type: ignore[index]
    assert content(tmp_path, orjson.dumps(whole)).reasons == []
