"""Which words stand for a viewpoint: verbatim spans, each from another voice, the surest first and then further down."""

import hashlib
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import regex

from hubbub.engines.base import Engine
from hubbub.records import Quotation

WHOLE = 280  # code points up to which a post is quoted whole; of a longer one the sentence, and the cut shows
LONGEST = 1_000  # code points quoted of a long post that is to stand whole
AROUND = 32  # code points of prefix and suffix, as W3C Web Annotation selectors hold them
EXAMPLES = 8
SPACE = regex.compile(r"\s+", regex.REVERSE)  # the last one
CHARACTER = regex.compile(r"\X")
ASKED = pa.schema([("uid", pa.string())])
# The best sentence of each voice; then the first of these, and those an eighth, a quarter and half way down: what stands
# for a viewpoint must show how far it reaches, not only its best match.
CHOSEN = """
WITH best AS (
  SELECT a.viewpoint_id, a.uid, s.start, s."end", a.score,
         row_number() OVER (PARTITION BY a.viewpoint_id, coalesce(m.person, m.uid) ORDER BY a.score DESC, a.uid, s.start) AS own
  FROM assignments a JOIN sentences s USING (sentence_id) JOIN members m ON m.uid = a.uid
  JOIN key_points k ON k.viewpoint_id = a.viewpoint_id JOIN members o ON o.uid = k.key_point_uid
  WHERE a.viewpoint_id IN (SELECT viewpoint_id FROM listed) AND coalesce(m.person, m.uid) <> coalesce(o.person, o.uid)),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY viewpoint_id ORDER BY score DESC, uid, start) - 1 AS place,
         count(*) OVER (PARTITION BY viewpoint_id) AS voices FROM best WHERE own = 1)
SELECT viewpoint_id, uid, start, "end" FROM ranked
WHERE place IN (0, voices // 8, voices // 4, voices // 2) ORDER BY viewpoint_id, place
"""
KEYS = """
SELECT k.viewpoint_id, k.key_point_uid AS uid, k.start, k."end", c.voices, c.texts
FROM key_points k JOIN counted c USING (viewpoint_id) WHERE c.platform IS NULL AND c.lang IS NULL
ORDER BY c.voices DESC, c.texts DESC, k.viewpoint_id
"""
FEW = f"""
SELECT * FROM ({KEYS}) WHERE viewpoint_id NOT IN (SELECT viewpoint_id FROM listed)
ORDER BY voices DESC, texts DESC, viewpoint_id LIMIT {EXAMPLES}
"""
NOWHERE = f"""
SELECT NULL AS viewpoint_id, p.uid, 0 AS start, length(p.text) AS "end" FROM posts p
JOIN classes c ON c.group_id = p.uid WHERE c.class = 2 ORDER BY md5(p.text), p.uid LIMIT {EXAMPLES}
"""


def spans(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Spans to quote, in order, under 'keys', 'chosen', 'few' and 'nowhere'."""
    asked = {"keys": KEYS, "chosen": CHOSEN, "few": FEW, "nowhere": NOWHERE}
    return {name: engine.rows(query).to_pylist() for name, query in asked.items()}


def quotation(viewpoint: str | None, uid: str, text: str, span: tuple[int, int]) -> Quotation:
    """A quotation of a post, read from its text."""
    start, end = span
    name = "\x1f".join([viewpoint or "", uid, str(start), str(end)])
    return Quotation(
        quotation_id="q:" + hashlib.sha256(name.encode()).hexdigest()[:12],
        viewpoint_id=viewpoint,
        uid=uid,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole post without its outer white space where it is short, else the sentence; of a long one that is to stand whole
    its beginning."""
    return beginning(text, LONGEST) if len(text.strip()) <= WHOLE or (start, end) == (0, len(text)) else (start, end)


def beginning(text: str, most: int) -> tuple[int, int]:
    """A short post without its outer white space, or of another as much of the beginning as fits: up to the last white space
    before `most` code points, else to the last whole character as people see them."""
    begin, whole = len(text) - len(text.lstrip()), text.strip()
    if len(whole) <= max(most, WHOLE):
        return begin, begin + len(whole)
    broken = SPACE.search(whole, endpos=most + 1)
    length = broken.start() if broken else next(one.start() for one in CHARACTER.finditer(whole) if one.end() > most)
    return begin, begin + (length or most)


def texts(engine: Engine, uids: Iterable[str]) -> dict[str, str]:
    """The texts of some posts."""
    with engine.sink({"asked": ASKED}) as sink:
        sink.append("asked", pa.RecordBatch.from_pydict({"uid": sorted(set(uids))}, schema=ASKED))
    table = engine.rows("SELECT uid, text FROM posts JOIN asked USING (uid)")
    engine.drop("asked")
    return dict(zip(table.column("uid").to_pylist(), table.column("text").to_pylist(), strict=True))
