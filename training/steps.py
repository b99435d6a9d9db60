"""What one batch teaches: batches of arguments, of posts and of stances, and their losses.

Texts are encoded apart and compared by scaled cosine: cross-entropy of each pair, and softmax among a text's labelled key points
(as SMatchToPR ranks them; Alshomary et al., 2021). Stance reads text and target together: cross-entropy.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import Group, Side, Topic
from training.moments import Moment
from training.net import Net, pad
from training.turn import turned

ARGUED, POSTED, SIDES = 32, 48, 40  # arguments, posts and tweets of a batch
SHARP = 20.0  # of a softmax over cosines
OTHER = 0.3  # weight of pairs that no one labelled: key points of the other side, turned ones
TOKENS, POINT = 80, 32  # of a pair, and of its point or target
SHORT, INSTEAD = 10, 0.4  # words of a sentence that may stand as a point, and how often one does
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
    """One batch."""
    points = {name: text for side in topic.points.values() for name, text in side.items()}
    names, texts = list(points), list(points.values())
    makes = torch.zeros(len(arguments), len(names))
    ours = torch.zeros_like(makes, dtype=torch.bool)
    for row, (_, stance, labels) in enumerate(arguments):
        for column, name in enumerate(names):
            makes[row, column] = labels.get(name, float("nan") if name in topic.points[stance] else 0.0)
            ours[row, column] = name in labels
    return turning(Argued([text for text, _, _ in arguments], texts, makes, ours), random)


def turning(given: Argued, random: Random) -> Argued:
    """The same with its points turned, too, as far as a rule says how. Who makes a point does not make it turned."""
    turns = {column: wrong for column, point in enumerate(given.points) if (wrong := turned(point, random))}
    makes = torch.where(given.makes[:, list(turns)] == 1, 0.0, float("nan"))
    ours = torch.zeros_like(makes, dtype=torch.bool)
    whole = torch.cat([given.makes, makes], 1), torch.cat([given.ours, ours], 1)
    return Argued(given.texts, [*given.points, *turns.values()], *whole)


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


def written(given: Sequence[Moment], random: Random) -> Iterator[Step]:
    """An epoch, a moment a batch."""
    yield from (partial(argued_loss, batch=told(moment, random)) for moment in given)


def told(moment: Moment, random: Random) -> Argued:
    """All sentences and points. Posts are themselves shown as points: so a short sentence stands for some of these."""
    texts, stands = [text for text, _ in moment.said], [standing(moment, n, random) for n in range(len(moment.points))]
    makes = torch.tensor([[made.get(n, 0.0) for n in range(len(stands))] for _, made in moment.said])
    itself = torch.tensor([[text == point for point in stands] for text in texts])
    found = turning(Argued(texts, stands, makes, ~itself), random)
    found.makes[:, : len(stands)][itself] = float("nan")
    return found


def standing(moment: Moment, point: int, random: Random) -> str:
    """A point in its own words, or in those of one who makes it and no other."""
    short = [text for text, made in moment.said if made == {point: 1.0} and len(text.split()) <= SHORT]
    return random.choice(short) if short and random.random() < INSTEAD else moment.points[point]


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
