"""Denial, by words. Sentences are made up."""

import pytest

from hubbub.viewpoints.polarity import denies, opposed


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


@pytest.mark.parametrize(
    ("text", "point", "expected"),
    [
        ("The police are not racist", "The police are racist", True),
        ("The council was wrong to close the bridge", "The council was right to close the bridge", True),
        ("The council was not wrong to close the bridge", "The council was right to close the bridge", False),
        ("Taxes should go down", "Taxes should go up", True),
        ("Worst final ever", "Best final ever", True),
        ("Homework should be kept", "Homework should be abolished", True),
        ("The soup was not cold", "The police are racist", False),
        ("The police are racist", "The police are racist", False),
        ("I can't wait for the final", "I am waiting for the final", False),
        ("", "", False),
    ],
)
def test_opposed(text: str, point: str, expected: bool) -> None:
    assert opposed(text, point) is expected
    assert opposed(point, text) is expected
