"""Do emoji help to tell whether two sentences make one point? Judged pairs of real posts (`members.py`) that hold one.

`left`: what encoders are given is the plain text. `glued`: of these pairs, those where an emoji touches a word. `names`: emoji by
their Unicode names ("face with tears of joy"). `none`: what the product does (`candidates.matter`). Average precision; `focused`
are pairs that nothing learnt from, but by which this was chosen; `held` were looked at once, afterwards.

usage: python -m evals.viewpoints.emoji     (writes results/emoji.json and the table of README.md)
"""

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
import regex
from sklearn.metrics import average_precision_score

from evals.viewpoints.members import Judged, known
from evals.viewpoints.results import grid, save, table
from hubbub.models import encoder
from hubbub.models.base import LENGTH
from hubbub.models.text import plain
from hubbub.quality import BOTH, MATCHER, STATIC, TONGUES
from hubbub.viewpoints.candidates import PICTURES, matter

ENCODERS = {"balanced": MATCHER, "fast": STATIC, "e5": TONGUES, "both": BOTH}
GLUED = regex.compile(rf"\p{{L}}{PICTURES.pattern}|{PICTURES.pattern}\p{{L}}")


def names(text: str) -> str:
    """The plain text with the names of emoji in their places."""
    return matter(PICTURES.sub(lambda found: " ".join(["", *map(called, found.group()), ""]), plain(text)))


def called(one: str) -> str:
    """The name of a character."""
    return unicodedata.name(one, "").lower()


READ: dict[str, Callable[[str], str]] = {"left": plain, "names": names, "none": matter}


def measure(part: str) -> dict[str, dict[str, float]]:
    """Each way of reading, by each encoder, on a part's pairs with emoji."""
    held = [one for one in known(part) if any(PICTURES.search(side) for side in one[:2])]
    found = {f"{part}: {way}": scores(held, read) for way, read in READ.items()}
    touched = [one for one in held if any(GLUED.search(plain(side)) for side in one[:2])]
    return found | {f"{part}, glued: {way}": scores(touched, read) for way, read in READ.items()}


def scores(pairs: Sequence[Judged], read: Callable[[str], str]) -> dict[str, float]:
    """Average precision of those that make the point, by each encoder's cosine."""
    gold = np.array([label == "yes" for _, _, label in pairs])
    figures = {"pairs": float(len(pairs))}
    for name, model in ENCODERS.items():
        left, right = (encoder(model).encode([read(one[side]) for one in pairs]).astype(np.int64) for side in (0, 1))
        figures[name] = float(average_precision_score(gold, (left * right).sum(axis=1) / LENGTH**2))
    return figures


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    found = measure("focused") | measure("held")
    save("emoji", found["held: none"], "judged/members.json, focused and held", "python -m evals.viewpoints.emoji", found)
    table("emoji", grid(found))


if __name__ == "__main__":
    main()
