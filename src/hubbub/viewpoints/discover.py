"""Key points of a sample of sentences: pure numpy, whole numbers, and no order but that of the texts themselves.

Wordings (sentences of one key) are gathered under candidates, the small groups merge by average linkage, and of each group
that enough people stand behind, the readable sentence nearest its centre becomes the key point. What does not make that point,
or says its contrary ("unfair" beside "fair"), has key points of its own: it would be let go, and a view of many with it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import Odds, Vectors
from hubbub.models.vectors import add_rows, shorten
from hubbub.viewpoints.candidates import VAGUE, rank
from hubbub.viewpoints.fitness import Fitness
from hubbub.viewpoints.gather import gather
from hubbub.viewpoints.merge import Groups, contradictions, merge
from hubbub.viewpoints.polarity import opposed, sides
from hubbub.viewpoints.sample import Found, Ints, KeyPoint, Sample, Settings, Topical, Topics
from hubbub.viewpoints.space import BLOCK, apart, common
from hubbub.viewpoints.topics import speaks, worded

Flags = NDArray[np.bool_]
ROUNDS = 4  # how often what is left over is looked at again
SAME, REST, CONTRARY, ALONE = 0, 1, 2, 3  # parts of a group; from the last on each is of one wording


@dataclass(frozen=True, slots=True)
class Wordings:
    """One sentence a key and language, sorted, its place in the sample, and which wording each sorted sentence has."""

    places: Ints
    texts: list[str]
    keys: list[str]
    tongues: Ints
    sentences: Ints  # wording of each sentence
    voices: Ints  # voice of each sentence


@dataclass(frozen=True, slots=True)
class Judged:
    """What judges whether a wording makes another's point: vectors as they are, the odds of their dot products, and the least
    that are asked for; and which wordings as many people use as make a viewpoint."""

    vectors: Vectors
    odds: Odds
    least: int
    several: Flags

    def likely(self, labels: Ints, speakers: Ints) -> Ints:
        """The odds that each wording makes the point of the one that speaks for its group; 0 where it has none."""
        found, inside = np.zeros(len(labels), np.int64), np.flatnonzero(labels >= 0)
        for n in range(0, len(inside), BLOCK):
            rows = inside[n : n + BLOCK]
            said, point = self.vectors[rows], self.vectors[speakers[labels[rows]]]
            found[rows] = self.odds(np.einsum("nd,nd->n", said, point, dtype=np.int64, casting="safe"))
        return found


def discover(sample: Sample, settings: Settings, odds: Odds | None = None) -> Found:
    """Key points, most voices first; the same whatever the order of the sample. `odds`: those that one sentence makes the point
    of another, by their vectors' dot product; without them no group is taken apart."""
    if not len(sample.texts):
        return Found([], {}, Topics([], [], {}))
    wordings = distinct(sample, settings.across)
    langs = [sample.langs[place] for place in wordings.places]
    shared = common(sample.vectors[wordings.places], langs)
    vectors = apart(sample.vectors[wordings.places], langs, shared)
    voices = tally(wordings.sentences, wordings.voices, len(vectors))
    fitness = Fitness(wordings.texts, wordings.keys, voices)
    labels = grouped(wordings, sample.vectors, vectors, fitness, settings)
    topics = spoken(sample, wordings, (labels, vectors, shared), fitness, settings)
    if odds:
        several = voices >= settings.min_voices
        labels = parted(wordings, vectors, labels, fitness, Judged(sample.vectors[wordings.places], odds, settings.odds, several))
    least = min(settings.few_voices, settings.min_voices)
    return Found(key_points(wordings, vectors, labels, fitness, least), shared, topics)


def distinct(sample: Sample, across: bool) -> Wordings:
    """The wordings of a sample, in the order of their keys."""
    order = sorted(range(len(sample.texts)), key=lambda i: (sample.keys[i], sample.langs[i], sample.texts[i], sample.voices[i]))
    new = [n == 0 or not same(sample, order[n - 1], one) for n, one in enumerate(order)]
    starts = np.append(np.flatnonzero(new), len(order)).tolist()
    places = [spelt(sample, order[start:end]) for start, end in pairwise(starts)]
    texts, keys = [sample.texts[place] for place in places], [sample.keys[place] for place in places]
    return Wordings(
        np.array(places), texts, keys, sample.tongues(across)[places], np.cumsum(new) - 1, sample.voices[np.array(order)]
    )


def spelt(sample: Sample, places: Sequence[int]) -> int:
    """The sentence that stands for a wording, `places` in the order of their texts: of several spellings one that says anything,
    is readable, and is written by most; else the first. One colon at a view's end would lose it for all who hold it."""
    first = {sample.texts[place]: place for place in reversed(places)}
    if len(first) == 1:
        return places[0]
    often = Counter(text for text, _ in {(sample.texts[place], int(sample.voices[place])) for place in places})
    return min(first.values(), key=lambda one: fitting(sample, one, often))


def fitting(sample: Sample, place: int, often: Mapping[str, int]) -> tuple[bool, int, int, str]:
    """How fit a spelling is to stand for others, the least most; `often`: how many write each."""
    text = sample.texts[place]
    return not sample.vectors[place].any(), rank(text), -often[text], text


def same(sample: Sample, one: int, other: int) -> bool:
    """Whether two sentences are one wording."""
    return sample.keys[one] == sample.keys[other] and sample.langs[one] == sample.langs[other]


def grouped(wordings: Wordings, said: Vectors, vectors: Vectors, fitness: Fitness, settings: Settings) -> Ints:
    """The group of each wording, numbered from 0; -1: none, its vector is zero or nothing is near. `said`: the vectors of all
    sentences as they are, `vectors` those of wordings, less what their language has in common."""
    denied, signs = sides(wordings.texts)
    kinds = (wordings.tongues * 2 + denied) * 3 + signs.astype(np.int64) + 1
    nearest = gather(vectors, kinds, fitness, settings.candidates, settings.close)
    inside = np.flatnonzero(nearest >= 0)
    picks, small = np.unique(nearest[inside], return_inverse=True)
    raw = add_rows(said[wordings.places[inside]], small, len(picks))
    contrary = contradictions(raw, denied[picks], wordings.tongues[picks], settings.contrary)
    sums, counts = add_rows(vectors[inside], small, len(picks)), np.bincount(small, minlength=len(picks))
    labels = np.full(len(vectors), -1, np.int64)
    merged = merge(Groups(sums, counts, wordings.tongues[picks], contrary, signs[picks]), settings.merge)
    labels[inside] = np.unique(merged, return_inverse=True)[1][small]
    return labels


def spoken(
    sample: Sample, wordings: Wordings, groups: tuple[Ints, Vectors, Mapping[str, Ints]], fitness: Fitness, settings: Settings
) -> Topics:
    """What groups speak of; these by label, vectors less what is common, and that. Topics are told apart by vectors of their own
    where the sample has such."""
    labels, vectors, shared = groups
    langs = [sample.langs[place] for place in wordings.places]
    if sample.topical:
        inside = np.flatnonzero(labels >= 0)
        vectors, shared = own(sample, wordings, langs, inside, sample.topical)
    merged = broad(wordings, vectors, labels, settings.topic)
    told = worded(wordings.keys, merged, langs)
    said = zip(merged.tolist(), wordings.keys, langs, strict=True)
    merged[[label not in told or not speaks(key, lang, told[label]) for label, key, lang in said]] = -1
    least = min(settings.spoken, max(3, len(np.unique(wordings.voices)) // 100))
    points = key_points(wordings, vectors, merged, fitness, least)
    labelled = dict(zip(wordings.places.tolist(), merged.tolist(), strict=True))
    return Topics(points, [told[labelled[point.index]] for point in points], shared)


def own(
    sample: Sample, wordings: Wordings, langs: Sequence[str], inside: Ints, topical: Topical
) -> tuple[Vectors, dict[str, Ints]]:
    """Vectors of those wordings that are inside, zeros for the others, less what is common; and that. `langs`: of all."""
    vectors = np.zeros((len(wordings.texts), topical(sample.vectors[:0], []).shape[1]), np.int16)
    blocks = [inside[n : n + BLOCK] for n in range(0, len(inside), BLOCK)]  # whole, they would be held several times
    for rows in blocks:
        places = wordings.places[rows]
        vectors[rows] = topical(sample.vectors[places], [sample.texts[place] for place in places.tolist()])
    shared = common(vectors[inside], [langs[n] for n in inside.tolist()])
    for rows in blocks:
        vectors[rows] = apart(vectors[rows], [langs[n] for n in rows.tolist()], shared)
    return vectors, shared


def broad(wordings: Wordings, vectors: Vectors, labels: Ints, least: int) -> Ints:
    """The topic of each wording: groups go on merging, praise with fault and yes with no, for they speak of the same."""
    inside, count = np.flatnonzero(labels >= 0), int(labels.max(initial=-1)) + 1
    sums, counts = add_rows(vectors[inside], labels[inside], count), np.bincount(labels[inside], minlength=count)
    tongues = np.zeros(count, np.int64)
    tongues[labels[inside]] = wordings.tongues[inside]
    nothing = np.zeros((2, 0), np.int64)
    merged = merge(Groups(sums, counts, tongues, nothing, np.zeros(count, np.int8)), least)
    topics = labels.copy()
    topics[inside] = np.unique(merged, return_inverse=True)[1][labels[inside]]
    return topics


def speakers(vectors: Vectors, labels: Ints, middles: Vectors, fitness: Fitness) -> Ints:
    """The wording that speaks for each group; `middles`: their `centres`."""
    inside = np.flatnonzero(labels >= 0)
    near = np.einsum("nd,nd->n", vectors[inside], middles[labels[inside]], dtype=np.int64, casting="safe")
    return fitness.speakers(inside, labels[inside], near)


def centres(vectors: Vectors, labels: Ints) -> Vectors:
    """The mean of each group's wordings, of length one."""
    inside = np.flatnonzero(labels >= 0)
    return shorten(add_rows(vectors[inside], labels[inside], int(labels.max(initial=-1)) + 1))


def parted(wordings: Wordings, vectors: Vectors, labels: Ints, fitness: Fitness, judged: Judged) -> Ints:
    """Groups taken apart by what is said in them: who does not make the point of the wording that speaks for a group is in a
    group with another, and so on. Else a view of many is lost where more people say something near it."""
    labels, rest = labels.copy(), labels
    for _ in range(ROUNDS):
        first = speakers(vectors, rest, centres(vectors, rest), fitness)
        rest = aside(rest, first, wordings.texts, judged)
        moved = rest >= 0
        if not moved.any():
            break
        labels[moved] = labels.max() + 1 + rest[moved]
    return labels


def aside(labels: Ints, speakers: Ints, texts: Sequence[str], judged: Judged) -> Ints:
    """A new group for each wording that does not make the point of the one that speaks for its group, -1 for the others: what as
    many people say in the same words as make a viewpoint is a group of its own, what says the contrary one together, the rest
    another."""
    inside, near = labels >= 0, judged.likely(labels, speakers) >= judged.least
    made = np.flatnonzero(inside & near)
    pairs = zip(made.tolist(), speakers[labels[made]].tolist(), strict=True)
    part = np.where(inside & ~near, REST, SAME)
    part[[one for one, first in pairs if one != first and opposed(texts[one], texts[first])]] = CONTRARY
    alone = np.flatnonzero(inside & ~near & judged.several)
    part[alone] = ALONE + np.arange(len(alone))
    new, out = np.full(len(labels), -1), np.flatnonzero(part != SAME)
    new[out] = np.unique(labels[out] * (part.max() + 1) + part[out], return_inverse=True)[1]
    return new


def tally(labels: Ints, voices: Ints, size: int) -> Ints:
    """How many distinct voices each label has; -1 is no label."""
    pairs = np.unique(np.stack([labels, voices])[:, labels >= 0], axis=1)
    return np.bincount(pairs[0], minlength=size)


def key_points(wordings: Wordings, vectors: Vectors, labels: Ints, fitness: Fitness, least: int) -> list[KeyPoint]:
    """The groups of so many voices, each with the sentence that speaks for it."""
    labels, voices = heard(wordings, labels, least)
    middles = centres(vectors, labels)
    first = speakers(vectors, labels, middles, fitness)
    kept = np.flatnonzero(fitness.ranks(first) != VAGUE)
    kept = kept[np.lexsort((first[kept], -voices[kept]))]
    kept = once(kept, voices, labels[wordings.sentences], wordings, first)
    return [KeyPoint(int(wordings.places[first[label]]), int(voices[label]), middles[label]) for label in kept]


def heard(wordings: Wordings, labels: Ints, least: int) -> tuple[Ints, Ints]:
    """The groups with voices enough numbered anew, -1 for the sentences of all others; and how many voices each has."""
    voices = tally(labels[wordings.sentences], wordings.voices, int(labels.max()) + 1)
    numbers = np.where(voices >= least, np.cumsum(voices >= least) - 1, -1)
    return np.append(numbers, -1)[labels], voices[voices >= least]


def once(kept: Ints, voices: Ints, said: Ints, wordings: Wordings, speakers: Ints) -> Ints:
    """Groups without those of a single voice that is heard elsewhere already: of what one person alone says, one point
    stands for it, the readable and longest. Otherwise a dozen posts would make two dozen viewpoints."""
    others = set(wordings.voices[np.isin(said, kept[voices[kept] > 1])].tolist())
    alone = dict(zip(said.tolist(), wordings.voices.tolist(), strict=True))
    text = {int(label): wordings.texts[speakers[label]] for label in kept}
    fittest = sorted(
        (int(label) for label in kept if voices[label] == 1), key=lambda one: (rank(text[one]), -len(text[one]), text[one])
    )
    dropped = set()
    for label in fittest:
        dropped |= {label} if alone[label] in others else set()
        others.add(alone[label])
    return np.array([label for label in kept if int(label) not in dropped], np.int64)
