"""Moments that we wrote: points that people hold about each, and sentences that make them, seem to, or say something else.

ArgKP's arguments are of 24 topics and of one way to speak. These are of hundreds, in the words of posts, and most share no word
with what they say. Moments, names and sentences are invented; WRITTEN says how. Format of its files, one thing a line:

    # a moment           P1 a point
    + makes it           + makes it, and the third point =3
    ~ makes it in part   - seems to, and does not           0 makes none of the moment's
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WRITTEN = Path(__file__).parent / "written"
LEFT = 10  # every tenth moment is not trained on
MAKES = {"+": 1.0, "~": 0.5, "-": 0.0}
ALSO = re.compile(r" =(\d(?:,\d)*)$")


@dataclass(slots=True)
class Moment:
    """Points, and sentences with how far each makes which: those that are not named are not made."""

    name: str
    points: list[str] = field(default_factory=list)
    said: list[tuple[str, dict[int, float]]] = field(default_factory=list)


def moments(folder: Path = WRITTEN) -> list[Moment]:
    """All of them, in order of files."""
    return [moment for path in sorted(folder.glob("*.txt")) for moment in parsed(path)]


def parsed(path: Path) -> list[Moment]:
    """Those of one file. Raises ValueError with the line that is of no kind."""
    found: list[Moment] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark, _, text = line.strip().partition(" ")
        if mark == "#":
            found.append(Moment(text))
        elif mark.startswith("P") and found:
            found[-1].points.append(text)
        elif found and (mark == "0" or (mark in MAKES and found[-1].points)):
            found[-1].said.append(sentence(text, len(found[-1].points) - 1, MAKES.get(mark)))
        elif mark:
            raise ValueError(f"{path}:{number}: no point, sentence or moment: {line[:40]!r}")
    return found


def sentence(text: str, point: int, makes: float | None) -> tuple[str, dict[int, float]]:
    """A sentence without its marks, and what it makes."""
    also = ALSO.search(text)
    made = {} if makes is None else {point: makes}
    made |= {int(one) - 1: 1.0 for one in also[1].split(",")} if also else {}
    return (text[: also.start()] if also else text), made


def parts(given: Sequence[Moment]) -> tuple[list[Moment], list[Moment]]:
    """Those to learn from, and those left out."""
    return [one for n, one in enumerate(given) if n % LEFT], [one for n, one in enumerate(given) if not n % LEFT]
