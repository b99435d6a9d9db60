"""X's personal archive: scripts such as `data/tweets.js` that assign one array. They are read, never run.

The archive names its owner in a file of its own, so the author of its tweets is not known. A repost there is only the text
"RT @…", often cut, and nothing says what it reposts; a long tweet's full text stands in another file, without the tweet's id.
Tweets that the owner deleted count as deleted. Messages are private: none is read. Of them and of what else the archive knows of
its owner (addresses, numbers, places) not even a sample is kept.
"""

import re
from collections.abc import Iterator, Mapping

from hubbub.readers.base import PRIVATE, Item, Register
from hubbub.readers.fields import Record
from hubbub.readers.jsons import Value
from hubbub.readers.x import v1
from hubbub.readers.x.posts import NO_TEXT, STRANGE, author, ident, inner

NAME = re.compile(r"(?:window\.)?YTD\.(\w{1,60}+)", re.ASCII)
TWEETS = frozenset({"tweet", "tweets", "community_tweet", "community_tweets"})
DELETED = frozenset({"deleted_tweet", "deleted_tweets"})
SECRETS = re.compile(r"message|\Adm|chat|conversation|grok|contact", re.IGNORECASE)
SECRET = frozenset({"dmConversation", "messageCreate", "grokChatItem"})
HOLDS = (
    (("like", "likes"), "a like: no post of its own"),
    (("note_tweet", "note_tweets"), "the full text of a long tweet, without that tweet's id"),
    (("follower", "following", "block", "mute"), "an account: no post"),
    (("tweet_headers", "deleted_tweet_headers"), "the id and time of a tweet, without its text"),
)
OTHER = "a part of X's personal archive that holds no tweets"


def told(value: Value) -> tuple[str, str] | None:
    """The shape of a value, and why."""
    part, one = named(value.around), value.value
    if part is None:
        wrapped = inner(one, "tweet") if isinstance(one, dict) else {}
        if isinstance(one, dict) and one.keys() & SECRET:
            return "x-archive-other", "messages of X's personal archive"
        return ("x-archive", "tweets of X's personal archive") if v1.is_tweet(wrapped) and "user" not in wrapped else None
    if part in TWEETS or part in DELETED:
        return "x-archive", f"a file of X's personal archive, YTD.{part}"
    return "x-archive-other", f"a file of X's personal archive that holds no tweets, YTD.{part}"


def named(around: Mapping[str, object]) -> str | None:
    """Which part of an archive a script assigns; None when it is none."""
    name = around.get("assigned")
    found = NAME.match(name) if isinstance(name, str) else None
    return found[1].lower() if found else None


def takes(one: Record) -> bool:
    """Whether `rows` can read an object."""
    wrapped = one.get("tweet")
    return (isinstance(wrapped, dict) and "legacy" not in wrapped and "__typename" not in one) or bool(one.keys() & SECRET)


def rows(one: Record, value: Value, register: Register) -> Iterator[Item]:
    """The post, exclusion or ledger entry of one item of an archive."""
    part = named(value.around)
    if one.keys() & SECRET or (part and SECRETS.search(part)):
        yield register.unreadable(value.row.offset, PRIVATE, b"")
    elif part is None or part in TWEETS or part in DELETED:
        yield tweet(inner(one, "tweet") or one, value, register, gone=part in DELETED)
    else:
        reason = next((reason for names, reason in HOLDS if part in names), OTHER)
        yield register.unreadable(value.row.offset, reason, b"" if reason == OTHER else value.row.raw)


def tweet(one: Record, value: Value, register: Register, *, gone: bool) -> Item:
    """The post of a tweet, the exclusion of one its author deleted."""
    key = ident(one.get("id_str") or one.get("id"))
    if key is None:
        return register.unreadable(value.row.offset, STRANGE, value.row.raw)
    if gone or "deleted_at" in one:
        return register.excluded(value.row.sha256, f"x:{key}", "deleted", "by its author")
    found = v1.content(one, key, inner(one, "retweeted_status"), author(None, None, None, (), key))
    if found is None:
        return register.unreadable(value.row.offset, NO_TEXT, value.row.raw)
    return register.post(value.row.sha256, found)
