"""T3: key-point matching on ArgKP, trained on its 24 training topics, scored on the four of dev, none of it trained on.

usage: python -m evals.viewpoints.matching     (writes results/T3.json)
"""

from collections.abc import Callable, Sequence
from functools import partial
from time import process_time

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score
from training.data import topics

from evals.viewpoints.judged import YES, known
from evals.viewpoints.results import grid, save, table
from evals.viewpoints.score import Row, map_score
from hubbub.models import encoder
from hubbub.models.base import LENGTH, Encoder
from hubbub.quality import BOTH, MATCHER, STATIC, TONGUES, WORDS
from hubbub.viewpoints.candidates import matter

Asked = list[tuple[str, str, str, str, float | None]]  # debate, argument, its text, key point, label


def asked(part: str = "dev") -> Asked:
    """Every argument with every key point of its topic and stance."""
    return [
        (f"{name}|{stance}", str(n), text, point, labels.get(key))
        for name, topic in topics(part).items()
        for n, (text, stance, labels) in enumerate(topic.arguments)
        for key, point in topic.points[stance].items()
    ]


def ours(pairs: list[tuple[str, str]], name: str) -> NDArray[np.float64]:
    """Cosine of an encoder's vectors: the order of odds, where it judges."""
    return cosines(pairs, encoder(name))


def cosines(pairs: list[tuple[str, str]], reader: Encoder) -> NDArray[np.float64]:
    """How near an encoder's vectors of each pair are."""
    left, right = (reader.encode([matter(one) for one in side]).astype(np.int64) for side in zip(*pairs, strict=True))
    return np.asarray((left * right).sum(axis=1) / LENGTH**2)


def tfidf(pairs: list[tuple[str, str]]) -> NDArray[np.float64]:
    """Cosine of TF-IDF over words."""
    texts = [one for pair in pairs for one in pair]
    rows = TfidfVectorizer(sublinear_tf=True).fit(sorted(set(texts))).transform(texts)
    return np.asarray(rows[0::2].multiply(rows[1::2]).sum(axis=1)).ravel()


METHODS: dict[str, Callable[[list[tuple[str, str]]], NDArray[np.float64]]] = {
    "hubbub minilm": partial(ours, name=MATCHER),
    "hubbub e5": partial(ours, name=TONGUES),
    "hubbub both": partial(ours, name=BOTH),
    "hubbub distilled": partial(ours, name=STATIC),
    "potion cosine": partial(ours, name=WORDS),
    "TF-IDF cosine": tfidf,
}


def measure() -> dict[str, dict[str, float]]:
    """Every method: ArgKP's mAP, and how well it ranks the judged pairs of real posts."""
    whole, found = asked(), {}
    held = list(known("held"))
    for name, method in METHODS.items():
        began = process_time()
        scores = method([(text, point) for _, _, text, point, _ in whole]).tolist()
        seconds = process_time() - began
        rows: list[Row] = [(one[0], one[1], score, one[4]) for one, score in zip(whole, scores, strict=True)]
        strict, relaxed = map_score(rows)
        judged = method([(one.text, one.point) for one, _ in held])
        found[name] = {"strict_map": strict, "relaxed_map": relaxed, "cpu_ms_a_pair": 1e3 * seconds / len(whole)}
        found[name] |= ranked(judged, [YES[label] for _, label in held])
    return found


def ranked(scores: NDArray[np.float64], labels: list[float]) -> dict[str, float]:
    """Average precision over the judged pairs: of those that make the point, and of those that at least partly do."""
    gold = np.array(labels)
    return {
        "judged_ap": float(average_precision_score(gold == 1, scores)),
        "judged_ap_partly": float(average_precision_score(gold > 0, scores)),
    }


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    found = measure()
    figures = {name: found["hubbub minilm"][name] for name in ("strict_map", "relaxed_map")}
    save(
        "T3", figures, "labelled/argkp2021 (train to dev); judged/pairs.json (held)", "python -m evals.viewpoints.matching", found
    )
    table("T3", grid(found))


if __name__ == "__main__":
    main()
