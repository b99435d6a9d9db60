"""T5: stance towards a target, on TweetEval's test tweets; the matcher's stance head was trained on its training tweets alone.

`f_avg`: mean F1 of favour and against over all targets' tweets together, nothing abstained from. `ece`: expected calibration
error, ten bins. `abstained`, `f_avg_sure`: where the surest answer is under .5, none is given. `sides`: of the arguments of
ArgKP's dev topics, none of which the head was trained on, how many are put on the right side of the two; guessing gives .5.
usage: python -m evals.viewpoints.stance     (writes results/T5.json)
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from training.data import SUBJECTS, topics, tweets

from evals.viewpoints.results import grid, save, table
from evals.viewpoints.score import f_average
from hubbub.models import matcher
from hubbub.quality import MATCHER

BINS = 10
SURE = 500_000


def calibration(odds: NDArray[np.int64], gold: NDArray[np.int64]) -> float:
    """How far the odds of what is answered are from how often it is right, a mean over bins of equal width."""
    surest, right = odds.max(axis=1) / 1e6, odds.argmax(axis=1) == gold
    bins = np.minimum((surest * BINS).astype(int), BINS - 1)
    gaps = [abs(surest[bins == n].mean() - right[bins == n].mean()) * (bins == n).mean() for n in np.unique(bins)]
    return float(sum(gaps))


def measure() -> dict[str, dict[str, float]]:
    """Each target, and all together."""
    found, every = {}, []
    for name, target in SUBJECTS.items():
        tested = tweets(name, "test")
        if not tested:
            continue
        odds = matcher(MATCHER).stance([(one.text, target) for one in tested])
        gold = np.array([one.stance for one in tested])
        every.append((odds, gold))
        found[name] = scores(odds, gold)
    together = scores(np.concatenate([odds for odds, _ in every]), np.concatenate([gold for _, gold in every]))
    return found | {"pooled": together}


def scores(odds: NDArray[np.int64], gold: NDArray[np.int64]) -> dict[str, float]:
    """The figures of some tweets."""
    sure = odds.max(axis=1) >= SURE
    return {
        "f_avg": f_average(odds.argmax(axis=1), gold),
        "ece": calibration(odds, gold),
        "abstained": float((~sure).mean()),
        "f_avg_sure": f_average(odds[sure].argmax(axis=1), gold[sure]),
        "tweets": len(gold),
    }


def unseen() -> dict[str, dict[str, float]]:
    """The share of each unseen topic's arguments put on the right side, and of all; then of those that are surest."""
    found, every = {}, []
    for name, topic in topics("dev").items():
        odds = matcher(MATCHER).stance([(text, name) for text, _, _ in topic.arguments])[:, 1:]
        right = (odds[:, 1] > odds[:, 0]) == np.array([side == "1" for _, side, _ in topic.arguments])
        found[name] = {"sides": float(right.mean()), "arguments": len(right)}
        every.append((odds.max(axis=1) >= SURE, right))
    sure, right = (np.concatenate(part) for part in zip(*every, strict=True))
    together = {"sides": float(right.mean()), "abstained": float((~sure).mean()), "sides_sure": float(right[sure].mean())}
    return found | {"unseen topics": together | {"arguments": len(right)}}


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    found, others = measure(), unseen()
    figures = {name: found["pooled"][name] for name in ("f_avg", "ece")}
    save("T5", figures, "labelled/tweeteval stance, test", "python -m evals.viewpoints.stance", found | others)
    table("T5", [*grid(found), "", *grid(others)])


if __name__ == "__main__":
    main()
