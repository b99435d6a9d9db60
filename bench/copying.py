"""Hubbub's `copies` alone over one NDJSON file of texts, as a process of its own.

usage: python -m bench.copying POSTS.ndjson ANSWER.json
The answer is a list: for each text its group.
"""

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import orjson
import pyarrow as pa

from hubbub.copies import copies
from hubbub.engines.base import BATCH_ROWS
from hubbub.engines.duckdb import DuckDB
from hubbub.records import Post, batch, schema


def batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The texts as posts."""
    with path.open("rb") as lines:
        numbered = enumerate(lines)
        while chunk := list(islice(numbered, BATCH_ROWS)):
            yield batch(Post, [post(number, orjson.loads(line)["text"]) for number, line in chunk])


def post(number: int, text: str) -> Post:
    """A text as a post of an author nobody knows."""
    return Post(
        uid=f"x:{number:09d}", platform="x", text=text, text_origin="text", input_file="a", input_row=number, input_sha256=""
    )


def main(posts: str, answer: str) -> None:
    """Writes the groups."""
    with tempfile.TemporaryDirectory() as folder:
        engine = DuckDB(Path(folder) / "engine")
        try:
            with engine.sink({"posts": schema(Post)}) as sink:
                for one in batches(Path(posts)):
                    sink.append("posts", one)
            copies(engine)
            found = engine.rows("SELECT group_id FROM copies ORDER BY uid").column(0).to_pylist()
        finally:
            engine.close()
    Path(answer).write_bytes(orjson.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
