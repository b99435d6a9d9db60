"""Denial, by words. Sentences are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.viewpoints.negation import words
from hubbub.viewpoints.polarity import content, denies, opposed, valence


@pytest.mark.parametrize(
    "text", ["It is not true", "It isn't true", "Nobody asked", "i dont care", "Das ist nicht wahr", "It’s never enough", "No."]
)
def test_denials(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is true",
        "It is not untrue and not false",
        "Not only that, it is true",
        "I can't wait",
        "Notice the knot",
        "",
        "It is far from the station",
    ],
)
def test_no_denials(text: str) -> None:
    assert not denies(text)


@pytest.mark.parametrize(
    ("text", "point", "expected"),
    [
        ("The police are not racist", "The police are racist", True),
        ("The council was wrong to close the bridge", "The council was right to close the bridge", True),
        ("The council was not wrong to close the bridge", "The council was right to close the bridge", False),
        ("Taxes should go down", "Taxes should go up", True),
        ("Worst final ever", "Best final ever", True),
        ("Homework should be kept", "Homework should be abolished", True),
        ("The soup was not cold", "The police are racist", False),
        ("The police are racist", "The police are racist", False),
        ("I can't wait for the final", "I am waiting for the final", False),
        ("The ending was anything but perfect", "The ending was perfect", True),
        ("That verdict was nowhere near fair", "That verdict was fair", True),
        ("Nobody at school should wear a uniform", "Everybody at school should wear a uniform", True),
        ("My boss has never backed us", "My boss has always backed us", True),
        ("The wall was thick", "The wall was thin", True),
        ("He attacked her first", "She attacked him first", True),
        ("The sequel is better than the original", "The original is better than the sequel", True),
        ("Tenants owe the landlord money", "The landlord owes tenants money", False),  # not the same words
        ("The best player is the keeper", "The keeper is the best player", False),
        ("Ada and Bo were wonderful", "Bo and Ada were wonderful", False),
        ("The reds play the blues tonight", "The blues play the reds tonight", False),
        ("Good morning everyone here", "Everyone here good morning", False),
        ("I can't for the life of me figure out why, but it is such good soup", "Such good soup", False),
        ("The ferry is better, they just do not promote it", "The ferry is better", False),
        ("The ferry is, they say, not better", "The ferry is better", True),
        ("The soup is good not", "The soup is good", True),
        ("The old bridge is unsafe", "The old bridge is safe", True),
        ("The old bridge is not unsafe", "The old bridge is safe", False),
        ("Die alte Brücke ist unsicher", "Die alte Brücke ist sicher", True),
        ("Pay unless you live here", "Pay less you live here", False),
        ("Wait until the bridge opens", "Wait til the bridge opens", False),
        ("The film is good? Absolutely not", "The film is good", True),
        ("I can't figure out why but this is so relaxing", "This is so relaxing", False),
        ("one two " * 5_000, "two one " * 5_000, False),  # hostile: not to be compared part by part
        ("", "", False),
    ],
)
def test_opposed(text: str, point: str, expected: bool) -> None:
    assert opposed(text, point) is expected
    assert opposed(point, text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "No dijeron nada de nada",
        "No, no es justo",
        "Nunca lo diré",
        "Llegó sin avisar",
        "Não disseram nada",
        "Ninguém viu o gol no fim",
        "Ce n'est pas juste",
        "J’ai rien dit",
        "Personne ne vient",
        "Ce n'est plus drôle",
        "Das hat keiner gesagt",
        "Weder Brot noch Wasser",
        "Non ho mai detto niente",
        "Non!",
        "これは本当ではない",
        "誰も来ませんでした",
        "何も言わずに帰った",
        "学生じゃない。",
        "ليس هذا صحيحاً",
        "ولا أحد يعرف",
        "ما عندي وقت",
        "هذا غير ممكن",
        "यह सच नहीं है",
        "न रोटी न पानी",
        "वहाँ मत जाओ",
    ],
)
def test_denials_in_other_languages(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize(
    "text",
    [
        "No solo eso, es verdad",
        "Sin duda es verdad",
        "Es verdad, ¿no?",
        "O gol no fim foi lindo",
        "É verdade, não?",
        "Une personne est venue",
        "C'est pas mal, sans doute",
        "Il y a plus de monde, n'est-ce pas ?",
        "Das stimmt, nicht wahr?",
        "Nicht nur das, es stimmt",
        "Im Mai ist es schön",
        "Non solo, è anche bello",
        "Come mai sei qui?",
        "an original sin of the church",
        "a net gain for non-profit groups",
        "See https://made.up/naO and @no_body",
        "行かなければならない",
        "早く行かなきゃ",
        "すごいじゃない？",
        "間違いない",
        "少ないけど本当だ",
        "それは違うかもしれない",
        "必ずずっと好きなはずだ",
        "نجح بلا شك",
        "لا بد من الحل",
        "ما أجمل هذا المكان",
        "यह अच्छा है ना",
        "न केवल यह, वह भी",
        "मेरा मत है कि यह सही है",
    ],
)
def test_no_denials_in_other_languages(text: str) -> None:
    assert not denies(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What a great game", 1),
        ("Not a good game", -1),
        ("The new toll starts on Monday", 0),
        ("No es buena idea", -1),
        ("Que jogo péssimo", -1),
        ("C'est pas génial", -1),
        ("Das war wirklich schlecht", -1),
        ("Das war nicht schlecht", 1),
        ("Che schifo", -1),
        ("最高の試合だった", 1),
        ("大嫌いだ", -1),
        ("この歌は好きじゃない", -1),
        ("かわいくない？", 1),
        ("つまらない映画", -1),
        ("最低でも3点", 0),
        ("هذا ليس جيداً", -1),
        ("واللاعب رائع", 1),
        ("गाना अच्छा नहीं है", -1),
        ("बकवास फ़िल्म", -1),
        ("a gut feeling about mal and nada", 0),
        ("This scene 👎", -1),
        ("This scene ❤️", 1),
        ("This scene ❤️👎", 0),
        ("Awful scene ❤️", -1),
        ("This scene 😂🙏🔥", 0),
        ("Ohne Zweifel großartig", 1),
    ],
)
def test_valence(text: str, expected: int) -> None:
    assert valence(text) == expected


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("El puente viejo no es seguro", "El puente viejo es seguro"),
        ("O prefeito não mente nunca", "O prefeito mente"),
        ("Le pont est dangereux", "Le pont est sûr"),
        ("Die Brücke ist nicht sicher", "Die Brücke ist sicher"),
        ("Il ponte è pericoloso", "Il ponte è sicuro"),
        ("市長の計画に反対です", "市長の計画に賛成です"),
        ("この橋は安全ではない", "この橋は安全だ"),
        ("الجسر القديم خطير", "الجسر القديم آمن"),
        ("पुल सुरक्षित नहीं है", "पुल सुरक्षित है"),
    ],
)
def test_opposed_in_other_languages(text: str, point: str) -> None:
    assert opposed(text, point)
    assert opposed(point, text)


def test_words_keep_their_marks() -> None:
    assert words("फ़िल्म नहीं देखी") == ["फिल्म", "नहीं", "देखी"]
    assert words("كلامٌ جميلٌ") == ["كلام", "جميل"]
    assert content("市長は新しいスタジアムを作る") == {"市長", "新", "スタジアム", "作"}


texts = st.text() | st.text(st.sampled_from("no nada ne pas n'ない？ません لا ما नहीं❤👎non-,?"))


@given(texts, texts)
def test_any_text_is_judged(text: str, other: str) -> None:
    assert not opposed(text, text)
    assert opposed(text, other) == opposed(other, text)
    assert valence(text) in {-1, 0, 1}
    assert denies(text) in {True, False}


@pytest.mark.parametrize("text", ["PLEASE DON`T LEAVE US", "I don´t like the ferry", "don't leave us"])
def test_any_apostrophe_denies(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize("tick", "'’‘ʼ′＇`´")
def test_whatever_stands_for_an_apostrophe(tick: str) -> None:
    assert denies(f"I don{tick}t trust the harbour office")


@pytest.mark.parametrize("text", ["I do ｎｏｔ trust them", "I do 𝐧𝐨𝐭 trust them", "I don\u200b't trust them"])
def test_letters_of_another_form_deny(text: str) -> None:
    assert denies(text)


@pytest.mark.parametrize(
    ("text", "found"), [("No 10 lied to the harbour", False), ("No. 4 was the best boat", False), ("No 5G here", True)]
)
def test_a_number_denies_nothing(text: str, found: bool) -> None:
    assert denies(text) == found
