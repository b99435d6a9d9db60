"""Is the view that is put inside a broader one a narrower version of it?

Pairs of key points, one inside the other, drawn by hash and judged by one reader: `narrower` (whoever says it says the broader
one too, in other words or with more to it), `near` (another point about the same thing), `no`. The rule was made stricter by
what `dev` showed; `held` is what is reported. `judged/families.json` holds hashes and judgements, no text.
usage: python -m evals.viewpoints.families [--show]
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from evals.planted import distinct
from evals.viewpoints.judged import COLLECTIONS, hashed
from evals.viewpoints.results import grid, save, table
from hubbub.models.language import language
from hubbub.models.text import key, plain
from hubbub.quality import MATCHER, search
from hubbub.viewpoints.broader import broader
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.sample import Sample, Settings
from hubbub.viewpoints.sentences import split
from hubbub.viewpoints.space import encode
from hubbub.viewpoints.verify import likeness, unify

JUDGED = Path(__file__).parents[1] / "judged" / "families.json"
PART = {"dev": ("worldcup", "television", "bluesky"), "held": ("trailer", "netflix")}
EACH = 40  # pairs a collection
MOST = 3_000  # texts of a collection


def families(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Key points with the broader one that each is inside, as the product finds them at balanced."""
    model, judge, bounds = search(MATCHER, "balanced")
    said = [(n, text[start:end]) for n, text in enumerate(texts) for start, end in split(text)]
    words, langs = [one for _, one in said], [language(plain(text)) or "und" for text in texts]
    voices, tongues = np.array([n for n, _ in said]), [langs[n] for n, _ in said]
    sample = Sample(words, encode(model, words), voices, tongues, [key(one) for one in words])
    settings, odds = Settings(across=model.many, **bounds), judge.odds if judge else None
    points = discover(sample, settings, odds or likeness).points
    kept = [points[n] for n in sorted(set(unify(sample, points, settings, odds or likeness)))]
    for n, m in broader(sample, kept, settings, odds).items():
        if sample.langs[kept[n].index] == "en":
            yield words[kept[n].index], words[kept[m].index]


def drawn(collection: str) -> tuple[int, list[tuple[str, str]]]:
    """How many pairs a collection has, and EACH of them by hash."""
    found = sorted(families(distinct(COLLECTIONS[collection](), MOST)), key=lambda pair: hashed("\0".join(pair)))
    return len(found), found[:EACH]


def judgements() -> dict[str, str]:
    """By the pair's hash."""
    return dict(json.loads(JUDGED.read_text("utf-8"))) if JUDGED.exists() else {}


def measure(known: dict[str, str]) -> dict[str, dict[str, float]]:
    """Shares of the judged pairs of each part, and how many pairs it has."""
    return {name: part(collections, known) for name, collections in PART.items()}


def part(collections: Sequence[str], known: dict[str, str]) -> dict[str, float]:
    """The figures of some collections together."""
    total, said = 0, Counter[str]()
    for collection in collections:
        number, pairs = drawn(collection)
        total += number
        said.update(known.get(hashed("\0".join(pair)), "") for pair in pairs)
    return shares(said) | {"pairs_found": float(total)}


def shares(said: Counter[str]) -> dict[str, float]:
    """Of the judged."""
    judged = max(1, said.total() - said[""])
    return {"judged": float(said.total() - said[""]), "narrower": said["narrower"] / judged, "near": said["near"] / judged}


def main(arguments: Sequence[str] | None = None) -> None:
    """Shows what waits for judgement, or measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the pairs not yet judged")
    known = judgements()
    if parser.parse_args(arguments).show:
        for collection in (one for several in PART.values() for one in several):
            for pair in drawn(collection)[1]:
                if hashed("\0".join(pair)) not in known:
                    print(f"{hashed(chr(0).join(pair))} [{collection}]\n   {pair[0]!r}\n   inside {pair[1]!r}")
        return
    found = measure(known)
    save("families", found["held"], "judged/families.json", "python -m evals.viewpoints.families", found)
    table("families", grid(found))


if __name__ == "__main__":
    main()
