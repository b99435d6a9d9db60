"""Greedy maximum coverage: take the key point that speaks for most voices not yet spoken for, again and again."""

import heapq

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def cover(rows: Ints, columns: Ints, scores: Ints, voices: Ints, least: int) -> list[tuple[int, int]]:
    """(column, its voices) in the order taken; each brought at least `least` new voices. Ties go to the smaller column."""
    order = np.lexsort((rows, columns))
    rows, columns = rows[order], columns[order]
    bounds = np.searchsorted(columns, np.arange(int(columns[-1]) + 2)) if len(columns) else np.zeros(1, np.int64)
    open_ = np.ones(len(voices), np.bool_)
    heap = [(-(int(bounds[c + 1] - bounds[c])), c) for c in range(len(bounds) - 1)]
    heapq.heapify(heap)
    taken: list[tuple[int, int]] = []
    while heap:
        bound, column = heapq.heappop(heap)
        mine = rows[bounds[column] : bounds[column + 1]]
        gain = len(np.unique(voices[mine[open_[mine]]]))
        if gain < least:
            continue
        if gain < -bound and heap and (-gain, column) > heap[0]:
            heapq.heappush(heap, (-gain, column))
            continue
        taken.append((column, len(np.unique(voices[mine]))))
        open_[mine] = False
    return taken
