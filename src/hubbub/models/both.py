"""Two encoders that judge, as one: their vectors stand side by side, so that a dot product is the mean of their own.

What two networks of other depth, vocabulary and first teaching get wrong is not the same, and the mean of their cosines orders
pairs better than either (an ensemble: Hansen and Salamon, 1990; the figures are in evals/README.md).
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from hubbub.models.base import Odds, Vectors
from hubbub.models.carried import Carried
from hubbub.models.transformer import Scaled, Transformer
from hubbub.models.vectors import shorten

NAME = "both"


class Both:
    """See `models.base.Judge`. It reads no language that either does not."""

    name, many = NAME, False

    def __init__(self, one: Transformer, other: Carried) -> None:
        self.parts = one, other
        self.sha256 = hashlib.sha256((one.sha256 + other.sha256).encode()).hexdigest()
        self.dimensions, self.room = one.dimensions + other.dimensions, one.room + other.room
        ours, theirs = one.odds, other.odds
        self.odds: Odds = Scaled((ours.scale + theirs.scale) / 2, (ours.shift + theirs.shift) / 2, ours.powers)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text; zeros where neither knows a word."""
        return shorten(np.concatenate([part.encode(texts).astype(np.int64) for part in self.parts], axis=1))

    def __reduce__(self) -> tuple[type["Both"], tuple[Transformer, Carried]]:
        """By name, as its parts are: another process reads the weights itself."""
        return Both, self.parts
