"""Bluesky posts in tables: 4CAT's, and the flat objects of the Social Media Data Toolkit."""

from hubbub.readers.bluesky.views import HIDDEN, POST
from hubbub.readers.columns import Cells
from hubbub.readers.fields import Record, known
from hubbub.readers.tables import Export


def from_4cat(cells: Cells, found: Record) -> Record | str:
    """Links name an account by its handle or its id; only the id makes the address of a post. Several languages are none."""
    found["parent_uid"], found["quote_of"] = linked(cells.get("replied_to_post")), linked(cells.get("quoted_post"))
    if found["lang"] and "," in found["lang"]:
        found["lang"] = None
    if HIDDEN & set((known(cells.get("labels")) or "").split(",")):
        found["moderation"] = "removed"
    return found


def linked(cell: object) -> str | None:
    """The uid of the post behind a link to Bluesky's site."""
    parts = cell.split("/") if isinstance(cell, str) else []
    certain = len(parts) == 7 and parts[2] == "bsky.app" and parts[4].startswith("did:")
    return f"bluesky:at://{parts[4]}/{POST}/{parts[6]}" if certain else None


EXPORTS: tuple[Export, ...] = (
    Export(
        "bluesky-4cat",
        "Bluesky posts as 4CAT exports them (CSV)",
        platform="bluesky",
        signs=frozenset({"replied_to_post", "quoted_post", "replies_allowed", "author_id", "body"}),
        fields={
            "text": "body",
            "post_id": "id",
            "author_id": "author_id",
            "author_handle": "author",
            "author_name": "author_display_name",
            "author_created_at": "author_created_at",
            "created_at": ("timestamp", "created_at"),
            "likes": "like_count",
            "replies": "reply_count",
            "reposts": "repost_count",
            "quotes": "quote_count",
            "lang": "languages",
            "url": "link",
            "root": "thread_id",
            "collected_at": "collected_at",
        },
        turn=from_4cat,
    ),
    Export(
        "bluesky-smdt",
        "Bluesky posts as flat objects (Social Media Data Toolkit)",
        platform="bluesky",
        signs=frozenset({"uri", "author", "text", "createdat"}),
        fields={
            "text": "text",
            "post_id": "uri",
            "author_id": "author",
            "created_at": "createdAt",
            "parent": "reply.parent.uri",
            "root": "reply.root.uri",
            "repost": "subject.uri",
        },
    ),
)
