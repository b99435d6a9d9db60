"""Made-up exports, one for each shape: none of these people or posts exist."""

from collections.abc import Mapping

import orjson

TWEETS = [
    {
        "id": "100000001",
        "text": "RT @ada_made_up: the ending was",
        "author_id": "11",
        "conversation_id": "100000001",
        "created_at": "2024-05-01T10:00:00.000Z",
        "lang": "en",
        "public_metrics": {"like_count": 0, "retweet_count": 3, "reply_count": 0, "quote_count": 0, "impression_count": 9},
        "referenced_tweets": [{"type": "retweeted", "id": "100000009"}],
    },
    {
        "id": "100000002",
        "text": "Salt &amp; pepper &lt;3",
        "author_id": "12",
        "conversation_id": "100000001",
        "created_at": "2024-05-01T10:00:01.000Z",
        "lang": "und",
        "referenced_tweets": [{"type": "replied_to", "id": "100000001"}, {"type": "quoted", "id": "100000008"}],
        "withheld": {"country_codes": ["DE"]},
    },
]
PAGE = {
    "data": TWEETS,
    "includes": {
        "users": [
            {"id": "11", "username": "Bo_Made_Up", "name": "Bo", "verified": True},
            {"id": "12", "username": "cy", "name": "Cy"},
        ],
        "tweets": [{"id": "100000009", "text": "the ending was…", "note_tweet": {"text": "the ending was the best part of it"}}],
    },
    "meta": {"result_count": 2},
    "__twarc": {"retrieved_at": "2024-05-02T00:00:00+00:00"},
}
FLAT = {**TWEETS[1], "author": {"id": "12", "username": "cy", "name": "Cy"}, "__twarc": {"retrieved_at": "2024-05-02T00:00:00Z"}}
COUNTS = {"data": [{"start": "2024-05-01", "end": "2024-05-02", "tweet_count": 4}], "meta": {"total_tweet_count": 4}}
USERS = {"data": [{"id": "11", "username": "bo", "name": "Bo", "public_metrics": {"tweet_count": 1}, "verified": False}]}
DELETE = {"id": "1786183891669745664", "action": "delete", "created_at": "2024-05-03T00:00:00.123Z", "reason": "deactivated"}


def api_comment(ident: str, text: str, **more: object) -> dict[str, object]:
    """A comment of YouTube's Data API."""
    snippet = {
        "videoId": "video000001",
        "textDisplay": text,
        "authorDisplayName": "@made.up",
        "authorChannelId": {"value": "UC0000"},
        "likeCount": 3,
        "publishedAt": "2024-05-01T10:00:00Z",
        **more,
    }
    return {"kind": "youtube#comment", "id": ident, "snippet": snippet}


THREADS = {
    "kind": "youtube#commentThreadListResponse",
    "pageInfo": {"totalResults": 2},
    "items": [
        {
            "kind": "youtube#commentThread",
            "id": "t1",
            "snippet": {
                "videoId": "video000001",
                "topLevelComment": api_comment("t1", "I <b>cried</b><br>twice &amp; more"),
                "totalReplyCount": 2,
            },
            "replies": {"comments": [api_comment("t1.r1", "same", textOriginal="same here", parentId="t1")]},
        },
        {
            "kind": "youtube#commentThread",
            "id": "t2",
            "snippet": {"videoId": "video000001", "topLevelComment": api_comment("t2", "no"), "totalReplyCount": 0},
        },
    ],
}
INFO = {
    "id": "video000001",
    "title": "Made up",
    "extractor_key": "Youtube",
    "comments": [
        {
            "id": "c1",
            "parent": "root",
            "text": "first",
            "like_count": 2,
            "author": "@dee",
            "author_id": "UC1",
            "timestamp": 1714550400,
        },
        {"id": "c1.r", "parent": "c1", "text": "second", "author": "@eli", "author_id": "UC2", "author_is_uploader": True},
    ],
    "comment_count": 5,
}
DOWNLOADED = [
    {
        "cid": "d1",
        "text": "made up",
        "time": "2 days ago",
        "time_parsed": 1714550400.5,
        "author": "@fay",
        "channel": "UC3",
        "votes": "1.2K",
        "replies": 1,
    },
    {"cid": "d1.x", "text": "made up too", "time": "1 day ago", "author": "@gus", "channel": "UC4", "votes": "0", "reply": True},
]
COMMENT = {
    "id": "abc1",
    "name": "t1_abc1",
    "author": "hal_made_up",
    "author_fullname": "t2_9",
    "body": "I &gt; you",
    "created_utc": 1714550400,
    "score": 4,
    "parent_id": "t3_sub1",
    "link_id": "t3_sub1",
    "subreddit": "madeup",
    "permalink": "/r/madeup/comments/sub1/x/abc1/",
}
REMOVED = {**COMMENT, "id": "abc2", "name": "t1_abc2", "author": "[deleted]", "author_fullname": None, "body": "[removed]"}
LATER = {**COMMENT, "id": "abc3", "name": "t1_abc3", "_meta": {"was_deleted_later": True}}
SUBMISSION = {
    "id": "sub1",
    "name": "t3_sub1",
    "title": "What did you think?",
    "selftext": "I liked it.",
    "author": "ivy",
    "subreddit": "madeup",
    "num_comments": 3,
    "created_utc": "1714550400",
    "score": 10,
}


def listing(*things: Mapping[str, object]) -> dict[str, object]:
    """A listing of Reddit's API."""
    return {"kind": "Listing", "data": {"after": None, "children": list(things)}}


MORE = {"kind": "more", "data": {"count": 7, "id": "m1", "children": ["a", "b"]}}
REPLY = {"kind": "t1", "data": {**COMMENT, "id": "abc4", "name": "t1_abc4", "replies": ""}}
FOREST = [
    listing({"kind": "t3", "data": SUBMISSION}),
    listing({"kind": "t1", "data": {**COMMENT, "replies": listing(REPLY, MORE)}}),
]
STRINGS = ["so sad about it", "loved the ending", "", 'she said "no", twice', "ok 🥺"]
OBJECTS = [{"docID": "t5_1", "question": "Did you?", "answer": f"I did, number {number}"} for number in range(4)]
CSV = 'id,author,comment,date,likes\n1,@jo,"well, yes\nand no",2024-05-01 10:00:00,3\n2,kim,"she said ""hi""",2024-05-01,\n'


def lines(*values: object) -> bytes:
    """A value a line."""
    return b"".join(orjson.dumps(value) + b"\n" for value in values)


SHAPES: dict[str, tuple[str, bytes]] = {
    "x pages": ("x-v2", lines(PAGE, PAGE)),
    "x page, indented": ("x-v2", orjson.dumps(PAGE, option=orjson.OPT_INDENT_2)),
    "x stream": ("x-v2", lines({"data": TWEETS[0], "includes": PAGE["includes"], "matching_rules": []})),
    "x flattened": ("x-v2", lines(FLAT, FLAT)),
    "x deletes": ("x-v2", lines(DELETE, FLAT)),
    "x counts": ("x-v2-other", lines(COUNTS)),
    "x users": ("x-v2-other", lines(USERS)),
    "youtube threads": ("youtube-api", orjson.dumps(THREADS)),
    "youtube threads, indented": ("youtube-api", orjson.dumps(THREADS, option=orjson.OPT_INDENT_2)),
    "youtube items": ("youtube-api", orjson.dumps(THREADS["items"])),
    "youtube info": ("youtube-dlp", orjson.dumps(INFO)),
    "youtube info, indented": ("youtube-dlp", orjson.dumps(INFO, option=orjson.OPT_INDENT_2)),
    "youtube downloader": ("youtube-downloader", lines(*DOWNLOADED)),
    "reddit comments": ("reddit-dump", lines(COMMENT, REMOVED, LATER)),
    "reddit submissions": ("reddit-dump", lines(SUBMISSION)),
    "reddit listing": ("reddit-api", orjson.dumps(FOREST)),
    "reddit wrapped": ("reddit-dump", orjson.dumps({"data": [COMMENT, LATER]})),
    "strings": ("json-strings", orjson.dumps(STRINGS)),
    "strings, indented": ("json-strings", orjson.dumps(STRINGS, option=orjson.OPT_INDENT_2)),
    "objects": ("json", orjson.dumps(OBJECTS)),
    "objects, lines": ("json", lines(*OBJECTS)),
    "csv": ("table", CSV.encode()),
    "csv, semicolons": ("table", CSV.replace(",", ";").encode()),
    "csv, tabs": ("table", CSV.replace(",", "\t").encode()),
}
