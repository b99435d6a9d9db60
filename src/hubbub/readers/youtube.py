"""YouTube: commentThreads of the Data API v3, yt-dlp's .info.json, youtube-comment-downloader's lines.

yt-dlp writes comments of other sites under the same keys; the extractor it names is then the platform.
"""

from collections.abc import Iterator, Mapping

import orjson

from hubbub.readers.base import Item, Register, Shape, hashed
from hubbub.readers.dates import When, when
from hubbub.readers.fields import Record, clean, flag, part, parts, plain, reference, text, whole, word
from hubbub.readers.jsons import Value
from hubbub.readers.platform import Platform

WITHIN = frozenset({"items", "comments"})
NO_TEXT = "no text"
STRANGE = "an object that is no comment"


class YouTube(Platform):
    """See `platform.Platform`."""

    name = "youtube"
    within = WITHIN
    shapes = (
        Shape("youtube-api", "YouTube Data API v3 comment threads", "youtube_commentthreads/*.json"),
        Shape("youtube-dlp", "yt-dlp .info.json with comments"),
        Shape("youtube-downloader", "youtube-comment-downloader lines"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with the keys of one of the three tools."""
        return told(value)

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a comment, replies included."""
        return rows(value, register)


def told(value: Value) -> tuple[str, str] | None:
    """Which tool wrote the value."""
    one = value.value
    if not isinstance(one, dict):
        return None
    if str(one.get("kind") or value.around.get("kind")).startswith("youtube#comment"):
        return "youtube-api", "YouTube Data API v3 comments"
    first = next(iter(parts(one, "comments")), one if value.key == "comments" else {})
    if {"id", "text", "parent"} <= first.keys() and first.keys() & {"author", "author_id"}:
        return "youtube-dlp", "comments as yt-dlp writes them"
    if {"cid", "text"} <= one.keys() and one.keys() & {"votes", "time_parsed", "channel"}:
        return "youtube-downloader", "comments as youtube-comment-downloader writes them"
    return None


def rows(value: Value, register: Register) -> Iterator[Item]:
    """The comments of a response, a thread, a video, or a line."""
    one, row = value.value, value.row
    if not isinstance(one, dict):
        yield register.unreadable(row.offset, "no object", row.raw)
    elif isinstance(one.get("items"), list) or isinstance(one.get("comments"), list):
        key = "items" if isinstance(one.get("items"), list) else "comments"
        for inner in one[key]:
            inside = Value(row, inner, one, key)
            yield from thread(inside, register, hashed(orjson.dumps(inner, option=orjson.OPT_SORT_KEYS)))
    else:
        yield from thread(value, register, row.sha256)


def thread(value: Value, register: Register, sha256: str) -> Iterator[Item]:
    """A comment and the replies that stand inside it."""
    one = value.value
    if not isinstance(one, dict):
        yield register.unreadable(value.row.offset, STRANGE, orjson.dumps(one))
        return
    top = part(part(one, "snippet"), "topLevelComment")
    if not top:
        yield comment(one, value, register, sha256)
        return
    replies = parts(part(one, "replies"), "comments")
    yield comment(top, value, register, sha256, whole(part(one, "snippet"), "totalReplyCount"))
    for reply in replies:
        raw = orjson.dumps(reply, option=orjson.OPT_SORT_KEYS)
        yield comment(reply, value, register, hashed(raw))


def comment(one: Record, value: Value, register: Register, sha256: str, replies: int | None = None) -> Item:
    """The post or ledger entry of one comment."""
    if isinstance(one.get("snippet"), dict):
        content = api_content(one, replies)
    elif "cid" in one:
        content = downloader_content(one)
    else:
        content = dlp_content(one, value.around)
    if content is None:
        seen = any(key in one for key in ("snippet", "cid", "id"))
        return register.unreadable(value.row.offset, NO_TEXT if seen else STRANGE, orjson.dumps(one))
    return register.post(sha256, content)


def api_content(one: Record, replies: int | None) -> Record | None:
    """The fields of a Data API comment. `textOriginal` is what was typed; `textDisplay` is HTML."""
    inner = part(one, "snippet")
    body, shown = text(inner, "textOriginal"), text(inner, "textDisplay")
    if body is None and shown is None:
        return None
    video, ident = word(inner, "videoId"), word(one, "id")
    channel = word(part(inner, "authorChannelId"), "value") or word(inner, "authorChannelId")
    flags = ("uploader",) if channel and channel == word(inner, "channelId") else ()
    return {
        **place(ident, video, word(inner, "parentId")),
        **author(channel, word(inner, "authorDisplayName"), flags),
        "text": clean(body if body is not None else plain(shown or "")),
        "text_origin": "textOriginal" if body is not None else "textDisplay",
        **dated(when(inner.get("publishedAt"))),
        "likes": whole(inner, "likeCount"),
        "replies": replies,
        "moderation": "removed" if inner.get("moderationStatus") == "rejected" else None,
    }


def dlp_content(one: Record, around: Mapping[str, object]) -> Record | None:
    """The fields of a yt-dlp comment. Its time is worked out from "2 days ago": an estimate."""
    body, markup = text(one, "text"), text(one, "html")
    if body is None and markup is None:
        return None
    parent = word(one, "parent")
    flags = tuple(name for name in ("uploader", "verified") if flag(one.get(f"author_is_{name}")))
    platform = site(around)
    return {
        **place(word(one, "id"), word(dict(around), "id"), None if parent == "root" else parent, platform),
        **author(word(one, "author_id"), word(one, "author"), flags, platform),
        "text": clean(body if body is not None else plain(markup or "")),
        "text_origin": "text" if body is not None else "html",
        **dated(when(one.get("timestamp")), estimate=platform == "youtube"),
        "likes": whole(one, "like_count"),
    }


def downloader_content(one: Record) -> Record | None:
    """The fields of a youtube-comment-downloader line."""
    body = text(one, "text")
    if body is None:
        return None
    ident = word(one, "cid")
    parent = ident.partition(".")[0] if ident and "." in ident else None
    return {
        **place(ident, None, parent),
        **author(word(one, "channel"), word(one, "author"), ()),
        "text": clean(body),
        "text_origin": "text",
        **dated(when(one.get("time_parsed")), estimate=True),
        "likes": whole(one, "votes"),
        "replies": whole(one, "replies"),
    }


def site(around: Mapping[str, object]) -> str:
    """The platform of a yt-dlp file."""
    named = str(around.get("extractor_key") or around.get("extractor") or "youtube").lower()
    return next((one for one in ("youtube", "instagram", "tiktok", "reddit") if named.startswith(one)), "unknown")


def place(ident: str | None, video: str | None, parent: str | None, platform: str = "youtube") -> Record:
    """Where a comment stands: its own id, its video, the comment it answers."""
    url = f"https://www.youtube.com/watch?v={video}&lc={ident}" if video and ident and platform == "youtube" else None
    return {
        "platform": platform,
        "post_id": ident,
        "url": url,
        "parent_uid": reference(platform, parent),
        "root_uid": reference(platform, video),
    }


def author(channel: str | None, name: str | None, flags: tuple[str, ...], platform: str = "youtube") -> Record:
    """Who wrote it. Handles start with @; older exports give display names."""
    handle = name[1:] if name and name.startswith("@") and len(name) > 1 else None
    key = f"{platform}:{channel}" if channel else f"{platform}:@{handle or name}".lower() if name else None
    return {
        "author_key": key and clean(key),
        "author_handle": handle and clean(handle),
        "author_name": clean(name) if name and not handle else None,
        "author_flags": flags,
    }


def dated(time: When, *, estimate: bool = False) -> Record:
    """When it was written."""
    return {"created_at": time[0], "created_precision": "estimate" if estimate and time[0] else time[1]}
