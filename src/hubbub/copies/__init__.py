"""Copies are counted once: exact after normalisation, near by characters, reposts, quote posts, and posts embedded in pages.

Reads `posts`; makes `copies`. The normalised text is for matching only. One post, the original, stands for its group: see
`groups` for which. Every other post keeps how alike it is to that post, and why it was joined to it.
"""

import re
from collections import Counter
from itertools import chain

import pyarrow as pa

from hubbub.copies.groups import lead
from hubbub.copies.likeness import END, LEAST, PAIRS, Judge, tokens
from hubbub.copies.shingles import SCHEMA, bands
from hubbub.engines.base import Engine
from hubbub.models.text import keys as named
from hubbub.models.text import plain

KEYS = pa.schema([("uid", pa.string()), ("key", pa.string()), ("bare", pa.string())])
WORDS = pa.schema([("word", pa.string()), ("number", pa.int64())])
ESCAPED = re.compile(r"<U\+[0-9A-Fa-f]{4,8}>")  # emoji as R writes them into its tables
STOP = re.compile(r"(?<=\w)[.!?…。！？]+(?=\s\S)|[\n\r]")  # of a sentence that another follows
FEW = 5_000  # words: a smaller collection says little of what is common, and is taken to have so many
SAMPLE = 200_000  # texts whose words are counted, about: every second, third, … of more
FREQUENT = 50_000  # words whose frequency is known; all others count as rare as the rarest of these
# A repost says what the post it repeats says, however its own text was cut.
REPEATED = """
SELECT k.uid, coalesce(o.key, k.key) AS key, coalesce(o.bare, k.bare) AS bare
FROM keys k JOIN posts p ON p.uid = k.uid LEFT JOIN keys o ON o.uid = p.repost_of
"""
# A text is a distinct key; its id rises with the order of originals. `own`: somebody posted it, not only reposted or embedded.
TEXTS = """
SELECT row_number() OVER (ORDER BY repost, embed, created_at NULLS LAST, uid) - 1 AS id, key, bare, uid,
       CASE WHEN repost OR embed THEN 0 ELSE 1 END AS own
FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY repost, embed, created_at NULLS LAST, uid) AS place FROM (
    SELECT k.key, k.bare, p.uid, p.created_at, p.repost_of IS NOT NULL AS repost,
           p.text_origin IN ('embed', 'quoted_by_article') AS embed FROM posts p JOIN repeated k ON k.uid = p.uid) a) b
WHERE place = 1
"""
# In each bucket a text is compared with the first and with the one before it: linear, whatever the bucket's size.
CANDIDATES = """
SELECT DISTINCT first, second FROM (
  SELECT min(id) OVER (PARTITION BY band) AS first, id AS second FROM bands
  UNION ALL
  SELECT lag(id) OVER (PARTITION BY band ORDER BY id) AS first, id AS second FROM bands) c
WHERE first < second
"""
WITH_KEYS = """
SELECT c.first, c.second, a.bare AS first_key, b.bare AS second_key
FROM ({candidates}) c JOIN texts a ON a.id = c.first JOIN texts b ON b.id = c.second
"""
# What is linked through one other text only: the text that leads the other is compared with it directly, once.
SECOND_CHANCE = """
SELECT DISTINCT least(one, other) AS first, greatest(one, other) AS second FROM (
  SELECT coalesce(a.first, p.first) AS one, p.second AS other FROM pairs p LEFT JOIN led a ON a.second = p.first
  UNION ALL
  SELECT p.first AS one, coalesce(b.first, p.second) AS other FROM pairs p LEFT JOIN led b ON b.second = p.second
  UNION ALL
  SELECT coalesce(a.first, p.first) AS one, coalesce(b.first, p.second) AS other
  FROM pairs p LEFT JOIN led a ON a.second = p.first LEFT JOIN led b ON b.second = p.second) c
WHERE one <> other
"""
NEW = """
SELECT c.first, c.second FROM ({chances}) c LEFT JOIN pairs p ON p.first = c.first AND p.second = c.second
WHERE p.first IS NULL
"""
COPIES = """
SELECT p.uid AS uid, g.uid AS group_id,
       CASE WHEN p.uid = g.uid THEN 'original' WHEN p.repost_of IS NOT NULL THEN 'repost'
            WHEN p.text_origin IN ('embed', 'quoted_by_article') THEN 'embed'
            WHEN l.second IS NULL THEN 'exact' ELSE 'near' END AS kind,
       coalesce(l.similarity, 1.0) AS similarity,
       CASE WHEN p.uid = g.uid THEN NULL ELSE coalesce(l.reason, 'same') END AS reason
FROM posts p JOIN repeated k ON k.uid = p.uid JOIN texts t ON t.key = k.key
LEFT JOIN led l ON l.second = t.id JOIN texts g ON g.id = coalesce(l.first, t.id)
"""
MADE = ("keys", "repeated", "texts", "words", "bands", "pairs", "more", "all_pairs", "led")


def copies(engine: Engine) -> None:
    """Groups the posts; every post is in exactly one group."""
    engine.map("SELECT uid, text FROM posts", keyed, "keys", KEYS)
    engine.sql(REPEATED, "repeated")
    engine.sql(TEXTS, "texts")
    engine.map(f"SELECT id, bare AS key FROM texts WHERE length(bare) >= {LEAST}", bands, "bands", SCHEMA)
    judge = acquainted(engine)
    engine.map(WITH_KEYS.format(candidates=CANDIDATES), judge, "pairs", PAIRS)
    lead(engine, "pairs", "led")
    engine.map(WITH_KEYS.format(candidates=NEW.format(chances=SECOND_CHANCE)), judge, "more", PAIRS)
    engine.sql("SELECT * FROM pairs UNION ALL SELECT * FROM more", "all_pairs")
    lead(engine, "all_pairs", "led")
    engine.sql(COPIES, "copies")
    for table in MADE:
        engine.drop(table)


def keyed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`uid, text` to `uid, key, bare`: a text's key, and what of it is compared with others."""
    texts = batch.column("text").to_pylist()
    keys = named(texts)
    shown = {place: shorn for place, text in enumerate(texts) if (shorn := bare(text)) is not None}
    bares = dict(zip(shown, named(list(shown.values())), strict=True))
    compared = [cut if len(cut := bares.get(place, whole)) >= LEAST else whole for place, whole in enumerate(keys)]
    columns = [batch.column("uid"), pa.array(keys, pa.string()), pa.array(compared, pa.string())]
    return pa.RecordBatch.from_arrays(columns, schema=KEYS)


def bare(text: str) -> str | None:
    """A text without escaped emoji and the hashtags it ends in, which two texts of one moment share without one copying the
    other, and with the ends of its sentences marked; None where that changes nothing."""
    marked = STOP.sub(f" {END} ", text.strip())
    if "#" not in text and "<U+" not in text:
        return marked if END in marked else None
    words = plain(ESCAPED.sub(" ", marked)).split()
    while words and (words[-1].startswith("#") or not any(map(str.isalnum, words[-1]))):
        words.pop()
    return " ".join(words)


def acquainted(engine: Engine) -> Judge:
    """A judge who knows which words are frequent in the texts, from at most about SAMPLE of them. Makes `words`."""
    texts = engine.rows("SELECT count(*) AS n FROM texts").column("n")[0].as_py()
    step = max(1, texts // SAMPLE)
    engine.map(f"SELECT bare AS key FROM texts WHERE id % {step} = 0", counted, "words", WORDS)
    engine.sql("SELECT word, CAST(sum(number) AS BIGINT) AS number FROM words GROUP BY word", "words")
    known = engine.rows(f"SELECT word, number FROM words ORDER BY number DESC, word LIMIT {FREQUENT}")
    total = engine.rows("SELECT CAST(coalesce(sum(number), 0) AS BIGINT) AS n FROM words").column("n")[0].as_py()
    counts = {word: step * number for word, number in zip(*(column.to_pylist() for column in known.columns), strict=True)}
    rare = min(counts.values()) if len(counts) == FREQUENT else step
    return Judge(counts, max(FEW, step * total), rare, max(1, texts))


def counted(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`key` to the words of a batch and how often each stands there."""
    found = Counter(chain.from_iterable(map(tokens, batch.column("key").to_pylist())))
    return pa.RecordBatch.from_pydict({"word": list(found), "number": list(found.values())}, schema=WORDS)
