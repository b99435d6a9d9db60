"""The stage: sentences of original posts, key points of a sample of them, every sentence assigned in one streaming pass.

Reads `posts` and `copies`. Makes `sentences`, `key_points` and `assignments`.
"""

import hashlib
import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from hubbub.arrow import schema
from hubbub.engines.base import Engine, Mapper
from hubbub.models.base import Encoder, Vectors
from hubbub.models.text import key
from hubbub.records import Assignment
from hubbub.viewpoints.candidates import digest
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.match import Matcher
from hubbub.viewpoints.opposites import opposites
from hubbub.viewpoints.sample import KeyPoint, Sample, Settings
from hubbub.viewpoints.sentences import split
from hubbub.viewpoints.space import encode

UNKNOWN = "und"  # the language of a post that has none
# A line that begins with ">" repeats somebody else's words (Reddit, e-mail): its writer is not the one who said them.
CITED = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
VECTORS = pa.schema(
    [
        pa.field("sentence_id", pa.string(), nullable=False),
        pa.field("uid", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("lang", pa.string(), nullable=False),
        pa.field("voice", pa.string(), nullable=False),
        pa.field("draw", pa.int64(), nullable=False),
        pa.field("vector", pa.binary(), nullable=False),
    ]
)
KEY_POINTS = pa.schema(
    [
        pa.field("viewpoint_id", pa.string(), nullable=False),
        pa.field("key_point_uid", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("opposite", pa.string()),
    ]
)
ORIGINALS = (
    "SELECT posts.uid, posts.text, posts.lang, posts.author_key FROM posts JOIN copies USING (uid) WHERE copies.kind = 'original'"
)
ASSIGNED = "SELECT sentence_id, uid, text, lang, vector FROM vectors"


def find(engine: Engine, encoder: Encoder, settings: Settings) -> None:
    """Makes the tables; `key_points.opposite` is the viewpoint that says the contrary in like words, where there is one."""
    cut(engine, encoder)
    group(engine, settings)


def cut(engine: Engine, encoder: Encoder) -> None:
    """Makes `sentences`, and `vectors` for `group`."""
    engine.map(ORIGINALS, sentence_mapper(encoder), "vectors", VECTORS)
    engine.sql('SELECT sentence_id, uid, "start", "end" FROM vectors', "sentences")


def group(engine: Engine, settings: Settings) -> None:
    """Makes `key_points` and `assignments` of `vectors`, and drops these."""
    drawn = draw(engine, settings.sample)
    sample = to_sample(drawn)
    found = discover(sample, settings)
    names = [viewpoint_id(sample.langs[point.index], sample.texts[point.index]) for point in found.points]
    with engine.sink({"key_points": KEY_POINTS}) as sink:
        contrary = opposites(sample, found.points, settings.contrary)
        sink.append("key_points", key_point_rows(drawn, found.points, names, contrary))
    matcher = Matcher(sample, found, settings)
    engine.map(ASSIGNED, assign_mapper(matcher, names), "assignments", schema(Assignment))
    engine.drop("vectors")


def viewpoint_id(lang: str, text: str) -> str:
    """Named after its language and what its key point says."""
    return f"v:{hashlib.sha256(f'{lang} {text}'.encode(errors='surrogatepass')).hexdigest()[:12]}"


def sentence_mapper(encoder: Encoder) -> Mapper:
    """Posts to their sentences and vectors."""

    def sentences(batch: pa.RecordBatch) -> pa.RecordBatch:
        rows = [row for post in batch.to_pylist() for row in sentence_rows(post)]
        vectors = encode(encoder, [str(row["text"]) for row in rows])
        for row, vector in zip(rows, vectors, strict=True):
            row |= {"key": key(str(row["text"])), "vector": vector.tobytes()}
        return pa.RecordBatch.from_pylist(rows, VECTORS)

    return sentences


def sentence_rows(post: dict[str, str | None]) -> Iterator[dict[str, object]]:
    """Rows of `vectors`, key and vector yet to come. `draw` depends on the post's text alone, whatever its uid."""
    uid, text = post["uid"] or "", post["text"] or ""
    cited = [found.span() for found in CITED.finditer(text)]
    for n, (start, end) in enumerate(split(text)):
        if any(first <= start and end <= last for first, last in cited):
            continue
        yield {
            "sentence_id": f"{uid}#{n}",
            "uid": uid,
            "start": start,
            "end": end,
            "text": text[start:end],
            "lang": post["lang"] or UNKNOWN,
            "voice": post["author_key"] or uid,
            "draw": int.from_bytes(digest(f"{n} {text}")) >> 1,
        }


def draw(engine: Engine, limit: int) -> pa.Table:
    """At most about `limit` sentences, those of the smallest hash: the same ones whatever the order and the engine."""
    smallest = f"SELECT draw FROM vectors ORDER BY draw LIMIT {limit}"
    last = engine.rows(f"SELECT max(draw) AS last FROM ({smallest})").column("last")[0].as_py()
    query = 'SELECT sentence_id, uid, "start", "end", text, key, lang, voice, vector FROM vectors WHERE draw <= '
    return engine.rows(f"{query}{last or 0} ORDER BY sentence_id")


def to_sample(drawn: pa.Table) -> Sample:
    """A sample out of a table."""
    voices = drawn.column("voice").combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    texts, langs, keys = (drawn.column(name).to_pylist() for name in ("text", "lang", "key"))
    return Sample(texts, unpack(drawn.column("vector").to_pylist()), voices, langs, keys)


def unpack(vectors: list[bytes]) -> Vectors:
    """Stored vectors back into rows."""
    return np.frombuffer(b"".join(vectors), np.int16).reshape(len(vectors), -1 if vectors else 0)


def key_point_rows(drawn: pa.Table, points: list[KeyPoint], names: list[str], contrary: dict[int, int]) -> pa.RecordBatch:
    """Where each key point is said, and which point says the contrary."""
    said = drawn.select(["uid", "start", "end"]).take(pa.array([point.index for point in points], pa.int64())).to_pylist()
    rows = [
        {"viewpoint_id": names[n], "key_point_uid": one["uid"], "start": one["start"], "end": one["end"]}
        | {"opposite": names[contrary[n]] if n in contrary else None}
        for n, one in enumerate(said)
    ]
    return pa.RecordBatch.from_pylist(rows, KEY_POINTS)


def assign_mapper(matcher: Matcher, names: list[str]) -> Mapper:
    """Sentences to assignments."""

    def assignments(batch: pa.RecordBatch) -> pa.RecordBatch:
        texts, langs, vectors = (batch.column(name).to_pylist() for name in ("text", "lang", "vector"))
        rows, points, scores = matcher.assign(texts, unpack(vectors), langs)
        columns = [
            batch.column("sentence_id").take(pa.array(rows)),
            batch.column("uid").take(pa.array(rows)),
            pa.array([names[point] for point in points], pa.string()),
            pa.array(scores, pa.int64()),
            pa.array(["static"] * len(rows), pa.string()),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=schema(Assignment))

    return assignments
