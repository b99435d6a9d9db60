"""What texts speak of. Posts are made up."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.engines.base import Engine
from hubbub.models import encoder
from hubbub.models.base import LENGTH
from hubbub.models.text import key, keys
from hubbub.models.vectors import least_dot
from hubbub.quality import BOTH, MATCHER, STATIC, TONGUES, WORDS, second
from hubbub.viewpoints import Settings
from hubbub.viewpoints.sample import KeyPoint, Terms, Topics
from hubbub.viewpoints.space import joined
from hubbub.viewpoints.stage import cut, group
from hubbub.viewpoints.topics import WORDS as MOST
from hubbub.viewpoints.topics import Speaking, speaks, worded
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


def test_each_text_has_a_word_of_its_topic(tmp_path: Path) -> None:
    bells = [*crowd(), *(f"The old harbour bell rang {word}" for word in FILLERS), *(f"It rang {word}" for word in FILLERS)]
    engine = run(tmp_path, posts(bells))
    rows = engine.rows("""SELECT p.text, k.words FROM topic_posts JOIN topic_points k USING (topic_id)
        JOIN posts p ON p.uid = topic_posts.uid""").to_pylist()
    assert len(rows) > len(crowd()) // 2
    assert all(set(key(row["text"]).split()).intersection(row["words"]) for row in rows)
    assert "beautiful" not in {word for row in rows for word in row["words"]}  # praise is no subject


BOUNDS = (least_dot(300_000), least_dot(400_000))
TERMS = [Terms("en", ("bell", "tide")), Terms("en", ()), Terms("de", ("fähre",))]


def allowed(texts: list[str], langs: list[str], across: bool) -> list[list[bool]]:
    """Of which of TERMS' topics each text may be."""
    tongues = None if across else np.array([one.lang for one in TERMS])
    speaking = Speaking(Topics([], TERMS, {}), ["t:a", "t:b", "t:c"], np.zeros((1, 3), np.float32), tongues, 0, 0, None)
    told, free = speaking.may(keys(texts), langs)
    return [list(map(bool, row)) for row in told | free]


def test_a_text_may_be_of_the_topics_it_has_a_word_of() -> None:
    texts, langs = ["The bell", "A ferry", "Die Fähre", "Ein Schiff", "港の鐘"], ["en", "en", "de", "de", "ja"]
    alone = [[True, False, False], [False, False, False], [False, False, True], [False, False, False], [False, False, False]]
    assert allowed(texts, langs, across=False) == alone
    # The words of a topic are of one language: who writes another is not asked for them.
    both = [[True, False, True], [False, False, True], [True, True, True], [True, True, False], [True, True, True]]
    assert allowed(texts, langs, across=True) == both


SPOKEN = st.sampled_from(["the bell", "tides", "high tide", "die Fähre", "鐘", ""])


@given(st.lists(st.tuples(SPOKEN, st.sampled_from(["en", "de"]))))
def test_what_sentences_may_be_of_is_what_speaks_says(rows: list[tuple[str, str]]) -> None:
    texts, langs = [text for text, _ in rows], [lang for _, lang in rows]
    assert allowed(texts, langs, across=True) == [[speaks(key(text), lang, one) for one in TERMS] for text, lang in rows]


def test_what_is_near_is_of_a_topic_and_nearer_where_it_is_not_asked_for_a_word() -> None:
    points = [KeyPoint(0, 3, np.array([LENGTH, 0], np.int16))]
    speaking = Speaking(Topics(points, TERMS[:1], {}), ["t:a"], np.array([[LENGTH], [0]], np.float32), None, *BOUNDS, None)
    rows = [("bell", "en", 0.35), ("bell", "en", 0.25), ("rope", "en", 0.9), ("seil", "de", 0.35), ("seil", "de", 0.45)]
    flat = [np.array([LENGTH * score, LENGTH * np.sqrt(1 - score**2)]).astype(np.int16) for _, _, score in rows]
    batch = pa.RecordBatch.from_pydict(
        {
            "text": [one for one, _, _ in rows],
            "key": [one for one, _, _ in rows],
            "lang": [lang for _, lang, _ in rows],
            "vector": [one.tobytes() for one in flat],
        }
    )
    assert speaking.nearest(batch).tolist() == [0, -1, -1, -1, 0]


def test_a_network_has_a_say_beside_what_hears_subjects() -> None:
    """Half as long as that, so a fifth of each dot product."""
    texts = ["The old harbour bell rang", "Ferry fares rise again"]
    own, heard = POTION.encode(texts)[::-1], POTION.encode(texts)
    assert (joined(POTION, 0, own, texts) == heard).all()
    both = joined(POTION, 1, own, texts).astype(np.int64)
    assert both.shape == (2, 2 * heard.shape[1])
    parts = [(side.astype(float) ** 2).sum(axis=1) for side in (both[:, : own.shape[1]], both[:, own.shape[1] :])]
    assert np.allclose(parts[1] / parts[0], 4, rtol=0.01)
    nothing = np.zeros_like(own)
    assert not joined(POTION, 1, nothing, texts).any()  # what makes no point speaks of nothing


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
    group(beside, Settings(beside=1), None, encoder(STATIC))
    views = 'SELECT viewpoint_id, uid, start, "end" FROM assignments JOIN sentences USING (sentence_id, uid) ORDER BY ALL'
    assert beside.rows(views) == alone.rows(views)
    assert told(beside) != told(alone)


def test_token_vectors_tell_the_topics_of_what_learnt_to_hear_points() -> None:
    assert [second(name) is not None for name in (STATIC, WORDS, TONGUES, MATCHER, BOTH)] == [True, False, False, True, True]


def words(texts: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """The words of each group of English texts that is a topic."""
    flat, names = [(text, name) for name, several in texts.items() for text in several], list(texts)
    labels = np.array([names.index(name) for _, name in flat], np.int64)
    said = [text for text, _ in flat]
    found = worded(keys(said), labels, ["en"] * len(flat))
    return {names[label]: terms.words for label, terms in found.items()}


def test_words_tell_topics_apart() -> None:
    texts = {
        "a": ["The harbour bell rang", "The bell's old", "That harbour bell again"],
        "b": ["The ferry rang twice", "A ferry, a ferry and an old ferry", "The ferry"],
        "c": ["Nothing in common", "Everything else", "Said once"],
    }
    assert words(texts) == {"a": ("bell", "harbour"), "b": ("ferry",)}
    assert words({}) == {}


@pytest.mark.parametrize("word", ["Fußball", "πρόεδρος", "सड़क", "euro2024", "Keeper's", "garbage"])
def test_words_are_asked_for_in_the_form_they_are_told_in(word: str) -> None:
    texts = [f"{word} {other}" for other in ("harbour", "ferry", "tide", "rope")]
    found = worded(keys([*texts, "storm", "weather", "lamp"]), np.array([0] * 4 + [1] * 3), ["en"] * 7)
    assert found.keys() == {0}
    assert all(speaks(key(text), "en", found[0]) for text in [word, *texts])
    assert not speaks("storm", "en", found[0])


def test_what_is_often_and_its_own_tells_best() -> None:
    """Not what is oftenest, nor what is its own alone: the product."""
    a = ["harbour bell keeper"] * 4 + ["harbour bell"] * 2 + ["harbour"] * 2
    b = ["harbour storm"] * 3 + ["storm"] * 7
    assert words({"a": a, "b": b})["a"] == ("bell", "harbour", "keeper")
    rare = [f"rope {n}" for n in "abcdefghijklmnopqrs"]
    assert words({"a": ["lamp rope", *rare], "b": b})["a"] == ("rope",)  # "lamp" is in one alone


def test_praise_and_fault_tell_no_subject() -> None:
    texts = ["a beautiful bell", "beautiful ropes", "what a beautiful tide", "awful weather", "an awful ferry", "awful"]
    assert words({"a": texts[:3], "b": texts[3:]}) == {}
    assert words({"a": [f"{text} in this harbour" for text in texts[:3]], "b": texts[3:]}) == {"a": ("harbour",)}


SAID = st.lists(st.lists(st.sampled_from(["harbour", "bell", "ferry", "keeper", "storm", "tide"]), max_size=6).map(" ".join))


@given(st.dictionaries(st.sampled_from("abc"), SAID))
def test_words_are_said_by_several_and_do_not_hang_on_order(texts: dict[str, list[str]]) -> None:
    found = words(texts)
    assert found == words({topic: list(reversed(texts[topic])) for topic in reversed(texts)})
    for topic, told in found.items():
        assert 1 <= len(told) <= MOST
        assert all(sum(word in text.split() for text in texts[topic]) >= min(2, (len(texts[topic]) + 1) // 2) for word in told)


def asked(texts: list[str], labels: list[int], tongues: list[int] | None = None) -> list[bool]:
    """Which labels are topics."""
    given = map(str, tongues or [0] * len(texts))
    found = worded(keys(texts), np.array(labels, np.int64), list(given))
    return [label in found for label in range(max(labels, default=-1) + 1)]


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
    said = ["港の鐘が鳴った", "鐘の音がする"]
    assert worded(keys(said), np.array([0, 0]), ["ja", "ja"]) == {0: Terms("ja", ())}
    odd = ["what a day ¯\\_(ツ)_/¯", "nothing shared", "in six posts", "by anybody", "seen here", "or there"]
    assert asked(odd, [0] * 6) == [False]  # one such sign does not make a group of texts one without spaces


@given(st.lists(st.tuples(st.sampled_from(["harbour bell", "ferry", "bell", "of the", ""]), st.integers(-1, 3)), max_size=30))
def test_the_order_of_texts_does_not_decide_what_is_a_topic(rows: list[tuple[str, int]]) -> None:
    rows = [*rows, ("ferry", 0), ("bell", 1), ("tide", 2), ("rope", 3)]
    found = [asked([text for text, _ in some], [n for _, n in some]) for some in (rows, rows[::-1], sorted(rows))]
    assert found[0] == found[1] == found[2]
