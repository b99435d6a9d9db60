"""Sentence boundaries in nine languages, on post-like texts of ours (`boundaries.txt`, which says how it is written).

F1 of the boundaries inside texts; where a text ends is given. A boundary is the number of characters before it, white space left
out, so that it does not matter to which sentence a space belongs. Every other text of a language was held back while rules were
written. Beside ours: a naive regex, and with --peers pySBD (which has no Portuguese and is given Spanish rules).
usage: python -m evals.viewpoints.boundaries [--dev] [--peers]     (writes results/boundaries.json and the table of README.md)
"""

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from evals.viewpoints.results import grid, save, table
from hubbub.viewpoints.sentences import split

HALVES = ("dev", "held")
CODES = ("en", "es", "es", "fr", "de", "it", "ja", "ar", "hi")  # of pySBD's rules, in the order of the languages in the file
NAIVE = re.compile(r"(?<=[.!?])\s+")
Splitter = Callable[[str, str], list[str]]


def read(path: Path) -> dict[str, dict[str, list[str]]]:
    """The lines of each half of each language: first, third … are dev, the others held back."""
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {language: {"dev": lines[::2], "held": lines[1::2]} for language, lines in found.items()}


def gold(line: str) -> tuple[str, list[str]]:
    """A text and its sentences."""
    line = line.replace("⏎", "\n")
    return line.replace("¦", ""), line.split("¦")


def ends(sentences: Sequence[str]) -> set[int]:
    """Where sentences but the last end, in characters that are not white space."""
    lengths = [len("".join(one.split())) for one in sentences]
    return {sum(lengths[: n + 1]) for n in range(len(lengths) - 1)}


def f1(splitter: Splitter, language: str, lines: Sequence[str]) -> float:
    """F1 over all boundaries of some texts."""
    right = found = wanted = 0
    for line in lines:
        text, sentences = gold(line)
        made, true = ends(splitter(text, language)), ends(sentences)
        right, found, wanted = right + len(made & true), found + len(made), wanted + len(true)
    return 2 * right / max(1, found + wanted)


def ours(text: str, _language: str) -> list[str]:
    """The product's own."""
    return [text[start:end] for start, end in split(text)]


def naive(text: str, _language: str) -> list[str]:
    """At every full stop, exclamation or question mark before white space."""
    return NAIVE.split(text)


def pysbd(text: str, language: str) -> list[str]:
    """pySBD's rules for the language."""
    code = dict(zip(read(Path(__file__).with_suffix(".txt")), CODES, strict=True))[language]
    pieces = import_module("pysbd").Segmenter(language=code, clean=False).segment(text)
    return [piece for piece in pieces if piece.strip()]


METHODS: dict[str, Splitter] = {"hubbub": ours, "naive": naive}


def measure(methods: Mapping[str, Splitter]) -> dict[str, dict[str, float]]:
    """F1 of each method on each half, by language and over all."""
    lines = read(Path(__file__).with_suffix(".txt"))
    columns = [(name, half) for name in methods for half in HALVES]
    found = {
        language: {f"{name}_{half}": f1(methods[name], language, halves[half]) for name, half in columns}
        for language, halves in lines.items()
    }
    means = {column: sum(one[column] for one in found.values()) / len(found) for column in found["English"]}
    return found | {"mean": means}


def wrong() -> list[str]:
    """The dev texts that we cut wrongly, as we cut them."""
    lines = [(name, line) for name, halves in read(Path(__file__).with_suffix(".txt")).items() for line in halves["dev"]]
    made = [(line, ours(gold(line)[0], name)) for name, line in lines]
    return [f"{line}\n    {' ¦ '.join(cut)!r}" for line, cut in made if ends(cut) != ends(gold(line)[1])]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="print the dev texts that are cut wrongly")
    parser.add_argument("--peers", action="store_true", help="measure pySBD, where it is installed; nothing is saved")
    asked = parser.parse_args(arguments)
    if asked.dev:
        print("\n".join(wrong()))
    if asked.peers:
        print("\n".join(grid(measure({"pysbd": pysbd}))))
        return
    found = measure(METHODS)
    save("boundaries", found["mean"], "boundaries.txt, texts of ours", "python -m evals.viewpoints.boundaries", found)
    table("boundaries", grid(found))


if __name__ == "__main__":
    main()
