"""Facebook posts of pages and groups, and Instagram's, as CrowdTangle exported them until 2024 (CSV)."""

from hubbub.readers.columns import Cells
from hubbub.readers.dates import when
from hubbub.readers.fields import Record
from hubbub.readers.tables import Export

POSTS = ("/posts/", "/videos/", "/photos/", "/permalink/", "/reel/")
# Clocks as CrowdTangle names them; of another the hour is not known for certain.
ZONES = {"EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8}
ZONES |= {"CET": 1, "CEST": 2, "UTC": 0, "GMT": 0}


def facebook(cells: Cells, found: Record) -> Record | str:
    """A post is known by the number its address ends in. One that names a sponsor is an advertisement."""
    named = {name.lower(): cell for name, cell in cells.items()}
    if str(named.get("sponsor name") or "").strip() or str(named.get("sponsor id") or "").strip(" 0."):
        found["moderation"] = "advertisement"
    url = found["url"] or ""
    last = url.split("?")[0].rstrip("/").rpartition("/")[2]
    found["post_id"] = last if last.isdigit() and any(one in url for one in POSTS) else None
    return dated(named.get("post created"), found)


def instagram(cells: Cells, found: Record) -> Record | str:
    """A post is known by the code in its address."""
    parts = (found["url"] or "").split("/")
    found["post_id"] = parts[4] if len(parts) > 4 and parts[3] in ("p", "reel", "tv") and parts[4] else None
    return dated(next((cell for name, cell in cells.items() if name.lower() == "post created"), None), found)


def dated(cell: object, found: Record) -> Record:
    """The time of a post, of a clock that is named behind it."""
    time, _, zone = cell.strip().rpartition(" ") if isinstance(cell, str) else ("", "", "")
    if zone.isalpha() and zone.upper() not in ("AM", "PM"):
        hours = ZONES.get(zone.upper())
        moment, precision = when(f"{time} {hours or 0:+03d}:00")
        found["created_at"], found["created_precision"] = moment, precision if hours is not None or not moment else "estimate"
    return found


SHARED = {
    "author_handle": "User Name",
    "created_at": "Post Created",
    "likes": "Likes",
    "replies": "Comments",
    "url": "URL",
}
EXPORTS: tuple[Export, ...] = (
    Export(
        "facebook-crowdtangle",
        "Facebook posts of pages and groups (CrowdTangle CSV)",
        platform="facebook",
        signs=frozenset({"message", "total interactions", "love", "haha", "url"}),
        fields={
            **SHARED,
            "text": "Message",
            "author_id": "Facebook Id",
            "author_name": ("Page Name", "Group Name"),
            "reposts": "Shares",
            "views": ("Post Views", "Total Views"),
        },
        turn=facebook,
    ),
    Export(
        "instagram-crowdtangle",
        "Instagram posts (CrowdTangle CSV)",
        platform="instagram",
        signs=frozenset({"account", "user name", "followers at posting", "post created", "photo", "description"}),
        fields={**SHARED, "text": "Description", "author_name": "Account", "views": "Views"},
        turn=instagram,
    ),
)
