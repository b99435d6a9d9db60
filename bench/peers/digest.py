"""chorus-discourse over one NDJSON file of posts: its own command, a process of its own, on the rows it asks for.

usage: digest.py POSTS.ndjson ANSWER.json
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path


def rows(posts: Path, made: Path) -> int:
    """Writes the posts as it wants them; how many."""
    with posts.open(encoding="utf-8") as lines:
        given = [json.loads(line) for line in lines]
    found = [{"kind": "comment", "id": one["id"], "ref": "moment", "text": one["text"], "meta": {}} for one in given]
    made.write_text(json.dumps(found), encoding="utf-8")
    return len(found)


def main(posts: str, answer: str) -> None:
    """Writes how many themes of two or more were found and what share of the posts is alone."""
    with tempfile.TemporaryDirectory() as folder:
        made, printed = Path(folder) / "rows.json", Path(folder) / "digest.json"
        texts = rows(Path(posts), made)
        with printed.open("wb") as stream:
            command = [str(Path(sys.executable).parent / "chorus"), "run", str(made)]
            subprocess.run(command, check=True, stdout=stream)
        sizes = [len(theme["item_ids"]) for theme in json.loads(printed.read_text(encoding="utf-8"))["themes"]]
    held = [size for size in sizes if size > 1]
    found = {"texts": texts, "groups": len(held), "unassigned": 1 - sum(held) / texts}
    Path(answer).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
