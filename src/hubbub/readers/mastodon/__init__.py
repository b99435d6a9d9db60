"""Mastodon, and servers that speak its API: statuses, threads, searches, and the archive of an account.

Numbers are a server's own, so a post is known by its `uri`, the same everywhere. Only what was published to everyone is
read: of a post to followers or to one person no word is kept. Posts of authors who ask not to be indexed are marked
`opted_out`, which screening leaves out.
"""

from collections.abc import Iterator, Mapping

from hubbub.readers.base import Item, Register, Row, Shape
from hubbub.readers.fields import Record, word
from hubbub.readers.jsons import NOTHING, Value, packed
from hubbub.readers.mastodon.outbox import activity, activity_told
from hubbub.readers.mastodon.statuses import is_status, status
from hubbub.readers.platform import Platform

LISTS = ("accounts", "statuses", "hashtags", "orderedItems")
TELLING = ("mention", "status", "update", "quote")  # notifications that hold someone's post
NOTICES = (*TELLING, "reblog", "favourite", "follow", "follow_request", "poll", "quoted_update")
CONTEXT = "a thread of Mastodon's API: without a token a server gives 40 posts before and 60 after at most, so it may lack some"
ACCOUNT = "an account: no post"
EARLIER = "an earlier version of a post"
NOTICE = "a notification: no post"
HASHTAG = "a hashtag: no post"
OPEN = (ACCOUNT, HASHTAG)  # of what else a server gives, some is private: the ledger shows none of it
NO_POST = "an object of Mastodon's that is no post"


class Mastodon(Platform):
    """See `platform.Platform`."""

    name = "mastodon"
    within = frozenset({*LISTS, "body"})
    shapes = (
        Shape("mastodon-status", "Mastodon statuses and timelines", "derived_mastodon_json/test_timeline_*.json"),
        Shape("mastodon-context", "Mastodon threads: ancestors, descendants"),
        Shape("mastodon-search", "Mastodon search: accounts, statuses, hashtags", "derived_mastodon_json/*searchv2*.json"),
        Shape("mastodon-notification", "Mastodon notifications: mentions and other notices"),
        Shape("mastodon-archive", "the archive of a Mastodon account: outbox.json (ActivityStreams)"),
        Shape(
            "mastodon-other",
            "Mastodon: conversations, accounts, earlier versions, likes and bookmarks of an archive",
            "derived_mastodon_json/test_conversations_2.json",
        ),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with a status's or an activity's own keys."""
        one = bare(value.value)
        return told(one, value.key) if isinstance(one, dict) else None

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a status, account, hashtag or activity."""
        one = bare(value.value)
        if not isinstance(one, dict):
            yield register.unreadable(value.row.offset, NO_POST, value.row.raw)
            return
        if is_status(one):
            yield status(one, value.row, register, {}, value.around.get("timestamp_collected"))
            return
        threads = [one[name] for name in ("ancestors", "descendants") if isinstance(one.get(name), list)]
        lists = threads or [one[name] for name in LISTS if isinstance(one.get(name), list) and "last_status" not in one]
        known = uris(threads)
        for inner in (each for found in lists for each in found):
            row = Row(0, value.row.offset, packed(inner))
            yield entry(inner, value._replace(row=row), register, known)
        if not lists:
            yield entry(one, value, register, known)


def bare(value: object) -> object:
    """A response without the wrapping that recorders of an API put around it."""
    return value["body"] if isinstance(value, dict) and "request_uri" in value and "body" in value else value


def told(one: Record, key: str) -> tuple[str, str] | None:
    """What an object is, where that is certain."""
    if is_status(one):
        kind = {"statuses": "search", "ancestors": "context", "descendants": "context"}.get(key, "status")
        return f"mastodon-{kind}", CONTEXT if kind == "context" else "statuses of Mastodon's API: content, account and visibility"
    if isinstance(one.get("ancestors"), list) and isinstance(one.get("descendants"), list):
        return "mastodon-context", CONTEXT
    if isinstance(one.get("statuses"), list) and isinstance(one.get("accounts"), list):
        return "mastodon-search", "results of Mastodon's search: accounts and statuses"
    if isinstance(one.get("account"), dict) and one.get("type") in NOTICES and "acct" in one["account"]:
        return "mastodon-notification", "notifications of Mastodon's API: type and account"
    return activity_told(one) or other_told(one)


def other_told(one: Record) -> tuple[str, str] | None:
    """Whether an object is of Mastodon's API and holds no post that everyone may read."""
    account = one.get("account")
    if "last_status" in one and isinstance(one.get("accounts"), list):
        return "mastodon-other", "conversations of Mastodon's API"
    if isinstance(account, dict) and "acct" in account and "content" in one and "spoiler_text" in one:
        return "mastodon-other", "earlier versions of a Mastodon status"
    return (
        ("mastodon-other", "accounts of Mastodon's API: acct and username")
        if {"acct", "username", "note"} <= one.keys()
        else None
    )


def uris(threads: list[list[object]]) -> Mapping[str, str]:
    """Where each status of a thread is, by its server's number for it."""
    if not threads:
        return {}
    found = ((word(one, "id"), word(one, "uri")) for each in threads for one in each if isinstance(one, dict))
    return {ident: uri for ident, uri in found if ident and uri}


def entry(one: object, value: Value, register: Register, known: Mapping[str, str]) -> Item:
    """The post, exclusion or ledger entry of one object."""
    row, around = value.row, value.around or NOTHING
    if isinstance(one, dict):
        if is_status(one):
            return status(one, row, register, known, around.get("timestamp_collected"))
        inner = one.get("last_status") if "last_status" in one else one.get("status") if one.get("type") in TELLING else None
        if isinstance(inner, dict) and is_status(inner):
            return status(inner, row, register, known, None)
        if "object" in one and "type" in one:
            return activity(one, row, register)
    why = reason(one)
    return register.unreadable(row.offset, why, row.raw if why in OPEN else b"")


def reason(one: object) -> str:
    """Why an object is no post."""
    if not isinstance(one, dict):
        return NO_POST
    if "acct" in one or "preferredUsername" in one:
        return ACCOUNT
    if isinstance(one.get("account"), dict):
        return EARLIER if "content" in one else NOTICE
    return HASHTAG if "history" in one and "name" in one else NO_POST
