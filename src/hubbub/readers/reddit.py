"""Reddit: comments and submissions of Pushshift and Arctic Shift, and the API's listings with nested replies.

A `more` object stands for comments the export left out: each is a row in the ledger. A post that its author deleted or
a moderator removed carries that in `moderation`; screening leaves it out.
"""

from collections.abc import Iterator

import orjson

from hubbub.readers.base import Item, Register, Shape, hashed
from hubbub.readers.dates import when
from hubbub.readers.fields import Record, clean, flag, part, reference, text, unescaped, whole, word
from hubbub.readers.jsons import Value
from hubbub.readers.platform import Platform

GONE = {"[deleted]": "deleted", "[removed]": "removed", "[ removed by reddit ]": "removed", "[deleted by user]": "deleted"}
WRAPPERS = ("data", "json", "body", "things", "children", "comments", "posts")
MORE = "comments that the export left out (Reddit's `more`)"
NOT_POST = "a Reddit object that is no post"
BOTS = frozenset({"automoderator"})


class Reddit(Platform):
    """See `platform.Platform`."""

    name = "reddit"
    shapes = (
        Shape("reddit-dump", "Reddit comments and submissions, a line each (Pushshift, Arctic Shift)"),
        Shape("reddit-api", "listings of Reddit's API, with nested replies and `more`", "derived_reddit_json/*.json"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with a comment's or a submission's own keys, and listings."""
        one = value.value
        if not isinstance(one, dict):
            return None
        if "Listing" in (one.get("kind"), value.around.get("kind")):
            return "reddit-api", "a listing of Reddit's API"
        whys = (told(thing) for thing in [one, *things(value.value)][:3])
        return next((("reddit-dump", why) for why in whys if why), None)

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a comment, submission or `more`."""
        return rows(value, register)


def told(thing: Record) -> str | None:
    """What a thing is, where that is certain."""
    inner = part(thing, "data") if thing.get("kind") in ("t1", "t3") else thing
    if "body" in inner and inner.keys() & {"link_id", "subreddit", "subreddit_id"}:
        return "Reddit comments: body and link_id or subreddit"
    own = inner.keys() & {"selftext", "is_self", "num_comments"}
    if "title" in inner and own and inner.keys() & {"subreddit", "subreddit_id"}:
        return "Reddit submissions: title, selftext and subreddit"
    return None


def things(value: object) -> Iterator[Record]:
    """The things of listings and wrappers, in order; nested replies follow their comment. Never recursive: input is hostile."""
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(reversed(one))
        elif isinstance(one, dict):
            if is_thing(one):
                yield one
                inner = one.get("data")
                waiting.append(inner.get("replies") if isinstance(inner, dict) else None)
            else:
                waiting.extend(one[key] for key in reversed(WRAPPERS) if isinstance(one.get(key), (list, dict)))


def is_thing(one: Record) -> bool:
    """Whether an object is a post, a `more` or another thing, rather than a wrapper around some."""
    kind = one.get("kind")
    if isinstance(kind, str) and kind != "Listing":
        return True
    said = "body" in one and not isinstance(one["body"], (dict, list))
    return kind is None and (said or "selftext" in one or ("title" in one and "subreddit" in one))


def rows(value: Value, register: Register) -> Iterator[Item]:
    """The posts of a listing, or of a line."""
    found = list(things(value.value))
    if len(found) == 1 and found[0] is value.value and not isinstance(found[0].get("data"), dict):
        yield item(found[0], value, register, value.row.sha256)
        return
    for thing in found:
        yield item(thing, value, register, hashed(orjson.dumps(bare(thing), option=orjson.OPT_SORT_KEYS)))
    if not found and not empty(value.value):
        yield register.unreadable(value.row.offset, NOT_POST, value.row.raw)


def empty(value: object) -> bool:
    """Whether a wrapper says that there is nothing in it."""
    return isinstance(value, dict) and (value.get("kind") == "Listing" or value.get("data") == [])


def bare(thing: Record) -> Record:
    """A thing without its replies, which are rows of their own."""
    inner = thing.get("data")
    if not isinstance(inner, dict) or "replies" not in inner:
        return thing
    return {**thing, "data": {name: one for name, one in inner.items() if name != "replies"}}


def item(thing: Record, value: Value, register: Register, sha256: str) -> Item:
    """The post or ledger entry of one thing."""
    kind = thing.get("kind")
    one = part(thing, "data") if isinstance(kind, str) else thing
    content = None
    if kind in {None, "t1"} and isinstance(one.get("body"), str):
        content = comment_content(one)
    elif kind in {None, "t3"} and (text(one, "title") is not None or text(one, "selftext") is not None):
        content = submission_content(one)
    if content is not None:
        return register.post(sha256, content)
    reason = MORE if kind == "more" else "no text" if kind in {None, "t1", "t3"} else NOT_POST
    return register.unreadable(value.row.offset, reason, orjson.dumps(bare(thing)))


def full_name(one: Record, kind: str) -> str | None:
    """The id with its kind in front, as Reddit links it."""
    name = word(one, "name")
    if name and name.startswith(f"{kind}_"):
        return name
    ident = word(one, "id")
    return f"{kind}_{ident.removeprefix(kind + '_')}" if ident else None


def comment_content(one: Record) -> Record:
    """The fields of a comment."""
    link = word(one, "link_id")
    return {
        **shared(one, full_name(one, "t1"), text(one, "body") or ""),
        "text_origin": "body",
        "parent_uid": reference("reddit", word(one, "parent_id")),
        "root_uid": reference("reddit", link),
    }


def submission_content(one: Record) -> Record:
    """The fields of a submission: its text is the title, an empty line, and the body."""
    title, body = text(one, "title") or "", text(one, "selftext") or ""
    content = shared(one, full_name(one, "t3"), body)
    gone = body.strip().lower() in GONE
    joined = title if gone or not body.strip() else f"{title}\n\n{body}" if title else body
    return {
        **content,
        "text": clean(unescaped(joined)),
        "text_origin": "title" if gone or not body.strip() else "selftext",
        "repost_of": reference("reddit", word(one, "crosspost_parent")),
        "replies": whole(one, "num_comments"),
    }


def shared(one: Record, name: str | None, body: str) -> Record:
    """The fields that comments and submissions have in common."""
    created, precision = when(one.get("created_utc"))
    link = word(one, "permalink")
    return {
        "platform": "reddit",
        "post_id": name,
        "url": f"https://www.reddit.com{link}" if link and link.startswith("/") else link,
        **author(one),
        "text": clean(unescaped(body)),
        "created_at": created,
        "created_precision": precision,
        "collected_at": when(one.get("retrieved_on") or one.get("retrieved_utc"))[0],
        "likes": None if flag(one.get("score_hidden")) else whole(one, "score", "ups"),
        "moderation": moderation(one, body),
    }


def author(one: Record) -> Record:
    """Who wrote it; "[deleted]" is no one."""
    handle = word(one, "author")
    ident = word(one, "author_fullname")
    if not handle or handle.lower() in GONE:
        return {}
    bot = handle.lower() in BOTS
    return {
        "author_key": f"reddit:{ident}" if ident else f"reddit:@{handle.lower()}",
        "author_handle": handle,
        "author_flags": (("bot",) if bot else ()) + (("uploader",) if flag(one.get("is_submitter")) else ()),
    }


def moderation(one: Record, body: str) -> str | None:
    """Deleted by its author or removed by others, at once or later."""
    meta = part(one, "_meta")
    kind = text(meta, "removal_type") or text(one, "removed_by_category") or ""
    gone = GONE.get(body.strip().lower())
    if gone or kind:
        return gone or ("deleted" if kind in {"deleted", "author"} else "removed")
    if flag(meta.get("was_deleted_later")) or one.get("collapsed_reason_code") == "DELETED":
        return "deleted"
    return "advertisement" if flag(one.get("promoted")) else None
