"""Reddit: comments and submissions of Pushshift and Arctic Shift, the API's listings with nested replies, recordings of its
answers, and the tables of minet and of Reddit's own data request.

A `more` object stands for comments the export left out: each is a row in the ledger. A post that its author deleted or
a moderator removed carries that in `moderation`; screening leaves it out. A crosspost under its original's title says nothing
of its own and is a repost, with the original's text; under another title it quotes.
"""

import re
from collections.abc import Iterator
from itertools import islice

from hubbub.readers.base import PRIVATE, Evidence, Item, Register, Shape, Source, hashed
from hubbub.readers.columns import Cells
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, flag, known, part, parts, reference, text, unescaped, whole, word
from hubbub.readers.forum import GONE
from hubbub.readers.jsons import Value, packed, parse
from hubbub.readers.platform import CERTAIN, Platform
from hubbub.readers.tables import Export

WRAPPERS = ("data", "json", "body", "things", "children", "comments", "posts")
MORE = "comments that the export left out (Reddit's `more`)"
NOT_POST = "a Reddit object that is no post"
NO_JSON = "a recorded answer that is no JSON"
UPLOADER = ("uploader",)
BOTS = frozenset({"automoderator"})
RECORDED = re.compile(rb'\s*+\{\s*+"(?:http_)?+interactions"\s*+:')
LINKED = re.compile(r"/comments/([a-z0-9]{1,13}+)", re.ASCII)
FULL = re.compile(r"t[13]_[a-z0-9]{1,13}+", re.ASCII)


class Reddit(Platform):
    """See `platform.Platform`."""

    name = "reddit"
    shapes = (
        Shape("reddit-dump", "Reddit comments and submissions, a line each (Pushshift, Arctic Shift)"),
        Shape("reddit-api", "listings of Reddit's API, with nested replies and `more`", "derived_reddit_json/*.json"),
        Shape("reddit-recorded", "recorded answers of Reddit's API (PRAW's betamax cassettes)", "reddit_api_praw/**/*.json"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with a comment's or a submission's own keys, listings, and recordings of them."""
        one = value.value
        if not isinstance(one, dict):
            return None
        if "Listing" in (one.get("kind"), value.around.get("kind")):
            return "reddit-api", "a listing of Reddit's API"
        if any("reddit.com/" in (text(part(each, "request"), "uri") or "") for each in recorded(one)):
            return "reddit-recorded", "recorded answers of reddit.com"
        some = list(islice(things(one), 3))
        return next(((shape(each), why) for each in some if isinstance(each, dict) and (why := told(each))), None)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes what is told apart; a recording, which is one long object, by its beginning."""
        long = RECORDED.match(source.head) and b"reddit.com/" in source.head
        return super().sniff(source) or (Evidence(CERTAIN, "recorded answers of reddit.com", "reddit-recorded") if long else None)

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a comment, submission or `more`."""
        one = value.value
        if isinstance(one, dict) and "kind" not in one and "data" not in one:
            if is_thing(one):
                yield item(one, value, register, value.row.sha256)
                return
            if answers := recorded(one):
                for answer in answers:
                    yield from answered(answer, value, register)
                return
        yield from rows(value, register)


def recorded(one: Record) -> list[Record]:
    """The answers of a recording, as betamax and VCR write it."""
    return parts(one, "http_interactions") or parts(one, "interactions")


def answered(answer: Record, value: Value, register: Register) -> Iterator[Item]:
    """The posts of one recorded answer."""
    raw = (text(part(part(answer, "response"), "body"), "string") or "").encode("utf-8", "replace")
    try:
        yield from rows(value._replace(value=parse(raw)), register)
    except ValueError:
        yield register.unreadable(value.row.offset, NO_JSON, raw)


def shape(thing: Record) -> str:
    """Which shape a thing is of: the API names its kind."""
    return "reddit-api" if "kind" in thing else "reddit-dump"


def told(thing: Record) -> str | None:
    """What a thing is, where that is certain."""
    inner = part(thing, "data") if thing.get("kind") in ("t1", "t3") else thing
    if "body" in inner and inner.keys() & {"link_id", "subreddit", "subreddit_id"}:
        return "Reddit comments: body and link_id or subreddit"
    own = inner.keys() & {"selftext", "is_self", "num_comments"}
    if "title" in inner and own and inner.keys() & {"subreddit", "subreddit_id"}:
        return "Reddit submissions: title, selftext and subreddit"
    return None


def things(value: object) -> Iterator[object]:
    """The things of listings and wrappers, in order, nested replies after their comment, and what else their lists hold.

    Never recursive: input is hostile.
    """
    waiting: list[tuple[object, bool]] = [(value, False)]
    while waiting:
        one, listed = waiting.pop()
        if isinstance(one, list):
            waiting.extend((inner, True) for inner in reversed(one))
        elif isinstance(one, dict) and is_thing(one):
            yield one
            inner = one.get("data")
            waiting.append((inner.get("replies") if isinstance(inner, dict) else None, False))
        elif isinstance(one, dict) and (inside := wrapped(one)):
            waiting.extend((inner, False) for inner in reversed(inside))
        elif listed:
            yield one


def wrapped(one: Record) -> list[object]:
    """What is in a wrapper."""
    return [one[key] for key in WRAPPERS if isinstance(one.get(key), (list, dict))]


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
    if len(found) == 1 and found[0] is value.value:
        yield item(found[0], value, register, value.row.sha256)
        return
    for thing in found:
        yield item(thing, value, register, hashed(packed(bare(thing))))
    if not found and not empty(value.value):
        yield register.unreadable(value.row.offset, NOT_POST, value.row.raw)


def empty(value: object) -> bool:
    """Whether a wrapper says that there is nothing in it."""
    return isinstance(value, dict) and (value.get("kind") == "Listing" or value.get("data") == [])


def bare(thing: object) -> object:
    """A thing without its replies, which are rows of their own."""
    inner = thing.get("data") if isinstance(thing, dict) else None
    if not isinstance(thing, dict) or not isinstance(inner, dict) or "replies" not in inner:
        return thing
    return {**thing, "data": {name: one for name, one in inner.items() if name != "replies"}}


def item(thing: object, value: Value, register: Register, sha256: str) -> Item:
    """The post or ledger entry of one thing."""
    if not isinstance(thing, dict):
        return register.unreadable(value.row.offset, NOT_POST, packed(thing))
    kind = thing.get("kind")
    one = part(thing, "data") if isinstance(kind, str) else thing
    body = one.get("body")
    if isinstance(body, str) and kind in {None, "t1"}:
        return register.post(sha256, comment(one, body))
    if kind in {None, "t3"} and (text(one, "title") is not None or text(one, "selftext") is not None):
        return register.post(sha256, submission(one))
    reason = MORE if kind == "more" else "no text" if kind in {None, "t1", "t3"} else NOT_POST
    return register.unreadable(value.row.offset, reason, packed(bare(thing)))


def full_name(one: Record, kind: str) -> str | None:
    """The id with its kind in front, as Reddit links it."""
    name = one.get("name")
    if isinstance(name, str) and name.startswith(kind):
        return name
    ident = word(one, "id")
    return kind + ident.removeprefix(kind) if ident else None


def comment(one: Record, body: str) -> Record:
    """The fields of a comment."""
    link, parent = one.get("link_id"), one.get("parent_id")
    content = shared(one, body)
    content["post_id"] = full_name(one, "t1_")
    content["text"] = clean(unescaped(body) if "&" in body else body)
    content["text_origin"] = "body"
    content["parent_uid"] = f"reddit:{parent}" if isinstance(parent, str) and parent else None
    content["root_uid"] = f"reddit:{link}" if isinstance(link, str) and link else None
    return content


def submission(one: Record) -> Record:
    """The fields of a submission: its text is the title, an empty line, and the body."""
    title, body = text(one, "title") or "", text(one, "selftext") or ""
    original = next(iter(parts(one, "crosspost_parent_list")), {})
    again = text(original, "title") in {None, title}
    said = body if body.strip() or not again else text(original, "selftext") or ""
    bare = not said.strip() or said.strip().lower() in GONE
    crossed = reference("reddit", word(one, "crosspost_parent"))
    return {
        **shared(one, body),
        "post_id": full_name(one, "t3_"),
        "text": clean(unescaped(title if bare else f"{title}\n\n{said}" if title else said)),
        "text_origin": "title" if bare else "selftext",
        "repost_of": crossed if again else None,
        "quote_of": None if again else crossed,
        "replies": whole(one, "num_comments"),
    }


def shared(one: Record, body: str) -> Record:
    """The fields that comments and submissions have in common."""
    get = one.get
    created, precision = instant(get("created_utc"))
    retrieved = get("retrieved_on") or get("retrieved_utc")
    link, score = get("permalink"), get("score")
    hidden = "score_hidden" in one and flag(one["score_hidden"])
    key, handle, flags = author(one)
    return {
        "platform": "reddit",
        "url": None if not isinstance(link, str) else f"https://www.reddit.com{link}" if link[:1] == "/" else link or None,
        "author_key": key,
        "author_handle": handle,
        "author_flags": flags,
        "author_created_at": instant(one.get("author_created_utc"))[0],
        "created_at": created,
        "created_precision": precision,
        "collected_at": instant(retrieved)[0] if retrieved else None,
        "likes": None if hidden else score if type(score) is int and abs(score) < 2**63 else whole(one, "score", "ups"),
        "moderation": moderation(one, body),
    }


def author(one: Record) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Who wrote it: key, handle and flags; "[deleted]" is no one.

    The key is the name, which is nobody else's and never changes; the id is missing from some rows and from every page.
    """
    handle = one.get("author")
    if not isinstance(handle, str) or not handle.strip() or (handle[0] == "[" and handle.lower() in GONE):
        return None, None, ()
    flags = UPLOADER if one.get("is_submitter") is True else ()
    small = handle.lower()
    if small in BOTS:
        flags = ("bot", *flags)
    return f"reddit:@{small}", handle, flags


def moderation(one: Record, body: str) -> str | None:
    """Deleted by its author or removed by others, at once or later."""
    meta = one.get("_meta")
    kind = one.get("removed_by_category")
    if isinstance(meta, dict):
        kind = text(meta, "removal_type") or kind
        if flag(meta.get("was_deleted_later")) and not kind:
            kind = "deleted"
    gone = GONE.get(body.strip().lower()) if len(body) < 32 else None
    if gone or (isinstance(kind, str) and kind):
        return gone or ("deleted" if kind in {"deleted", "author"} else "removed")
    if one.get("collapsed_reason_code") == "DELETED":
        return "deleted"
    return "advertisement" if one.get("promoted") is True else None


def named(cells: Cells, content: Record) -> Record:
    """A table's row with the ids and links of the dumps, so that the same comment is the same post."""
    kind, link = ("t3_", None) if "title" in cells else ("t1_", LINKED.search(known(cells.get("link")) or content["url"] or ""))
    ident, parent = content["post_id"], known(cells.get("parent")) or ""
    content["post_id"] = kind + ident.removeprefix(kind) if ident else None
    content["root_uid"] = f"reddit:t3_{link[1]}" if link else None
    if parent and "comment_url" in cells:  # minet names the comment that is answered, and never the submission
        parent = "t1_" + parent.removeprefix("t1_")
    content["parent_uid"] = f"reddit:{parent}" if FULL.fullmatch(parent) else None
    content["moderation"] = GONE.get(content["text"].strip().lower())
    return content


def owned(cells: Cells, content: Record) -> Record:
    """A row of the personal export: its author asked for it and is not named in it."""
    title = cells.get("title")
    if isinstance(title, str) and title:
        content["text"] = "\n\n".join(filter(None, (clean(unescaped(title)), content["text"])))
    return named(cells, content)


def refused(_: Cells, __: Record) -> str:
    """A letter between two people."""
    return PRIVATE


EXPORTS = (
    Export(
        "reddit-gdpr",
        "comments.csv and posts.csv of Reddit's data request; the author is not named",
        platform="reddit",
        signs=frozenset({"permalink", "date", "ip", "subreddit", "gildings", "body"}),
        fields={"text": "body", "post_id": "id", "url": "permalink", "created_at": "date"},
        turn=owned,
    ),
    Export(
        "reddit-gdpr-other",
        "messages.csv of Reddit's data request: private, and not read",
        platform="reddit",
        signs=frozenset({"thread_id", "ip", "from", "to", "subject", "body"}),
        fields={"text": "body"},
        turn=refused,
    ),
    Export(
        "reddit-minet",
        "comments as minet's CSV",
        platform="reddit",
        signs=frozenset({"comment_url", "author", "points", "published_date", "comment"}),
        fields={
            "text": "comment",
            "post_id": "id",
            "url": "comment_url",
            "author_handle": "author",
            "likes": "points",
            "created_at": "published_date",
        },
        turn=named,
    ),
)
