"""Which of their columns is which of ours, by the many names exports give them, and a post out of such cells."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hubbub.errors import InputError
from hubbub.readers.dates import UNDATED, Order, instant, when
from hubbub.readers.fields import Record, clean, count, flag, is_damaged, known, reference, spelled, unescaped

Cells = Mapping[str, Any]
# Ours to theirs, in lower case and without punctuation; the earlier name wins.
SPELLINGS = {
    "text": (
        "fulltext tweettext tweetcontent tweet text body commentbody commenttext textoriginal comment message content "
        "posttext postbody selftext caption commentcontent comments post review reviewtext answer surveytext response "
        "reply opinion argument statement interview desc description tweets title"
    ),
    "post_id": "idstr tweetid tweetidstr statusid commentid cid postid messageid id uri",
    "author_id": "authorid useridstr userid authorchannelid channelid ownerid did participantid useridstring",
    "author_handle": (
        "username screenname userscreenname userusername authorusername authorhandle handle authoruniqueid uniqueid "
        "ownerusername authormetadisplayname user author userhandle acct accountusername"
    ),
    "author_name": "authorname userdisplayname displayname authordisplayname authorfullname authorfull fullname name account",
    "created_at": (
        "unixtimestamp createdutc createdatutc createdat datecreated publishedat publisheddate createtime createtimeiso "
        "postcreated postedat datetime timestamp date time created utctime posteddate tweetcreated day"
    ),
    "likes": (
        "likecount numberoflikes nlikes likescount favoritecount favouritescount numlikes commentlikecount likes "
        "publicmetricslikecount diggcount score votes points upvotes"
    ),
    "replies": "replycount nreplies repliescount numreplies replies publicmetricsreplycount commentcount numcomments",
    "reposts": (
        "retweetcount nretweets repostcount retweetscount numberofretweets reposts retweets publicmetricsretweetcount "
        "sharecount shares"
    ),
    "quotes": "quotecount quotes publicmetricsquotecount",
    "views": "viewcount viewscount views impressioncount publicmetricsimpressioncount playcount plays",
    "lang": "lang language languageguess textlanguage commentlanguage",
    "url": "url link permalink tweeturl posturl commenturl tweetlink posturi webvideourl tiktokurl",
    "parent": ("parentid parentcommentid inreplytostatusidstr inreplytostatusid inreplyto isreplyto referencedtweetsrepliedtoid"),
    "root": "conversationidstr conversationid threadid linkid rootid",
    "repost": "referencedtweetsretweetedid retweetedstatusid retweetedstatus",
    "quote": "referencedtweetsquotedid quotedstatusidstr quotedstatusid quotedstatus quotetweetid",
    "ad": "isad ispromoted promoted issponsored ispaidpartnership",
    "verified": "isverified authorisverified authormetaverified",
    "bot": "isbot accountbot",
    "uploader": "authorisuploader issubmitter ischannelowner",
    "collected_at": "collectedat retrievedat scrapedat",
}
NAMES = {ours: tuple(theirs.split()) for ours, theirs in SPELLINGS.items()}
PLACES = (
    (re.compile(r"https?://(?:\w+\.)?(?:twitter|x)\.com/", re.I), "x"),
    (re.compile(r"https?://(?:\w+\.)?(?:youtube\.com|youtu\.be)/", re.I), "youtube"),
    (re.compile(r"https?://(?:\w+\.)?reddit\.com/", re.I), "reddit"),
    (re.compile(r"https?://(?:\w+\.)?instagram\.com/", re.I), "instagram"),
    (re.compile(r"https?://(?:\w+\.)?tiktok\.com/", re.I), "tiktok"),
    (re.compile(r"at://|did:plc:|https?://bsky\.app/", re.I), "bluesky"),
)
SIGNS = (
    (
        "x",
        frozenset(
            [
                "tweet",
                "tweets",
                "tweetid",
                "tweettext",
                "retweetcount",
                "nretweets",
                "retweets",
                "sourceoftweet",
                "inreplytostatusid",
            ]
        ),
    ),
    ("reddit", frozenset({"subreddit", "subredditid"})),
    ("youtube", frozenset({"videoid", "authorchannelid"})),
)
SHORT = {"author": "author_handle", "user": "author_handle", "id": "post_id", "date": "created_at", "time": "created_at"}
UNSPOKEN = frozenset({"und", "zxx", "unknown", "qme"})


def plain_name(name: str) -> str:
    """A column name in lower case, letters and digits only; `user.name` is not `username`."""
    name = name[:-4] + "displayname" if name.endswith((".name", "/name")) else name
    return "".join(one for one in name.lower() if one.isalnum())


def asked_for(given: Mapping[str, str]) -> dict[str, str]:
    """The columns asked for under our full names. Raises InputError on a name that is none of ours."""
    full = {SHORT.get(ours, ours): theirs for ours, theirs in given.items()}
    if unknown := sorted(full.keys() - NAMES.keys()):
        raise InputError(f"--map {unknown[0]}=…: Hubbub has no such column; its own are {', '.join([*NAMES, *SHORT])}.")
    return full


def mapped(names: Sequence[str], asked: Mapping[str, str], file: str) -> dict[str, str]:
    """Our names to the columns at hand: as asked, else by the names we know. Raises InputError on a column that is not there."""
    for column in asked.values():
        if column not in names:
            raise InputError(f"{file}: there is no column '{column}'; its columns are: {', '.join(names) or 'none'}")
    theirs: dict[str, str] = {}
    for name in names:
        theirs.setdefault(plain_name(name), name)
    found = {ours: next((theirs[one] for one in known_as if one in theirs), None) for ours, known_as in NAMES.items()}
    taken = {**{ours: one for ours, one in found.items() if one is not None}, **asked}
    return {ours: one for ours, one in taken.items() if ours in asked or one not in asked.values()}


def texts(names: Sequence[str]) -> list[str]:
    """The columns that may hold the text, likeliest first."""
    theirs = {plain_name(name): name for name in reversed(names)}
    return [theirs[one] for one in NAMES["text"] if one in theirs]


# Of the names of a text, those that say nothing less than a message: two such columns may each be it.
OTHERS = frozenset(
    {"content", "caption", "comments", "posts", "argument", "statement", "interview", "desc", "description", "tweets"}
)


def choices(cells: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """The columns that could each be the text: of names that say so, filled with sentences, and not one the other's copy."""
    named = [name for name in texts(list(cells)) if plain_name(name) not in OTHERS | {"title"} and is_prose(cells[name])]
    first = named[:1]
    for name in named[1:]:
        same = sum(one == other for one, other in zip(cells[first[0]], cells[name], strict=False))
        first += [name] if 2 * same < len(cells[name]) else []
    return tuple((name, next(filter(str.strip, cells[name]))) for name in first) if len(first) > 1 else ()


def is_prose(cells: Sequence[str]) -> bool:
    """Whether most cells hold several words."""
    return len(cells) > 0 and 2 * sum(one.strip().count(" ") >= 2 for one in cells) > len(cells) and is_wordy(cells)


def is_wordy(cells: Sequence[object]) -> bool:
    """Whether cells hold something said, be it an emoji, rather than counts, dates or links."""
    seen = [one.strip() for one in cells if isinstance(one, str) and one.strip()]
    other = sum(one.startswith(("http://", "https://")) or spelled(one) is not None or when(one) != UNDATED for one in seen)
    return len(seen) > 2 * other


def platform(names: Sequence[str]) -> str:
    """The platform whose column names a table has; unknown where the names are anybody's."""
    plain = {plain_name(name) for name in names}
    return next((name for name, signs in SIGNS if plain & signs), "unknown")


LINKED = ("url", "post_id", "author_id", "author_handle")


def place(cells: Cells, usual: str) -> str:
    """The platform of one row, by its own link and ids, so that no other row decides it; else the table's."""
    told = [one for name in LINKED if type(one := cells.get(name)) is str and ":" in one]
    linked = " ".join(told)
    return next((name for pattern, name in PLACES if pattern.search(linked)), usual) if told else usual


def content(cells: Cells, site: str, origin: str, order: Order = None) -> Record | None:
    """The fields of a post out of cells under our names; None when there is no text."""
    body = cells.get("text")
    if not isinstance(body, str):
        return None
    site = place(cells, site)
    ident = known(cells.get("post_id"))
    created, precision = instant(cells.get("created_at"), order)
    lang = known(cells.get("lang"))
    return {
        "platform": site,
        "post_id": ident if ident and is_id(ident, site) else None,
        "url": known(cells.get("url")),
        **author(cells, site),
        "text": clean(unescaped(body) if site in {"x", "reddit"} else body),
        "text_origin": origin,
        "lang": None if lang is None or lang.lower() in UNSPOKEN else clean(lang),
        "created_at": created,
        "created_precision": precision,
        **{name: link(cells[ours], site, ident) for name, ours in LINKS if ours in cells},
        **{name: count(cells[name]) for name in COUNTS if name in cells},
        "collected_at": when(cells["collected_at"])[0] if "collected_at" in cells else None,
        "moderation": "advertisement" if "ad" in cells and flag(cells["ad"]) else None,
    }


def is_id(ident: str, site: str) -> bool:
    """Whether it can be a post's id there: not a rounded number, not a row number."""
    return not is_damaged(ident) and (site != "x" or (ident.isdigit() and len(ident) >= 8))


FLAGS = ("bot", "verified", "uploader")
COUNTS = ("likes", "replies", "reposts", "quotes", "views")
LINKS = (("parent_uid", "parent"), ("root_uid", "root"), ("repost_of", "repost"), ("quote_of", "quote"))


def link(cell: object, site: str, own: str | None) -> str | None:
    """The uid of another post; none where ids are damaged, the platform is not known, or a post names itself."""
    ident = known(cell)
    if ident is None or ident == own or site == "unknown" or is_damaged(ident) or ident in {"0", "0.0", "root", "False", "false"}:
        return None
    return reference(site, clean(ident.removesuffix(".0")))


def author(cells: Cells, site: str) -> Record:
    """Who wrote it. A handle with spaces is a name."""
    ident, handle, name = known(cells.get("author_id")), known(cells.get("author_handle")), known(cells.get("author_name"))
    if ident and is_damaged(ident):
        ident = None
    if handle and handle.startswith("did:"):
        ident, handle = ident or handle, None
    if handle and " " in handle:
        name, handle = name or handle, None
    handle = handle.removeprefix("@") if handle else None
    key = ident or (f"@{(handle or name or '').lower()}" if handle or name else None)
    return {
        "author_key": clean(f"{site}:{key}") if key else None,
        "author_handle": clean(handle) if handle else None,
        "author_name": clean(name) if name else None,
        "author_flags": tuple(name for name in FLAGS if name in cells and flag(cells[name])),
    }
