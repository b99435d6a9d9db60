"""Screening: each reason, in order, and none for ordinary posts."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.models.language import language
from hubbub.models.text import key, plain
from hubbub.screen.reasons import Screen


def reason(text: str, **more: object) -> str | None:
    """Why a made-up post is left out."""
    row = {"uid": "x:1", "again": 1, "text": text, "moderation": None, "lang": None, "input_file": "a", "input_row": 1}
    screened = Screen(("en",))(pa.RecordBatch.from_pylist([row | more]))
    return screened.column("reason")[0].as_py()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("An ordinary sentence about the harbour", None),
        ("", "nothing_written"),
        ("   \n ", "nothing_written"),
        ("https://example.org/only-a-link", "nothing_written"),
        ("@one @two", "nothing_written"),
        ("...!!!", "nothing_written"),
        ("😡", "language"),
        ("Buy these boots today #ad", "advertisement"),
        ("Thanks to the pier #Sponsored", "advertisement"),
        ("I #admire this very much indeed", None),
        ("El final de la tormenta fue muy triste para todos", "language"),
    ],
)
def test_reasons(text: str, why: str | None) -> None:
    assert reason(text) == why


def test_the_platform_and_repetition_come_first() -> None:
    assert reason("An ordinary sentence", moderation="removed") == "removed"
    assert reason("An ordinary sentence", again=2, moderation="removed") == "same_post_again"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ending of the harbour scene was earned", "en"),
        ("El final de la tormenta fue muy triste", "es"),
        ("Das Ende war wirklich sehr traurig", "de"),
        ("本当に素晴らしい最終回でした", "ja"),
        ("NO STOP WE STILL HAVE THE BLOOPERS ITS NOT A GOODBYE", "en"),
        ("THE ENDING OF THE HARBOUR SCENE WAS EARNED", "en"),
        ("That was not an offside! #Hafenfest2026 #Deutschland #Mannschaft", "en"),
        ("#DasEndeWarWirklichSehrTraurig", "de"),
        ("lol", None),
        ("❤❤❤", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


@given(st.text())
def test_normalising_is_stable_and_never_fails(text: str) -> None:
    assert key(key(text)) == key(text) or key(text).startswith(("www", "rt", "http"))
    assert plain(text) == " ".join(plain(text).split())
