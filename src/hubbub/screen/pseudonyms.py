"""Names off: `--authors pseudonym` and `--authors hidden`.

Ids become hashes, the same in every run, so that people can still be counted and found again by the hash. Whoever holds
the original ids can hash them too: this hides names from readers, it does not anonymise. Names inside texts stay.
"""

import hashlib
import re
from dataclasses import replace

import pyarrow as pa

from hubbub.engines.base import Engine
from hubbub.records import Excluded, Post, Quotation, Recovered, Unreadable, batch, from_batch, schema

LEADS = re.compile("://|@")


def pseudonym(kind: str, name: str) -> str:
    """A hash that stands for a uid ('p') or an author ('a')."""
    return f"{kind}:{hashlib.sha256(name.encode()).hexdigest()[:20]}"


def named(uid: str | None) -> str | None:
    """The hash of a uid, where there is one."""
    return uid and pseudonym("p", uid)


def hide(engine: Engine, authors: str) -> None:
    """Replaces ids and names in `posts`, `excluded`, `ledger` and `passages`, and leaves out samples of `unreadable`."""

    def posts(rows: pa.RecordBatch) -> pa.RecordBatch:
        return batch(Post, [hidden(row, authors) for row in from_batch(Post, rows)])

    engine.map("SELECT * FROM posts", posts, "posts", schema(Post))
    engine.map("SELECT * FROM unreadable", unsampled, "unreadable", schema(Unreadable))
    for table, record in (("excluded", Excluded), ("ledger", Recovered), ("passages", Quotation)):
        engine.map(f"SELECT * FROM {table}", Renamer(record), table, schema(record))


def unsampled(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Unreadable rows without how they begin, for that may be a name or an id."""
    return batch(Unreadable, [replace(row, sample="") for row in from_batch(Unreadable, rows)])


class Renamer:
    """Replaces the uid of every row, and what leads to its author."""

    def __init__(self, record: type) -> None:
        self.record = record

    def __call__(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """The same rows under hashed uids and authors, without the hash of the row, which could be guessed back."""
        made = {"uid": [named(uid) for uid in rows.column("uid").to_pylist()]}
        if self.record is Quotation:
            made["speaker"] = [None if one and "@" in one else one for one in rows.column("speaker").to_pylist()]
        if self.record is Excluded:
            made["detail"] = [None if one and LEADS.search(one) else one for one in rows.column("detail").to_pylist()]
            made["author_key"] = [one and pseudonym("a", one) for one in rows.column("author_key").to_pylist()]
            made["input_sha256"] = [""] * len(rows)
        names = schema(self.record).names
        columns = [pa.array(made[name], pa.string()) if name in made else rows.column(name) for name in names]
        return pa.RecordBatch.from_arrays(columns, schema=schema(self.record))


def hidden(post: Post, authors: str) -> Post:
    """The post without what leads to its author; a pseudonym is shown, a hidden author is not."""
    author = post.author_key and pseudonym("a", post.author_key)
    return replace(
        post,
        uid=pseudonym("p", post.uid),
        post_id=None,
        url=None,
        author_key=author,
        author_handle=author and author[2:10] if authors == "pseudonym" else None,
        author_name=None,
        author_created_at=None,  # to the second, it tells an account from almost all others
        parent_uid=named(post.parent_uid),
        root_uid=named(post.root_uid),
        repost_of=named(post.repost_of),
        quote_of=named(post.quote_of),
        input_sha256="",
    )
