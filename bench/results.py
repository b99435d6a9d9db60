"""What the measurements say: figures for evals/results/T11.json and T12.json, kept and read back."""

import json
import math
import os
import platform
from importlib.metadata import version
from itertools import pairwise

from bench.environment import pins
from bench.sources import ROOT

Value = float | bool | str | None
Runs = dict[str, dict[str, dict[str, Value]]]  # posts -> contender -> what it cost and found
RESULTS = ROOT / "evals/results"
OURS = ("hubbub", "duckdb", "pyarrow", "numpy", "tokenizers")
THEIRS = (
    "bertopic", "sentence-transformers", "torch", "model2vec", "umap-learn", "hdbscan", "chorus-discourse", "datasketch", "rensa",
    "semhash",
)  # fmt: skip
LARGE = 100_000  # posts from which growth is told: below, what a start costs hides it
DATA = (
    "distinct texts of all of shared/data/posts in the order of their SHA-256; past the last one two real texts or sentences, "
    "joined and as long as a real post, no text twice; made-up authors (a third as many as posts), times and likes; NDJSON"
)


def value(runs: Runs, size: str, name: str, figure: str = "cpu_seconds") -> float | None:
    """A figure of a run that finished."""
    run = runs.get(size, {}).get(name)
    found = run.get(figure) if run and run["finished"] else None
    return float(found) if isinstance(found, float | int) else None


def slope(points: list[tuple[float, float]]) -> float | None:
    """The exponent of cost over posts: least squares over their logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points if y > 0]
    if len(logs) < 2:
        return None
    mean_x, mean_y = (sum(axis) / len(logs) for axis in zip(*logs, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return round(sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread, 3) if spread else None


def points(runs: Runs, name: str) -> list[tuple[int, float]]:
    """Posts and CPU-seconds of a contender's finished runs, smallest first."""
    return [(int(size), cpu) for size in sorted(runs, key=int) if (cpu := value(runs, size, name))]


def day(runs: Runs, size: int | str, name: str) -> Value:
    """When a run was measured. Only runs of one day are compared: the program changes, and so does a shared machine's speed."""
    return runs[str(size)][name].get("date")


def growth(runs: Runs) -> float | None:
    """The exponent from 100,000 posts to the largest size that Hubbub finished, of the runs of that one's day."""
    done = [one for one in points(runs, "hubbub") if one[0] >= LARGE]
    return slope([one for one in done if day(runs, one[0], "hubbub") == day(runs, done[-1][0], "hubbub")])


def steps(runs: Runs, name: str = "hubbub") -> dict[str, float]:
    """The exponent between each size and the next, where both are of one day."""
    pairs = [pair for pair in pairwise(points(runs, name)) if day(runs, pair[0][0], name) == day(runs, pair[1][0], name)]
    found = {f"{low[0]}-{high[0]}": slope([low, high]) for low, high in pairs}
    return {name: one for name, one in found.items() if one is not None}


def ratio(runs: Runs, name: str) -> float | None:
    """How many times Hubbub's CPU-seconds a peer takes, at the largest size both finished on one day."""
    times = (found for size in sorted(runs, key=int, reverse=True) if (found := dearer(runs, size, name)))
    return next((round(one, 1) for one in times), None)


def dearer(runs: Runs, size: str, name: str) -> float | None:
    """How many times Hubbub's CPU-seconds a peer takes, where both finished on one day."""
    ours, theirs = value(runs, size, "hubbub"), value(runs, size, name)
    return theirs / ours if ours and theirs and day(runs, size, "hubbub") == day(runs, size, name) else None


def compared(runs: Runs) -> Runs:
    """The runs, each peer's with how many times Hubbub's CPU-seconds it took, Hubbub's with its growth since the size before."""
    grown = {pair.partition("-")[2]: one for pair, one in steps(runs).items()}
    anew = ("times_hubbub", "growth_since_size_before")
    found: Runs = {
        size: {name: {figure: one[figure] for figure in one if figure not in anew} for name, one in held.items()}
        for size, held in runs.items()
    }
    for size, held in found.items():
        for name, one in held.items():
            if name == "hubbub" and size in grown:
                one["growth_since_size_before"] = grown[size]
            elif name != "hubbub" and (times := dearer(runs, size, name)):
                one["times_hubbub"] = round(times, 2)
    return found


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


def save(target: str, figures: dict[str, float], runs: object, command: str, date: str, data: str = DATA) -> None:
    """Writes one result, whole or not at all. There is no seed: nothing of ours draws lots, and peers run as they come."""
    made = {"target": target, "figures": figures, "data": data, "command": command, "seed": None, "versions": versions()}
    RESULTS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(made | {"date": date, "by_set": runs}, indent=1) + "\n"
    fresh = RESULTS / f".{target}.json.new"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(RESULTS / f"{target}.json")


def saved(target: str) -> dict[str, object]:
    """A result as it was written; empty where there is none."""
    file = RESULTS / f"{target}.json"
    found: dict[str, object] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def earlier(target: str = "T11", data: str = DATA) -> Runs:
    """The measurements of the result that is there, to keep a slow peer's; none of them if it was measured on other posts."""
    found = saved(target)
    runs = found.get("by_set") if found.get("data") == data else None
    return runs if isinstance(runs, dict) else {}
