"""What may be printed as said against another view."""

import pytest

from hubbub.viewpoints.opposites import contradict
from hubbub.viewpoints.polarity import content, denies


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ending was earned.", "The ending was not earned."),
        ("There was room for the keeper.", "There was no room for the keeper on the ferry."),
        ("I will watch this", "I will not watch this one."),
    ],
)
def test_the_same_words_denied(one: str, other: str) -> None:
    assert contradict(content(one), content(other))
    assert denies(one) != denies(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What an actress the keeper is", "We don't deserve the keeper."),
        ("I have no friends", "I have 0 friends"),
        ("If you know you know.", "I don't know you"),
        ("Too much, too much.", "Don't like it too much."),
    ],
)
def test_other_words_or_too_few(one: str, other: str) -> None:
    assert not contradict(content(one), content(other))


@pytest.mark.parametrize("text", ["I can't wait for this", "I cannot wait for this.", "Couldn't agree more"])
def test_phrases_that_deny_nothing(text: str) -> None:
    assert not denies(text)
