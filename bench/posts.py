"""Files of posts to measure on: real comments, distinct, in the order of their hashes; the same bytes on every machine."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMENTS = ROOT.parent / "shared/data/posts/youtube_music_comments/Data/All comments"


def rank(text: str) -> bytes:
    """Where a text stands in the order."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def comments(folder: Path = COMMENTS) -> list[str]:
    """All distinct comments, white space folded. A file that is not a list of texts is passed over."""
    found: set[str] = set()
    for file in sorted(folder.glob("*.json")):
        try:
            texts = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            continue
        found.update(" ".join(text.split()) for text in texts if isinstance(text, str))
    found.discard("")
    return sorted(found, key=rank)


def stretched(texts: list[str], rows: int) -> Iterator[str]:
    """The first `rows` texts; past the last one, two comments joined, never the same two twice."""
    for number in range(rows):
        turn, place = divmod(number, len(texts))
        yield texts[place] if turn == 0 else f"{texts[place]} {texts[(place + turn * 7919) % len(texts)]}"


def make(texts: list[str], rows: int, path: Path) -> None:
    """Writes NDJSON rows of id and text. There are no authors: the source has none."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(stretched(texts, rows), 1):
            file.write(json.dumps({"id": f"c{number:08d}", "text": text}, ensure_ascii=False) + "\n")
