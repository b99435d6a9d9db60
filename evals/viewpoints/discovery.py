"""T4: viewpoint discovery without a given number of groups, by the product's own stage at each quality.

`right`: of the groups of two texts or more, the share most of whose texts make one key point; `repeats`: of those, the share that
make none but what a larger group makes too.
The matcher was trained on ArgKP's training topics: its figures there are of what it has seen, and only dev counts.
usage: python -m evals.viewpoints.discovery [--only ours|peers|NAME …]     (writes results/T4.json and the table of README.md)
"""

import argparse
import json
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from evals.sets import CLUSTERED, NAMED, Debate, Labelled, argkp
from evals.viewpoints import rivals
from evals.viewpoints.method import made
from evals.viewpoints.results import EVALS, rounded, save, table
from evals.viewpoints.score import BUCKETS, Groups, agreement, found, recovery

Labels = NDArray[np.int64]
Found = tuple[Labels, Groups]
Results = dict[str, dict[str, float]]  # set to figures
Method = Callable[[list[str]], Found]  # the group of each text (-1: none), and the texts of each group
TOPICS = {"fast": "hubbub fast, topics", "balanced": "hubbub balanced, topics"}
DEFAULT, DEAREST = "hubbub balanced", ("hubbub best", "hubbub e5")


def hubbub(texts: list[str], quality: str) -> Found:
    """What the product does; every text is one person's post."""
    one = made(texts, quality)
    return one.labels, one.groups


def spoken(texts: list[str], quality: str) -> Found:
    """What texts speak of, as the product tells it: topics, where `hubbub` gives viewpoints."""
    topics = made(texts, quality).topics
    return topics, rivals.members(topics)


COVERED = (
    "| method | ArgKP | covered [chance] | over chance | ≤ 5 % | 5–15 % | > 15 % | right | repeats | none | groups | CPU-s |",
    "|---|---|---|---|---|---|---|---|---|---|---|---|",
)
AGREED = (
    "| method | set | NMI | ARI | homogeneity | unassigned | groups | CPU-s |",
    "|---|---|---|---|---|---|---|---|",
)

METHODS: dict[str, Method] = {
    **{f"hubbub {quality}": partial(hubbub, quality=quality) for quality in ("fast", "balanced", "best", "e5")},
    **{name: partial(spoken, quality=quality) for quality, name in TOPICS.items()},
    "greedy cosine .6": rivals.greedy,
    "k-means n/8": rivals.kmeans,
}


def timed(method: Method, texts: Iterable[list[str]]) -> tuple[list[Found], float]:
    """What a method finds in each list of texts, and CPU-seconds of all."""
    start = time.process_time()
    return [method(one) for one in texts], time.process_time() - start


def debates(sets: list[Debate], told: list[Found], seconds: float) -> dict[str, float]:
    """Recovery over debates, how many groups are right and repeat, the share unassigned, groups a debate and CPU-seconds."""
    unassigned = sum(int((labels < 0).sum()) for labels, _ in told) / sum(len(debate.texts) for debate in sets)
    groups = [part for _, part in told]
    result = recovery(sets, groups)
    extra = {"unassigned": unassigned, "groups": sum(map(len, groups)) / len(sets), "cpu_seconds": seconds}
    return result | {"over_chance": result["all"] - result["chance"]} | found(sets, groups) | extra


def measure(name: str, method: Method) -> Results:
    """One method on every set; some, for their cost, on ArgKP alone."""
    results = {}
    for part in ("train", "dev") if name not in TOPICS.values() else ():
        sets = argkp(part)
        results[f"argkp_{part}"] = debates(sets, *timed(method, (debate.texts for debate in sets)))
    for load in CLUSTERED if name not in DEAREST else ():
        labelled = load()
        told, seconds = timed(method, [labelled.texts])
        results[labelled.name] = agreement(labelled, told[0][0]) | {"cpu_seconds": seconds}
    return results


def peers() -> dict[str, Results]:
    """BERTopic and EVoC on every set, in one process of their own."""
    parts = {part: argkp(part) for part in ("train", "dev")}
    clustered = [load() for load in CLUSTERED]
    texts = [debate.texts for sets in parts.values() for debate in sets] + [one.texts for one in clustered]
    return {name: judged(parts, clustered, told) for name, told in rivals.told(texts).items()}


def judged(parts: dict[str, list[Debate]], clustered: list[Labelled], told: list[tuple[Labels, float]]) -> Results:
    """The figures of one peer's labels, of each debate and then of each grouped set."""
    results, left = {}, iter(told)
    for part, sets in parts.items():
        mine = [next(left) for _ in sets]
        groups = [(labels, rivals.members(labels)) for labels, _ in mine]
        results[f"argkp_{part}"] = debates(sets, groups, sum(seconds for _, seconds in mine))
    for one, (labels, seconds) in zip(clustered, left, strict=True):
        results[one.name] = agreement(one, labels) | {"cpu_seconds": seconds}
    return results


def figures(results: Results, topics: Results) -> dict[str, float]:
    """The figures of T4, those that its row of TARGETS.md names; ArgKP's are those of dev, which nothing was tuned on. `topics`:
    of the sets whose labels say what texts are about, not what they say of it."""
    dev = results["argkp_dev"]
    recovered = {f"recovered_{name}": dev[name] for name in BUCKETS}
    agreed = {f"nmi_{load.__name__}": topics[load.__name__]["nmi"] for load in NAMED}
    chosen = {"over_chance": dev["over_chance"]} | recovered | agreed | {"unassigned_share": dev["unassigned"]}
    return {name: round(value, 4) for name, value in chosen.items()}


def lines(everything: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """Markdown tables of all methods: ArgKP, then the grouped sets."""
    debated = [(name, part, all_.get(f"argkp_{part}")) for name, all_ in everything.items() for part in ("train", "dev")]
    covered = [debate_line(name, part, one) for name, part, one in debated if one]
    sets = [load.__name__ for load in CLUSTERED]
    agreed = [set_line(name, one, all_[one]) for name, all_ in everything.items() for one in sets if one in all_]
    return [*COVERED, *covered, "", *AGREED, *agreed]


def debate_line(name: str, part: str, one: dict[str, float]) -> str:
    """A row of the first table, in percent; chance in brackets."""
    buckets = " | ".join(f"{100 * one[b]:.0f} [{100 * one[f'chance_{b}']:.0f}]" for b in BUCKETS)
    covered = f"{100 * one['all']:.0f} [{100 * one['chance']:.0f}] | {100 * one['over_chance']:+.1f}"
    told = " | ".join(f"{100 * one[name]:.0f}" if name in one else "" for name in ("right", "repeats", "unassigned"))
    rest = f"{told} | {one['groups']:.0f}"
    return f"| {name} | {part} | {covered} | {buckets} | {rest} | {one['cpu_seconds']:.1f} |"


def set_line(name: str, part: str, one: dict[str, float]) -> str:
    """A row of the second table, in percent."""
    shares = " | ".join(f"{100 * one[figure]:.1f}" for figure in ("nmi", "ari", "homogeneity", "unassigned"))
    return f"| {name} | {part} | {shares} | {one['groups']:.0f} | {one['cpu_seconds']:.1f} |"


def measured(only: Collection[str]) -> dict[str, Results]:
    """The methods asked for anew ("ours", "peers", or names of ours), the others as they were measured last; all without a
    choice."""
    saved = json.loads((EVALS / "results/T4.json").read_text("utf-8"))["by_set"]
    kept = {name: saved.get(name) for name in METHODS}
    ours = {name: measure(name, METHODS[name]) for name in METHODS if not only or "ours" in only or name in only}
    theirs = peers() if not only or "peers" in only else {name: each for name, each in saved.items() if name not in METHODS}
    # Rounded before the tables are made, so that what is kept reads the same twice.
    return {name: rounded(each) for name, each in (kept | ours | theirs).items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told = "measure these; what the others were measured at is kept"
    parser.add_argument("--only", nargs="+", choices=("ours", "peers", *METHODS), default=(), metavar="NAME", help=told)
    everything = measured(parser.parse_args(arguments).only)
    print("\n".join(lines(everything)))
    data = (
        "labelled/argkp2021 (dev for the figures), banking77, clinc150, shorttext_rakib (stackoverflow, tweets), shorttext_sttm"
    )
    save(
        "T4",
        figures(everything[DEFAULT], everything[TOPICS["balanced"]]),
        data,
        "python -m evals.viewpoints.discovery",
        everything,
    )
    table("T4", lines(everything))


if __name__ == "__main__":
    main()
