"""What is named after its words: exact copies, viewpoints, topics, articles, inputs; and whether who was taken down is there.

Ids and hashes are made again from the stored texts. A hash that was made of what is no longer stored is not asked for: of rows
whose authors are hidden, and of what somebody was taken out of.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from hubbub.checks.integrity import few
from hubbub.engines.base import Engine
from hubbub.models.text import keys
from hubbub.readers.article import article_id
from hubbub.readers.intake import content_hash
from hubbub.records import Findings
from hubbub.screen import EVERYTHING, Takedown, covered, load_takedown
from hubbub.viewpoints import UNKNOWN, most, topic_id, viewpoint_id

EXACT = """
SELECT c.uid, p.text, o.text AS other FROM copies c JOIN posts p ON p.uid = c.uid JOIN posts o ON o.uid = c.group_id
WHERE c.kind = 'exact' ORDER BY c.uid
"""
ORIGINALS = "SELECT p.uid, p.text FROM posts p JOIN copies c ON c.uid = p.uid WHERE c.kind = 'original'"
VIEWPOINTS = """
SELECT v.viewpoint_id AS id, p.lang, substring(p.text, v.start + 1, v."end" - v.start) AS said
FROM viewpoints v JOIN posts p ON p.uid = v.key_point_uid ORDER BY 1
"""
TOPICS = """
SELECT t.topic_id AS id, p.lang, substring(p.text, t.start + 1, t."end" - t.start) AS said
FROM topics t JOIN posts p ON p.uid = t.uid ORDER BY 1
"""
SPOKEN = """
SELECT q.quotation_id, q.speaker, q.cue, a.text FROM quotations q JOIN articles a ON a.article_id = q.article_id
WHERE q.speaker IS NOT NULL OR q.cue IS NOT NULL ORDER BY 1
"""
ROWS = """
SELECT input_file, input_sha256, CAST(NULL AS VARCHAR) AS sample FROM posts
UNION ALL SELECT input_file, input_sha256, NULL FROM excluded
UNION ALL SELECT input_file, NULL, sample FROM unreadable
"""


def misnamed(engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Rows whose name or hash is not that of what they say."""
    takedown = load_takedown(out)
    yield from told("copies: exact, in other words than their original", copied(engine))
    yield from told("copies: originals in the same words", doubled(engine))
    yield from told("viewpoints: not named after what their key point says", views(engine))
    yield from told("topics: not named after the sentence that names them", subjects(engine))
    if takedown.hashes:
        yield from told("takedown.json: names who is still there", staying(engine, takedown))
        return
    yield from told("articles: not named after their text", articles(engine))
    yield from told("quotations: a speaker or cue that the article does not have", spoken(engine))
    if findings.method.authors == "handle":
        yield from told("inputs: not the rows that were read", rehashed(engine))


def told(what: str, found: Iterator[str]) -> Iterator[str]:
    """One sentence for all rows of a kind."""
    if names := sorted(found):
        yield f"{what}: {few(names)}"


def copied(engine: Engine) -> Iterator[str]:
    """Exact copies whose words are not their original's."""
    for batch in engine.stream(EXACT):
        uids, texts, others = (column.to_pylist() for column in batch.columns)
        pairs = zip(uids, keys(texts), keys(others), strict=True)
        yield from (uid for uid, own, other in pairs if own != other)


def doubled(engine: Engine) -> Iterator[str]:
    """Originals whose words are another's, too: those of one hash, eight bytes of each, and then of the same words."""
    hashes = np.fromiter((digest for _, digest, _ in worded(engine)), dtype=np.uint64)
    several, often = np.unique(hashes, return_counts=True)
    if twice := set(several[often > 1].tolist()):
        seen = dict[str, str]()
        for uid, digest, said in worded(engine):
            if digest in twice and seen.setdefault(said, uid) != uid:
                yield uid


def worded(engine: Engine) -> Iterator[tuple[str, int, str]]:
    """The id of each original, a hash of its words, and these."""
    for batch in engine.stream(ORIGINALS):
        uids, texts = (column.to_pylist() for column in batch.columns)
        for uid, said in zip(uids, keys(texts), strict=True):
            yield uid, int.from_bytes(hashlib.blake2b(said.encode(errors="surrogatepass"), digest_size=8).digest()), said


def views(engine: Engine) -> Iterator[str]:
    """Viewpoints under another id than their key point's. What nobody knows the language of is named after the language of
    most, or of none where a person made it a viewpoint."""
    usual = {most(engine), UNKNOWN}
    for row in engine.rows(VIEWPOINTS).to_pylist():
        if row["id"] not in {viewpoint_id(lang, row["said"]) for lang in ({row["lang"]} if row["lang"] else usual)}:
            yield row["id"]


def subjects(engine: Engine) -> Iterator[str]:
    """Topics under another id than their sentence's."""
    usual = most(engine)
    for row in engine.rows(TOPICS).to_pylist():
        if row["id"] != topic_id(row["lang"] or usual, row["said"]):
            yield row["id"]


def articles(engine: Engine) -> Iterator[str]:
    """Articles under another id than their text's."""
    for batch in engine.stream("SELECT article_id, text FROM articles"):
        yield from (row["article_id"] for row in batch.to_pylist() if row["article_id"] != article_id(row["text"]))


def spoken(engine: Engine) -> Iterator[str]:
    """Quotations from articles whose speaker or cue stands nowhere in the article."""
    for batch in engine.stream(SPOKEN):
        for row in batch.to_pylist():
            if not all(one in row["text"] for one in (row["speaker"], row["cue"]) if one):
                yield row["quotation_id"]


def rehashed(engine: Engine) -> Iterator[str]:
    """Inputs whose rows have other hashes than those that were read. Two inputs of one name are not told apart."""
    found = defaultdict[str, bytearray](bytearray)
    for batch in engine.stream(ROWS):
        for name, digest, sample in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            found[name] += hashlib.sha256(sample.encode()).digest() if digest is None else bytes.fromhex(digest)
    inputs = engine.rows("SELECT input_file, content_sha256 FROM inputs").to_pylist()
    names = Counter(one["input_file"] for one in inputs)
    for one in inputs:
        name = one["input_file"]
        if names[name] == 1 and content_hash(found[name]) != one["content_sha256"]:
            yield name


def staying(engine: Engine, takedown: Takedown) -> Iterator[str]:
    """Posts that the takedown covers, and exclusions under an id that it does."""
    for batch in engine.stream(EVERYTHING):
        yield from covered(batch, takedown).column(0).to_pylist()
