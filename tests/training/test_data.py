"""Batches of near sentences: what the matcher is taught by two networks with. And topics left out."""

from collections import Counter
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from training.data import BATCH, EACH, FOLDS, Topic, batches, without

SENTENCES = 400
members = st.dictionaries(
    st.integers(0, SENTENCES - 1), st.lists(st.integers(0, SENTENCES - 1), min_size=1, max_size=40), max_size=60
)


@given(members=members, seed=st.integers(0, 9))
def test_every_point_comes_once_with_sentences_of_its_own(members: dict[int, list[int]], seed: int) -> None:
    whole = np.random.default_rng(seed).normal(size=(SENTENCES, 8)).astype(np.float32)
    found = list(batches(members, whole, Random(seed)))
    seen = Counter(one for batch in found for one in batch)
    near = {one for said in members.values() for one in said}
    assert members.keys() <= seen.keys() <= members.keys() | near
    assert all(count == 1 for one, count in seen.items() if one not in members)
    assert all(len(batch) <= BATCH + EACH for batch in found)
    for batch in found:
        beside = {one for point in members.keys() & {*batch} for one in members[point]}
        assert {*batch} <= members.keys() | beside
    assert found == list(batches(members, whole, Random(seed)))


def test_points_of_a_batch_are_near_each_other() -> None:
    whole = np.repeat(np.eye(2, dtype=np.float32), 200, axis=0)
    members = {n: [n + 1] for n in range(0, 400, 2)}
    found = list(batches(members, whole, Random(1)))
    assert len(found) > 2
    assert sum(len({one // 200 for one in batch}) > 1 for batch in found) <= 1


@given(st.lists(st.text(max_size=5), unique=True, max_size=30))
def test_every_topic_is_left_out_once(names: list[str]) -> None:
    given = {name: Topic() for name in names}
    parts = [without(given, fold) for fold in range(FOLDS)]
    assert all(kept | left == given and not kept.keys() & left.keys() for kept, left in parts)
    assert Counter(name for _, left in parts for name in left) == Counter(names)
