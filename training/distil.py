"""Token vectors whose cosine says how likely two sentences make one point, taught by networks: a matcher that costs nothing.

    python -m training.distil FOLDER POSTS.json          # writes src/hubbub/models/distilled/weights.npz

FOLDER as `training.near` writes it, POSTS.json as `training.posts` does. A sentence's vector is the sum of its tokens' vectors,
as with potion, whose vectors (MIT, MinishLab) it starts from, turned onto their first axes. Cross-entropy with what both
networks say together (distillation: Hinton et al., 2015; into token vectors: Model2Vec), with what readers judged, with ArgKP's
training topics and with moments that we wrote. A minute on one core; seeded.
"""

import argparse
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from hubbub.models.static import Static, known, tokenizer
from hubbub.viewpoints.candidates import matter
from training.data import Near, topics
from training.moments import moments, parts
from training.potion import quantise

TARGET = Path(__file__).parents[1] / "src" / "hubbub" / "models" / "distilled"
AXES = 128
EPOCHS, BATCH, RATE, SCALE_RATE = 2, 512, 1e-3, 5e-3
JUDGED, ARGUED, WROTE = 0.5, 0.2, 0.1  # weights of a judged pair, of one of ArgKP and of one of ours; of what networks say: 1
ENTRIES = 2_048  # of the table of odds
Row = tuple[str, str, float, float]  # sentence, point, how likely, weight


class Bag(nn.Module):
    """Sentences to unit vectors, whose scaled cosine says "makes the point"."""

    def __init__(self, start: Static) -> None:
        super().__init__()
        rows = torch.tensor(start.rows.astype(np.float32))
        rows /= rows.norm(dim=1).mean()
        axes = torch.linalg.svd(rows, full_matrices=False)[2][:AXES]
        self.rows, self.scale = nn.Parameter(rows @ axes.T), nn.Parameter(torch.tensor([12.0, -8.0]))
        self.start = start
        self.known: dict[str, list[int]] = {}

    def learn(self, texts: Sequence[str]) -> None:
        """Looks up the tokens of texts; one without any is the unknown token."""
        unknown = tokenizer().token_to_id("[UNK]")
        told = known().tokens([matter(text) for text in texts])
        self.known |= {text: ids or [unknown] for text, ids in zip(texts, told, strict=True)}

    def forward(self, texts: Sequence[str]) -> Tensor:
        """(n, AXES)."""
        ids = [self.known[text] for text in texts]
        starts = np.cumsum([0, *map(len, ids[:-1])])
        sums = functional.embedding_bag(torch.tensor(list(chain(*ids))), self.rows, torch.tensor(starts), mode="sum")
        return functional.normalize(sums, dim=1)

    def logits(self, rows: Sequence[Row]) -> Tensor:
        """(n,)."""
        return self.scale[0] * (self([row[0] for row in rows]) * self([row[1] for row in rows])).sum(1) + self.scale[1]


def taught(folder: Path) -> list[Row]:
    """What both networks say."""
    return [row for path in sorted(folder.glob("*.json")) for row in told(path)]


def told(path: Path) -> list[Row]:
    """What they say of one collection's pairs."""
    found = Near.read(path)
    rows, points = np.array(found.pairs).T
    scale, shift = found.odds
    odds = 1 / (1 + np.exp(-scale * np.einsum("nd,nd->n", found.vectors[rows], found.vectors[points]) - shift))
    return [(found.texts[n], found.texts[m], one, 1.0) for (n, m), one in zip(found.pairs, odds.tolist(), strict=True)]


def judged(path: Path) -> list[Row]:
    """What was read, and pairs by rule."""
    groups = [one for part in json.loads(path.read_text("utf-8")).values() for one in part]
    return [
        (one["text"], point, makes, JUDGED) for one in groups for point, makes in zip(one["points"], one["makes"], strict=True)
    ]


def argued() -> list[Row]:
    """ArgKP's training topics."""
    return [
        (text, topic.points[side][name], float(label), ARGUED)
        for topic in topics("train").values()
        for text, side, labels in topic.arguments
        for name, label in labels.items()
    ]


def wrote() -> list[Row]:
    """Moments that we wrote: every sentence with every point."""
    return [
        (text, point, made.get(n, 0.0), WROTE)
        for moment in parts(moments())[0]
        for text, made in moment.said
        for n, point in enumerate(moment.points)
    ]


def train(bag: Bag, rows: list[Row], random: Random) -> None:
    """In shuffled batches, the rate falling to nothing."""
    bag.learn(list(dict.fromkeys(text for row in rows for text in row[:2])))
    steps = EPOCHS * (len(rows) // BATCH)
    update = torch.optim.Adam([{"params": [bag.rows], "lr": RATE}, {"params": [bag.scale], "lr": SCALE_RATE}])
    falling = torch.optim.lr_scheduler.LambdaLR(update, lambda step: 1 - step / steps)
    for epoch in range(EPOCHS):
        random.shuffle(rows)
        total = 0.0
        for first in range(0, len(rows) - BATCH + 1, BATCH):
            batch = rows[first : first + BATCH]
            wanted, weights = (torch.tensor([row[n] for row in batch], dtype=torch.float32) for n in (2, 3))
            each = functional.binary_cross_entropy_with_logits(bag.logits(batch), wanted, reduction="none")
            loss = (each * weights).sum() / weights.sum()
            update.zero_grad()
            loss.backward()
            update.step()
            falling.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total * BATCH / len(rows):.4f}, scale {bag.scale.tolist()}", flush=True)


def export(bag: Bag) -> None:
    """Whole numbers, and odds in millionths by cosine, from 0 to 1."""
    rows, scales = quantise(bag.rows.detach().numpy())
    scale, shift = bag.scale.tolist()
    odds = [round(1e6 / (1 + np.exp(-scale * n / ENTRIES - shift))) for n in range(ENTRIES + 1)]
    TARGET.mkdir(exist_ok=True)
    np.savez(TARGET / "weights.npz", rows=rows, scales=scales, odds=np.array(odds, np.int32))


def main() -> None:
    """Trains and writes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("posts", type=Path)
    given = asked.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    bag, rows = Bag(Static("potion")), [*judged(given.posts), *argued(), *wrote(), *taught(given.folder)]
    print(f"{len(rows)} pairs", flush=True)
    train(bag, rows, Random(1))
    export(bag)


if __name__ == "__main__":
    main()
