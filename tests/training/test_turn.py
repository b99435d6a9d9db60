"""Pairs made by rule. Sentences are made up."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from training.turn import aimed, negated, numbered, reworded, swapped, turned

DRAW = Random(1)


def test_each_rule() -> None:
    assert negated("The bridge is safe", Random(1)) in {"The bridge is not safe", "The bridge is dangerous"}
    assert negated("They don't listen", DRAW) == "They do listen"
    assert negated("We can't wait", DRAW) == "We can wait"
    assert negated("The soup", DRAW) is None
    assert numbered("There were 12 boats", DRAW) in {f"There were {12 + n} boats" for n in (1, 3, 10, 50)}
    assert swapped("The novel is better than the film", DRAW) == "the film is better than The novel"
    assert (aimed("Marta deserved the prize", DRAW) or "").endswith(" deserved the prize")


@given(st.text(max_size=80), st.integers(0, 1_000))
def test_a_turned_text_is_another_text(text: str, seed: int) -> None:
    made = turned(text, Random(seed))
    assert made is None or made.casefold() != text.casefold()


@given(st.text(max_size=80), st.integers(0, 1_000))
def test_any_text_can_be_reworded(text: str, seed: int) -> None:
    assert isinstance(reworded(text, Random(seed)), str)
