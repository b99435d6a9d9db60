"""T5: stance towards a target, on TweetEval's test tweets; the matcher's stance head was trained on its training tweets alone.

`f_avg`: mean F1 of favour and against over all targets' tweets together, nothing abstained from. `ece`: expected calibration
error, ten bins. `abstained`, `f_avg_sure`: where the surest answer is under .5, none is given. `sides`: of the arguments of
ArgKP's dev topics, none of which the head was trained on, how many are put on the right side of the two; guessing gives .5.
`SVM on characters`: what anybody would try first, taught on the same tweets.
`matcher`: the same by the matcher's vectors alone, which no stance was taught: is a text nearer to saying that the target is
good, or that it is bad? Also on the tweets that take a side and name their target; then on the fifth it is surest of.
usage: python -m evals.viewpoints.stance     (writes results/T5.json)
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
from training.data import FAVOUR, SUBJECTS, topics, tweets

from evals.viewpoints.results import grid, save, table
from evals.viewpoints.score import f_average
from hubbub.models import matcher
from hubbub.models.base import LENGTH
from hubbub.quality import MATCHER

PRAISE = ("I support {}.", "{} is good.", "{} is right.", "I love {}.", "{} helps people.", "{} should be supported.")
FAULT = ("I oppose {}.", "{} is bad.", "{} is wrong.", "I hate {}.", "{} hurts people.", "{} should be stopped.")
DEBATES = {  # what each dev topic is about, and whether it favours it
    "We should abandon the use of school uniform": ("uniform", "school uniform", -1),
    "We should abolish the right to keep and bear arms": ("arms", "the right to keep and bear arms", -1),
    "We should adopt an austerity regime": ("austerity", "austerity", 1),
    "We should end affirmative action": ("affirmative action", "affirmative action", -1),
}
TWEETED = {
    "abortion": ("legal abortion", r"abortion|pro-?choice"),
    "climate": ("action on climate change", "climate"),
    "feminist": ("feminism", "feminis"),
}
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


def baseline() -> dict[str, dict[str, float]]:
    """A linear SVM on n-grams of characters, one for each target."""
    said, gold = [], []
    for name in SUBJECTS:
        taught, tested = tweets(name, "train"), tweets(name, "test")
        if tested:
            model = make_pipeline(
                TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True), LinearSVC(random_state=0)
            )
            model.fit([one.text for one in taught], [one.stance for one in taught])
            said.append(model.predict([one.text for one in tested]))
            gold.append([one.stance for one in tested])
    every = np.concatenate(gold)
    return {"pooled, SVM on characters": {"f_avg": f_average(np.concatenate(said), every), "tweets": len(every)}}


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


def leaning(texts: Sequence[str], target: str) -> NDArray[np.float64]:
    """How much nearer each text is to praise of a target than to fault, by mean cosine."""
    read = matcher(MATCHER).encode
    praise, fault = (read([one.format(target) for one in said]).astype(float) / LENGTH for said in (PRAISE, FAULT))
    leaned: NDArray[np.float64] = (read(list(texts)).astype(float) @ (praise - fault).T / LENGTH).mean(axis=1)
    return leaned


def leant() -> dict[str, dict[str, float]]:
    """The matcher as a judge of sides, target by target."""
    sets = {name: (target, arguments(topic, sign)) for topic, (name, target, sign) in DEBATES.items()}
    for name, (target, naming) in TWEETED.items():
        told = [
            one for part in ("train", "test") for one in tweets(name, part) if one.stance and re.search(naming, one.text, re.I)
        ]
        sets[name] = target, [(one.text, one.stance == FAVOUR) for one in told]
    found = {}
    for name, (target, said) in sets.items():
        if said:
            lean, favour = leaning([text for text, _ in said], target), np.array([side for _, side in said])
            right, order = (lean > 0) == favour, np.argsort(-np.abs(lean), kind="stable")
            fifth = float(right[order[: len(said) // 5]].mean())
            found[name] = {"right": float(right.mean()), "right_of_surest_fifth": fifth, "texts": len(said)}
    return found


def arguments(topic: str, sign: int) -> list[tuple[str, bool]]:
    """A topic's arguments, and whether each favours its target; `sign`: whether the topic does."""
    return [(text, (side == "1") == (sign > 0)) for text, side, _ in topics("dev")[topic].arguments]


def main(_arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    found, others, lean = measure() | baseline(), unseen(), {f"matcher, {name}": one for name, one in leant().items()}
    figures = {name: found["pooled"][name] for name in ("f_avg", "ece")}
    save("T5", figures, "labelled/tweeteval stance, test", "python -m evals.viewpoints.stance", found | others | lean)
    table("T5", [*grid(found), "", *grid(others), "", *grid(lean)])


if __name__ == "__main__":
    main()
