"""Meta's personal export of an Instagram account: its owner's comments and posts. The owner is their author and is not named.

Every string is UTF-8 read as Latin-1, and labels are in the owner's language. Letters are private: nothing of them is read.
"""

import re
from collections.abc import Iterator

from hubbub.readers.base import PRIVATE
from hubbub.readers.fields import Record, part, parts
from hubbub.readers.instagram.content import NO_TEXT, post

COMMENT, OWNER = "Comment", "Media Owner"
LABELS = "labels in a language that does not tell the comment from the account it was made to"
OTHER = "an entry of Meta's export that is no post and no comment: not read"
THREADS = "text_post_app"  # exports its posts in the same way, under names that begin so
HANDLE = re.compile(r"[\w.]{1,30}", re.ASCII)
LETTER = re.compile(rb'"sender_name"\s*+:')


def mended(value: str) -> str:
    """A string as it was written, where the whole of it was UTF-8 read as Latin-1; else as it stands."""
    if value.isascii():
        return value
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def entries(one: Record) -> list[object]:
    """The entries of a file: itself, those in the one list it holds, the letters of a conversation."""
    if is_letters(one):
        return list(one["messages"]) if isinstance(one.get("messages"), list) else [one]
    name, only = next(iter(one.items())) if len(one) == 1 and not is_post(one) and not is_listed(one) else ("", None)
    return only if isinstance(only, list) and not name.startswith(THREADS) else [one]


def is_letters(one: Record) -> bool:
    """Whether an object is a conversation, or a letter of one."""
    return ("participants" in one and "messages" in one) or ("sender_name" in one and "timestamp_ms" in one)


def is_comment(one: Record) -> bool:
    """Whether an entry is a comment. The label is in the owner's language; the picture beside it is told by its own."""
    values = part(one, "string_map_data")
    return COMMENT in values or ("media_list_data" in one and any("value" in each for each in labelled(values)))


def is_post(one: Record) -> bool:
    """Whether an entry is a post: pictures, one or several, with the time they were put up."""
    first = next(iter(parts(one, "media")), {})
    return "uri" in first and ("creation_timestamp" in first or "creation_timestamp" in one)


def is_listed(one: Record) -> bool:
    """Whether an entry is a comment, or a like, a follow and so on."""
    return isinstance(one.get("string_list_data"), list) or isinstance(one.get("string_map_data"), dict)


def labelled(values: Record) -> Iterator[Record]:
    """What the labels of an entry hold."""
    return (each for each in values.values() if isinstance(each, dict))


def content(one: object) -> Record | str:
    """The fields of a comment or a post; the reason why it is none."""
    if not isinstance(one, dict):
        return OTHER
    if is_letters(one):
        return PRIVATE
    if is_post(one):
        return published(one)
    return comment(one) if is_comment(one) else OTHER


def comment(one: Record) -> Record | str:
    """The fields of a comment, by its labels in English, else by their order: the comment, then whom it was made to."""
    values = part(one, "string_map_data")
    moment = next((each["timestamp"] for each in labelled(values) if each.get("timestamp")), None)
    said = [each["value"] for each in labelled(values) if isinstance(each.get("value"), str) and each["value"]]
    body = part(values, COMMENT).get("value")
    if not isinstance(body, str) and (COMMENT in values or OWNER in values or not said):
        return NO_TEXT
    if not isinstance(body, str) and (len(said) != 2 or not HANDLE.fullmatch(said[1])):
        return LABELS
    return post(None, mended(body if isinstance(body, str) else said[0]), "Comment", moment)


def published(one: Record) -> Record | str:
    """The fields of a post: its words stand beside its pictures, or at the only one."""
    pictures = parts(one, "media")
    words = one.get("title") or (pictures[0].get("title") if len(pictures) == 1 else None)
    moment = one.get("creation_timestamp") or pictures[0].get("creation_timestamp")
    return post(None, mended(words if isinstance(words, str) else ""), "title", moment)
