"""Instagram's tables: minet's comments and 4CAT's posts."""

from hubbub.readers.columns import Cells
from hubbub.readers.fields import Record, flag
from hubbub.readers.instagram.content import address, shown
from hubbub.readers.tables import Export


def counted(cells: Cells, content: Record) -> Record:
    """A post of 4CAT's: -1 stands for a count that Instagram hides."""
    hidden = flag(cells.get("likes_hidden"))
    return {
        **content,
        "url": content["url"] or address(content["post_id"]),
        "likes": None if hidden else shown(content.get("likes")),
        "replies": shown(content.get("replies")),
        "views": None if hidden else shown(content.get("views")),
    }


FOURCAT = Export(
    "instagram-4cat",
    "Instagram posts as 4CAT's CSV",
    platform="instagram",
    signs=frozenset({"id", "thread_id", "body", "author", "author_fullname", "media_type", "num_media", "num_likes"}),
    fields={
        "text": "body",
        "post_id": "id",
        "url": "url",
        "author_id": "author_id",
        "author_handle": "author",
        "author_name": "author_fullname",
        "verified": ("verified", "is_verified"),
        "created_at": "unix_timestamp",
        "likes": "num_likes",
        "replies": "num_comments",
        "views": "play_count",
    },
    turn=counted,
)
MINET = Export(
    "instagram-minet",
    "Instagram comments as minet's CSV",
    platform="instagram",
    signs=frozenset({"id", "parent_id", "text", "comment_like_count", "child_comment_count", "username", "user_id"}),
    fields={
        "text": "text",
        "post_id": "id",
        "parent": "parent_id",
        "author_id": "user_id",
        "author_handle": "username",
        "author_name": "full_name",
        "verified": "is_verified",
        "created_at": ("created_at_utc", "utc_time"),
        "likes": "comment_like_count",
        "replies": "child_comment_count",
    },
)
EXPORTS = (FOURCAT, MINET)
