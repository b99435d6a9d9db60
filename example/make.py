"""Makes src/hubbub/example from the sentences in this folder: `python example/make.py [FOLDER]`. The same bytes every time."""

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from cast import Planted, statements
from pages import Quoted, article, page
from repeats import everything
from shapes import export, reddit, x, youtube

OUT = Path(__file__).resolve().parent.parent / "src/hubbub/example"
NOTE = "Made up by the Hubbub team: no show, person, account or post in this folder is real."


def files(posts: list[Planted]) -> dict[str, bytes]:
    """The input files by name."""
    of = {name: [one for one in posts if one.platform == name] for name in ("x", "youtube", "reddit", "csv")}
    first, second = youtube(of["youtube"])
    made = {"x.jsonl": x(of["x"]), "youtube-1.json": first, "youtube-2.json": second}
    made |= {"reddit.ndjson.zst": reddit(of["reddit"]), "export.csv": export(of["csv"])}
    return made | {"roundup.txt": article()[0].encode(), "reactions.html": page(posts)[0].encode()}


def uids(posts: list[Planted]) -> list[str]:
    """Their uids, in order."""
    return sorted(one.uid for one in posts)


def view(name: str, posts: list[Planted], quoted: list[Quoted]) -> dict[str, object]:
    """What is true of one planted view."""
    said = [one for one in posts if name in one.views]
    own = [one for one in said if one.kind == "original"]
    people = {one.author for one in own if one.author}
    return {
        "people": len(people),
        "people_only_in_articles": len({one.handle for one in quoted if one.view == name and one.handle} - people),
        "texts": len({one.text for one in own}),
        "posts": len(said),
        "accounts": len({one.author for one in said if one.author}),
        "languages": dict(sorted(Counter(one.lang for one in own).items())),
        "who": sorted(people),
        "originals": uids(own),
        "copies": uids([one for one in said if one.kind != "original"]),
    }


def kinds(posts: list[Planted]) -> dict[str, list[str]]:
    """The uids of posts that are something other than a plain opinion."""
    sections = ("spam", "advertisement", "deleted", "bot", "emoji", "hostile", "before", "chatter", "mixed")
    made = {name: uids([one for one in posts if one.section == name]) for name in sections}
    return made | {"sarcasm": uids([one for one in posts if "sarcasm" in one.tags and one.kind == "original"])}


def copies(posts: list[Planted]) -> dict[str, dict[str, str]]:
    """Each copy and the post it copies, by kind."""
    pairs = {kind: [one for one in posts if one.kind == kind] for kind in ("exact", "near", "repost")}
    return {kind: {one.uid: one.of.uid for one in some if one.of} for kind, some in pairs.items()}


def pages(posts: list[Planted]) -> dict[str, list[dict[str, str | None]]]:
    """What the two pages quote, in their order; `id` where the page gives one."""
    made = {"roundup.txt": article()[1], "reactions.html": page(posts)[1]}
    return {name: [asdict(one) for one in some] for name, some in made.items()}


BROKEN = {
    "x.jsonl": "the last line is a page that breaks off; one tweet stands on two pages",
    "reddit.ndjson.zst": "one line is Latin-1 where UTF-8 belongs, and breaks off",
    "export.csv": "the last row has too many fields; two rows share the damaged id 1.79E+18; one has the date 30 February",
}


def truth(posts: list[Planted]) -> dict[str, object]:
    """What was planted, for tests to compare with what is found."""
    quoted = [*article()[1], *page(posts)[1]]
    views = {name: {"says": says, **view(name, posts, quoted)} for name, says in statements().items()}
    opposites = [["earned", "not_earned"], ["room", "no_room"]]
    inputs = dict(sorted(Counter(one.platform for one in posts).items())) | {"csv_odd_rows": 3}
    made: dict[str, object] = {"note": NOTE, "posts": len(posts) + 3, "inputs": inputs, "views": views, "opposites": opposites}
    return made | {"minority": "rope", "kinds": kinds(posts), "copies": copies(posts), "pages": pages(posts), "broken": BROKEN}


def main(out: Path) -> None:
    """Writes the folder."""
    posts = everything()
    (out / "posts").mkdir(parents=True, exist_ok=True)
    for name, content in files(posts).items():
        (out / "posts" / name).write_bytes(content)
    text = json.dumps(truth(posts), ensure_ascii=False, indent=1) + "\n"
    (out / "truth.json").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(posts) + 3} posts in {out}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
