"""Real exports, where they are at hand: no crash, and sums that add up."""

from pathlib import Path

import pytest

from tests.readers.reading import reading

pytestmark = pytest.mark.data
FEW = 40


@pytest.mark.parametrize(
    ("folder", "shape"), [("x_v2_twarc_jsonl", "x"), ("youtube_commentthreads", "youtube"), ("derived_reddit_json", "reddit")]
)
def test_formats(shared: Path, folder: str, shape: str) -> None:
    done = reading(shared / "data/formats" / folder)
    shapes = {one["shape"].partition("-")[0] for one in done.of("inputs") if one["input_file"] != "LICENSE"}
    assert shapes - {"article", "unknown"} == {shape}
    assert len(done.posts) > 10


@pytest.mark.parametrize(
    "folder", ["bluesky_sample", "got_reddit_seasons", "movie_trailer_yt", "tweepfake", "worldcup2022_tweets"]
)
def test_posts(shared: Path, folder: str) -> None:
    done = reading(shared / "data/posts" / folder)
    assert done.posts
    assert sum(one["unreadable"] for one in done.of("inputs") if one["shape"] == "table") == 0


def test_invalid_json_loses_no_item(shared: Path) -> None:
    folder = shared / "data/posts/reddit_corpus_2015/reddit_corpus"
    names = ("movies_2015-03-15", "movies_2015-03-18", "television_2015-03-15", "television_2015-03-18")
    done = reading(*(folder / f"{name}.json" for name in names))
    assert [one["posts"] for one in done.of("inputs")] == [1976, 2385, 1673, 1362]
    assert len(done.reasons) == 4


def test_arrays_of_strings(shared: Path) -> None:
    files = sorted((shared / "data/posts/youtube_music_comments").rglob("*.json"))[:FEW]
    done = reading(*files)
    assert {one["shape"] for one in done.of("inputs")} <= {"json-strings", "unknown"}
    assert len(done.posts) > 1000
