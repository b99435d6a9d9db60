"""The shared task's score, worked out by hand. Arguments are made up."""

import pytest
from evals.sets import Debate
from evals.viewpoints.score import found, map_score


def test_all_right_is_one() -> None:
    rows = [("d", str(n), 0.9, 1.0) for n in range(4)]
    assert map_score(rows) == (1.0, 1.0)


def test_only_the_surest_half_counts() -> None:
    rows = [("d", "a", 0.9, 1.0), ("d", "b", 0.8, 1.0), ("d", "c", 0.2, 0.0), ("d", "e", 0.1, 0.0)]
    assert map_score(rows) == (1.0, 1.0)


def test_the_best_key_point_speaks_for_an_argument() -> None:
    rows = [("d", "a", 0.9, 0.0), ("d", "a", 0.4, 1.0), ("d", "b", 0.1, 1.0)]
    assert map_score(rows) == (0.0, 0.0)


def test_precision_times_share() -> None:
    # Of four kept two are right, first and third: average precision (1 + 2/3) / 2, times a half.
    labels = (1.0, 0.0, 1.0, 0.0)
    rows = [("d", str(n), 0.9 - n / 10, label) for n, label in enumerate(labels)]
    rows += [("d", f"x{n}", 0.1, 0.0) for n in range(4)]
    assert map_score(rows)[0] == pytest.approx((1 + 2 / 3) / 2 / 2)


def test_undecided_is_wrong_when_strict_and_right_when_relaxed() -> None:
    assert map_score([("d", "a", 0.9, None), ("d", "b", 0.1, 0.0)]) == (0.0, 1.0)


def test_debates_count_alike() -> None:
    rows = [("d", "a", 0.9, 1.0), ("d", "b", 0.1, 0.0), ("e", "a", 0.9, 0.0), ("e", "b", 0.1, 0.0)]
    assert map_score(rows)[0] == 0.5


def test_groups_are_right_by_their_majority_and_repeat_what_a_larger_one_has() -> None:
    gold = [["a"], ["a"], ["b"], ["a"], ["a"], ["b"], [], ["c"]]
    debate = Debate("d", [str(n) for n in range(8)], gold, {})
    groups = [[0, 1, 2], [3, 4], [2, 5], [6, 7], [7]]  # a; a again; b; a tie; one alone
    assert found([debate], [groups]) == {"right": 3 / 4, "repeats": 1 / 3}
    assert found([debate], [[]]) == {"right": 0.0, "repeats": 0.0}
