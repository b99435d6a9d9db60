"""Words of keys: what is told quickly must be what the pattern says."""

import unicodedata

import regex
from hypothesis import given
from hypothesis import strategies as st

from hubbub.copies.likeness import MAYBE, TOKEN, UNSPACED, tokens
from hubbub.copies.shingles import END, squash


def test_no_character_without_spaces_is_missed() -> None:
    character = regex.compile(f"[{UNSPACED}]")
    every = (chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000)
    assert not [one for one in every if character.match(one) and not MAYBE.match(one)]


@given(st.text(st.characters(categories=["L", "M", "N", "So", "Sk"]) | st.sampled_from([" ", END, "a", "語"])))
def test_tokens_are_what_the_pattern_finds(text: str) -> None:
    assert tokens(text) == TOKEN.findall(text.replace(END, " "))


@given(st.text() | st.text(st.sampled_from([" ", END, "a", "é", "\u0301", "語", "_", "7"])))
def test_squashed_are_letters_marks_and_digits_alone(text: str) -> None:
    assert squash(text) == "".join(one for one in text if unicodedata.category(one)[0] in "LMN")
