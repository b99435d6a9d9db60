"""The transformer that ships: an encoder, and the matcher whose odds are its cosines scaled. `training/` says how it was made.

Each text is read by itself, once, however many it is compared with; only a stance reads text and target together.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hubbub.models.base import LENGTH, Vectors
from hubbub.models.text import plain
from hubbub.models.vectors import MILLION, shorten
from hubbub.models.whole import EXP_END, EXP_STEPS, GRAIN, Floats, Whole, padded, stored

TOKENS, TARGET = 80, 32  # of a text or pair, and of its target; what is longer is not read
BATCH = 1_024  # tokens a batch: with more, what a layer gives no longer fits into caches
MARKS = 101, 102  # [CLS] and [SEP]
UNIT = 2**16  # what the stance head's weights are whole multiples of
Row = tuple[list[int], list[int]]  # token ids and segments


@dataclass(frozen=True)
class Scaled:
    """See `models.base.Odds`: the logistic of a scaled cosine."""

    scale: float
    shift: float
    powers: Floats  # the table of exponentials

    def __call__(self, dots: NDArray[np.int64]) -> NDArray[np.int64]:
        """One number a dot product."""
        logits = np.rint(dots * (self.scale * float(EXP_STEPS) / LENGTH**2) + self.shift * float(EXP_STEPS)).astype(np.int64)
        return shared(np.stack([np.zeros_like(logits), logits], axis=1), self.powers)[:, 1]


class Reader(ABC):
    """An encoder by a network: see `models.base.Encoder`. `marks`: the tokens that stand before a text and after it.

    Network and tokenizer are loaded when the first text comes: a process that has others read never holds them.
    """

    before: Sequence[int] = ()  # tokens that every text is read with, in front of it

    def __init__(self, name: str, sha256: str, dimensions: int, marks: tuple[int, int]) -> None:
        self.name, self.sha256, self.dimensions = name, sha256, dimensions
        self.first, self.between = marks

    @abstractmethod
    def load(self) -> tuple[Whole, Tokenizer]:
        """What reads."""

    @cached_property
    def parts(self) -> tuple[Whole, Tokenizer]:
        """What reads, loaded once."""
        return self.load()

    @property
    def network(self) -> Whole:
        """The layers."""
        return self.parts[0]

    @property
    def tokenizer(self) -> Tokenizer:
        """Texts to tokens."""
        return self.parts[1]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text; zeros where there is no word. What is said twice is read once."""
        places = {text: n for n, text in enumerate(dict.fromkeys(texts))}
        tokens = self.tokens(list(places))
        whole = [[*self.before, *ids][: TOKENS - 2] for ids in tokens]
        rows = [([self.first, *ids, self.between], [0] * (len(ids) + 2)) for ids in whole]
        vectors = shorten(np.rint(self.means(rows)).astype(np.int64))
        vectors[[not ids or not text.strip() for ids, text in zip(tokens, places, strict=True)]] = 0
        return vectors[[places[text] for text in texts]]

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text; half of a surrogate pair, which no tokenizer takes, becomes a question mark."""
        ready = [text.encode("utf-8", "replace").decode() for text in texts]
        return [one.ids for one in self.tokenizer.encode_batch_fast(ready, add_special_tokens=False)]

    def means(self, rows: Sequence[Row]) -> NDArray[np.float64]:
        """(n, dimensions): the mean of each row's last vectors, in units of 1 / GRAIN."""
        found = np.zeros((len(rows), self.dimensions))
        for part in batches(rows):
            found[part] = self.network(*padded([rows[n] for n in part]))
        return found


class Transformer(Reader):
    """See `models.base.Encoder` and `Matcher`. Its weights are in `folder`, made by `training/export.py`; where none is said, in
    the folder beside this file that is called as it is."""

    many, room = False, 256 * 2**20

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.given = folder
        self.folder = folder or Path(__file__).with_name(name)
        weights = self.folder / "weights.npz"
        needed = stored(weights, "places", "scale", "exp")
        super().__init__(name, hashlib.sha256(weights.read_bytes()).hexdigest(), needed["places"].shape[1], MARKS)
        scale, shift = needed["scale"].tolist()
        self.odds = Scaled(scale, shift, needed["exp"])

    def load(self) -> tuple[Whole, Tokenizer]:
        """The weights and the vocabulary beside them."""
        return Whole(stored(self.folder / "weights.npz")), Tokenizer.from_file(str(self.folder / "tokenizer.json"))

    def __reduce__(self) -> tuple[type["Transformer"], tuple[str, Path | None]]:
        """By name: another process reads the weights itself, which on another machine are elsewhere."""
        return Transformer, (self.name, self.given)

    def match(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """How likely each text makes the point beside it, in millionths."""
        if not pairs:
            return np.zeros(0, np.int64)
        left, right = np.split(self.encode([plain(pair[side]) for side in (0, 1) for pair in pairs]).astype(np.int64), 2)
        return self.odds(np.einsum("nd,nd->n", left, right))

    def stance(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """(n, 3): how likely each text takes no side towards each target, is against it, favours it, in millionths."""
        texts, targets = (self.tokens([plain(pair[side]) for pair in pairs]) for side in (0, 1))
        units = np.rint(self.means([self.paired(*row) for row in zip(texts, targets, strict=True)])).astype(np.int64)
        weight, bias = self.network.at["stance.weight"], self.network.at["stance.bias"]
        logits = (units @ weight.T + bias * int(GRAIN)) * (float(EXP_STEPS) / float(GRAIN) / UNIT)
        return shared(np.rint(logits).astype(np.int64), self.network.at["exp"])

    def paired(self, text: list[int], target: list[int]) -> Row:
        """Text and target as one row, cut to what is read."""
        right = target[:TARGET]
        left = text[: TOKENS - len(right) - 3]
        ids = [self.first, *left, self.between, *right, self.between]
        return ids, [0] * (len(left) + 2) + [1] * (len(right) + 1)


def shared(logits: NDArray[np.int64], table: Floats) -> NDArray[np.int64]:
    """Softmax in millionths; `logits` are in units of 1 / EXP_STEPS."""
    below = np.minimum(logits.max(axis=1, keepdims=True) - logits, int(EXP_STEPS) * EXP_END)
    powers = table[below].astype(np.int64)
    return np.asarray(powers * MILLION // powers.sum(axis=1, keepdims=True))


def batches(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Places of rows, those of like length together, about BATCH tokens at a time."""
    order = sorted(range(len(rows)), key=lambda n: len(rows[n][0]))
    part: list[int] = []
    for place in order:
        if part and (len(part) + 1) * len(rows[place][0]) > BATCH:
            yield part
            part = []
        part.append(place)
    if part:
        yield part
