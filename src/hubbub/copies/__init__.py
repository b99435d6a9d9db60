"""Copies are counted once: exact after normalisation, near by characters, reposts, quote posts, and posts embedded in pages.

Reads `posts`; makes `copies`. The normalised text is for matching only. One post, the original, stands for its group: see
`groups` for which. Every other post keeps how alike it is to that post, and why it was joined to it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import numpy as np
import pyarrow as pa

from hubbub.copies.groups import lead
from hubbub.copies.likeness import LEAST, PAIRS, Judge, phrases, tokens
from hubbub.copies.shingles import END, SCHEMA, bands
from hubbub.engines.base import Engine
from hubbub.models.text import keys as named
from hubbub.models.text import plain

TIME = pa.timestamp("us", "UTC")
KEYS = pa.schema(
    [
        *(("uid", pa.string()), ("repost_of", pa.string()), ("embed", pa.bool_()), ("created_at", TIME)),
        *(("key", pa.string()), ("bare", pa.string()), ("turn", pa.int64())),
    ]
)
KEPT = ("uid", "repost_of", "embed", "created_at")
WORDS = pa.schema([("word", pa.string()), ("number", pa.int64())])
ESCAPED = re.compile(r"<U\+[0-9A-Fa-f]{4,8}>")  # emoji as R writes them into its tables
# Ends a sentence that another follows. What is looked for comes first, what must be before it then: half the time.
STOP = re.compile(r"[.!?…。！？](?<=\w.)[.!?…。！？]*(?=\s\S)")
STOPPED = f" {END} "
ONWARD = re.compile(r"(?:…|\.\.)(?:\s*https?://\S+)?$")
FEW = 5_000  # words: a smaller collection says little of what is common, and is taken to have so many
SAMPLE = 200_000  # texts whose words are counted, about: every second, third, … of more
FREQUENT = 50_000  # words whose frequency is known; all others count as rare as the rarest of these
PHRASES = 200_000  # phrases whose frequency is known; others count as words do
# Every step joins two tables at most, and where it can numbers alone: a join keeps one side in memory, and texts are wide.
# A repost says what the post it repeats says, however its own text was cut, and one of a repost what that one repeats.
REPEATED = """
SELECT uid, FALSE AS repost, embed, created_at, turn, key, bare FROM keys WHERE repost_of IS NULL
UNION ALL
SELECT k.uid, TRUE AS repost, k.embed, k.created_at, k.turn, coalesce(f.key, o.key, k.key) AS key,
       coalesce(f.bare, o.bare, k.bare) AS bare
FROM keys k LEFT JOIN keys o ON o.uid = k.repost_of LEFT JOIN keys f ON f.uid = o.repost_of WHERE k.repost_of IS NOT NULL
"""
# A text is a distinct key, its first post speaks for it.
FIRSTS = """
SELECT key, bare, uid, repost, embed, created_at, turn
FROM (SELECT *, row_number() OVER (PARTITION BY key ORDER BY repost, embed, created_at NULLS LAST, uid) AS place FROM repeated) a
WHERE place = 1
"""
# Its id rises with the order of originals. It is counted turn by turn, so that no task has to sort all texts: how many come
# before each turn, then within it. `own`: somebody posted it, not only reposted or embedded.
TURNS = """
SELECT repost, embed, turn, CAST(sum(number) OVER (ORDER BY repost, embed, turn) - number AS BIGINT) AS earlier
FROM (SELECT repost, embed, turn, count(*) AS number FROM firsts GROUP BY repost, embed, turn) a
"""
TEXTS = """
SELECT t.earlier + row_number() OVER (PARTITION BY f.repost, f.embed, f.turn ORDER BY f.created_at, f.uid) - 1 AS id,
       f.key, f.bare, f.uid, CASE WHEN f.repost OR f.embed THEN 0 ELSE 1 END AS own
FROM firsts f JOIN turns t ON t.repost = f.repost AND t.embed = f.embed AND t.turn = f.turn
"""
HOUR = 3_600_000_000  # microseconds
UNDATED = 1 << 50  # the turn after every hour
LED = 5  # bytes of a uid that tell the turn of a post without a time
# In each bucket a text is compared with the first and with the one before it: linear, whatever the bucket's size.
MET = """
SELECT first, before, second FROM (
  SELECT min(id) OVER (PARTITION BY band ORDER BY id) AS first, lag(id) OVER (PARTITION BY band ORDER BY id) AS before,
         id AS second FROM bands) b
WHERE before < second
"""
CANDIDATES = "SELECT first, second FROM met UNION ALL SELECT before AS first, second FROM met WHERE first <> before"
# A share of the pairs at a time, by the last bits of a text's number: what is distinct, and what is joined, is held in memory.
SHARE = "SELECT DISTINCT first, second FROM ({pairs}) c WHERE first < second AND second & {mask} = {share}"
HALVES = "SELECT c.first, c.second, t.bare AS first_key FROM candidates c JOIN texts t ON t.id = c.first"
WHOLE = "SELECT h.first, h.second, h.first_key, t.bare AS second_key FROM halves h JOIN texts t ON t.id = h.second"
# What is linked through one other text only: the text that leads the other is compared with it directly, once.
SECOND_CHANCE = """
SELECT least(one, other) AS first, greatest(one, other) AS second FROM (
  SELECT coalesce(a.first, p.first) AS one, p.second AS other FROM pairs p LEFT JOIN led a ON a.second = p.first
  UNION ALL
  SELECT p.first AS one, coalesce(b.first, p.second) AS other FROM pairs p LEFT JOIN led b ON b.second = p.second
  UNION ALL
  SELECT coalesce(a.first, p.first) AS one, coalesce(b.first, p.second) AS other
  FROM pairs p LEFT JOIN led a ON a.second = p.first LEFT JOIN led b ON b.second = p.second) c
WHERE one <> other
"""
NEW = """
SELECT c.first, c.second FROM chances c LEFT JOIN pairs p ON p.first = c.first AND p.second = c.second
WHERE p.first IS NULL
"""
# What is no copy, as far as that is known: its phrases are those of people who did not copy each other.
OWN = """
SELECT t.bare AS key FROM texts t LEFT JOIN led l ON l.second = t.id WHERE l.second IS NULL AND t.id % {step} = 0
"""
PHRASED = """
SELECT word, CAST(sum(number) - 1 AS BIGINT) AS times FROM words GROUP BY word HAVING sum(number) > 1
ORDER BY times DESC, word LIMIT {most}
"""
PLACED = "SELECT r.uid, r.repost, r.embed, t.id FROM repeated r JOIN texts t ON t.key = r.key"
# The original of each text: its own first post, or that of the text it is a copy of.
ORIGINS = """
SELECT t.id, t.uid AS group_id, CAST(NULL AS DOUBLE) AS similarity, CAST(NULL AS VARCHAR) AS reason
FROM texts t LEFT JOIN led l ON l.second = t.id WHERE l.second IS NULL
UNION ALL
SELECT l.second AS id, t.uid AS group_id, l.similarity, l.reason FROM led l JOIN texts t ON t.id = l.first
"""
COPIES = """
SELECT p.uid AS uid, o.group_id,
       CASE WHEN p.uid = o.group_id THEN 'original' WHEN p.repost THEN 'repost' WHEN p.embed THEN 'embed'
            WHEN o.reason IS NULL THEN 'exact' ELSE 'near' END AS kind,
       coalesce(o.similarity, 1.0) AS similarity,
       CASE WHEN p.uid = o.group_id THEN NULL ELSE coalesce(o.reason, 'same') END AS reason
FROM placed p JOIN origins o ON o.id = p.id
"""
POSTS = """
SELECT uid, repost_of, text_origin IN ('embed', 'quoted_by_article') AS embed, created_at, text FROM posts
"""
SHARED = 8_000_000  # pairs, about, that one share has
MADE = [
    "keys",
    "repeated",
    "turns",
    "texts",
    "words",
    "bands",
    "met",
    "chances",
    "candidates",
    "halves",
    "pairs",
    "more",
    "all_pairs",
    "led",
    "placed",
    "origins",
]


def copies(engine: Engine) -> None:
    """Groups the posts; every post is in exactly one group."""
    engine.map(POSTS, keyed, "keys", KEYS)
    engine.sql(REPEATED, "repeated")
    for query, table in ((FIRSTS, "firsts"), (TURNS, "turns"), (TEXTS, "texts")):
        engine.sql(query, table)
    engine.drop("firsts")
    engine.map(f"SELECT id, bare AS key FROM texts WHERE length(bare) >= {LEAST}", bands, "bands", SCHEMA)
    judge = acquainted(engine)
    engine.sql(MET, "met")
    compare(engine, CANDIDATES, judge, "pairs", number(engine, "met"))
    lead(engine, "pairs", "led")
    engine.sql(SECOND_CHANCE, "chances")
    compare(engine, NEW, judge, "more", number(engine, "chances"))
    engine.sql("SELECT * FROM pairs UNION ALL SELECT * FROM more", "all_pairs")
    lead(engine, "all_pairs", "led")
    if linked := number(engine, "all_pairs"):
        compare(engine, "SELECT first, second FROM all_pairs", informed(engine, judge), "sure", linked)
        lead(engine, "sure", "led")
        engine.drop("sure")
    for query, table in ((PLACED, "placed"), (ORIGINS, "origins"), (COPIES, "copies")):
        engine.sql(query, table)
    for table in MADE:
        engine.drop(table)


def compare(engine: Engine, pairs: str, judge: Judge, table: str, expected: int) -> None:
    """Makes `table` (PAIRS' columns) of those pairs that are near-copies; `expected`: how many there are, at least about."""
    shares = 1 << (expected // SHARED).bit_length()
    for share in range(shares):
        engine.sql(SHARE.format(pairs=pairs, mask=shares - 1, share=share), "candidates")
        engine.sql(HALVES, "halves")
        engine.map(WHOLE, judge, f"{table}_{share}", PAIRS)
    engine.sql(" UNION ALL ".join(f"SELECT * FROM {table}_{share}" for share in range(shares)), table)
    for share in range(shares):
        engine.drop(f"{table}_{share}")


def number(engine: Engine, table: str) -> int:
    """Rows of a table."""
    return int(engine.rows(f"SELECT count(*) AS n FROM {table}").column("n")[0].as_py())


def keyed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """POSTS' columns to KEYS': a text's key, what of it is compared with others, and its turn: `turns`."""
    texts = batch.column("text").to_pylist()
    keys = named(texts)
    shown = {place: shorn for place, text in enumerate(texts) if (shorn := bare(text)) is not None}
    bares = dict(zip(shown, named(list(shown.values())), strict=True))
    compared = [bares.get(place, whole) for place, whole in enumerate(keys)]
    columns = [*(batch.column(name) for name in KEPT), pa.array(keys, pa.string()), pa.array(compared, pa.string())]
    return pa.RecordBatch.from_arrays([*columns, turns(batch)], schema=KEYS)


def turns(batch: pa.RecordBatch) -> pa.Array:
    """Numbers that rise with the order of posts by time, those without one last, then by uid, and that few of them share: the
    hour, or how the uid begins. UTF-8 is ordered as its bytes are."""
    times, uids = batch.column("created_at"), batch.column("uid").to_pylist()
    found = times.cast(TIME).cast(pa.int64()).fill_null(0).to_numpy() // HOUR
    undated = np.flatnonzero(times.is_null().to_numpy(zero_copy_only=False))
    for place in undated.tolist():
        found[place] = UNDATED + int.from_bytes(uids[place].encode(errors="surrogatepass")[:LED].ljust(LED, b"\0"))
    return pa.array(found)


def bare(text: str) -> str | None:
    """A text without escaped emoji and the hashtags it ends in, which two texts of one moment share without one copying the
    other, and with the ends of its sentences marked, at its own end where that says that it goes on; None where that changes
    nothing."""
    marked = STOP.sub(STOPPED, text.strip()).replace("\n", STOPPED).replace("\r", STOPPED)
    marked += STOPPED * (ONWARD.search(marked) is not None)
    if "#" not in text and "<U+" not in text:
        return marked if END in marked else None
    words = plain(ESCAPED.sub(" ", marked)).split()
    while words and (words[-1].startswith("#") or not any(map(str.isalnum, words[-1]))):
        words.pop()
    return " ".join(words)


def acquainted(engine: Engine) -> Judge:
    """A judge who knows which words are frequent in the texts, from at most about SAMPLE of them. Makes `words`."""
    texts = number(engine, "texts")
    step = max(1, texts // SAMPLE)
    engine.map(f"SELECT bare AS key FROM texts WHERE id % {step} = 0", counted, "words", WORDS)
    engine.sql("SELECT word, CAST(sum(number) AS BIGINT) AS number FROM words GROUP BY word", "words")
    known = engine.rows(f"SELECT word, number FROM words ORDER BY number DESC, word LIMIT {FREQUENT}")
    total = engine.rows("SELECT CAST(coalesce(sum(number), 0) AS BIGINT) AS n FROM words").column("n")[0].as_py()
    counts = {word: step * number for word, number in zip(*(column.to_pylist() for column in known.columns), strict=True)}
    rare = min(counts.values()) if len(counts) == FREQUENT else step
    return Judge(counts, max(FEW, step * total), rare, max(1, texts))


def informed(engine: Engine, judge: Judge) -> Judge:
    """The judge who also knows which phrases stand in texts that are no copies of each other: those of one, beside any one of
    them, in that many. Makes `words`."""
    step = max(1, judge.texts // SAMPLE)
    engine.map(OWN.format(step=step), spoken, "words", WORDS)
    known = engine.rows(PHRASED.format(most=PHRASES)).to_pydict()
    spread = {word: step * times for word, times in zip(known["word"], known["times"], strict=True)}
    return replace(judge, phrases=spread)


def counted(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`key` to the words of a batch and how often each stands there."""
    return numbered(chain.from_iterable(map(tokens, batch.column("key").to_pylist())))


def spoken(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`key` to the phrases of a batch and in how many texts each stands."""
    return numbered(chain.from_iterable(map(phrases, batch.column("key").to_pylist())))


def numbered(words: Iterable[str]) -> pa.RecordBatch:
    """Each word, and how often it comes."""
    found = Counter(words)
    return pa.RecordBatch.from_pydict({"word": list(found), "number": list(found.values())}, schema=WORDS)
