"""T4: viewpoint discovery without a given number of groups, by the product's own stage at each quality.

The matcher was trained on ArgKP's training topics: its figures there are of what it has seen, and only dev counts.
usage: python -m evals.viewpoints.discovery [--peers]     (writes results/T4.json and the table of README.md)
"""

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from evals.sets import CLUSTERED, Debate, argkp
from evals.viewpoints import rivals
from evals.viewpoints.method import made
from evals.viewpoints.results import save, table
from evals.viewpoints.score import BUCKETS, Groups, agreement, recovery

Labels = NDArray[np.int64]
Method = Callable[[list[str]], tuple[Labels, Groups]]  # the group of each text (-1: none), and the texts of each group
DEFAULT, DEAREST = "hubbub balanced", ("hubbub best", "hubbub e5")


def hubbub(texts: list[str], quality: str) -> tuple[Labels, Groups]:
    """What the product does; every text is one person's post."""
    found = made(texts, quality)
    return found.labels, found.groups


COVERED = (
    "| method | ArgKP | covered [chance] | over chance | ≤ 5 % | 5–15 % | > 15 % | unassigned | groups a debate | CPU-s |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
AGREED = (
    "| method | set | NMI | ARI | homogeneity | unassigned | groups | CPU-s |",
    "|---|---|---|---|---|---|---|---|",
)

METHODS: dict[str, Method] = {
    **{f"hubbub {quality}": partial(hubbub, quality=quality) for quality in ("fast", "balanced", "best", "e5")},
    "greedy cosine .6": rivals.greedy,
    "k-means n/8": rivals.kmeans,
}


def debates(method: Method, sets: list[Debate]) -> dict[str, float]:
    """Recovery over debates, the share of texts unassigned, groups a debate and CPU-seconds."""
    start = time.process_time()
    found = [method(debate.texts) for debate in sets]
    seconds = time.process_time() - start
    unassigned = sum(int((labels < 0).sum()) for labels, _ in found) / sum(len(debate.texts) for debate in sets)
    result = recovery(sets, [groups for _, groups in found])
    extra = {"unassigned": unassigned, "groups": sum(len(groups) for _, groups in found) / len(sets), "cpu_seconds": seconds}
    return result | {"over_chance": result["all"] - result["chance"]} | extra


def measure(name: str, method: Method) -> dict[str, dict[str, float]]:
    """One method on every set; some, for their cost, on ArgKP alone."""
    results = {f"argkp_{part}": debates(method, argkp(part)) for part in ("train", "dev")}
    for load in CLUSTERED if name not in DEAREST else ():
        labelled = load()
        start = time.process_time()
        labels = method(labelled.texts)[0]
        results[labelled.name] = agreement(labelled, labels) | {"cpu_seconds": time.process_time() - start}
    return results


def figures(results: dict[str, dict[str, float]]) -> dict[str, float]:
    """The figures of T4; ArgKP's are those of dev, which nothing was tuned on."""
    dev = results["argkp_dev"]
    recovered = {f"recovered_{name}": dev[name] for name in BUCKETS}
    agreed = {f"nmi_{load.__name__}": results[load.__name__]["nmi"] for load in CLUSTERED}
    chosen = {"over_chance": dev["over_chance"]} | recovered | agreed | {"unassigned_share": dev["unassigned"]}
    return {name: round(value, 4) for name, value in chosen.items()}


def lines(everything: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Markdown tables of all methods: ArgKP, then the grouped sets."""
    covered = [debate_line(name, part, all_[f"argkp_{part}"]) for name, all_ in everything.items() for part in ("train", "dev")]
    sets = [load.__name__ for load in CLUSTERED]
    agreed = [set_line(name, one, all_[one]) for name, all_ in everything.items() for one in sets if one in all_]
    return [*COVERED, *covered, "", *AGREED, *agreed]


def debate_line(name: str, part: str, one: dict[str, float]) -> str:
    """A row of the first table, in percent; chance in brackets."""
    buckets = " | ".join(f"{100 * one[b]:.0f} [{100 * one[f'chance_{b}']:.0f}]" for b in BUCKETS)
    covered = f"{100 * one['all']:.0f} [{100 * one['chance']:.0f}] | {100 * one['over_chance']:+.1f}"
    rest = f"{100 * one['unassigned']:.0f} | {one['groups']:.0f} | {one['cpu_seconds']:.1f}"
    return f"| {name} | {part} | {covered} | {buckets} | {rest} |"


def set_line(name: str, part: str, one: dict[str, float]) -> str:
    """A row of the second table, in percent."""
    shares = " | ".join(f"{100 * one[figure]:.1f}" for figure in ("nmi", "ari", "homogeneity", "unassigned"))
    return f"| {name} | {part} | {shares} | {one['groups']:.0f} | {one['cpu_seconds']:.1f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true", help="also BERTopic and EVoC, where they are installed; nothing is saved")
    methods = METHODS | (rivals.peers() if parser.parse_args(arguments).peers else {})
    everything = {name: measure(name, method) for name, method in methods.items()}
    print("\n".join(lines(everything)))
    if set(methods) == set(METHODS):
        data = "labelled/argkp2021 (dev for the figures), banking77, clinc150, shorttext_rakib/stackoverflow"
        save("T4", figures(everything[DEFAULT]), data, "python -m evals.viewpoints.discovery", everything)
        table("T4", lines(everything))


if __name__ == "__main__":
    main()
