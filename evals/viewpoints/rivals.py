"""What a user would run instead: greedy coverage and k-means on the vectors of `fast`; BERTopic and EVoC as they come."""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from bench import environment
from bench.sources import ROOT
from evals.viewpoints.score import Groups
from hubbub.models import encoder
from hubbub.models.text import plain

Labels = NDArray[np.int64]
POTION = encoder("potion")
ONE = {"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}  # threads that wait for one another are charged for waiting
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


def told(sets: list[list[str]]) -> dict[str, list[tuple[Labels, float]]]:
    """What BERTopic and EVoC say of lists of texts, in an environment of their own: method to labels and CPU-seconds a list."""
    environment.prepare()
    script = str(ROOT / "bench/peers/groups.py")
    with TemporaryDirectory() as folder:
        given, answer = Path(folder) / "sets.json", Path(folder) / "answer.json"
        given.write_text(json.dumps(sets), "utf-8")
        command = [str(environment.PYTHON), script, str(given), str(answer), str(environment.weights())]
        subprocess.run(command, check=True, env=os.environ | ONE)
        found = json.loads(answer.read_text("utf-8"))
    return {name: [(np.asarray(labels, np.int64), seconds) for labels, seconds in each] for name, each in found.items()}
