"""T3 and T4 on ArgKP's training topics, each by a matcher that has not seen it.

The matcher that ships learnt from all 24, and dev has eight debates. So four are trained as it is at first (`training.matcher`;
for two epochs instead of three), each without every fourth topic, and asked about these: 48 debates in all. They were not taught
by two networks afterwards, for these have seen every topic. Nothing of this ships; what is chosen by it is not chosen on dev.

usage: for N in 0 1 2 3; do
         python -m training.matcher BASE POSTS.json FOLDER/N --epochs 2 --fold N
         python -m training.export BASE FOLDER/N/trained.safetensors FOLDER/N
       done; python -m evals.viewpoints.folds FOLDER     (writes results/folds.json and the table of README.md)
"""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from training.data import FOLDS, topics, without

from evals.sets import Debate, argkp
from evals.viewpoints.discovery import COVERED, Found, debate_line, debates, timed
from evals.viewpoints.matching import Asked, asked, cosines
from evals.viewpoints.method import made
from evals.viewpoints.results import save, table
from evals.viewpoints.score import Row, map_score
from hubbub.models.transformer import Transformer
from hubbub.quality import MATCHER


def grouped(texts: list[str], reader: Transformer) -> Found:
    """What the product does with these weights at `balanced`."""
    one = made(texts, reader=reader)
    return one.labels, one.groups


def topic(debate: str) -> str:
    """The topic of a debate, which is named after it and a stance."""
    return debate.rsplit("|", 1)[0]


def ranked(reader: Transformer, whole: Asked) -> list[Row]:
    """Arguments with key points, and how near they are."""
    scores = cosines([(text, point) for _, _, text, point, _ in whole], reader).tolist()
    return [(one[0], one[1], score, one[4]) for one, score in zip(whole, scores, strict=True)]


def measure(folder: Path) -> dict[str, float]:
    """The figures of all folds together, each topic by the matcher that left it out."""
    rows, sets, told, seconds = list[Row](), list[Debate](), list[Found](), 0.0
    given, pairs, whole = topics("train"), asked("train"), argkp("train")
    for fold in range(FOLDS):
        reader, left = Transformer(MATCHER, folder / str(fold)), without(given, fold)[1]
        rows += ranked(reader, [one for one in pairs if topic(one[0]) in left])
        part = [one for one in whole if topic(one.name) in left]
        found, took = timed(partial(grouped, reader=reader), (one.texts for one in part))
        sets, told, seconds = sets + part, told + found, seconds + took
    strict, relaxed = map_score(rows)
    return {"strict_map": strict, "relaxed_map": relaxed} | debates(sets, told, seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="with each fold's weights in a folder called by its number")
    found = measure(parser.parse_args(arguments).folder)
    data, command = "labelled/argkp2021 (train, each topic by a matcher without it)", "python -m evals.viewpoints.folds FOLDER"
    save("folds", {name: found[name] for name in ("strict_map", "relaxed_map", "over_chance")}, data, command, found)
    table("folds", [*COVERED, debate_line("hubbub balanced, topic not seen", "train", found)])


if __name__ == "__main__":
    main()
