"""What the measurements say: figures for evals/results/T11.json and T12.json, and docs/bench.md."""

import json
import math
import os
import platform
from importlib.metadata import version

from bench.environment import pins
from bench.posts import ROOT

Runs = dict[str, dict[str, dict[str, float | bool | str | None]]]  # posts -> contender -> what it cost and found
RESULTS = ROOT / "evals/results"
PAGE = ROOT / "docs/bench.md"
TITLES = {
    "hubbub": "Hubbub, `hubbub find` with the report",
    "bertopic_default": "BERTopic, default (MiniLM)",
    "bertopic_fastest": "BERTopic, potion (its fast configuration)",
}
OURS = ("hubbub", "duckdb", "pyarrow", "numpy", "tokenizers")
THEIRS = ("bertopic", "sentence-transformers", "torch", "model2vec", "umap-learn", "hdbscan")
DATA = "distinct comments of posts/youtube_music_comments in the order of their SHA-256, NDJSON of id and text, no authors"


def value(runs: Runs, size: str, name: str, figure: str = "cpu_seconds") -> float | None:
    """A figure of a run that finished."""
    run = runs.get(size, {}).get(name)
    found = run.get(figure) if run and run["finished"] else None
    return float(found) if isinstance(found, float | int) else None


def growth(runs: Runs) -> float | None:
    """The exponent of CPU-seconds over posts, between the two largest sizes that Hubbub finished."""
    done = [(int(size), cpu) for size in sorted(runs, key=int) if (cpu := value(runs, size, "hubbub"))][-2:]
    if len(done) < 2:
        return None
    (small, low), (large, high) = done
    return round(math.log(high / low) / math.log(large / small), 3)


def ratio(runs: Runs, name: str) -> float | None:
    """How many times Hubbub's CPU-seconds a peer takes, at the largest size both finished."""
    for size in sorted(runs, key=int, reverse=True):
        ours, theirs = value(runs, size, "hubbub"), value(runs, size, name)
        if ours and theirs:
            return round(theirs / ours, 1)
    return None


def speed(runs: Runs) -> dict[str, float]:
    """The figures of T11 that were measured; the others are absent."""
    found = {
        "cpu_seconds_1m": value(runs, "1000000", "hubbub"),
        "peak_mb_1m": value(runs, "1000000", "hubbub", "peak_mb"),
        "growth_exponent": growth(runs),
        "ratio_bertopic_default": ratio(runs, "bertopic_default"),
        "ratio_bertopic_fastest": ratio(runs, "bertopic_fastest"),
    }
    return {name: figure for name, figure in found.items() if figure is not None}


def versions() -> dict[str, str]:
    """What was compared, and on what."""
    mine = {name: version(name) for name in OURS}
    theirs = {name: pins()[name] for name in THEIRS}
    return mine | theirs | {"python": platform.python_version(), "machine": f"{platform.machine()}, {os.cpu_count()} cores"}


def save(target: str, figures: dict[str, float], runs: Runs, command: str, date: str) -> None:
    """Writes one result. There is no seed: nothing of ours draws lots, and BERTopic runs as it comes, unseeded."""
    made = {"target": target, "figures": figures, "data": DATA, "command": command, "seed": None, "versions": versions()}
    RESULTS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(made | {"date": date, "by_set": runs}, indent=1) + "\n"
    (RESULTS / f"{target}.json").write_text(text, encoding="utf-8")


def earlier() -> Runs:
    """The measurements of the result that is there, to keep a slow peer's."""
    file = RESULTS / "T11.json"
    found: Runs = json.loads(file.read_text(encoding="utf-8"))["by_set"] if file.is_file() else {}
    return found


# ---- docs/bench.md

HEADING = """# Speed, side by side

Written by `make bench`; do not edit.

Measured {date} on {data}.
Each contender ran as a whole process of its own, one after the other; CPU-seconds are user and system time of the process
tree, peak MB the largest resident size of one of its processes. Groups are listed viewpoints for Hubbub, topics for
BERTopic; a post is unassigned when it is in no group, of whatever size.
"""


def shown(figure: float | bool | str | None, unit: str = "") -> str:
    """A number, or a dash where there is none."""
    if not isinstance(figure, float | int):
        return "–"
    return f"{figure * 100:.0f} %" if unit == "%" else f"{figure:,.1f}"


def row(size: str, name: str, run: dict[str, float | bool | str | None]) -> str:
    """One line of the table."""
    start = f"| {int(size):,} | {TITLES.get(name, name)} |"
    if not run["finished"]:
        why = "not finished within" if run["code"] is None else f"failed (exit {run['code']}) after"
        return f"{start} {why} {shown(run['wall_seconds'])} s | | {shown(run['peak_mb'])} | | | |"
    costs = " | ".join(shown(run[figure]) for figure in ("cpu_seconds", "wall_seconds", "peak_mb"))
    return f"{start} {costs} | {run['groups']} | {shown(run['unassigned'], '%')} | {shown(run['few'], '%')} |"


def wins(runs: Runs) -> list[str]:
    """Where a peer does better than Hubbub, in words; said first, because a reader should not have to look for it."""
    found = []
    for size in sorted(runs, key=int):
        for name in runs[size].keys() - {"hubbub"}:
            for figure, words in (
                ("cpu_seconds", "less CPU time"),
                ("peak_mb", "less memory"),
                ("unassigned", "fewer posts unassigned"),
            ):
                ours, theirs = value(runs, size, "hubbub", figure), value(runs, size, name, figure)
                if ours is not None and theirs is not None and theirs < ours:
                    found.append(f"* {int(size):,} posts: {TITLES.get(name, name)} has {words} ({theirs:g} against {ours:g}).")
    return sorted(found) or ["* In no figure of this table."]


def page(runs: Runs, small: dict[str, float], date: str) -> str:
    """The whole page."""
    head = "| posts | contender | CPU-seconds | seconds | peak MB | groups | unassigned | in views too small to list |"
    lines = [row(size, name, run) for size in sorted(runs, key=int) for name, run in sorted(runs[size].items(), reverse=True)]
    used = ", ".join(f"{name} {number}" for name, number in versions().items())
    little = "; ".join(f"{name} {number}" for name, number in small.items())
    closing = f"Small things (whole processes, median of seven): {little}.\n\nVersions: {used}.\n"
    table = [head, "|" + "---|" * 8, *lines]
    return "\n".join([HEADING.format(date=date, data=DATA), *table, "\nWhere a peer does better:\n", *wins(runs), "", closing])
