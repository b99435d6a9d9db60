"""Takes a person, or a post, out of everything that was read: posts, exclusions, unreadable samples, articles, file names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pyarrow as pa
import regex

from hubbub.engines.base import Engine
from hubbub.models.static import vocabulary
from hubbub.models.text import URL, key
from hubbub.records import Article, Excluded, Quotation, Recovered, Unreadable, batch, from_batch, schema
from hubbub.screen.pseudonyms import pseudonym
from hubbub.screen.takedown import CARRIED, Takedown

COVERED = pa.schema([("uid", pa.string()), ("whole_author", pa.bool_())])
UIDS = pa.schema([("uid", pa.string())])
GONE = """
SELECT p.uid, c.whole_author, p.author_key, p.author_handle, p.author_name, p.post_id, p.url, p.text
FROM posts p JOIN covered c USING (uid) ORDER BY p.uid
"""
BLANK = "\u2588"  # one block a removed code point, so that every other offset in the article still holds
# What a key leaves out between its words: punctuation, links, whom a post answers. Possessive: given up at once.
BETWEEN = rf"(?:{URL.pattern}|[@＠]\w+|[^\p{{L}}\p{{M}}\p{{N}}\p{{So}}\p{{Sk}}])++"
LEAST_NAME = 4  # a display name shorter than this is too common a word to look for
TELLING = 6  # characters from which a handle without its @ can only be meant as that


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed: the posts; their words, normalised; and patterns of what names them or their author."""

    posts: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()  # keys of CARRIED characters or more
    naming: "regex.Pattern[str] | None" = None  # in others' posts
    telling: "regex.Pattern[str] | None" = None  # in articles, samples and titles: display names and short texts too
    handles: tuple[str, ...] = ()  # in file names
    texts: tuple[str, ...] = ()  # keys of all their texts, spaces around them

    def blank(self, text: str) -> str:
        """A text without what names them, every other character in its place."""
        return self.telling.sub(lambda found: BLANK * len(found.group()), text) if self.telling else text

    def unnamed(self, name: str) -> str:
        """A file name without their handles."""
        for handle in self.handles:
            name = regex.sub(regex.escape(handle), BLANK, name, flags=regex.IGNORECASE)
        return name

    def held(self, text: str | None) -> bool:
        """Whether a text names them."""
        return bool(text and self.telling and self.telling.search(text))

    def led(self, url: str | None) -> bool:
        """Whether a link leads to them, or names them."""
        return bool(url and self.naming and self.naming.search(url))

    def carried(self, text: str) -> bool:
        """Whether somebody else's post names them or carries their words, in whatever case and punctuation."""
        if self.naming and self.naming.search(text):
            return True
        return bool(self.words) and holds(key(text), self.words)


def holds(text: str, parts: Sequence[str]) -> bool:
    """Whether any part is in the text."""
    return any(part in text for part in parts)


def removed(engine: Engine, takedown: Takedown) -> Gone:
    """The posts the takedown covers, and those that carry them."""
    if not takedown.hashes:
        return Gone()
    everything = "SELECT uid, author_key FROM posts UNION ALL SELECT uid, author_key FROM excluded"
    engine.map(everything, lambda rows: covered(rows, takedown), "covered", COVERED)
    rows = engine.rows(GONE).to_pylist()
    theirs = frozenset(engine.rows("SELECT uid FROM covered").column(0).to_pylist())
    gone = replace(named(rows), posts=theirs)
    engine.map("SELECT uid, text, repost_of, quote_of FROM posts", lambda batch: carriers(batch, gone), "carriers", UIDS)
    return replace(gone, posts=theirs | set(engine.rows("SELECT uid FROM carriers").column(0).to_pylist()))


def named(rows: Sequence[dict[str, Any]]) -> Gone:
    """What is to be looked for, from the removed posts."""
    naming = sorted({part for row in rows for part in names(row)})
    telling = sorted({part for row in rows for part in tells(row)}, key=lambda one: (-len(one), one))
    keys = {key(row["text"]) for row in rows}
    handles = {row["author_handle"] for row in rows if row["whole_author"] and len(row["author_handle"] or "") >= LEAST_NAME}
    return Gone(
        words=tuple(sorted(one for one in keys if len(one) >= CARRIED)),
        naming=pattern(naming),
        telling=pattern([*naming, *telling]),
        handles=tuple(sorted(handles, key=lambda one: (-len(one), one))),
        texts=tuple(sorted(f" {one} " for one in keys if one)),
    )


def pattern(parts: Sequence[str]) -> "regex.Pattern[str] | None":
    """One pattern of several, None of none."""
    return regex.compile("|".join(parts), regex.IGNORECASE) if parts else None


def names(row: dict[str, Any]) -> Iterator[str]:
    """Patterns that name one removed post, and its author where the author was removed."""
    idents = [row["post_id"], row["url"]]
    if row["whole_author"]:
        idents.append((row["author_key"] or "").partition(":")[2].removeprefix("@"))
        if handle := row["author_handle"]:
            yield rf"[@＠]{regex.escape(handle)}(?!\w)|/{regex.escape(handle)}(?![\w.])"
            idents.append(handle)
    for one in idents:
        if one and distinct(one):
            yield rf"(?<!\w){regex.escape(one)}(?!\w)"


def distinct(name: str) -> bool:
    """Whether a handle or id standing bare can only be meant as that: "2022" is a year, "sa" a syllable, "England" a country."""
    if name.isdigit():
        return len(name) >= TELLING + 2
    if name.casefold() in vocabulary():
        return False
    return len(name) >= TELLING or (len(name) >= LEAST_NAME and any(one.isdigit() or one == "_" for one in name))


def tells(row: dict[str, Any]) -> Iterator[str]:
    """Patterns of its words, and of the author's display name."""
    for one in (row["text"].strip(), row["author_name"] if row["whole_author"] else None):
        if one and len(one) >= LEAST_NAME and one.casefold() not in vocabulary():
            yield rf"(?<!\w){regex.escape(one)}(?!\w)"
    if len(said := key(row["text"])) >= CARRIED:
        yield rf"(?<!\w){BETWEEN.join(map(loose, said.split()))}(?!\w)"


def loose(word: str) -> str:
    """A pattern of one word of a key, in which stretched letters stand twice."""
    return regex.sub(r"(.)\1", r"\1\1+", regex.escape(word))


def carriers(rows: pa.RecordBatch, gone: Gone) -> pa.RecordBatch:
    """`uid, text, repost_of, quote_of` to the uids of posts that carry what was removed."""
    found = [
        uid
        for uid, text, repost, quote in zip(*(column.to_pylist() for column in rows.columns), strict=True)
        if repost in gone.posts or quote in gone.posts or gone.carried(text)
    ]
    return pa.RecordBatch.from_pydict({"uid": found}, schema=UIDS)


def covered(rows: pa.RecordBatch, takedown: Takedown) -> pa.RecordBatch:
    """`uid, author_key` to the uids that are covered; a pseudonym is covered when what it stands for was removed."""
    found = []
    for uid, author in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        whole = author is not None and takedown.covers(author, pseudonym("a", author))
        if whole or takedown.covers(uid, pseudonym("p", uid)):
            found.append({"uid": uid, "whole_author": whole})
    return pa.RecordBatch.from_pylist(found, schema=COVERED)


def remove(engine: Engine, takedown: Takedown, gone: Gone) -> None:
    """Removes them from every table; each stays counted as excluded, under a keyed hash."""
    with engine.sink({"gone": UIDS}) as sink:
        sink.append("gone", pa.RecordBatch.from_pydict({"uid": sorted(gone.posts)}, schema=UIDS))
    leave(engine, takedown)
    keep(engine, gone)
    redact(engine, gone)
    rename(engine, gone)


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


def keep(engine: Engine, gone: Gone) -> None:
    """Keeps the other posts; what pointed at a removed post, or leads to its author, no longer does."""
    engine.map("SELECT uid, url FROM posts WHERE url IS NOT NULL", lambda rows: linking(rows, gone), "linking", UIDS)
    links = ("parent_uid", "root_uid", "repost_of", "quote_of")
    cut = ", ".join(f"CASE WHEN {one} IN (SELECT uid FROM gone) THEN NULL ELSE {one} END AS {one}" for one in links)
    cut += ", CASE WHEN uid IN (SELECT uid FROM linking) THEN NULL ELSE url END AS url"
    engine.sql(f"SELECT * REPLACE ({cut}) FROM posts WHERE uid NOT IN (SELECT uid FROM gone)", "posts")


def linking(rows: pa.RecordBatch, gone: Gone) -> pa.RecordBatch:
    """`uid, url` to the uids of posts whose link leads to what was removed: comments under it, say."""
    uids, urls = (column.to_pylist() for column in rows.columns)
    found = [uid for uid, url in zip(uids, urls, strict=True) if gone.led(url)]
    return pa.RecordBatch.from_pydict({"uid": found}, schema=UIDS)


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
    put(engine, "unreadable", Unreadable, [replace(row, sample="") if gone.held(row.sample) else row for row in rows])


def put(engine: Engine, table: str, record: type, rows: Sequence[object]) -> None:
    """Replaces a small table."""
    with engine.sink({table: schema(record)}) as sink:
        sink.append(table, batch(record, rows))


def blank(text: str, rows: list[Recovered], gone: Gone) -> str:
    """An article's text with every removed passage and string blanked, offsets kept."""
    for row in rows:
        if row.uid in gone.posts:
            text = text[: row.article_start] + BLANK * (row.article_end - row.article_start) + text[row.article_end :]
    return gone.blank(text)


def retitle(article: Article, text: str, gone: Gone) -> Article:
    """The article with its blanked text, without a title or link that names what was removed."""
    title, url = None if gone.held(article.title) else article.title, None if gone.led(article.url) else article.url
    return replace(article, text=text, title=title, url=url)


def reread(one: Quotation, blanked: dict[str, str], gone: Gone) -> Quotation | None:
    """A quotation read again from the blanked article; None where it, or its speaker, was removed."""
    text = blanked[one.article_id or ""]
    if text[one.start : one.end] != one.exact or one.uid in gone.posts or gone.held(one.speaker):
        return None
    prefix, suffix = text[max(0, one.start - len(one.prefix)) : one.start], text[one.end : one.end + len(one.suffix)]
    return replace(one, prefix=prefix, suffix=suffix)


def rename(engine: Engine, gone: Gone) -> None:
    """Takes their handles out of the names of input files, wherever these stand."""
    given = engine.rows("SELECT DISTINCT input_file FROM raw_inputs ORDER BY 1").column(0).to_pylist()
    changed = renamed(given, gone)
    if not changed:
        return
    quoted = [tuple("'" + one.replace("'", "''") + "'" for one in pair) for pair in changed.items()]
    cases = " ".join(f"WHEN {old} THEN {new}" for old, new in quoted)
    for table in ("posts", "excluded", "unreadable", "articles", "ledger", "raw_inputs"):
        engine.sql(f"SELECT * REPLACE (CASE input_file {cases} ELSE input_file END AS input_file) FROM {table}", table)


def renamed(given: Sequence[str], gone: Gone) -> dict[str, str]:
    """Old to new names of the files whose names hold a handle, in their order; no two files of one name, for rows know their
    file by it."""
    taken = {name for name in given if gone.unnamed(name) == name}
    changed: dict[str, str] = {}
    for name in given:
        if (new := gone.unnamed(name)) != name:
            stem, dot, suffix = new.partition(".")
            numbered = (f"{stem} ({n}){dot}{suffix}" for n in count(2))
            changed[name] = new if new not in taken else next(one for one in numbered if one not in taken)
            taken.add(changed[name])
    return changed
