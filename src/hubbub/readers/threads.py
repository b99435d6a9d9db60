"""Threads: posts as Zeeschuimer saves them from the web app, and 4CAT's table of them.

A post is known by its code, as its link is; a reply names whom it answers but not which post, so it has no parent.
"""

from collections.abc import Iterator

from hubbub.readers.base import Item, Register, Shape
from hubbub.readers.columns import Cells
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, count, known, word
from hubbub.readers.jsons import Value
from hubbub.readers.platform import Platform
from hubbub.readers.tables import Export

NO_POST = "an object of Threads that is no post"


class Threads(Platform):
    """See `platform.Platform`."""

    name = "threads"
    shapes = (Shape("threads-zeeschuimer", "Threads posts of the web app, as Zeeschuimer saves them"),)

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes posts with what only Threads adds to Instagram's objects."""
        one = value.value
        if not isinstance(one, dict) or "code" not in one:
            return None
        named = (known(value.around.get("source_platform")) or "").startswith("threads.")
        certain = isinstance(one.get("text_post_app_info"), dict) or named
        return ("threads-zeeschuimer", "posts of Threads: code, user and text_post_app_info") if certain else None

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a post."""
        one, row = value.value, value.row
        if isinstance(one, dict) and isinstance(one.get("user"), dict) and "code" in one:
            content = post(one)
            content["collected_at"] = instant(value.around.get("last_updated") or value.around.get("timestamp_collected"))[0]
            yield register.post(row.sha256, content)
        else:
            yield register.unreadable(row.offset, NO_POST, row.raw)


def post(one: Record) -> Record:
    """The fields of a post. A repost has the text of its original."""
    info = held(one, "text_post_app_info")
    shared = held(info, "share_info")
    original, quoted = held(shared, "reposted_post"), held(shared, "quoted_post")
    created, precision = instant(one.get("taken_at"))
    author = signed(one["user"])
    code = word(one, "code")
    return {
        "platform": "threads",
        "post_id": code,
        "url": f"https://www.threads.com/@{author['author_handle']}/post/{code}" if author["author_handle"] and code else None,
        **author,
        "text": said(original or one),
        "text_origin": "caption",
        "created_at": created,
        "created_precision": precision,
        "repost_of": referred(original),
        "quote_of": referred(quoted),
        "likes": None if one.get("like_and_view_counts_disabled") is True else count(one.get("like_count")),
        "replies": count(info.get("direct_reply_count")),
        "reposts": count(info.get("repost_count")),
        "quotes": count(info.get("quote_count")),
        "moderation": "advertisement" if one.get("is_paid_partnership") is True else None,
    }


def held(one: Record, name: str) -> Record:
    """The named object, an empty one where there is none."""
    inner = one.get(name)
    return inner if isinstance(inner, dict) else {}


def said(one: Record) -> str:
    """What a post says: nothing, where it is a picture alone."""
    words = held(one, "caption").get("text")
    return clean(words) if isinstance(words, str) else ""


def referred(one: Record) -> str | None:
    """The uid of a post that is shown inside another."""
    code = word(one, "code")
    return f"threads:{code}" if code else None


def signed(user: Record) -> Record:
    """Who wrote it."""
    ident, handle, name = word(user, "pk", "id"), word(user, "username"), user.get("full_name")
    key = ident or (f"@{handle.lower()}" if handle else None)
    return {
        "author_key": f"threads:{clean(key)}" if key else None,
        "author_handle": clean(handle) if handle else None,
        "author_name": clean(name) if isinstance(name, str) and name.strip() else None,
        "author_flags": ("verified",) if user.get("is_verified") is True else (),
    }


def from_4cat(cells: Cells, found: Record) -> Record | str:
    """Yes and no as 4CAT writes them."""
    if cells.get("author_is_verified") == "yes":
        found["author_flags"] = ("verified",)
    return found


EXPORTS: tuple[Export, ...] = (
    Export(
        "threads-4cat",
        "Threads posts as 4CAT exports them (CSV)",
        platform="threads",
        signs=frozenset({"link_thumbnail_url", "author_is_verified", "is_paid_partnership", "body", "quotes"}),
        fields={
            "text": "body",
            "post_id": "id",
            "author_handle": "author",
            "created_at": ("unix_timestamp", "timestamp"),
            "likes": "likes",
            "replies": "replies",
            "reposts": "reposts",
            "quotes": "quotes",
            "url": "url",
            "ad": "is_paid_partnership",
        },
        turn=from_4cat,
    ),
)
