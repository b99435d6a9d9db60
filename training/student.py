"""Teaches the matcher what it and the encoder of many languages say together: at its own size it comes near the two.

    python -m training.near NEAR                                  (with the package and hubbub[languages] installed)
    python -m training.student BASE TRAINED POSTS.json NEAR OUT   (with what `training.matcher` needs)

BASE, POSTS.json and OUT as for `training.matcher`, TRAINED its `trained.safetensors`. NEAR's collections of the part
`focused` are left out: what people judged there tells how far the matcher came. Of each batch, points near each other and
sentences near them, every cosine is to be the teachers' (distillation: Hinton et al., 2015; of all similarities in a batch: Tung
and Mori, 2019); beside these, an epoch of what `training.matcher` learns from. Some forty minutes on two cores.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn import functional

from training.data import Floats, Near, batches, topics
from training.matcher import begun, epoch, finish, read, tokenizer, train
from training.moments import moments, parts
from training.net import Net
from training.steps import DEVICE, Pairs, Step, vectors, written

WEIGHT = 60.0  # of the squared difference of cosines


def near(path: Path, random: Random) -> Iterator[Step]:
    """An epoch of one collection: every point with some of the sentences near it."""
    found = Near.read(path)
    if found.part == "focused":
        return
    members: dict[int, list[int]] = defaultdict(list)
    for said, point in found.pairs:
        members[point].append(said)
    for places in batches(members, found.vectors, random):
        yield partial(near_loss, texts=[found.texts[place] for place in places], taught=found.vectors[places])


def near_loss(net: Net, pairs: Pairs, texts: list[str], taught: Floats) -> Tensor:
    """How far the cosines of all texts with all others are from the teachers'."""
    ours, theirs = vectors(net, pairs, texts), torch.from_numpy(taught).to(DEVICE)
    apart = ~torch.eye(len(texts), dtype=torch.bool, device=DEVICE)
    return WEIGHT * functional.mse_loss((ours @ ours.T)[apart], (theirs @ theirs.T)[apart])


def main() -> None:
    """Trains, saves, scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("trained", type=Path, help="made by training.matcher")
    parser.add_argument("posts", type=Path, help="made by training.posts")
    parser.add_argument("near", type=Path, help="made by training.near")
    parser.add_argument("out", type=Path)
    asked = begun(parser, epochs=1)
    random, given = Random(asked.seed), topics("train")
    net, pairs = Net.trained(asked.base, asked.trained).to(DEVICE), Pairs(tokenizer(asked.base))
    posts, steps = read(asked.posts), []
    paths = sorted(asked.near.glob("*.json"))
    for _ in range(asked.epochs):
        whole = [*epoch(given, posts, random), *(step for path in paths for step in near(path, random))]
        whole += written(parts(moments())[0], random)  # once more: one of the teachers has not learnt from them
        random.shuffle(whole)
        steps += whole
    train(net, pairs, steps)
    finish(net, pairs, asked, topics("dev"))


if __name__ == "__main__":
    main()
