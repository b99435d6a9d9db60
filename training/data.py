"""What the matcher learns from: ArgKP's training topics, TweetEval's stance, and pairs made by rule. Nothing of dev or test."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from training.turn import reworded, turned

LABELLED = Path(__file__).parents[2] / "shared" / "data" / "labelled"
NEITHER, AGAINST, FAVOUR = 0, 1, 2
SUBJECTS = {
    "abortion": "Legalization of Abortion",
    "atheism": "Atheism",
    "climate": "Climate Change is a Real Concern",
    "feminist": "Feminist Movement",
    "hillary": "Hillary Clinton",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A text and points, with whether it makes each (1, 0, or between); `ranked`: how many of the first are to be ranked."""

    text: str
    points: list[str]
    makes: list[float]
    ranked: int = 0


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


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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


def groups(given: dict[str, Topic], random: Random) -> Iterator[Group]:
    """An epoch of ArgKP: each argument with its labelled key points, one of the other side, one of elsewhere, one turned."""
    everything = [point for topic in given.values() for side in topic.points.values() for point in side.values()]
    for topic in given.values():
        for text, stance, labels in topic.arguments:
            points = topic.points[stance]
            named = [points[name] for name in labels]
            makes = list(labels.values())
            other = list(topic.points["1" if stance == "-1" else "-1"].values())
            extra = [random.choice(other)] if random.random() < 0.6 else []
            extra += [random.choice(everything)] if random.random() < 0.3 else []
            made = [points[name] for name, label in labels.items() if label == 1]
            wrong = turned(random.choice(made), random) if made and random.random() < 0.7 else None
            extra += [wrong] if wrong else []
            if named or extra:
                yield Group(text, named + extra, makes + [0.0] * len(extra), len(named))


def rules(given: dict[str, Topic], random: Random, share: float) -> Iterator[Group]:
    """Key points and arguments against themselves, reworded (makes the point) and turned (does not)."""
    said = [point for topic in given.values() for side in topic.points.values() for point in side.values()]
    said += [text for topic in given.values() for text, _, _ in topic.arguments if len(text) < 100]
    for text in random.sample(said, int(share * len(said))):
        wrong = turned(text, random)
        points = [text] + ([wrong] if wrong else [])
        yield Group(reworded(text, random), points, [1.0] + [0.0] * (len(points) - 1))


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
