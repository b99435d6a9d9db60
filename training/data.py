"""What trainings read: labelled sets as evaluations do, too (ArgKP by topic, TweetEval's stance), and batches of near texts."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from evals.sets import LABELLED, table
from numpy.typing import NDArray

NEITHER, AGAINST, FAVOUR = 0, 1, 2
FOLDS = 4  # of ArgKP's training topics
BATCH, EACH = 96, 11  # near sentences of a batch, about; and of one point, beside itself
Floats = NDArray[np.float32]
SUBJECTS = {
    "abortion": "Legalization of Abortion",
    "atheism": "Atheism",
    "climate": "Climate Change is a Real Concern",
    "feminist": "Feminist Movement",
    "hillary": "Hillary Clinton",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A text and points, with whether it makes each (1, 0, or between)."""

    text: str
    points: list[str]
    makes: list[float]


@dataclass(frozen=True, slots=True)
class Side:
    """A text's stance towards a target."""

    text: str
    target: str
    stance: int


@dataclass(slots=True)
class Topic:
    """Key points of a topic by stance, and arguments with their labels by key point."""

    points: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    arguments: list[tuple[str, str, dict[str, float]]] = field(default_factory=list)  # text, stance, labels


def topics(part: str) -> dict[str, Topic]:
    """ArgKP's topics of `train` or `dev`."""
    folder = LABELLED / "argkp2021" / "kpm_data"
    labels: dict[str, dict[str, float]] = defaultdict(dict)
    for row in table(folder / f"labels_{part}.csv"):
        labels[row["arg_id"]][row["key_point_id"]] = float(row["label"])
    found: dict[str, Topic] = defaultdict(Topic)
    for row in table(folder / f"key_points_{part}.csv"):
        found[row["topic"]].points[row["stance"]][row["key_point_id"]] = row["key_point"]
    for row in table(folder / f"arguments_{part}.csv"):
        found[row["topic"]].arguments.append((row["argument"], row["stance"], labels[row["arg_id"]]))
    return dict(found)


def without(given: dict[str, Topic], fold: int) -> tuple[dict[str, Topic], dict[str, Topic]]:
    """What is left of topics without every fourth, and these: each is in one of the FOLDS."""
    names = list(given)[fold::FOLDS]
    return {name: topic for name, topic in given.items() if name not in names}, {name: given[name] for name in names}


def sides(random: Random, given: dict[str, Topic], share: float) -> list[Side]:
    """TweetEval's training tweets, and a share of ArgKP's arguments, some with another topic: neither."""
    found = [side for name in SUBJECTS for side in tweets(name, "train")]
    targets = list(SUBJECTS.values())
    found += [Side(one.text, random.choice(targets), NEITHER) for one in random.sample(found, len(found) // 20)]
    for name, topic in given.items():
        for text, stance, _ in random.sample(topic.arguments, int(share * len(topic.arguments))):
            elsewhere = random.random() < 0.15
            target = random.choice(list(given)) if elsewhere else name
            found.append(Side(text, target, NEITHER if target != name else FAVOUR if stance == "1" else AGAINST))
    return found


def tweets(name: str, part: str) -> list[Side]:
    """TweetEval's stance of one target; the hashtag that marks the task is taken off."""
    folder = LABELLED / "tweeteval" / "datasets" / "stance" / name
    if not folder.is_dir():
        return []
    texts = (folder / f"{part}_text.txt").read_text("utf-8").split("\n")
    labels = (folder / f"{part}_labels.txt").read_text("utf-8").split()
    return [
        Side(text.replace("#SemST", "").strip(), SUBJECTS[name], int(label)) for text, label in zip(texts, labels, strict=False)
    ]


@dataclass(frozen=True, slots=True)
class Near:
    """Sentences of one collection, what networks make of them, and which are near: see `training.near`, which writes it."""

    texts: list[str]
    vectors: Floats  # (sentences, dimensions): of length one
    pairs: list[tuple[int, int]]  # places of a sentence and of the point that it is near
    odds: tuple[float, float]  # scale and shift that turn cosines into logits
    part: str

    @classmethod
    def read(cls, path: Path) -> "Near":
        """NAME.json and the vectors beside it."""
        return cls(vectors=np.load(path.with_suffix(".npy")), **json.loads(path.read_text("utf-8")))


def batches(members: Mapping[int, Sequence[int]], whole: Floats, random: Random) -> Iterator[list[int]]:
    """Points near one drawn at random and sentences of theirs, each once; until every point has been in one."""
    left, taken = np.array(sorted(members)), set[int]()
    while len(left):
        drawn = random.choice(left.tolist())
        order = np.argsort(-(whole[left] @ whole[drawn]), kind="stable")
        batch, used = set[int](), 0
        while used < len(left) and len(batch) < BATCH:
            point = int(left[order[used]])
            fresh = [one for one in members[point] if one not in taken]
            batch |= {point, *random.sample(fresh, min(EACH, len(fresh)))}
            used += 1
        taken |= batch
        left = np.delete(left, order[:used])
        yield sorted(batch)
