"""Copies said in other words: what finds them, and whether their words can tell them from two writers on one topic.

Real long texts (LONG words or more) are reworded as campaign letters and agency copy are. Three ways to candidates
are compared (`copies`: bands and anchors as they are; `runs`: MinHash over word triples, one row a band; `vectors`: signs of
random projections of the encoder's vectors), then the share of word triples that two texts have in common, at several
bounds; and `stage`, what the stage puts together as it is. "Wrong" are pairs not planted, some of which copy each other all
the same. Half of the texts, by hash, are for choosing bounds (`dev`), the other half for the figures (`held`).
usage: python -m evals.reworded [--part dev|held] [--show N]
"""

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain, combinations, pairwise
from pathlib import Path
from time import process_time
from zlib import crc32

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from evals.copies import grouped
from evals.planted import DEV, SEEN, Row, apart, distinct
from hubbub.copies.likeness import tokens
from hubbub.copies.shingles import bands, splitmix
from hubbub.models.static import Static
from hubbub.models.text import key

HERE = Path(__file__).parent
LONG = 40  # words
SETS = {one: (DEV | SEEN)[one] for one in ("movies", "netflix", "youtube", "television")}
MOST = 1_200  # texts of each set and part
SHARE = 0.25  # of texts that are reworded
TABLES, SIGNS = 10, 12  # buckets of vectors a text, and signs a bucket
BOUNDS = (0.1, 0.15, 0.2, 0.3, 0.4)
RUNS = 10  # buckets of word triples a text
SEED = 5
OTHERS = """big large|good fine|great excellent|bad poor|very really|but yet|because since|also too|show series
|movie film|people folks
|think believe|want wish|need require|start begin
|end finish|many numerous|maybe perhaps|whole entire|only just|however still
|buy purchase|help assist|ask request|get obtain|show display|say state|said stated|made created|make create|love adore
|like enjoy
|kids children|guy man|seems appears|while whereas|often frequently|almost nearly|enough sufficient
|about regarding|before prior"""
SYNONYMS = {one: other for pair in OTHERS.replace("\n", "").split("|") for one, other in [pair.split()]}
OPENINGS = (
    "I am writing as somebody who lives here.",
    "This matters to me and to my neighbours.",
    "Please take a minute for this.",
)
CLOSINGS = ("Thank you for reading.", "I hope that you will act on it.", "Others in my street say the same.")
PLAIN = ("really", "simply", "quite", "indeed", "rather", "somehow", "clearly", "often")
Found = set[tuple[int, int]]


def sentences(text: str) -> list[str]:
    """Rough sentences: enough to turn round and to join."""
    return re.split(r"(?<=[.!?])\s+", text.strip())


def synonyms(text: str, _: random.Random) -> str:
    """Every word that the list knows, changed."""
    return " ".join(SYNONYMS.get(word.lower(), word) for word in text.split())


def framed(text: str, draw: random.Random) -> str:
    """A sentence of one's own before and one after."""
    return f"{draw.choice(OPENINGS)} {text} {draw.choice(CLOSINGS)}"


def turned(text: str, draw: random.Random) -> str:
    """Sentences in another order."""
    parts = sentences(text)
    return " ".join(draw.sample(parts, len(parts)))


def dropped(text: str, draw: random.Random) -> str:
    """A fifth of the clauses left out."""
    parts = re.split(r"(?<=[,;.!?])\s+", text)
    return " ".join(part for part in parts if draw.random() > 0.2 or len(parts) < 3)


def joined(text: str, draw: random.Random) -> str:
    """Sentences joined by a connective."""
    return re.sub(r"[.!?]\s+(\w)", lambda found: f", {draw.choice(('and', 'so', 'while'))} {found[1].lower()}", text)


def every(step: int) -> Callable[[str, random.Random], str]:
    """Every so-many-th word another one."""

    def edit(text: str, draw: random.Random) -> str:
        start = draw.randrange(step)
        return " ".join(draw.choice(PLAIN) if n % step == start else word for n, word in enumerate(text.split()))

    return edit


EDITS: dict[str, tuple[Callable[[str, random.Random], str], ...]] = {
    "light": (synonyms, joined),
    "middle": (synonyms, joined, dropped, every(9)),
    "strong": (synonyms, turned, dropped, every(6)),
    "strongest": (synonyms, turned, dropped, joined, every(4)),
    "framed": (synonyms, framed, every(9)),
}


def longs(part: str, texts: Iterable[str]) -> Iterator[str]:
    """The long texts of one half."""
    half = int(part == "held")
    return (one for one in texts if len(one.split()) >= LONG and sha256(one.encode()).digest()[0] % 2 == half)


def planted(texts: list[str]) -> tuple[list[str], dict[tuple[int, int], str]]:
    """All texts with reworded ones among them, and the true pairs, each with how strongly."""
    draw, rows, true = random.Random(SEED), list(texts), {}
    for number, text in enumerate(texts):
        if draw.random() < SHARE:
            edit = draw.choice(sorted(EDITS))
            said = text
            for one in EDITS[edit]:
                said = one(said, draw)
            true[number, len(rows)] = edit
            rows.append(said)
    return rows, true


def met(named: Iterable[tuple[int, int]]) -> Found:
    """Candidates of buckets as the stage makes them: with the first in a bucket and with the one before. Reads (bucket, id)."""
    held: dict[int, list[int]] = defaultdict(list)
    for bucket, one in named:
        held[bucket].append(one)
    found = chain.from_iterable(pairwise(ids) for ids in map(sorted, held.values()))
    firsts = ((ids[0], one) for ids in map(sorted, held.values()) for one in ids[1:])
    return {pair for pair in chain(found, firsts) if pair[0] != pair[1]}


def present(keys: list[str]) -> Iterator[tuple[int, int]]:
    """The stage's own buckets."""
    made = bands(pa.RecordBatch.from_pydict({"id": range(len(keys)), "key": keys}))
    return zip(made.column("band").to_pylist(), made.column("id").to_pylist(), strict=True)


def triples(named: str) -> list[str]:
    """All three words running."""
    words = tokens(named)
    return [" ".join(words[n : n + 3]) for n in range(len(words) - 2)]


def runs(keys: list[str]) -> Iterator[tuple[int, int]]:
    """RUNS buckets a text: the least of its word triples, by as many hashes (MinHash of single rows)."""
    salts = splitmix(RUNS) | np.uint64(1)
    for place, named in enumerate(keys):
        hashes = np.array([crc32(one.encode()) for one in triples(named)], np.uint64)
        for number, salt in enumerate(salts if len(hashes) else ()):
            yield (int((hashes * salt >> np.uint64(16)).min()) << 8) + number, place


def vectors(keys: list[str], encoder: Static) -> Iterator[tuple[int, int]]:
    """Signs of random projections (Charikar 2002) of the vectors less their middle, in whole numbers."""
    seen = encoder.encode(keys).astype(np.int64)
    centred = seen - seen.sum(axis=0) // len(seen)
    draw = np.random.default_rng(SEED)
    for table in range(TABLES):
        planes: NDArray[np.int64] = draw.integers(-64, 65, (seen.shape[1], SIGNS))
        signs = (centred @ planes > 0) @ (1 << np.arange(SIGNS)) + (table << SIGNS)
        yield from zip(signs.tolist(), range(len(keys)), strict=True)


def stage(rows: list[str]) -> Found:
    """The pairs that the stage as it is puts together."""
    groups: dict[str, list[int]] = defaultdict(list)
    for uid, (group, _, _) in grouped([Row(f"x:{n:07d}", text, n, "") for n, text in enumerate(rows)]).items():
        groups[group].append(int(uid[2:]))
    return {pair for members in groups.values() for pair in combinations(sorted(members), 2)}


def common(one: str, other: str) -> float:
    """The share of the longer text's word triples that both have (the Jaccard index where they are as long)."""
    mine, theirs = Counter(triples(one)), Counter(triples(other))
    return (mine & theirs).total() / max(1, mine.total(), theirs.total())


def scored(found: Found, likeness: dict[tuple[int, int], float], true: dict[tuple[int, int], str]) -> dict[str, float]:
    """Recall by strength of candidates, and at each bound pairs kept that are reworded, and that are not."""
    asked, hit = Counter(true.values()), Counter(true[pair] for pair in found & true.keys())
    figures = {"candidates": len(found)} | {f"recall {one}": round(hit[one] / asked[one], 4) for one in sorted(asked)}
    for bound in BOUNDS:
        kept = {pair for pair in found if likeness[pair] >= bound}
        right = len(kept & true.keys())
        figures |= {f"recall at {bound}": round(right / len(true), 4), f"wrong at {bound}": len(kept) - right}
    return figures


def measured(part: str, show: int) -> dict[str, dict[str, float]]:
    """The figures of each way to candidates."""
    pool = [list(longs(part, distinct(texts(), 20_000)))[:MOST] for texts in SETS.values()]
    rows, true = planted(apart(list(chain.from_iterable(pool))))
    keys = [key(one) for one in rows]
    encoder = Static("potion")
    ways: dict[str, Callable[[], Iterator[tuple[int, int]]]] = {
        "copies": lambda: present(keys),
        "runs": lambda: runs(keys),
        "vectors": lambda: vectors(keys, encoder),
    }
    figures, made = {}, {}
    for name, way in ways.items():
        start = process_time()
        made[name] = met(way())
        spent = process_time() - start
        likeness = {pair: common(keys[pair[0]], keys[pair[1]]) for pair in made[name]}
        figures[name] = {"texts": len(rows), "reworded": len(true), "cpu_us_a_text": round(spent / len(rows) * 1e6, 1)}
        figures[name] |= scored(made[name], likeness, true)
    told = stage(rows)
    asked, right = Counter(true.values()), Counter(true[pair] for pair in told & true.keys())
    figures["stage"] = {f"recall {one}": round(right[one] / asked[one], 4) for one in sorted(asked)}
    figures["stage"] |= {"recall": round(right.total() / len(true), 4), "wrong": len(told) - right.total()}
    for one, other in sorted(set().union(*made.values()) - true.keys()) if show else ():
        if (like := common(keys[one], keys[other])) >= BOUNDS[0]:
            print(round(like, 2), "\n  ", rows[one][:show], "\n  ", rows[other][:show])
    return figures


def main() -> None:
    """Measures, prints and, for the held-out half, saves."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--part", choices=("dev", "held"), default="held")
    asked.add_argument("--show", type=int, default=0, help="so many characters of real pairs above the lowest bound")
    given = asked.parse_args()
    figures = measured(given.part, given.show)
    for name, found in figures.items():
        print(name, found)
    if given.part == "held":
        record = {
            "command": "python -m evals.reworded",
            "seed": SEED,
            "data": f"posts/{', '.join(SETS)}, by hash",
            "by_set": figures,
        }
        (HERE / "results" / "reworded.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
