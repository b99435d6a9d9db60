"""Posts with planted copies, for the near-copies: one function, so that what plants can be changed.

`evals.planted.plant` does it where it is there; otherwise a small stand-in does: cut, shouted, led in, a word changed.
"""

import random
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

LEAST = 30  # characters of a text that is copied: what is shorter, people write by themselves
SHARE = 0.1
EDITS: tuple[Callable[[str], str], ...] = (
    str.upper,
    lambda text: text[: len(text) * 4 // 5].rstrip() + "…",
    lambda text: f"RT @somebody: {text}",
    lambda text: " ".join(word for at, word in enumerate(text.split()) if at != 2),
)


class Row(Protocol):
    """A post; posts of one `group` are copies of each other."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def group(self) -> int:
        """Which text it is a copy of."""


def planter() -> str:
    """Who plants, for the record."""
    return "evals.planted" if find_spec("evals.planted") else "bench.planting's stand-in"


def planted(texts: list[str], seed: int = 11) -> list[tuple[str, int]]:
    """Texts and their groups: all the given ones, and some edited copies of some, in an order without meaning."""
    if find_spec("evals.planted"):
        rows: Iterable[Row] = import_module("evals.planted").plant(texts, seed)
        return [(row.text, row.group) for row in rows]
    return stand_in(texts, seed)


def stand_in(texts: list[str], seed: int) -> list[tuple[str, int]]:
    """The same in small."""
    draw, found = random.Random(seed), [(text, group) for group, text in enumerate(texts)]
    for group, text in enumerate(texts):
        if len(text) >= LEAST and draw.random() < SHARE:
            found += [(edit(text), group) for edit in draw.sample(EDITS, draw.randint(1, 3))]
    draw.shuffle(found)
    return found
