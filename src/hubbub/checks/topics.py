"""Topics, and the counts that the tables of viewpoints and topics hold of all of them, counted again in NumPy; and whether texts
have the words by which their topics are told."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from hubbub.checks.integrity import few
from hubbub.checks.recount import LISTED, Members, Numbers, classes, compare, union, without
from hubbub.engines.base import Engine
from hubbub.models.text import keys
from hubbub.quality import TONGUES
from hubbub.records import Findings
from hubbub.viewpoints import Terms, speaks

COUNTS = ("people", "texts", "posts", "accounts")
SAID = """
SELECT t.uid, k.words, list(substring(p.text, s.start + 1, s."end" - s.start)) AS said
FROM topic_posts t JOIN topics k USING (topic_id) JOIN posts p ON p.uid = t.uid JOIN sentences s ON s.uid = t.uid
GROUP BY t.topic_id, t.uid, k.words ORDER BY t.topic_id, t.uid
"""
SENTENCES = 'SELECT substring(p.text, s.start + 1, s."end" - s.start) AS said FROM sentences s JOIN posts p ON p.uid = s.uid'


def untold(engine: Engine, findings: Findings, _out: Path) -> Iterator[str]:
    """Texts none of whose sentences has a word of the topic that they are said to speak of, and words of topics that are in no
    sentence. Where topics hold several languages, which one their words are of is not stored, and texts are not asked."""
    rows = (row for batch in engine.stream(SAID) for row in batch.to_pylist()) if findings.method.encoder != TONGUES else ()
    missed = {word for row in engine.rows("SELECT words FROM topics").to_pylist() for word in row["words"]}
    found = []
    for row in rows:
        said = keys(row["said"])
        missed.difference_update(*map(str.split, said))
        if not any(speaks(one, "", Terms("", tuple(row["words"]))) for one in said):
            found.append(row["uid"])
    if found:
        yield f"topic_posts: with no word of their topic: {few(found)}"
    if unsaid := sorted(unwritten(engine, missed)):
        yield f"topics: words that nobody wrote: {few(unsaid)}"


def unwritten(engine: Engine, words: set[str]) -> set[str]:
    """Those of some words that stand in no sentence."""
    if words:
        for batch in engine.stream(SENTENCES):
            words = words.difference(*map(str.split, keys(batch.column(0).to_pylist())))
    return words


def respoken(findings: Findings, members: Members, held: Mapping[str, Numbers], spoken: Mapping[str, Numbers]) -> Iterator[str]:
    """Every number of a topic that does not come out again. `held`, `spoken`: the originals of each viewpoint and topic."""
    everyone, told = np.arange(len(members.uid)), findings.topics
    total, remaining = members.counts(everyone), members.left(everyone)
    counted = {one.topic_id: one.prevalence for one in told.listed} | {"all topics": told.prevalence}
    texts = dict(spoken) | {"all topics": union(list(spoken.values()))}
    for name, found in counted.items():
        posts = members.of(texts.get(name, np.empty(0, dtype=np.int64)))
        yield from compare(name, found, members.counts(posts), total)
        yield from without(name, found, members.left(posts), remaining, len(everyone))
    own = classes(findings, members, held)
    for one in told.listed:
        again = int((own[spoken.get(one.topic_id, np.empty(0, dtype=np.int64))] == LISTED).sum())
        if one.held != again:
            yield f"{one.topic_id}: held: the findings say {one.held} texts, the tables {again}"
    largest = sorted((-len(of), name) for name, of in spoken.items())[: len(told.listed)]
    if [name for _, name in largest] != [one.topic_id for one in told.listed] or told.found != len(spoken):
        yield f"topics: the findings say {told.found}, the tables {len(spoken)}, or others are the largest"


def tabled(members: Members, held: Mapping[str, Numbers], path: Path, name: str) -> Iterator[str]:
    """The rows of a table whose counts are not those of the originals in `held`; its column `name` says which."""
    for row in pq.read_table(path, columns=[name, *COUNTS]).to_pylist():
        people, texts, posts, accounts, _ = members.counts(members.of(held.get(row[name], np.empty(0, dtype=np.int64))))
        again = {"people": people or None, "texts": texts, "posts": posts, "accounts": accounts or None}
        if any(row[one] != again[one] for one in COUNTS):
            yield f"{path.stem}: {row[name]}: the table says {[row[one] for one in COUNTS]} {', '.join(COUNTS)}, it is {again}"
