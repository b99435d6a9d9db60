"""Events of Bluesky's stream: a post written or changed, a deletion, an account that is gone; all others are no posts."""

from hubbub.readers.base import Item, Register, Row
from hubbub.readers.bluesky.views import POST, REPOST, declared, written
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, word

# An account in one of these states asks that nothing of it be shown.
GONE = ("deleted", "takendown", "suspended", "deactivated")
KINDS = {
    "app.bsky.feed.like": "a like: no post",
    REPOST: "a repost: the event does not hold the original's text",
    "app.bsky.graph.follow": "a follow: no post",
    "app.bsky.graph.block": "a block: no post",
    "app.bsky.actor.profile": "a profile: no post",
}
MICROSECONDS = range(10**15, 4 * 10**15)  # of the years 2001 to 2096
OTHER = "a record of another kind: no post"
LOST = "an event without its account, kind or key"
EVENTS = {
    "identity": "a notice of an account's name: no post",
    "account": "a notice of an account's state: no post",
    "sync": "a notice of synchronisation: no post",
}


def event(one: Record, row: Row, register: Register) -> Item:
    """The post, exclusion or ledger entry of one event."""
    commit = one.get("commit")
    if not isinstance(commit, dict):
        return notice(one, row, register)
    did, collection, key = one.get("did"), commit.get("collection"), commit.get("rkey")
    if not (isinstance(did, str) and isinstance(collection, str) and isinstance(key, str) and did and key):
        return register.unreadable(row.offset, LOST, row.raw)
    uri = f"at://{did}/{collection}/{key}"
    if commit.get("operation") == "delete" and collection in (POST, REPOST):
        return register.excluded(row.sha256, f"bluesky:{uri}", "deleted", "by its author", f"bluesky:{did}")
    if collection != POST:
        return register.unreadable(row.offset, KINDS.get(collection, OTHER), row.raw)
    record = commit.get("record")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return register.unreadable(row.offset, "no text", row.raw)
    content = written(record, uri)
    content["author_key"] = f"bluesky:{did}"
    received = one.get("time_us")
    content["collected_at"] = received if type(received) is int and received in MICROSECONDS else instant(received)[0]
    content["moderation"] = declared(record)
    return register.post(row.sha256, content)


def notice(one: Record, row: Row, register: Register) -> Item:
    """The exclusion of an account that is gone, or the ledger entry of another event."""
    account, did = one.get("account"), one.get("did")
    if isinstance(account, dict) and account.get("active") is False and isinstance(did, str) and account.get("status") in GONE:
        key = f"bluesky:{did}"
        return register.excluded(row.sha256, key, "account_deleted", str(account["status"]), key)
    return register.unreadable(row.offset, EVENTS.get(word(one, "kind") or "", OTHER), row.raw)
