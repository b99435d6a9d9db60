"""Near-copies, side by side: Hubbub's `copies`, datasketch, rensa and semhash over the same real texts with planted copies.

usage: python -m bench.near [--sizes 2000,20000,100000] [--only hubbub,rensa_words] [--seconds 600] [--keep]
"""

import argparse
import json
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import orjson
from evals.planted import plant

from bench.environment import INSIDE, PYTHON, WEIGHTS, prepare
from bench.measure import cost
from bench.page import write
from bench.results import Runs, Value, earlier, save
from bench.run import beaten
from bench.sources import POSTS, ROOT, texts

SIZES = "2000,20000,100000"
DATA = (
    "the beginning of the texts of shared/data/posts in the order of their SHA-256, with copies of a tenth of the longer ones, "
    "edited and planted by evals.planted"
)
SETTINGS = {
    "hubbub": "the `copies` step as it is",
    "datasketch_characters": "MinHashLSH, 128 permutations, character 4-grams, .7, pairs checked by signature",
    "datasketch_words": "MinHashLSH, 128 permutations, 2-word shingles, .5, pairs checked by signature",
    "rensa_characters": "RMinHashDeduplicator, 128 permutations, LSH, character 4-grams, .7",
    "rensa_words": "RMinHashDeduplicator, 128 permutations, LSH, words, .8 (its page's example)",
    "semhash": "self_deduplicate, potion-base-8M, .9 (its defaults)",
}


def command(name: str, posts: Path, answer: Path) -> list[str]:
    """How a contender is run."""
    if name == "hubbub":
        return [sys.executable, "-m", "bench.copying", str(posts), str(answer)]
    script = str(ROOT / "bench/peers/near.py")
    return [str(PYTHON), script, name, str(posts), str(answer), str(WEIGHTS / INSIDE)]


def pairs(sizes: Iterable[int]) -> int:
    """How many pairs there are within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def quality(truth: Sequence[int], found: Sequence[int | str]) -> dict[str, float]:
    """Precision, recall and F1 over pairs; those with no post of a planted group in them are not judged."""
    held = Counter(truth)
    judged = Counter(group for group, true in zip(found, truth, strict=True) if held[true] > 1)
    both = pairs(Counter(zip(truth, found, strict=True)).values())
    others = Counter(group for group, true in zip(found, truth, strict=True) if held[true] == 1)
    said = pairs(judged.values()) + sum(count * others[group] for group, count in judged.items())
    true = pairs(held.values())
    precision, recall = (both / said if said else 1.0), (both / true if true else 1.0)
    score = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(score, 4)}


def counts(found: Sequence[int | str]) -> dict[str, float]:
    """Groups of two or more, and what is removed when one of each group stays."""
    sizes = Counter(found).values()
    return {"groups": sum(size > 1 for size in sizes), "removed": len(found) - len(sizes)}


def make(rows: Sequence[tuple[str, int]], path: Path) -> None:
    """Writes the texts; which are copies stays here."""
    with path.open("wb") as file:
        for number, (text, _) in enumerate(rows):
            file.write(orjson.dumps({"id": f"c{number:08d}", "text": text}) + b"\n")


def measure(name: str, posts: Path, truth: Sequence[int], seconds: float) -> dict[str, Value]:
    """What one contender costs and finds."""
    with tempfile.TemporaryDirectory(dir=posts.parent) as folder:
        answer = Path(folder) / "answer.json"
        spent = cost(command(name, posts, answer), Path(folder) / "cost.json", 0 if name == "hubbub" else seconds)
        found = json.loads(answer.read_text(encoding="utf-8")) if spent.finished else []
    return asdict(spent) | (counts(found) | quality(truth, found) if found else {})


def options(words: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    shape = argparse.RawTextHelpFormatter
    asked = argparse.ArgumentParser(prog="python -m bench.near", description=__doc__, formatter_class=shape)
    asked.add_argument("--sizes", default=SIZES, help=f"how many texts, comma-separated: {SIZES}")
    asked.add_argument("--only", default=",".join(SETTINGS), help=f"which contenders: {','.join(SETTINGS)}")
    asked.add_argument("--seconds", type=float, default=600, help="the longest a peer may take on one file")
    asked.add_argument("--keep", action="store_true", help="keep earlier figures, on the same texts, of what is not measured now")
    return asked.parse_args(words)


def run(asked: argparse.Namespace, words: list[str], date: str) -> None:
    """All measurements asked for, written after each."""
    runs: Runs = earlier("near_copies", DATA) if asked.keep else {}
    held = texts()
    for size in sorted(map(int, asked.sizes.split(","))):
        rows = [(row.text, row.group) for row in plant(held[:size])][:size]
        with tempfile.TemporaryDirectory() as folder:
            posts = Path(folder) / f"{size}.ndjson"
            make(rows, posts)
            for name in (one for one in SETTINGS if one in asked.only.split(",")):
                before = beaten(runs, name, size) if name != "hubbub" else None
                found: dict[str, Value] = (
                    {"finished": False, "skipped_after": before}
                    if before
                    else measure(name, posts, [group for _, group in rows], asked.seconds)
                )
                runs.setdefault(str(size), {})[name] = found | {"settings": SETTINGS[name], "date": date}
                print(f"{size:>9,} {name:<22}", found, flush=True)
                save("near_copies", {}, runs, shlex.join(["python", "-m", "bench.near", *words]), date, DATA)


def main(words: list[str]) -> int:
    """Measures, writes and prints."""
    asked, date = options(words), time.strftime("%Y-%m-%d", time.gmtime())
    if not POSTS.is_dir():
        print(f"{POSTS} is not on this machine, and the bench measures on it.", file=sys.stderr)
        return 2
    if asked.only != "hubbub":
        prepare()
    run(asked, words, date)
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
