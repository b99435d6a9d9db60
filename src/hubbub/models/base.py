"""What an encoder must do: turn texts into vectors of whole numbers, so that no sum depends on order, threads or machine.

Contract, asserted by `tests/contracts/test_encoders.py`: the same text gives the same vector whatever batch it is in;
components are whole numbers; the length of a vector is at most LENGTH, so any dot product stays under 2**24 and is exact
in float32, whatever the order of the sum. The score of two vectors is their dot product over LENGTH**2, in millionths.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LENGTH = 4000

Vectors = NDArray[np.int16]  # (texts, dimensions), rows of length at most LENGTH; a row of zeros: nothing to match on


class Encoder(Protocol):
    """Texts to vectors."""

    name: str
    sha256: str  # of the weights
    dimensions: int
    room: int  # bytes a process that reads with it takes, libraries included
    many: bool  # whether it reads many languages, what says the same near in all of them; else Latin script alone

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""


class Odds(Protocol):
    """How likely texts make one point, in millionths, by the dot products of their vectors; it rises with them."""

    def __call__(self, dots: NDArray[np.int64]) -> NDArray[np.int64]:
        """One number a dot product."""


class Judge(Encoder, Protocol):
    """An encoder whose dot products say how likely two texts make one point."""

    @property
    def odds(self) -> Odds:
        """How likely."""


class Matcher(Judge, Protocol):
    """A judge that reads pairs, too. Contract, asserted by
    `tests/contracts/test_matchers.py`: the same pair gives the same number whatever batch it is in and whatever the machine;
    numbers are whole millionths."""

    def match(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """How likely each text makes the point beside it, in millionths."""

    def stance(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """(n, 3), millionths: how likely each text takes no side towards the target beside it, is against it, favours it."""


class Writer(Protocol):
    """A language model that words headings. Its answer is checked, never trusted: see `headings`. It may raise anything."""

    name: str  # as the user gave it

    def write(self, prompt: str) -> str:
        """The answer to one prompt."""
