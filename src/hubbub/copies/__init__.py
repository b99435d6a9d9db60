"""Copies are counted once: exact after normalisation, near by character n-grams, reposts, and posts embedded in pages.

Reads `posts`; makes `copies`. The normalised text is for matching only. One post, the original, stands for its group:
not a repost, not an embed, the earliest, then by uid.
"""

import pyarrow as pa

from hubbub.copies.groups import LEAST, PAIRS, lead, verify
from hubbub.copies.shingles import SCHEMA, bands
from hubbub.engines.base import Engine
from hubbub.models.text import key

KEYS = pa.schema([("uid", pa.string()), ("key", pa.string())])
# A text's id rises with the order of originals, so the smallest id of a group is its original.
TEXTS = """
SELECT row_number() OVER (ORDER BY repost, embed, created_at NULLS LAST, uid) - 1 AS id, key, uid FROM (
  SELECT *, row_number() OVER (PARTITION BY key ORDER BY repost, embed, created_at NULLS LAST, uid) AS place FROM (
    SELECT k.key, p.uid, p.created_at, p.repost_of IS NOT NULL AS repost,
           p.text_origin IN ('embed', 'quoted_by_article') AS embed FROM posts p JOIN keys k USING (uid)))
WHERE place = 1
"""
# In each bucket a text is compared with the first and with the one before it: linear, whatever the bucket's size.
CANDIDATES = """
SELECT DISTINCT first, second FROM (
  SELECT min(id) OVER bucket AS first, id AS second FROM bands WINDOW bucket AS (PARTITION BY band)
  UNION ALL
  SELECT lag(id) OVER (PARTITION BY band ORDER BY id), id FROM bands)
WHERE first < second
"""
WITH_KEYS = """
SELECT c.first, c.second, a.key AS first_key, b.key AS second_key
FROM ({candidates}) c JOIN texts a ON a.id = c.first JOIN texts b ON b.id = c.second
"""
# Copies of a copy: compared with that copy's own original, once.
SECOND_CHANCE = """
SELECT DISTINCT l.first AS first, p.second AS second FROM pairs p JOIN led l ON l.second = p.first
WHERE p.second NOT IN (SELECT second FROM led) AND l.first < p.second
"""
COPIES = """
SELECT p.uid AS uid, g.uid AS group_id,
       CASE WHEN p.uid = g.uid THEN 'original' WHEN p.repost_of IS NOT NULL THEN 'repost'
            WHEN p.text_origin IN ('embed', 'quoted_by_article') THEN 'embed'
            WHEN l.second IS NULL THEN 'exact' ELSE 'near' END AS kind,
       coalesce(l.similarity, 1.0) AS similarity
FROM posts p JOIN keys k USING (uid) JOIN texts t ON t.key = k.key
LEFT JOIN led l ON l.second = t.id JOIN texts g ON g.id = coalesce(l.first, t.id)
"""


def copies(engine: Engine) -> None:
    """Groups the posts; every post is in exactly one group."""
    engine.map("SELECT uid, text FROM posts", keyed, "keys", KEYS)
    engine.sql(TEXTS, "texts")
    engine.map(f"SELECT id, key FROM texts WHERE length(key) >= {LEAST}", bands, "bands", SCHEMA)
    engine.map(WITH_KEYS.format(candidates=CANDIDATES), verify, "pairs", PAIRS)
    led(engine, "pairs")
    engine.map(WITH_KEYS.format(candidates=SECOND_CHANCE), verify, "more", PAIRS)
    engine.sql("SELECT * FROM pairs UNION ALL SELECT * FROM more", "all_pairs")
    led(engine, "all_pairs")
    engine.sql(COPIES, "copies")
    for table in ("keys", "texts", "bands", "pairs", "more", "all_pairs", "led"):
        engine.drop(table)


def keyed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`uid, text` to `uid, key`."""
    keys = [key(text) for text in batch.column("text").to_pylist()]
    return pa.RecordBatch.from_arrays([batch.column("uid"), pa.array(keys, pa.string())], schema=KEYS)


def led(engine: Engine, pairs: str) -> None:
    """Makes `led`: each near-copy with its original. Near-copies are few, so they are grouped in memory."""
    found = lead(engine.rows(f"SELECT * FROM {pairs}"))
    columns = {
        "first": [first for first, _ in found.values()],
        "second": list(found),
        "similarity": [similarity for _, similarity in found.values()],
    }
    with engine.sink({"led": PAIRS}) as sink:
        sink.append("led", pa.RecordBatch.from_pydict(columns, schema=PAIRS))
