"""Telegram Desktop's export of one public channel or group (result.json). Private chats are refused: no word of them is kept.

Where a chat's keys were sorted, its kind stands behind its messages: it is looked up there before any of them is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hubbub.readers.base import PRIVATE, Item, Register, Row, Shape, Source
from hubbub.readers.compress import BrokenError
from hubbub.readers.dates import instant
from hubbub.readers.fields import Record, clean, word
from hubbub.readers.jsons import NOTHING, Value, packed, values
from hubbub.readers.platform import Platform

PUBLIC = ("public_channel", "public_supergroup")
CLOSED = ("saved_messages", "personal_chat", "bot_chat", "private_group", "private_supergroup", "private_channel")
SERVICE = "a notice of Telegram's: no post"
UNNAMED = "a message of a chat whose kind is not named, so perhaps private: export the public channel or group again"
ONLY = frozenset({"from_id", "actor_id", "date_unixtime", "text_entities"})  # keys of Telegram's messages and of no other
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
        """Takes messages of a chat whose kind is named or may stand behind them, and the export of a whole account."""
        one = value.value
        chat = one if isinstance(one, dict) and "messages" in one else value.around if value.key == "messages" else {}
        kind = chat.get("type")
        if kind in PUBLIC + CLOSED:
            return "telegram-desktop" if kind in PUBLIC else "telegram-other", f"messages of Telegram Desktop, {kind}"
        if value.key == "messages" and is_message(one):
            return "telegram-desktop", "messages of Telegram Desktop"
        inner = chat.get("messages")
        if isinstance(inner, list) and any(map(is_message, inner)):
            return "telegram-other", "messages of Telegram Desktop, of an unnamed kind of chat"
        whole = isinstance(one, dict) and "personal_information" in one and "chats" in one
        return ("telegram-other", "the export of a whole account of Telegram Desktop") if whole else None

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """A row a message."""
        yield from messages(value, value.around, register)

    def read(self, source: Source) -> Iterator[Item]:
        """The messages in order, each as the kind of its chat allows. Of what is broken outside public chats no word is kept."""
        register, known = Register(source.name), Chats(source)
        with source.open() as stream:
            for value in values(stream, source.head, source.settings.row_limit, self.within):
                if value.row.fault:
                    public = known.chat.get("type") in PUBLIC
                    yield register.unreadable(value.row.offset, value.row.fault, value.row.raw if public else b"")
                else:
                    yield from messages(value, known.around(value), register)


@dataclass(slots=True)
class Chats:
    """The chats of a source in order. What stands behind the messages of one is read ahead once it is needed."""

    source: Source
    chat: Mapping[str, object] = field(default_factory=dict)
    begun: Mapping[str, object] = field(default_factory=dict)  # the same, as far as it is read
    number: int = -1
    ahead: list[Mapping[str, object]] | None = None

    def around(self, value: Value) -> Mapping[str, object]:
        """The chat that a message is of."""
        if value.key == "messages" and value.around is not self.begun:
            self.begun, self.number = value.around, self.number + 1
            self.chat = self.begun if "type" in self.begun else self.whole()
        return self.chat

    def whole(self) -> Mapping[str, object]:
        """The chat, with what stands behind its messages."""
        if self.ahead is None:
            self.ahead = list(chats(self.source))
        return self.ahead[self.number] if self.number < len(self.ahead) else self.begun


def chats(source: Source) -> Iterator[Mapping[str, object]]:
    """Each chat of a source, whole once the next one begins or all is read."""
    last: Mapping[str, object] = NOTHING
    try:
        with source.open() as stream:
            for value in values(stream, source.head, source.settings.row_limit, Telegram.within):
                if value.key == "messages" and value.around is not last:
                    last = value.around
                    yield last
    except BrokenError:
        return  # told where the messages are read


def messages(value: Value, chat: Mapping[str, object], register: Register) -> Iterator[Item]:
    """A row a message: of one that is read by itself, or of a whole chat."""
    one, row = value.value, value.row
    if value.key == "messages":
        yield entry(one, chat, row, register)
    elif isinstance(one, dict) and isinstance(one.get("messages"), list):
        for inner in one["messages"]:
            yield entry(inner, one, Row(0, row.offset, packed(inner)), register)
    else:
        yield register.unreadable(row.offset, WHOLE, b"")


def is_message(one: object) -> bool:
    """Whether an object is a message or a notice as Telegram Desktop writes them, whatever is around it."""
    if not isinstance(one, dict) or one.get("type") not in {"message", "service"}:
        return False
    return isinstance(one.get("id"), int) and "date" in one and len(ONLY & one.keys()) > 0


def entry(one: object, chat: Mapping[str, object], row: Row, register: Register) -> Item:
    """The post or ledger entry of one message of a chat."""
    ident, number = word(dict(chat), "id"), word(one, "id") if isinstance(one, dict) else None
    if chat.get("type") not in PUBLIC:
        return register.unreadable(row.offset, PRIVATE if chat.get("type") in CLOSED else UNNAMED, b"")
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
