"""X's web: the GraphQL objects that Zeeschuimer, twitter-web-exporter and gallery-dl keep, and whole responses as the
browser's network tab shows them; the older "adaptive" search too.

A tweet that another quotes stands inside it, whole. It is no row: nobody collected it, as nobody did those in `includes` of
the API's pages, and whoever is quoted much would be counted much; `quote_of` names it. Cursors are no rows either, but those
that stand for replies not loaded are.
"""

from collections.abc import Iterator

from hubbub.readers.base import Item, Register, hashed
from hubbub.readers.fields import Record, clean, unescaped
from hubbub.readers.jsons import Value, packed
from hubbub.readers.x import v1
from hubbub.readers.x.posts import (
    ACCOUNT,
    EMPTY,
    GONE,
    NO_TEXT,
    STRANGE,
    author,
    ident,
    inner,
    is_cut,
    moment,
    number,
    uid,
)

WRAPPED = "TweetWithVisibilityResults"
MISSING = frozenset({"TweetTombstone", "TweetUnavailable", "TimelineTombstone"})
KINDS = frozenset({"Tweet", WRAPPED, *MISSING})
MORE = "replies that the page left out (X's “show more”)"
RESULTS = ("tweet_results", "tweetResult", "tweetResults")
PLACES = frozenset({"https://x.com/", "https://twitter.com/", "http://twitter.com/"})


def told(value: Value) -> tuple[str, str] | None:
    """The shape of a value, and why."""
    one = value.value
    if not isinstance(one, dict):
        return None
    if is_tweet(one) or is_tweet(inner(one, "metadata")):
        return "x-web", "tweets as X's web has them: rest_id, legacy"
    if is_response(one) and next(things(one), None):
        return "x-web", "a response of X's web: tweets in a timeline"
    return None


def is_tweet(one: Record) -> bool:
    """Whether an object is a tweet of X's web, or stands for one."""
    legacy = one.get("legacy")
    if isinstance(legacy, dict):
        return "full_text" in legacy or "retweeted_status_result" in legacy
    kind = one.get("__typename")
    return isinstance(kind, str) and kind in KINDS and ("rest_id" in one or "tweet" in one or kind in MISSING or v1.is_tweet(one))


def is_response(one: Record) -> bool:
    """Whether an object is a whole response."""
    inside = one.get("data")
    return (isinstance(inside, dict) and not ("id" in inside and "text" in inside)) or "globalObjects" in one


def takes(one: Record) -> bool:
    """Whether `rows` can read an object."""
    kind = one.get("__typename")
    metadata = one.get("metadata")
    return "legacy" in one or (isinstance(kind, str) and kind in KINDS) or (isinstance(metadata, dict) and is_tweet(metadata))


def rows(one: Record, value: Value, register: Register) -> Iterator[Item]:
    """The tweet of a line; an exporter keeps it under `metadata`, beside what it read out of it."""
    metadata = one.get("metadata")
    tweet = metadata if isinstance(metadata, dict) and "legacy" not in one else one
    return iter((item(tweet, value, register, value.row.sha256, paid=one.get("promoted") is True),))


def response(one: Record, value: Value, register: Register) -> Iterator[Item]:
    """The tweets of a whole response, and what stands there for those left out; a row each."""
    for thing in things(one):
        if "cursorType" in thing or "user_results" in thing:
            reason = MORE if "cursorType" in thing else ACCOUNT
            yield register.unreadable(value.row.offset, reason, packed(thing))
            continue
        for result in results(thing):
            yield item(result, value, register, hashed(packed(result)), paid="promotedMetadata" in thing)


def results(thing: Record) -> list[object]:
    """The tweets in an item of a timeline; an empty object stands for one that is not shown."""
    held = next((thing[name] for name in RESULTS if name in thing), thing)
    inside = held if isinstance(held, list) else [held]
    return [one.get("result", EMPTY) if isinstance(one, dict) and held is not thing else one for one in inside]


def things(one: Record) -> Iterator[Record]:
    """The items of a response, in order: what holds a tweet or an account, or stands for more. Never recursive."""
    if isinstance(one.get("globalObjects"), dict):
        yield from adaptive(one["globalObjects"])
        return
    waiting: list[object] = [one]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(reversed(here))
        elif isinstance(here, dict):
            if is_item(here):
                yield here
            else:
                waiting.extend(reversed(here.values()))


def is_item(one: Record) -> bool:
    """Whether an object is an item of a timeline, rather than something around some."""
    more = one.get("cursorType")
    return (
        any(name in one for name in RESULTS) or "user_results" in one or (isinstance(more, str) and more.startswith("ShowMore"))
    )


def adaptive(held: Record) -> Iterator[Record]:
    """The tweets of an "adaptive" response, each with its author."""
    users = inner(held, "users")
    for tweet in inner(held, "tweets").values():
        key = ident(tweet.get("user_id_str")) if isinstance(tweet, dict) else None
        yield {"legacy": tweet, "user": users.get(key or ""), "type": "adaptive"}


def item(one: object, value: Value, register: Register, sha256: str, *, paid: bool) -> Item:
    """The post or ledger entry of one tweet."""
    tweet = unwrapped(one)
    legacy = tweet.get("legacy")
    if not isinstance(legacy, dict):
        if tweet.get("__typename") == "Tweet" and "id_str" in tweet:
            return v1.item(tweet, value, register, sha256)
        kind = tweet.get("__typename")
        gone = (isinstance(kind, str) and kind in MISSING) or one == {} or "tombstone" in tweet
        return register.unreadable(value.row.offset, GONE if gone else STRANGE, packed(one))
    key = ident(tweet.get("rest_id")) or ident(legacy.get("id_str"))
    found = content(tweet, legacy, key, value) if key else None
    if found is None:
        return register.unreadable(value.row.offset, NO_TEXT if key else STRANGE, packed(one))
    if paid or tweet.get("promoted") is True:
        found["moderation"] = "advertisement"
    return register.post(sha256, found)


def unwrapped(one: object) -> Record:
    """A tweet out of what limits who sees it."""
    for _ in range(2):
        if isinstance(one, dict) and "legacy" not in one and isinstance(one.get("tweet"), dict):
            one = one["tweet"]
    return one if isinstance(one, dict) else EMPTY


def content(tweet: Record, legacy: Record, key: str, value: Value) -> Record | None:
    """The fields of a tweet; None when it has no text. Of a repost, the text is the original's."""
    result = legacy.get("retweeted_status_result")
    original = unwrapped(result.get("result")) if isinstance(result, dict) else EMPTY
    copied = inner(original, "legacy")
    found = v1.content(legacy, key, copied, writer(tweet, legacy, key))
    if found is None:
        return None
    source = original if copied else tweet
    if "note_tweet" in source and (note := noted(source)):
        found |= {"text": clean(unescaped(note)), "text_origin": "note_tweet", "truncated": is_cut(note, repost=False)}
    if original:
        found["repost_of"] = uid(original.get("rest_id")) or found["repost_of"]
        found["quote_of"] = None
    else:
        found["quote_of"] = found["quote_of"] or quoted(tweet)
    views = inner(tweet, "views") or inner(tweet, "ext_views") or inner(legacy, "ext_views")
    found["views"] = number(views.get("count"))
    around = value.around
    if around:
        found["collected_at"] = moment(around.get("last_updated") or around.get("timestamp_collected"))[0]
    return found


def noted(one: Record) -> str | None:
    """The whole text of a long tweet."""
    note = one.get("note_tweet")
    if not isinstance(note, dict):
        return None
    body = inner(inner(note, "note_tweet_results"), "result").get("text")
    return body if isinstance(body, str) and body else None


def quoted(tweet: Record) -> str | None:
    """The uid of the tweet inside that this one quotes."""
    held = tweet.get("quoted_status_result")
    return uid(unwrapped(held.get("result")).get("rest_id")) if isinstance(held, dict) else None


def writer(tweet: Record, legacy: Record, key: str) -> Record:
    """Who wrote it. Where the account is left out, its handle stands in the links of its own pictures."""
    user = inner(inner(inner(tweet, "core"), "user_results"), "result") or inner(tweet, "user")
    named, older = inner(user, "core"), inner(user, "legacy")
    handle = named.get("screen_name") or older.get("screen_name") or user.get("screen_name")
    name = named.get("name") or older.get("name") or user.get("name")
    account = user.get("rest_id") or user.get("id_str") or legacy.get("user_id_str")
    made = named.get("created_at") or older.get("created_at") or user.get("created_at")
    return author(account, handle or pictured(legacy, key), name, flags(user, older), key, made)


def flags(user: Record, older: Record) -> tuple[str, ...]:
    """What X says of an account: that it is automated, that it is verified (by X or for money)."""
    label = inner(inner(user, "affiliates_highlighted_label"), "label").get("userLabelType")
    verified = (
        user.get("is_blue_verified") is True
        or older.get("verified") is True
        or user.get("verified") is True
        or user.get("ext_is_blue_verified") is True
        or inner(user, "verification").get("verified") is True
    )
    return (("bot",) if label == "AutomatedLabel" else ()) + (("verified",) if verified else ())


def pictured(legacy: Record, key: str) -> str | None:
    """The handle in a link such as https://x.com/handle/status/id/photo/1, where the id is this tweet's."""
    for name in ("extended_entities", "entities"):
        media = inner(legacy, name).get("media")
        for one in media if isinstance(media, list) else ():
            link = one.get("expanded_url") if isinstance(one, dict) else None
            before, _, after = link.partition(f"/status/{key}/") if isinstance(link, str) else ("", "", "")
            place, _, handle = before.rpartition("/")
            if after and f"{place}/" in PLACES and handle and handle != "i":
                return handle
    return None
