"""Key points and assignments. Sentences are made up."""

import random

import numpy as np
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from hubbub.models.base import LENGTH
from hubbub.models.text import key
from hubbub.viewpoints.assign import Assigner
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.opposites import opposites
from hubbub.viewpoints.sample import Settings
from tests.viewpoints.made import COMPLAINT, FILLERS, POTION, assigned, crowd, found, sample

PROSPECTS = [
    "The police are {}racist",
    "Our police are {}racist",
    "I think the police are {}racist",
    "Police officers are {}racist",
]


@pytest.mark.parametrize("settings", [Settings(), Settings(candidates=40, close=600_000)], ids=["whole", "gathered"])
def test_order_does_not_matter(settings: Settings) -> None:
    texts = crowd()
    shuffled = random.Random(1).sample(texts, len(texts))
    assert found(sample(texts), settings)[1] == found(sample(shuffled), settings)[1]
    assert assigned(sample(texts), settings) == assigned(sample(shuffled), settings)


@pytest.mark.parametrize(
    "odd",
    [
        "THE KEEPER RUINED THIS BEAUTIFUL NIGHT:",
        "#The #keeper #ruined #this #beautiful #night",
        "The keeper ruined this beautiful night?",
    ],
)
def test_a_view_is_not_lost_for_one_odd_spelling(odd: str) -> None:
    said = "The keeper ruined this beautiful night."
    assert key(odd) == key(said)
    assert found(sample([odd, said, said, said]))[1] == [said]


def test_batches_do_not_matter() -> None:
    one = sample(crowd())
    matcher = Assigner(one, found(one)[0], Settings())
    whole = matcher.assign(one.texts, one.vectors, one.langs)
    first, rest = (matcher.assign(one.texts[cut], one.vectors[cut], one.langs[cut]) for cut in (slice(0, 7), slice(7, None)))
    joined = [np.concatenate([first[0], rest[0] + 7]), *(np.concatenate([first[n], rest[n]]) for n in (1, 2))]
    assert all((one == other).all() for one, other in zip(joined, whole, strict=True))


def test_threads_do_not_matter() -> None:
    with threadpool_limits(1):
        one = assigned(sample(crowd()))
    with threadpool_limits(2):
        assert assigned(sample(crowd())) == one


def test_most_are_assigned_and_views_stay_apart() -> None:
    points = assigned(sample(crowd()))
    assert len(points) >= 0.9 * len(crowd())
    praise = {points[text][0] for text in crowd()[:48] if text in points}
    prices = {points[text][0] for text in crowd()[96:] if text in points}
    assert not praise & prices


def test_a_small_view_is_found() -> None:
    few = ["The subtitles were hard to read", "Subtitles so tiny, hard to read", "I found the subtitles hard to read"]
    many = [text for n in range(4) for text in (f"{one} {n}" for one in crowd())][:500]
    result, names = found(sample(many + few))
    assert any(name in few and point.voices == 3 for name, point in zip(names, result.points, strict=True))


def test_one_voice_counts_once() -> None:
    texts = [view.format("really") for view in COMPLAINT]
    assert found(sample(texts, voices=[7] * len(texts)))[0].points == []
    loose = Settings(merge=330_000, threshold=350_000)
    assert [point.voices for point in found(sample(texts, voices=[7, 7, 8, 9]), loose)[0].points] == [3]


def test_denial_is_another_view() -> None:
    texts = [view.format(word) for view in PROSPECTS for word in ("", "not ")]
    one = sample(texts)
    result, names = found(one)
    for text, (point, _) in assigned(one).items():
        assert ("not" in text) == ("not" in point)
    pairs = opposites(one, result.points, Settings())
    assert {("not" in names[a], "not" in names[b]) for a, b in pairs.items()} == {(True, False), (False, True)}


def test_languages_stay_apart() -> None:
    texts = ["No idea what is real", "No idea what is real now", "No idea real", "No idea, es real", "No idea real, no"]
    points = assigned(sample(texts, langs=["en", "en", "en", "es", "es"]), Settings(min_voices=1))
    english, spanish = ({points[text][0] for text in part if text in points} for part in (texts[:3], texts[3:]))
    assert not english & spanish


def test_readable_sentences_speak_for_the_rest() -> None:
    texts = ["music!!", "And the music was great", "The music in it was really great", "#music great http://made.up"]
    assert found(sample(texts))[1] == ["The music in it was really great"]


def test_a_civil_sentence_speaks_for_a_view_and_an_insult_where_there_is_no_other() -> None:
    rude = [f"The idiot of a referee ruined the whole final {filler}" for filler in ("again", "really", "today", "truly")]
    assert "idiot" in found(sample(rude))[1][0]
    result, names = found(sample([*rude, "The referee ruined the whole final"]))
    assert names == ["The referee ruined the whole final"]
    assert result.points[0].voices == 5


def test_short_ones_speak_where_there_are_no_others() -> None:
    texts = ["Love it!", "love it 🙂", "LOVE IT SO", "Loved it"]
    assert len(found(sample(texts))[1]) == 1
    assert len(assigned(sample(texts))) == 4


def test_all_the_same_text() -> None:
    result, names = found(sample(["Best day ever"] * 9))
    assert (names, result.points[0].voices) == (["Best day ever"], 9)


@pytest.mark.parametrize("texts", [[], ["🙂🙂"], ["🙂", "🙂"], ["...", "!!"], ["one post"]])
def test_nothing_to_find(texts: list[str]) -> None:
    assert found(sample(texts))[1] == []
    assert assigned(sample(texts)) == {}


def test_three_posts_where_one_voice_is_enough() -> None:
    texts = ["The music was wonderful", "Tickets are too expensive", "Where can I park?"]
    assert sorted(found(sample(texts), Settings(min_voices=1))[1]) == sorted(texts)


def test_scores_are_cosines_in_millionths() -> None:
    scores = [score for _, score in assigned(sample(crowd())).values()]
    assert all(Settings().threshold <= score <= 1_000_000 for score in scores)


def test_unknown_languages_match_nothing() -> None:
    one = sample(crowd())
    matcher = Assigner(one, found(one)[0], Settings())
    assert len(matcher.assign(["The music was great"], POTION.encode(["The music was great"]), ["xx"])[0]) == 0
    assert key("The  MUSIC!") == "the music"


def test_praise_and_fault_stay_apart() -> None:
    film = ["{} film ever made", "What a {} film", "This is a {} film", "The film was {}", "Such a {} film, really"]
    texts = [view.format(word) for view in film for word in ("great", "terrible")]
    points = assigned(sample(texts))
    praise = {points[text][0] for text in texts if "great" in text and text in points}
    fault = {points[text][0] for text in texts if "terrible" in text and text in points}
    assert praise
    assert fault
    assert not praise & fault


def test_what_several_say_word_for_word_stands_for_itself_where_it_does_not_make_the_point() -> None:
    texts = [view.format("really") for view in COMPLAINT for _ in range(3)]
    one, loose = sample(texts), Settings(merge=330_000)
    together = discover(one, loose).points
    apart = discover(one, loose, lambda dots: np.where(dots == LENGTH**2, 999_999, 0)).points
    assert [point.voices for point in together] == [12]
    assert sorted(texts[point.index] for point in apart) == sorted(set(texts))
    assert [point.voices for point in apart] == [3] * 4


def test_what_does_not_make_the_point_of_its_group_has_one_of_its_own() -> None:
    said = [[view.format(filler) for filler in FILLERS[:3]] for view in COMPLAINT]
    one, loose = sample([text for texts in said for text in texts]), Settings(merge=200_000)
    assert [point.voices for point in discover(one, loose).points] == [12]
    points = discover(one, loose, lambda dots: np.where(dots * 100 >= LENGTH**2 * 75, 999_999, 0)).points
    assert [point.voices for point in points] == [3] * 4
    assert all(any(one.texts[point.index] in texts for point in points) for texts in said)
