"""Names of what a whole collection is about. Posts are made up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.engines.base import Engine
from hubbub.viewpoints.telling import bare, common, names
from tests.viewpoints.made import FILLERS
from tests.viewpoints.test_stage import Row, run

NAMED = frozenset({"lante", "marsh"})
SAID = [
    "I watched {} Lantern Marsh in one night",
    "the keeper in Lantern marsh {} scares me",
    "what a {} ending Lantern Marsh had",
    "did anyone {} read the book of lantern marsh",
    "they {} filmed lantern marsh in winter",
]
TALK = [one.format(f"{filler} {n}") for one in SAID for filler in FILLERS for n in "abcdefgh"]
ALONE = ["Lantern Marsh", "LANTERN MARSH!!!", "lantern marsh 💔", "Lantern marsh.", "The Lantern Marsh…"]


@pytest.mark.parametrize(
    "text", ["Lantern Marsh", "the LANTERN marsh 💔", "Lantern v Marsh?", "Lantern, Marsh (2019)", "Marsh's"]
)
def test_nothing_but_names_is_bare(text: str) -> None:
    assert bare(text, NAMED)


@pytest.mark.parametrize(
    "text",
    [
        "Lantern Marsh won",
        "No Lantern Marsh",
        "Lantern > Marsh",
        "Lantern 2 Marsh 1",
        "Lantern Marsh 12019",
        "what a Marsh",
        "come on Marsh",
        "for Marsh",
        "the",
        "💔",
        "",
    ],
)
def test_a_word_a_number_or_a_sign_besides_says_something(text: str) -> None:
    assert not bare(text, NAMED)


@given(st.text(max_size=60))
def test_without_names_nothing_is_bare(text: str) -> None:
    assert not bare(text, frozenset())


def test_a_name_is_common_and_written_with_a_capital() -> None:
    texts = [*TALK, *ALONE]
    assert {"lante", "marsh", "keepe"} <= common(texts)
    assert names(texts, common(texts)) == NAMED
    assert names([text.lower() for text in texts], common(texts)) == frozenset()
    assert names(texts[:100], common(texts[:100])) == frozenset()


def test_a_name_that_answers_a_question_is_what_people_think() -> None:
    asked = [f"{one}{mark}" for one in ("Otters", "Herons") for mark in ("", "!", ".", " 💪") for _ in range(25)]
    talk = [*TALK, *(f"the {one} will {n} win" for one in ("Otters", "Herons") for n in range(40))]
    texts = [*asked, *talk]
    assert {"otter", "heron"} <= common(texts)
    assert names(texts, common(texts)) == NAMED


def spoken(engine: Engine) -> tuple[set[str], set[str]]:
    """What key points say, and posts under any."""
    points = engine.rows('SELECT p.text, k.start, k."end" FROM key_points k JOIN posts p ON p.uid = k.key_point_uid').to_pylist()
    under = engine.rows("SELECT DISTINCT uid FROM assignments").column("uid").to_pylist()
    return {one["text"][one["start"] : one["end"]] for one in points}, set(under)


def test_the_bare_name_of_what_all_speak_of_is_no_view(tmp_path: Path) -> None:
    talk: list[Row] = [(f"t{n}", text, "en", None) for n, text in enumerate(TALK)]
    alone: list[Row] = [(f"a{n}", text, "en", None) for n, text in enumerate(ALONE)]
    points, under = spoken(run(tmp_path, [*talk, *alone]))
    assert points
    assert points.isdisjoint(ALONE)
    assert under.isdisjoint(row[0] for row in alone)


def test_a_bare_name_that_answers_is_a_view(tmp_path: Path) -> None:
    talk: list[Row] = [(f"t{n}", text, "en", None) for n, text in enumerate(TALK)]
    asked: list[Row] = [(f"a{n}", "Otters", "en", None) for n in range(60)]
    points, under = spoken(run(tmp_path, [*talk, *asked]))
    assert "Otters" in points
    assert under.issuperset(row[0] for row in asked)
