"""Views that few hold, planted among real posts: are they found, and how many of those who hold them?

A key point of ArgKP's dev topics stands for a view; people's arguments for it are planted among 3,000 real posts that are about
something else, so that 1 %, .3 % or .1 % of people hold it (30, 9, 3). It is found when a listed viewpoint (three people) has a
majority of planted posts. Which of their arguments are planted is drawn several times: of one draw an encoder found all eight
views at .3 %, of the next six. usage: python -m evals.viewpoints.minorities
"""

import argparse
from collections.abc import Iterator, Sequence
from random import Random

from training.data import topics

from evals.planted import SEEN, distinct
from evals.viewpoints.method import made
from evals.viewpoints.results import grid, save, table

REAL = 3_000
SHARES = {"1 %": 30, "0.3 %": 9, "0.1 %": 3}
COLLECTION = "worldcup"
DRAWS = (7, 1, 2)  # seeds


def views() -> Iterator[tuple[str, list[str]]]:
    """Key points of dev that at least 30 arguments make, with those arguments."""
    for topic in topics("dev").values():
        for points in topic.points.values():
            for name, point in points.items():
                made_by = [text for text, _, labels in topic.arguments if labels.get(name) == 1]
                if len(made_by) >= max(SHARES.values()):
                    yield point, made_by


def trial(real: list[str], planted: list[list[str]], quality: str) -> Iterator[tuple[bool, float]]:
    """For each planted view whether it is found, and the share of its posts in the viewpoints that have a majority of them."""
    groups = made(real + [text for view in planted for text in view], quality).listed
    first = len(real)
    for view in planted:
        ours = range(first, first + len(view))
        found = [group for group in groups if 2 * sum(post in ours for post in group) > len(group)]
        held = {post for group in found for post in group if post in ours}
        yield bool(found), len(held) / len(view)
        first += len(view)


def measure(quality: str, most: int) -> dict[str, float]:
    """Shares of views found, and of their posts, at each share of people. All views are planted at once."""
    real, chosen = distinct(SEEN[COLLECTION](), REAL), [texts for _, texts in sorted(views())[:most]]
    figures: dict[str, float] = {}
    for name, people in SHARES.items():
        drawn = [[random.sample(texts, people) for texts in chosen] for random in map(Random, DRAWS)]
        trials = [one for planted in drawn for one in trial(real, planted, quality)]
        figures[f"found at {name}"] = sum(one for one, _ in trials) / len(trials)
        figures[f"of their posts at {name}"] = sum(share for _, share in trials) / len(trials)
    return figures | {"views": float(len(chosen) * len(DRAWS))}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=8, help="views that are planted")
    most = parser.parse_args(arguments).most
    found = {quality: measure(quality, most) for quality in ("fast", "balanced", "best")}
    data = f"{REAL} posts of posts/worldcup2022_tweets; labelled/argkp2021 dev"
    save("minorities", found["balanced"], data, "python -m evals.viewpoints.minorities", found)
    table("minorities", grid(found))


if __name__ == "__main__":
    main()
