"""Pages of Bluesky's API: searches, feeds and records, and threads of any depth."""

from collections.abc import Iterator

from hubbub.readers.base import Item, Register, Row
from hubbub.readers.bluesky.views import LOGGED_IN, OPTED_OUT, POST, is_view, labels, post, shown, signed, written
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record
from hubbub.readers.jsons import packed

LISTS = ("posts", "feed", "records", "follows", "followers", "actors", "likes", "repostedBy", "notifications")
AROUND = frozenset({"parent", "replies"})
ORIGINALS = ("likes", "replies", "reposts", "quotes", "parent_uid", "root_uid")
NOT_FOUND = "a post that is gone or hidden (Bluesky's notFoundPost)"
BLOCKED = "a post behind a block (Bluesky's blockedPost)"
ACCOUNT = "an account: no post"
OTHER = "a record of another kind: no post"
STRANGE = "an object of Bluesky's that is no post"


def entries(one: Record, row: Row, register: Register) -> Iterator[Item]:
    """The posts of a page, a row each, or of one object."""
    lists = [one[name] for name in LISTS if isinstance(one.get(name), list)] if "uri" not in one else []
    for inner in (each for found in lists for each in found):
        raw = packed(inner)
        yield entry(inner, Row(0, row.offset, raw), register)
    if not lists:
        yield entry(one, row, register)


def entry(one: object, row: Row, register: Register) -> Item:
    """The post, exclusion or ledger entry of one object."""
    if not isinstance(one, dict):
        return register.unreadable(row.offset, STRANGE, row.raw)
    inner, reason = one.get("post"), one.get("reason")
    if isinstance(inner, dict):
        if isinstance(reason, dict) and isinstance(reason.get("by"), dict):
            return repost(inner, reason, row, register)
        return post(inner, register, row.sha256, row.offset, row.raw)
    if isinstance(one.get("record"), dict):
        return post(one, register, row.sha256, row.offset, row.raw)
    return record(one, row, register)


def record(one: Record, row: Row, register: Register) -> Item:
    """The post or ledger entry of a record, which names its author by its address alone."""
    inner = one["value"] if isinstance(one.get("value"), dict) else one
    uri, kind = one.get("uri"), inner.get("$type") or inner.get("py_type")
    if kind == POST and isinstance(inner.get("text"), str):
        place = uri if isinstance(uri, str) and uri.startswith("at://") else None
        return register.post(row.sha256, {**written(inner, place), **signed({}, place)})
    return register.unreadable(row.offset, reason_of(one, kind), row.raw)


def reason_of(one: Record, kind: object) -> str:
    """Why an object is no post."""
    if one.get("notFound") is True or one.get("not_found") is True:
        return NOT_FOUND
    if one.get("blocked") is True:
        return BLOCKED
    if "handle" in one or isinstance(one.get("actor"), dict):
        return ACCOUNT
    return OTHER if isinstance(kind, str) else STRANGE


def repost(view: Record, reason: Record, row: Row, register: Register) -> Item:
    """A repost: the original's full text, under the name of who reposted it. The counts are the original's, not its own."""
    inner, uri, own = view.get("record"), view.get("uri"), reason.get("uri")
    if not isinstance(inner, dict) or not isinstance(inner.get("text"), str) or not isinstance(uri, str):
        return register.unreadable(row.offset, "no text", row.raw)
    content = {**shown(view, inner, uri), **dict.fromkeys(ORIGINALS), **signed(reason["by"])}
    content["post_id"] = own if isinstance(own, str) and own.startswith("at://") else None
    content["repost_of"] = f"bluesky:{uri}"
    content["created_at"], content["created_precision"] = instant(reason.get("indexedAt") or reason.get("indexed_at"))
    if any(isinstance(one, dict) and LOGGED_IN in labels(one) for one in (view.get("author"), reason["by"])):
        content["moderation"] = OPTED_OUT
    return register.post(row.sha256, content)


def is_thread(one: Record) -> bool:
    """Whether an object is a thread, or a post of one with those around it."""
    inside = one.get("thread")
    node = inside[0] if isinstance(inside, list) and inside else inside
    if not isinstance(node, dict):
        return is_view(one.get("post")) and ("replies" in one or isinstance(one.get("parent"), dict))
    held = node["value"] if isinstance(node.get("value"), dict) else node
    return is_view(held.get("post")) or str(held.get("uri")).startswith("at://") or "app.bsky" in str(held.get("$type"))


def snake(one: Record) -> bool:
    """Whether names are the Python client's: like_count for likeCount."""
    inside = one.get("thread")
    node = inside[0] if isinstance(inside, list) and inside else inside
    held = node if isinstance(node, dict) else one
    inner = held["post"] if isinstance(held.get("post"), dict) else held
    return "indexed_at" in inner or "py_type" in inner or "like_count" in inner


def thread(one: Record, row: Row, register: Register) -> Iterator[Item]:
    """The posts of a thread, from the first to the last reply, a row each."""
    for node in nodes(one.get("thread", one)):
        bare = {name: node[name] for name in node if name not in AROUND} if isinstance(node, dict) else node
        yield entry(bare, Row(0, row.offset, packed(bare)), register)


def nodes(top: object) -> Iterator[object]:
    """The nodes of a thread, a parent before its replies. Never recursive: input is hostile."""
    waiting: list[tuple[object, bool]] = [(one, False) for one in reversed(top)] if isinstance(top, list) else [(top, False)]
    while waiting:
        node, climbed = waiting.pop()
        if not isinstance(node, dict):
            yield node
            continue
        parent, replies = node.get("parent"), node.get("replies")
        if isinstance(parent, dict) and not climbed:
            waiting += [(node, True), (parent, False)]
            continue
        yield node["value"] if isinstance(node.get("value"), dict) and "depth" in node else node
        waiting.extend((one, False) for one in (reversed(replies) if isinstance(replies, list) else ()))
