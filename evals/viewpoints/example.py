"""The bundled example, made up by us so that who holds what is known: how many of them does the whole job count, and rightly?

A listed viewpoint is of the view that most of its texts hold; with none, or half of them odd, it is of no view.
usage: python -m evals.viewpoints.example
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

import hubbub
from evals.viewpoints.results import grid, save, table
from hubbub.quality import Quality

EXAMPLE = Path(hubbub.__file__).with_name("example")
QUALITIES: tuple[Quality, ...] = ("fast", "balanced", "best")


def truth() -> dict[str, set[str]]:
    """The uids of the original posts that hold each view."""
    told = json.loads((EXAMPLE / "truth.json").read_text("utf-8"))
    return {name: set(view["originals"]) for name, view in told["views"].items()}


def listed(quality: Quality) -> tuple[list[set[str]], dict[str, str]]:
    """The original posts of each listed viewpoint, and who wrote each post."""
    with TemporaryDirectory() as folder:
        options = hubbub.Options(quality=quality, about=EXAMPLE / "moment.toml")
        found = hubbub.find([EXAMPLE / "posts"], Path(folder) / "out", options)
        held = pq.read_table(Path(folder) / "out/tables/assignments.parquet").to_pylist()
        posts = pq.read_table(Path(folder) / "out/tables/posts.parquet", columns=["uid", "author_key"]).to_pylist()
    names = {one.viewpoint_id for one in found.viewpoints}
    groups: dict[str, set[str]] = {}
    for row in held:
        if row["viewpoint_id"] in names:
            groups.setdefault(row["viewpoint_id"], set()).add(row["uid"])
    return list(groups.values()), {post["uid"]: post["author_key"] or post["uid"] for post in posts}


def view(group: set[str], views: Mapping[str, set[str]]) -> str | None:
    """The view that more than half of a group hold."""
    name, most = Counter({name: len(group & held) for name, held in views.items()}).most_common(1)[0]
    return name if 2 * most > len(group) else None


def scored(groups: Sequence[set[str]], author: Mapping[str, str], views: Mapping[str, set[str]]) -> dict[str, float]:
    """Shares: of a view's people those counted under it, each view weighing the same; of members those that hold their view."""
    own = [(group, view(group, views)) for group in groups]
    largest, every = zip(*(counted(name, held, own, author) for name, held in views.items()), strict=True)
    members = sum(len(group) for group, _ in own)
    return {
        "viewpoints": float(len(groups)),
        "views found": sum(one > 0 for one in every) / len(views),
        "holders under the largest": sum(largest) / len(views),
        "holders under any": sum(every) / len(views),
        "members right": sum(len(group & views[name]) for group, name in own if name) / members if members else 0.0,
    }


def counted(
    name: str, held: set[str], own: Sequence[tuple[set[str], str | None]], author: Mapping[str, str]
) -> tuple[float, float]:
    """The shares of a view's people under its largest viewpoint, and under any of its viewpoints."""
    people = {author[uid] for uid in held if uid in author}
    found = [{author[uid] for uid in group & held} for group, of in own if of == name]
    return max(map(len, found), default=0) / len(people), len(set().union(*found)) / len(people)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and saves."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    found: dict[str, dict[str, float]] = {quality: scored(*listed(quality), truth()) for quality in QUALITIES}
    save("example", found["balanced"], "src/hubbub/example", "python -m evals.viewpoints.example", found)
    table("example", grid(found))


if __name__ == "__main__":
    main()
