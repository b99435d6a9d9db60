"""What media monitoring services export: Brandwatch and Meltwater, rows of many platforms (unverified: read leniently).

Lines about the search stand before the header. A news page in such a table is no post of a person, yet it is a text: its
platform is not known, and where only its beginning was exported it says that it is cut.
"""

from hubbub.readers.columns import Cells
from hubbub.readers.fields import Record, is_damaged, known
from hubbub.readers.tables import Export

CUT = ("…", "...")
SITES = {"twitter": "x", "x": "x", "reddit": "reddit", "youtube": "youtube", "instagram": "instagram", "tiktok": "tiktok"}
SITES |= {"facebook": "facebook", "facebook_public": "facebook", "bluesky": "bluesky", "threads": "threads"}


def brandwatch(cells: Cells, found: Record) -> Record | str:
    """The full text where there is one, else the title or a snippet of it. A repost names its original by its address."""
    if found["platform"] == "x":
        found["post_id"] = status(found["url"])
        found["repost_of"] = linked(cells.get("Twitter Retweet of"))
        found["parent_uid"] = linked(cells.get("Twitter Reply to"))
    return placed(cells.get("Page Type"), found)


def meltwater(cells: Cells, found: Record) -> Record | str:
    """A post's words are its hit sentence; of a page it is one sentence, and the opening more."""
    ident = (known(cells.get("Tweet Id")) or "").strip('"')
    if found["platform"] == "x":
        found["post_id"] = ident if ident.isdigit() and not is_damaged(ident) else status(found["url"])
    return placed(cells.get("Source"), found)


def placed(kind: object, found: Record) -> Record:
    """The platform by the kind of page where its address does not tell, and whether the text is cut."""
    site = SITES.get(str(kind).strip().lower())
    if found["platform"] == "unknown" and site:
        key = found["author_key"]
        found["platform"], found["post_id"] = site, None
        found["author_key"] = key and key.replace("unknown:", f"{site}:", 1)
    found["truncated"] = found["text"].rstrip().endswith(CUT)
    return found


def status(url: object) -> str | None:
    """The number at the end of the address of an X post."""
    last = url.rstrip("/").rpartition("/")[2].partition("?")[0] if isinstance(url, str) and "/status" in url else ""
    return last if last.isdigit() and len(last) >= 8 else None


def linked(url: object) -> str | None:
    """The uid of the X post behind an address."""
    ident = status(url)
    return f"x:{ident}" if ident else None


EXPORTS: tuple[Export, ...] = (
    Export(
        "brandwatch",
        "Brandwatch mentions (CSV, XLSX)",
        signs=frozenset({"query id", "query name", "page type", "url"}),
        fields={
            "text": ("Full Text", "Snippet", "Title"),
            "author_handle": "Author",
            "author_name": "Full Name",
            "created_at": "Date",
            "lang": "Language",
            "url": ("Url", "Original Url"),
            "verified": ("Twitter Verified", "X Verified"),
            "likes": ("Twitter Likes", "X Likes", "Facebook Likes", "Instagram Likes", "Reddit Score"),
            "replies": ("Twitter Reply Count", "X Reply Count", "Facebook Comments", "Instagram Comments", "Reddit Comments"),
            "reposts": ("Twitter Retweets", "X Reposts", "Facebook Shares"),
        },
        turn=brandwatch,
        linked=True,
    ),
    Export(
        "meltwater",
        "Meltwater mentions (UTF-16 TSV, CSV, XLSX)",
        signs=frozenset({"hit sentence", "influencer", "input name"}),
        fields={
            "text": ("Hit Sentence", "Opening Text", "Headline"),
            "author_handle": ("Twitter Screen Name", "Influencer"),
            "created_at": "Date",
            "lang": "Language",
            "url": "URL",
            "verified": "Is Verified",
            "likes": "Likes",
            "replies": ("Replies", "Comments"),
            "reposts": ("Retweets", "Shares"),
            "views": "Views",
        },
        turn=meltwater,
        linked=True,
    ),
)
