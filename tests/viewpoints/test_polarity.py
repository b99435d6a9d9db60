"""Denial, by words. Sentences are made up."""

import pytest

from hubbub.viewpoints.polarity import denies


@pytest.mark.parametrize(
    "text", ["It is not true", "It isn't true", "Nobody asked", "i dont care", "Das ist nicht wahr", "It’s never enough", "No."]
)
def test_denials(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize(
    "text", ["It is true", "It is not untrue and not false", "Not only that, it is true", "I can't wait", "Notice the knot", ""]
)
def test_no_denials(text: str) -> None:
    assert not denies(text)
