"""Measures what reading costs against parsing the same bytes alone, for each common shape, and writes the results.

Reading is everything up to Arrow batches: finding out the shape, checking and hashing every row, times, authors, links, the
ledger. Parsing alone is orjson over the same lines or document (csv.reader for tables). Both in one process, in turn, several
times; CPU-seconds, the smallest of each.
usage: python -m bench.reading [--rounds 5] [--only NAME,NAME]
"""

import argparse
import csv
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from bench.results import RESULTS
from bench.sources import ROOT
from hubbub.readers import read

FORMATS = ROOT.parent / "shared/data/formats"
POSTS = ROOT.parent / "shared/data/posts"
PAGE = ROOT / "docs/reading.md"
BYTES = 24 * 2**20  # of each made file
GOAL = 3.0
HEAD = """# What reading costs

Written by `make bench`; do not edit.

Microseconds of CPU a row, the best of {rounds} rounds, on real rows repeated to 24 MB. *Parsing* is orjson over the same
bytes (csv.reader for tables) and nothing else; *reading* is everything up to Arrow batches: telling the shape, hashing and
checking each row, times, authors, links, the ledger. The goal is a ratio of at most {goal:.0f}. Where rows are short, the two
hashes of each row alone cost about as much as parsing it.

| rows of | bytes a row | parsing | reading | ratio |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Set:
    """Real rows to read: `rows` gives them, `parse` is the cost to compare with."""

    name: str
    rows: Callable[[], Iterator[bytes]]
    parse: Callable[[Path], None]
    head: bytes = b""


def lines(pattern: str) -> Callable[[], Iterator[bytes]]:
    """The lines of some files."""
    return lambda: (line for one in sorted(FORMATS.glob(pattern)) for line in one.read_bytes().splitlines() if line.strip())


def comments() -> Iterator[bytes]:
    """Reddit comments as dumps hold them, a line each: those of the API's listings."""
    for file in sorted(FORMATS.glob("derived_reddit_json/TestSubredditStreams*.json")):
        waiting = [orjson.loads(file.read_bytes())]
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict) and one.get("kind") == "t1":
                yield orjson.dumps(one["data"])
            elif isinstance(one, dict | list):
                waiting.extend(one.values() if isinstance(one, dict) else one)


def threads() -> Iterator[bytes]:
    """YouTube comment threads, a response a line."""
    yield orjson.dumps(orjson.loads((FORMATS / "youtube_commentthreads/commentThreads.json").read_bytes()))


def records() -> Iterator[bytes]:
    """The records of a table, without its header."""
    text = (POSTS / "worldcup2022_tweets").rglob("*.csv").__next__().read_text(encoding="utf-8")
    for row in list(csv.reader(text.splitlines(keepends=True)))[1:]:
        if any(row):
            yield (",".join('"' + cell.replace('"', '""') + '"' for cell in row)).encode()


def header() -> bytes:
    """The header of that table."""
    file = next((POSTS / "worldcup2022_tweets").rglob("*.csv"))
    return file.read_bytes().splitlines()[0] + b"\n"


def objects() -> Iterator[bytes]:
    """Objects of no platform's own shape."""
    for file in sorted((POSTS / "youtube_music_comments").rglob("*.json"))[:40]:
        for number, text in enumerate(orjson.loads(file.read_bytes())):
            if isinstance(text, str) and text.strip():
                one = {
                    "id": f"{file.stem}{number}",
                    "text": text,
                    "author": f"a{number % 97}",
                    "created_at": "2024-05-01T10:00:00Z",
                    "likes": number,
                }
                yield orjson.dumps(one)


def by_lines(path: Path) -> None:
    """orjson over every line."""
    with path.open("rb") as stream:
        for line in stream:
            orjson.loads(line)


def by_records(path: Path) -> None:
    """csv.reader over every record."""
    csv.field_size_limit(2**30)
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass


SETS = (
    Set("X API v2, flattened", lines("x_v2_twarc_jsonl/**/flat.jsonl"), by_lines),
    Set("X API v2, pages", lines("x_v2_twarc_jsonl/**/noflat.jsonl"), by_lines),
    Set("X API v1.1", lines("x_v1_python_twitter/**/lines.json"), by_lines),
    Set("Reddit comments", comments, by_lines),
    Set("YouTube threads", threads, by_lines),
    Set("TikTok, Zeeschuimer", lines("zeeschuimer_tiktok_x/**/*.ndjson"), by_lines),
    Set("Instagram comments, Apify", lines("instagram_apify/**/comments.jsonl"), by_lines),
    Set("Bluesky, Jetstream", lines("bluesky_jetstream/**/expected_v1.jsonl"), by_lines),
    Set("JSON objects, short", objects, by_lines),
    Set("CSV", records, by_records, b"header"),
)


def make(one: Set, path: Path) -> None:
    """Writes real rows again and again until the file is large enough."""
    rows = list(one.rows())
    size = 0
    with path.open("wb") as stream:
        stream.write(header() if one.head else b"")
        while size < BYTES:
            size += sum(stream.write(row + b"\n") for row in rows)


def spent(work: Callable[[], object]) -> float:
    """CPU-seconds of a piece of work."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def reading(path: Path) -> int:
    """Reads a file into batches; the number of rows."""
    return sum(batch.num_rows for name, batch in read([path]) if name in {"posts", "excluded", "unreadable"})


def measured(one: Set, path: Path, rounds: int) -> dict[str, float]:
    """Microseconds a row of parsing and of reading, and their ratio."""
    rows = reading(path)
    costs = [(spent(lambda: one.parse(path)), spent(lambda: reading(path))) for _ in range(rounds)]
    parse, mine = (min(each[place] for each in costs) / rows * 1e6 for place in (0, 1))
    return {
        "bytes_a_row": round(path.stat().st_size / rows),
        "parse_us": round(parse, 2),
        "read_us": round(mine, 2),
        "ratio": round(mine / parse, 2),
    }


def page(found: dict[str, dict[str, float]], rounds: int) -> str:
    """docs/reading.md."""
    rows = (
        f"| {name} | {one['bytes_a_row']:,.0f} | {one['parse_us']:.1f} | {one['read_us']:.1f} | {one['ratio']:.1f} |\n"
        for name, one in found.items()
    )
    return HEAD.format(rounds=rounds, goal=GOAL) + "".join(rows)


def main(words: list[str]) -> int:
    """Measures, writes and prints."""
    asked = argparse.ArgumentParser(prog="python -m bench.reading")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--only", default="")
    given = asked.parse_args(words)
    if not FORMATS.is_dir():
        print(f"{FORMATS} is not on this machine, and the bench measures on it.", file=sys.stderr)
        return 2
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for one in SETS:
            if not given.only or any(name in one.name for name in given.only.split(",")):
                path = Path(folder) / "rows"
                make(one, path)
                found[one.name] = measured(one, path, given.rounds)
                print(one.name, found[one.name], flush=True)
    if not given.only:
        save(found, given.rounds)
    return 0


def save(found: dict[str, dict[str, float]], rounds: int) -> None:
    """Writes the page and the result."""
    PAGE.write_text(page(found, rounds), encoding="utf-8")
    made = {
        "target": "reading",
        "figures": {"ratio_max": max(one["ratio"] for one in found.values())},
        "command": "python -m bench.reading",
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "by_set": found,
    }
    (RESULTS / "reading.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
