"""Does a text speak of what the sentence speaks of that names its topic, whatever it says of it?

EACH texts of four collections, drawn by hash at each quality from those of a topic in other words than its own.
`judged/topics.json` holds hashes of text and sentence, and judgements of a reader who did not know which method or quality had
put them together: `yes`, the same subject; `part`, a wider, a narrower or a neighbouring one; `no`, another, or none that can be
told. How topics are made was chosen on four others, whose judgements are there, too (CHOSEN).

usage: python -m evals.viewpoints.subjects [--show] [--chosen]     (writes results/topics.json and the table of README.md; --show
                                                                    prints what waits for a reader instead)
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.planted import distinct
from evals.viewpoints.judged import COLLECTIONS, hashed
from evals.viewpoints.method import found
from evals.viewpoints.results import grid, save, table
from hubbub.models.language import language
from hubbub.models.text import key, plain

JUDGED = Path(__file__).parents[1] / "judged" / "topics.json"
QUALITIES = ("balanced", "fast")
SETS = {"worldcup": "one moment", "trailer": "one moment", "television": "anything", "movies": "anything"}
CHOSEN = ("bluesky", "netflix", "youtube", "thrones")
MOST = 3_000  # texts of a collection
EACH = 30  # texts of a collection
SPOKEN = """
SELECT CAST(t.uid AS BIGINT) AS post, CAST(k.uid AS BIGINT) AS speaker, k.start, k."end"
FROM topic_posts t JOIN topic_points k USING (topic_id) ORDER BY 1
"""
Pair = tuple[str, str]


def spoken(collection: str, quality: str) -> tuple[dict[str, float], list[Pair]]:
    """How many English texts, in how many topics, and the share that is in one; and EACH of these with the sentence that names
    its topic."""
    texts = [text for text in distinct(COLLECTIONS[collection](), MOST) if language(plain(text)) in ("en", None)]
    with found(texts, quality, ()) as engine:
        rows = engine.rows(SPOKEN).to_pylist()
    pairs = [(texts[row["post"]], texts[row["speaker"]][row["start"] : row["end"]]) for row in rows]
    others = sorted({pair for pair in pairs if key(pair[0]) != key(pair[1])}, key=name)
    topics = len({(row["speaker"], row["start"]) for row in rows})
    return {"texts": float(len(texts)), "topics": float(topics), "in a topic": len(rows) / len(texts)}, others[:EACH]


def name(pair: Pair) -> str:
    """Stands for a pair without its words."""
    return hashed("\0".join(pair))


def judgements() -> dict[Pair, str]:
    """By the hashes of text and sentence."""
    return {(row[0], row[1]): row[2] for row in json.loads(JUDGED.read_text("utf-8"))} if JUDGED.exists() else {}


def measure(quality: str, drawn: dict[str, tuple[dict[str, float], list[Pair]]]) -> dict[str, dict[str, float]]:
    """Of each held collection, and of those of posts about one moment or about anything: sizes, how many of those drawn are
    judged, and shares of these."""
    labels, rows, every = judgements(), {}, dict[str, Counter[str]]()
    for collection, (sizes, pairs) in drawn.items():
        said = Counter(labels.get((hashed(text), hashed(point)), "") for text, point in pairs)
        rows[f"{quality}: {collection}"] = sizes | shares(said)
        every[SETS.get(collection, "all")] = every.get(SETS.get(collection, "all"), Counter()) + said
    return rows | {f"{quality}: posts of {kind}": shares(said) for kind, said in every.items()}


def shares(said: Counter[str]) -> dict[str, float]:
    """Of the judged."""
    judged = max(1, said.total() - said[""])
    return {"judged": float(judged), "same subject": said["yes"] / judged, "at least near": (said["yes"] + said["part"]) / judged}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and saves, or shows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the texts that are not judged yet")
    parser.add_argument("--chosen", action="store_true", help="measure the collections that topics were chosen on; saves nothing")
    given = parser.parse_args(arguments)
    drawn = {quality: {one: spoken(one, quality) for one in (CHOSEN if given.chosen else SETS)} for quality in QUALITIES}
    if given.show:
        labels = judgements()
        every = {pair for one in drawn.values() for _, pairs in one.values() for pair in pairs}
        for text, point in sorted(every, key=name):
            if (hashed(text), hashed(point)) not in labels:
                print(json.dumps([hashed(text), hashed(point), point, text], ensure_ascii=False))
        return
    figures = {row: one for quality in QUALITIES for row, one in measure(quality, drawn[quality]).items()}
    if given.chosen:
        print("\n".join(grid(figures)))
        return
    kinds = {f"{quality}: posts of {kind}" for quality in QUALITIES for kind in SETS.values()}
    whole = {row: figures[row]["same subject"] for row in sorted(kinds)}
    save("topics", whole, "judged/topics.json", "python -m evals.viewpoints.subjects", figures)
    table("topics", grid(figures))


if __name__ == "__main__":
    main()
