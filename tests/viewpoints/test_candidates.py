"""Which sentences can speak for others. Sentences are made up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.models import encoder
from hubbub.models.base import Encoder
from hubbub.models.text import key
from hubbub.viewpoints.candidates import CLEAR, POOR, SHORT, VAGUE, matter, rank, said_in_passing, states, words
from hubbub.viewpoints.smalltalk import GREETINGS, GREETINGS_ABROAD, HINTS, HINTS_ABROAD
from hubbub.viewpoints.space import encode


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The music was really great", CLEAR),
        ("音楽が本当によかったと思う", CLEAR),
        ("Love it!", SHORT),
        ("But the music was really great", SHORT),
        ("See https://made.up for the whole story", POOR),
        ("#one #two #three what a wonderful concert", POOR),
        ("🙂🙂🙂🙂🙂 tired 🙂🙂🙂", POOR),
        ("I never knew that, thank you so much", VAGUE),
        ("Same.", VAGUE),
        ("Good morning everyone!", VAGUE),
        ("Thanks, Marlow💖", VAGUE),
        ("Have a lovely day everyone.", VAGUE),
        ("made.up/profile/some...", VAGUE),
        ("Thanks to the referee they lost the final", CLEAR),
        ("Best day ever", SHORT),
        ("🙂🙂 ok", VAGUE),
        ("It is so good", SHORT),
        ("The referee was an idiot from the start", POOR),
        ("El árbitro es un hijo de puta", POOR),
        ("Der Schiedsrichter ist ein Arschloch gewesen", POOR),
        ("この審判は本当に死ねばいいと思う", POOR),
        ("A stupid ending ruined a good season", CLEAR),
        ("Johnny Depp was great in this film", CLEAR),
        ("Sooooo.", VAGUE),
        ("HOLY SHIT!!", VAGUE),
        ("Completely agree with you.", VAGUE),
        ("Fair point.", VAGUE),
        ("I'll check it out.", VAGUE),
        ("Edit: yup!", VAGUE),
        ("Heh.", VAGUE),
        ("Meh…", VAGUE),
        ("Ehhh.", VAGUE),
        ("Whaaaat? Reaaaally?", VAGUE),
        ("Agreed, for the most part.", VAGUE),
        ("Pretty much this.", VAGUE),
        ("Appreciate the answer, cheers.", VAGUE),
        ("Good point!", VAGUE),
        ("Oops, my bad.", VAGUE),
        ("I should have clarified.", VAGUE),
        ("Source?", VAGUE),
        ("I had no idea.", VAGUE),
        ("Link below", VAGUE),
        ("The lamps are pretty and the ferry is late", CLEAR),
        ("The answer is a bridge over the harbour", CLEAR),
        ("Critics missed the point of the storm", CLEAR),
        ("My bad knee hates that staircase", CLEAR),
        ("See you on Monday!", VAGUE),
        ("17 December, 3 pm GMT", VAGUE),
        ("El lunes 17 de diciembre", VAGUE),
        ("Monday's ferry sank", SHORT),
        ("The point system of this cup is unfair", CLEAR),
    ],
)
def test_ranks(text: str, expected: int) -> None:
    assert rank(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Eso es lo que digo",
        "Gracias a todos por venir",
        "Buenos días a todos",
        "Isso é verdade",
        "Obrigado a todos",
        "C'est vrai",
        "Merci à tous !",
        "Das ist genau richtig",
        "Danke euch allen",
        "Questo è vero",
        "Grazie mille a tutti",
        "これは本当にすごい",
        "ありがとうございました！",
        "そうですね",
        "هذا صحيح جدا",
        "شكرا جزيلا لكم",
        "यह सही है",
        "धन्यवाद दोस्तों",
        "哈哈哈",
    ],
)
def test_what_can_be_said_of_anything_is_vague_in_every_language(text: str) -> None:
    assert rank(text) == VAGUE


@pytest.mark.parametrize(
    "text",
    [
        "Gracias a la portera ganaron la final",
        "El puente viejo es muy peligroso",
        "Merci au gardien on a gagné la finale",
        "Il y a trop de bruit sur le pont",
        "Das Tor war klar regulär und schön",
        "Es gibt zu viel Lärm am Fluss",
        "Grazie al portiere abbiamo vinto la finale",
        "O prefeito fechou a ponte sem avisar",
        "この橋は本当に危険だと思う",
        "هذا الجسر خطير على الناس",
        "पुल बहुत ख़तरनाक है और बंद होना चाहिए",
        "The war on the old hay market was a gut blow",
    ],
)
def test_what_says_something_is_clear_in_every_language(text: str) -> None:
    assert rank(text) == CLEAR


@pytest.mark.parametrize(
    "text",
    [
        "Eso no es verdad, el puente es seguro",
        "Isso prova que a ponte caiu ontem",
        "C'est le maire qui a fermé le pont",
        "Das ist ein Fehler der Stadt gewesen",
        "Questo è un errore grave del sindaco",
        "これは市長の大きな間違いだ",
        "でも橋は本当に危険だと思う",
        "لكن الجسر خطير على الناس",
        "यह मेयर की बड़ी ग़लती है",
    ],
)
def test_what_hangs_on_something_said_before_is_second_choice(text: str) -> None:
    assert rank(text) == SHORT


def test_length_is_counted_in_words_with_and_without_spaces() -> None:
    assert words("पुल बहुत ख़तरनाक है") == words("الجسر خطير على الناس") == 4
    assert rank("橋が落ちた") == SHORT
    assert rank("市長は橋を閉めたが誰も知らなかった") == CLEAR
    assert rank("市長は橋を閉めたが誰も知らなかった" * 4) == SHORT


def test_laughs_and_greetings_alone_state_nothing() -> None:
    laughs = ("jajaja", "kkkkk", "rsrs", "mdr", "www", "ｗｗ", "哈哈哈", "ههههه", "हाहाहा", "jeje", "xD", "草")
    greetings = ("Hola", "Olá!", "Bonjour", "Hallo 👋", "Ciao", "नमस्ते", "مرحبا", "おはよう")
    assert not any(states(text) for text in (*laughs, *greetings))


def test_tags_and_links_alone_state_nothing() -> None:
    assert not any(states(text) for text in ("#MadeUp2030!⚽️", "@nobody https://made.up", "🙂", "2-0", ""))
    assert not any(states(text) for text in ("Yeah.", "HUH?", "hahaha", "Oh no! #MadeUp2030", "LOL", "jajaja", "ok so..."))
    assert not states("Ahah")
    kept = said_in_passing.cache_info().currsize
    assert not states("ha" * 100)  # longer than the words of which it is kept what they are
    assert said_in_passing.cache_info().currsize == kept
    assert states("Never! #MadeUp2030")


def test_tags_at_the_end_do_not_matter() -> None:
    assert matter("What a goal! #MadeUp #Cup ⚽ https://made.up/x") == "What a goal"
    assert matter("The #MadeUpCup2026 is here") == "The Made Up Cup 2026 is here"


@pytest.mark.parametrize("one", [encoder("minilm"), encoder("distilled")])
def test_a_word_is_read_though_an_emoji_is_glued_to_it(one: Encoder) -> None:
    said = ["The ferry never sails", "The ferry never sails😂😂", "🇶🇦 The ferry👏🏽never 🚢sails", "The #FerryNever sails"]
    vectors = encode(one, said)
    assert (vectors == vectors[0]).all()


def test_a_link_to_a_picture_is_no_point() -> None:
    assert key("pic.twitter.com/madeUp123") == key("")
    assert key("so sad pic.x.com/madeUp123") == key("so sad")


@pytest.mark.parametrize(
    "text",
    [
        "Aaaw thank you 🥺💙",
        "Bestie thank you!",
        "Awww Quill, THANK you! 🥰",
        "we love you forever!💞",
        "oh wow, thanks a lot",
        "haha hahaha lol nice",
        "jajaja jajaja same",
        "hmm omg this",
        "hahaha lol ja this",
        "kkkk wow mdrr",
    ],
)
def test_laughs_and_interjections_are_no_point(text: str) -> None:
    assert rank(text) == VAGUE


@pytest.mark.parametrize("text", ["haha the ferry sank", "hmm, soup again", "lol rebuild it"])
def test_a_laugh_takes_nothing_from_what_is_said(text: str) -> None:
    assert rank(text) != VAGUE


@pytest.mark.parametrize("text", ["Spoiler:", "The keeper of the harbour told reporters:", "10:10 Marrow:", "理由："])
def test_what_a_colon_ends_is_no_point(text: str) -> None:
    assert rank(text) == VAGUE


@given(st.from_regex(re.compile("|".join(GREETINGS), re.IGNORECASE)))
def test_small_talk_has_one_of_its_hints(text: str) -> None:
    """Where there is none, it is not looked for."""
    assert any(hint in text.casefold() for hint in HINTS)


@given(st.from_regex(re.compile(GREETINGS_ABROAD)))
def test_small_talk_of_other_languages_has_one_of_its_hints(text: str) -> None:
    assert any(hint in text.casefold() for hint in HINTS_ABROAD)
