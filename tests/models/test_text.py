"""What a matcher sees: many texts at once give what each gives alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.models.text import key, keys, written

CHARACTERS = st.text(st.sampled_from("aAb! \n@:/.\u200d\u00ad\ufe0fßＲＴ＠éÉ😂e\u0301\ud83d") | st.characters(), max_size=12)


@given(st.lists(CHARACTERS | st.just("RT @x: aaa http://b.c @d"), max_size=8))
def test_keys_are_the_key_of_each(texts: list[str]) -> None:
    assert keys(texts) == [key(text) for text in texts]


@given(CHARACTERS)
def test_ascii_is_translated_as_other_text_is(text: str) -> None:
    assert written(text) == written(text + " .é")[:-1].rstrip()


@pytest.mark.parametrize("text", ["^", "`", "\u2800", "\ufffd", "<<<", "-", "=)", "->"])
def test_signs_that_say_nothing(text: str) -> None:
    assert not key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marrow beat Quay 2-1", "marrow beat quay 2–1"),
        ("a co-op, really", "A co op really!"),
        ("I <3 boats", "i 3 boats"),
        ("@keeper thanks", "@somebody thanks"),
        ("see https://made.up/a-b?c=1+2", "see"),
        ("sooo good", "soooooo good"),
        ("viiiery odd", "viiery odd"),
    ],
)
def test_what_adorns_makes_no_other_text(one: str, other: str) -> None:
    assert key(one) == key(other)
