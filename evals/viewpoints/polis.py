"""Polis conversations: people voted on each other's statements, so what they think alike of is known without anyone's labels.

Two statements that make one point should be voted on alike by the same people. `together`: how much more often people who voted
on both vote the same on statements of one viewpoint than on any two of the conversation (0: no more). `apart`: the same of
statements that vectors find near (.5) and the matcher holds apart. usage: python -m evals.viewpoints.polis
"""

import csv
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.sets import LABELLED
from evals.viewpoints.method import made
from evals.viewpoints.results import grid, save, table

FOLDER = LABELLED / "polis_opendata"
ENGLISH = (
    "15-per-hour-seattle",
    "american-assembly.bowling-green",
    "brexit-consensus",
    "scoop-hivemind.affordable-housing",
    "scoop-hivemind.biodiversity",
    "scoop-hivemind.freshwater",
    "scoop-hivemind.taxes",
    "scoop-hivemind.ubi",
)
LEAST = 10  # people who voted on both
Votes = NDArray[np.float64]  # (people, statements): 1 agrees, -1 disagrees, 0 passes, nan not asked


def conversation(folder: Path) -> tuple[list[str], Votes]:
    """Statements and votes."""
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        texts = {row["comment-id"]: row["comment-body"] for row in csv.DictReader(file)}
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in texts if name in rows[0]]
    votes = [[float(row[name]) if row[name] else np.nan for name in names] for row in rows]
    return [texts[name] for name in names], np.array(votes)


def alike(votes: Votes, one: int, other: int) -> float | None:
    """The share of people who agree or disagree with both alike; None where few voted on both."""
    left, right = votes[:, one], votes[:, other]
    both = (np.abs(left) == 1) & (np.abs(right) == 1)
    return float((left[both] == right[both]).mean()) if both.sum() >= LEAST else None


def mean(votes: Votes, pairs: set[tuple[int, int]]) -> list[float]:
    """`alike` of each pair that enough people voted on."""
    return [share for one, other in sorted(pairs) if (share := alike(votes, one, other)) is not None]


def together(groups: list[list[int]]) -> set[tuple[int, int]]:
    """Pairs that share a viewpoint."""
    return {pair for group in groups for pair in combinations(group, 2)}


def measure() -> dict[str, dict[str, float]]:
    """All conversations together, by quality."""
    shares: dict[str, list[float]] = {name: [] for name in ("any two", "fast", "balanced", "best", "held apart")}
    for name in ENGLISH:
        texts, votes = conversation(FOLDER / name)
        found = {quality: together(made(texts, quality).groups) for quality in ("fast", "balanced", "best")}
        base = np.mean(mean(votes, set(combinations(range(len(texts)), 2))))
        for quality, pairs in found.items():
            shares[quality] += [one - float(base) for one in mean(votes, pairs)]
        shares["held apart"] += [one - float(base) for one in mean(votes, found["fast"] - found["balanced"])]
        shares["any two"].append(0.0)
    return {name: {"alike_over_any_two": float(np.mean(found)), "pairs": len(found)} for name, found in shares.items() if found}


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    found = measure()
    save(
        "polis",
        found["balanced"],
        "labelled/polis_opendata, 8 conversations in English",
        "python -m evals.viewpoints.polis",
        found,
    )
    table("polis", grid(found))


if __name__ == "__main__":
    main()
