"""T2: quotations and their speakers in news prose. Run from the repository's root: python -m evals.quotations

Uses the function the product uses, `sayings`. PolNeAR's dev part is only scored; rules were written on its train part.
"""

import argparse
import json
import platform
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from evals.attributions import Annotated, Attribution, Span, polnear
from hubbub.readers.article.embeds import lines
from hubbub.readers.article.found import Saying
from hubbub.readers.article.marks import passages
from hubbub.readers.article.speech import sayings

HERE = Path(__file__).parent
WORD = re.compile(r"[\w$%]+(?:[.,’'-]\w+)*")
EMPTY = frozenset(("a", "an", "the", "that"))
SETS = ("all", "direct", "indirect", "mixed")
SAID = r"(?:said|says|wrote|told|added|asked|argued|noted|explained|tweeted)"
BEHIND = re.compile(rf"[”\"]?\s*(?:(?P<who>[^.,;:“”\"]{{1,60}}?)\s+{SAID}\b|{SAID}\s+(?P<turned>[^.,;:“”\"]{{1,60}}))")
AHEAD = re.compile(rf"(?P<who>[^.,;:“”\"]{{1,60}}?)\s+{SAID}\b[^.;“”\"]{{0,40}}[,:]\s*[“\"]?$")
Words = frozenset[int]
Method = Callable[[str], list[Attribution]]


def hubbub(text: str) -> list[Attribution]:
    """What the product finds; the parts of one report are one attribution."""
    groups: dict[object, list[Saying]] = defaultdict(list)
    last: object = None
    for one in sayings(text):
        last = last if one.resumes else one.cue_at or one.start
        groups[last].append(one)
    return [joined(text, group) for group in groups.values()]


def joined(text: str, group: Sequence[Saying]) -> Attribution:
    """An attribution from a report's parts. A speaker whose place is not kept is looked for near by."""
    first = group[0]
    speaker = first.speaker_at or nearest(text, first)
    return Attribution((speaker,) if speaker else (), tuple((one.start, one.end) for one in group), first.kind)


def nearest(text: str, one: Saying) -> Span | None:
    """Where a speaker's words stand next to a passage."""
    at = text.rfind(one.speaker, max(0, one.start - 400), one.start) if one.speaker else -1
    at = text.find(one.speaker, one.end, one.end + 200) if one.speaker and at < 0 else at
    return (at, at + len(one.speaker)) if one.speaker and at >= 0 else None


def plainly(text: str) -> list[Attribution]:
    """A plain baseline: each quoted passage, with the words beside one of ten verbs next to it as the speaker."""
    return [Attribution(beside(text, start, end), ((start, end),), "direct") for start, end in passages(lines(text))]


def beside(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The span of the words before or after a verb of saying next to a passage."""
    found = BEHIND.match(text, end) or AHEAD.search(text, max(0, start - 120), start)
    if found is None:
        return ()
    name = "who" if found["who"] else "turned"
    return (found.span(name),)


def words(text: str, spans: Iterable[Span]) -> Words:
    """Where the words of spans begin. Marks and signs do not count, nor "that" before what is said."""
    found: set[int] = set()
    for start, end in spans:
        inner = [one.start() for one in WORD.finditer(text, start, end)]
        led = bool(inner) and text[inner[0] : inner[0] + 5].lower() in ("that ", "that\u00a0")
        found.update(inner[led:])
    return frozenset(found)


METHODS: dict[str, Method] = {"hubbub": hubbub, "marks and ten verbs": plainly}


def score(articles: Sequence[Annotated], find: Callable[[Annotated], list[Attribution]]) -> dict[str, dict[str, float]]:
    """Figures of each set: precision over what was found of that kind, recall over what is annotated of that kind."""
    counts: Counter[tuple[str, str]] = Counter()
    start = time.process_time()
    found = [find(one) for one in articles]
    seconds = time.process_time() - start
    for article, each in zip(articles, found, strict=True):
        for (kind, name), value in compared(article, each).items():
            counts[kind, name] += value
            counts["all", name] += value
    return {kind: figures({name: counts[kind, name] for _, name in counts}) | {"cpu_seconds": seconds} for kind in SETS}


def compared(article: Annotated, found: list[Attribution]) -> Counter[tuple[str, str]]:
    """Counts of one article, by kind and name."""
    counts: Counter[tuple[str, str]] = Counter()
    text = article.text
    gold = [words(text, one.content) for one in article.found]
    mine = [words(text, one.content) for one in found]
    tally(counts, "found", zip(found, mine, strict=True), gold)
    tally(counts, "gold", zip(article.found, gold, strict=True), mine)
    for one, content in zip(article.found, gold, strict=True):
        best = max(range(len(mine)), key=lambda at: len(content & mine[at]), default=None)
        known = best is not None and bool(content & mine[best])
        right = known and best is not None and same(text, one, found[best])
        counts[one.kind, "speakers"] += known
        counts[one.kind, "speakers_right"] += right
    return counts


def tally(
    counts: Counter[tuple[str, str]], side: str, ours: Iterable[tuple[Attribution, Words]], theirs: Sequence[Words]
) -> None:
    """Counts how many of one side the other side has, exactly and in part, and in words."""
    exact, every = set(theirs), frozenset[int]().union(*theirs)
    for one, content in ours:
        counts[one.kind, side] += 1
        counts[one.kind, f"{side}_exact"] += content in exact
        counts[one.kind, f"{side}_any"] += bool(content & every)
        counts[one.kind, f"{side}_words"] += len(content)
        counts[one.kind, f"{side}_words_shared"] += len(content & every)


def same(text: str, gold: Attribution, mine: Attribution) -> bool:
    """Whether the speaker is right: half of the shorter mention's words or more are the other's; nobody where none is named."""
    theirs, ours = mention(text, gold.speaker), mention(text, mine.speaker)
    shared = len(theirs & ours)
    return (not theirs and not ours) or (shared > 0 and 2 * shared >= min(len(theirs), len(ours)))


def mention(text: str, spans: Iterable[Span]) -> Words:
    """Where the words of a mention begin, articles left out."""
    return frozenset(
        one.start() for start, end in spans for one in WORD.finditer(text, start, end) if one[0].lower() not in EMPTY
    )


def figures(counts: dict[str, int]) -> dict[str, float]:
    """The figures of one set from its counts."""

    def share(name: str, of: str) -> float:
        return counts.get(name, 0) / counts[of] if counts.get(of) else 0.0

    result: dict[str, float] = {}
    for name, suffix in (("exact", ""), ("any", ""), ("words_shared", "_words")):
        precision, recall = share(f"found_{name}", f"found{suffix}"), share(f"gold_{name}", f"gold{suffix}")
        label = "overlap" if suffix else name
        result |= {f"{label}_precision": precision, f"{label}_recall": recall}
        result[f"{label}_f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    result |= {"speaker_accuracy": share("speakers_right", "gold"), "speaker_accuracy_found": share("speakers_right", "speakers")}
    return {name: round(value, 4) for name, value in result.items()} | {"annotated": counts.get("gold", 0)}


def another(articles: Sequence[Annotated]) -> dict[str, dict[str, float]]:
    """What one annotator reaches when scored against another of the same text: about the most that can be reached."""
    readings: dict[str, list[Annotated]] = defaultdict(list)
    for one in articles:
        readings[one.name].append(one)
    pairs = [(replace(one), other) for group in readings.values() for one in group for other in group if one is not other]
    others = {id(one): list(other.found) for one, other in pairs}
    return score([one for one, _ in pairs], lambda one: others[id(one)]) if pairs else {}


def lines_of(everything: dict[str, dict[str, dict[str, float]]]) -> list[str]:
    """The table of README.md, in percent."""
    table = [
        "| method | set | annotated | exact P / R / F1 | overlap P / R / F1 | any F1 | speaker, all | speaker, found |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return table + [row(method, kind, one) for method, sets in everything.items() for kind, one in sets.items()]


def row(method: str, kind: str, one: dict[str, float]) -> str:
    """A row of the table."""
    spans = " | ".join(
        " / ".join(f"{100 * one[f'{name}_{figure}']:.1f}" for figure in ("precision", "recall", "f1"))
        for name in ("exact", "overlap")
    )
    rest = " | ".join(f"{100 * one[name]:.1f}" for name in ("any_f1", "speaker_accuracy", "speaker_accuracy_found"))
    return f"| {method} | {kind} | {one['annotated']:.0f} | {spans} | {rest} |"


def save(everything: dict[str, dict[str, dict[str, float]]]) -> None:
    """Writes results/T2.json and the table of README.md."""
    ours = everything["hubbub"]
    record = {
        "target": "T2",
        "figures": {
            "content_exact_f1": ours["all"]["exact_f1"],
            "content_overlap_f1": ours["all"]["overlap_f1"],
            "speaker_accuracy_direct": ours["direct"]["speaker_accuracy"],
            "speaker_accuracy_all": ours["all"]["speaker_accuracy"],
        },
        "data": "labelled/polnear_text, dev",
        "command": "python -m evals.quotations",
        "seed": 0,
        "versions": {"python": platform.python_version(), "regex": version("regex")},
        "date": datetime.now(UTC).date().isoformat(),
        "by_set": everything,
    }
    (HERE / "results" / "T2.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    readme = HERE / "README.md"
    before, _, rest = readme.read_text("utf-8").partition("<!-- T2 -->\n")
    after = rest.partition("<!-- /T2 -->\n")[2]
    readme.write_text(before + "<!-- T2 -->\n" + "\n".join(lines_of(everything)) + "\n<!-- /T2 -->\n" + after, "utf-8")


def main() -> None:
    """Measures, prints and saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "train"), default="dev", help="train: to write rules by; nothing is saved")
    part = parser.parse_args().part
    articles = polnear(part)
    everything = {name: score(articles, lambda one, find=find: find(one.text)) for name, find in METHODS.items()}  # type: ignore[misc]
    everything["another annotator"] = another(articles)
    print("\n".join(lines_of(everything)))
    if part == "dev":
        save(everything)


if __name__ == "__main__":
    main()
