"""Does what the product puts under a key point make the point, in posts that are not in English?

Comments under music videos that are told to be in one language, MOST of each drawn by seed; nothing was trained on them and no
bound was chosen by them. Members in other words than the key point's, EACH of a language and quality drawn by hash, were judged
by one reader who was not told which quality they came from. `judged/abroad.json`: language, hash of the sentence, hash of the
key point, judgement (as in `members.py`); no text.

usage: python -m evals.viewpoints.abroad [--show]     (--show prints members not yet judged, to be read)
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from evals.planted import distinct
from evals.viewpoints.judged import COLLECTIONS, hashed
from evals.viewpoints.members import ask, name, shares, shown
from evals.viewpoints.method import members
from evals.viewpoints.results import grid, save, table
from hubbub.models.language import language
from hubbub.models.text import plain

JUDGED = Path(__file__).parents[1] / "judged" / "abroad.json"
LANGS = ("es", "pt", "fr", "de", "it", "ja", "ar")
QUALITIES = ("e5", "fast")
MOST, EACH = 1_000, 20  # texts and members of a language
Pairs = list[tuple[str, str]]  # sentence, key point


@cache
def texts() -> dict[str, list[str]]:
    """Comments by language."""
    found = defaultdict[str, list[str]](list)
    for text in distinct(COLLECTIONS["youtube"](), 10**6):
        found[language(plain(text)) or ""].append(text)
    return {lang: random.Random(7).sample(found[lang], min(MOST, len(found[lang]))) for lang in LANGS}


@cache
def drawn(lang: str, quality: str) -> tuple[int, Pairs]:
    """How many members a language has at a quality, and EACH of them by hash."""
    whole = texts()[lang]
    found = sorted({(text, point) for text, point, _ in members(whole, quality, [lang] * len(whole))}, key=name)
    return len(found), found[:EACH]


def judgements() -> dict[tuple[str, str], str]:
    """Of hashes of sentence and key point, what a reader said."""
    return {(text, point): label for _, text, point, label in json.loads(JUDGED.read_text("utf-8"))}


def measure(quality: str) -> dict[str, dict[str, float]]:
    """Of each language and of all: texts, members, and shares of those judged."""
    labels, found, every = judgements(), {}, Counter[str]()
    for lang in LANGS:
        number, pairs = drawn(lang, quality)
        said = Counter(labels.get((hashed(text), hashed(point)), "") for text, point in pairs)
        found[f"{lang} {quality}"] = {"texts": float(len(texts()[lang])), "members": float(number)} | shares(said)
        every += said
    total = {one: sum(part[one] for part in found.values()) for one in ("texts", "members")}
    return found | {f"all {quality}": total | shares(every)}


def show() -> None:
    """Prints what is to be judged, in an order that tells nothing of where it came from."""
    done = judgements()
    waiting = sorted({(lang, *pair) for lang in LANGS for quality in QUALITIES for pair in drawn(lang, quality)[1]})
    ask([row for row in waiting if (hashed(row[1]), hashed(row[2])) not in done])


def main(arguments: Sequence[str] | None = None) -> None:
    """Shows what waits for judgement, or measures and saves."""
    if shown(arguments, __doc__):
        show()
        return
    found = {name: figures for quality in QUALITIES for name, figures in measure(quality).items()}
    save("abroad", found["all e5"], "judged/abroad.json", "python -m evals.viewpoints.abroad", found)
    table("abroad", grid(found))


if __name__ == "__main__":
    main()
