"""Which points each sentence is nearest to: exact dot products in float32, so that neither batch nor thread changes a score."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hubbub.models.base import Vectors
from hubbub.models.vectors import least_dot, millionths
from hubbub.viewpoints.polarity import sides
from hubbub.viewpoints.sample import Found, Ints, Sample, Settings
from hubbub.viewpoints.space import apart, filled

BLOCK = 1_024  # sentences a matrix product


class Assigner:
    """Assigns sentences to the key points found, batch by batch."""

    def __init__(self, sample: Sample, found: Found, settings: Settings) -> None:
        self.found, self.least, self.several = found, least_dot(settings.threshold), settings.several
        places = [point.index for point in found.points]
        centres = np.array([point.centre for point in found.points], np.float32)
        self.centres = centres.reshape(len(places), sample.vectors.shape[1])
        self.said = sample.vectors[places].astype(np.float32)
        self.contrary = least_dot(settings.contrary)
        self.tongues = (
            None if settings.across else {lang: n for n, lang in enumerate(sorted({sample.langs[place] for place in places}))}
        )
        self.langs = self.numbers([sample.langs[place] for place in places])
        self.denied, self.signs = sides([sample.texts[place] for place in places])

    def numbers(self, langs: Sequence[str]) -> Ints:
        """Languages as numbers, -1 where no key point is in it; one number where points are made across languages."""
        if self.tongues is None:
            return np.zeros(len(langs), np.int64)
        return np.fromiter((self.tongues.get(lang, -1) for lang in langs), np.int64, len(langs))

    def assign(self, texts: Sequence[str], vectors: Vectors, langs: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """(sentence, key point, score in millionths), by sentence, the `several` nearest of each, best first."""
        places = range(0, len(texts), BLOCK) if len(self.centres) else []
        parts = [self.block(texts, vectors, langs, slice(n, n + BLOCK)) for n in places]
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
        rows, columns, scores = zip(*parts, strict=True)
        return np.concatenate(rows), np.concatenate(columns), np.concatenate(scores)

    def block(self, texts: Sequence[str], vectors: Vectors, langs: Sequence[str], part: slice) -> tuple[Ints, Ints, Ints]:
        """`assign` for a block of sentences. Key points of other languages are not compared at all; no text is looked at
        whose vector is zero."""
        ours = vectors[part]
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))]
        tongues = np.where(filled(ours), self.numbers(langs[part]), -1)
        for tongue in np.unique(tongues[tongues >= 0]):
            row, points = np.flatnonzero(tongues == tongue), np.flatnonzero(self.langs == tongue)
            for place, column, best in self.among(points, picked(texts[part], row), ours[row], picked(langs[part], row)):
                found.append((row[place], column, best))
        rows, columns, scores = (np.concatenate(one) for one in zip(*found, strict=True))
        order = np.argsort(rows, kind="stable")
        return rows[order] + part.start, columns[order], millionths(scores[order])

    def among(
        self, points: Ints, texts: Sequence[str], vectors: Vectors, langs: Sequence[str]
    ) -> Iterator[tuple[Ints, Ints, NDArray[np.float32]]]:
        """Rows, the nearest key point of each that it does not contradict, and its dot product; then the next nearest."""
        dots = apart(vectors, langs, self.found.common).astype(np.float32) @ self.centres[points].T
        hopeful = np.flatnonzero(dots.max(axis=1) >= self.least)  # the words of the others need not be looked at
        dots, said, texts = dots[hopeful], vectors[hopeful].astype(np.float32), picked(texts, hopeful)
        (denied, signs), every = sides(texts), np.arange(len(dots))
        for sign in (-1, 1):  # praise and fault never meet
            dots[np.ix_(signs == sign, self.signs[points] == -sign)] = -np.inf
        for _ in range(min(self.several, len(points))):
            column = self.nearest(dots, denied, said, points)
            best = dots[every, column]
            row = np.flatnonzero(best >= self.least)
            yield hopeful[row], points[column[row]], best[row]
            dots[every, column] = -np.inf

    def nearest(self, dots: NDArray[np.float32], denied: NDArray[np.bool_], vectors: NDArray[np.float32], points: Ints) -> Ints:
        """The nearest of some key points to each row that its sentence does not contradict; contradicted ones are struck out of
        `dots`."""
        column = dots.argmax(axis=1)
        row = np.arange(len(dots))
        while len(row):
            row = row[(dots[row, column[row]] >= self.least) & (denied[row] != self.denied[points[column[row]]])]
            row = row[np.einsum("nd,nd->n", vectors[row], self.said[points[column[row]]]) >= self.contrary]
            dots[row, column[row]] = -np.inf
            column[row] = dots[row].argmax(axis=1)
        return np.asarray(column)


def picked(values: Sequence[str], places: Ints) -> list[str]:
    """Some of the values."""
    return [values[place] for place in places.tolist()]
