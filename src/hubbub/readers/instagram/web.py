"""Posts and comments as Instagram's own pages hold them: Instaloader's files, and Zeeschuimer's three shapes of an item."""

from collections.abc import Iterator, Mapping

from hubbub.readers.base import PRIVATE
from hubbub.readers.fields import Record, count, part, parts, whole, word
from hubbub.readers.instagram.content import NO_TEXT, NOT_POST, address, author, post, shown
from hubbub.readers.platform import collected

LOADER, ZEESCHUIMER = "instagram-instaloader", "instagram-zeeschuimer"
NODE = {"edge_media_to_caption", "taken_at_timestamp", "edge_media_preview_like", "edge_media_to_comment", "iphone_struct"}


def is_graph(one: Record) -> bool:
    """Whether an object is a post as the graph and Instaloader hold it."""
    return ("shortcode" in one or "code" in one) and not NODE.isdisjoint(one)


def is_item(one: Record) -> bool:
    """Whether an object is a post as the app's lists hold it, or as Instagram's newest pages do, without time and likes.

    Threads keeps its posts in the same way, and marks them as its own.
    """
    if "code" not in one or "caption" not in one or "text_post_app_info" in one:
        return False
    polaris = isinstance(kind := one.get("__typename"), str) and kind.startswith("XIGPolaris")
    return polaris or ("taken_at" in one and not one.keys().isdisjoint({"media_type", "user", "owner", "pk"}))


def is_comment(one: Record) -> bool:
    """Whether an object is a comment as Instaloader writes it."""
    return "created_at" in one and "text" in one and "owner" in one and not one.keys().isdisjoint({"likes_count", "answers"})


def graph(one: Record, around: Mapping[str, object]) -> Record | str:
    """The fields of a post of the graph. Instaloader's newer files keep the app's own fields in `iphone_struct`."""
    code, phone, owner = word(one, "shortcode", "code"), part(one, "iphone_struct"), part(one, "owner")
    user = owner if "username" in owner or "user" not in phone else {**owner, **part(phone, "user")}
    if user.get("is_private") is True:
        return PRIVATE
    dates = (one.get("taken_at_timestamp"), one.get("date"), one.get("taken_at"), phone.get("taken_at"))
    liked = edges(one, "edge_media_preview_like", "edge_liked_by")
    ad = one.get("is_ad") is True or part(one, "sponsor_user") or phone.get("product_type") == "ad"
    return {
        **post(code, caption(one, phone), "caption", next((each for each in dates if each is not None), None)),
        **author(word(user, "id", "pk"), word(user, "username"), word(user, "full_name"), user.get("is_verified")),
        "url": address(code),
        "collected_at": collected(around),
        "likes": shown(liked if liked is not None else count(phone.get("like_count"))),
        "replies": edges(one, "edge_media_to_parent_comment", "edge_media_to_comment", "edge_media_preview_comment"),
        "views": whole(one, "video_play_count", "video_view_count"),
        "moderation": "advertisement" if ad else None,
    }


def caption(one: Record, phone: Record) -> str:
    """The words of a post; a post without any has an empty text."""
    for held in (one.get("caption"), phone.get("caption")):
        said = held.get("text") if isinstance(held, dict) else held
        if isinstance(said, str):
            return said
    first = next(iter(parts(part(one, "edge_media_to_caption"), "edges")), {})
    said = part(first, "node").get("text")
    return said if isinstance(said, str) else ""


def edges(one: Record, *names: str) -> int | None:
    """The count of the first of the named edges that has one."""
    return next((number for name in names if (number := count(part(one, name).get("count"))) is not None), None)


def item(one: Record, around: Mapping[str, object]) -> Record | str:
    """The fields of a post of the app's lists. Where likes are hidden their number is not known."""
    user = part(one, "user") or part(one, "owner")
    if user.get("is_private") is True:
        return PRIVATE
    code, hidden = word(one, "code"), one.get("like_and_view_counts_disabled") is True
    pk, _, _ = (word(one, "pk", "id") or "").partition("_")
    ad = one.get("product_type") == "ad" or one.get("ad_id") or one.get("is_paid_partnership") is True
    return {
        **post(code or pk or None, caption(one, {}), "caption", one.get("taken_at")),
        **author(word(user, "pk", "id"), word(user, "username"), word(user, "full_name"), user.get("is_verified")),
        "url": address(code),
        "collected_at": collected(around),
        "likes": None if hidden else count(one.get("like_count")),
        "replies": count(one.get("comment_count")),
        "views": None if hidden else whole(one, "play_count", "view_count"),
        "moderation": "advertisement" if ad else None,
    }


def comments(one: Record) -> Iterator[tuple[object, str | None]]:
    """A comment and its answers, each with the id of the comment it answers. Never recursive: input is hostile."""
    waiting: list[tuple[object, str | None]] = [(one, None)]
    while waiting:
        each, above = waiting.pop()
        if not isinstance(each, dict):
            yield each, above
            continue
        answers = each.get("answers")
        yield {name: held for name, held in each.items() if name != "answers"}, above
        ident = word(each, "id")
        waiting.extend((answer, ident) for answer in reversed(answers if isinstance(answers, list) else []))


def comment(one: object, above: str | None) -> Record | str:
    """The fields of a comment in Instaloader's list. Which post it answers stands in the file's name alone."""
    if not isinstance(one, dict):
        return NOT_POST
    owner, body = part(one, "owner"), one.get("text")
    if not isinstance(body, str):
        return NO_TEXT
    return {
        **post(word(one, "id"), body, "text", one.get("created_at")),
        **author(word(owner, "id", "pk"), word(owner, "username"), word(owner, "full_name"), owner.get("is_verified")),
        "parent_uid": f"instagram:{above}" if above else None,
        "likes": count(one.get("likes_count")),
    }
