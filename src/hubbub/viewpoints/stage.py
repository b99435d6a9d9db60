"""The stage: sentences of original posts, key points of a sample of them, every sentence assigned in one streaming pass.

A sentence is near a key point by its vector; whether it makes the point is then asked of the matcher whose vectors these are,
or told by its likeness with the key point's own words: see `verify`. Reads `posts` and `copies`. Makes `sentences`, `key_points`,
`assignments`, and what texts speak of (`topics.py`).
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pyarrow as pa

from hubbub.engines.base import Engine, Pace
from hubbub.models.base import Encoder, Odds, Vectors
from hubbub.models.text import folded, plain
from hubbub.models.vectors import MILLION
from hubbub.viewpoints.assign import Assigner, picked
from hubbub.viewpoints.broader import broader
from hubbub.viewpoints.candidates import digest
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.irony import marked
from hubbub.viewpoints.opposites import opposites
from hubbub.viewpoints.sample import Ints, KeyPoint, Sample, Settings
from hubbub.viewpoints.sentences import split, trimmed
from hubbub.viewpoints.space import joined, pack, read, unpack
from hubbub.viewpoints.telling import bare
from hubbub.viewpoints.topics import topics
from hubbub.viewpoints.verify import SHARED, Known, Points, likeness, surest, unify

Seen = Callable[[int, int], None]  # done, of how many
READ = 256  # posts a batch for an encoder that takes long: some seconds of a core
UNKNOWN = "und"  # the language of a post that has none
# A line that begins with ">" repeats somebody else's words (Reddit, e-mail): its writer is not the one who said them.
# ">100 died" and ">:(" are the writer's own.
BREAKS = r"\n\r\v\f\x85\u2028\u2029"
CITED = re.compile(rf"(?:^|(?<=[{BREAKS}]))[ \t]*(?:>|&gt;)(?!\d|[:;.]?[-'’]?[(<_/|])[^{BREAKS}]*")
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
        pa.field("parent", pa.string()),
    ]
)
ASSIGNMENTS = pa.schema(
    [
        pa.field("sentence_id", pa.string(), nullable=False),
        pa.field("uid", pa.string(), nullable=False),
        pa.field("viewpoint_id", pa.string(), nullable=False),
        pa.field("score", pa.int64(), nullable=False),
        pa.field("how", pa.string(), nullable=False),
    ]
)
ORIGINALS = (
    "SELECT posts.uid, posts.text, posts.lang, posts.author_key FROM posts JOIN copies USING (uid) WHERE copies.kind = 'original'"
)
MOST = "SELECT lang, count(*) AS number FROM posts WHERE lang IS NOT NULL GROUP BY lang ORDER BY number DESC, lang LIMIT 1"
# A view that nobody holds after all is nobody's contrary, and nothing is inside it or it inside another.
PRESENT = """
SELECT viewpoint_id, key_point_uid, start, "end",
       CASE WHEN opposite IN (SELECT viewpoint_id FROM assignments) THEN opposite END AS opposite,
       CASE WHEN parent IN (SELECT viewpoint_id FROM assignments) AND viewpoint_id IN (SELECT viewpoint_id FROM assignments)
       THEN parent END AS parent FROM key_points
"""
ASSIGNED = "SELECT sentence_id, uid, text, lang, key, vector FROM vectors"


def find(engine: Engine, encoder: Encoder, settings: Settings, odds: Odds | None = None, beside: Encoder | None = None) -> None:
    """Makes the tables; `key_points.opposite` is the viewpoint that says the contrary in like words, `parent` the broader one
    that it is inside, where there are such."""
    cut(engine, encoder)
    group(engine, settings, odds, beside)


def cut(engine: Engine, encoder: Encoder, seen: Seen | None = None) -> None:
    """Makes `sentences`, and `vectors` for `group`. `seen`, where an encoder takes long, is told how many posts it has read, of
    how many."""
    pace = None
    if seen:
        total = engine.rows(f"SELECT count(*) AS n FROM ({ORIGINALS}) AS originals")["n"][0].as_py()
        pace = Pace(READ, lambda done: seen(done, total), encoder.room)
    engine.map(ORIGINALS, Sentences(encoder, most(engine)), "vectors", VECTORS, pace)
    engine.sql('SELECT sentence_id, uid, "start", "end" FROM vectors', "sentences")


def most(engine: Engine) -> str:
    """The language that most of `posts` are in."""
    return str(next(iter(engine.rows(MOST)["lang"].to_pylist()), UNKNOWN))


def group(engine: Engine, settings: Settings, odds: Odds | None = None, beside: Encoder | None = None) -> None:
    """Makes `key_points`, `assignments`, `topic_points` and `topic_posts` of `vectors`, and drops these. A sentence is put under
    a point that it makes by the `odds` of the judge whose vectors these are, or where there is none is like enough. `beside`: an
    encoder that hears what is spoken of, where these vectors do not."""
    sample, places = draw(engine, settings.sample)
    known = Known.of(sample.texts, sample.langs)
    sample.vectors[[n for n, text in enumerate(sample.texts) if bare(text, known.silent)]] = 0  # so they make no point
    if beside:
        sample = replace(sample, topical=partial(joined, beside, settings.beside))
    judge = odds or likeness
    found = discover(sample, settings, judge)
    leaders = unify(sample, found.points, settings, judge, known.about)
    kept = sorted(set(leaders))
    points = [found.points[n] for n in kept]
    ids = [viewpoint_id(sample.langs[point.index], sample.texts[point.index]) for point in points]
    with engine.sink({"key_points": KEY_POINTS}) as sink:
        related = opposites(sample, points, settings), broader(sample, points, settings, odds)
        sink.append("key_points", key_point_rows(places, points, ids, related))
    compared = said(sample, points, ids, np.searchsorted(kept, leaders), known)
    engine.map(ASSIGNED, Assigning(Assigner(sample, found, settings), compared, odds, settings), "made", ASSIGNMENTS)
    engine.sql(SHARED.format(few=min(settings.few_voices, settings.min_voices)), "assignments")
    engine.drop("made")
    engine.sql(PRESENT, "key_points")
    topics(engine, (sample, places), found.topics, settings)
    engine.drop("vectors")


def viewpoint_id(lang: str, text: str) -> str:
    """Named after its language and what its key point says."""
    return f"v:{hashlib.sha256(f'{lang} {text}'.encode(errors='surrogatepass')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Posts (`uid, text, lang, author_key`) to their sentences and vectors, VECTORS' columns. `draw` depends on the post's text
    alone, whatever its uid."""

    encoder: Encoder
    most: str = UNKNOWN  # the language most posts are in: what is too short to tell is taken for it, not for one of its own

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The sentences of a batch of posts, in order. A column at a time: a record for each cost as much as finding it."""
        posts, langs, voices = (batch.column(name).to_pylist() for name in ("text", "lang", "author_key"))
        uids = batch.column("uid").to_pylist()
        found = [(place, n, *span) for place, text in enumerate(posts) for n, span in spans(text)]
        place, _, start, end = map(list, zip(*found, strict=True)) if found else ([], [], [], [])
        texts = [posts[at][first:last] for at, _, first, last in found]
        plains = list(map(plain, texts))
        columns = [
            pa.array([f"{uids[at]}#{n}" for at, n, _, _ in found], pa.string()),
            batch.column("uid").take(pa.array(place, pa.int64())),
            pa.array(start, pa.int64()),
            pa.array(end, pa.int64()),
            pa.array(texts, pa.string()),
            pa.array(folded(plains), pa.string()),
            pa.array([langs[at] or self.most for at in place], pa.string()),
            pa.array([voices[at] or uids[at] for at in place], pa.string()),
            pa.array([int.from_bytes(digest(f"{n} {posts[at]}")) >> 1 for at, n, _, _ in found], pa.int64()),
            pack(read(self.encoder, texts, plains)),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=VECTORS)


def spans(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """The sentences of a text that are its writer's own, and meant, each with its number."""
    parts = list(split(text))
    away = [found.span() for found in CITED.finditer(text)] if ">" in text or "&gt;" in text else []
    away += marked(text, parts)
    away.sort(reverse=True)
    gone = 0  # how far what is not the writer's own reaches, of all that begins before a sentence
    for n, (start, end) in enumerate(parts):
        while away and away[-1][0] <= start:
            gone = max(gone, away.pop()[1])
        if end > gone:
            yield n, trimmed(text, start, end)


def draw(engine: Engine, limit: int) -> tuple[Sample, pa.Table]:
    """At most about `limit` sentences, those of the smallest hash: the same ones whatever the order and the engine; and where
    each stands (`uid, start, end`). Vectors are most of it: they are never held twice."""
    smallest = f"SELECT draw FROM vectors ORDER BY draw LIMIT {limit}"
    last = engine.rows(f"SELECT max(draw) AS last FROM ({smallest})").column("last")[0].as_py() or 0
    chosen = f"FROM vectors WHERE draw <= {last} ORDER BY sentence_id"
    table = engine.rows(f'SELECT uid, "start", "end", text, key, lang, voice {chosen}')
    texts, langs, keys = (table.column(name).to_pylist() for name in ("text", "lang", "key"))
    voices = table.column("voice").combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    vectors = gathered(engine.stream(f"SELECT vector {chosen}"), len(table))
    return Sample(texts, vectors, voices, langs, keys), table.select(["uid", "start", "end"])


def gathered(batches: Iterator[pa.RecordBatch], count: int) -> Vectors:
    """So many stored vectors, batch by batch, in one array."""
    vectors, done = np.zeros((count, 0), np.int16), 0
    for batch in batches:
        part = unpack(batch.column(0))
        vectors = vectors if vectors.shape[1] else np.zeros((count, part.shape[1]), np.int16)
        vectors[done : done + len(part)] = part
        done += len(part)
    return vectors


def key_point_rows(
    places: pa.Table, points: list[KeyPoint], names: list[str], related: tuple[Mapping[int, int], Mapping[int, int]]
) -> pa.RecordBatch:
    """Where each key point is said, which point says the contrary, and which is the broader one."""
    said = places.take(pa.array([point.index for point in points], pa.int64())).to_pylist()
    rows = [
        {"viewpoint_id": names[n], "key_point_uid": one["uid"], "start": one["start"], "end": one["end"]}
        | {name: names[one[n]] if n in one else None for name, one in zip(("opposite", "parent"), related, strict=True)}
        for n, one in enumerate(said)
    ]
    return pa.RecordBatch.from_pylist(rows, KEY_POINTS)


def said(sample: Sample, points: list[KeyPoint], ids: list[str], under: Ints, known: Known) -> Points:
    """What the viewpoints' key points say."""
    places = [point.index for point in points]
    texts, keys = [sample.texts[place] for place in places], [sample.keys[place] for place in places]
    return Points(ids, texts, keys, sample.vectors[places], under, known)


@dataclass(frozen=True, slots=True)
class Assigning:
    """Sentences (ASSIGNED's columns) to the key points they make, ASSIGNMENTS' columns: by a matcher's odds, or by likeness."""

    assigner: Assigner
    points: Points
    odds: Odds | None
    settings: Settings

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows of a batch of sentences."""
        judge, vectors, keys = self.odds or likeness, unpack(batch.column("vector")), batch.column("key").to_pylist()
        hopeful = self.points.hopeful(judge, self.settings, keys, vectors)
        batch, vectors = batch.drop_columns(["vector", "key"]).take(pa.array(hopeful)), vectors[hopeful]
        texts, langs, keys = *(batch.column(name).to_pylist() for name in ("text", "lang")), picked(keys, hopeful)
        rows, found, _ = self.assigner.assign(texts, vectors, langs)
        places = self.points.under[found]
        own = self.points.own([keys[row] for row in rows], places)
        near = [texts[row] for row in rows]
        scores = np.where(own, MILLION, self.points.judged(judge, self.settings, near, vectors[rows], places, rows))
        kept = surest(rows, scores, self.settings.odds)
        rows, places, scores, own = rows[kept], places[kept], scores[kept], own[kept]
        taken = [batch.column(name).take(pa.array(rows)) for name in ("sentence_id", "uid")]
        names = pa.array([self.points.ids[place] for place in places.tolist()], pa.string())
        ways = pa.array(np.where(own, "words", "matcher" if self.odds else "static").tolist(), pa.string())
        return pa.RecordBatch.from_arrays([*taken, names, pa.array(scores, pa.int64()), ways], schema=ASSIGNMENTS)
