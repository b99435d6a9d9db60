"""What a user would run instead, on the same vectors: greedy coverage, k-means and, where installed, BERTopic and EVoC."""

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from evals.viewpoints.score import Groups
from hubbub.models import encoder
from hubbub.models.text import plain

Labels = NDArray[np.int64]
POTION = encoder("potion")
ALIKE = 0.6  # cosine from which greedy coverage counts a text as covered


def vectors(texts: list[str]) -> NDArray[np.float32]:
    """Unit vectors of the default encoder."""
    rows = POTION.encode([plain(text) for text in texts]).astype(np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1), np.float32)


def members(labels: NDArray[np.int64], texts: NDArray[np.int64] | None = None) -> Groups:
    """The texts of each label from 0 on."""
    texts = np.arange(len(labels)) if texts is None else texts
    return [texts[labels == label].tolist() for label in np.unique(labels[labels >= 0])]


def greedy(texts: list[str]) -> tuple[Labels, Groups]:
    """Takes the text that covers most texts not yet covered, while it covers two; each text goes to its best."""
    units = vectors(texts)
    near = [np.flatnonzero(units @ units[n] >= ALIKE) for n in range(len(units))]
    best, labels = np.zeros(len(units)), np.full(len(units), -1)
    gains = np.array([len(one) for one in near])
    while gains.max() >= 2:
        n = int(gains.argmax())
        gains[n] = int((labels[near[n]] < 0).sum())
        if gains[n] < gains.max() or gains[n] < 2:
            continue
        scores = units[near[n]] @ units[n]
        better = scores > best[near[n]]
        labels[near[n][better]], best[near[n][better]] = n, scores[better]
        gains[n] = 0
    return labels, members(labels)


def kmeans(texts: list[str]) -> tuple[Labels, Groups]:
    """A group for every eight texts."""
    labels = KMeans(max(2, len(texts) // 8), n_init=1, random_state=0).fit_predict(vectors(texts)).astype(np.int64)
    return labels, members(labels)


def evoc(texts: list[str]) -> tuple[Labels, Groups]:
    """EVoC as it comes."""
    from evoc import EVoC  # type: ignore[import-not-found]

    labels = np.asarray(EVoC().fit_predict(vectors(texts)), np.int64)
    return labels, members(labels)


def bertopic(texts: list[str]) -> tuple[Labels, Groups]:
    """BERTopic on the same vectors, its other settings as they come."""
    from bertopic import BERTopic  # type: ignore[import-not-found]

    labels = np.asarray(BERTopic().fit_transform(texts, embeddings=vectors(texts))[0], np.int64)
    return labels, members(labels)


def peers() -> dict[str, Callable[[list[str]], tuple[Labels, Groups]]]:
    """Those installed here."""
    known = {"evoc": evoc, "bertopic": bertopic}
    return {name: method for name, method in known.items() if find_spec(name)}
