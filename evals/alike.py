"""Real posts that look alike and are no copies: scores of matches, lines of songs, sentences made from one template.

Of all pairs of a collection's natural texts that have LOOK percent of their characters in common, how many of each kind there
are; of the texts that the stage joins to another, how many of that kind were judged wrong by the reader of `judged/copies.json`.
*Score*: both tell a result ("2-1", "3 : 0"), and not the same. *Song*: comments under music that share a line of SUNG words which
OFTEN others have too. *Template*: at least SAME words the same, and in at most OWN places others. usage: python -m evals.alike
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence

from evals.copies import JUDGED, joined, name
from evals.planted import PARTS, distinct, near
from evals.viewpoints.results import grid, rounded, save, table
from hubbub.copies.likeness import places
from hubbub.copies.shingles import squash
from hubbub.models.text import key

LOOK, SUNG, OFTEN, SAME, OWN = 60, 6, 3, 4, 3
MOST = 6_000  # texts of each collection, as in `evals.copies`
RESULT = re.compile(r"(?<![\w:.-])\d{1,2} ?[-–:] ?\d{1,2}(?![\w:.-])")
MUSIC = frozenset({"youtube"})
KINDS = ("score", "song", "template", "other")


def results(text: str) -> set[str]:
    """The results of matches that a text tells."""
    return {re.sub(r"\D+", "-", one) for one in RESULT.findall(text)}


def lines(text: str) -> set[tuple[str, ...]]:
    """All runs of SUNG words."""
    words = key(text).split()
    return {tuple(words[n : n + SUNG]) for n in range(len(words) - SUNG + 1)}


def kind(one: str, other: str, sung: set[tuple[str, ...]]) -> str:
    """What makes two texts look alike."""
    told = results(one), results(other)
    if all(told) and told[0] != told[1]:
        return "score"
    if lines(one) & lines(other) & sung:
        return "song"
    left, right = key(one).split(), key(other).split()
    apart = list(places(left, right))
    own = sum(len(part) for place in apart for part in place)
    return "template" if len(apart) <= OWN and len(left) + len(right) - own >= 2 * SAME else "other"


def measured(texts: Sequence[str], music: bool, judged: dict[str, str]) -> dict[str, Counter[str]]:
    """Pairs that look alike, texts joined, joined ones judged and judged wrong, by kind."""
    every = Counter(line for text in texts for line in lines(text)) if music else Counter()
    sung = {line for line, times in every.items() if times >= OFTEN}
    found = {what: Counter[str]() for what in ("look alike", "joined", "judged", "wrong")}
    for pairs in near([squash(key(text)) for text in texts], LOOK):
        found["look alike"].update(kind(texts[one], texts[other], sung) for one, other in zip(*pairs, strict=True))
    for one, other, _, _ in joined(list(texts)):
        what, said = kind(one, other, sung), judged.get(name(one, other), "")
        found["joined"][what] += 1
        found["judged"][what] += bool(said)
        found["wrong"][what] += said == "distinct"
    return found


def row(counts: dict[str, int]) -> dict[str, float]:
    """The counts of a kind, and the share of joined texts judged that are copies."""
    return {**counts, **({"precision": 1 - counts["wrong"] / counts["judged"]} if counts["judged"] else {})}


def collected(judged: dict[str, str]) -> dict[str, dict[str, Counter[str]]]:
    """Each part's counts: what is counted to kind to number."""
    parts: dict[str, dict[str, Counter[str]]] = {}
    for part, collections in PARTS.items():
        total: dict[str, Counter[str]] = {}
        for collection, read in collections.items():
            found = measured(distinct(read(), MOST), collection in MUSIC, judged)
            total = {figure: total.get(figure, Counter[str]()) + counts for figure, counts in found.items()}
            print(part, collection, {figure: dict(counts) for figure, counts in found.items()}, flush=True)
        parts[part] = total
    return parts


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and saves."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter).parse_args(arguments)
    parts = collected(json.loads(JUDGED.read_text("utf-8")))
    names = next(iter(parts.values()))
    found = {what: row({one: sum(part[one][what] for part in parts.values()) for one in names}) for what in KINDS}
    found |= {f"{name}, {what}": row({one: part[one][what] for one in names}) for name, part in parts.items() for what in KINDS}
    figures = {f"precision_{what}": found[what]["precision"] for what in KINDS if "precision" in found[what]}
    save("alike", figures, "posts/* and labelled sets; merges judged by one reader", "python -m evals.alike", found)
    table("alike", grid(rounded(found)))


if __name__ == "__main__":
    main()
