"""A transformer that gives the same bytes everywhere: whole numbers wherever the order of a sum could matter.

Weights are int8 (one scale an output), and so is what enters each product (one scale a token): a product of such numbers stays
under 2**24, so BLAS sums it exactly in float32, in whatever order, on however many threads. Means and variances are sums of
whole numbers too; exponentials, GELU and probabilities are tables that ship with the weights. All else is one IEEE 754 operation
an element. So neither batch, padding, thread nor machine changes a bit, which no runtime for float models promises.

The layers are BERT's (Devlin et al., 2019); whole-number inference follows I-BERT (Kim et al., 2021), a scale a token
LLM.int8() (Dettmers et al., 2022).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Ids = NDArray[np.int64]

LARGEST = np.float32(127)
PARTS = 768  # inputs a product: 127 * 127 * 768 is under 2**24
GRAIN = np.float32(1024)  # a unit of the stream in means and variances
EPSILON = 1e-12 * 1024 * 1024
EXP_STEPS, EXP_END = np.float32(256), 16  # the table of exponentials: steps a unit, and where it ends
GELU_STEPS, GELU_END = np.float32(256), 16
SHARES = np.float32(255)  # a token's attention is shared out in so many parts
TINY = np.float32(1e-20)


class Whole:
    """The network of some arrays, as `training/export.py` and `models/carried.py` make them."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self.at = {name: held(name, one) for name, one in arrays.items()}
        self.layers = sum(name.endswith(".query.weight") for name in self.at)
        self.heads = int(self.at["heads"])

    def __call__(self, ids: Ids, kinds: Ids, mask: Flags) -> NDArray[np.float64]:
        """(n, tokens) ids, segments and mask to the mean vector of each row's tokens, (n, width)."""
        state = self.words(ids) + self.at["places"][: ids.shape[1]] + self.at["kinds"][kinds]
        state = self.normed("words", state)
        for n in range(self.layers):
            state = self.normed(f"{n}.attention", state + self.attended(f"{n}", state, mask))
            wide = self.gelu(self.dense(f"{n}.wide", state))
            state = self.normed(f"{n}.narrow", state + self.dense(f"{n}.narrow", wide))
        units = np.where(mask[:, :, None], np.rint(state * GRAIN), 0).sum(axis=1, dtype=np.float64)
        return np.asarray(units / mask.sum(axis=1)[:, None])

    def words(self, ids: Ids) -> Floats:
        """The vectors of tokens: int8 with a scale a row, or two numbers of four bits a byte with a scale a block."""
        scales = self.at["words.scales"][ids].astype(np.float32)
        if "words.rows" in self.at:
            return np.asarray(self.at["words.rows"][ids] * scales[:, :, None])
        pairs = self.at["words.pairs"][ids].reshape(*scales.shape, -1)
        return unpacked(pairs, scales).reshape(*ids.shape, -1)

    def dense(self, name: str, state: Floats) -> Floats:
        """One dense layer over the last axis."""
        weight = self.at[f"{name}.weight"]
        whole, scale = quantised(state.reshape(-1, state.shape[-1]))
        out = whole[:, :PARTS] @ weight[:PARTS]
        for first in range(PARTS, len(weight), PARTS):
            out += whole[:, first : first + PARTS] @ weight[first : first + PARTS]
        out *= scale
        out *= self.at[f"{name}.scale"]
        out += self.at[f"{name}.bias"]
        return np.asarray(out.reshape(*state.shape[:-1], -1))

    def attended(self, name: str, state: Floats, mask: Flags) -> Floats:
        """What each token takes from the others of its row."""
        size = (*state.shape[:2], self.heads, -1)
        query, key, value = (
            self.dense(f"{name}.{part}", state).reshape(size).swapaxes(1, 2) for part in ("query", "key", "value")
        )
        (query, one), (key, other) = quantised(query), quantised(key)
        scores = query @ key.swapaxes(2, 3)
        scores *= one * (1 / np.sqrt(np.float32(query.shape[-1])))
        scores *= other.swapaxes(2, 3)
        shares = self.shares(scores, mask)
        value = np.where(mask[:, None, :, None], value, 0)
        scale = np.maximum(np.abs(value).max(axis=(2, 3), keepdims=True), TINY) / LARGEST
        mixed = shares @ np.rint(value / scale)
        mixed *= scale / shares.sum(axis=3, keepdims=True)
        return self.dense(f"{name}.out", mixed.swapaxes(1, 2).reshape(state.shape))

    def shares(self, scores: Floats, mask: Flags) -> Floats:
        """Softmax over the last axis in whole parts of about SHARES."""
        scores = np.where(mask[:, None, None, :], scores, -np.inf)
        below = scores.max(axis=3, keepdims=True) - scores
        below *= EXP_STEPS
        np.minimum(below, EXP_END * EXP_STEPS, out=below)
        powers = self.at["exp"].take(np.rint(below, out=below).astype(np.intp), mode="clip")
        powers *= SHARES / powers.sum(axis=3, keepdims=True)
        return np.asarray(np.rint(powers, out=powers))

    def gelu(self, state: Floats) -> Floats:
        """The table's nearest entry."""
        state *= GELU_STEPS
        state += GELU_STEPS * GELU_END
        return np.asarray(self.at["gelu"].take(np.rint(state, out=state).astype(np.intp), mode="clip"))

    def normed(self, name: str, state: Floats) -> Floats:
        """Layer normalisation; its sums are of whole numbers, so exact."""
        whole = np.rint(state * GRAIN).astype(np.float64)
        width = whole.shape[-1]
        total, squares = whole.sum(axis=-1), np.einsum("...d,...d->...", whole, whole)
        spread = np.sqrt((width * squares - total * total) / (width * width) + EPSILON)
        whole -= (total / width)[..., None]
        whole /= spread[..., None]
        out = whole.astype(np.float32)
        out *= self.at[f"{name}.gain"]
        out += self.at[f"{name}.shift"]
        return np.asarray(out)


def stored(path: Path, *names: str) -> dict[str, NDArray[Any]]:
    """Arrays of a `weights.npz`: those named, else all."""
    with np.load(path) as found:
        return {name: found[name] for name in names or found.files}


def held(name: str, stored: NDArray[Any]) -> NDArray[Any]:
    """A stored array as it is used: int8 weights of products as float32, which BLAS multiplies."""
    return stored.astype(np.float32) if stored.dtype == np.int8 and name != "words.rows" else stored


def unpacked(pairs: NDArray[np.uint8], scales: Floats) -> Floats:
    """The numbers of blocks of Q4_0, (..., 32), of their bytes, (..., 16), whose low halves come first, and scales, (...)."""
    halves = np.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(np.float32) - 8
    return np.asarray(halves * scales[..., None])


def quantised(state: Floats) -> tuple[Floats, Floats]:
    """Whole numbers from -127 to 127 over the last axis, and their scale."""
    scale = np.maximum(np.abs(state).max(axis=-1, keepdims=True), TINY) / LARGEST
    whole = state / scale
    return np.rint(whole, out=whole), scale


def padded(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Ids, Ids, Flags]:
    """Rows of (ids, segments) as arrays of one width."""
    longest = max(len(ids) for ids, _ in rows)
    ids, kinds = np.zeros((len(rows), longest), np.int64), np.zeros((len(rows), longest), np.int64)
    sizes = np.array([len(one) for one, _ in rows])
    for place, (one, kind) in enumerate(rows):
        ids[place, : len(one)], kinds[place, : len(one)] = one, kind
    return ids, kinds, np.arange(longest) < sizes[:, None]
