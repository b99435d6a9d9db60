"""The posts that are measured on: the same each time, no text twice, as long as real ones, never all in memory."""

import json
import statistics
from itertools import islice
from pathlib import Path

from bench.posts import Seen, joined, make, stretched
from bench.sources import texts

WORDS = ("harbour", "bell", "rain", "keeper", "boat", "night", "seven", "lamp", "gull", "stone", "I", "no")
ROWS = 5_000


def made(count: int = 300) -> list[str]:
    """Made-up texts of one to three sentences."""
    return sorted(
        {" ".join(WORDS[n * k % 12] + "." * (k % 3 == 0) for k in range(1, 2 + n % 17)) + f" {n}" for n in range(count)}
    )


def test_no_text_twice_and_real_ones_first() -> None:
    held = made()
    found = list(stretched(held, ROWS))
    assert found[: len(held)] == held
    assert len(set(found)) == len(found) == ROWS


def test_a_smaller_file_is_the_beginning_of_a_larger() -> None:
    assert list(stretched(made(), ROWS))[:1_000] == list(stretched(made(), 1_000))


def test_lengths_stay_those_of_real_posts() -> None:
    held = made()
    found = list(stretched(held, ROWS))[len(held) :]
    assert abs(statistics.mean(map(len, found)) / statistics.mean(map(len, held)) - 1) < 0.2


def test_texts_are_made_as_they_are_asked_for() -> None:
    assert len(list(islice(joined(made()), 3))) == 3
    assert next(stretched(made(), 10**9))


def test_what_was_seen_is_never_new() -> None:
    seen = Seen(2**10)  # far too small: wrong about new ones, never about old ones
    for number in range(2_000):
        seen.add(f"post {number}")
    assert not any(seen.add(f"post {number}") for number in range(2_000))


def test_rows_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        make(made(), 600, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    rows = [json.loads(line) for line in (tmp_path / "a").read_bytes().splitlines()]
    assert len({row["id"] for row in rows}) == 600
    assert 100 < len({row["author"] for row in rows}) <= 200
    assert "2024-05-01T18" <= min(row["created_at"] for row in rows) <= max(row["created_at"] for row in rows) < "2024-05-04T18"
    assert statistics.median(row["likes"] for row in rows) <= 1 < max(row["likes"] for row in rows)


def test_texts_of_all_shapes_are_read(tmp_path: Path) -> None:
    for name, content in {
        "bluesky_sample/tests/data/a.csv": 'text,author\n"A bell,\n twice",x\n',
        "tweepfake/data/splits/a.csv": "screen_name;text;account.type;class_type\nx;one; two;bot;rnn\n",
        "youtube_music_comments/Data/All comments/a.json": '["A bell, twice", 3, "\\ud83d half"]',
        "reddit_corpus_2015/reddit_corpus/a.json": '[{"question": "Why?", "answer": "So."}]',
        "reddit_corpus_2015/reddit_corpus/b.json": "[{",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert set(texts(tmp_path)) == {"A bell, twice", "one; two", "? half", "Why?", "So."}
    assert texts(tmp_path) == texts(tmp_path)
