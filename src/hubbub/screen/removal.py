"""Takes a person, or a post, out of everything that was read: posts, exclusions, unreadable samples, article passages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import regex

from hubbub.engines.base import Engine
from hubbub.records import Article, Excluded, Quotation, Recovered, Unreadable, batch, from_batch, schema
from hubbub.screen.pseudonyms import pseudonym
from hubbub.screen.takedown import CARRIED, Takedown

COVERED = pa.schema([("uid", pa.string()), ("whole_author", pa.bool_())])
GONE = """
SELECT p.uid, c.whole_author, p.author_handle, p.author_name, p.post_id, p.url, p.text
FROM posts p JOIN covered c USING (uid) ORDER BY p.uid
"""
# Others' posts that carry what was removed: reposts and quote posts, the same words, the removed author's handle.
CARRIERS = """
SELECT DISTINCT p.uid FROM posts p, gone g WHERE p.repost_of = g.uid OR p.quote_of = g.uid
   OR (length(g.text) >= {carried} AND contains(p.text, g.text))
   OR (g.handle IS NOT NULL AND regexp_matches(lower(p.text), '@' || regexp_escape(g.handle) || '([^a-z0-9_]|$)'))
ORDER BY ALL
"""
BLANK = "\u2588"  # one block a removed code point, so that every other offset in the article still holds
LEAST_NAME = 4  # a display name shorter than this is too common a word to look for in an article


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed: the posts, and the strings to be blanked wherever an article or a sample holds them."""

    posts: frozenset[str]
    needles: tuple[str, ...]


def removed(engine: Engine, takedown: Takedown) -> Gone:
    """The posts the takedown covers, and those that carry them. Makes the table `gone`."""
    if not takedown.hashes:
        return Gone(frozenset(), ())
    everything = "SELECT uid, author_key FROM posts UNION ALL SELECT uid, author_key FROM excluded"
    engine.map(everything, lambda rows: covered(rows, takedown), "covered", COVERED)
    rows = engine.rows(GONE).to_pylist()
    engine.sql(f"SELECT uid, text, CASE WHEN whole_author THEN lower(author_handle) END AS handle FROM ({GONE})", "gone")
    uids = engine.rows("SELECT uid FROM covered").column(0).to_pylist()
    uids += engine.rows(CARRIERS.format(carried=CARRIED)).column(0).to_pylist()
    names = {needle for row in rows for needle in needles(row)}
    return Gone(frozenset(uids), tuple(sorted(names, key=lambda one: (-len(one), one))))


def covered(rows: pa.RecordBatch, takedown: Takedown) -> pa.RecordBatch:
    """`uid, author_key` to the uids that are covered; a pseudonym is covered when what it stands for was removed."""
    found = []
    for uid, author in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        whole = author is not None and takedown.covers(author, pseudonym("a", author))
        if whole or takedown.covers(uid, pseudonym("p", uid)):
            found.append({"uid": uid, "whole_author": whole})
    return pa.RecordBatch.from_pylist(found, schema=COVERED)


def needles(row: dict[str, Any]) -> list[str]:
    """The strings of one removed post; handle and name only where the author was removed."""
    found = [row["post_id"], row["url"], row["text"] if len(row["text"] or "") >= LEAST_NAME else None]
    if row["whole_author"]:
        found += [row["author_handle"], row["author_name"] if len(row["author_name"] or "") >= LEAST_NAME else None]
    return [one for one in found if one]


def remove(engine: Engine, takedown: Takedown, gone: Gone) -> None:
    """Removes them from every table; each stays counted as excluded, under a keyed hash."""
    with engine.sink({"gone": pa.schema([("uid", pa.string())])}) as sink:
        sink.append("gone", pa.RecordBatch.from_pydict({"uid": sorted(gone.posts)}))
    leave(engine, takedown)
    keep(engine)
    redact(engine, gone)


def leave(engine: Engine, takedown: Takedown) -> None:
    """Counts removed posts as excluded: a keyed hash for a uid, no hash of the row, which could be guessed back."""

    def hide(rows: pa.RecordBatch) -> pa.RecordBatch:
        hidden = [
            replace(row, uid="taken_down:" + takedown.hash(row.uid), detail=None, author_key=None, input_sha256="")
            for row in from_batch(Excluded, rows)
        ]
        return batch(Excluded, hidden)

    theirs = "WHERE uid IN (SELECT uid FROM gone)"
    names = "uid, 'taken_down' AS reason, detail, author_key, input_file, input_row, input_sha256"
    from_posts = names.replace("detail", "NULL AS detail")
    left = f"SELECT {names} FROM excluded {theirs} UNION ALL SELECT {from_posts} FROM posts {theirs}"
    engine.map(left, hide, "hidden", schema(Excluded))
    engine.sql(f"SELECT * FROM excluded {theirs.replace('IN', 'NOT IN')} UNION ALL SELECT * FROM hidden", "excluded")


def keep(engine: Engine) -> None:
    """Keeps the other posts; what pointed at a removed post no longer does."""
    links = ("parent_uid", "root_uid", "repost_of", "quote_of")
    cut = ", ".join(f"CASE WHEN {one} IN (SELECT uid FROM gone) THEN NULL ELSE {one} END AS {one}" for one in links)
    engine.sql(f"SELECT * REPLACE ({cut}) FROM posts WHERE uid NOT IN (SELECT uid FROM gone)", "posts")


def redact(engine: Engine, gone: Gone) -> None:
    """Blanks removed passages in articles and in samples of unreadable rows; drops the quotations that lay in them."""
    ledger = list(from_batch(Recovered, engine.rows("SELECT * FROM ledger ORDER BY ALL")))
    passages = list(from_batch(Quotation, engine.rows("SELECT * FROM passages ORDER BY ALL")))
    articles = list(from_batch(Article, engine.rows("SELECT * FROM articles ORDER BY ALL")))
    blanked = {
        one.article_id: blank(one.text, [row for row in ledger if row.article_id == one.article_id], gone) for one in articles
    }
    put(engine, "articles", Article, [retitle(one, blanked[one.article_id], gone) for one in articles])
    put(engine, "ledger", Recovered, [row for row in ledger if row.uid not in gone.posts])
    put(engine, "passages", Quotation, [cut for one in passages if (cut := reread(one, blanked, gone))])
    rows = from_batch(Unreadable, engine.rows("SELECT * FROM unreadable"))
    put(engine, "unreadable", Unreadable, [replace(row, sample="") if held(row.sample, gone) else row for row in rows])


def put(engine: Engine, table: str, record: type, rows: Sequence[object]) -> None:
    """Replaces a small table."""
    with engine.sink({table: schema(record)}) as sink:
        sink.append(table, batch(record, rows))


def blank(text: str, rows: list[Recovered], gone: Gone) -> str:
    """An article's text with every removed passage and string blanked, offsets kept."""
    for row in rows:
        if row.uid in gone.posts:
            text = text[: row.article_start] + BLANK * (row.article_end - row.article_start) + text[row.article_end :]
    for needle in gone.needles:
        pattern = regex.compile(r"(?<!\w)" + regex.escape(needle) + r"(?!\w)", regex.IGNORECASE)
        text = pattern.sub(lambda found: BLANK * len(found.group()), text)
    return text


def retitle(article: Article, text: str, gone: Gone) -> Article:
    """The article with its blanked text, its title blanked too where it names what was removed."""
    return replace(article, text=text, title=None if held(article.title or "", gone) else article.title)


def held(text: str, gone: Gone) -> bool:
    """Whether a text holds anything that was removed."""
    folded = text.casefold()
    return any(needle.casefold() in folded for needle in gone.needles)


def reread(one: Quotation, blanked: dict[str, str], gone: Gone) -> Quotation | None:
    """A quotation read again from the blanked article; None where it, or its speaker, was removed."""
    text = blanked[one.article_id or ""]
    if text[one.start : one.end] != one.exact or one.uid in gone.posts or held(f"{one.speaker} {one.cue}", gone):
        return None
    prefix, suffix = text[max(0, one.start - len(one.prefix)) : one.start], text[one.end : one.end + len(one.suffix)]
    return replace(one, prefix=prefix, suffix=suffix)
