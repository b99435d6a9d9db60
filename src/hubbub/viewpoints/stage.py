"""The stage: sentences of original posts, key points of a sample of them, every sentence assigned in one streaming pass.

A sentence is near a key point by its vector; whether it makes the point is then asked of a matcher that reads both, where there
is one: see `verify`. Reads `posts` and `copies`. Makes `sentences`, `key_points` and `assignments`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from hubbub.engines.base import Engine
from hubbub.models.base import Encoder, Matcher, Vectors
from hubbub.models.text import keys
from hubbub.viewpoints.assign import Assigner
from hubbub.viewpoints.candidates import digest
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.opposites import opposites
from hubbub.viewpoints.sample import KeyPoint, Sample, Settings
from hubbub.viewpoints.sentences import split
from hubbub.viewpoints.space import encode
from hubbub.viewpoints.verify import NEAREST, SAID, Seen, settle, unify

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
ASSIGNED = "SELECT sentence_id, uid, text, lang, key, voice, vector FROM vectors"


def unseen(_done: int, _total: int) -> None:
    """Shows nothing."""


def find(engine: Engine, encoder: Encoder, settings: Settings, matcher: Matcher | None = None) -> None:
    """Makes the tables; `key_points.opposite` is the viewpoint that says the contrary in like words, where there is one."""
    cut(engine, encoder)
    group(engine, settings, matcher)


def cut(engine: Engine, encoder: Encoder) -> None:
    """Makes `sentences`, and `vectors` for `group`."""
    engine.map(ORIGINALS, Sentences(encoder), "vectors", VECTORS)
    engine.sql('SELECT sentence_id, uid, "start", "end" FROM vectors', "sentences")


def group(engine: Engine, settings: Settings, matcher: Matcher | None = None, seen: Seen = unseen) -> None:
    """Makes `key_points` and `assignments` of `vectors`, and drops these."""
    drawn = draw(engine, settings.sample)
    sample = to_sample(drawn)
    found = discover(sample, settings)
    leaders = unify(sample, found.points, settings, matcher)
    points, place = [found.points[n] for n in sorted(set(leaders))], {leader: n for n, leader in enumerate(sorted(set(leaders)))}
    ids = [viewpoint_id(sample.langs[point.index], sample.texts[point.index]) for point in points]
    names = [ids[place[leader]] for leader in leaders]
    with engine.sink({"key_points": KEY_POINTS, "said": SAID}) as sink:
        contrary = opposites(sample, points, settings.contrary)
        sink.append("key_points", key_point_rows(drawn, points, ids, contrary))
        sink.append("said", said_rows(drawn, points, ids))
    engine.map(ASSIGNED, Assigning(Assigner(sample, found, settings), names), "nearest", NEAREST)
    settle(engine, settings, matcher, seen)
    engine.drop("vectors")


def viewpoint_id(lang: str, text: str) -> str:
    """Named after its language and what its key point says."""
    return f"v:{hashlib.sha256(f'{lang} {text}'.encode(errors='surrogatepass')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Posts (`uid, text, lang, author_key`) to their sentences and vectors, VECTORS' columns. `draw` depends on the post's text
    alone, whatever its uid."""

    encoder: Encoder

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The sentences of a batch of posts, in order. A column at a time: a record for each cost as much as finding it."""
        posts, langs, voices = (batch.column(name).to_pylist() for name in ("text", "lang", "author_key"))
        uids = batch.column("uid").to_pylist()
        found = [(place, n, *span) for place, text in enumerate(posts) for n, span in spans(text)]
        place, _, start, end = map(list, zip(*found, strict=True)) if found else ([], [], [], [])
        texts = [posts[at][first:last] for at, _, first, last in found]
        columns = [
            pa.array([f"{uids[at]}#{n}" for at, n, _, _ in found], pa.string()),
            batch.column("uid").take(pa.array(place, pa.int64())),
            pa.array(start, pa.int64()),
            pa.array(end, pa.int64()),
            pa.array(texts, pa.string()),
            pa.array(keys(texts), pa.string()),
            pa.array([langs[at] or UNKNOWN for at in place], pa.string()),
            pa.array([voices[at] or uids[at] for at in place], pa.string()),
            pa.array([int.from_bytes(digest(f"{n} {posts[at]}")) >> 1 for at, n, _, _ in found], pa.int64()),
            pack(encode(self.encoder, texts)),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=VECTORS)


def spans(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """The sentences of a text that are its writer's own, each with its number."""
    cited = [found.span() for found in CITED.finditer(text)] if ">" in text or "&gt;" in text else []
    for n, (start, end) in enumerate(split(text)):
        if not any(first <= start and end <= last for first, last in cited):
            yield n, (start, end)


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
    return Sample(texts, unpack(drawn.column("vector").combine_chunks()), voices, langs, keys)


def pack(vectors: Vectors) -> pa.Array:
    """Vectors as a column of bytes, without an object for each."""
    width = vectors.itemsize * vectors.shape[1]
    offsets = np.arange(len(vectors) + 1, dtype=np.int64) * width
    data = pa.py_buffer(np.ascontiguousarray(vectors))
    return pa.Array.from_buffers(pa.binary(), len(vectors), [None, pa.py_buffer(offsets.astype(np.int32)), data])


def unpack(column: pa.Array) -> Vectors:
    """Stored vectors back into rows; all are of one length."""
    if not len(column):
        return np.zeros((0, 0), np.int16)
    _, offsets, data = column.cast(pa.binary()).buffers()
    bounds = np.frombuffer(offsets, np.int32, len(column) + 1, column.offset * 4)
    first, last = int(bounds[0]), int(bounds[-1])
    return np.frombuffer(data, np.int16, (last - first) // 2, first).reshape(len(column), -1)


def key_point_rows(drawn: pa.Table, points: list[KeyPoint], names: list[str], contrary: dict[int, int]) -> pa.RecordBatch:
    """Where each key point is said, and which point says the contrary."""
    said = drawn.select(["uid", "start", "end"]).take(pa.array([point.index for point in points], pa.int64())).to_pylist()
    rows = [
        {"viewpoint_id": names[n], "key_point_uid": one["uid"], "start": one["start"], "end": one["end"]}
        | {"opposite": names[contrary[n]] if n in contrary else None}
        for n, one in enumerate(said)
    ]
    return pa.RecordBatch.from_pylist(rows, KEY_POINTS)


def said_rows(drawn: pa.Table, points: list[KeyPoint], names: list[str]) -> pa.RecordBatch:
    """What each key point says."""
    said = drawn.select(["text", "key"]).take(pa.array([point.index for point in points], pa.int64())).to_pylist()
    rows = [{"viewpoint_id": name, "point": one["text"], "key": one["key"]} for name, one in zip(names, said, strict=True)]
    return pa.RecordBatch.from_pylist(rows, SAID)


@dataclass(frozen=True, slots=True)
class Assigning:
    """Sentences (ASSIGNED's columns) to the key points they are nearest to, NEAREST's columns."""

    assigner: Assigner
    names: list[str]

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows of a batch of sentences."""
        texts, langs = batch.column("text").to_pylist(), batch.column("lang").to_pylist()
        rows, points, scores = self.assigner.assign(texts, unpack(batch.column("vector")), langs)
        taken = [batch.column(name).take(pa.array(rows)) for name in ("sentence_id", "uid", "text", "key", "voice")]
        found = pa.array([self.names[point] for point in points.tolist()], pa.string())
        return pa.RecordBatch.from_arrays([*taken, found, pa.array(scores, pa.int64())], schema=NEAREST)
