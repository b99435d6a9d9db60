"""Pairs of real sentences that vectors of words put together, and what both networks together make of the sentences.

    python -m training.near FOLDER [NAME ...]            (with the package and hubbub[languages] installed)

FOLDER gets two files a collection to learn from (`training.student`, `training.distil`): NAME.json, real sentences, so it stays
outside the repository, which of them are near, and the scale that turns cosines into logits; NAME.npy, the sentences' vectors.
No collection of the part `held` of `evals/judged` is read. Some eighty minutes of one core; run it twice, with other NAMEs, for
two.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from evals.planted import distinct, of
from evals.viewpoints.members import FOCUSED, LEARN
from numpy.typing import NDArray

from bench.sources import column
from hubbub.models import encoder, judge
from hubbub.models.base import LENGTH, Judge
from hubbub.models.language import language
from hubbub.models.text import key, plain
from hubbub.viewpoints.assign import Assigner
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.sample import Sample, Settings
from hubbub.viewpoints.sentences import split
from hubbub.viewpoints.space import encode

MOST = 8_000  # texts of a collection
LOOSE = replace(Settings(), threshold=350_000, several=4, min_voices=2)
LONGEST = 300, 200  # characters of a sentence and of a point
SEASONS = "got_reddit_seasons/finalproject/out/dataframes"
COLLECTIONS: dict[str, Callable[[], Iterator[str]]] = LEARN | FOCUSED
COLLECTIONS |= {"strangerthings": of("netflix_shows_tweets/app/datasets/strangerthings_tweets.csv", column("tweet"))}
COLLECTIONS |= {f"season{n}": of(f"{SEASONS}/season{n}_df.csv", column("comment")) for n in (1, 8)}
Ints = NDArray[np.int64]


def near(texts: list[str]) -> tuple[list[str], Ints, Ints]:
    """All sentences; and of those that are near a key point in other words than theirs, the place of each and of the point."""
    said = [text[start:end] for text in texts for start, end in split(text)]
    voices = np.array([n for n, text in enumerate(texts) for _ in split(text)])
    sample = Sample(said, encode(encoder("potion"), said), voices, ["en"] * len(said), [key(one) for one in said])
    found = discover(sample, LOOSE)
    rows, points, _ = Assigner(sample, found, LOOSE).assign(said, sample.vectors, sample.langs)
    places = np.array([point.index for point in found.points])[points]
    pairs = zip(rows.tolist(), places.tolist(), strict=True)
    kept = [sample.keys[n] != sample.keys[m] and len(said[n]) <= LONGEST[0] and len(said[m]) <= LONGEST[1] for n, m in pairs]
    return said, rows[kept], places[kept]


def write(name: str, both: Judge, folder: Path) -> None:
    """One collection's sentences, their vectors and the pairs."""
    start = time.time()
    texts = [text for text in distinct(COLLECTIONS[name](), MOST) if language(plain(text)) in ("en", None)]
    said, rows, places = near(texts)
    used = np.unique(np.concatenate([rows, places]))
    read = [plain(said[place]) for place in used.tolist()]
    pairs = np.stack([np.searchsorted(used, rows), np.searchsorted(used, places)], axis=1)
    np.save(folder / f"{name}.npy", both.encode(read).astype(np.float32) / LENGTH)
    found = {"texts": read, "pairs": pairs.tolist(), "odds": [both.odds.scale, both.odds.shift]}
    found["part"] = "focused" if name in FOCUSED else "learn"
    (folder / f"{name}.json").write_text(json.dumps(found), "utf-8")
    print(f"{name}: {len(texts)} texts, {len(read)} sentences, {len(pairs)} pairs, {time.time() - start:.0f} s", flush=True)


def main() -> None:
    """Writes what is not there yet."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("names", nargs="*", default=list(COLLECTIONS), metavar="NAME")
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    both = judge("both")
    for name in given.names:
        if not (given.folder / f"{name}.json").exists():
            write(name, both, given.folder)


if __name__ == "__main__":
    main()
