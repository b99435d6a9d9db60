"""Who is measured: Hubbub's main job, BERTopic as its users run it, and chorus-discourse by its own command."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.environment import INSIDE, PYTHON, WEIGHTS
from bench.sources import ROOT


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contender found. `unassigned`: share of the posts in no group; `few`: share only in groups too small to list;
    `off_topic`: share in no topic, where these are told apart from groups; `how`: the quality and the encoder it chose."""

    groups: int
    unassigned: float
    few: float | None = None
    off_topic: float | None = None
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to group posts. `command` is given the posts and an empty folder; `answer` reads what it left there."""

    name: str
    command: Callable[[Path, Path], list[str]]
    answer: Callable[[Path], Answer]
    peer: bool = True


def hubbub(posts: Path, folder: Path) -> list[str]:
    """The main job, report included."""
    return [str(Path(sys.executable).parent / "hubbub"), "find", str(posts), "-o", str(folder / "report")]


def hubbub_answer(folder: Path) -> Answer:
    """Listed viewpoints, and the share of posts in none of them, and in no topic."""
    found = json.loads((folder / "report/findings.json").read_text(encoding="utf-8"))
    share = {name: found[name]["prevalence"]["posts"]["share"] for name in ("unassigned", "few")}
    how = f"{found['method']['quality']}, {found['method']['encoder']}"
    off_topic = 1 - found["topics"]["prevalence"]["posts"]["share"]
    return Answer(len(found["viewpoints"]), share["unassigned"], share["few"], round(off_topic, 6), how)


def topics(kind: str) -> Callable[[Path, Path], list[str]]:
    """BERTopic with one of two encoders."""
    script = str(ROOT / "bench/peers/topics.py")
    return lambda posts, folder: [str(PYTHON), script, kind, str(posts), str(folder / "answer.json"), str(WEIGHTS / INSIDE)]


def digest(posts: Path, folder: Path) -> list[str]:
    """chorus-discourse, a program of its own that is run and never imported."""
    return [str(PYTHON), str(ROOT / "bench/peers/digest.py"), str(posts), str(folder / "answer.json")]


def topics_answer(folder: Path) -> Answer:
    """Topics or themes, and the share of posts that are outliers or alone."""
    found = json.loads((folder / "answer.json").read_text(encoding="utf-8"))
    return Answer(found["groups"], found["unassigned"])


CONTENDERS = (
    Contender("hubbub", hubbub, hubbub_answer, peer=False),
    Contender("bertopic_default", topics("default"), topics_answer),
    Contender("bertopic_fastest", topics("potion"), topics_answer),
    Contender("chorus", digest, topics_answer),
)
