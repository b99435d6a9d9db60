"""Real posts to measure on: every distinct text of shared/data/posts, in the order of their hashes."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTS = ROOT.parent / "shared/data/posts"
LONGEST = 8_000  # characters: longer ones are pasted files, not posts
csv.field_size_limit(2**27)


def rank(text: str) -> bytes:
    """Where a text stands in the order."""
    return hashlib.sha256(text.encode()).digest()


def folded(text: str) -> str:
    """White space folded, and half characters, which no file of UTF-8 can hold, replaced."""
    return " ".join(text.split()).encode("utf-8", "replace").decode()


def column(name: str, delimiter: str = ",") -> Callable[[Path], Iterator[str]]:
    """One column of a table."""

    def texts(file: Path) -> Iterator[str]:
        with file.open(encoding="utf-8", errors="replace", newline="") as rows:
            yield from (row.get(name) or "" for row in csv.DictReader(rows, delimiter=delimiter))

    return texts


def first(file: Path) -> Iterator[str]:
    """A table without a header: its first column."""
    with file.open(encoding="utf-8", errors="replace", newline="") as rows:
        yield from (row[0] for row in csv.reader(rows) if row)


def between(file: Path) -> Iterator[str]:
    """Fields that hold the delimiter unquoted: all between the first field and the last two."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        yield from (";".join(line.split(";")[1:-2]) for line in list(lines)[1:])


def document(file: Path) -> Iterator[str]:
    """A list of texts, or of statements with their responses. A file that is no JSON is passed over."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8", errors="replace"))
    except ValueError:
        return
    for row in rows:
        found = (row,) if isinstance(row, str) else (row.get("question"), row.get("answer")) if isinstance(row, dict) else ()
        yield from (one for one in found if isinstance(one, str))


SOURCES: tuple[tuple[str, Callable[[Path], Iterator[str]]], ...] = (
    ("bluesky_sample/tests/data/*.csv", column("text")),
    ("got_reddit_seasons/finalproject/out/dataframes/*.csv", column("comment")),
    ("movie_trailer_yt/comments.csv", first),
    ("netflix_shows_tweets/app/datasets/*.csv", column("tweet")),
    ("reddit_corpus_2015/reddit_corpus/*.json", document),
    ("tweepfake/data/splits/*.csv", between),
    ("worldcup2022_tweets/*.csv", column("Tweet")),
    ("youtube_music_comments/Data/All comments/*.json", document),
)


def texts(folder: Path = POSTS) -> list[str]:
    """All distinct texts, white space folded."""
    found: set[str] = set()
    for pattern, read in SOURCES:
        for file in sorted(folder.glob(pattern)):
            found.update(kept for text in read(file) if len(kept := folded(text)) <= LONGEST)
    found.discard("")
    return sorted(found, key=rank)
