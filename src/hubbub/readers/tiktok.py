"""TikTok: videos and comments as its web pages load them (Zeeschuimer, saved pages), the Research API, and the tables of
Apify, minet and 4CAT.

The Research API names no author of a comment: whose comment it is stays unknown, and such comments count as no people.
"""

from collections.abc import Iterator

from hubbub.readers.base import PRIVATE, Item, Register, Shape, hashed
from hubbub.readers.columns import UNSPOKEN, Cells
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, count, flag, part, whole, word
from hubbub.readers.jsons import Value, packed
from hubbub.readers.platform import Platform, collected
from hubbub.readers.tables import Export

WRAPPERS = (
    *("__DEFAULT_SCOPE__", "webapp.video-detail", "itemInfo", "itemStruct", "itemList", "item_list", "data"),
    *("item", "comments", "videos"),
)
WEB, COMMENTS, RESEARCH = "tiktok-web", "tiktok-comments", "tiktok-research"
TITLES = {
    WEB: "TikTok videos: desc and createTime",
    COMMENTS: "TikTok comments: cid",
    RESEARCH: "TikTok's Research API: create_time",
}
STATS = {"likes": "diggCount", "replies": "commentCount", "reposts": "shareCount", "views": "playCount"}
NOT_POST = "a TikTok object that is neither a video nor a comment"
NONE = {"", "0"}
UNTOLD = UNSPOKEN | {"", "un"}


class TikTok(Platform):
    """See `platform.Platform`."""

    name = "tiktok"
    shapes = (
        Shape(WEB, "videos as TikTok's pages load them (Zeeschuimer, saved state of a page)", "zeeschuimer_tiktok_x/**/*.*json"),
        Shape(COMMENTS, "comments as TikTok's pages load them (Zeeschuimer)"),
        Shape(RESEARCH, "TikTok Research API: comments, which name no author, and videos"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes videos and comments by their own keys, within the wrappers of pages and answers too."""
        name = next(filter(None, map(kind, things(value.value))), None) if isinstance(value.value, dict) else None
        return (name, TITLES[name]) if name else None

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a video or comment, its inline replies included."""
        one, row = value.value, value.row
        found = list(things(one))
        for thing in found:
            own = thing is one or hashed(packed(bare(thing)))
            yield item(thing, value, register, row.sha256 if own is True else own)
        if not found and not empty(one):
            yield register.unreadable(row.offset, NOT_POST, row.raw)


def kind(one: object) -> str | None:
    """The shape of an object that is a post; None of others."""
    if not isinstance(one, dict):
        return None
    if "desc" in one:
        return WEB if "createTime" in one and one.keys() & {"stats", "statsV2", "author", "video", "music"} else None
    if "cid" in one:
        return COMMENTS if "text" in one and one.keys() & {"aweme_id", "digg_count"} else None
    if "create_time" not in one:
        return None
    said = "video_description" in one or ("video_id" in one and one.keys() & {"parent_comment_id", "like_count", "reply_count"})
    return RESEARCH if said else None


def things(value: object) -> Iterator[object]:
    """The videos and comments of pages and answers, in order, and what else their lists hold. Never recursive."""
    waiting: list[tuple[object, bool]] = [(value, False)]
    while waiting:
        one, listed = waiting.pop()
        if isinstance(one, list):
            waiting.extend((inner, True) for inner in reversed(one))
        elif isinstance(one, dict) and (name := kind(one)):
            yield one
            if name == COMMENTS and one.get("reply_comment"):
                waiting.append((one["reply_comment"], False))
        elif isinstance(one, dict) and (inside := wrapped(one)):
            waiting.extend((inner, False) for inner in reversed(inside))
        elif listed:
            yield one


def wrapped(one: Record) -> list[object]:
    """What is in a wrapper; the videos of a saved page are in an object by their ids."""
    inside = [one[key] for key in WRAPPERS if isinstance(one.get(key), (list, dict))]
    return [*part(one, "ItemModule").values(), *inside]


def empty(one: object) -> bool:
    """Whether an answer says that there is nothing in it. An envelope that holds no post is a row all the same."""
    return (
        isinstance(one, dict)
        and "source_platform" not in one
        and any(each.get(key) == [] for each in (one, part(one, "data")) for key in WRAPPERS)
    )


def bare(thing: object) -> object:
    """A comment without its inline replies, which are rows of their own."""
    return {**thing, "reply_comment": None} if isinstance(thing, dict) and "reply_comment" in thing else thing


def item(one: object, value: Value, register: Register, sha256: str) -> Item:
    """The post or ledger entry of one object."""
    name = kind(one)
    if not isinstance(one, dict) or name is None:
        return register.unreadable(value.row.offset, NOT_POST, packed(one))
    content = MAKERS[name](one, value)
    if isinstance(content, str):
        return register.unreadable(value.row.offset, content, packed(bare(one)))
    return register.post(sha256, content)


def video(one: Record, value: Value) -> Record | str:
    """The fields of a video as pages load it."""
    body, ident, who = one.get("desc"), word(one, "id"), part(one, "author")
    if one.get("privateItem") is True or one.get("secret") is True or who.get("privateAccount") is True:
        return PRIVATE
    if not isinstance(body, str):
        return "no text"
    handle = word(who, "uniqueId") or word(one, "author")
    duet = word(part(one, "duetInfo"), "duetFromId")
    created, precision = instant(one.get("createTime"))
    stats, exact = part(one, "stats"), part(one, "statsV2")
    return {
        **post(ident, address(handle, ident), one.get("textLanguage"), body, "desc"),
        **author(word(who, "id") or word(one, "authorId"), handle, word(who, "nickname") or word(one, "nickname")),
        "author_flags": ("verified",) if who.get("verified") is True else (),
        "created_at": created,
        "created_precision": precision,
        "collected_at": collected(value.around),
        "quote_of": f"tiktok:{duet}" if duet and duet not in NONE else None,
        "likes": number(exact, stats, "diggCount"),
        "replies": number(exact, stats, "commentCount"),
        "reposts": number(exact, stats, "shareCount"),
        "views": number(exact, stats, "playCount"),
        "moderation": "advertisement" if one.get("isAd") is True else None,
    }


def number(exact: Record, stats: Record, name: str) -> int | None:
    """A count: in `statsV2` it is a string and exact, in the older `stats` a number."""
    found = exact.get(name)
    return count(stats.get(name) if found is None else found)


def comment(one: Record, value: Value) -> Record | str:
    """The fields of a comment as pages load it. `reply_id` is a thread's first comment, `reply_to_reply_id` the one answered."""
    body, who, root = one.get("text"), part(one, "user"), word(one, "aweme_id")
    if not isinstance(body, str):
        return "no text"
    above = [word(one, name) for name in ("reply_to_reply_id", "reply_id")]
    created, precision = instant(one.get("create_time"))
    return {
        **post(word(one, "cid"), word(part(one, "share_info"), "url"), one.get("comment_language"), body, "text"),
        **author(word(who, "uid", "id"), word(who, "unique_id", "uniqueId"), word(who, "nickname")),
        "created_at": created,
        "created_precision": precision,
        "collected_at": collected(value.around),
        "parent_uid": next((f"tiktok:{each}" for each in above if each and each not in NONE), None),
        "root_uid": f"tiktok:{root}" if root else None,
        "likes": whole(one, "digg_count"),
        "replies": whole(one, "reply_comment_total"),
    }


def researched(one: Record, _: Value) -> Record | str:
    """The fields of a video or comment of the Research API. A first comment's parent is the video itself: no comment."""
    described = "video_description" in one
    body, ident, handle = one.get("video_description" if described else "text"), word(one, "id"), word(one, "username")
    if not isinstance(body, str):
        return "no text"
    root, parent = word(one, "video_id"), word(one, "parent_comment_id")
    created, precision = instant(one.get("create_time"))
    return {
        **post(ident, address(handle, ident) if described else None, None, body, "video_description" if described else "text"),
        **(author(None, handle, None) if described else {}),
        "created_at": created,
        "created_precision": precision,
        "parent_uid": f"tiktok:{parent}" if parent and parent not in {root, *NONE} else None,
        "root_uid": f"tiktok:{root}" if root else None,
        "likes": whole(one, "like_count"),
        "replies": whole(one, "comment_count", "reply_count"),
        "reposts": whole(one, "share_count"),
        "views": whole(one, "view_count"),
    }


MAKERS = {WEB: video, COMMENTS: comment, RESEARCH: researched}


def post(ident: str | None, url: str | None, lang: object, body: str, origin: str) -> Record:
    """The fields every post has."""
    return {
        "platform": "tiktok",
        "post_id": ident and clean(ident),
        "url": url and clean(url),
        "text": clean(body),
        "text_origin": origin,
        "lang": spoken(lang),
    }


def spoken(lang: object) -> str | None:
    """A language TikTok told apart; `un` stands for none."""
    return clean(lang) if isinstance(lang, str) and lang.lower() not in UNTOLD else None


def address(handle: str | None, ident: str | None) -> str | None:
    """Where a video is."""
    return f"https://www.tiktok.com/@{handle}/video/{ident}" if handle and ident else None


def author(ident: str | None, handle: str | None, name: str | None) -> Record:
    """Who wrote it, by TikTok's own id where it is given."""
    known = ident if ident and ident not in NONE else f"@{handle.lower()}" if handle else None
    return {
        "author_key": clean(f"tiktok:{known}") if known else None,
        "author_handle": handle and clean(handle),
        "author_name": name and clean(name),
    }


def linked(cells: Cells, content: Record) -> Record:
    """A table's video: its address where the table has none, and whether it is paid for."""
    paid = any(flag(cells.get(name)) for name in ("isSponsored", "is_paid_partnership"))
    return {
        **content,
        "url": content["url"] or address(content["author_handle"], content["post_id"]),
        "lang": spoken(content["lang"]),
        "moderation": "advertisement" if paid else content["moderation"],
    }


def answering(cells: Cells, content: Record) -> Record:
    """A comment in 4CAT's table, which says of a reply only in which thread it stands."""
    above = word(dict(cells), "thread_id") if flag(cells.get("is_comment_on_comment")) else None
    root = content.get("root_uid")
    parent = f"tiktok:{above}" if above and above != content["post_id"] else None
    return {**content, "lang": spoken(content["lang"]), "parent_uid": parent if parent != root else None}


EXPORTS = (
    Export(
        "tiktok-apify",
        "videos of Apify's TikTok scrapers, as JSON or CSV",
        platform="tiktok",
        signs=frozenset({"text", "createtimeiso", "authormeta.name", "webvideourl"}),
        fields={
            "text": "text",
            "post_id": "id",
            "url": "webVideoUrl",
            "created_at": ("createTimeISO", "createTime"),
            "author_id": "authorMeta.id",
            "author_handle": "authorMeta.name",
            "author_name": "authorMeta.nickName",
            "verified": "authorMeta.verified",
            "lang": "textLanguage",
            "ad": "isAd",
            **STATS,
        },
        turn=linked,
    ),
    Export(
        "tiktok-minet",
        "videos as minet's CSV",
        platform="tiktok",
        signs=frozenset({"id", "description", "author_unique_id", "digg_count"}),
        fields={
            "text": "description",
            "post_id": "id",
            "created_at": ("timestamp", "utc_time"),
            "author_id": "author_id",
            "author_handle": "author_unique_id",
            "author_name": "author_nickname",
            "verified": "author_verified",
            "likes": "digg_count",
            "replies": "comment_count",
            "reposts": "share_count",
            "views": "play_count",
        },
        turn=linked,
    ),
    Export(
        "tiktok-4cat",
        "TikTok videos as 4CAT's CSV",
        platform="tiktok",
        signs=frozenset({"author", "author_full", "body", "is_duet", "tiktok_url", "unix_timestamp"}),
        fields={
            "text": "body",
            "post_id": "id",
            "url": "tiktok_url",
            "created_at": "unix_timestamp",
            "ad": "is_ad",
            "author_handle": "author",
            "author_name": "author_full",
            "likes": "likes",
            "replies": "comments",
            "reposts": "shares",
            "views": "plays",
        },
        turn=linked,
    ),
    Export(
        "tiktok-4cat-comments",
        "TikTok comments as 4CAT's CSV",
        platform="tiktok",
        signs=frozenset({"author", "author_full", "body", "post_id", "comment_url", "is_comment_on_comment"}),
        fields={
            "text": "body",
            "post_id": "id",
            "url": "comment_url",
            "created_at": "unix_timestamp",
            "root": "post_id",
            "author_handle": "author",
            "author_name": "author_full",
            "lang": "language_guess",
            "likes": "likes",
            "replies": "replies",
        },
        turn=answering,
    ),
)
