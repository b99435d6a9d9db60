"""T4: viewpoint discovery without a given number of groups. Run from the repository's root: python -m evals.viewpoints

Uses the functions the product uses: `sentences.split`, the default encoder, `discover`, `Matcher`.
"""

import argparse
import json
import platform
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.sets import CLUSTERED, Debate, argkp
from evals.viewpoints import rivals
from evals.viewpoints.score import BUCKETS, Groups, agreement, recovery
from hubbub.models import encoder
from hubbub.models.text import key
from hubbub.viewpoints.assign import Assigner
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.sample import Sample, Settings
from hubbub.viewpoints.sentences import split
from hubbub.viewpoints.space import encode

PACKAGES = ("numpy", "scikit-learn", "tokenizers")
HERE = Path(__file__).parent
POTION = encoder("potion")
Labels = NDArray[np.int64]
Method = Callable[[list[str]], tuple[Labels, Groups]]  # the group of each text (-1: none), and the texts of each group


def hubbub(texts: list[str], settings: Settings | None = None) -> tuple[Labels, Groups]:
    """What the product does; every text is one person's post."""
    settings = settings or Settings(few_voices=2)
    spans = [(n, text[start:end]) for n, text in enumerate(texts) for start, end in split(text)]
    posts, said = np.array([n for n, _ in spans]), [sentence for _, sentence in spans]
    langs = ["en"] * len(said)
    sample = Sample(said, encode(POTION, said), posts, langs, [key(one) for one in said])
    rows, points, _ = Assigner(sample, discover(sample, settings), settings).assign(said, sample.vectors, langs)
    pairs = np.unique(np.stack([points, posts[rows]]), axis=1)
    labels = np.full(len(texts), -1)
    order = np.argsort(np.array([len(said[row]) for row in rows]), kind="stable")  # its longest sentence speaks for a text
    labels[posts[rows[order]]] = points[order]
    return labels, rivals.members(pairs[0], pairs[1])


COVERED = (
    "| method | ArgKP | covered [chance] | over chance | ≤ 5 % | 5–15 % | > 15 % | unassigned | groups a debate | CPU-s |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
AGREED = (
    "| method | set | NMI | ARI | homogeneity | unassigned | groups | CPU-s |",
    "|---|---|---|---|---|---|---|---|",
)

LOOSE = Settings(few_voices=2, merge=330_000, threshold=350_000)  # fewer unassigned, more that only shares the subject
METHODS: dict[str, Method] = {
    "hubbub": hubbub,
    "hubbub, looser": lambda texts: hubbub(texts, LOOSE),
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


def measure(method: Method) -> dict[str, dict[str, float]]:
    """One method on every set."""
    results = {f"argkp_{part}": debates(method, argkp(part)) for part in ("train", "dev")}
    for load in CLUSTERED:
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
    agreed = [set_line(name, load.__name__, all_[load.__name__]) for name, all_ in everything.items() for load in CLUSTERED]
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


def save(everything: dict[str, dict[str, dict[str, float]]]) -> None:
    """Writes results/T4.json and the table of README.md."""
    record = {
        "target": "T4",
        "figures": figures(everything["hubbub"]),
        "data": "labelled/argkp2021 (dev for the figures), banking77, clinc150, shorttext_rakib/stackoverflow",
        "command": "python -m evals.viewpoints",
        "seed": 0,
        "versions": {"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        "date": datetime.now(UTC).date().isoformat(),
        "by_set": everything,
    }
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "T4.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    readme = HERE / "README.md"
    before, _, rest = readme.read_text("utf-8").partition("<!-- T4 -->\n")
    after = rest.partition("<!-- /T4 -->\n")[2]
    readme.write_text(before + "<!-- T4 -->\n" + "\n".join(lines(everything)) + "\n<!-- /T4 -->\n" + after, "utf-8")


def main() -> None:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", action="store_true", help="also BERTopic and EVoC, where they are installed; nothing is saved")
    methods = METHODS | (rivals.peers() if parser.parse_args().peers else {})
    everything = {name: measure(method) for name, method in methods.items()}
    print("\n".join(lines(everything)))
    if set(methods) == set(METHODS):
        save(everything)


if __name__ == "__main__":
    main()
