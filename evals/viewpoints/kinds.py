"""Positions, testimony and emotion told apart: on sentences of ours, on comments labelled by others, and on real ones judged.

`kinds.txt` and `kinds_hard.txt` hold sentences of ours in nine languages; how they were written they say themselves. GoEmotions:
of comments that its annotators gave a strong feeling and nothing else, and of neutral ones, how many are called emotion; its
labels are of whole comments and of how they sound, so most of them say something too. `judged/kinds.json` holds hashes of real
sentences and judgements, no text: drawn by hash, so many of each kind as it was called, of collections that no rule was written
with. One reader judged; `position` is there whatever is neither of the others.
usage: python -m evals.viewpoints.kinds [--dev] [--show first|second|third]
(--dev: prints the dev sentences told wrongly; --show: what of a draw is still to be judged)
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from evals.planted import LABELLED, distinct
from evals.viewpoints.boundaries import HALVES, read
from evals.viewpoints.judged import COLLECTIONS, MOST, hashed, sentences
from evals.viewpoints.results import grid, save, table
from hubbub.viewpoints.kinds import kind

OURS = Path(__file__).with_suffix(".txt")
HARD = OURS.with_name("kinds_hard.txt")
JUDGED = Path(__file__).parents[1] / "judged" / "kinds.json"
# Draws, each judged before the rules were touched again: what one showed was mended, so that only the last is unseen.
DRAWS = {
    "first": ("worldcup", "television", "bluesky", "trailer", "tweepfake", "thrones"),
    "second": ("crisislex",),
    "third": ("tweeteval",),
}
TEXTS = {"first": MOST, "second": 24_000, "third": 24_000}  # of a collection
KINDS = ("testimony", "emotion", "position")
EACH = {"first": (35, 20, 25), "second": (40, 20, 0), "third": (35, 20, 0)}  # sentences of each kind as called
STRONG = {"grief", "fear", "sadness", "joy", "excitement", "nervousness", "remorse", "anger", "relief"}
# A rule anybody would think of: who begins with "I" and a verb of the past tells of themselves; what feeling is it does not ask.
NAIVE = re.compile(
    r"(?:i|we) (?:\w+ed|was|were|had|saw|heard|went|got|came|took|lost)\b|yo \w+|eu \w+(?:i|ava|ia)\b|j['’](?:ai|étais)\b|"
    r"(?:ich|wir) (?:war|waren|habe|haben|hatte)\b|io (?:ero|ho)\b|(?:私|僕|俺).*た$|كنت |(?:मैंने|हमने|मैं .* (?:था|थी)$)",
    re.IGNORECASE,
)
Rule = Callable[[str], str]
Figures = dict[str, float]


def always(_text: str) -> str:
    """Calls everything a position."""
    return "position"


def naive(text: str) -> str:
    """NAIVE."""
    return "testimony" if NAIVE.match(text) else "position"


RULES: dict[str, Rule] = {"hubbub": kind, "always position": always, "I and a past tense": naive}


def pair(line: str) -> tuple[str, str]:
    """A kind and a sentence."""
    named, _, text = line.partition(" ")
    return named, text


def scores(rule: Rule, pairs: Sequence[tuple[str, str]]) -> Figures:
    """Accuracy; precision (where anything was called so) and recall of each kind that is no position."""
    called = [(gold, rule(text)) for gold, text in pairs]
    found: Figures = {"right": sum(gold == said for gold, said in called) / len(called)}
    for name in ("testimony", "emotion"):
        right = sum(gold == said == name for gold, said in called)
        made, true = (sum(one[side] == name for one in called) for side in (1, 0))
        found |= {f"{name}_p": right / made} if made else {}
        found |= {f"{name}_r": right / true} if true else {}
    return found


def ours() -> dict[str, Figures]:
    """By language, both halves; then all languages, by each rule."""
    every = {lang: {half: list(map(pair, lines)) for half, lines in halves.items()} for lang, halves in read(OURS).items()}
    found: dict[str, Figures] = {}
    for lang, halves in every.items():
        dev = scores(kind, halves["dev"])
        found[lang] = {"right_dev": dev["right"]} | {
            f"{name}_held": value for name, value in scores(kind, halves["held"]).items()
        }
    for name, rule in RULES.items():
        held = scores(rule, [one for halves in every.values() for one in halves["held"]])
        found[f"all, {name}"] = {f"{figure}_held": value for figure, value in held.items()}
    return found


def hard() -> dict[str, Figures]:
    """The harder sentences, by language, then all by each rule."""
    every = {lang: list(map(pair, [*halves["dev"], *halves["held"]])) for lang, halves in read(HARD).items()}
    whole = [one for pairs in every.values() for one in pairs]
    found = {f"{lang}, hard": scores(kind, pairs) for lang, pairs in every.items()}
    return found | {f"all hard, {name}": scores(rule, whole) for name, rule in RULES.items()}


def labelled() -> dict[str, Figures]:
    """Shares of GoEmotions' comments that each rule calls emotion, and testimony."""
    folder = LABELLED / "goemotions/data/original"
    names = (folder / "labels.txt").read_text("utf-8").split()
    rows = [line.split("\t") for file in ("train.tsv", "dev.tsv") for line in (folder / file).read_text("utf-8").splitlines()]
    groups: dict[str, list[str]] = {"strong feeling": [], "neutral": []}
    for text, labels, _ in rows:
        said = {names[int(one)] for one in labels.split(",")}
        if said <= STRONG or said == {"neutral"}:
            groups["neutral" if said == {"neutral"} else "strong feeling"].append(text)
    return {name: {"comments": len(texts)} | shares(list(map(kind, texts))) for name, texts in groups.items()}


def shares(called: Sequence[str]) -> Figures:
    """The shares of texts called emotion, and testimony."""
    return {f"called_{name}": called.count(name) / len(called) for name in ("emotion", "testimony")}


def real(draw: str) -> list[str]:
    """All distinct sentences of a draw's collections, in the order of their hashes."""
    texts = {one for name in DRAWS[draw] for one in sentences(distinct(COLLECTIONS[name](), TEXTS[draw]))}
    return sorted(texts, key=hashed)


def waiting(draw: str) -> Iterator[str]:
    """What is to be judged of a draw: so many of each kind as called, not yet judged, in an order that tells nothing."""
    done, drawn = {row[1] for row in judgements()}, list[str]()
    called = [(one, kind(one)) for one in real(draw)]
    for name, most in zip(KINDS, EACH[draw], strict=True):
        drawn += [one for one, said in called if said == name][:most]
    random.Random(5).shuffle(drawn)
    yield from (f"{hashed(one)} {one!r}" for one in drawn if hashed(one) not in done)


def judgements() -> list[tuple[str, str, str, str]]:
    """Rows of a draw, a hash, what the sentence was called when drawn, what it is."""
    return [tuple(row) for row in json.loads(JUDGED.read_text("utf-8"))]


def judged() -> dict[str, Figures]:
    """Of the sentences of each draw that were called so, how many are of each kind; and what of the first is called so now."""
    rows, found = judgements(), dict[str, Figures]()
    for draw in DRAWS:
        for name in KINDS:
            if gold := [label for where, _, called, label in rows if (where, called) == (draw, name)]:
                found[f"{draw} draw, called {name}"] = of_kinds(gold)
    labels = {name: label for where, name, _, label in rows if where == "first"}
    called = [(labels[hashed(one)], kind(one)) for one in real("first") if hashed(one) in labels]
    for name in KINDS:
        found[f"first draw, called {name} now"] = of_kinds([label for label, said in called if said == name])
    return found


def of_kinds(gold: Sequence[str]) -> Figures:
    """How many sentences, and the share of each kind."""
    return {"sentences": len(gold)} | {f"is_{one}": gold.count(one) / max(1, len(gold)) for one in KINDS}


def wrong() -> list[str]:
    """The dev sentences told wrongly."""
    lines = [line for halves in read(OURS).values() for line in halves[HALVES[0]]]
    return [f"{kind(pair(line)[1])}: {line}" for line in lines if kind(pair(line)[1]) != pair(line)[0]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Shows what waits for judgement, or measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", action="store_true", help="print the dev sentences that are told wrongly")
    parser.add_argument("--show", choices=sorted(DRAWS), help="print the real sentences of a draw that wait for judgement")
    asked = parser.parse_args(arguments)
    if asked.show or asked.dev:
        print("\n".join([*(wrong() if asked.dev else ()), *(waiting(asked.show) if asked.show else ())]))
        return
    parts = (ours(), hard(), labelled(), judged())
    data = "kinds.txt and kinds_hard.txt, ours; labelled/goemotions; judged/kinds.json"
    save(
        "kinds",
        parts[0]["all, hubbub"],
        data,
        "python -m evals.viewpoints.kinds",
        {k: v for part in parts for k, v in part.items()},
    )
    table("kinds", "\n\n".join("\n".join(grid(part)) for part in parts).split("\n"))


if __name__ == "__main__":
    main()
