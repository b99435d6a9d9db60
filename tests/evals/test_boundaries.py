"""How boundaries are scored. Texts are made up."""

from pathlib import Path

from evals.viewpoints.boundaries import HALVES, ends, f1, gold, naive, read

TEXTS = Path(__file__).parents[2] / "evals/viewpoints/boundaries.txt"


def test_a_boundary_does_not_depend_on_white_space() -> None:
    assert ends(["One. ", "Two. ", "Three"]) == ends(["One.", " Two.", "\nThree"]) == {4, 8}
    assert gold("One. ¦Two⏎¦three") == ("One. Two\nthree", ["One. ", "Two\n", "three"])


def test_f1_counts_each_boundary() -> None:
    assert f1(naive, "English", ["One. ¦Two", "no stop"]) == 1
    assert f1(naive, "English", ["Dr. Two"]) == 0
    assert f1(naive, "English", ["One. ¦Dr. Two"]) == 2 / 3


def test_every_language_has_25_texts_in_two_halves() -> None:
    halves = read(TEXTS)
    assert len(halves) == 9
    assert all(sum(len(one[half]) for half in HALVES) >= 25 for one in halves.values())
    assert all(set(one["dev"]).isdisjoint(one["held"]) for one in halves.values())
