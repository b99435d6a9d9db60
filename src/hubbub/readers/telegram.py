"""Telegram Desktop's export of one public channel or group (result.json). Private chats are refused: no word of them is kept."""

from collections.abc import Iterator, Mapping

from hubbub.readers.base import PRIVATE, Item, Register, Row, Shape
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, word
from hubbub.readers.jsons import Value, packed
from hubbub.readers.platform import Platform

PUBLIC = ("public_channel", "public_supergroup")
CLOSED = ("saved_messages", "personal_chat", "bot_chat", "private_group", "private_supergroup", "private_channel")
SERVICE = "a notice of Telegram's: no post"
STRANGE = "an object that is no message"
WHOLE = "the export of a whole account, which holds private chats: export one public channel or group instead"


class Telegram(Platform):
    """See `platform.Platform`."""

    name = "telegram"
    within = frozenset({"messages"})
    shapes = (
        Shape("telegram-desktop", "Telegram Desktop: the messages of a public channel or group"),
        Shape("telegram-other", "Telegram Desktop: private chats, which are not read"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes messages of a chat whose kind is named, and the export of a whole account."""
        one = value.value
        chat = one if isinstance(one, dict) and "messages" in one else value.around if value.key == "messages" else {}
        kind = chat.get("type")
        if kind in PUBLIC + CLOSED:
            return "telegram-desktop" if kind in PUBLIC else "telegram-other", f"messages of Telegram Desktop, {kind}"
        whole = isinstance(one, dict) and "personal_information" in one and "chats" in one
        return ("telegram-other", "the export of a whole account of Telegram Desktop") if whole else None

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a message."""
        one, row = value.value, value.row
        if value.key == "messages":
            yield entry(one, value.around, row, register)
        elif isinstance(one, dict) and isinstance(one.get("messages"), list):
            for inner in one["messages"]:
                yield entry(inner, one, Row(0, row.offset, packed(inner)), register)
        else:
            yield register.unreadable(row.offset, WHOLE, b"")


def entry(one: object, chat: Mapping[str, object], row: Row, register: Register) -> Item:
    """The post or ledger entry of one message of a chat."""
    ident, number = word(dict(chat), "id"), word(one, "id") if isinstance(one, dict) else None
    if chat.get("type") not in PUBLIC:
        return register.unreadable(row.offset, PRIVATE, b"")
    if not isinstance(one, dict) or not ident or not number:
        return register.unreadable(row.offset, STRANGE, row.raw)
    return message(one, f"{ident}/{number}", row, register)


def message(one: Record, ident: str, row: Row, register: Register) -> Item:
    """The post or ledger entry of one message."""
    if one.get("type") != "message":
        return register.unreadable(row.offset, SERVICE, row.raw)
    created, precision = instant(one.get("date_unixtime") or one.get("date"))
    author, name = word(one, "from_id"), one.get("from")
    answered = word(one, "reply_to_message_id")
    chat = ident.partition("/")[0]
    content = {
        "platform": "telegram",
        "post_id": ident,
        "author_key": f"telegram:{clean(author)}" if author else None,
        "author_name": clean(name) if isinstance(name, str) and name.strip() else None,
        "text": clean(joined(one.get("text"))),
        "text_origin": "text",
        "created_at": created,
        "created_precision": precision,
        "parent_uid": f"telegram:{chat}/{answered}" if answered else None,
    }
    return register.post(row.sha256, content)


def joined(body: object) -> str:
    """A text that is given whole, or in parts where some of it is a link or a mention."""
    if isinstance(body, str):
        return body
    parts = body if isinstance(body, list) else []
    words = (one.get("text") if isinstance(one, dict) else one for one in parts)
    return "".join(one for one in words if isinstance(one, str))
