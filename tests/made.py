"""Made-up collections, written by us: nobody in them is real."""

import csv
import itertools
from collections.abc import Sequence
from pathlib import Path

COLUMNS = ("id", "username", "created_at", "text", "lang")
VIEWS = (
    "The ending of the harbour scene was earned",
    "Nobody should blame the lighthouse keeper for this",
    "The storm looked cheap and unfinished",
    "Bring back the old theme music please",
    "The keeper's daughter carried the whole episode",
    "Two seasons were cut into one and it shows",
)
TURNS = (
    "{}.",
    "I have seen all of it twice now with my flatmates. {}.",
    "Stayed up far too late on a work night. {}!",
    "{}. Anyway, back to my revision and cold tea.",
    "My sister rang me in tears about the bell. {}.",
    "{}. There, it needed saying by somebody tonight.",
    "Came for the boats, left with opinions. {}.",
    "{}. Sorry to everyone waiting for the recording.",
    "Eleven years of watching television, dear reader. {}.",
    "{}. My neighbours heard me shout it through two walls.",
)

Row = tuple[str, str, str, str, str]


def rows(people: int = 60) -> list[Row]:
    """One post a person, at most 60: each view is held by ten, each in other words around it."""
    pairs = itertools.islice(itertools.product(TURNS, VIEWS), people)
    return [
        (str(5210000400 + n), f"made_up_{n}", f"2026-05-0{1 + n % 3}T{n % 24:02d}:00:00Z", turn.format(view), "en")
        for n, (turn, view) in enumerate(pairs)
    ]


def export(path: Path, posts: Sequence[Row]) -> Path:
    """Writes a table of posts."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(posts)
    return path
