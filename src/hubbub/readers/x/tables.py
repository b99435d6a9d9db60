"""Tables of tweets: twarc-csv, twitter-web-exporter, 4CAT, twint, Apify. The last two come as JSON with the same names, too."""

import re
from typing import Any

from hubbub.readers.base import PRIVATE
from hubbub.readers.columns import Cells
from hubbub.readers.dates import when
from hubbub.readers.fields import Record, clean, flag, known, unescaped
from hubbub.readers.tables import Export
from hubbub.readers.x.posts import ACCOUNT, GONE, author, is_cut, uid

STATUS = re.compile(r"/status(?:es)?/(\d{1,20}+)", re.ASCII)


def cell(cells: Cells, *names: str) -> Any:  # noqa: ANN401  a cell is anything
    """The first of the named cells that holds something; CSV files write a slash where JSON has a dot."""
    values = (cells.get(name, cells.get(name.replace(".", "/"))) for name in names)
    return next((one for one in values if one not in (None, "")), None)


def finished(found: Record) -> Record:
    """A post with its link, and whether its text is cut."""
    post, handle = found.get("post_id"), found.get("author_handle")
    found["url"] = found.get("url") or (f"https://x.com/{handle or 'i/web'}/status/{post}" if post else None)
    found["truncated"] = is_cut(found["text"], repost=True)
    return found


def twarc(cells: Cells, found: Record) -> Record | str:
    """twarc-csv writes a line break as a backslash and an n."""
    found["text"] = found["text"].replace("\\n", "\n")
    if known(cell(cells, "withheld.scope", "withheld.country_codes")) or flag(cell(cells, "withheld.copyright")):
        found["moderation"] = "withheld"
    return finished(found)


def exporter(_cells: Cells, found: Record) -> Record | str:
    """The exporter's text is whole, but for reposts: those it cuts."""
    return finished(found)


def fourcat(cells: Cells, found: Record) -> Record | str:
    """4CAT writes a repost as "RT @handle: " and the original's whole text; it does not say which tweet that is."""
    handle = known(cells.get("retweeted_user"))
    if flag(cells.get("is_retweet")) and handle:
        found["text"] = found["text"].removeprefix(f"RT @{handle}: ")
    if flag(cells.get("is_withheld")):
        found["moderation"] = "withheld"
    return finished(found)


def looked_up(cells: Cells, found: Record) -> Record | str:
    """4CAT fills in a row for each tweet asked for that X does not show."""
    if not found["text"] and cells.get("author_id") == "UNKNOWN":
        return GONE
    return fourcat(cells, found)


def twint(cells: Cells, found: Record) -> Record | str:
    """twint gives local times and their zone; of a repost, the original and who reposted it when."""
    day, clock, zone = (known(cells.get(name)) or "" for name in ("date", "time", "timezone"))
    moment, precision = when(" ".join(filter(None, (day, clock, zone)))) if zone else (None, "none")
    if moment:
        found["created_at"], found["created_precision"] = moment, precision
    quoted = STATUS.search(known(cells.get("quote_url")) or "")
    found["quote_of"] = uid(quoted[1]) if quoted else None
    again, original = known(cells.get("retweet_id")), found.get("post_id")
    if again and again.isdigit() and original:
        signed = author(known(cells.get("user_rt_id")), known(cells.get("user_rt")), None, (), again)
        moment, precision = when(cells.get("retweet_date"))
        found |= {**signed, "post_id": again, "repost_of": uid(original), "created_at": moment, "created_precision": precision}
    return finished(found)


def apify(cells: Cells, found: Record) -> Record | str:
    """Apify's scrapers keep a repost's original inside it, under one of two names."""
    inside = cell(cells, "retweeted_tweet.fullText", "retweeted_tweet.text", "retweet.fullText", "retweet.text")
    if isinstance(inside, str):
        found["text"] = clean(unescaped(inside))
    found["repost_of"] = uid(known(cell(cells, "retweeted_tweet.id", "retweet.id", "retweetId")))
    verified = any(flag(cell(cells, name)) for name in ("author.isVerified", "author.isBlueVerified"))
    found["author_flags"] = (*found.get("author_flags", ()), *(("verified",) if verified else ()))
    return finished(found)


def messages(_cells: Cells, _found: Record) -> Record | str:
    """Messages are not for the public."""
    return PRIVATE


def accounts(_cells: Cells, _found: Record) -> Record | str:
    """What people say of themselves on their own page is no post."""
    return ACCOUNT


METRICS = {"likes": "like_count", "replies": "reply_count", "reposts": "retweet_count", "quotes": "quote_count"}
FOURCAT = {
    **METRICS,
    "text": "body",
    "post_id": "id",
    "author_id": "author_id",
    "author_handle": "author",
    "author_name": "author_fullname",
    "views": "impression_count",
    "lang": "language_guess",
    "url": "link",
    "root": "thread_id",
    "verified": "verified",
}
EXPORTS: tuple[Export, ...] = (
    Export(
        "x-twarc-csv",
        "X API v2 as a table (twarc-csv)",
        platform="x",
        signs=frozenset(
            {
                *("author_id", "conversation_id", "text", "public_metrics.like_count"),
                *("referenced_tweets.replied_to.id", "referenced_tweets.retweeted.id"),
            }
        ),
        fields={
            **{ours: f"public_metrics.{theirs}" for ours, theirs in METRICS.items()},
            "views": "public_metrics.impression_count",
            "text": ("note_tweet.text", "text"),
            "post_id": "id",
            "author_id": "author_id",
            "author_handle": "author.username",
            "author_name": "author.name",
            "author_created_at": "author.created_at",
            "created_at": "created_at",
            "lang": "lang",
            "parent": "referenced_tweets.replied_to.id",
            "root": "conversation_id",
            "repost": "referenced_tweets.retweeted.id",
            "quote": "referenced_tweets.quoted.id",
            "verified": "author.verified",
            "collected_at": "__twarc.retrieved_at",
        },
        turn=twarc,
    ),
    Export(
        "x-exporter",
        "tweets as twitter-web-exporter writes them (CSV and JSON)",
        platform="x",
        signs=frozenset({"full_text", "screen_name", "in_reply_to", "retweeted_status", "quoted_status", "favorite_count"}),
        fields={
            "text": "full_text",
            "post_id": "id",
            "author_id": "user_id",
            "author_handle": "screen_name",
            "author_name": "name",
            "created_at": "created_at",
            "likes": "favorite_count",
            "replies": "reply_count",
            "reposts": "retweet_count",
            "quotes": "quote_count",
            "views": "views_count",
            "url": "url",
            "parent": "in_reply_to",
            "repost": "retweeted_status",
            "quote": "quoted_status",
        },
        turn=exporter,
    ),
    Export(
        "x-4cat",
        "tweets that 4CAT imported from Zeeschuimer (CSV)",
        platform="x",
        signs=frozenset(
            {"thread_id", "unix_timestamp", "body", "author_fullname", "is_retweet", "retweeted_user", "is_withheld"}
        ),
        fields={**FOURCAT, "created_at": ("unix_timestamp", "timestamp"), "quote": "quote_tweet_id"},
        turn=fourcat,
    ),
    Export(
        "x-4cat-v2",
        "tweets that 4CAT fetched from X's API v2 (CSV)",
        platform="x",
        signs=frozenset({"thread_id", "timestamp", "subject", "body", "author_fullname", "is_retweet", "retweeted_user"}),
        # Its unix_timestamp is off by the server's distance from UTC; the timestamp is X's own.
        fields={**FOURCAT, "created_at": ("timestamp", "unix_timestamp")},
        turn=looked_up,
    ),
    Export(
        "x-twint",
        "tweets as twint writes them (CSV, JSON, pandas)",
        "netflix_shows_tweets/**/*.csv",
        platform="x",
        signs=frozenset({"tweet", "user_id", "username", "timezone", "link", "quote_url"}),
        fields={
            "text": "tweet",
            "post_id": "id",
            "author_id": ("user_id_str", "user_id"),
            "author_handle": "username",
            "author_name": "name",
            "created_at": ("created_at", "date"),
            "likes": ("likes_count", "nlikes"),
            "replies": ("replies_count", "nreplies"),
            "reposts": ("retweets_count", "nretweets"),
            "lang": "language",
            "url": "link",
            "root": "conversation_id",
        },
        turn=twint,
    ),
    Export(
        "x-apify",
        "tweets as Apify's scrapers give them (JSON and CSV)",
        platform="x",
        signs=frozenset({"twitterurl", "text", "createdat", "likecount", "retweetcount"}),
        fields={
            "text": ("fullText", "text"),
            "post_id": "id",
            "author_id": "author.id",
            "author_handle": "author.userName",
            "author_name": "author.name",
            "author_created_at": "author.createdAt",
            "created_at": "createdAt",
            "likes": "likeCount",
            "replies": "replyCount",
            "reposts": "retweetCount",
            "quotes": "quoteCount",
            "views": "viewCount",
            "lang": "lang",
            "url": ("url", "twitterUrl"),
            "parent": "inReplyToId",
            "root": "conversationId",
            "quote": ("quoteId", "quoted_tweet.id", "quote.id"),
            "bot": "author.isAutomated",
        },
        turn=apify,
    ),
    Export(
        "x-messages-other",
        "private messages as twitter-web-exporter writes them: never read",
        platform="x",
        signs=frozenset({"text", "sender", "recipient", "conversation_id", "conversation_type"}),
        fields={"text": "text"},
        turn=messages,
    ),
    Export(
        "x-accounts-other",
        "accounts as twitter-web-exporter writes them: no posts",
        platform="x",
        signs=frozenset({"screen_name", "description", "followers_count", "friends_count", "statuses_count"}),
        fields={"text": "description"},
        turn=accounts,
    ),
)
