"""Static encoders: a text's vector is the sum of its tokens' vectors, brought to one length. Weights ship with the package.

Token vectors are whole numbers (int8 rows times a scale a row), so the sum is exact whatever the order; scaling uses one
square root, one division, one product and one rounding a component, each exactly defined by IEEE 754.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hubbub.models.base import Vectors
from hubbub.models.vectors import shorten

TOKENS = 512  # of a text; later ones are not read
BATCH = 2_048  # texts tokenised and summed at a time


class Static:
    """See `models.base.Encoder`. `name` is a folder beside this file, made by `training/potion.py`."""

    many = False

    def __init__(self, name: str) -> None:
        folder = Path(__file__).with_name(name)
        weights = folder / "weights.npz"
        with np.load(weights) as stored:
            self.rows: NDArray[np.int16] = stored["rows"] * stored["scales"][:, None]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(TOKENS)
        self.rows[self.tokenizer.token_to_id("[UNK]")] = 0
        self.name = name
        self.sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()
        self.dimensions = self.rows.shape[1]

    def __reduce__(self) -> tuple[type["Static"], tuple[str]]:
        """By name: another process reads the weights itself."""
        return Static, (self.name,)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text; zeros where no token is known."""
        parts = [self.sums(part) for part in batches(texts)]
        return shorten(np.concatenate(parts)) if parts else np.zeros((0, self.dimensions), np.int16)

    def sums(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """The exact sum of the token vectors of each text."""
        tokens = [one.ids for one in self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
        sizes = np.fromiter(map(len, tokens), np.int64, len(tokens))
        order = np.argsort(-sizes, kind="stable")
        flat = np.fromiter(chain.from_iterable(tokens), np.int64, int(sizes.sum()))
        total = np.zeros((len(texts), self.dimensions), np.int32)
        total[order] = self.columns(flat, (np.cumsum(sizes) - sizes)[order], sizes[order])
        return total

    def columns(self, flat: NDArray[np.int64], starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int32]:
        """Sums by position in the text, longest text first: four times as fast as `np.add.reduceat`."""
        total = np.zeros((len(sizes), self.dimensions), np.int32)
        for position in range(int(sizes[0]) if len(sizes) else 0):
            longer = int(np.searchsorted(-sizes, -position))
            total[:longer] += self.rows[flat[starts[:longer] + position]]
        return total


def batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts, BATCH at a time; half of a surrogate pair, which no tokenizer takes, becomes a question mark."""
    for first in range(0, len(texts), BATCH):
        yield [text.encode("utf-8", "replace").decode() for text in texts[first : first + BATCH]]
