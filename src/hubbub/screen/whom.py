"""Whom a name stands for in an output folder: posts, authors, and authors under the other keys that they have there."""

from collections.abc import Sequence

from hubbub.engines.base import Engine
from hubbub.errors import UsageError
from hubbub.screen.pseudonyms import pseudonym

# A name may be a post's (uid, id, link) or an author's (author_key, handle); excluded posts have only uid and author_key.
THEIRS = """
SELECT uid AS found FROM stored_posts WHERE {name} IN (uid, post_id, url)
UNION SELECT author_key FROM stored_posts WHERE author_key = {name} OR lower(author_handle) = lower({handle})
UNION SELECT uid FROM stored_excluded WHERE uid = {name} OR split_part(uid, ':', 2) = {name}
UNION SELECT author_key FROM stored_excluded
  WHERE author_key = {name} OR lower(split_part(author_key, ':', 2)) IN (lower({handle}), '@' || lower({handle}))
ORDER BY 1
"""
# Who is known by an id, and the key that they have where only their handle is known.
ALIAS = """
SELECT DISTINCT author_key, platform || ':@' || lower(author_handle) AS alias FROM {posts}
WHERE author_key NOT LIKE '%:@%' AND author_handle IS NOT NULL
"""
# Who is known by an id in an export is known by handle alone where a page shows a post. Two ids of one handle may be two people.
OTHERWISE = """
SELECT p.platform || ':@' || lower(p.author_handle) AS found FROM stored_posts p
WHERE p.author_key = {name} AND p.author_handle IS NOT NULL
UNION SELECT p.author_key FROM stored_posts p
  WHERE p.author_key IS NOT NULL AND p.platform || ':@' || lower(p.author_handle) = lower({name})
"""


def theirs(engine: Engine, names: Sequence[str]) -> list[str]:
    """The uids and author keys that names stand for: a uid, post id, link, author key or handle. Raises UsageError."""
    found: list[str] = []
    for name in names:
        rows: list[str] = []
        for spelt in (name, pseudonym("a", name), pseudonym("p", name)):  # the latter where names are off
            rows += asked(engine, THEIRS, spelt)
        rows = rows or asked(engine, OTHERWISE, name)
        if not rows:
            raise UsageError(
                f"{name}: no such post or author here; give a uid, link, author_key or @handle from tables/posts.parquet."
            )
        found += [*rows, *(other for one in rows for other in asked(engine, OTHERWISE, one))]
    return list(dict.fromkeys(found))


def asked(engine: Engine, query: str, name: str) -> list[str]:
    """What a query finds of a name."""
    quoted, handle = ("'" + one.replace("'", "''") + "'" for one in (name, name.removeprefix("@")))
    return [one for one in engine.rows(query.format(name=quoted, handle=handle))["found"].to_pylist() if one]
