"""The second look: whether a sentence makes the point it is nearest to, by the odds of a matcher, or by likeness.

Vectors of words hear the subject of a sentence louder than what is said of it: of 239 pairs of real posts that they put together,
one in five made the point (evals/README.md). A matcher's vectors are taught to be near when one sentence makes the other's point.
So here the very words of the key point are compared, not the middle of its group, and what does not make the point is let go.
Where nothing judges that alone is much: of pairs that vectors of words had put together, the cosine with the key point tells
those that make it apart far better than the score with the middle of the group.

How sure it must be was chosen on 651 pairs of three collections that the matcher had not learnt from, and on 3,223 of single
shows and videos, how like on pairs that vectors of words had put together (evals/README.md, "How sure", "What a sentence shares
with its point", "Fast"). A matcher hears of whom a sentence speaks, too, and likeness of tone, above all of denial ("isn't",
"never"): of those that share no telling word (`telling.py`), or the subject alone, far fewer make the point at the same odds, and
hardly any where the point denies, so these need more; so does what can be said of anything ("I agree"), of which one in eight
makes the point below .65. To it "1-0" is "2-0": what is
little else than numbers is made by who says these.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import LENGTH, Odds, Vectors
from hubbub.models.vectors import MILLION
from hubbub.viewpoints.assign import BLOCK
from hubbub.viewpoints.candidates import specific
from hubbub.viewpoints.polarity import denies, opposed, sides
from hubbub.viewpoints.sample import Ints, KeyPoint, Sample, Settings
from hubbub.viewpoints.space import filled, paired
from hubbub.viewpoints.telling import bare, called, common, figures, numbers, telling, unanswering

Flags = NDArray[np.bool_]

# What nobody else says is no view of several, though vectors had put others beside it.
SHARED = """
SELECT m.* FROM made m JOIN (
  SELECT viewpoint_id FROM made JOIN vectors USING (sentence_id) GROUP BY viewpoint_id HAVING count(DISTINCT voice) >= {few}
) USING (viewpoint_id)
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Beginnings of a collection's words: what all of it is about, which says nothing here; the names among these that make no
    point by themselves; and all names."""

    about: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Sequence[str], langs: Sequence[str]) -> "Known":
        """What sentences, and the language of each, tell of the whole collection."""
        about, (capitals, names) = common(texts), called(texts, langs)
        return cls(about, unanswering(texts, about & capitals), names)


@dataclass(frozen=True)
class Points:
    """What the viewpoints' key points say: their ids, words, keys and vectors; which of these each point found is under; and what
    is known of a collection's words."""

    ids: Sequence[str]
    texts: Sequence[str]
    keys: Sequence[str]
    vectors: Vectors
    under: Ints
    known: Known = Known()

    def own(self, keys: Sequence[str], places: Ints) -> Flags:
        """Whether each sentence is in the very words of the point at its place."""
        return np.fromiter(
            (one == self.keys[place] for one, place in zip(keys, places.tolist(), strict=True)), np.bool_, len(keys)
        )

    def hopeful(self, odds: Odds, settings: Settings, keys: Sequence[str], vectors: Vectors) -> Ints:
        """The sentences that could make some point: near enough to one that the odds are enough, or in its very words. What
        `judged` can let stand is among them, so that nothing else is asked of the others."""
        if not len(self.vectors):
            return np.zeros(0, np.int64)
        said, nearest = self.vectors.astype(np.float32).T, np.zeros(len(vectors), np.int64)
        rows = np.flatnonzero(filled(vectors))
        for n in range(0, len(rows), BLOCK):
            part = rows[n : n + BLOCK]
            nearest[part] = (vectors[part].astype(np.float32) @ said).max(axis=1)
        own = np.fromiter(map(frozenset(self.keys).__contains__, keys), np.bool_, len(keys))
        return np.flatnonzero(own | (odds(nearest) >= settings.odds))

    @cached_property
    def told(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """The telling words of each, and those that tell its subject alone."""
        topics = self.known.about | self.known.names
        return [(words - topics, words & topics) for words in map(telling, self.texts)]

    @cached_property
    def figures(self) -> list[Counter[str]]:
        """The numbers of each that says little else."""
        return [figures(text, self.known.about) for text in self.texts]

    @cached_property
    def denied(self) -> list[bool]:
        """Whether each denies."""
        return [denies(text) for text in self.texts]

    def judged(
        self, odds: Odds, settings: Settings, texts: Sequence[str], vectors: Vectors, places: Ints, rows: Ints | None = None
    ) -> Ints:
        """The odds that each sentence makes the point at its place, or its likeness; none for what does not (`stands`). Where
        `rows` says which pairs are of one sentence, none for all but the surest that stands. Words are looked at only where odds
        are enough."""
        likely, rows = self.likely(odds, vectors, places), np.arange(len(places)) if rows is None else rows
        found, done = np.zeros(len(likely), np.int64), -1
        order = np.lexsort((np.arange(len(rows)), -likely, rows))
        order = order[likely[order] >= settings.odds]
        for n, row in zip(order.tolist(), rows[order].tolist(), strict=True):
            if row != done and self.stands(int(likely[n]), texts[n], int(places[n]), settings):
                found[n], done = likely[n], row
        return found

    def stands(self, odds: int, text: str, place: int, settings: Settings) -> bool:
        """Whether a sentence of these odds makes a point: not if it shares no telling word, or has none, and is not likelier than
        that asks for, if it is nothing but names, or says `otherwise`."""
        if odds < max(settings.wordless, settings.topical, settings.denying) and odds < self.least(text, place, settings):
            return False
        hollow = odds < settings.hollow and not specific(text)
        return not hollow and not bare(text, self.known.silent) and not self.otherwise(text, place)

    def likely(self, odds: Odds, vectors: Vectors, places: Ints) -> Ints:
        """The odds that each sentence makes the point at its place, by vectors alone."""
        return odds(np.einsum("nd,nd->n", vectors.astype(np.int64), self.vectors[places].astype(np.int64)))

    def least(self, text: str, place: int, settings: Settings) -> int:
        """The odds that a sentence needs for what it shares with a point: a telling word, its subject, or nothing."""
        said, (told, topics) = telling(text), self.told[place]
        if not told.isdisjoint(said):
            return settings.odds
        shared = settings.wordless if topics.isdisjoint(said) else settings.topical
        return max(shared, settings.denying) if self.denied[place] else shared

    def otherwise(self, text: str, place: int) -> bool:
        """Whether a sentence says the contrary of a point in like words, or other numbers than one that says little else."""
        return opposed(text, self.texts[place]) or bool(self.figures[place] - numbers(text))


def likeness(dots: Ints) -> Ints:
    """Cosines in millionths, of dot products of vectors: what stands for odds where there is no matcher."""
    return dots * MILLION // LENGTH**2


def surest(rows: Ints, odds: Ints, least: int) -> Ints:
    """Which pairs of sentence and point stay, given by sentence and nearest point first: of the points that a sentence makes, the
    surest, of these the nearest."""
    order = np.lexsort((np.arange(len(rows)), -odds, rows))
    order = order[odds[order] >= least]
    return order[np.unique(rows[order], return_index=True)[1]]


def unify(
    sample: Sample, points: Sequence[KeyPoint], settings: Settings, odds: Odds, about: frozenset[str] = frozenset()
) -> list[int]:
    """The key point that each key point goes under: itself, or the first of those before it that it makes, beyond doubt. None
    goes under one that goes under another, so that no chain joins what is unlike. `about`: `Known.about`."""
    leaders = list(range(len(points)))
    if not points:
        return leaders
    places = [point.index for point in points]
    tongues, signs = sample.tongues(settings.across)[places], sides([sample.texts[place] for place in places])[1]
    later, earlier, _ = paired(sample.vectors[places], odds, settings.alike)
    alike = (tongues[later] == tongues[earlier]) & (signs[later] * signs[earlier] != -1)
    counts = [figures(sample.texts[place], about) for place in places]
    for n, m in zip(later[alike].tolist(), earlier[alike].tolist(), strict=True):
        said, first = sample.texts[places[n]], sample.texts[places[m]]
        if leaders[n] == n and leaders[m] == m and counts[n] == counts[m] and not opposed(said, first):
            leaders[n] = m
    return leaders
