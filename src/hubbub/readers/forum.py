"""What Reddit's tables leave out where no export declares them: of which kind an id is, and that a submission begins with
its title. The same comment is the same post as in the dumps (`reddit.py`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hubbub.readers.columns import plain_name

GONE = {"[deleted]": "deleted", "[removed]": "removed", "[ removed by reddit ]": "removed", "[deleted by user]": "deleted"}
BARE = re.compile(r"[a-z0-9]{1,13}", re.ASCII)  # an id without its kind in front
COMMENT, SUBMISSION = "t1_", "t3_"
COUNTED = frozenset({"numcomments", "commsnum", "isself"})  # what a submission has and a comment has not
ANSWERING = frozenset({"parentid", "linkid"})
Column = Sequence[Any]


def kind(names: Sequence[str], body: str) -> str:
    """The kind of the rows of a table with these columns, the text of which is `body`."""
    plain = {plain_name(one) for one in names}
    counted = "title" in plain and COUNTED & plain and not ANSWERING & plain
    return SUBMISSION if plain_name(body) in {"selftext", "title"} or counted else COMMENT


def joined(title: object, body: object) -> object:
    """The text of a submission: the title, an empty line, and the body."""
    said = body if isinstance(body, str) else ""
    if not isinstance(title, str) or not title.strip():
        return body
    return title if not said.strip() or said.strip().lower() in GONE else f"{title}\n\n{said}"


def named(found: Mapping[str, Column], bodies: Column, kinds: str) -> dict[str, Column]:
    """The fields of posts with ids and links as the dumps have them, and who took down the texts that are gone."""
    sites = found["platform"]
    nothing = (None,) * len(sites)
    roots, parents = found.get("root_uid", nothing), found.get("parent_uid", nothing)
    changed: dict[str, Column] = {
        "post_id": each(sites, found.get("post_id", nothing), kinds),
        "root_uid": each(sites, roots, SUBMISSION),
        "parent_uid": [
            full(one, SUBMISSION if one == root else COMMENT) if site == "reddit" else one
            for site, one, root in zip(sites, parents, roots, strict=True)
        ],
        "moderation": [
            told or (GONE.get(body.strip().lower()) if site == "reddit" and isinstance(body, str) else None)
            for site, told, body in zip(sites, found.get("moderation", nothing), bodies, strict=True)
        ],
    }
    return {**found, **{name: column for name, column in changed.items() if name in found or any(column)}}


def each(sites: Column, idents: Column, kinds: str) -> Column:
    """The ids or uids of a column with their kind in front, where the row is Reddit's."""
    return [full(one, kinds) if site == "reddit" else one for site, one in zip(sites, idents, strict=True)]


def full(ident: str | None, kinds: str) -> str | None:
    """An id or uid with its kind in front, as Reddit links it; as it stands where it has one."""
    if ident is None:
        return None
    before, _, bare = ident.rpartition(":")
    return f"{before}:{kinds}{bare}".removeprefix(":") if BARE.fullmatch(bare) else ident
