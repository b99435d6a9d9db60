"""Cells of known columns become the fields of posts, a column at a time: calling one function after the other for every row cost
ten times what parsing it does. One row is a block of one, so that there is one way to read a cell.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hubbub.readers.columns import PLACES, UNSPOKEN
from hubbub.readers.dates import Order, dated
from hubbub.readers.fields import authored, clean, count, flag, is_damaged, known, reference, unescaped

Column = Sequence[Any]
Columns = dict[str, Column]
Triple = tuple[str | None, str | None, str | None]
OWN = ("post_id", "author_id", "author_handle")
STEPS = re.compile(r"[/?&=#@]+")
FLAGS = ("bot", "verified", "uploader")
COUNTS = ("likes", "replies", "reposts", "quotes", "views")
LINKS = (("parent_uid", "parent"), ("root_uid", "root"), ("repost_of", "repost"), ("quote_of", "quote"))
NOT_LINKED = frozenset({"0", "0.0", "root", "False", "false"})


def contents(cells: Mapping[str, Column], site: str, origin: str, order: Order = None, linked: bool = True) -> Columns:
    """The fields of posts out of columns of cells under our names; every `text` is a string. `linked`: where the table's
    platform is not known, a row's own link may tell it."""
    size = len(cells["text"])
    sites = places(cells, size) if linked and site == "unknown" else (site,) * size
    idents: Column = [known(one) for one in cells["post_id"]] if "post_id" in cells else (None,) * size
    found: Columns = {
        "platform": sites,
        "text": texts(cells["text"], sites),
        "text_origin": (origin,) * size,
        **authors(cells, sites),
        **links(cells, sites, idents),
        **{name: [count(one) for one in cells[name]] for name in COUNTS if name in cells},
        **times(cells, order),
    }
    if "post_id" in cells:
        found["post_id"] = [one if one and is_id(one, where) else None for one, where in zip(idents, sites, strict=True)]
    if "url" in cells:
        found["url"] = [known(one) for one in cells["url"]]
    if "lang" in cells:
        found["lang"] = [language(one) for one in cells["lang"]]
    if "ad" in cells:
        found["moderation"] = ["advertisement" if flag(one) else None for one in cells["ad"]]
    return found


def places(cells: Mapping[str, Column], size: int) -> Column:
    """The platform of each row, by its own link and ids, so that no other row decides it; unknown where they do not tell."""
    nothing = (None,) * size
    told = [cells.get(name, nothing) for name in (*OWN, "url")]
    if not any(type(one) is str and ":" in one for column in told for one in column):
        return ("unknown",) * size
    return [place(row[:-1], row[-1]) for row in zip(*told, strict=True)]


def place(own: Column, link: object) -> str:
    """The platform that a row's ids name, or its link, where that is the row's own: people post links to other platforms."""
    told = " ".join([one for one in own if type(one) is str and ":" in one])
    told = told or (link if type(link) is str and is_own(link, own) else "")
    return next((name for pattern, name in PLACES if pattern.search(told)), "unknown") if told else "unknown"


def is_own(link: str, own: Column) -> bool:
    """Whether a link holds the row's id or its author's name; a row without an id has no other witness than its link."""
    ident, *named = map(known, own)
    if ident is None or is_damaged(ident):
        return True
    steps = set(STEPS.split(link.lower()))
    return any(one.lower().removeprefix("@").removeprefix("t1_").removeprefix("t3_") in steps for one in (ident, *named) if one)


def texts(bodies: Column, sites: Column) -> Column:
    """The texts as they were written: two platforms escape three characters."""
    joined = "".join(bodies)
    if not joined.isascii() or "\x00" in joined:
        bodies = [clean(one) for one in bodies]
    if "&" not in joined or not {"x", "reddit"} & set(sites):
        return bodies
    return [unescaped(one) if where in {"x", "reddit"} else one for one, where in zip(bodies, sites, strict=True)]


def times(cells: Mapping[str, Column], order: Order) -> Columns:
    """When posts were written, and collected, and since when their authors' accounts are there."""
    found: Columns = {}
    if "created_at" in cells:
        created = [dated(one, order) for one in cells["created_at"]]
        found["created_at"], found["created_precision"] = zip(*created, strict=True) if created else ((), ())
    if "collected_at" in cells:
        found["collected_at"] = [dated(one)[0] for one in cells["collected_at"]]
    if "author_created_at" in cells:
        found["author_created_at"] = [dated(one, order)[0] for one in cells["author_created_at"]]
    return found


def links(cells: Mapping[str, Column], sites: Column, idents: Column) -> Columns:
    """The uids of other posts."""
    return {name: [link(*row) for row in zip(cells[ours], sites, idents, strict=True)] for name, ours in LINKS if ours in cells}


def link(cell: object, site: str, own: str | None) -> str | None:
    """The uid of another post; none where ids are damaged, the platform is not known, or a post names itself."""
    ident = known(cell)
    if ident is None or ident == own or site == "unknown" or is_damaged(ident) or ident in NOT_LINKED:
        return None
    return reference(site, clean(ident.removesuffix(".0")))


def authors(cells: Mapping[str, Column], sites: Column) -> Columns:
    """Who wrote the posts, and what is known of them."""
    nothing = (None,) * len(sites)
    named = [cells.get(name, nothing) for name in ("author_id", "author_handle", "author_name")]
    found: Columns = {}
    if any(one is not nothing for one in named):
        written = [author(*row) for row in zip(*named, sites, strict=True)]
        columns = zip(*written, strict=True) if written else ((), (), ())
        found = dict(zip(("author_key", "author_handle", "author_name"), columns, strict=True))
    here = [name for name in FLAGS if name in cells]
    if here:
        rows = zip(*(cells[name] for name in here), strict=True)
        found["author_flags"] = [tuple(name for name, one in zip(here, row, strict=True) if flag(one)) for row in rows]
    return found


def author(given: object, called: object, full: object, site: str) -> Triple:
    """Who wrote a post: key, handle and name. A handle with spaces is a name."""
    ident, handle, name = known(given), known(called), known(full)
    if ident and is_damaged(ident):
        ident = None
    if handle and handle.startswith("did:"):
        ident, handle = ident or handle, None
    if handle and " " in handle:
        name, handle = name or handle, None
    handle = handle.removeprefix("@") if handle else None
    key = authored(site, ident, handle) or (f"@{(handle or name or '').lower()}" if handle or name else None)
    return clean(f"{site}:{key}") if key else None, clean(handle) if handle else None, clean(name) if name else None


def language(cell: object) -> str | None:
    """A language, None where the export says that it does not know."""
    code = known(cell)
    return None if code is None or code.lower() in UNSPOKEN else clean(code)


def is_id(ident: str, site: str) -> bool:
    """Whether it can be a post's id there: not a rounded number, not a row number."""
    return not is_damaged(ident) and (site != "x" or (ident.isdigit() and len(ident) >= 8))
