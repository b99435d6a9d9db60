"""YouTube: commentThreads of the Data API v3, yt-dlp's .info.json, youtube-comment-downloader's lines, and the tables of
YouTube Data Tools and minet.

yt-dlp writes comments of other sites under the same keys; the extractor it names is then the platform. Where a video or a
thread says that it has more comments than the file holds, one row of the ledger says how many are missing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hubbub.readers.base import Item, Register, Shape, Source, hashed
from hubbub.readers.columns import Cells
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, authored, clean, flag, part, parts, plain, reference, text, whole, word
from hubbub.readers.jsons import NOTHING, Value, packed, read_json
from hubbub.readers.platform import POSTLESS, Platform
from hubbub.readers.tables import Export
from hubbub.records import Precision

WITHIN = frozenset({"items", "comments"})
SOME = 40  # comments by which a file is told
NO_TEXT = "no text"
STRANGE = "an object that is no comment"
SILENT = "a video without its comments (yt-dlp writes them with --write-comments)"
API, DLP, DOWNLOADER = "youtube-api", "youtube-dlp", "youtube-downloader"
OWN = re.compile(r"Ug[\w-]{20}|z1[23][a-z0-9]{20}")  # how YouTube's ids of comments begin
CHANNEL = re.compile(r"UC[\w-]{22}")


class YouTube(Platform):
    """See `platform.Platform`."""

    name = "youtube"
    within = WITHIN
    shapes = (
        Shape(API, "YouTube Data API v3 comment threads", "youtube_commentthreads/*.json"),
        Shape(API + POSTLESS, "other answers of the YouTube Data API v3: videos, search results, channels"),
        Shape(DLP, "yt-dlp .info.json with comments"),
        Shape(DLP + POSTLESS, "yt-dlp .info.json without comments"),
        Shape(DOWNLOADER, "youtube-comment-downloader lines"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with the keys of one of the three tools."""
        return told(value)

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a comment, replies included."""
        return Reading().rows(value, register)

    def read(self, source: Source) -> Iterator[Item]:
        """The records of every value, in order, and one row for each count of comments that are not among them."""
        reading = Reading()
        yield from read_json(source, self.within, reading.rows)
        yield from reading.missing()


@dataclass(slots=True)
class Reading:
    """What has been read of one source: how many comments each video says it has, and how many there were."""

    register: Register | None = None
    offset: int = 0
    replies: int = 0  # that threads speak of and do not hold
    comments: list[int] = field(default_factory=list)  # that each video speaks of and does not hold
    around: Mapping[str, object] = field(default_factory=dict)  # of the video being read
    seen: int = 0

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """The comments of a response, a thread, a video, or a line."""
        one, row = value.value, value.row
        self.register, self.offset = register, row.offset
        key = value.key or next((name for name in ("items", "comments") if isinstance(one, dict) and name in one), "")
        if not isinstance(one, dict):
            yield register.unreadable(row.offset, "no object", row.raw)
        elif not value.key and isinstance(one.get(key), list):
            for inner in one[key]:
                inside = Value(row, inner, one, key)
                yield from self.thread(inside, register, hashed(packed(inner)))
        else:
            yield from self.thread(value, register, row.sha256)

    def thread(self, value: Value, register: Register, sha256: str) -> Iterator[Item]:
        """A comment and the replies that stand inside it."""
        one = value.value
        if not isinstance(one, dict):
            yield register.unreadable(value.row.offset, STRANGE, packed(one))
            return
        top = part(part(one, "snippet"), "topLevelComment")
        if not top:
            self.count(value)
            yield comment(one, value, register, sha256)
            return
        within = part(one, "replies").get("comments")
        replies = within if isinstance(within, list) else []
        said = whole(part(one, "snippet"), "totalReplyCount")
        self.replies += max(0, (said or 0) - len(replies))
        yield comment(top, value, register, sha256, said)
        for reply in replies:
            raw = packed(reply)
            known = isinstance(reply, dict)
            yield comment(reply, value, register, hashed(raw)) if known else register.unreadable(value.row.offset, STRANGE, raw)

    def count(self, value: Value) -> None:
        """Counts a comment of a video."""
        if value.around is not self.around:
            self.settle()
            self.around, self.seen = value.around if value.key == "comments" else NOTHING, 0
        self.seen += 1

    def settle(self) -> None:
        """Notes what a video lacks: only at its end is all that is around its comments read."""
        said = self.around.get("comment_count")
        if isinstance(said, int) and said > self.seen:
            self.comments.append(said - self.seen)

    def missing(self) -> Iterator[Item]:
        """One row for each count of comments that the source speaks of and does not hold."""
        if self.register is None:
            return
        self.settle()
        reasons = [f"comments that the file does not hold: {number:,} (comment_count)" for number in self.comments]
        if self.replies:
            reasons.append(f"replies that the file does not hold: {self.replies:,} (totalReplyCount)")
        for each in reasons:
            yield self.register.unreadable(self.offset, each, b"")


def told(value: Value) -> tuple[str, str] | None:
    """Which tool wrote the value."""
    one = value.value
    if not isinstance(one, dict):
        return None
    kind = word(one, "kind") or word(dict(value.around), "kind") or ""
    if kind.startswith("youtube#"):
        comments = kind.startswith("youtube#comment")
        return (API, "YouTube Data API v3 comments") if comments else (API + POSTLESS, f"YouTube Data API v3: {kind[:60]}")
    if any({"id", "text", "parent"} <= each.keys() and each.keys() & {"author", "author_id"} for each in inside(value)):
        return DLP, "comments as yt-dlp writes them"
    if "cid" in one and "text" in one and one.keys() & {"votes", "time_parsed", "channel"}:
        return DOWNLOADER, "comments as youtube-comment-downloader writes them"
    return (DLP + POSTLESS, "a video as yt-dlp describes it") if is_video(one) else None


def inside(value: Value) -> list[Record]:
    """The first comments that a video holds; one of them, where it is read by itself."""
    one = value.value if isinstance(value.value, dict) else {}
    return parts(one, "comments")[:SOME] or ([one] if value.key == "comments" else [])


def is_video(one: Record) -> bool:
    """Whether an object is what yt-dlp says of a video."""
    return "extractor_key" in one and "webpage_url" in one and not one.get("comments")


def comment(one: Record, value: Value, register: Register, sha256: str, replies: int | None = None) -> Item:
    """The post or ledger entry of one comment."""
    if isinstance(one.get("snippet"), dict):
        content = api_content(one, replies)
    elif "cid" in one:
        content = downloader_content(one)
    else:
        content = dlp_content(one, value.around)
    return register.post(sha256, content) if content else register.unreadable(value.row.offset, reason(one), packed(one))


def reason(one: Record) -> str:
    """Why an object is no comment."""
    kind = text(one, "kind") or ""
    if kind.startswith("youtube#") and not kind.startswith("youtube#comment"):
        return f"a YouTube object that is no comment: {clean(kind[:60])}"
    if is_video(one):
        return SILENT
    return NO_TEXT if any(key in one for key in ("snippet", "cid", "id")) else STRANGE


def api_content(one: Record, replies: int | None) -> Record | None:
    """The fields of a Data API comment. `textOriginal` is what was typed; `textDisplay` is HTML."""
    inner = part(one, "snippet")
    body, shown = inner.get("textOriginal"), inner.get("textDisplay")
    if not isinstance(body, str) and not isinstance(shown, str):
        return None
    video, ident = word(inner, "videoId"), word(one, "id")
    channel = word(part(inner, "authorChannelId"), "value") or word(inner, "authorChannelId")
    flags = ("uploader",) if channel and channel == word(inner, "channelId") else ()
    return {
        **place(ident, video, word(inner, "parentId")),
        **author(channel, word(inner, "authorDisplayName"), flags),
        "text": clean(body if isinstance(body, str) else plain(str(shown))),
        "text_origin": "textOriginal" if isinstance(body, str) else "textDisplay",
        **dated(instant(inner.get("publishedAt"))),
        "likes": whole(inner, "likeCount"),
        "replies": replies,
        "moderation": "removed" if inner.get("moderationStatus") == "rejected" else None,
    }


def dlp_content(one: Record, around: Mapping[str, object]) -> Record | None:
    """The fields of a yt-dlp comment. Its time is worked out from "2 days ago": an estimate."""
    body, markup = one.get("text"), one.get("html")
    if not isinstance(body, str) and not isinstance(markup, str):
        return None
    parent = word(one, "parent")
    flags = tuple(name for name in ("uploader", "verified") if flag(one.get(f"author_is_{name}")))
    platform = site(around, one)
    video = around.get("id")
    return {
        **place(word(one, "id"), video if isinstance(video, str) else None, None if parent == "root" else parent, platform),
        **author(word(one, "author_id"), word(one, "author"), flags, platform),
        "text": clean(body if isinstance(body, str) else plain(str(markup))),
        "text_origin": "text" if isinstance(body, str) else "html",
        **dated(instant(one.get("timestamp")), estimate=platform == "youtube"),
        "likes": whole(one, "like_count"),
    }


def downloader_content(one: Record) -> Record | None:
    """The fields of a youtube-comment-downloader line."""
    body = one.get("text")
    if not isinstance(body, str):
        return None
    ident = word(one, "cid")
    parent = ident.partition(".")[0] if ident and "." in ident else None
    return {
        **place(ident, None, parent),
        **author(word(one, "channel"), word(one, "author"), ()),
        "text": clean(body),
        "text_origin": "text",
        **dated(instant(one.get("time_parsed")), estimate=True),
        "likes": whole(one, "votes"),
        "replies": whole(one, "replies"),
    }


def site(around: Mapping[str, object], comment: Record) -> str:
    """The platform of a yt-dlp file; where what tells it stands behind the comments, by the comment's own ids."""
    own = OWN.match(word(comment, "id") or "") or CHANNEL.fullmatch(word(comment, "author_id") or "")
    named = str(around.get("extractor_key") or around.get("extractor") or (own and "youtube")).lower()
    return next((one for one in ("youtube", "instagram", "tiktok", "reddit") if named.startswith(one)), "unknown")


def place(ident: str | None, video: str | None, parent: str | None, platform: str = "youtube") -> Record:
    """Where a comment stands: its own id, its video, the comment it answers."""
    url = f"https://www.youtube.com/watch?v={video}&lc={ident}" if video and ident and platform == "youtube" else None
    return {
        "platform": platform,
        "post_id": ident,
        "url": url and clean(url),
        "parent_uid": reference(platform, parent),
        "root_uid": reference(platform, video),
    }


def author(channel: str | None, name: str | None, flags: tuple[str, ...], platform: str = "youtube") -> Record:
    """Who wrote it. Handles start with @; older exports give display names."""
    handle = name[1:] if name and name.startswith("@") and len(name) > 1 else None
    channel = authored(platform, channel, name)
    key = f"{platform}:{channel}" if channel else f"{platform}:@{handle or name}".lower() if name else None
    return {
        "author_key": key and clean(key),
        "author_handle": handle and clean(handle),
        "author_name": clean(name) if name and not handle else None,
        "author_flags": flags,
    }


def dated(time: tuple[int | None, Precision], *, estimate: bool = False) -> Record:
    """When it was written."""
    return {"created_at": time[0], "created_precision": "estimate" if estimate and time[0] else time[1]}


def placed(cells: Cells, content: Record) -> Record:
    """A table's comment, with the links and the author that the API's own answers give it."""
    cell = dict(cells)
    video, parent = word(cell, "video_id", "videoId"), word(cell, "parent_comment_id", "isReplyTo")
    name = content["author_name"]
    return {
        **content,
        **place(content["post_id"], video, parent if parent and parent != content["post_id"] else None),
        **author(word(cell, "author_channel_id", "authorChannelId"), name, ()),
    }


def described(cells: Cells, content: Record) -> Record:
    """A video as its channel announced it: title and description."""
    title = cells.get("videoTitle")
    if isinstance(title, str) and title.strip():
        content["text"] = "\n\n".join(filter(None, (clean(title), content["text"])))
    ident = content["post_id"]
    return {**content, "url": f"https://www.youtube.com/watch?v={ident}" if ident else None, "author_flags": ("uploader",)}


EXPORTS = (
    Export(
        "youtube-datatools",
        "comments as YouTube Data Tools writes them",
        platform="youtube",
        signs=frozenset({"id", "isreplyto", "authorname", "text", "publishedat"}),
        fields={
            "text": "text",
            "post_id": "id",
            "author_name": "authorName",
            "created_at": "publishedAt",
            "likes": "likeCount",
            "replies": "replyCount",
        },
        turn=placed,
    ),
    Export(
        "youtube-datatools-videos",
        "videos as YouTube Data Tools writes them: title and description",
        platform="youtube",
        signs=frozenset({"videoid", "channelid", "channeltitle", "videodescription", "publishedat"}),
        fields={
            "text": "videoDescription",
            "post_id": "videoId",
            "author_id": "channelId",
            "author_name": "channelTitle",
            "created_at": "publishedAt",
            "likes": "likeCount",
            "replies": "commentCount",
            "views": "viewCount",
            "lang": "defaultLanguage",
        },
        turn=described,
    ),
    Export(
        "youtube-minet",
        "comments as minet's CSV",
        platform="youtube",
        signs=frozenset({"video_id", "comment_id", "author_name", "author_channel_id", "text"}),
        fields={
            "text": "text",
            "post_id": "comment_id",
            "author_name": "author_name",
            "created_at": "published_at",
            "likes": "like_count",
            "replies": "reply_count",
        },
        turn=placed,
    ),
)
