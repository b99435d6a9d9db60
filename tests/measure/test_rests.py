"""What no listed viewpoint holds, against counting by hand: classes of texts and of people, each adding up to all."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.measure import Totals, rest, tally
from hubbub.records import Prevalence
from tests.measure.made import measured, post
from tests.measure.test_without import ASSIGNED, KEY_POINTS

BY = st.one_of(st.none(), st.integers(0, 5))  # who wrote a text: often several texts, sometimes nobody who is known
VIEWS = st.sampled_from(["common", "rare", None])


def found(said: list[tuple[int | None, str | None]]) -> tuple[Prevalence, Prevalence]:
    """The prevalence of few and unassigned, where "common" alone is listed: it is pinned, and nothing has voices enough."""
    posts = [post(n, n, person, 1000 * n) for n, (person, _) in enumerate(said)]
    rows = [{"viewpoint_id": view, "uid": one.uid} for (one, _), (_, view) in zip(posts, said, strict=True) if view]
    with measured(posts) as engine:
        with engine.sink({"assignments": ASSIGNED, "key_points": KEY_POINTS}) as sink:
            sink.append("assignments", pa.RecordBatch.from_pylist(rows, schema=ASSIGNED))
        tally(engine, 100, ["common"])
        total = Totals(engine).all
        return rest(engine, total, 1), rest(engine, total, 2)


@settings(max_examples=60)
@given(st.lists(st.tuples(BY, VIEWS), min_size=1, max_size=16))
def test_each_person_stands_in_one_class(said: list[tuple[int | None, str | None]]) -> None:
    order = ["common", "rare", None]
    best: dict[int, int] = {}
    for person, view in said:
        if person is not None:
            best[person] = min(best.get(person, 2), order.index(view))
    for which, prevalence in zip((1, 2), found(said), strict=True):
        texts = [person for person, view in said if view == order[which]]
        assert (prevalence.texts.count, prevalence.texts.of) == (len(texts), len(said))
        assert prevalence.nameless == texts.count(None)
        known = bool(best) and (not texts or any(person is not None for person in texts))
        assert (prevalence.people is not None) == known
        if prevalence.people:
            assert (prevalence.people.count, prevalence.people.of) == (list(best.values()).count(which), len(best))


def test_nobody_is_a_number_where_authors_are_known() -> None:
    """The odd text is by somebody who also holds a view: none wrote only such texts, and that is known."""
    _, unassigned = found([(1, "common"), (2, "common"), (2, None)])
    assert unassigned.people
    assert (unassigned.people.count, unassigned.people.of, unassigned.texts.count) == (0, 2, 1)
    assert found([(1, "common"), (None, None)])[1].people is None
