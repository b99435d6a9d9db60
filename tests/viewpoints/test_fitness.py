"""Fitness is found for few sentences, and must be what it were if all had been judged. Sentences are made up."""

import random

import numpy as np
import pytest

from hubbub.viewpoints.candidates import digest, rank
from hubbub.viewpoints.fitness import UNFIT, UNKNOWN, Fitness
from hubbub.viewpoints.sample import Ints

WORDS = ("the", "referee", "saw", "nothing", "of", "that", "goal", "@nobody", "#MadeUp2030", "thanks", "so", "much", "lol")


def some(number: int = 400, seed: int = 3) -> tuple[list[str], Ints]:
    """Sentences of every rank, and voices."""
    draw = random.Random(seed)
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(1, 9))) + f" {n}" for n in range(number)]
    return texts, np.array([draw.choice((1, 1, 1, 1, 2, 3, 9)) for _ in texts])


def test_what_several_say_comes_first() -> None:
    fitness = Fitness(["The referee saw that goal", "lol", "The referee saw that"], ["a", "b", "c"], np.array([1, 3, 1]))
    assert fitness.first(np.ones(3, np.bool_), 1).tolist() == [1]


@pytest.mark.parametrize("limit", [1, 7, 60, 200, 390, 400, 1000])
def test_the_first_are_those_of_the_whole_order(limit: int) -> None:
    texts, voices = some()
    among = np.array([n % 5 != 2 for n in range(len(texts))])
    whole = sorted(np.flatnonzero(among), key=lambda n: (-min(int(voices[n]), 3), rank(texts[n]), digest(texts[n])))
    assert sorted(Fitness(texts, texts, voices).first(among, limit).tolist()) == sorted(whole[:limit])


@pytest.mark.parametrize("seed", range(8))
def test_speakers_are_those_of_all_sentences_judged(seed: int) -> None:
    texts, voices = some(seed=seed)
    draw = random.Random(seed)
    labels = np.array([*range(20), *(draw.randrange(20) for _ in range(280))])
    places = np.sort(np.array(draw.sample(range(len(texts)), len(labels))))
    near = np.array([1_000_000 * draw.randint(2, 16) for _ in labels])  # many ties
    fit = near - UNFIT[[rank(texts[place]) for place in places]]
    whole = [int(places[max(np.flatnonzero(labels == one), key=lambda n: (fit[n], -n))]) for one in range(20)]
    assert Fitness(texts, texts, voices).speakers(places, labels, near).tolist() == whole


def test_few_are_judged() -> None:
    texts, voices = [f"The referee saw nothing of goal {n}" for n in range(1000)], np.ones(1000, np.int64)
    fitness = Fitness(texts, texts, voices)
    fitness.first(np.ones(1000, np.bool_), 50)
    assert np.count_nonzero(fitness.known != UNKNOWN) <= 100
