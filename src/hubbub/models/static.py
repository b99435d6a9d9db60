"""Static encoders: a text's vector is the sum of its tokens' vectors, brought to one length. Weights ship with the package.
One is a judge, too: its cosines say how likely two texts make one point.

Token vectors are whole numbers (int8 rows times a scale a row), so the sum is exact whatever the order; scaling uses one
square root, one division, one product and one rounding a component, each exactly defined by IEEE 754.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hubbub.models.base import LENGTH, Odds, Vectors
from hubbub.models.vectors import shorten

TOKENS = 512  # of a text; later ones are not read
BATCH = 2_048  # texts tokenised and summed at a time
# Texts whose words are as plain to see as here: what stands between spaces and punctuation, and each sign of punctuation. With
# "[" begin the names of tokens that are no words.
PLAIN = re.compile(r"[ -Z\\-~‘’“”…–—]*")
WORD = re.compile(r"[0-9a-z]+|[!-/:-@\\-`{-~‘’“”…–—]|\n")  # the last ends a text
WORDS, END = 100_000, 0  # words whose tokens are kept, some ten megabytes; the number of the one that ends a text
Ints = NDArray[np.int64]


@cache
def tokenizer() -> Tokenizer:
    """What cuts texts into tokens, for all static encoders."""
    return Tokenizer.from_file(str(Path(__file__).with_name("potion") / "tokenizer.json"))


@cache
def vocabulary() -> frozenset[str]:
    """The words and parts of words that are one token: of words, the 20,000 or so most common in English, names among them."""
    return frozenset(tokenizer().get_vocab())


@dataclass(frozen=True)
class Looked:
    """See `models.base.Odds`: looked up in a table, whose first entry is of cosine 0 and below, whose last of 1."""

    table: NDArray[np.int64]

    def __call__(self, dots: NDArray[np.int64]) -> NDArray[np.int64]:
        """One number a dot product."""
        return np.asarray(self.table[np.maximum(dots, 0) * (len(self.table) - 1) // LENGTH**2])


class Known:
    """The tokens of texts, which are the same for all static encoders, by words met so far."""

    def __init__(self) -> None:
        self.words: dict[str, int]  # their numbers, by which stand:
        self.begins: Ints  # where in `pieces` the tokens of each begin
        self.sizes: Ints  # how many these are
        self.pieces: Ints
        self.forget()

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text."""
        flat, starts, sizes = self.read(texts)
        return [flat[start : start + size].tolist() for start, size in zip(starts, sizes, strict=True)]

    def read(self, texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """The tokens of all texts, and where in them each text begins and how many it has. Those of plain texts are their words',
        which are looked up: several times as fast."""
        usual = np.fromiter((PLAIN.fullmatch(text) is not None for text in texts), np.bool_, len(texts))
        flat, sizes = self.looked([text for text, one in zip(texts, usual, strict=True) if one])
        others = self.asked([text for text, one in zip(texts, usual, strict=True) if not one])
        every = np.zeros(len(texts), np.int64)
        every[usual], every[~usual] = sizes, list(map(len, others))
        starts = np.zeros(len(texts), np.int64)
        starts[usual], starts[~usual] = np.cumsum(sizes) - sizes, len(flat) + np.cumsum(every[~usual]) - every[~usual]
        return np.append(flat, np.fromiter(chain.from_iterable(others), np.int64)), starts, np.minimum(every, TOKENS)

    def looked(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """The tokens of plain texts, and how many each has; all are cut into words at once."""
        found = WORD.findall("\n".join([*texts, ""]).lower())
        self.learn(set(found))
        words = np.fromiter(map(self.words.__getitem__, found), np.int64, len(found))
        sizes = self.sizes[words]
        ends = np.cumsum(sizes)
        flat = self.pieces[np.repeat(self.begins[words] - ends + sizes, sizes) + np.arange(sizes.sum())]
        return flat, np.diff(ends[words == END], prepend=0)

    def learn(self, words: set[str]) -> None:
        """Makes sure that the tokens of some words are known; those of new ones are asked for as one text."""
        if len(self.words) > WORDS:
            self.forget()
        new = [word for word in words if word not in self.words]
        if not new:
            return
        told = tokenizer().encode(" ".join(new), add_special_tokens=False)
        sizes = np.bincount(np.array(told.word_ids, np.int64), minlength=len(new))
        self.words |= zip(new, range(len(self.words), len(self.words) + len(new)), strict=True)
        self.begins = np.append(self.begins, len(self.pieces) + np.cumsum(sizes) - sizes)
        self.sizes, self.pieces = np.append(self.sizes, sizes), np.append(self.pieces, np.array(told.ids, np.int64))

    def forget(self) -> None:
        """Knows no word but the end of a text, which has no tokens."""
        self.words = {"\n": END}
        self.begins, self.sizes, self.pieces = np.zeros(1, np.int64), np.zeros(1, np.int64), np.zeros(0, np.int64)

    def asked(self, texts: Sequence[str]) -> list[list[int]]:
        """What the tokenizer says; it takes no half of a surrogate pair, which becomes a question mark."""
        whole = [text.encode("utf-8", "replace").decode() for text in texts]
        return [one.ids for one in tokenizer().encode_batch_fast(whole, add_special_tokens=False)]


@cache
def known() -> Known:
    """One for all encoders of a process."""
    return Known()


class Static:
    """See `models.base.Encoder`. `name` is a folder beside this file, made by `training/potion.py`, or by `training/distil.py`;
    all have the tokens of `potion`."""

    many, room = False, 200 * 2**20

    def __init__(self, name: str) -> None:
        weights = Path(__file__).with_name(name) / "weights.npz"
        with np.load(weights) as stored:
            self.rows: NDArray[np.int16] = stored["rows"] * stored["scales"][:, None]
        self.rows[tokenizer().token_to_id("[UNK]")] = 0
        self.name = name
        self.sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()
        self.dimensions = self.rows.shape[1]

    def __reduce__(self) -> tuple[type["Static"], tuple[str]]:
        """By name: another process reads the weights itself."""
        return type(self), (self.name,)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text; zeros where no token is known."""
        parts = [self.sums(texts[first : first + BATCH]) for first in range(0, len(texts), BATCH)]
        return shorten(np.concatenate(parts)) if parts else np.zeros((0, self.dimensions), np.int16)

    def sums(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """The exact sum of the token vectors of each text."""
        flat, starts, sizes = known().read(texts)
        order = np.argsort(-sizes, kind="stable")
        total = np.zeros((len(texts), self.dimensions), np.int32)
        total[order] = self.columns(flat, starts[order], sizes[order])
        return total

    def columns(self, flat: Ints, starts: Ints, sizes: Ints) -> NDArray[np.int32]:
        """Sums by position in the text, longest text first: four times as fast as `np.add.reduceat`."""
        total = np.zeros((len(sizes), self.dimensions), np.int32)
        for position in range(int(sizes[0]) if len(sizes) else 0):
            longer = int(np.searchsorted(-sizes, -position))
            total[:longer] += self.rows[flat[starts[:longer] + position]]
        return total


class Likely(Static):
    """See `models.base.Judge`: vectors distilled from what networks say, made by `training/distil.py`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        with np.load(Path(__file__).with_name(name) / "weights.npz") as stored:
            self.odds: Odds = Looked(stored["odds"].astype(np.int64))
