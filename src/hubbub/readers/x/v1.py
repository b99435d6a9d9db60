"""X's API v1.1: searches, timelines, lookups, and the streaming API with its notices; the pages X's embeds are made of.

A long tweet's text is in `full_text`, in a stream in `extended_tweet.full_text`; `text` alone is cut at 140 characters. The
same fields stand in the web's objects (under `legacy`) and in personal archives, which read them with `content`.
"""

from collections.abc import Iterator

from hubbub.readers.base import PRIVATE, Item, Register, hashed
from hubbub.readers.fields import Record, clean, unescaped
from hubbub.readers.jsons import Value, packed
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
    uid,
)

SIGNS = ("user", "full_text", "in_reply_to_status_id_str", "in_reply_to_status_id", "retweet_count", "favorited", "truncated")
OWN = (
    ("delete", {"status"}),
    ("status_withheld", {"withheld_in_countries"}),
    ("scrub_geo", {"up_to_status_id", "up_to_status_id_str"}),
    ("limit", {"track"}),
)
NOTICES = {
    "limit": "a notice of how many tweets the stream left out",
    "scrub_geo": "a notice that places were removed: no post",
    "user_withheld": "a notice that an account is withheld somewhere: no post",
    "disconnect": "a notice that the stream was closed: no post",
    "warning": "a warning of the stream: no post",
    "friends": "a list of accounts: no post",
    "friends_str": "a list of accounts: no post",
    "event": "something an account did: no post",
    "direct_message": PRIVATE,
}


def told(value: Value) -> tuple[str, str] | None:
    """The shape of a value, and why."""
    one = value.value
    if not isinstance(one, dict):
        return None
    found = one.get("statuses")
    first = found[0] if isinstance(found, list) and found else one
    if is_tweet(first):
        return "x-v1", "tweets as X's API v1.1 gives them: id_str, full_text or text, user"
    if any(map(is_tweet, looked_up(one).values())):
        return "x-v1", "tweets as X's API v1.1 gives them, by the ids looked up"
    return ("x-v1", "notices of X's streaming API") if is_notice(one) and is_own(one) else None


def is_tweet(one: object) -> bool:
    """Whether an object is a tweet of this API."""
    return (
        isinstance(one, dict)
        and isinstance(one.get("id_str"), str)
        and ("full_text" in one or "text" in one)
        and any(sign in one for sign in SIGNS)
    )


def is_notice(one: Record) -> bool:
    """Whether an object is a notice of the streaming API: nothing but one object of a known name."""
    return len(one) == 1 and (one.keys() <= {"delete", "status_withheld", *NOTICES}) and all(map(is_object, one.values()))


def is_own(one: Record) -> bool:
    """Whether a notice is no one's but X's: other programs write events and warnings too."""
    return any(inner(one, kind).keys() & signs for kind, signs in OWN)


def is_object(one: object) -> bool:
    """Whether a value is an object or an array."""
    return isinstance(one, (dict, list))


def takes(one: Record) -> bool:
    """Whether `rows` can read an object."""
    return "id_str" in one or "statuses" in one or is_notice(one) or isinstance(one.get("id"), dict)


def looked_up(one: Record) -> Record:
    """The tweets of a lookup, by id; null stands for one that is not shown."""
    return inner(one, "id") if len(one) == 1 else EMPTY


def rows(one: Record, value: Value, register: Register) -> Iterator[Item]:
    """The tweets of a search, a lookup, or a line."""
    if isinstance(one.get("statuses"), list):
        for tweet in one["statuses"]:
            yield item(tweet, value, register, hashed(packed(tweet)))
    elif looked_up(one):
        for tweet in looked_up(one).values():
            yield item(tweet, value, register, hashed(packed(tweet)), missing=GONE)
    elif is_notice(one):
        yield notice(one, value, register)
    else:
        yield item(one, value, register, value.row.sha256)


def notice(one: Record, value: Value, register: Register) -> Item:
    """The exclusion or ledger entry of a notice. Of a private message, not even the beginning is kept."""
    kind, told = next(iter(one.items()))
    status = told.get("status", told) if isinstance(told, dict) else None
    found = uid(status.get("id_str") or status.get("id")) if isinstance(status, dict) else None
    if kind == "delete" and found and isinstance(status, dict):
        account = uid(status.get("user_id_str") or status.get("user_id"))
        return register.excluded(value.row.sha256, found, "deleted", None, account)
    if kind == "status_withheld" and found and isinstance(told, dict):
        places = told.get("withheld_in_countries")
        named = [one for one in places if isinstance(one, str)] if isinstance(places, list) else []
        return register.excluded(value.row.sha256, found, "withheld", ", ".join(named) or None, uid(told.get("user_id")))
    reason = NOTICES.get(kind, STRANGE)
    return register.unreadable(value.row.offset, reason, value.row.raw)


def item(one: object, value: Value, register: Register, sha256: str, missing: str = STRANGE) -> Item:
    """The post or ledger entry of one object."""
    key = ident(one.get("id_str") or one.get("id")) if isinstance(one, dict) else None
    if key is None or not isinstance(one, dict):
        return register.unreadable(value.row.offset, missing if one is None else STRANGE, packed(one))
    user = inner(one, "user")
    flags = ("verified",) if user.get("verified") is True or user.get("is_blue_verified") is True else ()
    account = user.get("id_str") or user.get("id")
    signed = author(account, user.get("screen_name"), user.get("name"), flags, key, user.get("created_at"))
    found = content(one, key, inner(one, "retweeted_status"), signed)
    if found is None:
        return register.unreadable(value.row.offset, NO_TEXT, packed(one))
    return register.post(sha256, found)


def content(one: Record, key: str, original: Record, signed: Record) -> Record | None:
    """The fields of a tweet; None when it has no text. `original` is what it reposts, if that is at hand."""
    body, origin = wording(original) if original else (None, "")
    if body is None:
        body, origin = wording(one)
    if body is None:
        return None
    copied = uid(original.get("id_str") or original.get("id") or one.get("retweeted_status_id_str"))
    created, precision = moment(one.get("created_at"))
    root = ident(one.get("conversation_id_str"))
    return {
        "platform": "x",
        "post_id": key,
        **signed,
        "text": clean(unescaped(body)),
        "text_origin": origin,
        "truncated": is_short(original or one, body, origin),
        "lang": language(one.get("lang")),
        "created_at": created,
        "created_precision": precision,
        "parent_uid": uid(one.get("in_reply_to_status_id_str") or one.get("in_reply_to_status_id")),
        "root_uid": f"x:{root}" if root and root != key else None,
        "repost_of": copied,
        "quote_of": quoted(one),
        "likes": number(one.get("favorite_count")),
        "replies": number(one.get("reply_count")),
        "reposts": number(one.get("retweet_count")),
        "quotes": number(one.get("quote_count")),
        "moderation": "withheld" if is_withheld(one) or (original and is_withheld(original)) else None,
    }


def is_withheld(one: Record) -> bool:
    """Whether X keeps a tweet from some places."""
    return bool(one.get("withheld_in_countries") or one.get("withheld_scope") or one.get("withheld_copyright"))


def quoted(one: Record) -> str | None:
    """The uid of the tweet that a tweet quotes. A repost of a quote carries the same id, and quotes nothing itself."""
    if "retweeted_status" in one:
        return None
    key = one.get("quoted_status_id_str") or one.get("quoted_status_id")
    return uid(key or inner(one, "quoted_status").get("id_str"))


def wording(one: Record) -> tuple[str | None, str]:
    """The longest text the platform gives, and where it stands."""
    body = one.get("full_text")
    if "extended_tweet" in one:
        body = inner(one, "extended_tweet").get("full_text", body)
    if isinstance(body, str):
        return body, "full_text"
    body = one.get("text")
    return (body, "text") if isinstance(body, str) else (None, "text")


def is_short(one: Record, body: str, origin: str) -> bool:
    """Whether the text is only the beginning."""
    return (origin == "text" and one.get("truncated") is True) or is_cut(body, repost=True)
