"""The stage on an engine. Posts are made up."""

import random
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from hubbub.engines.base import Engine
from hubbub.engines.duckdb import DuckDB
from hubbub.models.base import Odds
from hubbub.viewpoints import Settings, find
from hubbub.viewpoints.stage import ASSIGNMENTS, KEY_POINTS, PRESENT
from tests.viewpoints.made import POTION, crowd

SHAPES = {
    "posts": pa.schema([(name, pa.string()) for name in ("uid", "text", "lang", "author_key")]),
    "copies": pa.schema([("uid", pa.string()), ("group_id", pa.string()), ("kind", pa.string()), ("similarity", pa.float64())]),
}
Row = tuple[str, str, str | None, str | None]


def run(
    folder: Path,
    posts: Sequence[Row],
    copies: Sequence[str] = (),
    settings: Settings | None = None,
    odds: Odds | None = None,
) -> Engine:
    """The stage over posts; those named in `copies` are no originals."""
    engine = DuckDB(folder, threads=1)
    kinds = [
        {"uid": row[0], "group_id": row[0], "kind": "exact" if row[0] in copies else "original", "similarity": 1.0}
        for row in posts
    ]
    rows = [dict(zip(SHAPES["posts"].names, row, strict=True)) for row in posts]
    with engine.sink(SHAPES) as sink:
        sink.append("posts", pa.RecordBatch.from_pylist(rows, SHAPES["posts"]))
        sink.append("copies", pa.RecordBatch.from_pylist(kinds, SHAPES["copies"]))
    find(engine, POTION, settings or Settings(), odds)
    return engine


def made() -> list[Row]:
    return [(f"p{n}", f"{text}! What a day.", "en", None) for n, text in enumerate(crowd())]


def results(engine: Engine) -> list[list[dict[str, object]]]:
    """All that the stage makes, sorted."""
    return [engine.rows(f"SELECT * FROM {name} ORDER BY ALL").to_pylist() for name in ("sentences", "key_points", "assignments")]


def test_key_points_are_verbatim_and_everything_refers(tmp_path: Path) -> None:
    engine = run(tmp_path, made())
    sentences, points, assignments = results(engine)
    texts = {uid: text for uid, text, _, _ in made()}
    said = {f"{one['uid']}#{n}" for one in sentences for n in (0, 1)}
    names = {str(one["viewpoint_id"]) for one in points}
    assert len(sentences) == 2 * len(texts)
    assert len(names) == len(points) > 2
    assert all(
        (one["key_point_uid"], one["start"], one["end"]) in {(s["uid"], s["start"], s["end"]) for s in sentences}
        for one in points
    )
    assert {one["viewpoint_id"] for one in assignments} == names
    assert {str(one["sentence_id"]) for one in assignments} <= said


def test_order_of_posts_does_not_matter(tmp_path: Path) -> None:
    posts = made()
    shuffled = random.Random(3).sample(posts, len(posts))
    settings = Settings(sample=200)
    assert results(run(tmp_path / "a", posts, settings=settings)) == results(run(tmp_path / "b", shuffled, settings=settings))


def test_key_points_of_replies_carry_no_handles(tmp_path: Path) -> None:
    posts: list[Row] = [(uid, f"@gull_madeup {text}", lang, voice) for uid, text, lang, voice in made()]
    held = {uid: text for uid, text, _, _ in posts}
    said = [
        held[str(one["key_point_uid"])][int(str(one["start"])) : int(str(one["end"]))] for one in results(run(tmp_path, posts))[1]
    ]
    assert len(said) > 2
    assert not any("@" in one for one in said)


def test_copies_are_not_read(tmp_path: Path) -> None:
    copies = [uid for uid, _, _, _ in made()[:40]]
    sentences, _, assignments = results(run(tmp_path, made(), copies))
    assert not {one["uid"] for one in sentences + assignments} & set(copies)


def test_one_author_is_one_voice(tmp_path: Path) -> None:
    posts: list[Row] = [(uid, text, lang, "same") for uid, text, lang, _ in made()]
    assert results(run(tmp_path, posts))[1] == []


@pytest.mark.parametrize(
    "posts", [[], [("p1", "🙂", None, None)], [("p1", "", None, None)], [("p1", "Just this one thing.", None, None)]]
)
def test_little_or_nothing(tmp_path: Path, posts: list[Row]) -> None:
    assert results(run(tmp_path, posts))[1:] == [[], []]


def test_what_is_too_short_to_tell_its_language_is_of_the_language_of_most(tmp_path: Path) -> None:
    short = {f"s{n}" for n in range(0, 40, 2)}
    posts: list[Row] = [
        (f"{'s' if n % 2 == 0 and n < 40 else 'p'}{n}", text, None if n % 2 == 0 and n < 40 else "en", None)
        for n, text in enumerate(crowd())
    ]
    known: list[Row] = [(uid, text, "en", voice) for uid, text, _, voice in posts]
    one, other = (results(run(tmp_path / name, rows)) for name, rows in (("told", known), ("untold", posts)))
    assert one == other
    assert short & {str(row["uid"]) for row in one[2]}


def test_opposites_are_paired(tmp_path: Path) -> None:
    texts = [f"{who} police are {word}racist" for who in ("The", "Our", "I think the") for word in ("", "not ")]
    points = results(run(tmp_path, [(f"p{n}", text, "en", None) for n, text in enumerate(texts)]))[1]
    assert len(points) == 2
    assert {one["opposite"] for one in points} == {one["viewpoint_id"] for one in points}


def test_the_contrary_in_the_same_words_is_no_member(tmp_path: Path) -> None:
    one, other = "The sequel is so much better than the book", "The book is so much better than the sequel"
    engine = run(tmp_path, [(f"p{n}", text, "en", f"a{n}") for n, text in enumerate([one, other] * 4)])
    for row in engine.rows(
        "SELECT p.text, q.text AS point FROM assignments JOIN posts p USING (uid) JOIN key_points k USING (viewpoint_id) "
        "JOIN posts q ON q.uid = k.key_point_uid"
    ).to_pylist():
        assert row["text"] == row["point"]


def test_a_view_that_nobody_holds_is_nobodys_contrary_and_neither_inside_another_nor_around_one(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path, threads=1)
    parents, contraries = (None, "v:0", "v:0", None, "v:3"), ("v:1", "v:0", None, "v:4", "v:3")
    rows = [
        {"viewpoint_id": f"v:{n}", "key_point_uid": "p", "start": 0, "end": 1, "opposite": opposite, "parent": parent}
        for n, (parent, opposite) in enumerate(zip(parents, contraries, strict=True))
    ]
    held = [{"sentence_id": "p#0", "uid": "p", "viewpoint_id": f"v:{n}", "score": 1, "how": "words"} for n in (0, 1, 4)]
    with engine.sink({"key_points": KEY_POINTS, "assignments": ASSIGNMENTS}) as sink:
        sink.append("key_points", pa.RecordBatch.from_pylist(rows, KEY_POINTS))
        sink.append("assignments", pa.RecordBatch.from_pylist(held, ASSIGNMENTS))
    found = engine.rows(f"SELECT * FROM ({PRESENT}) ORDER BY viewpoint_id")
    assert found["parent"].to_pylist() == [None, "v:0", None, None, None]
    assert found["opposite"].to_pylist()[:3] == ["v:1", "v:0", None]
    assert found["opposite"].to_pylist()[4] is None, "v:3 is held by nobody"
