"""How fit sentences are to be key points, found for those alone that it decides about: to judge the words of one costs more than
all else that discovery does with it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hubbub.viewpoints.candidates import CLEAR, digest, rank
from hubbub.viewpoints.sample import Ints

SEVERAL = 3  # voices from which more make a sentence no fitter
UNKNOWN = -1
UNFIT = np.array([0, 2_400_000, 8_000_000, 16_000_000])  # dot product a sentence loses by rank: .15, .5, 1 of a cosine


class Fitness:
    """Of some sentences, given with their keys and how many voices each has. Fittest are those said in the same words by several,
    then those of the best rank (`candidates.rank`), then those whose key has the smallest hash."""

    def __init__(self, texts: Sequence[str], keys: Sequence[str], voices: Ints) -> None:
        self.texts = texts
        self.known = np.full(len(texts), UNKNOWN, np.int8)
        self.tiers = np.minimum(voices, SEVERAL)
        hashes = np.frombuffer(b"".join(map(digest, keys)), ">u8")
        self.order = np.lexsort((hashes, -self.tiers))  # fittest first, but for ranks

    def ranks(self, places: Ints) -> Ints:
        """The rank of each of some sentences."""
        for place in np.unique(places[self.known[places] == UNKNOWN]).tolist():
            self.known[place] = rank(self.texts[place])
        return self.known[places].astype(np.int64)

    def first(self, among: NDArray[np.bool_], limit: int) -> Ints:
        """The fittest `limit` of those sentences that `among` says, in no order."""
        waiting, found = self.order[among[self.order]], [np.zeros(0, np.int64)]
        for tier in np.unique(self.tiers)[::-1]:
            equals = waiting[self.tiers[waiting] == tier]
            found.append(self.best(equals, limit) if len(equals) > limit else equals)
            limit -= len(found[-1])
        return np.concatenate(found)

    def best(self, places: Ints, count: int) -> Ints:
        """The first `count` of some sentences by rank, then in the order given. None is judged behind enough clear ones."""
        end = 0
        while end < len(places) and np.count_nonzero(self.known[places[:end]] == CLEAR) < count:
            self.ranks(places[end : end + count])
            end += count
        return places[:end][np.argsort(self.known[places[:end]], kind="stable")[:count]]

    def speakers(self, places: Ints, labels: Ints, near: Ints) -> Ints:
        """Of each label, from 0 up, none left out, the one of its sentences (`places`, ascending) that speaks for it: `near` its
        centre, less what it loses by rank; ties go to the first. Nearest are judged first, until none left can be fitter."""
        best, fit = np.zeros(int(labels.max(initial=-1)) + 1, np.int64), near.copy()
        judged, left = np.zeros(len(places), np.bool_), np.arange(len(places))
        while len(left):
            order = left[np.lexsort((left, -fit[left], labels[left]))]
            leading = order[np.unique(labels[order], return_index=True)[1]]
            best[labels[leading]] = places[leading]
            new = leading[~judged[leading]]
            fit[new] -= UNFIT[self.ranks(places[new])]
            judged[new] = True
            left = left[np.isin(labels[left], labels[new])]
        return best
