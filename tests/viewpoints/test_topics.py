"""What texts speak of. Posts are made up."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.engines.base import Engine
from hubbub.models import encoder
from hubbub.quality import BOTH, MATCHER, STATIC, TONGUES, WORDS, second
from hubbub.viewpoints import Settings, words
from hubbub.viewpoints.stage import cut, group
from hubbub.viewpoints.topics import worded
from tests.viewpoints.made import COMPLAINT, FILLERS, POTION, PRAISE, PRICES, crowd
from tests.viewpoints.test_stage import Row, run

BELL = ["The old harbour bell sounded {} lovely", "The old harbour bell sounded {} awful"]


def posts(texts: Sequence[str], lang: str = "en") -> list[Row]:
    return [(f"p{n}", text, lang, None) for n, text in enumerate(texts)]


def told(engine: Engine) -> dict[str, str]:
    """The sentence that names the topic of each text, by text."""
    rows = engine.rows("""
        SELECT p.text, k.text AS point, t.start, t."end" FROM topic_posts JOIN topic_points t USING (topic_id)
        JOIN posts p ON p.uid = topic_posts.uid JOIN posts k ON k.uid = t.uid""").to_pylist()
    return {row["text"]: row["point"][row["start"] : row["end"]] for row in rows}


def test_what_is_said_of_one_thing_is_of_one_topic(tmp_path: Path) -> None:
    about = told(run(tmp_path, posts(crowd())))
    topics = [{about.get(view.format(filler)) for view in group for filler in FILLERS} for group in (PRAISE, COMPLAINT, PRICES)]
    assert len(about) > 0.9 * len(crowd())
    assert not (topics[0] & topics[2]) - {None}
    assert all(len(one) < len(FILLERS) for one in topics)


def test_praise_and_fault_of_a_thing_are_of_one_topic_and_two_views(tmp_path: Path) -> None:
    texts = [view.format(filler) for view in [*BELL, *PRICES] for filler in FILLERS]
    engine = run(tmp_path, posts(texts))
    about = told(engine)
    assert about[BELL[0].format("so")] == about[BELL[1].format("so")] != about[PRICES[0].format("so")]
    held = engine.rows("SELECT uid, viewpoint_id FROM assignments").to_pylist()
    views = [{row["viewpoint_id"] for row in held if view.split("{}")[1] in texts[int(row["uid"][1:])]} for view in BELL]
    assert views[0]
    assert not views[0] & views[1]


def test_the_order_of_posts_does_not_matter(tmp_path: Path) -> None:
    shuffled = random.Random(2).sample(crowd(), len(crowd()))
    assert told(run(tmp_path / "a", posts(crowd()))) == told(run(tmp_path / "b", posts(shuffled)))


def test_a_text_is_of_the_topic_of_its_longest_sentence(tmp_path: Path) -> None:
    long, short = PRICES[1].format("honestly"), "Such beautiful music"
    about = told(run(tmp_path, posts([*crowd(), f"{short}. {long}.", f"{long}. {short}."])))
    assert about[f"{short}. {long}."] == about[f"{long}. {short}."] == about[long]


def test_copies_and_what_nobody_else_speaks_of_are_of_none(tmp_path: Path) -> None:
    odd = "Quokkas sleep beneath eucalyptus"
    given = posts([*crowd(), odd])
    engine = run(tmp_path, given, copies=["p0", "p5"])
    uids = engine.rows("SELECT uid FROM topic_posts").column("uid").to_pylist()
    assert len(uids) == len(set(uids))
    assert not {"p0", "p5", given[-1][0]} & set(uids)


def test_topics_are_of_one_language_unless_the_encoder_knows_several(tmp_path: Path) -> None:
    both = [*posts(crowd()), *((f"d{n}", text, "de", None) for n, text in enumerate(crowd()))]
    for across, name in ((False, "a"), (True, "b")):
        engine = run(tmp_path / name, both, settings=Settings(across=across))
        rows = engine.rows("SELECT topic_id, substr(uid, 1, 1) AS which FROM topic_posts GROUP BY 1, 2").to_pylist()
        assert (len({row["topic_id"] for row in rows}) < len(rows)) is across


@pytest.mark.parametrize("texts", [[], ["Only this"]])
def test_too_little_is_of_no_topic(tmp_path: Path, texts: list[str]) -> None:
    engine = run(tmp_path, posts(texts))
    assert engine.rows("SELECT * FROM topic_points").num_rows == engine.rows("SELECT * FROM topic_posts").num_rows == 0


def test_a_second_encoder_has_a_say(tmp_path: Path) -> None:
    alone = run(tmp_path / "a", posts(crowd()))
    beside = run(tmp_path / "b", [])
    with beside.sink(
        {"posts": alone.rows("SELECT * FROM posts").schema, "copies": alone.rows("SELECT * FROM copies").schema}
    ) as sink:
        for name in ("posts", "copies"):
            for batch in alone.rows(f"SELECT * FROM {name}").to_batches():
                sink.append(name, batch)
    cut(beside, POTION)
    group(beside, Settings(), None, encoder(STATIC))
    views = 'SELECT viewpoint_id, uid, start, "end" FROM assignments JOIN sentences USING (sentence_id, uid) ORDER BY ALL'
    assert beside.rows(views) == alone.rows(views)
    assert told(beside) != told(alone)


def test_token_vectors_are_beside_the_matcher_alone() -> None:
    assert [second(name) is not None for name in (STATIC, WORDS, TONGUES, MATCHER, BOTH)] == [False, False, False, True, True]


def test_words_tell_topics_apart() -> None:
    texts = {
        "a": ["The harbour bell rang", "The bell's old", "That harbour bell again"],
        "b": ["The ferry rang twice", "A ferry, a ferry and an old ferry"],
        "c": ["Nothing in common", "Everything else", "Said once"],
    }
    assert words(texts) == {"a": ("bell", "harbour"), "b": ("ferry",), "c": ()}
    assert words({}) == {}


SAID = st.lists(st.lists(st.sampled_from(["harbour", "bell", "ferry", "keeper", "storm", "tide"]), max_size=6).map(" ".join))


@given(st.dictionaries(st.sampled_from("abc"), SAID))
def test_words_are_said_by_two_and_do_not_hang_on_order(texts: dict[str, list[str]]) -> None:
    found = words(texts)
    assert found == words({topic: list(reversed(texts[topic])) for topic in reversed(texts)})
    for topic, told in found.items():
        assert len(told) <= 4
        assert all(sum(word in text.split() for text in texts[topic]) >= 2 for word in told)


def asked(texts: list[str], labels: list[int], tongues: list[int] | None = None) -> list[bool]:
    """Which labels are topics."""
    given = tongues or [0] * len(texts)
    return [bool(one) for one in worded(texts, np.array(labels, np.int64), np.array(given, np.int64))]


def test_what_shares_no_word_is_no_topic() -> None:
    texts = ["harbour bell", "harbour rope", "harbour tide", "ferry keeper", "storm tide", "lamp", "no label", "old ferry"]
    assert asked(texts, [0, 0, 0, 1, 1, 1, -1, 2]) == [True, False, True]
    assert asked([], []) == []
    assert asked(["the", "and"], [0, 0]) == [False]


def test_what_nearly_all_speak_of_is_a_topic() -> None:
    texts = [f"ferry fares {n}" for n in "abcdef"]
    assert asked(texts, [0] * 6) == [True]
    assert asked([*texts, "harbour bell"], [0] * 6 + [1]) == [True, True]
    assert words({"a": texts}) == {"a": ("fares", "ferry")}


def test_words_are_compared_within_a_language() -> None:
    texts = ["jest tak", "jest ok", "jest nie", "jest tam", "jest tu", "jest dom", "harbour bell", "bell rope"]
    assert asked(texts, [0, 0, 0, 1, 1, 1, 2, 2], [1] * 6 + [0] * 2) == [False, False, True]
    assert asked(["harbour bell", "bell rope", "Hafen"], [0, 0, 0], [0, 0, 1]) == [True]


def test_what_is_written_without_spaces_is_not_asked_for_words() -> None:
    assert asked(["港の鐘が鳴った", "鐘の音がする", "ferry"], [0, 0, 1]) == [True, True]


@given(st.lists(st.tuples(st.sampled_from(["harbour bell", "ferry", "bell", "of the", ""]), st.integers(-1, 3)), max_size=30))
def test_the_order_of_texts_does_not_decide_what_is_a_topic(rows: list[tuple[str, int]]) -> None:
    rows = [*rows, ("ferry", 0), ("bell", 1), ("tide", 2), ("rope", 3)]
    found = [asked([text for text, _ in some], [n for _, n in some]) for some in (rows, rows[::-1], sorted(rows))]
    assert found[0] == found[1] == found[2]
