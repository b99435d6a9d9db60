"""What is measured: the product's own stage, on an engine, over texts that each are one person's post."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hubbub.engines.duckdb import DuckDB
from hubbub.findings import USUAL
from hubbub.models.base import Judge
from hubbub.models.text import key
from hubbub.quality import BOTH, MATCHER, STATIC, TONGUES, WORDS, search, second
from hubbub.viewpoints import Settings, find
from hubbub.viewpoints.space import encode
from hubbub.viewpoints.verify import Known, Points

Labels = NDArray[np.int64]
ENCODERS = {"fast": STATIC, "balanced": MATCHER, "best": BOTH, WORDS: WORDS, TONGUES: TONGUES}  # by quality, or by name
POSTS = pa.schema([(name, pa.string()) for name in ("uid", "text", "lang", "author_key")])
COPIES = pa.schema([("uid", pa.string()), ("kind", pa.string())])
ASSIGNED = """
SELECT CAST(a.uid AS BIGINT) AS post, a.viewpoint_id FROM assignments a
JOIN sentences s USING (sentence_id) ORDER BY s."end" - s.start, s.sentence_id
"""
ABOUT = "SELECT CAST(uid AS BIGINT) AS post, dense_rank() OVER (ORDER BY topic_id) - 1 AS topic FROM topic_posts"
MEMBERS = """
SELECT CAST(a.uid AS BIGINT) AS post, s.start, s."end", CAST(k.key_point_uid AS BIGINT) AS speaker, k.start AS first,
       k."end" AS last, a.score
FROM assignments a JOIN sentences s USING (sentence_id) JOIN key_points k USING (viewpoint_id)
WHERE a.how <> 'words' ORDER BY s.sentence_id, k.viewpoint_id
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of some texts: the viewpoint of each (-1: none; its longest assigned sentence speaks), the texts under each, and
    the topic of each text (-1: none)."""

    labels: Labels
    groups: list[list[int]]
    topics: Labels

    @property
    def listed(self) -> list[list[int]]:
        """The viewpoints of so many texts as a listed one has at least, where there are fifty posts or more."""
        return [group for group in self.groups if len(group) >= USUAL]


@dataclass(frozen=True, slots=True)
class Asked:
    """English sentences, a point for each, and what the collection that they are of is about."""

    texts: list[str]
    points: list[str]
    known: Known

    def odds(self, quality: str) -> tuple[Labels, Labels]:
        """The odds that each makes its point, in millionths, before the second look and after."""
        model, judge, _ = search(ENCODERS[quality], quality)
        assert judge is not None
        settings, said, made = settings_of(quality), encode(model, self.texts), encode(model, self.points)
        keys, places = [key(point) for point in self.points], np.arange(len(self.points))
        points = Points(keys, self.points, keys, made, places, self.known)
        return points.likely(judge.odds, said, places), points.judged(judge.odds, settings, self.texts, said, places)

    def together(self, quality: str) -> NDArray[np.bool_]:
        """Whether the product's second look leaves each with its point."""
        return self.odds(quality)[1] >= settings_of(quality).odds


def settings_of(quality: str) -> Settings:
    """Those of a search at a quality."""
    return Settings(across=False, **search(ENCODERS[quality], quality)[2])


def made(texts: list[str], quality: str = "balanced", langs: Sequence[str] = (), reader: Judge | None = None) -> Made:
    """The stage over texts, in English where nothing else is said, at a quality or with the encoder of many languages (`e5`);
    every view of two is listed. `reader`: other weights to read with."""
    with found(texts, quality, langs, reader) as engine:
        assigned, about = engine.rows(ASSIGNED).to_pylist(), engine.rows(ABOUT).to_pylist()
    names = {name: n for n, name in enumerate(sorted({row["viewpoint_id"] for row in assigned}))}
    labels, groups = np.full(len(texts), -1), [set[int]() for _ in names]
    for row in assigned:
        labels[row["post"]] = names[row["viewpoint_id"]]
        groups[names[row["viewpoint_id"]]].add(row["post"])
    topics = np.full(len(texts), -1)
    topics[[row["post"] for row in about]] = [row["topic"] for row in about]
    return Made(labels, [sorted(one) for one in groups], topics)


def members(texts: list[str], quality: str = "balanced", langs: Sequence[str] = ()) -> list[tuple[str, str, int]]:
    """What the stage puts under key points in other words than theirs: the sentence, the key point, the score in millionths."""
    with found(texts, quality, langs) as engine:
        rows = engine.rows(MEMBERS).to_pylist()
    return [
        (texts[row["post"]][row["start"] : row["end"]], texts[row["speaker"]][row["first"] : row["last"]], row["score"])
        for row in rows
    ]


@contextmanager
def found(texts: list[str], quality: str, langs: Sequence[str], reader: Judge | None = None) -> Iterator[DuckDB]:
    """An engine with the stage's tables."""
    model, judge, bounds = search(ENCODERS[quality], quality)
    model, judge = (reader, reader) if reader else (model, judge)
    tongues = langs or ["en"] * len(texts)
    rows = [
        {"uid": str(n), "text": text, "lang": lang, "author_key": None}
        for n, (text, lang) in enumerate(zip(texts, tongues, strict=True))
    ]
    with tempfile.TemporaryDirectory() as folder, closing(DuckDB(Path(folder) / "engine", threads=1)) as engine:
        with engine.sink({"posts": POSTS, "copies": COPIES}) as sink:
            sink.append("posts", pa.RecordBatch.from_pylist(rows, POSTS))
            sink.append("copies", pa.RecordBatch.from_pylist([{"uid": row["uid"], "kind": "original"} for row in rows], COPIES))
        find(engine, model, Settings(across=model.many, **bounds), judge.odds if judge else None, second(model.name))
        yield engine
