"""Measures Hubbub and its peers on the same posts, one whole process each, and writes the results.

usage: python -m bench.run [--sizes 10000,100000] [--only hubbub,bertopic_fastest] [--seconds 600] [--keep]
"""

import argparse
import shlex
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench.contenders import CONTENDERS, Contender
from bench.environment import prepare
from bench.measure import cost
from bench.posts import COMMENTS, comments, make
from bench.results import PAGE, Runs, earlier, page, save, speed
from bench.small import measured


def options(words: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    names = ",".join(one.name for one in CONTENDERS)
    asked = argparse.ArgumentParser(
        prog="python -m bench.run", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--sizes", default="10000,100000", help="how many posts, comma-separated")
    asked.add_argument("--only", default=names, help=f"which contenders: {names}")
    asked.add_argument("--seconds", type=float, default=600, help="the longest a contender may take on one file")
    asked.add_argument("--keep", action="store_true", help="keep earlier figures of what is not measured now")
    return asked.parse_args(words)


def measure(one: Contender, posts: Path, seconds: float, date: str) -> dict[str, float | bool | str | None]:
    """What one contender costs and finds on one file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spent = cost(one.command(posts, folder), folder / "cost.json", seconds)
        found = asdict(one.answer(folder)) if spent.finished else {}
    return asdict(spent) | found | {"date": date}


def run(asked: argparse.Namespace, date: str) -> Runs:
    """All measurements asked for."""
    runs = earlier() if asked.keep else {}
    texts = comments()
    chosen = [one for one in CONTENDERS if one.name in asked.only.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, asked.sizes.split(",")):
            posts = Path(folder) / f"{size}.ndjson"
            make(texts, size, posts)
            for one in chosen:
                runs.setdefault(str(size), {})[one.name] = measure(one, posts, asked.seconds, date)
                print(f"{size:>9,} {one.name:<18}", runs[str(size)][one.name], flush=True)
    return runs


def main(words: list[str]) -> int:
    """Measures, writes and prints."""
    asked, date = options(words), time.strftime("%Y-%m-%d", time.gmtime())
    if not COMMENTS.is_dir():
        print(f"{COMMENTS} is not on this machine, and the bench measures on it.", file=sys.stderr)
        return 2
    if any(one.peer for one in CONTENDERS if one.name in asked.only.split(",")):
        prepare()
    runs, small = run(asked, date), measured()
    command = shlex.join(["python", "-m", "bench.run", *words])
    save("T11", speed(runs), runs, command, date)
    first = runs.get("10000", {}).get("hubbub", {})
    waited = {"seconds_10k": float(first["wall_seconds"] or 0)} if first.get("finished") else {}
    save("T12", waited | small, {}, command, date)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(runs, waited | small, date), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
