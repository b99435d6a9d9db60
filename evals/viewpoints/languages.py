"""Viewpoints in nine languages: what people might say of a street closed to cars: twelve points of ours, three wordings each.

`alike`: of a sentence's nearest other sentence of its language, how often it makes the same point. `english`: the same of its
nearest sentence in English. Chance is .06 and .08. `nmi`, `unassigned`: the product's own stage over one language's 36
sentences. The last table is of the stage over all 324 at once: in how many viewpoints several languages meet, and how many of
their sentences make the point that most make.

usage: python -m evals.viewpoints.languages     (writes results/languages.json and the tables of README.md)
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from sklearn.metrics import normalized_mutual_info_score

from evals.viewpoints.method import made
from evals.viewpoints.results import grid, save, table
from hubbub.models import encoder
from hubbub.quality import MATCHER, STATIC, TONGUES

STREET = Path(__file__).with_name("street.txt")
OURS = {"fast": STATIC, "balanced": MATCHER, "e5": TONGUES}
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, its language, and the point it makes."""

    point: str
    lang: str
    text: str


@cache
def street() -> list[Said]:
    """All sentences, in the file's order."""
    lines = STREET.read_text("utf-8").splitlines()
    return [Said(*line.split("|", 2)) for line in lines if line and not line.startswith("#")]


def nearest(quality: str) -> dict[str, Figures]:
    """By language, how often the nearest sentence of it, and of English, makes the same point. Ties go to the first."""
    every = street()
    vectors = encoder(OURS[quality]).encode([one.text for one in every]).astype(np.int64)
    dots = vectors @ vectors.T
    np.fill_diagonal(dots, -(2**60))
    langs, points = (np.array([getattr(one, name) for one in every]) for name in ("lang", "point"))
    found: dict[str, Figures] = {}
    for lang in dict.fromkeys(langs.tolist()):
        rows = np.flatnonzero(langs == lang)
        right = {
            name: float((points[np.where(langs == other, dots[rows], -(2**61)).argmax(axis=1)] == points[rows]).mean())
            for name, other in (("alike", lang), ("english", "en"))
        }
        found[lang] = right
    return found


def grouped(quality: str, lang: str) -> Figures:
    """The stage over the sentences of one language."""
    ours = [one for one in street() if one.lang == lang]
    labels = made([one.text for one in ours], quality, [lang] * len(ours)).labels
    agreed = float(normalized_mutual_info_score([one.point for one in ours], labels))
    return {"nmi": agreed, "unassigned": float((labels < 0).mean())}


def together(quality: str) -> Figures:
    """The stage over all sentences at once."""
    every = street()
    groups = made([one.text for one in every], quality, [one.lang for one in every]).groups
    whole = [one for one in groups if len(one) > 1]
    meet = [one for one in whole if len({every[n].lang for n in one}) > 1]
    right = sum(max(Counter(every[n].point for n in one).values()) for one in whole)
    inside = sum(map(len, whole))
    return {
        "viewpoints": len(whole),
        "of_several_languages": len(meet),
        "languages_each": sum(len({every[n].lang for n in one}) for one in whole) / max(1, len(whole)),
        "make_the_point": right / max(1, inside),
        "unassigned": 1 - len({n for one in whole for n in one}) / len(every),
    }


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and saves."""
    languages = list(nearest("fast"))
    found = {quality: {lang: figures | grouped(quality, lang) for lang, figures in nearest(quality).items()} for quality in OURS}
    rows = {f"{lang} {quality}": found[quality][lang] for lang in languages for quality in OURS}
    whole = {quality: together(quality) for quality in OURS}
    best = found["e5"]
    figures = {f"alike_{lang}": round(best[lang]["alike"], 4) for lang in languages}
    figures |= {f"english_{lang}": round(best[lang]["english"], 4) for lang in languages}
    figures |= {name: round(value, 4) for name, value in whole["e5"].items()}
    save("languages", figures, "viewpoints/street.txt, ours", "python -m evals.viewpoints.languages", rows | whole)
    table("languages", [*grid(rows), "", *grid(whole)])


if __name__ == "__main__":
    main()
