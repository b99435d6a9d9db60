"""Which judged pairs the product puts together, and what a sentence shares with the point it makes.

Of the part `focused` of `judged/members.json`: pairs of single shows and videos, by which bounds are chosen. Left out are 484 of
a sentence or key point that is in a judged pair that a matcher learnt from: some shows and videos are in training collections.
(Sentences of the others, without the labels, are among what teaches `fast`.) `average precision` is of the order by odds;
`kept`, and of these the share that `makes the point`, what the product's second look puts together; `of all that make it` what
that finds. The second table has, by odds, how many pairs share more than a third of the point's telling words, `few`er, only
names and what all speak of (its `subject`), or `nothing`, and the share that makes the point.

usage: python -m evals.viewpoints.focused     (writes results/focused.json and the tables of README.md)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from evals.planted import distinct
from evals.viewpoints.judged import by_hash, sentences
from evals.viewpoints.members import MOST, PART, judgements, lessons
from evals.viewpoints.method import Asked, settings_of
from evals.viewpoints.results import grid, save, table
from hubbub.models.vectors import MILLION
from hubbub.quality import TONGUES
from hubbub.viewpoints.telling import telling
from hubbub.viewpoints.verify import Known

QUALITIES = ("fast", "balanced", "best", TONGUES)
BANDS = (200_000, 300_000, 400_000, 500_000, 600_000, 800_000, MILLION + 1)
THIRD = 3  # more than one in so many of a point's telling words are not few
SHARED = ("telling", "few", "subject", "nothing")
Ints = NDArray[np.int64]
Bands = dict[str, dict[str, list[float]]]  # quality and what is shared, then the band: pairs, share that makes the point


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pairs of one collection, and their labels."""

    asked: Asked
    labels: list[str]

    def shared(self) -> list[str]:
        """What each sentence shares with its point."""
        return [self.what(telling(text), telling(point)) for text, point in zip(self.asked.texts, self.asked.points, strict=True)]

    def what(self, said: frozenset[str], words: frozenset[str]) -> str:
        """What two sets of words have in common."""
        told = words - self.asked.known.about - self.asked.known.names
        if found := len(told & said):
            return "telling" if found * THIRD > len(told) else "few"
        return "nothing" if words.isdisjoint(said) else "subject"


def pairs() -> Iterator[Labelled]:
    """The pairs of each collection whose texts are found again, and of which no judged training pair holds sentence or point."""
    learnt = lessons()
    rows = [row for row in judgements() if row[0] == "focused" and not learnt & set(row[2:4])]
    for collection in sorted({row[1] for row in rows}):
        whole = list(distinct(PART["focused"][collection](), MOST))
        said, texts = sentences(whole), by_hash(whole)
        found = [row for row in rows if row[1] == collection and row[2] in texts and row[3] in texts]
        columns = [texts[row[2]] for row in found], [texts[row[3]] for row in found]
        yield Labelled(Asked(*columns, Known.of(said, ["en"] * len(said))), [row[4] for row in found])


def judged(quality: str, several: Sequence[Labelled]) -> tuple[NDArray[np.str_], Ints, NDArray[np.bool_]]:
    """Of all pairs the labels, the odds before the second look, and whether it leaves them together."""
    parts = [one.asked.odds(quality) for one in several]
    before, after = (np.concatenate([part[n] for part in parts]) for n in (0, 1))
    return np.array([label for one in several for label in one.labels]), before, after >= settings_of(quality).odds


def measure(quality: str, several: Sequence[Labelled], shared: NDArray[np.str_]) -> tuple[dict[str, float], Bands]:
    """The figures of a quality, and its bands by what is shared."""
    labels, before, kept = judged(quality, several)
    made, partly = labels == "yes", labels != "no"
    figures = {
        "pairs": len(labels),
        "average precision": float(average_precision_score(made, before)),
        "partly": float(average_precision_score(partly, before)),
        "kept": int(kept.sum()),
        "makes the point": float(made[kept].mean()),
        "at least partly": float(partly[kept].mean()),
        "of all that make it": float(made[kept].sum() / made.sum()),
    }
    return figures, {f"{quality}, {name}": bands(before[shared == name], made[shared == name]) for name in SHARED}


def bands(odds: Ints, made: NDArray[np.bool_]) -> dict[str, list[float]]:
    """By the least odds of a band: how many pairs, and the share that makes the point."""
    within = {f"{low / MILLION:.1f}": (odds >= low) & (odds < high) for low, high in pairwise(BANDS)}
    return {name: [int(here.sum()), float(made[here].mean())] for name, here in within.items() if here.any()}


def lines(found: Bands) -> list[str]:
    """A table of bands."""
    names = [f"{low / MILLION:.1f}" for low in BANDS[:-1]]
    head = [f"| from odds of | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    cells = [[f"{row[name][1]:.2f} of {row[name][0]:.0f}" if name in row else "" for name in names] for row in found.values()]
    return head + [f"| {name} | {' | '.join(row)} |" for name, row in zip(found, cells, strict=True)]


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    several = list(pairs())
    shared = np.array([name for one in several for name in one.shared()])
    figures: dict[str, dict[str, float]] = {}
    by_shared: Bands = {}
    for quality in QUALITIES:
        figures[quality], more = measure(quality, several, shared)
        by_shared |= more
    kept = {
        f"{name}, {figure}": one[figure] for name, one in figures.items() for figure in ("makes the point", "of all that make it")
    }
    save(
        "focused",
        kept,
        "judged/members.json (focused)",
        "python -m evals.viewpoints.focused",
        {"qualities": figures, "shared": by_shared},
    )
    table("focused", grid(figures))
    table("shared", lines(by_shared))


if __name__ == "__main__":
    main()
