"""Two encoders as one. Sentences are made up."""

import pickle

import numpy as np

from hubbub.models import encoder, judge
from hubbub.models.base import LENGTH
from hubbub.models.both import Both

TEXTS = ["The ending was far too long.", "It went on and on at the end", "I loved the music!", "The ending was not too long."]


def cosines(name: str) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Of all texts with each other."""
    vectors = encoder(name).encode(TEXTS).astype(np.int64)
    return (vectors @ vectors.T) / LENGTH**2


def test_a_dot_product_is_the_mean_of_both() -> None:
    assert np.abs(cosines("both") - (cosines("minilm") + cosines("e5")) / 2).max() < 7e-3  # what `shorten` leaves for rounding


def test_odds_lie_between_those_of_its_parts() -> None:
    dots = np.arange(-(LENGTH**2), LENGTH**2, LENGTH**2 // 50)
    one, other, both = (judge(name).odds(dots) for name in ("minilm", "e5", "both"))
    assert ((both >= np.minimum(one, other) - 1) & (both <= np.maximum(one, other) + 1)).all()
    assert len(set(both.tolist())) > 50


def test_it_is_sent_to_workers_by_name() -> None:
    sent = pickle.dumps(judge("both"))
    assert len(sent) < 400
    assert isinstance(pickle.loads(sent), Both)
