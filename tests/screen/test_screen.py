"""Screening: each reason, in order, and none for ordinary posts."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import hubbub
from hubbub.models.language import language
from hubbub.models.text import key, plain
from hubbub.screen.reasons import Screen, coded, spoken, told
from tests.made import export


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
        ("im so proud of her", "en"),
        ("Ferries never die.", "en"),
        ("Im Hafen war es sehr laut", "de"),
        ("Was war das denn für ein Spiel?", "de"),
        ("bahut acchi jagah hai", None),
        ("Hai visto che bella canzone", "it"),
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


LONG = (
    "My sister and I have watched this show about the harbour since 2{:03d}",
    "Ma soeur et moi regardons ce feuilleton du port tous les soirs depuis 2{:03d}",
)
GUESSED = {"dont leave us pls": "fr", "Quelle journée magnifique": "fr", "Мы все плакали": "ru"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        *((one, "en") for one in ("en", "en-GB", "en_US", "English", " ENG ", "und", "", None, "see text", "1")),
        ("iw", "he"),
        ("pt_BR", "pt"),
        ("fil", "fil"),
        ("español", "es"),
    ],
)
def test_what_platforms_call_a_language(given: str | None, code: str) -> None:
    assert spoken(given, "The ending of the harbour scene was earned") == code


@pytest.mark.parametrize(
    ("long", "told", "expected"),
    [
        ((240, 0), "", {**GUESSED, "dont leave us pls": None}),  # nobody writes French at length, but for who has an accent
        ((240, 0), "fr", dict.fromkeys(GUESSED, "fr")),  # the platform says so
        ((240, 2), "", GUESSED),
        ((440, 1), "", {**GUESSED, "dont leave us pls": None}),
        ((190, 0), "", GUESSED),  # too few to say what is written here
    ],
)
def test_few_plain_letters_tell_no_language_that_nobody_writes_at_length(
    tmp_path: Path, long: tuple[int, int], told: str, expected: dict[str, str | None]
) -> None:
    texts = [form.format(n) for form, many in zip(LONG, long, strict=True) for n in range(many)]
    posts = [(str(n), f"made_up_{n}", "2026-05-01T00:00:00Z", text, "") for n, text in enumerate(texts)]
    posts += [(f"9{n}", f"made_up_9{n}", "2026-05-01T00:00:00Z", text, told) for n, text in enumerate(expected)]
    hubbub.find([export(tmp_path / "a.csv", posts)], tmp_path / "out")
    kept = pq.read_table(tmp_path / "out/tables/posts.parquet", columns=["text", "lang"]).to_pylist()
    assert {post["text"]: post["lang"] for post in kept if post["text"] in expected} == expected


def test_a_language_is_read_however_it_is_spelt_and_nothing_kept_of_a_long_one() -> None:
    spelt = (None, "", "en", "EN_us", " pt-BR ", "English", "und")
    assert [told(one) for one in spelt] == ["", "", "en", "en", "pt", "en", ""]
    kept = coded.cache_info().currsize
    assert told(" " * 10_000 + "en") == "en"
    assert told("en-" + "x" * 10_000) == ""
    assert coded.cache_info().currsize == kept
