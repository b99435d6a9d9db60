"""Does the sentence make the point? Pairs drawn from real collections and judged by careful reading.

`judged/pairs.json` holds hashes of the texts, scores and judgements, no text: `yes` makes the point, `part` makes some of it
or only with goodwill, `no` is about something else, or says another thing of it. The pairs are each sentence's nearest key
point as the product found them by static score from .40 on, drawn by hash, equally many a band of scores; a key point's own
words are left out. `held` is what is reported: four collections that nothing was trained on, asked as the product asks, with the
bounds of each quality; figures of several odds had been seen there when those were first set, so they are not quite a blind test
of that. `learn` (pairs that share a word) and `more` (drawn by how many of their words they share, so that more make the point)
are of other collections, for training; `dev` is what is left of theirs for looking at.

usage: python -m evals.viewpoints.judged [--show dev|held|learn|more]     (--show prints pairs not yet judged, to be read)
"""

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.sources import column
from evals.planted import DEV, HELD, SEEN, distinct, of
from evals.viewpoints.method import Asked
from evals.viewpoints.results import grid, save, table
from hubbub.models import encoder
from hubbub.models.language import language
from hubbub.models.text import key, plain
from hubbub.viewpoints.assign import Assigner
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.polarity import content
from hubbub.viewpoints.sample import Sample, Settings
from hubbub.viewpoints.sentences import split
from hubbub.viewpoints.space import encode
from hubbub.viewpoints.verify import Known

JUDGED = Path(__file__).parents[1] / "judged" / "pairs.json"
COLLECTIONS = {name: DEV[name] for name in ("netflix", "movies", "youtube")} | {
    name: SEEN[name] for name in ("worldcup", "television", "bluesky", "trailer", "tweepfake")
}
COLLECTIONS["thrones"] = of("got_reddit_seasons/finalproject/out/dataframes/*.csv", column("comment"))
COLLECTIONS |= HELD
PARTS = {
    "dev": ("netflix", "movies"),
    "held": ("worldcup", "television", "bluesky", "trailer"),
    "learn": ("netflix", "movies", "youtube", "thrones", "tweepfake"),
    "more": ("netflix", "movies", "youtube", "thrones", "tweepfake", *HELD),
}
TAUGHT = ("learn", "more")  # parts that matchers learn from
BANDS = (400_000, 500_000, 600_000, 700_000, 800_000)  # from which score on
EACH = {"dev": 16, "held": 16, "learn": 30, "more": 22}  # pairs a collection and band
SHARES = (0.1, 0.25, 0.5)  # of words in common
SHORT = 140  # characters of a text of `more`
MOST = 4_000  # texts of a collection
LOOSE = Settings(threshold=BANDS[0])
YES = {"yes": 1.0, "part": 0.5, "no": 0.0}


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, the key point it was put under, its static score in millionths."""

    collection: str
    text: str
    point: str
    score: int

    @property
    def name(self) -> str:
        """Stands for the pair without its words."""
        return hashed(f"{self.text}\0{self.point}")


def pairs(collection: str) -> list[Pair]:
    """Every sentence of a collection that falls to a key point, in other words than the key point's."""
    texts = distinct(COLLECTIONS[collection](), MOST)
    said = sentences(texts)
    voices = np.array([n for n, text in enumerate(texts) for _ in split(text)])
    langs = [tongue for text in texts for tongue in [language(plain(text)) or "und"] for _ in split(text)]
    sample = Sample(said, encode(encoder("potion"), said), voices, langs, [key(one) for one in said])
    found = discover(sample, LOOSE)
    rows, points, scores = Assigner(sample, found, LOOSE).assign(said, sample.vectors, langs)
    spoken = [said[point.index] for point in found.points]
    return [
        Pair(collection, said[row], spoken[point], int(score))
        for row, point, score in zip(rows.tolist(), points.tolist(), scores.tolist(), strict=True)
        if key(said[row]) != key(spoken[point]) and langs[row] == "en"
    ]


def drawn(collection: str, part: str) -> list[Pair]:
    """EACH pairs of every band, by hash, no two of one key point or of one sentence."""
    found = pairs(collection)
    if part == "more":
        kept = [one for one in found if max(len(one.text), len(one.point)) <= SHORT]
        return picked(kept, EACH[part], {one.name for one in drawn(collection, "learn")}, shared)
    if part == "learn":
        kept = [one for one in found if one.score >= BANDS[1] and content(one.text) & content(one.point)]
        return picked(kept, EACH[part], {one.name for one in picked(found, EACH["dev"])})
    return picked(found, EACH[part])


def banded(one: Pair) -> int:
    """The band of a pair's score."""
    return int(np.searchsorted(BANDS, one.score, side="right"))


def shared(one: Pair) -> int:
    """The band of a pair's share of words in common."""
    left, right = (frozenset(key(text).split()) for text in (one.text, one.point))
    return int(np.searchsorted(SHARES, len(left & right) / len(left | right), side="right"))


def picked(found: list[Pair], each: int, without: Set[str] = frozenset(), band_of: Callable[[Pair], int] = banded) -> list[Pair]:
    """So many pairs of every band, by hash, no two of one key point or of one sentence."""
    bands: dict[int, list[Pair]] = defaultdict(list)
    points, texts = set(), set()
    for one in sorted(found, key=lambda pair: pair.name):
        band = band_of(one)
        if one.point in points or one.text in texts or len(bands[band]) >= each or one.name in without:
            continue
        bands[band].append(one)
        points.add(one.point)
        texts.add(one.text)
    return [one for band in sorted(bands) for one in bands[band]]


def known(part: str) -> Iterator[tuple[Pair, str]]:
    """The judged pairs of a part, with their judgements; their texts are found again by hash. A sentence that is cut otherwise
    since it was judged is not found, and its pair left out: of the 306 held ones, `pairs` says how many are left."""
    rows = [row for row in judgements() if row[0] == part]
    for collection in sorted({row[1] for row in rows}):
        texts = by_hash(distinct(COLLECTIONS[collection](), MOST))
        for _, _, text, point, score, label in (row for row in rows if row[1] == collection):
            if text in texts and point in texts:
                yield Pair(collection, texts[text], texts[point], score), label


def judgements() -> list[tuple[str, str, str, str, int, str]]:
    """Rows of part, collection, hash of the sentence, hash of the key point, static score, judgement."""
    return [tuple(row) for row in json.loads(JUDGED.read_text("utf-8"))]


def sentences(texts: Sequence[str]) -> list[str]:
    """All sentences of texts."""
    return [text[start:end] for text in texts for start, end in split(text)]


def by_hash(texts: Sequence[str]) -> dict[str, str]:
    """All sentences of texts, each by what stands for it in judgements."""
    return {hashed(one): one for one in sentences(texts)}


def hashed(text: str) -> str:
    """Stands for a text."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def show(part: str) -> None:
    """Prints what is to be judged, in an order that tells nothing of the score."""
    done = {(row[2], row[3]) for row in judgements()}
    whole = [one for collection in PARTS[part] for one in drawn(collection, part)]
    waiting = [one for one in whole if (hashed(one.text), hashed(one.point)) not in done]
    random.Random(3).shuffle(waiting)
    for one in waiting:
        print(f"{hashed(one.text)} {hashed(one.point)} {one.score} [{one.collection}]")
        print(f"   says  {one.text!r}\n   point {one.point!r}")


def measure(part: str) -> dict[str, dict[str, float]]:
    """How often what the second look of each quality leaves together makes the point, and how much of what makes it is kept; and
    what vectors of words put together."""
    rows = list(known(part))
    gold, scores = np.array([YES[label] for _, label in rows]), np.array([pair.score for pair, _ in rows])
    found = {"near by vectors of words": kept(gold, scores >= Settings().threshold)}
    several = list(asked([pair for pair, _ in rows]))
    for quality in ("fast", "balanced", "best"):
        found[quality] = kept(gold, np.concatenate([one.together(quality) for one in several]))
    return found | {"pairs": {"pairs": len(gold)}}


def asked(rows: Sequence[Pair]) -> Iterator[Asked]:
    """The pairs of each collection, one after the other as `known` gives them, and what its sentences are about."""
    for collection, some in groupby(rows, lambda one: one.collection):
        pairs_, said = list(some), sentences(distinct(COLLECTIONS[collection](), MOST))
        yield Asked([one.text for one in pairs_], [one.point for one in pairs_], Known.of(said, ["en"] * len(said)))


def kept(gold: NDArray[np.float64], together: NDArray[np.bool_]) -> dict[str, float]:
    """The figures of what is put together."""
    return {
        "pairs_together": float(together.sum()),
        "makes_the_point": float((gold[together] == 1).mean()),
        "at_least_partly": float((gold[together] > 0).mean()),
        "of_those_that_make_it": float(together[gold == 1].mean()),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Shows what waits for judgement, or measures and saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", choices=sorted(PARTS))
    asked = parser.parse_args(arguments)
    if asked.show:
        show(asked.show)
        return
    found = measure("held")
    save("judged", found["balanced"], "judged/pairs.json, held", "python -m evals.viewpoints.judged", found)
    table("judged", grid(found))


if __name__ == "__main__":
    main()
