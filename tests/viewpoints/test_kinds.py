"""Positions, testimony and emotion told apart. Sentences are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.viewpoints.kinds import feels, kind, parts

TESTIMONY = [
    "I lived two blocks away.",
    "My mother was on that ferry, and so was I",
    "We had to leave the house at night",
    "I heard the explosion and went down to the street",
    "I’ve been working there since 2011",
    "yo estuve allí",
    "Mi madre vivía en esa calle",
    "Llevo quince años trabajando en ese mercado",
    "Eu estava no estádio com o meu pai",
    "Meu pai perdeu o emprego naquele ano",
    "J'étais dans ce train",
    "Ma mère travaillait dans cette usine",
    "Ich habe dort zehn Jahre gewohnt",
    "Mein Vater war in dem Zug",
    "Io ero lì con mia sorella",
    "Ho lavorato vent'anni in quella fabbrica",
    "私はあの駅にいました",
    "母はあの家に住んでいた",
    "كنت هناك مع صديقي",
    "أمي كانت في ذلك القطار",
    "मैं उस ट्रेन में था",
    "हमने वहाँ पाँच घंटे इंतजार किया",
]
EMOTION = [
    "I'm crying",
    "I can't stop shaking",
    "so sad",
    "OMG ❤️❤️",
    "I am so scared right now 😭",
    "me emocioné muchísimo",
    "Tengo tanto miedo",
    "estou chorando muito",
    "que tristeza",
    "je pleure encore",
    "J'ai très peur",
    "Ich habe so Angst",
    "Gänsehaut!",
    "sto piangendo",
    "ho i brividi",
    "涙が止まらない",
    "とても悲しい",
    "أنا أبكي",
    "أنا حزين جدا",
    "मैं बहुत उदास हूँ",
    "मैं रो रहा हूँ",
]
POSITION = [
    "I think I lived there for too long",
    "I saw the film and it was bad",
    "I loved it",
    "I hate the ending",
    "best film ever 😭",
    "I lived there and it is a terrible place",
    "My brother was on that team and they deserved it",
    "I'm not sad",
    "Were you there when I was at the station?",
    "She is crying",
    "this is sad",
    "The mayor must go",
    "",
    "?!",
    "❤️ the new line should stay ❤️",
    "❤️ #SaveTheTram",
    "❤️🔥👏",
    "Happy #ElectionDay !",
    "happy to!",
    "Me encantó",
    "Yo estuve allí y fue una vergüenza",
    "Acho que ele chorou",
    "J'étais au cinéma et le film était nul",
    "Ich finde es traurig, dass die Brücke gesperrt ist",
    "Ho visto il film e ho pianto",
    "映画を見て泣いた",
    "悲しくない",
    "أحب هذا المسلسل",
    "मुझे यह फिल्म पसंद है",
]


@pytest.mark.parametrize("text", TESTIMONY)
def test_what_the_writer_lived_is_testimony(text: str) -> None:
    assert kind(text) == "testimony"


@pytest.mark.parametrize("text", EMOTION)
def test_what_the_writer_feels_and_nothing_else_is_emotion(text: str) -> None:
    assert kind(text) == "emotion"


@pytest.mark.parametrize("text", POSITION)
def test_a_judgement_or_whatever_is_unsure_is_a_position(text: str) -> None:
    assert kind(text) == "position"


@given(st.one_of(st.text(), st.lists(st.sampled_from([*TESTIMONY, *EMOTION, *POSITION])).map(" ".join)))
def test_any_text_has_a_kind(text: str) -> None:
    assert kind(text) in {"position", "testimony", "emotion"}
    assert kind(text) == kind(f"  {text}\n")


@given(st.sampled_from(EMOTION), st.sampled_from(["Marlow", "bridge", "Brücke", "मेयर", "橋"]))
def test_a_word_about_something_else_is_no_feeling(text: str, word: str) -> None:
    assert not feels(f"{text} {word}".lower())


def test_words_count_with_their_apostrophes_and_without() -> None:
    assert parts("j'ai dit") == {"j'ai", "dit", "j", "ai"}


def test_links_and_names_are_no_words() -> None:
    assert kind("so sad https://t.example/x @someone #tram") == "emotion"
