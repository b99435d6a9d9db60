"""X's compliance lines: {"id", "action": "delete", "created_at", "reason"}, the same for tweets and for accounts.

Nothing in a line names what was deleted, but its id and time may: since November 2010 the id of a tweet holds the millisecond
it was made in, which an account's time, in whole seconds and spelled otherwise, never shows. A line that could be either
counts as the notice of a tweet and names the account too: ids of the two are never the same, so both can be honoured.
"""

from datetime import UTC, datetime, timedelta

from hubbub.readers.base import Item, Register
from hubbub.readers.fields import Record
from hubbub.readers.jsons import Value, packed
from hubbub.readers.x.posts import moment
from hubbub.records import Excluded

ACTIONS = ("delete", "scrub_geo")
PLACE = "a notice that a place was removed: no post"
OFFSET = "+00:00"  # ends the times of accounts; those of tweets end in Z
BEGIN = datetime.fromtimestamp(1288834974.657, UTC)  # of ids that hold a time
OLDEST = 2**22 * 60_000  # the smallest id of such a tweet, a minute in


def compliance(one: Record, key: str, value: Value, register: Register, sha256: str) -> Item:
    """The exclusion of a tweet or an account that is no longer there."""
    if one.get("action") != "delete":
        return register.unreadable(value.row.offset, PLACE, packed(one))
    reason = one.get("reason")
    detail = reason if isinstance(reason, str) else None
    return notice(key, is_account(key, one.get("created_at")), detail, register, sha256)


def notice(key: str, account: bool | None, detail: str | None, register: Register, sha256: str) -> Excluded:
    """The exclusion of an account (True), a tweet (False), or of one of the two (None)."""
    uid = f"x:{key}"
    if account:
        return register.excluded(sha256, uid, "account_deleted", detail, uid)
    return register.excluded(sha256, uid, "deleted", detail, None if account is False else uid)


def is_account(key: str, created: object) -> bool | None:
    """Whether an id made at a time is an account's, where that is certain."""
    made, _ = moment(created)
    if made is None or not (key.isascii() and key.isdigit() and len(key) < 20):
        return None
    number = int(key)
    if number < OLDEST:
        return True if made > BEGIN + timedelta(minutes=1) and str(created).endswith(OFFSET) else None
    meant = BEGIN + timedelta(milliseconds=number >> 22)
    return False if made.microsecond and abs(made - meant) < timedelta(milliseconds=1) else None
