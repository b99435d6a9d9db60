"""What each quality costs: the whole job on the same posts in English, in CPU-seconds per 1,000 posts.

usage: python -m bench.qualities [--repeats 2]          writes evals/results/costs.json and the table of evals/README.md
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.viewpoints.results import grid, save, table

from bench.contenders import hubbub, hubbub_answer
from bench.measure import Cost, cost
from bench.posts import make
from bench.sources import texts
from hubbub.models.language import language
from hubbub.models.text import plain

SIZES = (1_000, 5_000)
WAYS = {
    "fast": ("--quality", "fast"),
    "balanced": ("--encoder", "minilm"),
    "best": ("--quality", "best"),
    "e5": ("--encoder", "e5"),
}


def measured(posts: Path, words: Sequence[str], repeats: int) -> tuple[list[Cost], dict[str, float]]:
    """What so many runs cost, and what the last found."""
    costs = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory(dir=posts.parent) as name:
            command = [*hubbub(posts, Path(name)), *words]
            costs.append(cost(command, Path(name) / "cost.json", 0))
            if not costs[-1].finished:
                raise SystemExit(f"{' '.join(command)} ended with {costs[-1].code}.")
            found = hubbub_answer(Path(name))
    return costs, {"viewpoints": float(found.groups), "unassigned": found.unassigned}


def row(posts: Path, size: int, words: Sequence[str], repeats: int) -> dict[str, float]:
    """The figures of one quality: medians."""
    costs, found = measured(posts, words, repeats)
    cpu, wall, peak = (
        statistics.median(getattr(one, name) for one in costs) for name in ("cpu_seconds", "wall_seconds", "peak_mb")
    )
    return {"cpu_seconds_per_1000": 1000 * cpu / size, "cpu_seconds": cpu, "seconds": wall, "peak_mb": peak} | found


def main(arguments: Sequence[str]) -> None:
    """Measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=2)
    repeats = parser.parse_args(arguments).repeats
    english = [text for text in texts()[: 4 * max(SIZES)] if language(plain(text)) == "en"]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            posts = Path(folder) / f"{size}.ndjson"
            make(english[:size], size, posts)
            for name, words in WAYS.items():
                found[f"{name}, {size:,} posts"] = row(posts, size, words, repeats)
                print(json.dumps({name: found[f"{name}, {size:,} posts"]}), flush=True)
    data = "distinct English texts of shared/data/posts in the order of their SHA-256"
    save("costs", found[f"balanced, {SIZES[-1]:,} posts"], data, "python -m bench.qualities", found)
    table("costs", grid(found))


if __name__ == "__main__":
    main(sys.argv[1:])
