"""Looking under words finds what looking for every pattern everywhere finds."""

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from hubbub.models.text import key
from hubbub.screen.removal import apart, names, tells
from hubbub.screen.sought import Part, phrases, sought

LETTERS = "abIİıßẞſée\u0301²5٣_-.@/ #\u200d日本…😀"
PIECES = st.sampled_from([*LETTERS, "Sam", "SAM", "soooo", "http://x.y/", "https://t.co/sam", "www.sam.de", "@sam", "u/", " "])
TEXTS = st.lists(PIECES, max_size=14).map("".join)
NONE: dict[str, object] = {
    "post_id": None,
    "url": None,
    "author_key": None,
    "author_handle": None,
    "author_name": None,
    "whole_author": True,
}


def patterns(texts: list[str]) -> list[Part]:
    """Everything that is looked for of removed posts of these texts, whose authors and links are called so, too."""
    rows = [NONE | {"author_handle": text or None, "url": f"https://x.y/{text}", "post_id": text} for text in texts]
    made = [part for row in rows for part in names(row)]
    return made + [apart(text) for text in texts if text] + [part for text in texts for part in tells(key(text * 6), text)]


@given(TEXTS, st.lists(TEXTS, max_size=4), st.lists(st.integers(0, 40), max_size=3))
@example("SAM", ["sam"], [])
@example("see İsa.b", ["isa.b"], [])
@example("foohttp://x.y/ b", ["foo b"], [])
def test_what_is_found_is_what_every_pattern_finds(text: str, texts: list[str], cut: list[int]) -> None:
    parts = patterns(texts)
    text = " ".join([text, *texts, *(one.upper() for one in texts), *(one[at:] for one in texts for at in cut)])
    every = regex.compile("|".join(part.pattern for part in parts), regex.IGNORECASE) if parts else None
    found = [one.span() for one in every.finditer(text)] if every else []
    made = sought(parts)
    assert (made.spans(text), made.within(text)) == (found, bool(found))


@given(st.lists(st.lists(st.sampled_from(["a", "ab", "b", "日本"]), min_size=1, max_size=5).map(" ".join)), st.text("ab 日本"))
def test_phrases_are_parts_of_texts(texts: list[str], within: str) -> None:
    assert phrases(texts).within(within) == any(text in within for text in texts)


def test_nothing_is_looked_for_in_vain() -> None:
    made = sought([apart("one two"), apart("two three")])
    assert (made.among("one and two and four"), made.among("four")) == (made.among("one"), None)
    assert not phrases([])
