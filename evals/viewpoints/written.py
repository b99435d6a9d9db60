"""Moments that we wrote (`training/written`), those left out of training: which sentences the product puts under which points.

Every sentence of a moment is asked about every point of it. `average precision` is of the order by odds. The other columns are
the share put under the point: of sentences that make it, make it in part, seem to and do not, make another point, or none. They
are written by the hands that wrote what was trained on, so they say how rewording, contraries and small talk fare, not how posts
do.

usage: python -m evals.viewpoints.written     (writes results/written.json and the table of README.md)
"""

from collections.abc import Sequence

from sklearn.metrics import average_precision_score
from training.moments import Moment, moments, parts

from evals.viewpoints.focused import QUALITIES, Labelled, judged
from evals.viewpoints.method import Asked
from evals.viewpoints.results import grid, save, table
from hubbub.models.text import plain
from hubbub.viewpoints.verify import Known

KINDS = ("makes it", "in part", "seems to", "another", "none")


def asked(moment: Moment) -> Labelled:
    """Every sentence with every point."""
    texts = [plain(text) for text, _ in moment.said]
    rows = [
        (text, point, kind(made, n))
        for text, (_, made) in zip(texts, moment.said, strict=True)
        for n, point in enumerate(moment.points)
    ]
    said, points, labels = ([row[n] for row in rows] for n in range(3))
    return Labelled(Asked(said, points, Known.of(texts, ["en"] * len(texts))), labels)


def kind(made: dict[int, float], point: int) -> str:
    """What a sentence is to a point."""
    if not made:
        return "none"
    return {1.0: "makes it", 0.5: "in part", 0.0: "seems to"}[made[point]] if point in made else "another"


def measure(quality: str, pairs: Sequence[Labelled]) -> dict[str, float]:
    """The figures of a quality."""
    labels, before, put = judged(quality, pairs)
    figures = {"pairs": float(len(labels)), "average precision": float(average_precision_score(labels == "makes it", before))}
    return figures | {name: float(put[labels == name].mean()) for name in KINDS}


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    pairs = [asked(moment) for moment in parts(moments())[1]]
    figures = {quality: measure(quality, pairs) for quality in QUALITIES}
    order = {quality: one["average precision"] for quality, one in figures.items()}
    save("written", order, "training/written, every tenth moment", "python -m evals.viewpoints.written", {"qualities": figures})
    table("written", grid(figures))


if __name__ == "__main__":
    main()
