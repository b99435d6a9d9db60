"""The second look, with a matcher whose mind is known. Posts are made up."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hubbub.engines.base import Engine
from hubbub.viewpoints import Settings
from hubbub.viewpoints.verify import Judging
from tests.viewpoints.made import crowd
from tests.viewpoints.test_stage import Row, results, run

ASSIGNED = """
SELECT p.text, k.viewpoint_id, a.score, a.how, q.text AS point FROM assignments a JOIN posts p USING (uid)
JOIN key_points k USING (viewpoint_id) JOIN posts q ON q.uid = k.key_point_uid ORDER BY ALL
"""


class Fussy:
    """Says yes where both sentences hold the same word of its list, and counts what it is asked."""

    name, sha256 = "fussy", "0" * 64

    def __init__(self, *words: str) -> None:
        self.words = words
        self.asked: list[tuple[str, str]] = []
        self.first = 0

    def match(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        self.first = self.first or len(pairs)  # key points are compared with each other before anything else
        self.asked += pairs
        yes = [any(word in text.lower() and word in point.lower() for word in self.words) for text, point in pairs]
        return np.array([900_000 if one else 100_000 for one in yes], np.int64)

    def stance(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        return np.zeros((len(pairs), 3), np.int64)


def posts() -> list[Row]:
    return [(f"p{n}", text, "en", f"a{n}") for n, text in enumerate(crowd())]


def verified(folder: Path, rows: Sequence[Row], judge: Fussy, settings: Settings | None = None) -> Engine:
    return run(folder, rows, settings=settings, matcher=judge)


def test_only_what_the_matcher_says_or_the_same_words_make_a_point(tmp_path: Path) -> None:
    engine = verified(tmp_path, posts(), Fussy("music", "long"))
    found = engine.rows(ASSIGNED).to_pylist()
    assert found
    for row in found:
        same = any(word in row["text"].lower() and word in row["point"].lower() for word in ("music", "long"))
        assert (row["how"] == "matcher" and row["score"] == 900_000 and same) or (
            row["how"] == "words" and row["score"] == 1_000_000
        )


def test_a_view_that_nobody_else_holds_is_none(tmp_path: Path) -> None:
    engine = verified(tmp_path, posts(), Fussy("no such word"))
    assert engine.rows("SELECT * FROM assignments").num_rows == 0
    twice = [*posts(), *((f"q{n}", text, "en", f"b{n}") for n, text in enumerate(crowd()))]
    again = verified(tmp_path / "b", twice, Fussy("no such word")).rows("SELECT DISTINCT how FROM assignments").to_pylist()
    assert again == [{"how": "words"}]


def test_the_order_of_posts_does_not_matter(tmp_path: Path) -> None:
    shuffled = random.Random(5).sample(posts(), len(posts()))
    one, other = Fussy("music", "too"), Fussy("music", "too")
    assert results(verified(tmp_path / "a", posts(), one)) == results(verified(tmp_path / "b", shuffled, other))
    assert sorted(one.asked) == sorted(other.asked)


def test_a_wording_is_asked_about_once(tmp_path: Path) -> None:
    loud = [(f"l{n}", text.upper() + "!", "en", f"c{n}") for n, text in enumerate(crowd())]
    judge = Fussy("music")
    verified(tmp_path, [*posts(), *loud], judge)
    asked = [(text.upper().rstrip("!"), point) for text, point in judge.asked[judge.first :]]
    assert len(asked) == len(set(asked))


def test_several_points_are_asked_about_and_the_surest_is_kept(tmp_path: Path) -> None:
    one, four = Fussy("music"), Fussy("music")
    verified(tmp_path / "a", posts(), one)
    engine = verified(tmp_path / "b", posts(), four, Settings(threshold=300_000, several=4))
    assert len(four.asked) > len(one.asked)
    assert engine.rows("SELECT sentence_id FROM assignments GROUP BY 1 HAVING count(*) > 1").num_rows == 0


def test_the_contrary_in_like_words_is_never_made() -> None:
    pairs = [("The council was wrong to close it", "The council was right to close it"), ("They closed it", "They closed it")]
    rows = [{"key": text, "viewpoint_id": "v", "text": text, "point": point} for text, point in pairs]
    judged = Judging(Fussy("close"))(pa.RecordBatch.from_pylist(rows))
    assert judged.column("odds").to_pylist() == [0, 900_000]


class Sure(Fussy):
    """Surer than is needed to make one of two key points."""

    def match(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
        return super().match(pairs) + 50_000


def test_no_two_key_points_say_the_same(tmp_path: Path) -> None:
    engine = verified(tmp_path, posts(), Sure("music", "soundtrack", "long", "ticket"))
    said = engine.rows("SELECT p.text FROM key_points k JOIN posts p ON p.uid = k.key_point_uid").column("text").to_pylist()
    assert sum("music" in text.lower() for text in said) == 1
    names = engine.rows("SELECT DISTINCT viewpoint_id FROM assignments ANTI JOIN key_points USING (viewpoint_id)")
    assert names.num_rows == 0
