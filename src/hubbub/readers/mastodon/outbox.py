"""The archive of a Mastodon account: activities as ActivityStreams writes them (unverified: read leniently)."""

from hubbub.readers.base import PRIVATE, Item, Register, Row
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, part, plain, word

EVERYONE = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
ARCHIVE = "an archive of ActivityStreams: activities with an actor and an object"
BOOST = "a boost: the archive does not hold the original's text"
NO_POST = "an activity that is no post"


def activity_told(one: Record) -> tuple[str, str] | None:
    """Whether an object is an activity, a collection of them, or a person, of an archive."""
    kind = one.get("type")
    if kind in ("Create", "Announce") and "object" in one and "actor" in one:
        return "mastodon-archive", ARCHIVE
    if kind == "OrderedCollection" and "@context" in one:
        return ("mastodon-archive" if "outbox" in (word(one, "id") or "") else "mastodon-other"), ARCHIVE
    return ("mastodon-other", "a person of ActivityStreams") if "preferredUsername" in one and "outbox" in one else None


def activity(one: Record, row: Row, register: Register) -> Item:
    """The post, exclusion or ledger entry of one activity."""
    note, kind = one["object"], one.get("type")
    ident = word(note, "id") if isinstance(note, dict) else note if isinstance(note, str) else None
    key = signed(one, note if isinstance(note, dict) else {})
    if kind == "Delete" and ident:
        return register.excluded(row.sha256, f"mastodon:{ident}", "deleted", "by its author", key["author_key"])
    if kind not in ("Create", "Announce") or not isinstance(note, dict) or not isinstance(note.get("content"), str):
        return register.unreadable(row.offset, BOOST if kind == "Announce" else NO_POST, row.raw if is_public(one) else b"")
    own = word(one, "id") if kind == "Announce" else ident
    if not (is_public(one) and (is_public(note) or kind == "Announce")):
        return register.unreadable(row.offset, PRIVATE, b"")
    created, precision = instant(one.get("published") or note.get("published"))
    parent = word(note, "inReplyTo") if kind == "Create" else None
    content = {
        "platform": "mastodon",
        "post_id": own,
        "url": word(note, "url") or ident,
        **key,
        "text": clean(plain(note["content"])),
        "text_origin": "content",
        "lang": language(note),
        "created_at": created,
        "created_precision": precision,
        "parent_uid": f"mastodon:{parent}" if parent else None,
        "repost_of": f"mastodon:{ident}" if ident and kind == "Announce" else None,
    }
    return register.post(row.sha256, content)


def is_public(one: Record) -> bool:
    """Whether something was addressed to everyone."""
    named = [name for each in (one.get("to"), one.get("cc")) for name in (each if isinstance(each, list) else [each])]
    return any(isinstance(name, str) and name in EVERYONE for name in named)


def language(note: Record) -> str | None:
    """The language of the text, where it has one."""
    langs = list(part(note, "contentMap"))
    return clean(langs[0]) if len(langs) == 1 else None


def signed(one: Record, note: Record) -> Record:
    """Who wrote it, by the address of the account: server and name, where it says both, else the address."""
    actor = word(one, "actor") or word(note, "attributedTo")
    parts = actor.split("/") if actor else []
    named = parts[3] == "users" or parts[3].startswith("@") if len(parts) in (4, 5) else False
    handle = f"{parts[-1].removeprefix('@')}@{parts[2]}" if named else None
    return {
        "author_key": f"mastodon:@{clean(handle).lower()}" if handle else f"mastodon:{clean(actor)}" if actor else None,
        "author_handle": clean(handle) if handle else None,
    }
