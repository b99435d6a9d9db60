"""The second look, with a matcher whose mind is known. Posts are made up."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from hubbub.engines.base import Engine
from hubbub.models.base import LENGTH, Odds, Vectors
from hubbub.quality import SEARCH
from hubbub.viewpoints import Settings
from hubbub.viewpoints.sample import KeyPoint, Sample
from hubbub.viewpoints.telling import common, telling
from hubbub.viewpoints.verify import Known, Points, likeness, surest, unify
from tests.viewpoints.made import POTION, crowd
from tests.viewpoints.test_stage import Row, results, run

YES, NO = 900_000, 100_000
MATCHED = Settings(across=False, **SEARCH["balanced"])
ASSIGNED = """
SELECT p.text, k.viewpoint_id, a.score, a.how, q.text AS point FROM assignments a JOIN posts p USING (uid)
JOIN key_points k USING (viewpoint_id) JOIN posts q ON q.uid = k.key_point_uid ORDER BY ALL
"""


@dataclass(frozen=True)
class Strict:
    """Says yes from a cosine on."""

    least: float

    def __call__(self, dots: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.where(dots >= self.least * LENGTH**2, YES, NO)


def posts() -> list[Row]:
    return [(f"p{n}", text, "en", f"a{n}") for n, text in enumerate(crowd())]


def verified(folder: Path, rows: Sequence[Row], least: float, settings: Settings | None = None) -> Engine:
    return run(folder, rows, settings=settings, odds=Strict(least))


def alike(row: dict[str, str]) -> float:
    one, other = POTION.encode([row["text"], row["point"]]).astype(np.int64)
    return float(one @ other / LENGTH**2)


def test_only_what_the_matcher_says_or_the_same_words_make_a_point(tmp_path: Path) -> None:
    found = verified(tmp_path, posts(), 0.7).rows(ASSIGNED).to_pylist()
    assert {row["how"] for row in found} == {"words", "matcher"}
    for row in found:
        assert row["score"] == (YES if row["how"] == "matcher" else 1_000_000)
        assert alike(row) >= 0.7
    loose = run(tmp_path / "loose", posts()).rows(ASSIGNED).to_pylist()
    assert min(map(alike, loose)) < 0.7


def test_without_a_matcher_it_must_be_like_the_key_points_own_words(tmp_path: Path) -> None:
    loose = Settings(merge=200_000, threshold=200_000, odds=600_000, wordless=700_000, topical=700_000)
    found = run(tmp_path, posts(), settings=loose).rows(ASSIGNED).to_pylist()
    anything = replace(loose, odds=0, wordless=0, topical=0, denying=0)
    near = run(tmp_path / "near", posts(), settings=anything).rows(ASSIGNED).to_pylist()
    assert {row["how"] for row in found} == {"words", "static"}
    assert len(found) < len(near)
    assert min(map(alike, near)) < 0.6
    for row in found:
        assert row["score"] == (int(alike(row) * 1e6) if row["how"] == "static" else 1_000_000)
        assert row["score"] >= loose.odds
        assert row["score"] >= loose.wordless or telling(row["text"]) & telling(row["point"])


def test_likeness_is_a_cosine_in_millionths() -> None:
    one, other = POTION.encode(["They closed the ferry", "The ferry is closed"]).astype(np.int64)
    assert likeness(np.array([one @ other, one @ one])).tolist() == [int(one @ other / LENGTH**2 * 1e6), int(one @ one / 16)]


def test_a_view_that_nobody_else_holds_is_none(tmp_path: Path) -> None:
    engine = verified(tmp_path, posts(), 2)
    assert engine.rows("SELECT * FROM assignments").num_rows == 0
    twice = [*posts(), *((f"q{n}", text, "en", f"b{n}") for n, text in enumerate(crowd()))]
    again = verified(tmp_path / "b", twice, 2).rows("SELECT DISTINCT how FROM assignments").to_pylist()
    assert again == [{"how": "words"}]


def test_the_order_of_posts_does_not_matter(tmp_path: Path) -> None:
    shuffled = random.Random(5).sample(posts(), len(posts()))
    assert results(verified(tmp_path / "a", posts(), 0.6)) == results(verified(tmp_path / "b", shuffled, 0.6))


def test_of_several_points_a_sentence_is_put_under_one(tmp_path: Path) -> None:
    engine = verified(tmp_path, posts(), 0.3, Settings(threshold=300_000, several=4))
    assert engine.rows("SELECT * FROM assignments").num_rows
    assert engine.rows("SELECT sentence_id FROM assignments GROUP BY 1 HAVING count(*) > 1").num_rows == 0


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=30))
def test_the_surest_stays_and_of_these_the_nearest(pairs: list[tuple[int, int]]) -> None:
    rows, odds = np.array(sorted(pairs, key=lambda one: one[0]), np.int64).reshape(-1, 2).T
    kept = surest(rows, odds, 5).tolist()
    wanted = []
    for row in sorted(set(rows.tolist())):
        ours = [n for n in range(len(rows)) if rows[n] == row and odds[n] >= 5]
        wanted += [max(ours, key=lambda n: (odds[n], -n))] if ours else []
    assert kept == wanted


def test_the_contrary_in_like_words_is_never_made() -> None:
    said = ["The council was wrong to close it", "They closed it"]
    points = ["The council was right to close it", "They closed it"]
    vectors = POTION.encode(points)
    whole = Points(["v:1", "v:2"], points, points, vectors, np.arange(2))
    assert whole.judged(Strict(0), Settings(odds=YES), said, POTION.encode(said), np.arange(2)).tolist() == [0, YES]


@pytest.mark.parametrize(
    ("said", "point", "odds", "made"),
    [
        ("They closed the ferry", "The ferry is closed", 400_000, True),
        ("I fell asleep", "The ferry is closed", 400_000, False),
        ("I fell asleep", "The ferry is closed", 800_000, True),
        ("I am not a child", "The ferry isn't closed", 700_000, False),
        ("The ferries did not sail", "The ferry isn't closed", 800_000, True),
        ("No ferry sailed", "The ferry isn't closed", 800_000, True),
        ("It's a ferry", "It's closed", 400_000, False),
    ],
)
def test_what_shares_no_word_must_be_likelier(said: str, point: str, odds: int, made: bool) -> None:
    whole = Points(["v:1"], [point], [point], POTION.encode([point]), np.arange(1))
    found = whole.judged(lambda dots: np.full(len(dots), odds), MATCHED, [said], POTION.encode([said]), np.zeros(1, np.int64))
    assert bool(found[0]) is made


@pytest.mark.parametrize(
    ("said", "point", "made"),
    [
        ("Ferry 1 - 0 Bridge", "Ferry 2 - 0 Bridge", False),
        ("It ended: Ferry 2-0 Bridge, what a day", "Ferry 2 - 0 Bridge", True),
        ("⏰ 1:00 PM GMT", "⏰10:00 AM GMT", False),
        ("Ferry 3 Bridge 3", "Ferry 3 Bridge 0", False),
        ("Three minutes in and it is over", "2 minutes in and it is over", True),
        ("The 1st goal", "The 2nd goal", True),
    ],
)
def test_what_is_little_but_numbers_is_made_by_the_same_numbers(said: str, point: str, made: bool) -> None:
    about = frozenset({"ferri", "bridg"})
    whole = Points(["v:1"], [point], [point], POTION.encode([point]), np.arange(1), Known(about))
    found = whole.judged(Strict(-1), MATCHED, [said], POTION.encode([said]), np.zeros(1, np.int64))
    assert bool(found[0]) is made


def test_key_points_of_other_scores_are_not_one() -> None:
    said = ["Ferry 2 - 0 Bridge", "Ferry 1 - 0 Bridge", "Ferry 2-0 Bridge!"]
    vectors = POTION.encode(said)
    sample = Sample(said, vectors, np.arange(3), ["en"] * 3, said)
    points = [KeyPoint(n, 3, vectors[n]) for n in range(3)]
    assert unify(sample, points, MATCHED, Strict(-1)) == [0, 1, 0]


def test_words_of_the_whole_collection_tell_nothing() -> None:
    texts = [f"The ferry {n} of a{n}b" for n in range(300)]
    assert common(texts) == {"ferri"}
    assert common(texts[:10]) == frozenset()
    point = "The ferry is closed"
    whole = Points(["v:1"], [point], [point], POTION.encode([point]), np.arange(1), Known(common(texts)))
    made = whole.judged(
        lambda dots: np.full(len(dots), 400_000), MATCHED, ["A ferry"], POTION.encode([point]), np.zeros(1, np.int64)
    )
    assert made.tolist() == [0]


@pytest.mark.parametrize(
    ("said", "odds", "made"),
    [
        ("Keeper Odile saved the lighthouse", 400_000, True),
        ("Did Odile write to the council?", 550_000, False),
        ("Did Odile write to the council?", 650_000, True),
        ("A winter by the sea", 550_000, False),
        ("A winter by the sea", 650_000, True),
        ("They wrote to the council", 550_000, True),
    ],
)
def test_names_and_what_all_speak_of_tell_the_subject_alone(said: str, odds: int, made: bool) -> None:
    point = "Odile Marsh saved us that winter"
    known = Known(frozenset({"winte"}), names=frozenset({"odile", "marsh"}))
    whole = Points(["v:1"], [point], [point], POTION.encode([point]), np.arange(1), known)
    least = replace(MATCHED, wordless=500_000, topical=600_000)
    found = whole.judged(lambda dots: np.full(len(dots), odds), least, [said], POTION.encode([point]), np.zeros(1, np.int64))
    assert bool(found[0]) is made


def test_no_two_key_points_say_the_same(tmp_path: Path) -> None:
    apart, together = (verified(tmp_path / name, posts(), least) for name, least in (("a", 0.6), ("b", 0.2)))
    count = "SELECT count(*) AS n FROM key_points"
    assert together.rows(count)["n"][0].as_py() < apart.rows(count)["n"][0].as_py()
    names = together.rows("SELECT DISTINCT viewpoint_id FROM assignments ANTI JOIN key_points USING (viewpoint_id)")
    assert names.num_rows == 0


@pytest.mark.parametrize(("odds", "made"), [(640_000, False), (660_000, True)])
def test_what_can_be_said_of_anything_must_be_likelier(odds: int, made: bool) -> None:
    point = "I agree that the keeper had it coming"
    whole = Points(["v:1"], [point], [point], POTION.encode([point]), np.arange(1))
    said = ["I agree.", "I agree that he had it coming, the keeper"]
    found = whole.judged(lambda dots: np.full(len(dots), odds), MATCHED, said, POTION.encode(said), np.zeros(2, np.int64))
    assert (found > 0).tolist() == [made, True]


def test_what_no_point_is_near_is_not_looked_at() -> None:
    """Nor is anything lost by that: what any point's odds, or its very words, let stand is among the hopeful."""
    said = [*crowd(), "They closed it", "Bread is baked here"]
    points = list(dict.fromkeys(crowd()))[:3] + ["They closed it"]
    whole = Points([f"v:{n}" for n in range(4)], points, points, POTION.encode(points), np.arange(4))
    vectors = POTION.encode(said)
    for least in (0.3, 0.6, 0.9, 1.1):
        hopeful = whole.hopeful(Strict(least), Settings(odds=YES), said, vectors).tolist()
        near = [whole.likely(Strict(least), vectors, np.full(len(said), n)) >= YES for n in range(4)]
        own = [n for n, text in enumerate(said) if text in points]
        assert hopeful == sorted({*np.flatnonzero(np.any(near, axis=0)).tolist(), *own})
    assert len(said) - 1 not in hopeful
    assert not len(Points([], [], [], POTION.encode([]), np.arange(0)).hopeful(Strict(0), Settings(), said, vectors))


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 9)), max_size=30),
    st.sets(st.tuples(st.integers(0, 4), st.integers(0, 3))),
)
def test_asking_for_the_surest_alone_changes_nothing(pairs: list[tuple[int, int, int]], standing: set[tuple[int, int]]) -> None:
    """Whichever pairs stand, and however sure they are, the same ones stay."""

    class Some(Points):
        def stands(self, odds: int, text: str, place: int, settings: Settings) -> bool:
            return (int(text), place) in standing

        def likely(self, odds: Odds, vectors: Vectors, places: NDArray[np.int64]) -> NDArray[np.int64]:
            return likely

    rows, places, likely = np.array(sorted(pairs, key=lambda one: one[0]), np.int64).reshape(-1, 3).T
    texts, whole = [str(row) for row in rows], Some([], [], [], POTION.encode([]), np.arange(0))
    every = whole.judged(Strict(0), Settings(odds=3), texts, POTION.encode(texts), places)
    surer = whole.judged(Strict(0), Settings(odds=3), texts, POTION.encode(texts), places, rows)
    assert surest(rows, surer, 3).tolist() == surest(rows, every, 3).tolist()
    assert set(np.flatnonzero(surer)) <= set(np.flatnonzero(every))
