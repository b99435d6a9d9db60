"""What T3, T4 and T5 measure: key points matched, gold key points covered minus chance, agreement with groups, stance."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, average_precision_score, homogeneity_score, normalized_mutual_info_score

from evals.sets import Debate, Labelled

ROUNDS = 20  # shuffles that estimate chance
BUCKETS = ("under_5", "5_to_15", "over_15")
Groups = list[list[int]]  # texts of each group, by position


def bucket(share: float) -> str:
    """Which prevalence a key point has among the arguments of its debate."""
    return "under_5" if share <= 0.05 else "5_to_15" if share <= 0.15 else "over_15"


def carried(gold: Sequence[list[str]], groups: Groups) -> set[str]:
    """Key points that the majority of some group of at least two makes."""
    found = set()
    for members in groups:
        counts = Counter(point for text in members for point in gold[text])
        found |= {point for point, count in counts.items() if len(members) >= 2 and 2 * count > len(members)}
    return found


def covered(gold: Sequence[list[str]], groups: Groups) -> Counter[str]:
    """How many key points of each prevalence are carried by a group."""
    counts = Counter(point for points in gold for point in points)
    return Counter(bucket(counts[point] / len(gold)) for point in carried(gold, groups))


def found(debates: list[Debate], groups: list[Groups]) -> dict[str, float]:
    """Of the groups of at least two texts: the share that carries a key point (`right`), and of those the share that carries none
    but what a larger group carries already (`repeats`)."""
    every = right = repeats = 0
    for debate, part in zip(debates, groups, strict=True):
        carried_already: set[str] = set()
        several = sorted((one for one in part if len(one) >= 2), key=lambda one: (-len(one), one))
        for members in several:
            points = carried(debate.gold, [members])
            right += bool(points)
            repeats += bool(points) and points <= carried_already
            carried_already |= points
        every += len(several)
    return {"right": right / max(1, every), "repeats": repeats / max(1, right)}


def recovery(debates: list[Debate], groups: list[Groups]) -> dict[str, float]:
    """Shares of key points covered by prevalence and in all, and what shuffled labels give ('chance')."""
    pairs = list(zip(debates, groups, strict=True))
    there = sum((present(debate) for debate in debates), Counter[str]())
    found = sum((covered(debate.gold, part) for debate, part in pairs), Counter[str]())
    random = np.random.RandomState(0)
    lucky = Counter[str]()
    for _ in range(ROUNDS):
        for debate, part in pairs:
            shuffled = [debate.gold[i] for i in random.permutation(len(debate.gold))]
            lucky += covered(shuffled, part)
    shares = {name: found[name] / there[name] for name in BUCKETS}
    chance = {f"chance_{name}": lucky[name] / there[name] / ROUNDS for name in BUCKETS}
    return shares | chance | {"all": found.total() / there.total(), "chance": lucky.total() / there.total() / ROUNDS}


def present(debate: Debate) -> Counter[str]:
    """How many key points of each prevalence some argument makes."""
    counts = Counter(point for points in debate.gold for point in points)
    return Counter(bucket(count / len(debate.gold)) for count in counts.values())


def agreement(labelled: Labelled, labels: NDArray[np.int64]) -> dict[str, float]:
    """Agreement with the given labels; unassigned texts (-1) are one group of their own."""
    return {
        "nmi": float(normalized_mutual_info_score(labelled.labels, labels)),
        "ari": float(adjusted_rand_score(labelled.labels, labels)),
        "homogeneity": float(homogeneity_score(labelled.labels, labels)),
        "unassigned": float((labels < 0).mean()),
        "groups": len(set(labels[labels >= 0].tolist())),
    }


Row = tuple[str, str, float, float | None]  # debate, argument, score, label (None: undecided)


def map_score(rows: Sequence[Row]) -> tuple[float, float]:
    """Strict and relaxed mean average precision over debates (topic and stance), by the shared task's rule
    (Friedman-Melamed et al., 2021; IBM/KPA_2021_shared_task).

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


def weighed(scores: NDArray[np.float64], labels: NDArray[np.float64]) -> float:
    """Average precision times the share of positives."""
    return float(average_precision_score(labels, scores) * labels.mean()) if labels.any() else 0.0


def f_average(said: NDArray[np.int64], gold: NDArray[np.int64]) -> float:
    """T5: mean F1 of against (1) and favour (2)."""
    found = []
    for label in (1, 2):
        right = int(((said == label) & (gold == label)).sum())
        found.append(2 * right / max(1, int((said == label).sum() + (gold == label).sum())))
    return float(np.mean(found))
