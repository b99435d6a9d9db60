"""The second look: whether a sentence makes the point it is nearest to, by a matcher that reads both.

Vectors hear the subject of a sentence louder than what is said of it: of 242 pairs of real posts that they put together, one in
five made the point (evals/README.md). So every pair is asked, once each wording, and what does not make the point is let go.
Reads `nearest`, `said`; makes `assignments`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from hubbub.engines.base import Engine, Pace
from hubbub.models.base import Matcher
from hubbub.models.vectors import least_dot
from hubbub.viewpoints.polarity import opposed
from hubbub.viewpoints.sample import KeyPoint, Sample, Settings

Seen = Callable[[int, int], None]  # done, of how many
READ = 256  # pairs a batch: some seconds of a core

WORDS = ("sentence_id", "uid", "text", "key", "voice", "viewpoint_id")
NEAREST = pa.schema(
    [*(pa.field(name, pa.string(), nullable=False) for name in WORDS), pa.field("score", pa.int64(), nullable=False)]
)
SAID = pa.schema([pa.field(name, pa.string(), nullable=False) for name in ("viewpoint_id", "point", "key")])
JUDGED = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        pa.field("viewpoint_id", pa.string(), nullable=False),
        pa.field("odds", pa.int64(), nullable=False),
    ]
)
# One pair a wording; of the spellings of a wording the first stands for all.
PAIRS = """
SELECT n.key, n.viewpoint_id, min(n.text) AS text, min(s.point) AS point
FROM nearest n JOIN said s ON s.viewpoint_id = n.viewpoint_id WHERE n.key <> s.key GROUP BY n.key, n.viewpoint_id
"""
STATIC = """
SELECT sentence_id, uid, viewpoint_id, score, CASE WHEN n.key = s.key THEN 'words' ELSE 'static' END AS how
FROM nearest n JOIN said s USING (viewpoint_id)
"""
# The key point's own words make its point; of several points a sentence makes, it is put under the surest.
MADE = """
SELECT sentence_id, uid, voice, viewpoint_id, score, how FROM (
  SELECT *, row_number() OVER (PARTITION BY sentence_id ORDER BY score DESC, near DESC, viewpoint_id) AS place FROM (
    SELECT n.sentence_id, n.uid, n.voice, n.viewpoint_id, n.score AS near,
           CASE WHEN n.key = s.key THEN 1000000 ELSE j.odds END AS score,
           CASE WHEN n.key = s.key THEN 'words' ELSE 'matcher' END AS how
    FROM nearest n JOIN said s ON s.viewpoint_id = n.viewpoint_id
    LEFT JOIN judged j ON j.key = n.key AND j.viewpoint_id = n.viewpoint_id
    WHERE n.key = s.key OR j.odds >= {odds})) WHERE place = 1
"""
# What nobody else says is no view of several, though vectors had put others beside it.
VERIFIED = """
SELECT sentence_id, uid, viewpoint_id, score, how FROM made JOIN (
  SELECT viewpoint_id FROM made GROUP BY viewpoint_id HAVING count(DISTINCT voice) >= {few}) USING (viewpoint_id)
"""


@dataclass(frozen=True, slots=True)
class Judging:
    """Pairs (`key, viewpoint_id, text, point`) to the matcher's odds, none for the contrary in like words; JUDGED's columns."""

    matcher: Matcher

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """One row a pair."""
        pairs = list(zip(batch.column("text").to_pylist(), batch.column("point").to_pylist(), strict=True))
        contrary = np.fromiter((opposed(*pair) for pair in pairs), np.bool_, len(pairs))
        odds = pa.array(np.where(contrary, 0, self.matcher.match(pairs)), pa.int64())
        return pa.RecordBatch.from_arrays([batch.column("key"), batch.column("viewpoint_id"), odds], schema=JUDGED)


def unify(sample: Sample, points: Sequence[KeyPoint], settings: Settings, matcher: Matcher | None) -> list[int]:
    """The key point that each key point goes under: itself, or the first of those before it that it makes, by the matcher. None
    goes under one that goes under another, so that no chain joins what is unlike."""
    leaders = list(range(len(points)))
    if matcher is None or not points:
        return leaders
    later, earlier = nearby(sample, points, settings)
    said = [sample.texts[point.index] for point in points]
    pairs = [(said[n], said[m]) for n, m in zip(later, earlier, strict=True)]
    for n, m, pair, odds in zip(later, earlier, pairs, matcher.match(pairs).tolist(), strict=True):
        if odds >= settings.alike and leaders[n] == n and leaders[m] == m and not opposed(*pair):
            leaders[n] = m
    return leaders


def nearby(sample: Sample, points: Sequence[KeyPoint], settings: Settings) -> tuple[list[int], list[int]]:
    """Pairs of key points of one language that vectors find near: the later and the earlier of each, in order."""
    places = [point.index for point in points]
    vectors = sample.vectors[places].astype(np.float32)
    langs = np.array([sample.langs[place] for place in places])
    near = (vectors @ vectors.T >= least_dot(settings.threshold)) & (langs[:, None] == langs)
    later, earlier = np.nonzero(np.tril(near, -1))
    return later.tolist(), earlier.tolist()


def settle(engine: Engine, settings: Settings, matcher: Matcher | None, seen: Seen) -> None:
    """Makes `assignments`: without a matcher of all that is near, with one of what it says makes the point. `seen` is told how
    many pairs it has read, of how many."""
    if matcher is None:
        engine.sql(STATIC, "assignments")
    else:
        engine.sql(PAIRS, "pairs")
        total = engine.rows("SELECT count(*) AS n FROM pairs")["n"][0].as_py()
        pace = Pace(READ, lambda done: seen(done, total))
        engine.map("SELECT * FROM pairs ORDER BY key, viewpoint_id", Judging(matcher), "judged", JUDGED, pace)
        engine.drop("pairs")
        engine.sql(MADE.format(odds=settings.odds), "made")
        engine.sql(VERIFIED.format(few=min(settings.few_voices, settings.min_voices)), "assignments")
        engine.drop("made")
        engine.drop("judged")
    engine.drop("nearest")
    engine.drop("said")
