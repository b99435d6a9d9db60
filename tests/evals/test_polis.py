"""People who vote, made up: who wrote what, and who votes like whom."""

import numpy as np
import pytest
from evals.viewpoints.polis import Conversation, agreeing, alike, siding, writing

UP, DOWN = [1.0] * 12, [-1.0] * 12


@pytest.fixture
def held() -> Conversation:
    """Three people, fourteen statements: the first two vote alike, the third never so; the last did not vote on most."""
    votes = np.array([[1.0, -1.0, *UP], [-1.0, 1.0, *UP], [1.0, 1.0, *DOWN], [1.0, *[np.nan] * 13]])
    return Conversation([f"statement {n}" for n in range(14)], votes, [0, 1, 2, 3, *[None] * 10], ["0", "0", "1", ""])


def test_people_are_those_who_wrote_the_statements(held: Conversation) -> None:
    assert writing(held, [(0, 1), (1, 0), (0, 2), (0, 0), (3, 9)]) == {(0, 1), (0, 2)}


def test_what_they_wrote_themselves_does_not_count(held: Conversation) -> None:
    assert alike(held.votes[[0, 1]].T, 0, 1) == 12 / 14
    assert agreeing(held, {(0, 1)}) == [1.0]
    assert agreeing(held, {(0, 2), (1, 2)}) == [0.0, 0.0]
    assert agreeing(held, {(0, 3)}) == []


def test_sides_are_those_of_the_votes(held: Conversation) -> None:
    assert siding(held, {(0, 1), (0, 2), (0, 3)}) == [1.0, 0.0]
