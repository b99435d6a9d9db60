"""Names of what a whole collection is about. Posts are made up."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.engines.base import Engine
from hubbub.viewpoints.telling import FIRST, bare, beginning, called, capitals, common, named, unanswering
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
    assert unanswering(texts, common(texts) & capitalised(texts)) == NAMED
    assert capitalised(text.lower() for text in texts) == frozenset()
    assert common(texts[:100]) == frozenset()


def test_a_name_that_answers_a_question_is_what_people_think() -> None:
    asked = [f"{one}{mark}" for one in ("Otters", "Herons") for mark in ("", "!", ".", " 💪") for _ in range(25)]
    talk = [*TALK, *(f"the {one} will {n} win" for one in ("Otters", "Herons") for n in range(40))]
    texts = [*asked, *talk]
    assert {"otter", "heron"} <= common(texts)
    assert {"otter", "heron"} <= capitalised(texts)
    assert unanswering(texts, common(texts) & capitalised(texts)) == NAMED


def capitalised(texts: Iterable[str]) -> frozenset[str]:
    """The names in sentences, none of them German."""
    return named(*capitals(texts))


def test_names_are_known_in_small_collections_too() -> None:
    said = ["Then Odile left", "We saw Odile leave", "so odile left and WE stayed", "And then Odile! Odile! ODILE!"]
    assert capitalised(said) == {"odile"}
    shouted = [f"THIS {word} IS ALL https://a.example/{n}" for n in range(4) for word in ("FERRY", "BRIDGE")]
    assert capitalised(said + shouted) == {"odile"}


def test_one_post_makes_no_name() -> None:
    assert capitalised(["and then the ferry was late"] * 90 + [f"the slow old {'Ferry ' * 60}, all of it"]) == frozenset()
    headline = "it says: Minister Rejects Ferry Deal"
    assert capitalised([headline, f"look, {headline}", f"see, {headline}", "the deal is off", "a ferry"]) == frozenset()


@given(
    st.lists(st.lists(st.sampled_from(["Odile", "odile", "und", "Fähre", "İl", "d'Odile", "ß", "5"]), max_size=6), max_size=12)
)
def test_names_are_words_in_whatever_order_they_come(said: list[list[str]]) -> None:
    texts = [" ".join(words) for words in said]
    found = capitalised(texts)
    assert found == capitalised(texts[::-1])
    assert found <= {beginning(word.lower()) for text in texts for word in FIRST.findall(text)}


def test_german_nouns_are_no_names() -> None:
    german, english = (
        ["Dann kam die Fähre", "Wo ist die Fähre", "Oh die Fähre"],
        ["Then Odile left", "We saw Odile", "so Odile left"],
    )
    assert called(german, ["de"] * 3) == (frozenset({"fähre"}), frozenset())
    assert called(german, ["nds"] * 3) == (frozenset({"fähre"}), frozenset())
    assert called([*german, *english], ["de"] * 3 + ["en"] * 3) == (frozenset({"fähre", "odile"}), frozenset({"odile"}))


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
