"""Labelled sets, read from `../shared/data/labelled`. Nothing of them is in the repository."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

LABELLED = Path(__file__).parents[2] / "shared" / "data" / "labelled"


@dataclass(frozen=True, slots=True)
class Debate:
    """One topic and stance of ArgKP: arguments, the key points each makes (several or none), all key points."""

    name: str
    texts: list[str]
    gold: list[list[str]]
    key_points: dict[str, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with one label each."""

    name: str
    texts: list[str]
    labels: list[str]


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tabbed(path: Path) -> list[list[str]]:
    """Lines of a file, parted at tabs."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def argkp(part: str) -> list[Debate]:
    """The debates of `train` or `dev`, in the file's order."""
    folder = LABELLED / "argkp2021" / "kpm_data"
    made: dict[str, list[str]] = defaultdict(list)
    for row in table(folder / f"labels_{part}.csv"):
        if row["label"] == "1":
            made[row["arg_id"]].append(row["key_point_id"])
    debates: dict[str, Debate] = {}
    for row in table(folder / f"arguments_{part}.csv"):
        name = f"{row['topic']}|{row['stance']}"
        debate = debates.setdefault(name, Debate(name, [], [], {}))
        debate.texts.append(row["argument"])
        debate.gold.append(made[row["arg_id"]])
    for row in table(folder / f"key_points_{part}.csv"):
        debates[f"{row['topic']}|{row['stance']}"].key_points[row["key_point_id"]] = row["key_point"]
    return list(debates.values())


def banking77() -> Labelled:
    """Questions to a bank, 77 intents (test part)."""
    rows = table(LABELLED / "banking77" / "banking_data" / "test.csv")
    return Labelled("banking77", [row["text"] for row in rows], [row["category"] for row in rows])


def clinc150() -> Labelled:
    """Requests to an assistant, 150 intents (small version, all parts)."""
    parts = json.loads((LABELLED / "clinc150" / "data" / "data_small.json").read_text("utf-8"))
    pairs = [pair for part in ("train", "val", "test") for pair in parts[part]]
    return Labelled("clinc150", [pair[0] for pair in pairs], [pair[1] for pair in pairs])


def stackoverflow() -> Labelled:
    """Titles of questions, 20 subjects."""
    path = LABELLED / "shorttext_rakib" / "data" / "stackoverflow" / "stackoverflow_true_text"
    kept = [row for row in tabbed(path) if len(row) >= 2 and row[1].strip()]
    return Labelled("stackoverflow", [row[1] for row in kept], [row[0] for row in kept])


def tweets() -> Labelled:
    """What is left of tweets without the words that all have, 89 events of the news."""
    rows = tabbed(LABELLED / "shorttext_rakib" / "data" / "tweet-original-order.txt")
    return Labelled("tweets", [row[1] for row in rows], [row[0] for row in rows])


def captions() -> Labelled:
    """Captions of pictures, without the words that all have, 20 subjects."""
    return sttm("captions", "Pascal_Flickr.txt", "Pascal_Flickr_LABEL.txt")


def companies() -> Labelled:
    """Tweets about four companies, without the words that all have."""
    return sttm("companies", "corpus.txt", "corpus.LABEL")


def sttm(name: str, texts: str, labels: str) -> Labelled:
    """A set whose texts and labels are lines of two files."""
    folder = LABELLED / "shorttext_sttm" / "dataset"
    said, under = ((folder / file).read_text("utf-8").splitlines() for file in (texts, labels))
    return Labelled(name, [text.strip() for text in said], [label.strip() for label in under])


NAMED = (banking77, clinc150, stackoverflow)  # whose figures TARGETS.md names
CLUSTERED = (*NAMED, tweets, captions, companies)
