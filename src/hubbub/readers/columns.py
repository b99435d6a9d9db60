"""Which of their columns is which of ours, by the many names exports give them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hubbub.errors import InputError
from hubbub.readers.dates import UNDATED, when
from hubbub.readers.fields import spelled

Cells = Mapping[str, Any]
# Ours to theirs, in lower case and without punctuation; the earlier name wins.
SPELLINGS = {
    "text": (
        "fulltext tweettext tweetcontent tweet text body commentbody commenttext textoriginal comment message content "
        "posttext postbody selftext caption commentcontent comments post review reviewtext answer surveytext response "
        "reply opinion argument statement interview desc description tweets title"
    ),
    "title": "title",
    "post_id": "idstr tweetid tweetidstr statusid commentid cid postid messageid id uri",
    "author_id": "authorid useridstr userid authorchannelid channelid ownerid did participantid useridstring",
    "author_handle": (
        "username screenname userscreenname userusername authorusername authorhandle handle authoruniqueid uniqueid "
        "ownerusername authormetadisplayname user author userhandle acct accountusername"
    ),
    "author_name": "authorname userdisplayname displayname authordisplayname authorfullname authorfull fullname name account",
    "created_at": (
        "unixtimestamp createdutc createdatutc createdat datecreated publishedat publisheddate createtime createtimeiso "
        "postcreated postedat datetime timestamp date time created utctime posteddate tweetcreated day uploaddate"
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
    "author_created_at": (
        "authorcreatedat usercreatedat accountcreatedat authorcreatedutc userscreatedat accountcreated usercreated"
    ),
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
    """The columns that could each be the text: of names that say so, filled with sentences, and not one the other's copy. Of
    columns of one name the later ones have a number behind it."""
    here = [twin for name in texts(list(cells)) for twin in cells if twin.partition("~")[0] == name]
    named = [name for name in here if plain_name(name.partition("~")[0]) not in OTHERS | {"title"} and is_prose(cells[name])]
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
