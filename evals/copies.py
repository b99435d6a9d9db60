"""T9: copies counted once.

`pair_f1`: pairs of planted copies found, among real texts that are distinct beyond doubt. `false_merge_rate`: real posts, none
of them planted, that were joined to a post they do not copy. No data set says which those are: what is joined is read and
judged by a person (`judged/copies.json`, pairs named by a hash, no text); the rate is the share judged wrong of those judged,
times the share joined.
usage: python -m evals.copies [--part dev|seen|held] [--most 6000] [--show N]
"""

import argparse
import hashlib
import json
import platform
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from evals.drawn import drawn
from evals.planted import PARTS, Row, apart, distinct, plant
from hubbub.copies import copies
from hubbub.engines.duckdb import DuckDB
from hubbub.records import Post, batch, schema

HERE = Path(__file__).parent
JUDGED = HERE / "judged" / "copies.json"
PACKAGES = ("duckdb", "numpy", "pyarrow", "rapidfuzz")
SEED = 11
Groups = dict[str, tuple[str, str, float]]  # uid: group, kind, similarity
Figures = dict[str, float]


def grouped(rows: list[Row]) -> Groups:
    """Each post's group, by the stage itself."""
    posts = [
        Post(uid=row.uid, platform="x", text=row.text, text_origin="text", input_file="a", input_row=n, input_sha256="")
        for n, row in enumerate(rows, 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        engine = DuckDB(Path(folder) / "engine")
        with engine.sink({"posts": schema(Post)}) as sink:
            sink.append("posts", batch(Post, posts))
        copies(engine)
        found = engine.rows("SELECT uid, group_id, coalesce(reason, kind) AS kind, similarity FROM copies").to_pylist()
        engine.close()
    return {one["uid"]: (one["group_id"], one["kind"], one["similarity"]) for one in found}


def pairs(names: Iterable[list[str]]) -> set[tuple[str, str]]:
    """All pairs within groups."""
    return {pair for members in names for pair in combinations(sorted(members), 2)}


def members(rows: list[Row], label: dict[str, object]) -> list[list[str]]:
    """The uids under each label."""
    found: dict[object, list[str]] = defaultdict(list)
    for row in rows:
        found[label[row.uid]].append(row.uid)
    return list(found.values())


def scored(rows: list[Row], groups: Groups) -> Figures:
    """Pair precision, recall and F1; recall by edit, of the pair of a copy and its original."""
    gold = pairs(members(rows, {row.uid: row.group for row in rows}))
    made = pairs(members(rows, {uid: group for uid, (group, _, _) in groups.items()}))
    hit = len(gold & made)
    first = {row.group: groups[row.uid][0] for row in rows if not row.edit}
    asked, found = Counter(row.edit for row in rows if row.edit), Counter[str]()
    found.update(row.edit for row in rows if row.edit and groups[row.uid][0] == first[row.group])
    figures = {
        "pair_f1": 2 * hit / (len(gold) + len(made)),
        "pairs_hit": hit,
        "pairs_made": len(made),
        "pairs_gold": len(gold),
        "posts": len(rows),
        "planted": sum(asked.values()),
    }
    return figures | {f"recall {name}": found[name] / asked[name] for name in sorted(asked)}


def joined(texts: list[str]) -> list[tuple[str, str, float, str]]:
    """Real texts put under another: (text, the other, similarity, why)."""
    rows = [Row(f"x:{n:07d}", text, n, "") for n, text in enumerate(texts)]
    held, groups = {row.uid: row.text for row in rows}, grouped(rows)
    under = ((uid, *found) for uid, found in sorted(groups.items()) if found[1] != "original")
    return [(held[uid], held[group], like, why) for uid, group, why, like in under]


def name(one: str, other: str) -> str:
    """A pair's name in JUDGED: no text can be read from it."""
    return hashlib.sha256("\n".join(sorted((drawn(one), drawn(other)))).encode()).hexdigest()[:16]


def measured(texts: list[str], judged: Mapping[str, str], show: int) -> Figures:
    """The figures of one collection."""
    start = getrusage(RUSAGE_SELF)
    strays = joined(texts)
    end = getrusage(RUSAGE_SELF)
    said = Counter(judged.get(name(one, other), "") for one, other, _, _ in strays)
    known = said["copy"] + said["distinct"]
    for one, other, like, why in strays[:show]:
        print(f"   {name(one, other)} {judged.get(name(one, other), '?')} {like:.2f} {why}\n      {one!r}\n      {other!r}")
    rows = plant(apart(texts), SEED)
    figures = scored(rows, grouped(rows)) | {
        "texts": len(texts),
        "joined": len(strays),
        "judged": known,
        "wrong": said["distinct"],
    }
    if known or not strays:
        figures["false_merge_rate"] = said["distinct"] / max(1, known) * len(strays) / len(texts)
    return figures | {"cpu_us_a_text": (end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime) / len(texts) * 1e6}


def overall(sets: Mapping[str, Figures]) -> Figures:
    """Pair F1 over all pairs of all sets; wrong merges over all texts, those not judged taken as those judged in their set."""
    hit, made, gold = (sum(one[figure] for one in sets.values()) for figure in ("pairs_hit", "pairs_made", "pairs_gold"))
    found = {"pair_f1": 2 * hit / (made + gold), "precision": hit / made, "recall": hit / gold}
    rated = [one for one in sets.values() if "false_merge_rate" in one]
    if len(rated) == len(sets):
        wrong = sum(one["false_merge_rate"] * one["texts"] for one in rated)
        found["false_merge_rate"] = wrong / sum(one["texts"] for one in rated)
    return found


def save(sets: Mapping[str, Figures], command: str) -> None:
    """Writes results/T9.json."""
    found = overall(sets)
    record = {
        "target": "T9",
        "figures": {figure: round(found[figure], 6) for figure in ("pair_f1", "false_merge_rate") if figure in found},
        "data": "copies planted in labelled/crisislex, goemotions, tweeteval; merges of their real texts judged by one reader",
        "command": command,
        "seed": SEED,
        "versions": {"python": platform.python_version()} | {one: version(one) for one in PACKAGES},
        "date": datetime.now(UTC).date().isoformat(),
        "by_set": {one: {figure: round(value, 4) for figure, value in figures.items()} for one, figures in sets.items()},
    }
    (HERE / "results" / "T9.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def main() -> None:
    """Measures, prints and, for the held-out part, saves."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--part", choices=sorted(PARTS), default="held")
    asked.add_argument("--most", type=int, default=6_000, help="texts of each collection")
    asked.add_argument("--show", type=int, default=0, help="so many joined real texts of each")
    given = asked.parse_args()
    judged = json.loads(JUDGED.read_text("utf-8")) if JUDGED.exists() else {}
    sets = {}
    for one, texts in PARTS[given.part].items():
        sets[one] = measured(distinct(texts(), given.most), judged, given.show)
        print(one, {figure: round(value, 4) for figure, value in sets[one].items()}, flush=True)
    print("overall", {figure: round(value, 5) for figure, value in overall(sets).items()})
    if given.part == "held" and given.most == 6_000:
        save(sets, "python -m evals.copies")


if __name__ == "__main__":
    main()
