"""The same sentence negated or turned must never share a viewpoint with itself; the same point in other words should.

`opposites.json` is ours: a point, the point in other words, the contrary in like words, 40 of each part. `first` was written
with the rules at hand and read while they grew. `dev` and `held` were written by somebody who did not know them; of `dev` the
contraries were read before words that cross ("she hit him") and WordNet's antonyms were made rules, of `held` none was. `fours`
are 1,260 by seven others, each given subjects and none of our rules; beside the contrary each has something else that is said of
the same subject. Shares that the second look of each quality leaves together, with its bounds; a part is read as one collection.

usage: python -m evals.viewpoints.opposites
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from evals.viewpoints.method import Asked
from evals.viewpoints.results import grid, save, table
from hubbub.viewpoints.verify import Known

Rows = list[list[str]]  # a point, the same in other words, the contrary, and of `fours` what stands beside
PARTS: dict[str, Rows] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
PARTS["fours"] = json.loads(Path(__file__).with_name("fours.json").read_text("utf-8"))


def together(pairs: list[tuple[str, str]], quality: str, known: Known) -> float:
    """The share that the second look of a quality leaves together."""
    texts, points = (list(side) for side in zip(*pairs, strict=True))
    return float(Asked(texts, points, known).together(quality).mean())


def measure() -> dict[str, dict[str, float]]:
    """Every quality, on each part."""
    found = {}
    for part, rows in PARTS.items():
        said = [text for row in rows for text in row]
        known = Known.of(said, ["en"] * len(said))
        for quality in ("fast", "balanced", "best"):
            found[f"{quality}, {part}"] = shares(partial(together, quality=quality, known=known), rows)
    return found


def shares(way: Callable[[list[tuple[str, str]]], float], rows: Rows) -> dict[str, float]:
    """Of points reworded, turned into their contrary, and, where there is such, of what is said beside them."""
    names = ("reworded_together", "contrary_together", "beside_together")
    points, *others = zip(*rows, strict=True)
    return {name: way(list(zip(said, points, strict=True))) for name, said in zip(names, others, strict=False)}


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    found = measure()
    save("opposites", found["balanced, held"], "opposites.json, fours.json: ours", "python -m evals.viewpoints.opposites", found)
    table("opposites", grid(found))


if __name__ == "__main__":
    main()
