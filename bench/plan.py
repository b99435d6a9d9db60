"""What a billion posts would take, from what was measured: rates per stage into evals/results, the plan into docs/scale.md.

usage: python -m bench.plan measure [--engine duckdb] [--sizes 20000,100000] [--repeats 2]
       python -m bench.plan [--posts 1000000000] [--price 0.05]
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.measure import cost
from bench.posts import make
from bench.sources import texts as real_texts

ROOT = Path(__file__).resolve().parent.parent
RATES = ROOT / "evals/results/rates.json"
PAGE = ROOT / "docs/scale.md"
BEGIN, END = "<!-- plan: written by python -m bench.plan -->", "<!-- end of the plan -->"
SECONDS = 3000.0  # the longest a run may take
GB = 10**9
Run = Mapping[str, Any]


def options(words: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    asked = argparse.ArgumentParser(
        prog="python -m bench.plan", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("what", nargs="?", default="plan", choices=("measure", "plan"))
    asked.add_argument("--engine", default="duckdb", help="which engine to measure")
    asked.add_argument("--sizes", default="20000,100000", help="how many posts, comma-separated")
    asked.add_argument("--repeats", type=int, default=2, help="runs of each size: the plan gives their spread")
    asked.add_argument("--posts", type=int, default=10**9, help="posts of the plan")
    asked.add_argument("--price", type=float, default=0.05, help="what a core costs an hour, for the plan's last column")
    return asked.parse_args(words)


def measured(engine: str, rows: int, texts: list[str], command: str) -> Run:
    """One whole run of `hubbub find`: what it says of itself in run.json, and what the process cost."""
    with tempfile.TemporaryDirectory() as name:
        posts, out = Path(name) / "posts.ndjson", Path(name) / "out"
        make(texts, rows, posts)
        words = [str(Path(sys.executable).with_name("hubbub")), "find", str(posts), "-o", str(out), "--engine", engine]
        spent = cost(words, Path(name) / "cost.json", SECONDS)
        stages = json.loads((out / "run.json").read_text(encoding="utf-8"))["stages"]
        input_bytes = posts.stat().st_size
    told = {"engine": engine, "rows": rows, "cpu_seconds": spent.cpu_seconds, "input_bytes": input_bytes, "stages": stages}
    return told | {"date": time.strftime("%Y-%m-%d", time.gmtime()), "command": command}


def measure(asked: argparse.Namespace, words: Sequence[str]) -> None:
    """Runs what is asked for; earlier runs of the same engine and size make room."""
    sizes = [int(one) for one in asked.sizes.split(",")]
    texts, command = real_texts(), " ".join(["python -m bench.plan", *words])
    for rows in sizes:
        found = [measured(asked.engine, rows, texts, command) for _ in range(asked.repeats)]
        kept = [one for one in runs() if (one["engine"], one["rows"]) != (asked.engine, rows)]
        RATES.write_text(json.dumps({"runs": [*kept, *found]}, indent=1) + "\n", encoding="utf-8")
        print(f"{asked.engine} {rows:,}: {[one['cpu_seconds'] for one in found]} CPU-seconds", flush=True)


def runs() -> list[Run]:
    """All runs measured so far."""
    return list(json.loads(RATES.read_text(encoding="utf-8"))["runs"]) if RATES.exists() else []


def measured_at(engine: str) -> list[list[Run]]:
    """The runs of an engine at the largest size measured, and at the next one where there is one."""
    own = [one for one in runs() if one["engine"] == engine]
    return [[one for one in own if one["rows"] == size] for size in sorted({one["rows"] for one in own}, reverse=True)[:2]]


def more(found: Sequence[Sequence[Run]], stage: str, field: str) -> tuple[float, float]:
    """The least and most of a stage's figure for one post more, over all pairs of a large and a small run: what a run takes
    however few its posts are is not in it. With one size, a post's share of all."""
    large, small = ([(one["rows"], figure(one, stage, field)) for one in part] for part in (*found, [])[:2])
    values = [(many - few) / (rows - less) for rows, many in large for less, few in small] or [one / rows for rows, one in large]
    return max(0.0, min(values)), max(0.0, *values)


def figure(run: Run, stage: str, field: str) -> float:
    """One figure of a stage of a run."""
    return float(next(one[field] for one in run["stages"] if one["stage"] == stage))


def span(low: float, high: float) -> str:
    """A range, as people read it."""
    digits = 0 if high >= 10 else 1 if high >= 1 else 2
    one, other = f"{low:,.{digits}f}", f"{high:,.{digits}f}"
    return one if one == other else f"{one}–{other}"


def plan(engine: str, posts: int, price: float) -> list[str]:
    """The lines of an engine's table."""
    found = measured_at(engine)
    if not found:
        return []
    names = ["cpu_seconds", "bytes_written", "bytes_shuffled"][: 3 if "bytes_shuffled" in found[0][0]["stages"][0] else 2]
    heads = ["core-hours", "tables written, GB", "shuffled, GB"][: len(names)]
    lines = [f"{begun(found)} with `--engine {engine}` ({found[0][0]['date']}):", ""]
    lines += [f"| stage | {' | '.join(heads)} | cost |", "|---" * (len(heads) + 2) + "|"]
    sums = [(0.0, 0.0)] * len(names)
    for stage in [step["stage"] for step in found[0][0]["stages"]]:
        each = [scaled(more(found, stage, name), posts, name) for name in names]
        sums = [(low + least, high + most) for (low, high), (least, most) in zip(sums, each, strict=True)]
        lines.append(row(stage, each, price))
    return [*lines, row("**all**", sums, price), ""]


def scaled(rate: tuple[float, float], posts: int, name: str) -> tuple[float, float]:
    """A rate for so many posts, in hours or GB."""
    unit = 3600 if name == "cpu_seconds" else GB
    return rate[0] * posts / unit, rate[1] * posts / unit


def begun(found: Sequence[Sequence[Run]]) -> str:
    """What a table is made from."""
    parts = [f"{len(part)} run{'s' * (len(part) > 1)} of {part[0]['rows']:,} posts" for part in found]
    return f"From {' and '.join(parts)}{', a post more' if len(parts) > 1 else ''},"


def row(stage: str, each: Sequence[tuple[float, float]], price: float) -> str:
    """One line of the table."""
    paid = span(each[0][0] * price, each[0][1] * price)
    return f"| {stage} | {' | '.join(span(*one) for one in each)} | {paid} |"


def page(asked: argparse.Namespace) -> None:
    """Puts the plan into the page."""
    engines = sorted({one["engine"] for one in runs()})
    head = [BEGIN, "", f"**{asked.posts:,} posts**, extrapolated linearly; cost at {asked.price} a core-hour.", ""]
    body = [line for engine in engines for line in plan(engine, asked.posts, asked.price)]
    text = PAGE.read_text(encoding="utf-8")
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    PAGE.write_text(before + "\n".join([*head, *body]) + after, encoding="utf-8")


def main(words: list[str]) -> int:
    """Measures, or writes the plan."""
    asked = options(words)
    if asked.what == "measure":
        measure(asked, words)
    else:
        page(asked)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
