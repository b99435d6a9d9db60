"""Does what the product puts under a key point, in other words than its own, make the point?

`judged/members.json` holds hashes of the texts and judgements, no text: `yes` makes the point, `part` makes some of it or only
with goodwill, `no` is about something else, or says another thing of it. `held` are members drawn by hash from what `balanced`
puts together in four collections that nothing was trained on, with the matcher from before it learnt from the others, and with
the one from after, judged by one reader who was not told which was whose. The others are for training, pairs of sentence and
near key point of other collections, so many a band of the odds that a matcher gave: `learn` 2,865 by the matcher of before,
judged by eight readers, `again` 1,879 by one trained on `learn` without three of its collections, by seven, `focused` 3,247 of
single shows and videos by the one trained on both, by eight; what ships has not learnt from these, but 484
hold a sentence or point of pairs that it did learn from (`lessons`). Any two of the first eight
gave .91 of 40 pairs one label (kappa of `yes` .83), of the last eight .81 of 20 (.83); the reader of `judged/pairs.json` and any
of the first eight .82 (.72); two readers of 417 pairs of `held`, `words` and `bertopic` .96 (.96), of 116 more .90 (.89).

usage: python -m evals.viewpoints.members [--show]     (--show prints held members not yet judged, to be read)
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.sources import column, document
from evals.planted import HELD, LABELLED, distinct, of
from evals.viewpoints.judged import COLLECTIONS, PARTS, TAUGHT, by_hash, hashed
from evals.viewpoints.judged import judgements as near
from evals.viewpoints.method import members
from evals.viewpoints.results import grid, save, table
from hubbub.models.language import language
from hubbub.models.text import plain

JUDGED = Path(__file__).parents[1] / "judged" / "members.json"
EVENTS = (
    "2012_Sandy_Hurricane",
    "2013_Alberta_Floods",
    "2013_Boston_Bombings",
    "2013_Oklahoma_Tornado",
    "2013_Queensland_Floods",
    "2013_West_Texas_Explosion",
)
Reader = Callable[[], Iterator[str]]
LEARN: dict[str, Reader] = {name: COLLECTIONS[name] for name in ("netflix", "movies", "youtube", "thrones", "tweepfake")}
LEARN |= {name: HELD[name] for name in ("goemotions", "tweeteval")}
LEARN |= {name: of(f"crisislex/data/CrisisLexT6/{name}/*.csv", column(" tweet"), LABELLED) for name in EVENTS}
SAMPLES = "tttc_samples/examples/sample_csv_files"
LEARN |= {
    "climate": of(f"{SAMPLES}/reddit_climate_change_posts_500.csv", column("comment"), LABELLED),
    "tw": of(f"{SAMPLES}/tw_500.csv", column("comment"), LABELLED),
}
# Of one moment each: what is said of one show, under one video.
SHOWS = ("squidgame", "lucifer", "lacasadepapel")
VIDEOS = (
    "99bGsbcKQZ0",
    "c89M7PO0zY8",
    "iXYyFqLi__8",
    "HXO0d0vOyFE",
    "0CWFO8cMxO4",
    "K0ibBPhiaG0",
    "FA2j9qlFyDU",
    "m8E3Dh-gfhM",
    "FxQTY-W6GIo",
    "7bXWtXxLzlk",
)
FOCUSED: dict[str, Reader] = {one: of(f"netflix_shows_tweets/app/datasets/{one}_tweets.csv", column("tweet")) for one in SHOWS}
FOCUSED |= {one: of(f"youtube_music_comments/Data/All comments/comments_{one}.json", document) for one in VIDEOS}
PART = {
    "learn": LEARN,
    "again": LEARN,
    "focused": FOCUSED,
    "held": {name: COLLECTIONS[name] for name in PARTS["held"]},
}
LEARNT = ("learn", "again")  # parts that matchers learn from
QUALITIES = ("balanced", "fast", "best")
MOST = 3_000  # texts of a collection
EACH = 30  # members a collection
Judged = tuple[str, str, str]  # sentence, key point, judgement


def judgements() -> list[tuple[str, str, str, str, str]]:
    """Rows of part, collection, hash of the sentence, hash of the key point, judgement."""
    return [tuple(row) for row in json.loads(JUDGED.read_text("utf-8"))]


def lessons() -> set[str]:
    """Hashes of every sentence and key point of the judged pairs that matchers learnt from."""
    ours = {one for row in judgements() if row[0] in LEARNT for one in row[2:4]}
    return ours | {one for row in near() if row[0] in TAUGHT for one in row[2:4]}


def known(part: str) -> Iterator[Judged]:
    """The judged pairs of a part; their texts are found again by hash, and a sentence that is cut otherwise since is left out."""
    rows = [row for row in judgements() if row[0] == part]
    for collection in sorted({row[1] for row in rows}):
        texts = by_hash(distinct(PART[part][collection](), MOST))
        for _, _, text, point, label in (row for row in rows if row[1] == collection):
            if text in texts and point in texts:
                yield texts[text], texts[point], label


def drawn(collection: str, quality: str) -> tuple[int, list[tuple[str, str]]]:
    """How many English members a held collection has at a quality, and EACH of them by hash."""
    texts = [text for text in distinct(PART["held"][collection](), MOST) if language(plain(text)) in ("en", None)]
    found = sorted({(text, point) for text, point, _ in members(texts, quality)}, key=name)
    return len(found), found[:EACH]


def name(pair: tuple[str, str]) -> str:
    """Stands for a pair without its words."""
    return hashed("\0".join(pair))


def measure(quality: str) -> dict[str, dict[str, float]]:
    """Of each held collection and of all: members, how many of those drawn are judged, shares of these; last, weighted."""
    labels = {(row[2], row[3]): row[4] for row in judgements() if row[0] == "held"}
    found, every = {}, Counter[str]()
    for collection in PART["held"]:
        number, pairs = drawn(collection, quality)
        said = Counter(labels.get((hashed(text), hashed(point)), "") for text, point in pairs)
        found[collection] = {"members": float(number)} | shares(said)
        every += said
    total = sum(one["members"] for one in found.values())
    whole = {"members": total} | shares(every)
    weighted = {
        figure: sum(one["members"] * one[figure] for one in found.values()) / total
        for figure in ("makes_the_point", "at_least_partly")
    }
    named = found | {"all": whole, "weighted by members": weighted}
    return {f"{quality}: {one}": figures for one, figures in named.items()}


def shares(said: Counter[str]) -> dict[str, float]:
    """Of the judged."""
    judged = max(1, said.total() - said[""])
    figures = {"judged": said.total() - said[""], "makes_the_point": said["yes"] / judged}
    return figures | {"at_least_partly": (said["yes"] + said["part"]) / judged}


def show() -> None:
    """Prints what is to be judged, in an order that tells nothing of where it came from."""
    done = {(row[2], row[3]) for row in judgements() if row[0] == "held"}
    waiting = sorted({(one, *pair) for one in PART["held"] for quality in QUALITIES for pair in drawn(one, quality)[1]})
    waiting = [row for row in waiting if (hashed(row[1]), hashed(row[2])) not in done]
    random.Random(3).shuffle(waiting)
    ask(waiting)


def ask(rows: Sequence[tuple[str, str, str]]) -> None:
    """Prints pairs to be read: where from, sentence, key point."""
    for origin, text, point in rows:
        print(f"{hashed(text)} {hashed(point)} [{origin}]\n   says  {text!r}\n   point {point!r}")


def shown(arguments: Sequence[str] | None, doc: str | None) -> bool:
    """Whether the command line asks for what waits for judgement."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    return bool(parser.parse_args(arguments).show)


def main(arguments: Sequence[str] | None = None) -> None:
    """Shows what waits for judgement, or measures and saves."""
    if shown(arguments, __doc__):
        show()
        return
    found = {name: figures for quality in QUALITIES for name, figures in measure(quality).items()}
    save("members", found["balanced: all"], "judged/members.json, held", "python -m evals.viewpoints.members", found)
    table("members", grid(found))


if __name__ == "__main__":
    main()
