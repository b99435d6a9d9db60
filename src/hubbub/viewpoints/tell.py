"""The kinds of sentences on an engine: of each key point, and of each sentence under it.

Reads `posts`, `sentences`, `key_points`, `assignments`; makes `pointed` and `spoken` (TOLD's columns). Comes after
`steer`: a decision may make another sentence the key point.
"""

from dataclasses import dataclass

import pyarrow as pa

from hubbub.engines.base import Engine
from hubbub.viewpoints.kinds import kind

TOLD = pa.schema([pa.field(name, pa.string(), nullable=False) for name in ("viewpoint_id", "uid", "kind")])
POINTED = """
SELECT k.viewpoint_id, k.key_point_uid AS uid, k.start, k."end", p.text FROM key_points k JOIN posts p ON p.uid = k.key_point_uid
"""
SPOKEN = """
SELECT a.viewpoint_id, a.uid, s.start, s."end", p.text FROM assignments a
JOIN sentences s ON s.sentence_id = a.sentence_id JOIN posts p ON p.uid = a.uid
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """Spans of posts (POINTED's columns) to their kinds, TOLD's columns, one row a span."""

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows of a batch, in order."""
        names, uids, starts, ends, texts = (column.to_pylist() for column in batch.columns)
        kinds = [kind(text[start:end]) for text, start, end in zip(texts, starts, ends, strict=True)]
        return pa.RecordBatch.from_pydict({"viewpoint_id": names, "uid": uids, "kind": kinds}, TOLD)


def tell(engine: Engine) -> None:
    """Makes both tables."""
    engine.map(POINTED, Telling(), "pointed", TOLD)
    engine.map(SPOKEN, Telling(), "spoken", TOLD)
