"""Which sentences can speak for others. Sentences are made up."""

import numpy as np
import pytest

from hubbub.models.text import key
from hubbub.viewpoints.candidates import CLEAR, POOR, SHORT, VAGUE, matter, preference, rank, states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The music was really great", CLEAR),
        ("音楽が本当によかったと思う", CLEAR),
        ("Love it!", SHORT),
        ("But the music was really great", SHORT),
        ("See https://made.up for the whole story", POOR),
        ("#one #two #three what a wonderful concert", POOR),
        ("🙂🙂🙂🙂🙂 tired 🙂🙂🙂", POOR),
        ("I never knew that, thank you so much", VAGUE),
        ("Same.", VAGUE),
        ("Good morning everyone!", VAGUE),
        ("Thanks, Marlow💖", VAGUE),
        ("Have a lovely day everyone.", VAGUE),
        ("made.up/profile/some...", VAGUE),
        ("Thanks to the referee they lost the final", CLEAR),
        ("Best day ever", SHORT),
        ("🙂🙂 ok", VAGUE),
        ("It is so good", SHORT),
    ],
)
def test_ranks(text: str, expected: int) -> None:
    assert rank(text) == expected


def test_tags_and_links_alone_state_nothing() -> None:
    assert not any(states(text) for text in ("#MadeUp2030!⚽️", "@nobody https://made.up", "🙂", "2-0", ""))
    assert not any(states(text) for text in ("Yeah.", "hahaha", "Oh no! #MadeUp2030", "LOL", "jajaja", "ok so..."))
    assert states("Never! #MadeUp2030")


def test_tags_at_the_end_do_not_matter() -> None:
    assert matter("What a goal! #MadeUp #Cup ⚽ https://made.up/x") == "What a goal"
    assert matter("The #MadeUp cup is here") == "The #MadeUp cup is here"


def test_what_several_say_comes_first() -> None:
    assert preference(np.array([0, 1, 0]), np.array([1, 3, 1]), ["a", "b", "c"])[0] == 1


def test_a_link_to_a_picture_is_no_point() -> None:
    assert key("pic.twitter.com/madeUp123") == key("")
    assert key("so sad pic.x.com/madeUp123") == key("so sad")
