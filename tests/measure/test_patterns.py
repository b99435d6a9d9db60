"""Posting patterns against counting by hand: windows, shared copies, young accounts."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.posting import PatternRules
from hubbub.records import Post
from tests.measure.made import BEGIN, found, measured, post

RULES = PatternRules()
Event = tuple[int, int, bool]  # person, second, whether known to the minute only


def latest(one: Event) -> int:
    """The last second at which a post may have been made."""
    return one[1] + (59 if one[2] else 0)


def windows(events: Sequence[Event], span: int) -> dict[int, set[int]]:
    """By hand: who posted within each window that starts with a post."""
    inside = {start: {one[0] for one in events if start <= one[1] and latest(one) <= start + span} for _, start, _ in events}
    return {start: people for start, people in inside.items() if len(people) >= RULES.accounts}


def posts_of(events: Sequence[Event]) -> list[tuple[Post, int]]:
    """One text, posted at these times."""
    return [
        post(n, 0, person, second, created_precision="minute" if rounded else "exact")
        for n, (person, second, rounded) in enumerate(events)
    ]


TIMES = st.lists(
    st.tuples(st.integers(0, 9), st.one_of(st.integers(0, 150), st.integers(0, 9000)), st.booleans()).map(
        lambda one: (one[0], one[1] // 60 * 60 if one[2] else one[1], one[2])
    ),
    max_size=40,
)


@settings(max_examples=150)
@given(TIMES)
def test_windows_are_those_counted_by_hand(events: list[Event]) -> None:
    with measured(posts_of(events)) as engine:
        patterns, posts = found(engine)
    by_window = {int(one["pattern_id"].split(":")[1]): one for one in patterns}
    shorter = 0
    for span in RULES.windows:
        best = max(map(len, windows(events, span).values()), default=0)
        assert (span in by_window) == (best > shorter)
        if best > shorter:
            start = min(start for start, people in windows(events, span).items() if len(people) == best)
            inside = [n for n, one in enumerate(events) if start <= one[1] and latest(one) <= start + span]
            one = by_window[span]
            assert one["accounts"] == best
            assert posts[one["pattern_id"]] == {f"x:{n:04d}" for n in inside}
            assert one["posts"] == len(inside)
            assert one["seconds"] == max(1, max(latest(events[n]) for n in inside) - start) <= span
            assert one["first"] == BEGIN + timedelta(seconds=start)
        shorter = max(shorter, best)


def many(count: int, group: int = 0, begin: int = 0, **more: object) -> list[tuple[Post, int]]:
    """So many accounts, a second apart."""
    return [post(100 * group + n, group, n, begin + n, **more) for n in range(count)]


def test_what_is_no_pattern() -> None:
    for posts in (
        many(4),
        many(12, text="Goal!"),
        many(12, repost_of="x:9999"),
        many(12, text="RT @made_up: The keeper of the made-up lighthouse said nothing all night"),
        many(12, text_origin="embed", created_precision="estimate"),
        many(12, created_precision="day"),
        [post(n, 0, None, n) for n in range(12)],
        [post(n, 0, 7, n) for n in range(12)],
        [post(n, 0, n, 4000 * n) for n in range(12)],
    ):
        with measured(posts) as engine:
            assert found(engine) == ([], {})


def sharing(people: Sequence[int], groups: Sequence[int], begin: int = 0) -> list[tuple[Post, int]]:
    """Everyone posts every text, days apart."""
    return [post(begin + 100 * g + p, g, p, 100_000 * (1 + g) + 9_000 * p) for g in groups for p in people]


def test_accounts_that_share_copies() -> None:
    posts = [*sharing([1, 2, 3], [1, 2, 3, 4]), *sharing([4, 5], [5, 6], 5000)]
    with measured(posts) as engine:
        patterns, shown = found(engine)
    assert [(one["pattern_id"], one["accounts"], one["texts"], one["posts"]) for one in patterns] == [
        ("shared_copies:x:001", 3, 4, 12)
    ]
    assert patterns[0]["seconds"] is None
    assert shown["shared_copies:x:001"] == {one.uid for one, group in posts if group < 5}


def test_sets_are_no_chains() -> None:
    """1 shares with 2, 2 with 3, 3 with 4: nobody stands in a set with an account it shares nothing with but its centre."""
    posts = [*sharing([1, 2], [1, 2, 3]), *sharing([2, 3], [4, 5, 6], 5000), *sharing([3, 4], [7, 8, 9], 9000)]
    with measured(posts) as engine:
        patterns, shown = found(engine)
    people = {one.uid: one.author_key for one, _ in posts}
    sets = {one["pattern_id"]: {people[uid] for uid in shown[one["pattern_id"]]} for one in patterns}
    assert sets == {"shared_copies:x:002": {"x:001", "x:002", "x:003"}, "shared_copies:x:003": {"x:002", "x:003", "x:004"}}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 6)), max_size=50))
def test_every_pair_that_shares_three_texts_is_shown(said: list[tuple[int, int]]) -> None:
    posts = [post(n, group, person, 50_000 * n) for n, (person, group) in enumerate(said)]
    with measured(posts) as engine:
        _, shown = found(engine)
    theirs = {person: {group for one, group in said if one == person} for person in range(8)}
    pairs = {(a, b) for a in theirs for b in theirs if a < b and len(theirs[a] & theirs[b]) >= RULES.texts}
    sets = {int(name[-3:]): {said[int(uid[2:])][0] for uid in uids} for name, uids in shown.items()}
    for centre, members in sets.items():
        assert all((min(centre, one), max(centre, one)) in pairs for one in members - {centre})
    assert {one for pair in pairs for one in pair} == {one for members in sets.values() for one in members}


def test_a_crowd_makes_no_pairs() -> None:
    with measured([*many(501, 1), *many(501, 11, 90_000), *many(501, 12, 180_000)]) as engine:
        assert {one["kind"] for one in found(engine)[0]} == {"same_text"}


def test_young_accounts_and_unknown_is_not_old() -> None:
    ages = {1: timedelta(days=3), 2: timedelta(days=29, hours=23), 3: timedelta(days=30), 4: timedelta(days=900), 5: None}
    posts = [
        post(n, n, person, 100_000 * n, author_created_at=None if age is None else BEGIN + timedelta(seconds=100_000 * n) - age)
        for n, (person, age) in enumerate(ages.items())
    ]
    posts.append(post(50, 50, 6, 0, author_created_at=BEGIN + timedelta(days=1)))  # made after it posted: no age at all
    with measured(posts) as engine:
        patterns, shown = found(engine)
    assert [(one["pattern_id"], one["accounts"], one["of"], one["posts"]) for one in patterns] == [("young_account", 2, 4, 2)]
    assert shown["young_account"] == {"x:0000", "x:0001"}
