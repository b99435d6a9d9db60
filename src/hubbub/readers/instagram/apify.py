"""Apify's Instagram scrapers: comments with their replies, posts and reels with their latest comments, profiles with their
latest posts. A profile is no post; what stands in it and in posts is.
"""

from collections.abc import Iterator

from hubbub.readers.fields import Record, count, part, whole, word
from hubbub.readers.instagram.content import NO_TEXT, NOT_POST, address, author, code_in, post, shown

PROFILE = "an Instagram profile: its latest posts are rows of their own"
INSIDE = ("latestPosts", "latestIgtvVideos", "latestComments", "replies")
Nested = tuple[object, str | None, str | None]  # an object, the code of its post, the id of the comment it answers


def is_comment(one: Record) -> bool:
    """Whether an object is a comment."""
    return "text" in one and "ownerUsername" in one and not one.keys().isdisjoint({"commentUrl", "repliesCount", "postUrl"})


def is_post(one: Record) -> bool:
    """Whether an object is a post or a reel."""
    return "shortCode" in one and not one.keys().isdisjoint({"caption", "commentsCount", "ownerUsername"})


def is_profile(one: Record) -> bool:
    """Whether an object is a profile."""
    return "username" in one and not one.keys().isdisjoint({"latestPosts", "followersCount"}) and "biography" in one


def things(one: Record) -> Iterator[Nested]:
    """An object and what stands in it, each without what stands in that. Never recursive: input is hostile."""
    waiting: list[Nested] = [(one, None, None)]
    while waiting:
        each, code, above = waiting.pop()
        if not isinstance(each, dict):
            yield each, code, above
            continue
        yield {name: held for name, held in each.items() if name not in INSIDE}, code, above
        code = word(each, "shortCode") or code_in(each.get("postUrl")) or code
        answered = word(each, "id") if is_comment(each) else None
        lists = (each[name] for name in INSIDE if isinstance(each.get(name), list))
        waiting.extend((inner, code, answered) for inner in reversed([inner for held in lists for inner in held]))


def content(one: object, code: str | None, above: str | None) -> Record | str:
    """The fields of a comment, post or reel; the reason why it is none."""
    if not isinstance(one, dict):
        return NOT_POST
    if is_post(one):
        return published(one)
    return comment(one, code, above) if is_comment(one) else PROFILE if is_profile(one) else NOT_POST


def published(one: Record) -> Record | str:
    """The fields of a post or a reel."""
    code, body = word(one, "shortCode"), one.get("caption")
    paid = one.get("paidPartnership") is True or one.get("isSponsored") is True
    return {
        **post(code or word(one, "id"), body if isinstance(body, str) else "", "caption", one.get("timestamp")),
        **author(word(one, "ownerId"), word(one, "ownerUsername"), word(one, "ownerFullName"), None),
        "url": word(one, "url") or address(code),
        "likes": shown(count(one.get("likesCount"))),
        "replies": shown(count(one.get("commentsCount"))),
        "views": shown(whole(one, "videoPlayCount", "videoViewCount")),
        "moderation": "advertisement" if paid else None,
    }


def comment(one: Record, code: str | None, above: str | None) -> Record | str:
    """The fields of a comment."""
    owner, body = part(one, "owner"), one.get("text")
    root = code_in(one.get("postUrl")) or code
    if not isinstance(body, str):
        return NO_TEXT
    return {
        **post(word(one, "id"), body, "text", one.get("timestamp")),
        **author(
            word(owner, "id"),
            word(one, "ownerUsername") or word(owner, "username"),
            word(owner, "full_name"),
            owner.get("is_verified"),
        ),
        "url": word(one, "commentUrl"),
        "parent_uid": f"instagram:{above}" if above else None,
        "root_uid": f"instagram:{root}" if root else None,
        "likes": shown(count(one.get("likesCount"))),
        "replies": shown(count(one.get("repliesCount"))),
    }
