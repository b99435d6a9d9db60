"""Measures Hubbub and its peers on the same posts, one whole process each, and writes the results after each one.

usage: python -m bench.run [--sizes 2000,20000,100000,1000000] [--only hubbub,bertopic_fastest] [--seconds 600] [--keep]
"""

import argparse
import shlex
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench.contenders import CONTENDERS, Contender, hubbub
from bench.environment import prepare
from bench.measure import cost
from bench.page import PAGE, write
from bench.posts import make
from bench.results import Runs, Value, compared, earlier, save, saved, speed
from bench.small import measured
from bench.sources import POSTS, texts

SIZES = "2000,20000,100000,1000000"  # 10,000,000 takes hours and 10 GB of disk: ask for it
SMALL = 10_000  # posts of T12's first report


def options(words: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    names = ",".join(one.name for one in CONTENDERS)
    shape = argparse.RawTextHelpFormatter
    asked = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__, formatter_class=shape)
    asked.add_argument("--sizes", default=SIZES, help=f"how many posts, comma-separated: {SIZES}")
    asked.add_argument("--only", default=names, help=f"which contenders: {names}")
    asked.add_argument("--seconds", type=float, default=600, help="the longest a peer may take on one file")
    asked.add_argument("--own-seconds", type=float, default=0, help="the longest Hubbub may take; 0: as long as it takes")
    asked.add_argument("--keep", action="store_true", help="keep earlier figures, on the same posts, of what is not measured now")
    asked.add_argument("--folder", help="where the posts and all outputs are made: the largest take 3 GB and more")
    return asked.parse_args(words)


def measure(one: Contender, posts: Path, seconds: float, date: str) -> dict[str, Value]:
    """What one contender costs and finds on one file."""
    with tempfile.TemporaryDirectory(dir=posts.parent) as name:
        folder = Path(name)
        spent = cost(one.command(posts, folder), folder / "cost.json", seconds)
        found = asdict(one.answer(folder)) if spent.finished else {}
    return asdict(spent) | found | {"date": date}


def beaten(runs: Runs, name: str, size: int) -> int | None:
    """The smallest number of posts, below this one, that a contender did not finish."""
    return min((int(at) for at in runs if int(at) < size and name in runs[at] and not runs[at][name]["finished"]), default=None)


def outcome(one: Contender, runs: Runs, posts: Path, asked: argparse.Namespace, date: str) -> dict[str, Value]:
    """A measurement, or why there is none."""
    before = beaten(runs, one.name, int(posts.stem))
    if one.peer and before:
        return {"finished": False, "skipped_after": before, "date": date}
    return measure(one, posts, asked.seconds if one.peer else asked.own_seconds, date)


def run(asked: argparse.Namespace, date: str, keep: Callable[[Runs], None]) -> Runs:
    """All measurements asked for; `keep` is called after each."""
    runs, held = (earlier() if asked.keep else {}), texts()
    chosen = [one for one in CONTENDERS if one.name in asked.only.split(",")]
    for size in sorted(map(int, filter(None, asked.sizes.split(",")))):
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            posts = Path(folder) / f"{size}.ndjson"
            make(held, size, posts)
            for one in chosen:
                found = runs.setdefault(str(size), {})[one.name] = outcome(one, runs, posts, asked, date)
                print(f"{size:>10,} {one.name:<18}", found, flush=True)
                keep(runs)
    return runs


def first(date: str) -> tuple[dict[str, float], Runs]:
    """T12: how long the first report takes, and what is waited for besides."""
    with tempfile.TemporaryDirectory() as folder:
        posts = Path(folder) / f"{SMALL}.ndjson"
        make(texts(), SMALL, posts)
        found = measure(next(one for one in CONTENDERS if one.command is hubbub), posts, 0, date)
    figures = {"seconds_10k": float(str(found["wall_seconds"]))} if found["finished"] else {}
    return figures | measured(), {str(SMALL): {"hubbub": found}}


def main(words: list[str]) -> int:
    """Measures, writes and prints."""
    asked, date = options(words), time.strftime("%Y-%m-%d", time.gmtime())
    if not POSTS.is_dir():
        print(f"{POSTS} is not on this machine, and the bench measures on it.", file=sys.stderr)
        return 2
    if any(one.peer for one in CONTENDERS if one.name in asked.only.split(",")):
        prepare()
    command = shlex.join(["python", "-m", "bench.run", *words])

    def keep(runs: Runs) -> None:
        save("T11", speed(runs), compared(runs), command, date)

    run(asked, date, keep)
    if not asked.keep or not saved("T12") or "hubbub" in asked.only.split(","):
        figures, runs = first(date)
        save("T12", figures, runs, command, date)
    write()
    print(PAGE.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
