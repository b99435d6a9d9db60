"""Pairs of real posts to learn from: those judged by reading (`evals/judged`), and pairs made by rule of their sentences.

    python -m training.posts FILE

ArgKP's sentences are written to be arguments; posts are not. Nothing of the parts `dev` and `held` is used here.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random

from evals.viewpoints import members
from evals.viewpoints.judged import PARTS, TAUGHT, YES, known, pairs

from hubbub.models.text import plain
from hubbub.viewpoints.polarity import content
from training.data import Group
from training.turn import reworded, turned

UNLIKE = 0.02  # what is asked of pairs without a word in common, near by vectors alone: hardly any makes the point
FACED = 160  # characters


def judged() -> list[Group]:
    """What was read and judged, both ways round where it holds both ways round."""
    found = []
    rows = [(one.text, one.point, label) for part in TAUGHT for one, label in known(part)]
    for said, made, label in [*rows, *(one for part in members.LEARNT for one in members.known(part))]:
        text, point = plain(said), plain(made)
        found.append(Group(text, [point], [YES[label]]))
        if label == "no":
            found.append(Group(point, [text], [0.0]))
    return found


def by_rule(random: Random, most: int) -> Iterator[Group]:
    """Sentences against themselves, reworded and turned, and against what vectors alone put them under."""
    for collection in PARTS["more"]:
        whole = [one for one in pairs(collection) if len(one.text) <= FACED and len(one.text.split()) >= 3]
        random.shuffle(whole)
        for text in (plain(one.text) for one in whole[:most]):
            points, makes = [text], [1.0]
            wrong = turned(text, random)
            if wrong:
                points, makes = [*points, wrong], [*makes, 0.0]
            yield Group(reworded(text, random), points, makes)
        unlike = [one for one in whole if not content(one.text) & content(one.point)]
        yield from (Group(plain(one.text), [plain(one.point)], [UNLIKE]) for one in unlike[:most])


def main(path: Path) -> None:
    """Writes the groups as JSON: `judged`, and `rule` drawn with seed 1. Training itself then needs none of our packages."""
    random = Random(1)
    found = {"judged": judged(), "rule": list(by_rule(random, 400))}
    path.write_text(json.dumps({name: [asdict(one) for one in groups] for name, groups in found.items()}), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
