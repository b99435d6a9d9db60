"""What texts speak of, whatever they say of it: most hold no view that others share, and readers ask what these are about.

The groups that viewpoints come of go on merging by the same average linkage, down to a lower score (`discover.broad`). A sentence
speaks of the topic whose middle it is nearest to, a text of what its longest sentence speaks of. Praise and fault, yes and no
stand in a topic together: it is no viewpoint, and nobody is said to hold anything.
"""

import hashlib
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hubbub.engines.base import Engine
from hubbub.models.base import Encoder, Vectors
from hubbub.models.vectors import MILLION, least_dot
from hubbub.viewpoints.candidates import UNSPACED
from hubbub.viewpoints.sample import Ints, Sample, Settings, Topics
from hubbub.viewpoints.space import apart, filled, joined, unpack
from hubbub.viewpoints.telling import saying

Flags = NDArray[np.bool_]
BLOCK = 4_096  # sentences a matrix product
WORDS = 4  # that tell a topic
SENTENCES = 'SELECT uid, start, "end" - start AS length, text, lang, vector FROM vectors'
POINTS = pa.schema(
    [
        pa.field("topic_id", pa.string(), nullable=False),
        pa.field("uid", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
    ]
)
SPEAKS = pa.schema(
    [
        pa.field("uid", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("length", pa.int64(), nullable=False),
        pa.field("topic_id", pa.string(), nullable=False),
    ]
)
TEXTS = """
SELECT topic_id, uid FROM (
  SELECT topic_id, uid, row_number() OVER (PARTITION BY uid ORDER BY length DESC, start) AS place FROM speaks)
WHERE place = 1
"""


def topics(
    engine: Engine, drawn: tuple[Sample, pa.Table], found: Topics, settings: Settings, beside: Encoder | None = None
) -> None:
    """Makes `topic_points`, which sentence speaks for each topic, and `topic_posts`, of `vectors`: which topic each original text
    speaks of. `drawn`: the sample, and where each of its sentences stands."""
    sample, places = drawn
    said = [(sample.langs[topic.index], sample.texts[topic.index]) for topic in found.points]
    ids = [f"t:{hashlib.sha256(' '.join(one).encode(errors='surrogatepass')).hexdigest()[:12]}" for one in said]
    rows = places.take(pa.array([topic.index for topic in found.points], pa.int64()))
    with engine.sink({"topic_points": POINTS}) as sink:
        columns = [pa.array(ids, pa.string()), *(rows.column(name).combine_chunks() for name in POINTS.names[1:])]
        sink.append("topic_points", pa.RecordBatch.from_arrays(columns, schema=POINTS))
    middles = np.array([topic.centre for topic in found.points], np.float32).T
    langs = None if settings.across else np.array([lang for lang, _ in said], np.str_)
    engine.map(SENTENCES, Speaking(found, ids, middles, langs, least_dot(settings.about), beside), "speaks", SPEAKS)
    engine.sql(TEXTS, "topic_posts")
    engine.drop("speaks")


def words(texts: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """By topic, given with texts of each, the words that tell it from the others: of those in a tenth of its texts, and two at
    least, and oftener by half there than in all others, the ones with the largest product of how many of its texts have it and
    which share of all that do are its own (after class-based TF-IDF, Grootendorst 2022, but without a logarithm, which machines
    round differently)."""
    found = {topic: Counter(word for text in several for word in saying(text)) for topic, several in texts.items()}
    whole, number = Counter[str](), sum(map(len, texts.values()))
    for one in found.values():
        whole.update(one)
    told = dict[str, tuple[str, ...]]()
    for topic, one in found.items():
        size = len(texts[topic])
        often = {word: count for word, count in one.items() if count >= max(2, size // 10)}
        own = {
            word: n * n * MILLION // whole[word]
            for word, n in often.items()
            if 2 * n * (number - size) >= 3 * (whole[word] - n) * size
        }
        told[topic] = tuple(sorted(own, key=lambda word, own=own: (-own[word], word))[:WORDS])  # type: ignore[misc]
    return told


def worded(texts: Sequence[str], labels: Ints, tongues: Ints) -> Flags:
    """Of each label of texts (-1: none) whether half of its texts share a word that stands in them at least twice as often as in
    all others; asked of the language that most of its texts are in. Where none does, what vectors put together is mostly no one
    subject. What is written without spaces has no words that could be counted, and is not asked."""
    count, inside = int(labels.max(initial=-1)) + 1, np.flatnonzero(labels >= 0)
    sizes = np.zeros((count, int(tongues.max(initial=0)) + 1), np.int64)
    np.add.at(sizes, (labels[inside], tongues[inside]), 1)
    tongue = sizes.argmax(axis=1)
    asked = inside[tongues[inside] == tongue[labels[inside]]]
    often = shared([texts[n] for n in asked.tolist()], labels[asked], tongues[asked])
    size, every = sizes[np.arange(count), tongue][often[0]], np.bincount(tongues[asked], minlength=sizes.shape[1])
    rest = (every[tongue[often[0]]] - size) * often[1]
    telling = (2 * often[1] >= size) & (rest >= 2 * (often[2] - often[1]) * size)
    unspaced = labels[[n for n in asked.tolist() if UNSPACED.search(texts[n])]]
    return np.bincount(np.append(often[0][telling], unspaced), minlength=count) > 0


def shared(texts: Sequence[str], labels: Ints, tongues: Ints) -> Ints:
    """(3, pairs): labels with each word of their texts, in how many of these it stands, and in how many of its language."""
    numbers: dict[tuple[int, str], int] = {}
    rows, terms = array("q"), array("q")
    for n, (text, tongue) in enumerate(zip(texts, tongues.tolist(), strict=True)):
        for word in sorted(saying(text)):
            rows.append(n)
            terms.append(numbers.setdefault((tongue, word), len(numbers)))
    term, size = np.array(terms, np.int64), max(1, len(numbers))
    pairs, often = np.unique(labels[np.array(rows, np.int64)] * size + term, return_counts=True)
    return np.stack([pairs // size, often, np.bincount(term, minlength=size)[pairs % size]])


@dataclass(frozen=True, slots=True)
class Speaking:
    """Sentences (SENTENCES' columns) to the topic each speaks of (SPEAKS)."""

    found: Topics
    ids: list[str]
    middles: NDArray[np.float32]  # (dimensions, topics)
    tongues: NDArray[np.str_] | None  # the language of each topic; None: one for all
    least: int  # dot product with a topic's middle
    beside: Encoder | None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows of a batch of sentences."""
        parts = [self.nearest(batch.slice(n, BLOCK)) for n in range(0, len(batch) if self.ids else 0, BLOCK)]
        places = np.concatenate([np.zeros(0, np.int64), *parts])
        rows = np.flatnonzero(places >= 0)
        columns = [batch.column(name).take(pa.array(rows)) for name in SPEAKS.names[:-1]]
        names = pa.array([self.ids[topic] for topic in places[rows].tolist()], pa.string())
        return pa.RecordBatch.from_arrays([*columns, names], schema=SPEAKS)

    def nearest(self, batch: pa.RecordBatch) -> Ints:
        """The topic nearest to each sentence, of its language; -1 where none is near. Ties go to the larger."""
        langs, vectors = batch.column("lang").to_pylist(), self.vectors(batch)
        dots = apart(vectors, langs, self.found.common).astype(np.float32) @ self.middles
        if self.tongues is not None:
            dots[np.array(langs)[:, None] != self.tongues] = -np.inf
        places = dots.argmax(axis=1)
        near = filled(vectors) & (dots[np.arange(len(dots)), places] >= self.least)
        return np.where(near, places, -1)

    def vectors(self, batch: pa.RecordBatch) -> Vectors:
        """Of each sentence."""
        vectors = unpack(batch.column("vector"))
        return joined(vectors, self.beside, batch.column("text").to_pylist()) if self.beside else vectors
