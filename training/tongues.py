"""Teaches the encoder of many languages to judge, as `training.matcher` does the one that ships: what it learns from English
posts and arguments holds in the languages that it reads.

    python -m training.posts POSTS.json
    python -m training.tongues POSTS.json        # writes src/hubbub/models/e5/taught.npz; needs torch and hubbub[languages]

Its weights lie in another package, so what ships is the change alone: two narrow matrices beside each dense layer (LoRA: Hu et
al., 2022), biases and norms. Word vectors stay as they are. About a quarter of an hour an epoch on two cores.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from hubbub.models.base import LENGTH
from hubbub.models.carried import (
    BEFORE,
    MARKS,
    MIDDLE_FILE,
    NORMS,
    PARTS,
    TAUGHT_FILE,
    WIDTH,
    File,
    carried,
    tensors,
    tokenizer,
    vocabulary,
)
from hubbub.models.whole import Floats, unpacked
from training import export
from training.data import topics
from training.matcher import begun, read, scored, train
from training.net import Net
from training.steps import DEVICE, Pairs, argued, posted

RANK, RATE, REST_RATE, SCALE_RATE, DROPOUT = 16, 1e-3, 1e-4, 3e-3, 0.05
WORDS = {"emb.word": "word_embeddings", "emb.pos": "position_embeddings", "emb.type": "token_type_embeddings"}
NAMES = {
    f"{short}.{part[0]}": f"{theirs[name]}.{part}"
    for ours, theirs in ((PARTS, export.DENSE), (NORMS, export.NORMS))
    for short, name in ours.items()
    for part in ("weight", "bias")
}
Arrays = dict[str, NDArray[Any]]


def named(name: str) -> str:
    """What BERT calls one of the file's tensors."""
    if name.startswith("emb.ln."):
        return f"embeddings.LayerNorm.{'weight' if name.endswith('w') else 'bias'}"
    if name in WORDS:
        return f"embeddings.{WORDS[name]}.weight"
    layer, short = name[1:].split(".", 1)
    return f"encoder.layer.{layer}.{NAMES[short]}"


def slot(name: str, part: str) -> str:
    """A narrow matrix by the tensor that it corrects; PyTorch takes no dots."""
    return f"{name}.{part}".replace(".", "_")


def shaped(name: str, one: NDArray[np.float32], inner: int) -> Tensor:
    """A tensor in its shape: a matrix of embeddings or of a layer, else a vector. `inner`: the width between two dense layers."""
    width = inner if name.endswith("fo.w") else WIDTH
    flat = name.startswith("emb.ln") or name.endswith((".b", "ln.w"))
    return torch.from_numpy(np.array(one if flat else one.reshape(-1, width), np.float32))


class Tongues(Net):
    """See `Net`: of its layers biases and norms are taught, and the narrow matrices beside them."""

    def __init__(self, found: dict[str, Floats], words: Arrays) -> None:
        found["emb.word"] = unpacked(words["words.pairs"], words["words.scales"].astype(np.float32)).reshape(-1)
        inner = found["l0.fi.b"].size
        super().__init__({named(name): shaped(name, one, inner) for name, one in found.items()}, DROPOUT)
        self.short = {named(name): name for name in found}
        self.narrow = nn.ParameterDict()
        for name, one in zip(self.names, self.weights, strict=True):
            matrix = name.startswith("encoder") and one.dim() == 2
            one.requires_grad = name.startswith("encoder") and not matrix
            if matrix:
                self.narrow[slot(self.short[name], "down")] = nn.Parameter(torch.randn(RANK, one.shape[1]) / one.shape[1] ** 0.5)
                self.narrow[slot(self.short[name], "up")] = nn.Parameter(torch.zeros(one.shape[0], RANK))
        self.begun = {name: one.detach().clone() for name, one in zip(self.names, self.weights, strict=True) if one.requires_grad}
        self.register_buffer("middle", torch.from_numpy(np.load(MIDDLE_FILE).astype(np.float32) / LENGTH))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """The mean vector, less what all sentences have in common."""
        return functional.normalize(super().forward(ids, kinds, mask), dim=1) - self.middle

    def linear(self, at: dict[str, Tensor], name: str, state: Tensor) -> Tensor:
        """One dense layer, corrected."""
        short = self.short[f"{name}.weight"]
        low = functional.linear(state, self.narrow[slot(short, "down")])
        return super().linear(at, name, state) + functional.linear(low, self.narrow[slot(short, "up")])

    def groups(self) -> list[dict[str, Any]]:
        """What is taught, and how fast."""
        rest = [one for one in self.weights if one.requires_grad]
        narrow = {"params": list(self.narrow.values()), "lr": RATE}
        return [narrow, {"params": rest, "lr": REST_RATE}, {"params": [self.scale], "lr": SCALE_RATE}]

    def learnt(self) -> Arrays:
        """What `models.carried.Carried` reads."""
        found: Arrays = {}
        for name, one in zip(self.names, self.weights, strict=True):
            if slot(self.short[name], "up") in self.narrow:
                found |= halves(self.short[name], self.narrow)
            elif name in self.begun:
                found[self.short[name]] = (one.detach() - self.begun[name]).cpu().numpy().astype(np.float16)
        return found | {"scale": np.round(self.scale.detach().cpu().numpy().astype(np.float64), 4)}


def halves(name: str, narrow: Mapping[str, Tensor]) -> Arrays:
    """Two narrow matrices in whole numbers, and the scale of each row of their product."""
    down, up = (narrow[slot(name, part)].detach().cpu().numpy().astype(np.float64) for part in ("down", "up"))
    most = np.abs(down).max(axis=1)
    rows, scale = export.rows((up * most).astype(np.float32))
    return {
        f"{name}.down": np.rint(down / most[:, None] * export.LARGEST).astype(np.int8),
        f"{name}.up": rows,
        f"{name}.scale": (scale / export.LARGEST).astype(np.float32),
    }


def main() -> None:
    """Trains, saves, scores on what was not trained on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("posts", type=Path, help="made by training.posts")
    asked = begun(parser, epochs=2)
    random, given, posts = Random(asked.seed), topics("train"), read(asked.posts)
    file = File(carried().read_bytes())
    pieces = tokenizer(*vocabulary(file))
    net, pairs = Tongues(*tensors(file)).to(DEVICE), Pairs(pieces)
    before = pieces.encode(BEFORE, add_special_tokens=False).ids
    pairs.marks = [MARKS[0], *before], [MARKS[1]]
    steps = []
    for _ in range(asked.epochs):
        epoch = [*argued(given, random), *posted(posts, random)]
        random.shuffle(epoch)
        steps += epoch
    train(net, pairs, steps)
    np.savez_compressed(TAUGHT_FILE, **net.learnt())
    print(dict(zip(("strict_map", "relaxed_map"), scored(net, pairs, topics("dev")), strict=True)))


if __name__ == "__main__":
    main()
