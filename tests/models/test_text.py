"""What a matcher sees: many texts at once give what each gives alone."""

from hypothesis import given
from hypothesis import strategies as st

from hubbub.models.text import key, keys, written

CHARACTERS = st.text(st.sampled_from("aAb! \n@:/.\u200d\u00ad\ufe0fßＲＴ＠éÉ😂e\u0301\ud83d") | st.characters(), max_size=12)


@given(st.lists(CHARACTERS | st.just("RT @x: aaa http://b.c @d"), max_size=8))
def test_keys_are_the_key_of_each(texts: list[str]) -> None:
    assert keys(texts) == [key(text) for text in texts]


@given(CHARACTERS)
def test_ascii_is_translated_as_other_text_is(text: str) -> None:
    assert written(text) == written(text + "é")[:-1].rstrip()
