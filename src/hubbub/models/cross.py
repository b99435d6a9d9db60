"""The cross-encoder that ships: reads a sentence and a key point (or a target) together. `training/` says how it was made."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hubbub.models.text import plain
from hubbub.models.vectors import MILLION
from hubbub.models.whole import EXP_END, EXP_STEPS, Whole, padded

TOKENS, POINT = 80, 32  # of a pair, and of its point; what is longer is not read
BATCH = 2_048  # tokens a batch
FIRST, BETWEEN = 101, 102  # [CLS] and [SEP]
UNIT = 2**16  # what the heads' weights are whole multiples of
GRAIN = 1024.0  # as in `whole`
Row = tuple[list[int], list[int]]


class Cross:
    """See `models.base.Matcher`. `name` is a folder beside this file, made by `training/export.py`."""

    def __init__(self, name: str) -> None:
        folder = Path(__file__).with_name(name)
        weights = folder / "weights.npz"
        self.network = Whole(weights)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.name = name
        self.sha256 = hashlib.sha256(weights.read_bytes()).hexdigest()

    def __reduce__(self) -> tuple[type["Cross"], tuple[str]]:
        """By name: another process reads the weights itself."""
        return Cross, (self.name,)

    def match(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """How likely each text makes each point, in millionths."""
        logits = self.logits("match", pairs)[:, 0]
        return self.shared(np.stack([np.zeros_like(logits), logits], axis=1))[:, 1]

    def stance(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """(n, 3): how likely each text takes no side towards each target, is against it, favours it, in millionths."""
        return self.shared(self.logits("stance", pairs))

    def shared(self, logits: NDArray[np.int64]) -> NDArray[np.int64]:
        """Softmax in millionths; `logits` are in units of 1 / EXP_STEPS."""
        below = np.minimum(logits.max(axis=1, keepdims=True) - logits, int(EXP_STEPS) * EXP_END)
        powers = self.network.at["exp"][below].astype(np.int64)
        return np.asarray(powers * MILLION // powers.sum(axis=1, keepdims=True))

    def logits(self, head: str, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        """(n, outputs) in units of 1 / EXP_STEPS."""
        weight, bias = self.network.at[f"{head}.weight"], self.network.at[f"{head}.bias"]
        found = np.zeros((len(pairs), len(bias)), np.int64)
        rows = self.rows(pairs)
        for part in batches(rows):
            units = np.rint(self.network(*padded([rows[n] for n in part]))).astype(np.int64)
            total = units @ weight.T + bias * int(GRAIN)
            found[part] = np.rint(total * (float(EXP_STEPS) / GRAIN / UNIT)).astype(np.int64)
        return found

    def rows(self, pairs: Sequence[tuple[str, str]]) -> list[Row]:
        """Tokens and segments of [CLS] text [SEP] point [SEP]."""
        texts = sorted({text for pair in pairs for text in pair})
        ready = [plain(text).encode("utf-8", "replace").decode() for text in texts]
        tokens = dict(
            zip(texts, (one.ids for one in self.tokenizer.encode_batch_fast(ready, add_special_tokens=False)), strict=True)
        )
        return [row(tokens[text], tokens[point]) for text, point in pairs]


def row(text: list[int], point: list[int]) -> Row:
    """One pair, cut to what is read."""
    right = point[:POINT]
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
