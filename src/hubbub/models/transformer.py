"""The transformer that ships: an encoder, and the matcher whose odds are its cosines scaled. `training/` says how it was made.

Each text is read by itself, so a key point is read once however many sentences it is compared with; only a stance reads text and
target together.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hubbub.models.base import LENGTH, Vectors
from hubbub.models.text import plain
from hubbub.models.vectors import MILLION, shorten
from hubbub.models.whole import EXP_END, EXP_STEPS, GRAIN, Whole, padded

TOKENS, TARGET = 80, 32  # of a text or pair, and of its target; what is longer is not read
BATCH = 2_048  # tokens a batch
HELD = 10_000  # points whose vectors are kept
FIRST, BETWEEN = 101, 102  # [CLS] and [SEP]
UNIT = 2**16  # what the stance head's weights are whole multiples of
Row = tuple[list[int], list[int]]  # token ids and segments


class Transformer:
    """See `models.base.Encoder` and `Matcher`. `name` is a folder beside this file, made by `training/export.py`."""

    def __init__(self, name: str) -> None:
        folder = Path(__file__).with_name(name)
        weights = folder / "weights.npz"
        self.network = Whole(weights)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.name = name
        self.sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()
        self.dimensions = self.network.at["places"].shape[1]
        self.points: dict[str, NDArray[np.int16]] = {}

    def __reduce__(self) -> tuple[type["Transformer"], tuple[str]]:
        """By name: another process reads the weights itself."""
        return Transformer, (self.name,)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text; zeros where there is no word."""
        tokens = self.tokens(texts)
        rows = [([FIRST, *ids[: TOKENS - 2], BETWEEN], [0] * min(len(ids) + 2, TOKENS)) for ids in tokens]
        vectors = shorten(np.rint(self.means(rows)).astype(np.int64))
        vectors[[not ids for ids in tokens]] = 0
        return vectors

    def match(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """How likely each text makes the point beside it, in millionths."""
        if not pairs:
            return np.zeros(0, np.int64)
        texts, points = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
        places = {text: n for n, text in enumerate(texts)}
        left = self.encode([plain(text) for text in texts])[[places[text] for text, _ in pairs]]
        dots = np.einsum("nd,nd->n", left.astype(np.int64), self.held(points, [point for _, point in pairs]).astype(np.int64))
        scale, shift = self.network.at["scale"].tolist()
        logits = np.rint(dots * (scale * float(EXP_STEPS) / LENGTH**2) + shift * float(EXP_STEPS)).astype(np.int64)
        return self.shared(np.stack([np.zeros_like(logits), logits], axis=1))[:, 1]

    def held(self, points: Sequence[str], wanted: Sequence[str]) -> Vectors:
        """The vectors of key points, most of which come again with the next batch."""
        if len(self.points) > HELD:
            self.points.clear()
        new = [point for point in points if point not in self.points]
        self.points |= dict(zip(new, self.encode([plain(point) for point in new]), strict=True))
        return np.array([self.points[point] for point in wanted])

    def stance(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """(n, 3): how likely each text takes no side towards each target, is against it, favours it, in millionths."""
        texts, targets = (self.tokens([plain(pair[side]) for pair in pairs]) for side in (0, 1))
        units = np.rint(self.means([paired(*row) for row in zip(texts, targets, strict=True)])).astype(np.int64)
        weight, bias = self.network.at["stance.weight"], self.network.at["stance.bias"]
        logits = (units @ weight.T + bias * int(GRAIN)) * (float(EXP_STEPS) / float(GRAIN) / UNIT)
        return self.shared(np.rint(logits).astype(np.int64))

    def shared(self, logits: NDArray[np.int64]) -> NDArray[np.int64]:
        """Softmax in millionths; `logits` are in units of 1 / EXP_STEPS."""
        below = np.minimum(logits.max(axis=1, keepdims=True) - logits, int(EXP_STEPS) * EXP_END)
        powers = self.network.at["exp"][below].astype(np.int64)
        return np.asarray(powers * MILLION // powers.sum(axis=1, keepdims=True))

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


def paired(text: list[int], target: list[int]) -> Row:
    """[CLS] text [SEP] target [SEP], cut to what is read."""
    right = target[:TARGET]
    left = text[: TOKENS - len(right) - 3]
    return [FIRST, *left, BETWEEN, *right, BETWEEN], [0] * (len(left) + 2) + [1] * (len(right) + 1)


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
