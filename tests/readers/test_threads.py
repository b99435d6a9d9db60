"""Threads and Telegram: each shape of the made-up files, field by field."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from hubbub.readers.base import PRIVATE
from hubbub.readers.telegram import UNNAMED
from tests.readers.reading import content, reading

SHAPES = Path(__file__).parent / "shapes"
TEN = datetime(2024, 5, 1, 10, tzinfo=UTC)


def test_a_post_of_threads() -> None:
    post = reading(SHAPES / "threads-zeeschuimer.ndjson").posts[0]
    assert (post["text"], post["text_origin"]) == ("The made-up ending 🥺\nin two lines", "caption")
    assert (post["uid"], post["url"]) == ("threads:Cmadeup001", "https://www.threads.com/@Lee_Made_Up/post/Cmadeup001")
    assert (post["author_key"], post["author_handle"], post["author_flags"]) == ("threads:9001", "Lee_Made_Up", ["verified"])
    assert (post["created_at"], post["created_precision"]) == (TEN, "exact")
    assert post["collected_at"] == datetime(2024, 5, 1, 21, 48, 20, 123_000, UTC), "the latest capture"
    assert (post["likes"], post["replies"], post["reposts"], post["quotes"], post["views"]) == (0, 4, 5, 6, None)
    assert (post["parent_uid"], post["repost_of"], post["quote_of"]) == (None, None, None)


def test_quotes_reposts_advertisements_and_pictures_of_threads() -> None:
    done = reading(SHAPES / "threads-zeeschuimer.ndjson")
    quote, repost, paid, picture = done.posts[1:]
    assert (quote["text"], quote["quote_of"], quote["author_key"]) == ("I disagree", "threads:Cmadeup001", "threads:9002")
    assert (repost["text"], repost["repost_of"], repost["author_handle"]) == (
        "The made-up ending 🥺\nin two lines",
        "threads:Cmadeup001",
        "bo_made_up",
    )
    assert (paid["moderation"], paid["likes"]) == ("advertisement", None), "hidden likes are not known"
    assert picture["text"] == ""
    assert done.reasons == ["an object of Threads that is no post"]


def test_threads_through_4cat() -> None:
    flat = reading(SHAPES / "threads-zeeschuimer~4cat.ndjson").posts[0]
    posts = reading(SHAPES / "threads-4cat.csv").posts
    assert (flat["uid"], flat["collected_at"].year) == ("threads:Cmadeup001", 2024)
    assert [post["uid"] for post in posts] == ["threads:Cmadeup001", "threads:Cmadeup004"]
    assert (posts[0]["text"], posts[0]["author_key"]) == ("The made-up ending,\nin two lines", "threads:@lee_made_up")
    assert (posts[0]["created_at"], posts[0]["likes"], posts[0]["replies"]) == (TEN, 0, 4), "not the server's own clock"
    assert [post["author_flags"] for post in posts] == [["verified"], []]
    assert [post["moderation"] for post in posts] == [None, "advertisement"]


def test_messages_of_a_public_channel() -> None:
    done = reading(SHAPES / "telegram-desktop.json")
    first, second, sticker = done.posts
    assert first["text"] == "The made-up ending, see https://made-up.example 🥺\nwow"
    assert (first["uid"], first["author_key"], first["author_name"]) == ("telegram:5/2", "telegram:channel5", "Made-Up Channel")
    assert (first["created_at"], first["created_precision"]) == (TEN, "exact"), "not the exporting machine's clock"
    assert (second["parent_uid"], second["author_name"], second["author_key"]) == ("telegram:5/2", None, "telegram:user7")
    assert sticker["text"] == ""
    assert done.reasons == ["a notice of Telegram's: no post"]


@pytest.mark.parametrize("name", ["telegram-other.json", "telegram-other~account.json"])
def test_of_private_chats_nothing_is_kept(name: str) -> None:
    done = reading(SHAPES / name)
    assert not done.posts
    assert "wow" not in str(done.tables)
    assert {one["sample"] for one in done.of("unreadable")} == {""}


def test_a_chat_of_unknown_kind_is_private(tmp_path: Path) -> None:
    chat = orjson.loads((SHAPES / "telegram-desktop.json").read_bytes())
    done = content(tmp_path, orjson.dumps(chat | {"type": "private_supergroup"}))
    assert set(done.reasons) == {PRIVATE}


def test_a_long_chat_loses_no_message(tmp_path: Path) -> None:
    chat = orjson.loads((SHAPES / "telegram-desktop.json").read_bytes())
    done = content(tmp_path, orjson.dumps(chat | {"messages": chat["messages"] * 300}))
    assert [one["shape"] for one in done.of("inputs")] == ["telegram-desktop"]
    assert (len(done.posts), len(done.reasons)) == (900, 300)


def keys_sorted(chat: dict[str, object], indent: bool, times: int) -> bytes:
    """A chat as a tool that sorts keys writes it: its kind stands behind its messages."""
    messages = list(chat["messages"]) * times  # type: ignore[call-overload]
    option = orjson.OPT_SORT_KEYS | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(chat | {"messages": messages}, option=option)


@pytest.mark.parametrize("indent", [True, False])
@pytest.mark.parametrize("times", [1, 900])
@pytest.mark.parametrize("kind", ["personal_chat", "public_channel", "a_new_kind", None])
def test_a_chats_kind_may_stand_behind_its_messages(tmp_path: Path, kind: str | None, times: int, indent: bool) -> None:
    chat = orjson.loads((SHAPES / "telegram-desktop.json").read_bytes())
    chat = {name: held for name, held in chat.items() if name != "type"} | ({"type": kind} if kind else {})
    done = content(tmp_path, keys_sorted(chat, indent, times))
    if kind == "public_channel":
        assert (len(done.posts), len(done.reasons)) == (3 * times, times)
        assert done.posts[0]["uid"] == "telegram:5/2"
        return
    assert (len(done.posts), len(done.reasons)) == (0, 4 * times)
    assert set(done.reasons) == {PRIVATE if kind == "personal_chat" else UNNAMED}
    assert {one["sample"] for one in done.of("unreadable")} == {""}


def test_of_what_is_broken_in_a_private_chat_nothing_is_kept(tmp_path: Path) -> None:
    chat = orjson.loads((SHAPES / "telegram-desktop.json").read_bytes()) | {"type": "personal_chat"}
    data = keys_sorted(chat, True, 3).replace(b'"text": ', b'"text" ', 1)
    done = content(tmp_path, data)
    assert not done.posts
    assert {one["sample"] for one in done.of("unreadable")} == {""}
