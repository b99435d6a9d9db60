"""Denial in nine languages, on sentences of ours (`denial.txt`: a sentence, the same negated, the same in other words).

`apart`: the share of sentences of which exactly one of itself and its negation denies; `alike`: of which both or neither of
itself and its paraphrase does. Every other sentence of a language was held back while rules were written.
Harder ones (`denial_hard.txt`) were written afterwards; README.md says what was seen of them.
usage: python -m evals.viewpoints.denial [--dev]     (--dev: also the dev sentences that are judged wrongly)
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from evals.viewpoints.boundaries import HALVES, read
from evals.viewpoints.results import grid, save, table
from hubbub.viewpoints.polarity import denies

TRIPLES = Path(__file__).with_suffix(".txt")
HARD = TRIPLES.with_name("denial_hard.txt")
Triple = tuple[str, str, str]


def triple(line: str) -> Triple:
    """A sentence, its negation, its paraphrase."""
    sentence, negated, reworded = line.split(" / ")
    return sentence, negated, reworded


def apart(one: Triple) -> bool:
    """Whether denial tells a sentence from its negation."""
    return denies(one[0]) != denies(one[1])


def alike(one: Triple) -> bool:
    """Whether a sentence and its paraphrase deny alike."""
    return denies(one[0]) == denies(one[2])


def shares(lines: Sequence[str], part: str) -> dict[str, float]:
    """Both shares of some lines."""
    triples = [triple(line) for line in lines]
    return {f"{test.__name__}_{part}": sum(map(test, triples)) / len(triples) for test in (apart, alike)}


def measure() -> dict[str, dict[str, float]]:
    """Both shares of each part, by language and over all."""
    hard = {language: [*halves["dev"], *halves["held"]] for language, halves in read(HARD).items()}
    found = {}
    for language, halves in read(TRIPLES).items():
        parts = {half: halves[half] for half in HALVES} | {"hard": hard[language]}
        found[language] = {name: share for part, lines in parts.items() for name, share in shares(lines, part).items()}
    means = {column: sum(one[column] for one in found.values()) / len(found) for column in found["English"]}
    return found | {"mean": means}


def wrong() -> list[str]:
    """The dev sentences that are judged wrongly."""
    lines = [line for halves in read(TRIPLES).values() for line in halves["dev"]]
    return [line for line in lines if not (apart(triple(line)) and alike(triple(line)))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="print the dev sentences that are judged wrongly")
    if parser.parse_args(arguments).dev:
        print("\n".join(wrong()))
    found = measure()
    save("denial", found["mean"], "denial.txt and denial_hard.txt, sentences of ours", "python -m evals.viewpoints.denial", found)
    table("denial", grid(found))


if __name__ == "__main__":
    main()
