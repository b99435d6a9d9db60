"""Two moments made up by people who saw neither the product, nor the example, nor what was trained on: who holds each view is
known. Figures as in `example.py`, by the viewpoint stage alone, at the default bounds of each quality.

Nothing is chosen by these, and nothing may be: what was written for training is of the same make as the example.
usage: python -m evals.viewpoints.unseen     (writes results/unseen.json and the table of README.md)
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from evals.viewpoints.example import QUALITIES, scored
from evals.viewpoints.method import made
from evals.viewpoints.results import grid, save, table

MOMENTS = [Path(__file__).with_name(f"{name}.txt") for name in ("banknote", "skywalk")]
CHATTER = "no view"


def read(path: Path) -> tuple[list[str], dict[str, set[str]]]:
    """The posts of a moment, and by view the places of those that hold it. `## view | in a sentence`, then a post a line."""
    texts, views, name = list[str](), dict[str, set[str]](), ""
    for line in filter(None, path.read_text("utf-8").splitlines()):
        if line.startswith("## "):
            name = line.partition("| ")[2]
            views[name] = set()
        else:
            views[name].add(str(len(texts)))
            texts.append(line)
    views.pop(CHATTER)
    return texts, views


def measure(path: Path, quality: str) -> dict[str, float]:
    """The figures of a moment: each post is of another person."""
    texts, views = read(path)
    groups = [{str(n) for n in group} for group in made(texts, quality).listed]
    return {"posts": float(len(texts))} | scored(groups, {str(n): str(n) for n in range(len(texts))}, views)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    found = {f"{quality}, {path.stem}": measure(path, quality) for quality in QUALITIES for path in MOMENTS}
    held = {name: figures["holders under any"] for name, figures in found.items()}
    save("unseen", held, "made up, evals/viewpoints/banknote.txt and skywalk.txt", "python -m evals.viewpoints.unseen", found)
    table("unseen", grid(found))


if __name__ == "__main__":
    main()
