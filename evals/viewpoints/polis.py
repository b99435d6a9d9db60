"""Polis conversations: people voted on each other's statements, so what they think alike of is known without anyone's labels.

Two statements that make one point should be voted on alike by the same people. `alike over any two`: how much more often people
who voted on both vote the same on statements of one viewpoint than on any two of the conversation (0: no more). `held apart`: the
same of statements that `fast` puts together and `balanced` does not. And of the people themselves: `writers alike`, how much more
often two who wrote statements of one viewpoint vote the same, on all other statements, than any two who wrote some; `writers on a
side`, how much more often both are in one of the opinion groups that Polis finds in the votes.
usage: python -m evals.viewpoints.polis
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
QUALITIES = ("fast", "balanced", "best")
Votes = NDArray[np.float64]  # (people, statements): 1 agrees, -1 disagrees, 0 passes, nan not asked
Shares = dict[str, list[float]]  # figure to a share for each pair


@dataclass(frozen=True, slots=True)
class Conversation:
    """Statements, votes, which row of votes is each statement's writer's (None: did not vote), and each row's opinion group."""

    texts: list[str]
    votes: Votes
    writers: list[int | None]
    sides: list[str]


def conversation(folder: Path) -> Conversation:
    """What was said and voted."""
    said, people = rows(folder / "comments.csv"), rows(folder / "participants-votes.csv")
    asked = [one for one in said if one["comment-id"] in people[0]]
    votes = [[float(row[one["comment-id"]]) if row[one["comment-id"]] else np.nan for one in asked] for row in people]
    place = {row["participant"]: n for n, row in enumerate(people)}
    writers = [place.get(one["author-id"]) for one in asked]
    return Conversation([one["comment-body"] for one in asked], np.array(votes), writers, [row["group-id"] for row in people])


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def writing(held: Conversation, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairs of people who wrote the statements of such pairs, nobody with themselves."""
    both = ((held.writers[one], held.writers[other]) for one, other in pairs)
    return {(min(one, other), max(one, other)) for one, other in both if one is not None and other is not None and one != other}


def agreeing(held: Conversation, pairs: set[tuple[int, int]]) -> list[float]:
    """`alike` of pairs of people, over the statements that neither wrote."""
    found = []
    for one, other in sorted(pairs):
        free = [n for n, writer in enumerate(held.writers) if writer not in {one, other}]
        share = alike(held.votes[[one, other]][:, free].T, 0, 1)
        found += [share] if share is not None else []
    return found


def siding(held: Conversation, pairs: set[tuple[int, int]]) -> list[float]:
    """Whether each pair of people is in one opinion group, where both are in any."""
    sides = ((held.sides[one], held.sides[other]) for one, other in sorted(pairs))
    return [float(one == other) for one, other in sides if one and other]


def alike(votes: Votes, one: int, other: int) -> float | None:
    """The share of people (rows) who agree or disagree with both alike; None where few voted on both."""
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
    shares: dict[str, Shares] = {name: {} for name in ("any two", *QUALITIES, "held apart")}
    for name in ENGLISH:
        held = conversation(FOLDER / name)
        pairs = {quality: together(made(held.texts, quality).groups) for quality in QUALITIES}
        pairs["held apart"] = pairs["fast"] - pairs["balanced"]
        every = set(combinations(range(len(held.texts)), 2))
        base = {figure: float(np.mean(of)) for figure, of in judged(held, every).items()}
        for kind, chosen in pairs.items():
            for figure, of in judged(held, chosen).items():
                shares[kind].setdefault(figure, []).extend(one - base[figure] for one in of)
        for figure in base:
            shares["any two"].setdefault(figure, []).append(0.0)
    return {kind: told(found) for kind, found in shares.items() if found}


def judged(held: Conversation, pairs: set[tuple[int, int]]) -> Shares:
    """How alike people vote on pairs of statements, and those who wrote them."""
    people = writing(held, pairs)
    return {
        "alike_over_any_two": mean(held.votes, pairs),
        "writers_alike": agreeing(held, people),
        "writers_on_a_side": siding(held, people),
    }


def told(found: Shares) -> dict[str, float]:
    """Means, and how many pairs they are of."""
    figures = {figure: float(np.mean(of)) for figure, of in found.items() if of}
    return figures | {"pairs": len(found["alike_over_any_two"]), "writers": len(found["writers_alike"])}


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
