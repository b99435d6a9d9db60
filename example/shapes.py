"""The planted posts in four platforms' own formats."""

import csv
import html
import io
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import zstandard
from cast import LANGUAGES, SCENE, Planted, dice

OFFICIAL = "9000000000000000000"
CUT = 280
Json = dict[str, object]


def iso(when: datetime) -> str:
    """As X and YouTube write a time."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def likes(one: Planted) -> int:
    """Few for most, many for some."""
    return (dice(one.text, one.author, "likes") % 1000) ** 3 // 2_000_000


def name(handle: str) -> str:
    """The display name of an account."""
    return handle.removesuffix("_madeup").title() + " (made up)"


def user(handle: str) -> Json:
    """An X account; its id follows from its handle."""
    return {"id": f"8{dice(handle) % 10**17:017d}", "username": handle, "name": name(handle), "verified": False}


# ---- X API v2


def official() -> Json:
    """The programme's own post, which others answer. It stands among the includes only."""
    text = "The Last Ferry. The final hour of Marrow Quay is on Oberlune now."
    return {"id": OFFICIAL, "text": text, "author_id": user("quay_madeup")["id"], "created_at": iso(SCENE), "lang": "en"}


def reference(one: Planted, liked: Planted) -> list[Json]:
    """What a tweet refers to: the tweet it repeats, quotes or answers, or nothing."""
    if one.kind == "repost" and one.of:
        return [{"type": "retweeted", "id": one.of.id}]
    if one.views and one.when > liked.when and dice(one.text, "refers") % 9 == 0:
        return [{"type": "quoted", "id": liked.id}]
    return [{"type": "replied_to", "id": OFFICIAL}] if dice(one.text, "refers") % 5 == 1 else []


def shown(one: Planted) -> str:
    """The text field: retweets are cut at 140 characters, long tweets at 280."""
    if one.kind == "repost" and one.of:
        text = f"RT @{one.of.author}: {one.text}"
        return text if len(text) <= 140 else text[:139] + "…"
    return one.text if len(one.text) <= CUT else one.text[: CUT - 1] + "…"


def tweet(one: Planted, liked: Planted) -> Json:
    """One tweet."""
    refers = reference(one, liked)
    answers = any(ref["type"] == "replied_to" for ref in refers)
    counts = {
        "like_count": likes(one),
        "retweet_count": 0,
        "reply_count": 0,
        "quote_count": 0,
        "impression_count": likes(one) * 41,
    }
    made: Json = {"id": one.id, "text": shown(one), "author_id": user(one.author or "")["id"], "created_at": iso(one.when)}
    made |= {"conversation_id": OFFICIAL if answers else one.id, "lang": one.lang, "public_metrics": counts}
    if refers:
        made["referenced_tweets"] = refers
    if one.kind != "repost" and len(one.text) > CUT:
        made["note_tweet"] = {"text": one.text}
    return made


def page(posts: Sequence[Planted], liked: Planted, known: dict[str, Planted]) -> Json:
    """One page as twarc2 writes it: tweets, the accounts, and the tweets they refer to."""
    data = [tweet(one, liked) for one in posts]
    wanted = {ref["id"] for made in data for ref in made.get("referenced_tweets", [])}
    others = [known[key] for key in sorted(wanted & known.keys())]
    included = [tweet(one, liked) for one in others] + ([official()] if OFFICIAL in wanted else [])
    handles = sorted({one.author or "" for one in [*posts, *others]} | {"quay_madeup"})
    origin = {"url": "https://example.invalid/2/tweets/search", "version": "2.14.0", "retrieved_at": "2025-03-18T09:00:00+00:00"}
    includes = {"users": [user(handle) for handle in handles], "tweets": included}
    return {"data": data, "includes": includes, "meta": {"result_count": len(data)}, "__twarc": origin}


def x(posts: list[Planted]) -> bytes:
    """Pages of 25, newest first, as a search returns them. One tweet is on two pages; the last line breaks off."""
    known = {one.id: one for one in posts if one.kind != "repost"}
    liked = Counter(one.of for one in posts if one.kind == "repost" and one.of).most_common(1)[0][0]
    late = posts[::-1]
    pages = [page(late[at : at + 25], liked, known) for at in range(0, len(late), 25)]
    pages[1]["data"] = [*pages[1]["data"], pages[0]["data"][-1]]  # type: ignore[misc,index]
    missing = {"resource_type": "tweet", "resource_id": "9000000000000999999", "title": "Not Found Error"}
    pages[0]["errors"] = [missing]
    lines = [json.dumps(one, ensure_ascii=False) for one in pages]
    return ("\n".join([*lines, lines[0][:900]]) + "\n").encode()


# ---- YouTube Data API v3


def comment(one: Planted, parent: str | None = None) -> Json:
    """One comment; textDisplay is HTML, textOriginal is not."""
    handle = one.author or ""
    shown = html.escape(one.text, quote=True).replace("\n", "<br>")
    snippet: Json = {"videoId": "madeup00001", "textDisplay": shown, "textOriginal": one.text, "authorDisplayName": f"@{handle}"}
    snippet |= {"authorChannelId": {"value": f"UCmadeup{dice(handle) % 10**16:016d}"}, "canRate": True, "viewerRating": "none"}
    snippet |= {"likeCount": likes(one), "publishedAt": iso(one.when)[:19] + "Z", "updatedAt": iso(one.when)[:19] + "Z"}
    if parent:
        snippet["parentId"] = parent
    return {"kind": "youtube#comment", "id": one.id, "snippet": snippet}


def thread(one: Planted) -> Json:
    """A comment and the answers under it."""
    answers = [comment(answer, one.id) for answer in one.replies]
    top: Json = {"videoId": "madeup00001", "topLevelComment": comment(one), "canReply": True, "totalReplyCount": len(answers)}
    made: Json = {"kind": "youtube#commentThread", "id": one.id, "snippet": top | {"isPublic": True}}
    return made | ({"replies": {"comments": answers}} if answers else {})


def threads(posts: list[Planted]) -> list[Planted]:
    """One comment in six answers the one before it; the others begin a thread."""
    tops = posts[:1]
    for one in posts[1:]:
        if dice(one.text, one.author, "answers") % 6 == 0:
            one.id = f"{tops[-1].id}.{one.id}"
            tops[-1].replies.append(one)
        else:
            tops.append(one)
    return tops


def youtube(posts: list[Planted]) -> list[bytes]:
    """Two pages of comment threads."""
    tops = threads(posts)[::-1]
    half = len(tops) // 2
    pages = [{"nextPageToken": "madeup", "items": tops[:half]}, {"items": tops[half:]}]
    return [json.dumps(response(one), ensure_ascii=False, indent=1).encode() + b"\n" for one in pages]


def response(part: Json) -> Json:
    """One answer of the service."""
    items = [thread(one) for one in part["items"]]  # type: ignore[attr-defined]
    info = {"totalResults": len(items), "resultsPerPage": len(items)}
    return {"kind": "youtube#commentThreadListResponse"} | part | {"pageInfo": info, "items": items}


# ---- Reddit, as the Pushshift and Arctic Shift dumps hold it


def line(one: Planted, before: Planted | None) -> Json:
    """One comment; some answer the comment before them."""
    parent = f"t1_{before.id}" if before and dice(one.text, "parent") % 3 == 0 else "t3_zzzpost"
    made: Json = {
        "id": one.id,
        "name": f"t1_{one.id}",
        "author": one.author,
        "body": one.text,
        "created_utc": int(one.when.timestamp()),
    }
    made |= {"parent_id": parent, "link_id": "t3_zzzpost", "subreddit": "MarrowQuayMadeUp", "subreddit_id": "t5_zzzsub"}
    made |= {"permalink": f"/r/MarrowQuayMadeUp/comments/zzzpost/_/{one.id}/", "score": likes(one) + 1, "edited": False}
    made |= {
        "stickied": False,
        "is_submitter": False,
        "controversiality": 0,
        "distinguished": "moderator" if one.section == "bot" else None,
    }
    if one.author != "[deleted]":
        made["author_fullname"] = f"t2_zzz{dice(one.author) % 10**9:09d}"
    if one.section == "deleted":
        made["_meta"] = {"was_deleted_later": True} if one.author != "[deleted]" else {"removal_type": "deleted"}
    return made


def reddit(posts: list[Planted]) -> bytes:
    """Zstandard NDJSON, keys sorted; one line is Latin-1 where UTF-8 belongs."""
    before = [None, *posts[:-1]]
    rows = [
        json.dumps(line(one, last), ensure_ascii=False, sort_keys=True).encode() for one, last in zip(posts, before, strict=True)
    ]
    rows.insert(len(rows) // 2, '{"author":"cafe_madeup","body":"un café au port","id":"zzz9999"'.encode("latin-1"))
    return zstandard.ZstdCompressor(level=19).compress(b"\n".join(rows) + b"\n")


# ---- A generic tool's CSV

COLUMNS = ("id", "platform", "created_at", "author", "text", "url", "likes", "comments", "lang")


def record(one: Planted) -> list[object]:
    """One row."""
    when = one.when.strftime("%Y-%m-%d %H:%M:%S")
    link = f"https://example.invalid/{one.network}/{one.id}"
    lang = one.lang if one.lang in LANGUAGES or dice(one.text, "lang") % 2 else ""
    return [one.id, one.network, when, one.author or "", one.text, link, likes(one), dice(one.text, "comments") % 4, lang]


def odd() -> list[list[object]]:
    """Rows of the kinds a spreadsheet program leaves behind: damaged ids (two posts, one id), an impossible date."""
    when = (SCENE + timedelta(hours=5)).strftime("%Y-%m-%d %H:%M:%S")
    link = "https://example.invalid/instagram/"
    damaged = "1.79E+18"
    return [
        [damaged, "instagram", when, "lilac11_madeup", "the knitwear in this finale deserves its own credit", link, 3, 0, "en"],
        [damaged, "instagram", when, "lilac18_madeup", "I need to know who made that lifebelt prop", link, 5, 1, "en"],
        [
            "990000000000991",
            "threads",
            "2025-02-30 21:15:00",
            "lilac25_madeup",
            "who else saw the seal in the harbour",
            link,
            1,
            0,
            "en",
        ],
    ]


def export(posts: list[Planted]) -> bytes:
    """UTF-8 with a byte-order mark, as spreadsheet programs like it; one row has too many fields."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([*map(record, posts), *odd()])
    loose = "990000000000992,tiktok,2025-03-15 08:00:00,lilac32_madeup,well, that was, you know, wet,https://example.invalid/t,0,0,en\r\n"
    return ("\ufeff" + file.getvalue() + loose).encode()
