"""The shared task's score of key-point matching (Friedman-Melamed et al., 2021; IBM/KPA_2021_shared_task)."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from sklearn.metrics import average_precision_score

Row = tuple[str, str, float, float | None]  # debate, argument, score, label (None: undecided)


def map_score(rows: Sequence[Row]) -> tuple[float, float]:
    """Strict and relaxed mean average precision over debates (topic and stance).

    Each argument's best key point is taken, the surest half of them kept, and average precision multiplied by the share of
    positives among those kept. Strict counts an undecided pair as wrong, relaxed as right. Ties go to what comes first.
    """
    debates: dict[str, dict[str, tuple[float, float | None]]] = defaultdict(dict)
    for debate, argument, score, label in rows:
        if argument not in debates[debate] or score > debates[debate][argument][0]:
            debates[debate][argument] = (score, label)
    strict, relaxed = zip(*(precision(list(best.values())) for best in debates.values()), strict=True)
    return float(np.mean(strict)), float(np.mean(relaxed))


def precision(best: list[tuple[float, float | None]]) -> tuple[float, float]:
    """Average precision of the surest half, strict and relaxed."""
    kept = sorted(best, key=lambda one: -one[0])[: len(best) // 2]
    scores = np.array([score for score, _ in kept])
    return tuple(weighed(scores, np.array([otherwise if one is None else one for _, one in kept])) for otherwise in (0.0, 1.0))  # type: ignore[return-value]


def weighed(scores: np.ndarray, labels: np.ndarray) -> float:
    """Average precision times the share of positives."""
    return float(average_precision_score(labels, scores) * labels.mean()) if labels.any() else 0.0
