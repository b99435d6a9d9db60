"""What the evaluation of members looks at: sentences put under key points in other words than theirs. Posts are made up."""

from collections import Counter

from evals.viewpoints.members import shares
from evals.viewpoints.method import members

POSTS = ["The bridge must be closed.", "The bridge must be closed!", "They must close the bridge.", "I had soup for lunch."]


def test_own_words_are_not_among_them() -> None:
    found = members(POSTS)
    assert {(text, point) for text, point, _ in found} == {("They must close the bridge.", "The bridge must be closed!")}
    assert all(0 < score < 1_000_000 for *_, score in found)


def test_shares_are_of_those_judged() -> None:
    assert shares(Counter({"yes": 2, "part": 1, "no": 1, "": 6})) == {
        "judged": 4,
        "makes_the_point": 0.5,
        "at_least_partly": 0.75,
    }
    assert shares(Counter()) == {"judged": 0, "makes_the_point": 0, "at_least_partly": 0}
