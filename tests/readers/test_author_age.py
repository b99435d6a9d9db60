"""Since when an author's account is there: read wherever an export says so, and nowhere guessed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.readers.reading import reading

SHAPES = Path(__file__).parent / "shapes"
SAYING = (
    "bluesky-4cat.csv",
    "bluesky-search.json",
    "mastodon-status.json",
    "reddit-dump~old.ndjson",
    "x-apify.json",
    "x-twarc-csv.csv",
    "x-v1.ndjson",
    "x-v2.ndjson",
    "x-web.ndjson",
)
SILENT = ("reddit-dump.ndjson", "x-exporter.json", "x-twint.csv", "youtube-api.json", "tiktok-zeeschuimer.ndjson")


@pytest.mark.parametrize("name", SAYING)
def test_the_age_of_an_account_is_read(name: str) -> None:
    posts = reading(SHAPES / name).posts
    known = [one["author_created_at"] for one in posts if one["author_created_at"]]
    assert known
    assert all(datetime(2005, 1, 1, tzinfo=UTC) < one < datetime(2026, 1, 1, tzinfo=UTC) for one in known)
    assert all(one["author_created_at"] != one["created_at"] for one in posts if one["author_created_at"])


@pytest.mark.parametrize("name", [one for one in SILENT if (SHAPES / one).exists()])
def test_it_is_not_known_where_nothing_says_it(name: str) -> None:
    assert not [one for one in reading(SHAPES / name).posts if one["author_created_at"]]


def test_a_table_of_any_kind_may_say_it(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("id,username,user_created_at,created_at,text\n1,a,2020-02-03T04:05:06Z,2024-01-01T00:00:00Z,made up words\n")
    assert [one["author_created_at"] for one in reading(path).posts] == [datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)]
