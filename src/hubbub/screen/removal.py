"""Takes a person, or a post, out of everything that was read: posts, exclusions, unreadable samples, articles, file names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import regex

from hubbub.engines.base import Engine
from hubbub.models.static import vocabulary
from hubbub.models.text import REPOST, SIGNS, URL, key, keys
from hubbub.records import Article, Excluded, Quotation, Recovered, Unreadable, batch, from_batch, schema
from hubbub.screen.pseudonyms import pseudonym
from hubbub.screen.sought import Part, Phrases, Sought, phrases, sought
from hubbub.screen.takedown import CARRIED, Takedown
from hubbub.screen.whom import ALIAS

COVERED = pa.schema([("uid", pa.string()), ("whole_author", pa.bool_())])
UIDS = pa.schema([("uid", pa.string())])
# Who was forgotten by handle may be known by id now; `alias` is that handle, where nobody else has it.
EVERYTHING = f"""
SELECT p.uid, p.author_key, n.alias FROM posts p LEFT JOIN (
    SELECT alias, min(author_key) AS author_key FROM ({ALIAS.format(posts="posts")}) GROUP BY alias HAVING count(*) = 1
) n ON n.author_key = p.author_key
UNION ALL SELECT uid, author_key, NULL AS alias FROM excluded
"""
# Of what was left out, the author's key, the post's id and where it was linked to are all that is known.
GONE = """
SELECT p.uid, c.whole_author, p.author_key, p.author_handle, p.author_name, p.post_id, p.url, p.text, p.created_at,
       p.repost_of IS NULL AS own
FROM posts p JOIN covered c ON c.uid = p.uid
UNION ALL
SELECT e.uid, c.whole_author, e.author_key, NULL AS author_handle, NULL AS author_name, NULL AS post_id,
       CASE WHEN starts_with(e.detail, 'http') THEN e.detail END AS url, '' AS text, NULL AS created_at, FALSE AS own
FROM excluded e JOIN covered c ON c.uid = e.uid
ORDER BY uid
"""
# Addresses that others' posts have, too: of a video, say, under which all of them are comments.
SHARED = """
SELECT DISTINCT o.url FROM posts o LEFT JOIN covered k ON k.uid = o.uid
JOIN (SELECT DISTINCT p.url FROM posts p JOIN covered c ON c.uid = p.uid WHERE p.url IS NOT NULL) t ON t.url = o.url
WHERE k.uid IS NULL
"""
TIMED = "SELECT uid, text, created_at FROM posts WHERE repost_of IS NULL AND created_precision IN ('exact', 'minute')"
SAID = pa.schema([("uid", pa.string()), ("key", pa.string()), ("created_at", pa.timestamp("us", "UTC"))])
OTHERS = "SELECT uid, text, repost_of, quote_of FROM posts WHERE uid NOT IN (SELECT uid FROM covered)"
LINKS = ("url", "parent_uid", "root_uid", "repost_of", "quote_of")
LINKING = pa.schema([("uid", pa.string()), ("field", pa.string())])
BLANK = "\u2588"  # one block a removed code point, so that every other offset in the article still holds
# What a key leaves out between its words: punctuation, links, whom a post answers. Possessive: given up at once.
BETWEEN = rf"(?:{URL.pattern}|[@＠]\w+|[^\p{{L}}\p{{M}}\p{{N}}\p{{So}}\p{{Sk}}])++"
TOLD = regex.compile(rf"[{SIGNS}\p{{Sc}}]+")  # a key has them, but not as they are written
LEAST_NAME = 4  # a display name shorter than this is too common a word to look for
TELLING = 6  # characters from which a handle without its @ can only be meant as that
AFTER = r"(?!\w|[.\-]\w)"  # @sam is not @sam.smith, nor @sam-jones
# What a handle follows in an address: "/sam" alone may be a section of a newspaper.
SITES = r"(?:x|twitter|instagram|facebook|threads|vk|tumblr|youtube|twitch|weibo|linkedin)\.(?:com|net)|t\.me"
BEFORE = r"(?=/(?:status(?:es)?|posts?|videos?|reel|p)/)"
LEADING = rf"(?<![^\W_])(?:(?:u|users?|profile|stories|in|c)|(?:{SITES}))/"


@dataclass(frozen=True, slots=True)
class Gone:
    """What was removed: the posts; their words, normalised; and patterns of what names them or their author."""

    posts: frozenset[str] = frozenset()
    words: Phrases = field(default_factory=Phrases)  # keys of CARRIED characters or more
    naming: Sought = field(default_factory=Sought)  # in others' posts
    telling: Sought = field(default_factory=Sought)  # in articles, samples and titles: display names and short texts too
    handles: tuple[str, ...] = ()  # in file names
    texts: tuple[str, ...] = ()  # keys of all their texts, spaces around them

    def blank(self, text: str) -> str:
        """A text without what names them, every other character in its place."""
        return self.telling.sub(lambda found: BLANK * len(found.group()), text)

    def unnamed(self, name: str) -> str:
        """A file name without their handles, display names, ids and words; in it "_" may stand for a space or a mark."""
        name = self.telling.sub(lambda _: BLANK, name)
        for start, end in reversed(self.telling.spans(name.replace("_", " "))):
            name = name[:start] + BLANK + name[end:]
        for handle in self.handles:
            within = regex.escape(handle) if len(handle) >= LEAST_NAME else rf"(?<![^\W_]){regex.escape(handle)}(?![^\W_])"
            name = regex.sub(within, BLANK, name, flags=regex.IGNORECASE)
        return name

    def held(self, text: str | None) -> bool:
        """Whether a text names them."""
        return text is not None and self.telling.within(text)

    def led(self, url: str | None) -> bool:
        """Whether a link leads to them, or names them."""
        return url is not None and self.naming.within(url)

    def carried(self, text: str) -> bool:
        """Whether somebody else's post names them or carries their words, in whatever case and punctuation."""
        return self.naming.within(text) or (bool(self.words) and self.words.within(key(text)))


def removed(engine: Engine, takedown: Takedown) -> Gone:
    """The posts the takedown covers, and those that carry them."""
    if not takedown.hashes:
        return Gone()
    engine.map(EVERYTHING, lambda rows: covered(rows, takedown), "covered", COVERED)
    rows = engine.rows(GONE).to_pylist()
    theirs = frozenset(engine.rows("SELECT uid FROM covered").column(0).to_pylist())
    shared = frozenset(engine.rows(SHARED).column(0).to_pylist())
    rows = [row | {"url": None if row["url"] in shared or not leads(row["url"]) else row["url"]} for row in rows]
    gone = replace(named(rows, repeated(engine, rows, theirs)), posts=theirs)
    engine.map(OTHERS, lambda batch: carriers(batch, gone), "carriers", UIDS)
    return replace(gone, posts=theirs | set(engine.rows("SELECT uid FROM carriers").column(0).to_pylist()))


def leads(url: str | None) -> bool:
    """Whether an address leads further than to a site."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def repeated(engine: Engine, rows: Sequence[dict[str, Any]], theirs: frozenset[str]) -> frozenset[str]:
    """The keys of removed texts that are not their own words: somebody else wrote them before, and at a known time."""
    first: dict[str, Any] = {}
    for row in rows:
        if row["own"] and row["created_at"]:
            said = key(row["text"])
            first[said] = min(first.get(said, row["created_at"]), row["created_at"])
    if not first:
        return frozenset()
    engine.map(TIMED, partial(saying, wanted=frozenset(first)), "saying", SAID)
    others = engine.rows("SELECT uid, key, created_at FROM saying").to_pylist()
    engine.drop("saying")
    return frozenset(one["key"] for one in others if one["uid"] not in theirs and one["created_at"] < first[one["key"]])


def saying(rows: pa.RecordBatch, wanted: frozenset[str]) -> pa.RecordBatch:
    """`uid, text, created_at` to those whose key is wanted, as SAID."""
    uids, texts, times = (column.to_pylist() for column in rows.columns)
    found = [row for row in zip(uids, keys(texts), times, strict=True) if row[1] in wanted]
    return pa.RecordBatch.from_pylist([dict(zip(SAID.names, row, strict=True)) for row in found], schema=SAID)


def named(rows: Sequence[dict[str, Any]], others: frozenset[str]) -> Gone:
    """What is to be looked for, from the removed posts; `others`: keys of words that were somebody else's before. What a repost
    says is the words of whom it repeats."""
    naming = sorted({part for row in rows for part in names(row)}, key=lambda one: one.pattern)
    texts = {row["text"].strip() for row in rows if row["own"] and not REPOST.match(row["text"])}
    own = [(said, text) for text in sorted(texts) if (said := key(text)) not in others]
    people = {row["author_name"] for row in rows if row["whole_author"] and row["author_name"]}
    telling = {part for one in own for part in tells(*one)} | {apart(one) for one in people if says(one)}
    handles = {handle for row in rows if row["whole_author"] and len(handle := handle_of(row) or "") > 1}
    return Gone(
        words=phrases(sorted({said for said, _ in own if len(said) >= CARRIED})),
        naming=sought(naming),
        telling=sought([*naming, *sorted(telling, key=lambda one: (-len(one.pattern), one.pattern))]),
        handles=tuple(sorted(handles, key=lambda one: (-len(one), one))),
        texts=tuple(sorted({f" {said} " for said, _ in own if said})),
    )


def handle_of(row: dict[str, Any]) -> str | None:
    """An author's handle, which may be all that their key is."""
    tail = str((row["author_key"] or "").partition(":")[2])
    return row["author_handle"] or (tail[1:] if tail.startswith("@") else None)


def names(row: dict[str, Any]) -> Iterator[Part]:
    """Patterns that name one removed post, and its author where the author was removed."""
    idents = [row["post_id"], row["url"]]
    if row["whole_author"]:
        idents.append((row["author_key"] or "").partition(":")[2].removeprefix("@"))
        if handle := handle_of(row):
            yield Part(rf"(?:[@＠]|{LEADING}){regex.escape(handle)}{AFTER}|/{regex.escape(handle)}{BEFORE}", handle)
            idents.append(handle)
    for one in idents:
        if one and distinct(one):
            yield apart(one)


def distinct(name: str) -> bool:
    """Whether a handle or id standing bare can only be meant as that: "2022" is a year, "sa" a syllable, "England" a country."""
    if name.isdigit():
        return len(name) >= TELLING + 2
    if name.casefold() in vocabulary():
        return False
    return len(name) >= TELLING or (len(name) >= LEAST_NAME and any(one.isdigit() or one == "_" for one in name))


def tells(said: str, text: str) -> Iterator[Part]:
    """Patterns of a text and its key."""
    if says(text):
        yield apart(text)
    if len(said) >= CARRIED:
        yield Part(rf"(?<!\w){BETWEEN.join(map(loose, TOLD.sub(' ', said).split()))}(?!\w)", said)


def says(text: str) -> bool:
    """Whether a display name or a short text is more than a common word."""
    return len(text) >= LEAST_NAME and text.casefold() not in vocabulary()


def apart(text: str) -> Part:
    """A pattern of a text that stands apart."""
    return Part(rf"(?<!\w){regex.escape(text)}(?!\w)", text)


def loose(word: str) -> str:
    """A pattern of one word of a key, in which stretched letters stand twice."""
    return regex.sub(r"(.)\1", r"\1\1+", regex.escape(word))


def carriers(rows: pa.RecordBatch, gone: Gone) -> pa.RecordBatch:
    """`uid, text, repost_of, quote_of` to the uids of posts that carry what was removed."""
    found = [
        uid
        for uid, text, repost, quote in zip(*(column.to_pylist() for column in rows.columns), strict=True)
        if repost in gone.posts or quote in gone.posts or gone.led(repost) or gone.led(quote) or gone.carried(text)
    ]
    return pa.RecordBatch.from_pydict({"uid": found}, schema=UIDS)


def covered(rows: pa.RecordBatch, takedown: Takedown) -> pa.RecordBatch:
    """`uid, author_key, alias` to the uids that are covered; a pseudonym is covered when what it stands for was removed."""
    found = []
    for uid, *names in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        whole = any(takedown.covers(one, pseudonym("a", one)) for one in names if one is not None)
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
    engine.map(f"SELECT uid, {', '.join(LINKS)} FROM posts", lambda rows: linking(rows, gone), "linking", LINKING)
    led = "uid IN (SELECT uid FROM linking WHERE field = '{0}')"
    cut = ", ".join(f"CASE WHEN {led.format(one)} THEN NULL ELSE {one} END AS {one}" for one in LINKS)
    engine.sql(f"SELECT * REPLACE ({cut}) FROM posts WHERE uid NOT IN (SELECT uid FROM gone)", "posts")


def linking(rows: pa.RecordBatch, gone: Gone) -> pa.RecordBatch:
    """`uid` and LINKS to the links that lead to what was removed, or to something else of a removed author: LINKING."""
    columns = rows.to_pydict()
    found = [
        {"uid": uid, "field": field}
        for field in LINKS
        for uid, link in zip(columns["uid"], columns[field], strict=True)
        if link is not None and (link in gone.posts or gone.led(link))
    ]
    return pa.RecordBatch.from_pylist(found, schema=LINKING)


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
