"""docs/bench.md and docs/bench.svg, out of the committed results alone: `python -m bench.page` writes them again."""

from collections.abc import Iterable, Mapping
from typing import Any

from bench.plot import drawn
from bench.results import Runs, Value, growth, saved, steps, value
from bench.sources import ROOT

PAGE = ROOT / "docs/bench.md"
PLOT = ROOT / "docs/bench.svg"
TITLES = {
    "hubbub": "Hubbub, `hubbub find` with the report",
    "bertopic_default": "BERTopic, default (MiniLM)",
    "bertopic_fastest": "BERTopic, potion (its fast configuration)",
    "chorus": "chorus-discourse, `chorus run`",
}
HEADING = """# Speed, side by side

Written by `make bench`; do not edit.

{wins}
![CPU-seconds against posts, both logarithmic, for each contender](bench.svg)

## The whole job

Measured {date} on {data}.
Each contender ran as a whole process of its own, one after the other, on the same file; peers read only its texts. CPU-seconds
are user and system time of the process tree; peak MB is the most memory the tree took together (PSS, looked at five times a
second, or the largest process's ru_maxrss where that is more). Groups are listed viewpoints for Hubbub, topics for BERTopic,
themes of two or more posts for chorus-discourse; a post is unassigned when it is in no group, of whatever size. BERTopic's topics
are what posts speak of, and compare with our topics (`no topic`), not with viewpoints, which are what they say. A peer that did
not finish within the limit is not run on more posts. Hubbub's rows say
which quality and encoder it chose by itself. chorus-discourse is AGPL-3.0: it is run by its own command, nothing of it
is in Hubbub.

"""
WINS = (
    ("cpu_seconds", "fewer CPU-seconds"),
    ("peak_mb", "less memory, MB"),
    ("unassigned", "fewer posts unassigned"),
)
PAIRS = {"precision": "precision", "recall": "recall", "f1": "F1"}


def shown(figure: Value, unit: str = "") -> str:
    """A number, or a dash where there is none."""
    if not isinstance(figure, float | int):
        return "–"
    return f"{figure * 100:.0f} %" if unit == "%" else f"{figure:,.1f}"


def failed(run: Mapping[str, Value]) -> str:
    """Why a run has no figures."""
    if run.get("skipped_after"):
        return f"not run: did not finish {int(str(run['skipped_after'])):,}"
    why = "not finished within" if run["code"] is None else f"failed (exit {run['code']}) after"
    return f"{why} {shown(run['wall_seconds'])} s"


def row(size: str, name: str, run: Mapping[str, Value]) -> str:
    """One line of the table of the whole job."""
    how = f": {run['how']}" if run.get("how") else ""
    start = f"| {int(size):,} | {TITLES.get(name, name)}{how} |"
    if not run["finished"]:
        return f"{start} {failed(run)} | | {shown(run.get('peak_mb'))} | | | | | | {run['date']} |"
    costs = " | ".join(shown(run[figure]) for figure in ("cpu_seconds", "wall_seconds", "peak_mb"))
    shares = " | ".join(shown(run.get(figure), "%") for figure in ("unassigned", "few", "off_topic"))
    return f"{start} {costs} | {run['groups']} | {shares} | {shown(run.get('times_hubbub'))} | {run['date']} |"


def ordered(runs: Runs) -> Iterable[tuple[str, str]]:
    """Sizes and contenders, ours first."""
    known = [*TITLES, *sorted({name for held in runs.values() for name in held} - set(TITLES))]
    return [(size, name) for size in sorted(runs, key=int) for name in known if name in runs[size]]


def better(what: str, runs: Runs, figure: str, words: str, sign: int) -> list[str]:
    """A line for each peer that does better in one figure, with the sizes where it does."""
    found: dict[str, list[str]] = {}
    for size, name in ordered(runs):
        ours, theirs = value(runs, size, "hubbub", figure), value(runs, size, name, figure)
        if ours is not None and theirs is not None and sign * (theirs - ours) > 0:
            found.setdefault(name, []).append(f"at {int(size):,} {theirs:,.4g} against {ours:,.4g}")
    return [f"* {what}: {TITLES.get(name, name)} has {words}: {'; '.join(places)}." for name, places in found.items()]


def wins(runs: Runs, near: Runs) -> list[str]:
    """Where a peer does better than Hubbub, in words; said first, because a reader should not have to look for it."""
    whole_job = [line for figure, words in WINS for line in better("The whole job", runs, figure, words, -1)]
    copies_alone = [line for figure, words in WINS[:2] for line in better("Near-copies", near, figure, words, -1)]
    pairs = [line for one, words in PAIRS.items() for line in better("Near-copies", near, one, f"a better pair {words}", 1)]
    found = [*whole_job, *copies_alone, *pairs]
    return found or ["* In no figure of these tables."]


def whole(runs: Runs) -> list[str]:
    """The table of the whole job, and how cost grows."""
    columns = "posts | contender | CPU-seconds | seconds | peak MB | groups | unassigned | too small | no topic"
    head = f"| {columns} | times Hubbub's CPU | on |"
    table = [head, "|" + "---|" * 11, *(row(size, name, runs[size][name]) for size, name in ordered(runs))]
    parts = ", ".join(f"{shown_step(pair)}: {one:.2f}" for pair, one in steps(runs).items())
    exponent = growth(runs)
    told = (
        f"\nHubbub's CPU-seconds grow as posts to the power of {exponent} from 100,000 posts on" if exponent is not None else ""
    )
    return [*table, *([f"{told}."] if told else []), *([f"\nPower from size to size: {parts}."] if parts else [])]


def shown_step(pair: str) -> str:
    """Two sizes, readable."""
    low, _, high = pair.partition("-")
    return f"{int(low):,} to {int(high):,}"


def near_row(size: str, name: str, run: Mapping[str, Any]) -> str:
    """One line of the table of near-copies."""
    start = f"| {int(size):,} | {name}: {run.get('settings', '')} |"
    if not run["finished"]:
        return f"{start} {failed(run)} | | | | | | | |"
    costs = " | ".join(shown(run[figure]) for figure in ("cpu_seconds", "wall_seconds", "peak_mb"))
    quality = " | ".join(f"{run[figure]:.3f}" for figure in ("precision", "recall", "f1"))
    return f"{start} {costs} | {run['groups']:,} | {run['removed']:,} | {quality} |"


def copies(result: Mapping[str, Any]) -> list[str]:
    """The section about near-copies; nothing where they were not measured."""
    runs = result.get("by_set")
    if not runs:
        return []
    head = (
        "| texts | contender | CPU-seconds | seconds | peak MB | groups of two or more | removed | pair precision | recall | F1 |"
    )
    table = [near_row(size, name, runs[size][name]) for size, name in ordered(runs)]
    about = (
        f"Measured {result['date']} on {result['data']}. Whole processes, reading the texts included. A pair is judged when "
        "a planted copy, or the text it was made from, is one of the two: whether two other posts are copies nobody has said."
    )
    return ["\n## Near-copies alone\n", f"{about}\n", head, "|" + "---|" * 10, *table]


def same(result: Mapping[str, Any]) -> list[str]:
    """The section about the same findings."""
    figures = result.get("figures")
    if not figures:
        return []
    runs = result["by_set"]
    told = f"{figures['runs']} runs gave {figures['distinct_hashes']} distinct `findings.json` on {result['data'].split(':')[0]}"
    return ["\n## The same findings\n", f"{told} ({'; '.join(runs)}): `{result['command']}`, {result['date']}."]


def page(speed: Mapping[str, Any], small: Mapping[str, Any], near: Mapping[str, Any], alike: Mapping[str, Any]) -> str:
    """The whole page, of what was measured so far."""
    runs: Runs = speed["by_set"]
    words = ["Where a peer does better than Hubbub:\n", *wins(runs, near.get("by_set") or {}), ""]
    head = HEADING.format(wins="\n".join(words), date=speed["date"], data=speed["data"])
    used = ", ".join(f"{name} {number}" for name, number in speed["versions"].items())
    little = "; ".join(f"{name} {number}" for name, number in small.get("figures", {}).items())
    closing = ["\n## Small things\n", f"Whole processes, median of seven: {little}."] if little else []
    return head + "\n".join([*whole(runs), *copies(near), *same(alike), *closing, f"\nVersions: {used}.\n"])


def write() -> None:
    """Writes the page and the plot anew."""
    speed: Mapping[str, Any] = saved("T11")
    if not speed:
        return
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(speed, saved("T12"), saved("near_copies"), saved("T13")), encoding="utf-8")
    if plot := drawn(speed["by_set"]):
        PLOT.write_text(plot, encoding="utf-8")


if __name__ == "__main__":
    write()
