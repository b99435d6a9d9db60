"""What texts speak of, whatever they say of it: most hold no view that others share, and readers ask what these are about.

The groups that viewpoints come of go on merging by the same average linkage, down to a lower score (`discover.broad`). What
they share and others have not are a topic's words; those of praise and fault, which say no subject, are none. A sentence speaks
of the topic whose middle it is nearest to, of those of which it has a word; a text of what its longest sentence speaks of.
Praise and fault, yes and no stand in a topic together: it is no viewpoint, and nobody is said to hold anything.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hubbub.engines.base import Engine
from hubbub.models.base import Vectors
from hubbub.models.vectors import MILLION, least_dot
from hubbub.viewpoints.candidates import UNSPACED
from hubbub.viewpoints.polarity import FAULT, PRAISE
from hubbub.viewpoints.sample import Ints, Sample, Settings, Terms, Topical, Topics
from hubbub.viewpoints.space import apart, filled, numbered, unpack
from hubbub.viewpoints.telling import saying

Flags = NDArray[np.bool_]
BLOCK = 4_096  # sentences a matrix product
WORDS = 6  # that tell a topic
LONGEST = 30  # letters: no longer word tells a topic
# Words that say of what they are said as often as they fault or praise.
THINGS = frozenset(["garbage", "joke", "rubbish", "ruins", "trash", "waste", "basura", "lixo"])
JUDGING = (PRAISE | FAULT) - THINGS
SENTENCES = 'SELECT uid, start, "end" - start AS length, text, key, lang, vector FROM vectors'
POINTS = pa.schema(
    [
        pa.field("topic_id", pa.string(), nullable=False),
        pa.field("words", pa.list_(pa.string()), nullable=False),
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


def topics(engine: Engine, drawn: tuple[Sample, pa.Table], found: Topics, settings: Settings) -> None:
    """Makes `topic_points`, which sentence speaks for each topic and which words tell it, and `topic_posts`, of `vectors`: which
    topic each original text speaks of. `drawn`: the sample, and where each of its sentences stands."""
    sample, places = drawn
    said = [(sample.langs[topic.index], sample.texts[topic.index]) for topic in found.points]
    ids = [topic_id(*one) for one in said]
    rows = places.take(pa.array([topic.index for topic in found.points], pa.int64()))
    with engine.sink({"topic_points": POINTS}) as sink:
        words = pa.array([list(one.words) for one in found.terms], pa.list_(pa.string()))
        columns = [pa.array(ids, pa.string()), words, *(rows.column(name).combine_chunks() for name in POINTS.names[2:])]
        sink.append("topic_points", pa.RecordBatch.from_arrays(columns, schema=POINTS))
    middles = np.array([topic.centre for topic in found.points], np.float32).T
    langs = None if settings.across else np.array([lang for lang, _ in said], np.str_)
    least, sure = map(least_dot, (settings.about, settings.sure))
    engine.map(SENTENCES, Speaking(found, ids, middles, langs, least, sure, sample.topical), "speaks", SPEAKS)
    engine.sql(TEXTS, "topic_posts")
    engine.drop("speaks")


def topic_id(lang: str, text: str) -> str:
    """Named after the language and the words of the sentence that speaks for it."""
    return f"t:{hashlib.sha256(f'{lang} {text}'.encode(errors='surrogatepass')).hexdigest()[:12]}"


def worded(keys: Sequence[str], labels: Ints, langs: Sequence[str]) -> dict[int, Terms]:
    """The labels of texts (-1: none; texts are given by their keys) half of whose texts share a word that stands in them at least
    twice as often as in all others, and their words: of those so much oftener there, in two texts (one of two) and in a tenth of
    all, the ones with the largest product of how many have it and which share of all that do are its own (after class-based
    TF-IDF, Grootendorst 2022, but without a logarithm, which machines round differently). Counted in the language that most of
    them are in. Where no word is shared, what vectors put together is mostly no one subject. Where half of them are written
    without spaces, and words cannot be counted, that is not asked."""
    names, tongues = np.unique([*langs, ""], return_inverse=True)
    inside = np.flatnonzero(labels >= 0)
    sizes = np.zeros((int(labels.max(initial=-1)) + 1, len(names)), np.int64)
    np.add.at(sizes, (labels[inside], tongues[inside]), 1)
    tongue = sizes.argmax(axis=1)
    asked = inside[tongues[inside] == tongue[labels[inside]]]
    words, pairs = shared([keys[n] for n in asked.tolist()], labels[asked], tongues[asked])
    size, every = sizes[pairs[0], tongue[pairs[0]]], np.bincount(tongues[asked], minlength=len(names))[tongue[pairs[0]]]
    own = ((every - size) * pairs[1] >= 2 * (pairs[2] - pairs[1]) * size) & (pairs[1] >= size // 10)
    wide = np.bincount(labels[[n for n in asked.tolist() if unspaced(keys[n])]], minlength=len(sizes))
    found = set(pairs[0, own & (2 * pairs[1] >= size)].tolist())
    found.update(np.flatnonzero((wide > 0) & (2 * wide >= sizes.max(axis=1))).tolist())
    told = first(words, pairs[:, own & (pairs[1] >= np.minimum(2, (size + 1) // 2))])
    return {label: Terms(str(names[tongue[label]]), told[label]) for label in sorted(found)}


def shared(keys: Sequence[str], labels: Ints, tongues: Ints) -> tuple[list[str], Ints]:
    """The words of texts that may tell a topic; and (4, pairs): labels with each word of their texts, in how many of these it
    stands, in how many of its language, and which it is."""
    numbers: dict[tuple[int, str], int] = {}
    rows, terms = array("q"), array("q")
    for n, (key, tongue) in enumerate(zip(keys, tongues.tolist(), strict=True)):
        for word in filter(tells, sorted(set(key.split()))):
            rows.append(n)
            terms.append(numbers.setdefault((tongue, word), len(numbers)))
    term, size = np.array(terms, np.int64), max(1, len(numbers))
    pairs, often = np.unique(labels[np.array(rows, np.int64)] * size + term, return_counts=True)
    words = pairs % size
    return [word for _, word in numbers], np.stack([pairs // size, often, np.bincount(term, minlength=size)[words], words])


def first(words: Sequence[str], pairs: Ints) -> defaultdict[int, tuple[str, ...]]:
    """The words of each label that tell it best; see `worded`."""
    score = pairs[1] * pairs[1] * MILLION // pairs[2]
    told: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = zip(pairs[0].tolist(), (-score).tolist(), [words[n] for n in pairs[3].tolist()], strict=True)
    for label, _, word in sorted(rows):
        if len(told[label]) < WORDS:
            told[label] += (word,)
    return told


@lru_cache(65_536)
def tells(word: str) -> bool:
    """Whether a word says something, and something else than praise or fault."""
    said = saying(word) if len(word) <= LONGEST and not unspaced(word) else ()
    return bool(said) and JUDGING.isdisjoint(said)


def speaks(key: str, lang: str, terms: Terms) -> bool:
    """Whether a text of this key has one of a topic's words, or cannot be asked for them: it is in another language, or without
    spaces."""
    return lang != terms.lang or unspaced(key) or not set(key.split()).isdisjoint(terms.words)


def unspaced(text: str) -> bool:
    """Whether half of a text's letters are of scripts that leave no spaces."""
    return not text.isascii() and 2 * len(UNSPACED.findall(text)) >= max(1, sum(map(str.isalpha, text)))


@dataclass(frozen=True, slots=True)
class Speaking:
    """Sentences (SENTENCES' columns) to the topic each speaks of (SPEAKS)."""

    found: Topics
    ids: list[str]
    middles: NDArray[np.float32]  # (dimensions, topics)
    tongues: NDArray[np.str_] | None  # the language of each topic; None: one for all
    least: int  # dot product with a topic's middle
    sure: int  # of what is not asked for a word
    topical: Topical | None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows of a batch of sentences."""
        parts = [self.nearest(batch.slice(n, BLOCK)) for n in range(0, len(batch) if self.ids else 0, BLOCK)]
        places = np.concatenate([np.zeros(0, np.int64), *parts])
        rows = np.flatnonzero(places >= 0)
        columns = [batch.column(name).take(pa.array(rows)) for name in SPEAKS.names[:-1]]
        names = pa.array([self.ids[topic] for topic in places[rows].tolist()], pa.string())
        return pa.RecordBatch.from_arrays([*columns, names], schema=SPEAKS)

    def nearest(self, batch: pa.RecordBatch) -> Ints:
        """The topic nearest to each sentence, of those that it may speak of; -1 where none is near. Ties go to the larger."""
        told, free = self.may(batch.column("key").to_pylist(), batch.column("lang").to_pylist())
        asked = told | free
        rows, found = np.flatnonzero(asked.any(axis=1)), np.full(len(batch), -1)
        if not len(rows):
            return found
        batch, told, asked = batch.take(pa.array(rows)), told[rows], asked[rows]
        vectors = self.vectors(batch)
        dots = apart(vectors, batch.column("lang").to_pylist(), self.found.common).astype(np.float32) @ self.middles
        np.copyto(dots, -np.inf, where=~asked)
        places = dots.argmax(axis=1)
        every = np.arange(len(dots))
        least = np.where(told[every, places], self.least, self.sure)
        near = filled(vectors) & (dots[every, places] >= least)
        found[rows[near]] = places[near]
        return found

    def may(self, keys: Sequence[str], langs: Sequence[str]) -> tuple[Flags, Flags]:
        """(texts, topics): those that each text has a word of, and those that it is not asked for a word of; see `speaks`."""
        having = defaultdict[str, list[int]](list)
        for topic, one in enumerate(self.found.terms):
            for word in one.words:
                having[word].append(topic)
        told = np.zeros((len(keys), len(self.ids)), np.bool_)
        for n, key in enumerate(keys):
            for word in key.split():
                if word in having:
                    told[n, having[word]] = True
        names, places = numbered(langs)  # a comparison of texts for each sentence and topic took as long as all else here
        spoken, free = np.array(names, np.str_)[:, None], np.array([unspaced(key) for key in keys], np.bool_)[:, None]
        if self.tongues is not None:
            own = (spoken == self.tongues)[places]
            return told & own, free & own
        other = spoken != np.array([one.lang for one in self.found.terms], np.str_)
        return told, free | other[places]

    def vectors(self, batch: pa.RecordBatch) -> Vectors:
        """Of each sentence."""
        vectors = unpack(batch.column("vector"))
        return self.topical(vectors, batch.column("text").to_pylist()) if self.topical else vectors
