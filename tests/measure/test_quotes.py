"""Which part of a post is quoted. Texts are made up."""

from hypothesis import given
from hypothesis import strategies as st

from hubbub.measure.quotes import beginning, widen


@given(st.text(max_size=400), st.integers(1, 150))
def test_a_beginning_is_within_the_post_and_breaks_no_word(text: str, most: int) -> None:
    begin, end = beginning(text, most)
    said = text[begin:end]
    assert said == said.strip()
    assert len(said) <= max(most, 280)
    assert bool(said) == bool(text.strip())
    if end < len(text.rstrip()) and any(map(str.isspace, said)):
        assert text[end].isspace()


def test_a_family_is_not_cut_into_people() -> None:
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"
    assert beginning(family * 100, 142) == (0, 140)


def test_a_post_of_any_length_is_not_printed_whole() -> None:
    text = "a word " * 9_000
    assert widen(text, 0, len(text))[1] <= 1_000
    assert widen(text, 7, 13) == (7, 13)
