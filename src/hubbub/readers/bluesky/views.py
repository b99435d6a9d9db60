"""A Bluesky post as records and the API's views hold it, in the API's own names or the Python client's."""

from hubbub.readers.base import Item, Register
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, count, word

POST = "app.bsky.feed.post"
REPOST = "app.bsky.feed.repost"
HIDDEN = frozenset({"!takedown", "!hide", "!suspend"})
LOGGED_IN = "!no-unauthenticated"
OPTED_OUT = "opted_out"  # the author asks that it not be shown to people who are not logged in


def is_view(one: object) -> bool:
    """Whether an object is a post as the API shows it."""
    record = one.get("record") if isinstance(one, dict) else None
    if not isinstance(one, dict) or not isinstance(record, dict):
        return False
    named = isinstance(one.get("author"), dict) and (word(one, "uri") or "").startswith("at://")
    return named or POST in (record.get("$type"), record.get("py_type"))


def post(view: Record, register: Register, sha256: str, offset: int, raw: bytes) -> Item:
    """The post or ledger entry of one view."""
    record, author, uri = view.get("record"), view.get("author"), view.get("uri")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return register.unreadable(offset, "no text", raw)
    uri = uri if isinstance(uri, str) and uri else None
    author = author if isinstance(author, dict) else {}
    content = shown(view, record, uri)
    content |= signed(author, uri)
    if author.get("labels") and LOGGED_IN in labels(author):
        content["moderation"] = OPTED_OUT
    return register.post(sha256, content)


def shown(view: Record, record: Record, uri: str | None) -> Record:
    """The fields of a view but its author: what was written, and how often it was answered."""
    content = written(record, uri)
    content["likes"] = count(view.get("likeCount", view.get("like_count")))
    content["replies"] = count(view.get("replyCount", view.get("reply_count")))
    content["reposts"] = count(view.get("repostCount", view.get("repost_count")))
    content["quotes"] = count(view.get("quoteCount", view.get("quote_count")))
    content["moderation"] = declared(record) or ("removed" if HIDDEN & labels(view) else None)
    meta = view.get("4CAT_metadata")
    if isinstance(meta, dict):
        content["collected_at"] = instant(meta.get("collected_at"))[0]
    return content


def written(record: Record, uri: str | None) -> Record:
    """What a post's own record says. Its language counts only where it names one."""
    langs, reply, embed = record.get("langs"), record.get("reply"), record.get("embed")
    created, precision = instant(record.get("createdAt") or record.get("created_at"))
    spoken = isinstance(langs, list) and len(langs) == 1 and isinstance(langs[0], str)
    return {
        "platform": "bluesky",
        "post_id": uri,
        "url": address(uri) if uri else None,
        "text": clean(record["text"]),
        "text_origin": "text",
        "lang": clean(langs[0]) or None if langs and spoken else None,
        "created_at": created,
        "created_precision": precision,
        "parent_uid": linked(reply.get("parent")) if isinstance(reply, dict) else None,
        "root_uid": linked(reply.get("root")) if isinstance(reply, dict) else None,
        "quote_of": quoted(embed) if isinstance(embed, dict) else None,
    }


def linked(other: object) -> str | None:
    """The uid of a post that is named."""
    uri = other.get("uri") if isinstance(other, dict) else None
    return f"bluesky:{uri}" if isinstance(uri, str) and uri.startswith("at://") else None


def quoted(embed: Record) -> str | None:
    """The uid of the post that is quoted, beside pictures or alone; a list or a feed is no post."""
    inner = embed.get("record")
    if isinstance(inner, dict) and isinstance(inner.get("record"), dict):
        inner = inner["record"]
    found = linked(inner)
    return found if found and f"/{POST}/" in found else None


def address(uri: str) -> str | None:
    """Where a post is read."""
    parts = uri.split("/", 5)
    return f"https://bsky.app/profile/{parts[2]}/post/{parts[4]}" if len(parts) == 5 and parts[3] == POST else None


def signed(author: Record, uri: str | None = None) -> Record:
    """Who wrote it; where nothing else tells, the post's address does."""
    did, handle = author.get("did") or owner(uri), author.get("handle")
    name = author.get("displayName") or author.get("display_name")
    handle = clean(handle.removeprefix("@")) if isinstance(handle, str) and handle != "handle.invalid" else None
    key = did if isinstance(did, str) and did else f"@{handle.lower()}" if handle else None
    return {
        "author_key": f"bluesky:{clean(key)}" if key else None,
        "author_handle": handle or None,
        "author_name": clean(name) if isinstance(name, str) and name.strip() else None,
        "author_flags": flags(author),
        "author_created_at": instant(author.get("createdAt") or author.get("created_at"))[0],
    }


def owner(uri: str | None) -> str | None:
    """The account in an address."""
    parts = uri.split("/", 3) if uri else []
    return parts[2] if len(parts) == 4 and parts[2].startswith("did:") else None


def flags(author: Record) -> tuple[str, ...]:
    """Whether the account says it is a bot, and whether Bluesky vouches for who it is."""
    checks, own = author.get("verification"), labels(author)
    status = (checks.get("verifiedStatus") or checks.get("verified_status")) if isinstance(checks, dict) else None
    return (("bot",) if "bot" in own else ()) + (("verified",) if status == "valid" else ())


def labels(one: Record) -> frozenset[str]:
    """The labels that the network's moderators, or the author, put on a post or an account."""
    given = one.get("labels")
    if not given or not isinstance(given, list):
        return frozenset()
    named = (label.get("val") for label in given if isinstance(label, dict) and label.get("neg") is not True)
    return frozenset(one for one in named if isinstance(one, str))


def declared(record: Record) -> str | None:
    """What the author's own labels say was done to it."""
    own = record.get("labels")
    return "removed" if isinstance(own, dict) and HIDDEN & labels({"labels": own.get("values")}) else None
