"""Prevalence without the posts of posting patterns, against counting by hand."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.measure import Totals, prevalence, tally
from hubbub.records import Post
from tests.measure.made import copies, found, measured, post

ASSIGNED = pa.schema([("viewpoint_id", pa.string()), ("uid", pa.string())])
KEY_POINTS = pa.schema([("viewpoint_id", pa.string()), ("parent", pa.string())])
SAID = st.tuples(
    st.integers(0, 4), st.one_of(st.none(), st.integers(0, 9)), st.integers(0, 90) | st.integers(0, 30_000), st.booleans()
)


def by_hand(posts: list[tuple[Post, int]], left_out: set[str], groups: set[int]) -> tuple[int, int, int]:
    """People, texts, posts of some groups, the posts of patterns left out."""
    kinds = {one.uid: one.kind for one in copies(posts)}
    people, texts, count = set(), 0, 0
    for group in groups:
        rest = [one for one, of in posts if of == group and one.uid not in left_out]
        rank = {"original": 0, "exact": 1, "repost": 2}
        order = sorted(rest, key=lambda one: (rank[kinds[one.uid]], one.created_at, one.uid))
        count += len(rest)
        texts += bool(rest)
        people |= {one.author_key for one in order[:1] if kinds[one.uid] != "repost" and one.author_key}
    return len(people), texts, count


@settings(max_examples=80)
@given(st.lists(SAID, min_size=1, max_size=45), st.sets(st.integers(0, 4)))
def test_sums_without_patterns_are_those_counted_by_hand(said: list[tuple[int, int | None, int, bool]], held: set[int]) -> None:
    posts = [
        post(n, group, person, second, repost_of="x:9999" if repost else None)
        for n, (group, person, second, repost) in enumerate(said)
    ]
    groups = {group for _, group in posts}
    lead = {group: next(one.uid for one, of in posts if of == group) for group in groups}
    rows = [{"viewpoint_id": "v", "uid": lead[one]} for one in sorted(held & groups)]
    with measured(posts) as engine:
        left_out = {uid for uids in found(engine)[1].values() for uid in uids}
        with engine.sink({"assignments": ASSIGNED, "key_points": KEY_POINTS}) as sink:  # no view is inside another
            sink.append("assignments", pa.RecordBatch.from_pylist(rows, schema=ASSIGNED))
        tally(engine, 1)
        total = Totals(engine).all
        counted = engine.rows("SELECT * FROM counted WHERE platform IS NULL AND lang IS NULL").to_pylist()
    assert (total["people_left"], total["texts_left"], total["posts_left"]) == by_hand(posts, left_out, groups)
    for row in counted:
        assert (row["people_left"], row["texts_left"], row["posts_left"]) == by_hand(posts, left_out, held & groups)
        assert (prevalence(row, total).without is None) == (not left_out)
