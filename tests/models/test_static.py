"""The default encoder. Sentences are made up."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.models.base import LENGTH
from hubbub.models.static import BATCH, TOKENS, Static, known, tokenizer

POTION = Static("potion")


def score(one: str, other: str) -> float:
    left, right = POTION.encode([one, other]).astype(np.int64)
    return float(left @ right) / LENGTH**2


def test_like_texts_are_nearer_than_unlike_ones() -> None:
    music = "The music was wonderful."
    assert score(music, "What lovely music!") > score(music, "Tickets cost too much.") + 0.2


def test_full_length_but_for_rounding() -> None:
    lengths = np.linalg.norm(POTION.encode(["The music was wonderful.", "no"]).astype(np.float64), axis=1)
    assert (lengths > LENGTH * 0.995).all()


def test_more_texts_than_a_batch() -> None:
    texts = [f"chapter {n}" for n in range(BATCH + 5)]
    assert (POTION.encode(texts)[-3:] == POTION.encode(texts[-3:])).all()


def test_only_the_first_tokens_are_read() -> None:
    assert (POTION.encode(["good " * TOKENS]) == POTION.encode(["good " * TOKENS + "bad"])).all()


def test_naming_an_encoder_loads_nothing() -> None:
    code = "import sys, hubbub.models; assert 'tokenizers' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


HOSTILE = [
    *("", " ", "don't [CLS] go", "Goal!!! 2-0 \\o/ ~`^|", "“Fine” — he’s off…"),
    *("café 😍 \ud800", "a" * 101, "\ta\x00b\x7f", "가" * 400),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_tokens_are_what_the_tokenizer_says(text: str) -> None:
    whole = tokenizer().encode(text.encode("utf-8", "replace").decode(), add_special_tokens=False).ids
    assert known().tokens([text, "words in between", text]) == [
        whole[:TOKENS],
        known().tokens(["words in between"])[0],
        whole[:TOKENS],
    ]


@given(st.text(st.characters(max_codepoint=0x2FFF), max_size=60))
def test_tokens_of_any_text_are_what_the_tokenizer_says(text: str) -> None:
    test_tokens_are_what_the_tokenizer_says(text)


def test_no_more_words_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubbub.models.static.WORDS", 3)
    before = POTION.encode(["five made up words here"])
    assert (POTION.encode(["other words"] + ["five made up words here"])[1] == before[0]).all()
