"""What is measured: the product's own stage, on an engine, over texts that each are one person's post."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import process_time

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hubbub.engines.duckdb import DuckDB
from hubbub.findings import MATCHER, SEARCH
from hubbub.models import encoder, matcher
from hubbub.models.base import Encoder, Matcher
from hubbub.viewpoints import Settings, find

Labels = NDArray[np.int64]
POSTS = pa.schema([(name, pa.string()) for name in ("uid", "text", "lang", "author_key")])
COPIES = pa.schema([("uid", pa.string()), ("kind", pa.string())])
ASSIGNED = """
SELECT CAST(a.uid AS BIGINT) AS post, a.viewpoint_id, s."end" - s.start AS size, a.how FROM assignments a
JOIN sentences s USING (sentence_id) ORDER BY size, s.sentence_id
"""
POINTS = """
SELECT viewpoint_id, substr(p.text, k.start + 1, k."end" - k.start) AS said FROM key_points k
JOIN posts p ON p.uid = k.key_point_uid
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of some texts: the viewpoint of each (-1: none; its longest assigned sentence speaks), the texts under each, what
    each key point says."""

    labels: Labels
    groups: list[list[int]]
    points: list[str]
    seconds: float  # CPU


@cache
def models(quality: str) -> tuple[Encoder, Matcher | None]:
    """Loaded once."""
    return encoder("potion"), None if quality == "fast" else matcher(MATCHER)


def settings(quality: str, **changed: int) -> Settings:
    """The product's, with every view of two listed."""
    return Settings(**{"few_voices": 2, **SEARCH[quality], **changed})


def made(texts: list[str], quality: str = "balanced", langs: list[str] | None = None, **changed: int) -> Made:
    """The stage over texts."""
    model, judge = models(quality)
    with tempfile.TemporaryDirectory() as folder:
        engine = DuckDB(Path(folder) / "engine", threads=1)
        rows = [
            {"uid": str(n), "text": text, "lang": langs[n] if langs else "en", "author_key": None} for n, text in enumerate(texts)
        ]
        with engine.sink({"posts": POSTS, "copies": COPIES}) as sink:
            sink.append("posts", pa.RecordBatch.from_pylist(rows, POSTS))
            sink.append("copies", pa.RecordBatch.from_pylist([{"uid": row["uid"], "kind": "original"} for row in rows], COPIES))
        began = process_time()
        find(engine, model, settings(quality, **changed), judge)
        seconds = process_time() - began
        assigned, said = engine.rows(ASSIGNED).to_pylist(), engine.rows(POINTS).to_pylist()
        engine.close()
    names = {row["viewpoint_id"]: n for n, row in enumerate(said)}
    labels, groups = np.full(len(texts), -1), [set[int]() for _ in said]
    for row in assigned:
        labels[row["post"]] = names[row["viewpoint_id"]]
        groups[names[row["viewpoint_id"]]].add(row["post"])
    return Made(labels, [sorted(one) for one in groups], [row["said"] for row in said], seconds)
