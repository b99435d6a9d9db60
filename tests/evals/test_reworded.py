"""Reworded texts: the same from the same seed, other than the original, and still of its words."""

import random

import pytest
from evals.reworded import EDITS, SYNONYMS, common, planted

TEXT = (
    "The keeper said that the lamp, which many people need, was dark for a whole night. Nobody on the quay asked why; the "
    "harbour master wrote a good report. I think that we want a new lamp, because ships come in late."
)


@pytest.mark.parametrize("edit", sorted(EDITS))
def test_an_edit_changes_a_text_the_same_way_each_time(edit: str) -> None:
    def said() -> str:
        draw, text = random.Random(3), TEXT
        for one in EDITS[edit]:
            text = one(text, draw)
        return text

    assert said() == said() != TEXT


def test_every_pair_is_of_an_original_and_its_copy() -> None:
    rows, true = planted([f"{TEXT} This is number {n}." for n in range(40)])
    assert rows[:40] == [f"{TEXT} This is number {n}." for n in range(40)]
    assert len(rows) == 40 + len(true) > 40
    assert all(first < 40 <= second for first, second in true)


def test_common_is_a_share() -> None:
    assert common("a b c d", "a b c d") == 1
    assert common("a b c d", "e f g h") == 0
    assert common("a b c", "a b c d") == 1 / 2


def test_no_synonym_is_changed_into_itself() -> None:
    assert all(one != other for one, other in SYNONYMS.items())
