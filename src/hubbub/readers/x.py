"""X (Twitter), API v2: pages as twarc2 writes them, stream lines, flattened tweets, compliance lines.

In a page, the full text of a repost and the names of authors stand apart, under `includes`. Files that hold tweet
counts, accounts or lists are recognised, so that each of their rows ends in the ledger with that reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import orjson

from hubbub.readers.base import Item, Register, Shape, hashed
from hubbub.readers.dates import when
from hubbub.readers.fields import Record, clean, flag, part, parts, reference, text, unescaped, whole, word
from hubbub.readers.jsons import Value
from hubbub.readers.platform import Platform

SIGNS = ("author_id", "conversation_id", "edit_history_tweet_ids", "public_metrics", "referenced_tweets", "reply_settings")
UNSPOKEN = frozenset({"und", "zxx", "qme", "qht", "qam", "qct", "qst", "art"})
NO_POST = (
    ("tweet_count", ("start",), "tweet counts: no posts in it"),
    ("username", ("public_metrics", "protected", "verified"), "accounts: no posts in it"),
    ("owner_id", ("follower_count",), "lists: no posts in it"),
)
STRANGE = "an object that is no tweet"


@dataclass(frozen=True, slots=True)
class Page:
    """What the tweets of one page share."""

    users: Mapping[str, Record] = field(default_factory=dict)
    tweets: Mapping[str, Record] = field(default_factory=dict)
    retrieved: object = None


class X(Platform):
    """See `platform.Platform`."""

    name = "x"
    shapes = (
        Shape("x-v2", "X API v2: pages and stream lines (twarc2), flattened tweets", "x_v2_twarc_jsonl/**/*.jsonl"),
        Shape("x-v2-other", "X API v2: counts, accounts, lists, notices of deletion", "x_v2_twarc_jsonl/**/users.jsonl"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with a tweet's, or a tweet file's, own keys."""
        kinds = list(told(value))
        if "tweet" in kinds:
            return "x-v2", "tweets as X's API v2 gives them: id, text and " + "/".join(SIGNS[:3])
        return ("x-v2-other", f"X's API v2: {kinds[0]}") if kinds else None

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """The tweets of a page, or of a line."""
        return rows(value, register)


def told(value: Value) -> Iterator[str]:
    """What the value's objects are, where that is certain."""
    one = value.value
    if isinstance(one, dict):
        inside = one.get("data")
        wrapped = [inside] if isinstance(inside, dict) else parts(one, "data")
        for item in [one] if not wrapped else wrapped[:3]:
            kind = item_kind(item, wrapped=bool(wrapped) or value.key == "data")
            if kind:
                yield kind


def item_kind(item: Record, *, wrapped: bool) -> str | None:
    """Whether an object is a tweet, a notice of deletion, or something else of X's."""
    if isinstance(item.get("id"), str) and "text" in item and "parent" not in item and any(sign in item for sign in SIGNS):
        return "tweet"
    if "id" in item and item.get("action") in ("delete", "scrub_geo"):
        return "notices of deletion"
    if wrapped:
        return next((reason for key, signs, reason in NO_POST if key in item and any(one in item for one in signs)), None)
    return None


def rows(value: Value, register: Register) -> Iterator[Item]:
    """The tweets of a page, or of a line."""
    one, row = value.value, value.row
    if not isinstance(one, dict):
        yield register.unreadable(row.offset, "no object", row.raw)
    elif "data" not in one and ("includes" in one or "meta" in one or "errors" in one) and "text" not in one:
        return
    elif "data" in one and "text" not in one:
        yield from page(one, value, register)
    else:
        yield item(one, Page(retrieved=part(one, "__twarc").get("retrieved_at")), value, register, row.sha256)


def page(one: Record, value: Value, register: Register) -> Iterator[Item]:
    """The tweets of a page; a row each."""
    around = part(one, "includes")
    users = {ident: user for user in parts(around, "users") if (ident := word(user, "id"))}
    inside = one["data"] if isinstance(one["data"], list) else [one["data"]]
    tweets = {ident: tweet for tweet in parts(around, "tweets") if (ident := word(tweet, "id"))}
    shared = Page(users, tweets, part(one, "__twarc").get("retrieved_at"))
    for tweet in inside:
        raw = orjson.dumps(tweet, option=orjson.OPT_SORT_KEYS)
        if isinstance(tweet, dict):
            yield item(tweet, shared, value, register, hashed(raw))
        else:
            yield register.unreadable(value.row.offset, STRANGE, raw)


def item(one: Record, shared: Page, value: Value, register: Register, sha256: str) -> Item:
    """The post, exclusion or ledger entry of one object."""
    ident = word(one, "id")
    if ident and one.get("action") == "delete":
        return register.excluded(sha256, f"x:{ident}", "deleted", word(one, "reason"))
    if text(one, "text") is not None and ident:
        return register.post(sha256, tweet_content(one, ident, shared))
    reason = next((reason for key, _, reason in NO_POST if key in one), "no text" if ident else STRANGE)
    return register.unreadable(value.row.offset, reason, orjson.dumps(one))


def tweet_content(one: Record, ident: str, shared: Page) -> Record:
    """The fields of a tweet. Of a repost, the text is the original's, which the page holds in full."""
    linked = {kind: other for other in parts(one, "referenced_tweets") if (kind := word(other, "type"))}
    links = {kind: word(other, "id") for kind, other in linked.items()}
    copied = links.get("retweeted")
    original = shared.tweets.get(copied or "") or linked.get("retweeted") or {}
    body, origin = wording(original if text(original, "text") is not None else one)
    root = word(one, "conversation_id")
    metrics = part(one, "public_metrics")
    created, precision = when(one.get("created_at"))
    lang = word(one, "lang")
    return {
        "platform": "x",
        "post_id": ident,
        **author(one, shared),
        "text": clean(unescaped(body)),
        "text_origin": origin,
        "truncated": origin == "text" and is_cut(body, repost=bool(copied)),
        "lang": None if lang in UNSPOKEN else lang,
        "created_at": created,
        "created_precision": precision,
        "collected_at": when(shared.retrieved)[0],
        "parent_uid": reference("x", links.get("replied_to")),
        "root_uid": reference("x", root if root != ident else None),
        "repost_of": reference("x", copied),
        "quote_of": reference("x", links.get("quoted")),
        "likes": whole(metrics, "like_count"),
        "replies": whole(metrics, "reply_count"),
        "reposts": whole(metrics, "retweet_count"),
        "quotes": whole(metrics, "quote_count"),
        "views": whole(metrics, "impression_count"),
        "moderation": moderation(one),
    }


def wording(one: Record) -> tuple[str, str]:
    """The longest text the platform gives, and where it stands."""
    note = text(part(one, "note_tweet"), "text")
    return (note, "note_tweet") if note else (text(one, "text") or "", "text")


def is_cut(body: str, *, repost: bool) -> bool:
    """Whether the platform cut the text: an ellipsis at the end of a repost's copy or of a text of full length."""
    return body.endswith("…") and ((repost and body.startswith("RT @")) or len(body) >= 270)


def moderation(one: Record) -> str | None:
    """What the platform did to the tweet."""
    if isinstance(one.get("withheld"), dict):
        return "withheld"
    return "advertisement" if flag(one.get("promoted")) or flag(one.get("is_ad")) else None


def author(one: Record, shared: Page) -> Record:
    """Who wrote it: inline in flattened tweets, under `includes` in pages."""
    ident = word(one, "author_id") or word(part(one, "author"), "id")
    user = part(one, "author") or shared.users.get(ident or "", {})
    handle = (word(user, "username") or "").removeprefix("@") or None
    name = text(user, "name")
    post = word(one, "id")
    return {
        "author_key": f"x:{ident}" if ident else f"x:@{handle.lower()}" if handle else None,
        "author_handle": handle,
        "author_name": clean(name) if name else None,
        "author_flags": ("verified",) if user.get("verified") is True else (),
        "url": f"https://x.com/{handle or 'i/web'}/status/{post}" if post else None,
    }
