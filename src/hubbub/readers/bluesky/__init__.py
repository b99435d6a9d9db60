"""Bluesky: events of the firehose, threads, searches and feeds, records of a repository, dumps of the Python client.

Every address is `at://`, the account's id, the kind of record and its key: a post's id is its whole address. A post that
is gone, hidden or behind a block is an entry in the ledger; a notice of deletion takes the post out of all inputs.
"""

import re
from collections.abc import Iterator

from hubbub.readers.base import Evidence, Item, Register, Shape, Source
from hubbub.readers.bluesky.events import event
from hubbub.readers.bluesky.pages import entries, entry, is_thread, snake, thread
from hubbub.readers.bluesky.tables import EXPORTS as EXPORTS
from hubbub.readers.bluesky.views import POST, is_view
from hubbub.readers.fields import Record, word
from hubbub.readers.jsons import Value
from hubbub.readers.platform import CERTAIN, Platform

# A thread larger than the part that is looked at.
LONG_THREAD = re.compile(rb'\s*+\{\s*+"thread"\s*+:\s*+\{(?=.{0,4000}app\.bsky\.feed)', re.DOTALL)
PAGES = ("posts", "feed", "records", "notifications")
OTHERS = ("follows", "followers", "actors", "likes", "repostedBy")


class Bluesky(Platform):
    """See `platform.Platform`."""

    name = "bluesky"
    within = frozenset(PAGES)
    shapes = (
        Shape(
            "bluesky-jetstream",
            "Bluesky's event stream (Jetstream): posts, deletions, accounts",
            "bluesky_jetstream/**/expected_v1.jsonl",
        ),
        Shape(
            "bluesky-thread", "Bluesky getPostThread: a post, what it answers, its replies", "bluesky_atproto/**/thread_*.json"
        ),
        Shape("bluesky-search", "Bluesky searchPosts, getPosts, feeds and timelines", "granary_testdata/**/*.bsky.json"),
        Shape("bluesky-record", "records of a Bluesky repository (getRecord, listRecords)", "bluesky_atproto/**/post_*.json"),
        Shape("bluesky-python", "Bluesky's pages as the Python client dumps them (atproto, 4CAT)"),
        Shape("bluesky-other", "Bluesky: likes, follows, profiles", "bluesky_atproto/**/get_follows.json"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with Bluesky's own addresses and kinds."""
        one = whole(value)
        return told(one, value.key) if isinstance(one, dict) else None

    def sniff(self, source: Source) -> Evidence | None:
        """As all platforms do; a long thread on one line is told by its beginning."""
        found = super().sniff(source)
        if found is None and LONG_THREAD.match(source.head):
            return Evidence(CERTAIN, "a thread of Bluesky's API", "bluesky-thread")
        return found

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row an event, a post of a page or a post of a thread."""
        one, row = whole(value), value.row
        if not isinstance(one, dict):
            yield register.unreadable(row.offset, "no object", row.raw)
        elif "kind" in one and "did" in one:
            yield event(one, row, register)
        elif "record" in one:
            yield entry(one, row, register)
        elif is_thread(one):
            yield from thread(one, row, register)
        else:
            yield from entries(one, row, register)


def whole(value: Value) -> object:
    """The value of a row; a post of a thread that is too broken to be read at once, as a thread of its own."""
    return {"thread": [value.value]} if value.key == "thread" else value.value


def told(one: Record, key: str) -> tuple[str, str] | None:
    """What an object is, where that is certain."""
    if "kind" in one and (word(one, "did") or "").startswith("did:") and ("time_us" in one or "commit" in one):
        return "bluesky-jetstream", "events of Bluesky's stream: did, time_us and kind"
    if is_thread(one):
        return ("bluesky-python" if snake(one) else "bluesky-thread"), "a thread of Bluesky's API"
    first = next((inner for name in PAGES for inner in listed(one, name)), one)
    inside = first["post"] if isinstance(first.get("post"), dict) else first
    if is_view(inside):
        return ("bluesky-python" if snake(inside) else "bluesky-search"), "posts of Bluesky's API: uri, record and author"
    return record_told(first, key) or other_told(one)


def record_told(one: Record, key: str) -> tuple[str, str] | None:
    """Whether an object is a record of a repository."""
    held = one["value"] if isinstance(one.get("value"), dict) and ("uri" in one or key == "records") else one
    kind = held.get("$type") or held.get("py_type")
    if not isinstance(kind, str) or not kind.startswith("app.bsky."):
        return None
    if kind == POST and isinstance(held.get("text"), str):
        return "bluesky-record", f"records of a Bluesky repository: {POST}"
    return "bluesky-other", f"a Bluesky record of another kind: {kind[:60]}"


def other_told(one: Record) -> tuple[str, str] | None:
    """Whether an object lists accounts or likes of Bluesky."""
    first = next((inner for name in OTHERS for inner in listed(one, name)), one)
    actor = first["actor"] if isinstance(first.get("actor"), dict) else first
    certain = (word(actor, "did") or "").startswith("did:") and isinstance(actor.get("handle"), str)
    return ("bluesky-other", "accounts of Bluesky: did and handle") if certain else None


def listed(one: Record, name: str) -> list[Record]:
    """The first object of a named array, if there is one."""
    value = one.get(name)
    return value[:1] if isinstance(value, list) and value and isinstance(value[0], dict) else []
