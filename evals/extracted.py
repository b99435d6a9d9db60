"""T1 on extracted text: `python -m evals.extracted [--part 0|1] [--show LAYOUT]`. Writes `evals/results/T1_extracted.json`.

Scored as `../shared/seed/score.py` does: a post is found when its text is exact, white space folded, leading mentions
optional. Part 1 with its own seed is the score that is committed; rules were developed on part 0 with other seeds.
"""

import argparse
import json
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

from evals.composed import DAMAGES, POSTS, Case, Gold, pieces
from evals.layouts import LAYOUTS, POSTS_EACH, SHAPES, bare, compose
from hubbub.readers.article.embeds import embeds
from hubbub.readers.article.emoji import rejoin
from hubbub.readers.article.found import Embed

RESULTS = Path(__file__).parent / "results" / "T1_extracted.json"
TRUTH = Path(__file__).parents[2] / "shared" / "data" / "articles" / "aeb_groundtruth" / "ground-truth.json"
SEEDS = (7, 2031)  # development, scoring
FIELDS = ("handle", "name", "platform", "day")


def cases(part: int) -> Iterator[Case]:
    """Every layout with every damage, and in every shape."""
    chance = random.Random(SEEDS[part])
    given = pieces(part)
    cells = [(layout, damage, "spaced") for layout in LAYOUTS for damage in DAMAGES]
    cells += [(layout, "none", shape) for layout in LAYOUTS for shape in SHAPES if shape != "spaced"]
    for layout, damage, shape in cells:
        yield compose(chance.sample(given, POSTS_EACH), layout, damage, shape, chance)


def folded(text: str) -> str:
    """A text as posts are compared."""
    return bare(unicodedata.normalize("NFC", text))


def invented(article: str, found: list[Embed]) -> int:
    """Characters of recovered posts that their own stretch of the article does not hold, joiners aside."""
    count = 0
    for one in found:
        there = Counter("".join(article[one.start : one.end].split()))
        mine = Counter("".join((one.text or "").split()).replace("\u200d", ""))
        count += (mine - there).total()
    return count


def judge(case: Case) -> Counter[str]:
    """What is right and wrong in one article."""
    found = [one for one in embeds(case.text) if one.text is not None]
    waiting = list(found)
    counts = Counter(wanted=len(case.gold), returned=len(found), invented=invented(case.text, found))
    places = []
    for gold in case.gold:
        keys = {folded(text) for text in gold.texts}
        one = next((each for each in waiting if folded(each.text or "") in keys), None)
        if one is None:
            continue
        waiting.remove(one)
        places.append(one.start)
        counts["exact"] += 1
        counts.update(agreeing(gold, one))
    counts["ordered"] = int(places == sorted(places)) * len(places)
    return counts


def agreeing(gold: Gold, one: Embed) -> list[str]:
    """Which fields of a found post are right."""
    same = {
        "handle": (one.handle or "").lower() == (gold.handle or "").lower(),
        "name": one.name == gold.name,
        "platform": one.platform == gold.platform,
        "day": gold.day is None or (one.created_at is not None and one.created_at.date() == gold.day),
    }
    return [name for name in FIELDS if same[name]]


def figures(counts: Counter[str]) -> dict[str, float]:
    """Shares, from counts."""
    exact, wanted, returned = counts["exact"], counts["wanted"], counts["returned"]
    shares = {name: round(counts[name] / max(1, exact), 4) for name in (*FIELDS, "ordered")}
    return {
        "post_f1": round(2 * exact / max(1, wanted + returned), 4),
        "precision": round(exact / max(1, returned), 4),
        "exact_text": round(exact / max(1, wanted), 4),
        "invented_characters": counts["invented"],
        **shares,
        "posts": wanted,
    }


def plain() -> dict[str, int]:
    """Posts found in real articles that hold none: ground-truth bodies in which no handle is signed or headed."""
    bodies = [one["articleBody"] for one in json.loads(TRUTH.read_text("utf-8")).values()]
    without = [body for body in bodies if "(@" not in body]
    return {"articles": len(without), "false_finds": sum(len(embeds(body)) for body in without)}


def joiners() -> dict[str, int]:
    """How often the emoji that `rejoin` joins stand joined, and how often apart, in posts whose joiners are kept."""
    counts = {"joined": 0, "apart": 0}
    for path in sorted(POSTS.rglob("*")):
        if path.suffix in {".csv", ".json", ".txt"}:
            text = regex.sub(r"\\u[\da-f]{4}(?:\\u[\da-f]{4})*", escaped, path.read_text("utf-8", "replace"))
            plain = text.replace("\u200d", "")
            apart = rejoin(text).count("\u200d") - text.count("\u200d")
            counts["apart"] += apart
            counts["joined"] += rejoin(plain).count("\u200d") - apart
    return counts


def escaped(found: "regex.Match[str]") -> str:
    """JSON's escapes as the characters they stand for."""
    return bytes.fromhex(found[0].replace("\\u", "")).decode("utf-16-be", "replace")


def measure(part: int) -> dict[str, Any]:
    """All figures of one part."""
    tables: dict[str, dict[str, Counter[str]]] = {name: defaultdict(Counter) for name in ("layout", "damage", "shape")}
    total: Counter[str] = Counter()
    for case in cases(part):
        counts = judge(case)
        total += counts
        for name, table in tables.items():
            if (case.shape == "spaced") if name != "shape" else (case.damage == "none"):
                table[getattr(case, name)] += counts
    by = {name: {key: figures(counts) for key, counts in table.items()} for name, table in tables.items()}
    return {"part": part, "seed": SEEDS[part], **figures(total), "plain_articles": plain(), "joiners": joiners(), **by}


def show(part: int, wanted: str) -> None:
    """Prints what went wrong in the articles of one layout, damage or shape."""
    for case in cases(part):
        if wanted not in (case.layout, case.damage, case.shape):
            continue
        found = [one for one in embeds(case.text) if one.text is not None]
        keys = {folded(text) for gold in case.gold for text in gold.texts}
        wrong = [one for one in found if folded(one.text or "") not in keys]
        missed = [
            gold for gold in case.gold if not {folded(text) for text in gold.texts} & {folded(one.text or "") for one in found}
        ]
        for one in wrong:
            print(case.layout, "/", case.damage, "/", case.shape, "WRONG", one.handle, repr(one.text))
        for gold in missed:
            print(case.layout, "/", case.damage, "/", case.shape, "MISSED", gold.handle, gold.texts)


def main() -> None:
    """Measures, prints and, for the scoring part, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", type=int, choices=(0, 1), default=1)
    parser.add_argument("--show")
    given = parser.parse_args()
    if given.show:
        show(given.part, given.show)
        return
    result = measure(given.part)
    print(json.dumps(result, indent=1, ensure_ascii=False))
    if given.part == 1:
        RESULTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
