"""X's API v2: pages as twarc2 writes them, stream lines, flattened tweets, those 4CAT enriched, and compliance lines.

In a page, the full text of a repost and the names of authors stand apart, under `includes`. The tweets there were not
asked for: they are no rows. Files that hold tweet counts, accounts or lists are recognised, so that each of their rows ends
in the ledger with that reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hubbub.readers.base import PRIVATE, Item, Register, hashed
from hubbub.readers.fields import Record, clean, parts, unescaped
from hubbub.readers.jsons import Value, packed
from hubbub.readers.x.compliance import ACTIONS, compliance
from hubbub.readers.x.posts import (
    EMPTY,
    GONE,
    NO_TEXT,
    STRANGE,
    author,
    ident,
    inner,
    is_cut,
    language,
    moment,
    number,
)

SIGNS = ("author_id", "conversation_id", "edit_history_tweet_ids", "public_metrics", "referenced_tweets", "reply_settings")
NO_POST = (
    ("tweet_count", ("start",), "tweet counts: no posts in it"),
    ("username", ("public_metrics", "protected", "verified"), "accounts: no posts in it"),
    ("owner_id", ("follower_count",), "lists: no posts in it"),
)
MESSAGE = "dm_conversation_id"
OTHERS = frozenset({"parent", "sender"})  # keys of comments and messages that other tools write under the same names
REDACTED = frozenset({"redacted_at", "reason"})
ASKED = ("id", "ids")  # the parameters that name the tweets asked for, not those they refer to


@dataclass(frozen=True, slots=True)
class Page:
    """What the tweets of one page share."""

    users: Mapping[str, Record] = field(default_factory=dict)
    tweets: Mapping[str, Record] = field(default_factory=dict)
    retrieved: object = None


ALONE = Page()


def told(value: Value) -> tuple[str, str] | None:
    """The shape of a value, and why."""
    kinds = list(kinds_in(value))
    if "tweet" in kinds:
        return "x-v2", "tweets as X's API v2 gives them: id, text and " + "/".join(SIGNS[:3])
    return ("x-v2-other", f"X's API v2: {kinds[0]}") if kinds else None


def kinds_in(value: Value) -> Iterator[str]:
    """What the value's objects are, where that is certain."""
    one = value.value
    if isinstance(one, dict):
        inside = one.get("data")
        wrapped = [inside] if isinstance(inside, dict) else parts(one, "data")
        for item in wrapped[:3] or [one]:
            kind = item_kind(item, wrapped=bool(wrapped) or value.key == "data")
            if kind:
                yield kind


def item_kind(item: Record, *, wrapped: bool) -> str | None:
    """Whether an object is a tweet, a notice of deletion, or something else of X's."""
    if MESSAGE in item:
        return "private messages"
    key = item.get("id")
    if isinstance(key, str) and key.isdigit() and "text" in item and any(sign in item for sign in SIGNS):
        return None if item.keys() & OTHERS else "tweet"
    if isinstance(key, str) and item.get("action") in ACTIONS and item.keys() & REDACTED:
        return "notices of deletion"
    if wrapped:
        return next((reason for key, signs, reason in NO_POST if key in item and any(one in item for one in signs)), None)
    return None


def rows(one: Record, value: Value, register: Register) -> Iterator[Item]:
    """The tweets of a page, or of a line."""
    if "text" in one:
        yield item(one, Page(retrieved=inner(one, "__twarc").get("retrieved_at")), value, register, value.row.sha256)
    elif "data" in one or ("errors" in one and "id" not in one):
        yield from page(one, value, register)
    elif "id" in one or not ("includes" in one or "meta" in one):
        yield item(one, ALONE, value, register, value.row.sha256)


def page(one: Record, value: Value, register: Register) -> Iterator[Item]:
    """The tweets of a page, and those asked for that it could not give; a row each."""
    around = inner(one, "includes")
    users = {key: user for user in parts(around, "users") if (key := ident(user.get("id")))}
    tweets = {key: tweet for tweet in parts(around, "tweets") if (key := ident(tweet.get("id")))}
    shared = Page(users, tweets, inner(one, "__twarc").get("retrieved_at"))
    inside = one.get("data", [])
    for tweet in inside if isinstance(inside, list) else [inside]:
        if isinstance(tweet, dict):
            yield item(tweet, shared, value, register, hashed(packed(tweet)))
        else:
            yield register.unreadable(value.row.offset, STRANGE, packed(tweet))
    for error in parts(one, "errors"):
        if error.get("resource_type") == "tweet" and error.get("parameter") in ASKED:
            yield register.unreadable(value.row.offset, GONE, packed(error))


def item(one: Record, shared: Page, value: Value, register: Register, sha256: str) -> Item:
    """The post, exclusion or ledger entry of one object."""
    key = ident(one.get("id"))
    if MESSAGE in one:
        return register.unreadable(value.row.offset, PRIVATE, b"")
    if key and isinstance(one.get("text"), str):
        return register.post(sha256, content(one, key, shared))
    if key and one.get("action") in ACTIONS:
        return compliance(one, key, value, register, sha256)
    reason = next((reason for sign, _, reason in NO_POST if sign in one), NO_TEXT if key else STRANGE)
    return register.unreadable(value.row.offset, reason, packed(one))


def content(one: Record, key: str, shared: Page) -> Record:
    """The fields of a tweet. Of a repost, the text is the original's, which the page holds in full."""
    parent, copied, quoted, original = references(one, shared)
    body, origin = wording(original if isinstance(original.get("text"), str) else one)
    metrics = inner(one, "public_metrics")
    created, precision = moment(one.get("created_at"))
    root = ident(one.get("conversation_id"))
    return {
        "platform": "x",
        "post_id": key,
        **writer(one, key, shared),
        "text": clean(unescaped(body)),
        "text_origin": origin,
        "truncated": origin == "text" and is_cut(body, repost=copied is not None),
        "lang": language(one.get("lang")),
        "created_at": created,
        "created_precision": precision,
        "collected_at": moment(shared.retrieved)[0],
        "parent_uid": parent,
        "root_uid": f"x:{root}" if root and root != key else None,
        "repost_of": copied,
        "quote_of": quoted,
        "likes": number(metrics.get("like_count")),
        "replies": number(metrics.get("reply_count")),
        "reposts": number(metrics.get("retweet_count")),
        "quotes": number(metrics.get("quote_count")),
        "views": number(metrics.get("impression_count")),
        "moderation": moderation(one, original),
    }


def moderation(one: Record, original: Record) -> str | None:
    """Whether X keeps a tweet, or what it reposts, from some places, or shows it because someone paid."""
    if isinstance(one.get("withheld"), dict) or isinstance(original.get("withheld"), dict):
        return "withheld"
    return "advertisement" if one.get("promoted") is True or one.get("is_ad") is True else None


def references(one: Record, shared: Page) -> tuple[str | None, str | None, str | None, Record]:
    """The uids of what a tweet answers, reposts and quotes, and the tweet that it reposts where it is at hand."""
    links: dict[str, str] = {}
    original = EMPTY
    for other in parts(one, "referenced_tweets") if "referenced_tweets" in one else ():
        kind, key = other.get("type"), ident(other.get("id"))
        if isinstance(kind, str) and key:
            links[kind] = f"x:{key}"
            if kind == "retweeted":
                original = shared.tweets.get(key) or other
    return links.get("replied_to"), links.get("retweeted"), links.get("quoted"), original


def wording(one: Record) -> tuple[str, str]:
    """The longest text the platform gives, and where it stands."""
    note = inner(one, "note_tweet").get("text")
    if isinstance(note, str) and note:
        return note, "note_tweet"
    text = one.get("text")
    return text if isinstance(text, str) else "", "text"


def writer(one: Record, key: str, shared: Page) -> Record:
    """Who wrote it: inline in flattened tweets (4CAT calls it `author_user`), under `includes` in pages."""
    account = ident(one.get("author_id"))
    user = inner(one, "author") or inner(one, "author_user") or shared.users.get(account or "", EMPTY)
    flags = ("verified",) if user.get("verified") is True else ()
    return author(account or user.get("id"), user.get("username"), user.get("name"), flags, key, user.get("created_at"))
