"""What Instagram's shapes share: a post is known by its shortcode, a comment by its number, an author by Instagram's own id."""

from itertools import pairwise

from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean

NO_TEXT = "no text"
NOT_POST = "an Instagram object that is neither a post nor a comment"


def post(ident: str | None, body: str, origin: str, created: object) -> Record:
    """The fields every post has."""
    moment, precision = instant(created)
    return {
        "platform": "instagram",
        "post_id": ident and clean(ident),
        "text": clean(body),
        "text_origin": origin,
        "created_at": moment,
        "created_precision": precision,
    }


def address(code: str | None) -> str | None:
    """Where a post is."""
    return clean(f"https://www.instagram.com/p/{code}/") if code else None


def author(ident: str | None, handle: str | None, name: str | None, verified: object) -> Record:
    """Who wrote it."""
    known = ident or (f"@{handle.lower()}" if handle else None)
    return {
        "author_key": clean(f"instagram:{known}") if known else None,
        "author_handle": handle and clean(handle),
        "author_name": name and clean(name),
        "author_flags": ("verified",) if verified is True else (),
    }


def code_in(url: object) -> str | None:
    """The shortcode in a post's address."""
    steps = url.partition("?")[0].split("/") if isinstance(url, str) else []
    pairs = pairwise(steps)
    return next((after for step, after in pairs if step in {"p", "reel", "reels", "tv"} and after), None)


def shown(count: int | None) -> int | None:
    """A count; -1 stands for one that is hidden."""
    return count if count is not None and count >= 0 else None
