"""Sentence spans. Texts are made up."""

from itertools import pairwise
from typing import SupportsIndex

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hubbub.viewpoints.sentences import LONGEST, split, trimmed


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I came. I saw! Did I win? Hmm… yes", ["I came.", "I saw!", "Did I win?", "Hmm…", "yes"]),
        ("Mr. Bean paid 3.50 dollars. Fine!", ["Mr. Bean paid 3.50 dollars.", "Fine!"]),
        ("He is No. 1 here. She said no. 2 left", ["He is No. 1 here.", "She said no. 2 left"]),
        ("The U.S. team lost. J. Doe won, and so did I. Good", ["The U.S. team lost.", "J. Doe won, and so did I.", "Good"]),
        ('She said "stop!" Then left.', ['She said "stop!"', "Then left."]),
        ("see https://made.up/a.b?c=d! and www.made.up. ok", ["see https://made.up/a.b?c=d! and www.made.up. ok"]),
        ("すごい。本当？「はい。」そう", ["すごい。", "本当？", "「はい。」", "そう"]),
        ("one\ntwo\r\n\r\nthree", ["one", "two", "three"]),
        ("My top: 1. Odile. 2. The Ferry 3. Rain", ["My top:", "1. Odile.", "2. The Ferry", "3. Rain"]),
        ("1. Odile\n2. Rain, 3. ok", ["1. Odile", "2. Rain,", "3. ok"]),
        ("My top\n1. Odile\n2. Rain", ["My top", "1. Odile", "2. Rain"]),
        ("My top three 1. Odile 2. The Ferry 3. Rain", ["My top three", "1. Odile", "2. The Ferry", "3. Rain"]),
        ("Top: 1. Odile 2.Lena 3)Rain", ["Top:", "1. Odile", "2.Lena", "3)Rain"]),
        ("Best 1️⃣ Odile 2️⃣ The Ferry", ["Best", "1️⃣ Odile", "2️⃣ The Ferry"]),
        ("We lost 1. Then 2. Bad", ["We lost 1.", "Then 2.", "Bad"]),
        ("Tools 1.2 and 2.x. Fine", ["Tools 1.2 and 2.x.", "Fine"]),
        ("In the 1. half. Top: 1. Odile 2. Rain", ["In the 1.", "half.", "Top:", "1. Odile", "2. Rain"]),
        ("We lost 1. Then 3. Then 2. Bad", ["We lost 1.", "Then 3.", "Then 2.", "Bad"]),
        ("🙂 so good! 🙂🙂\n.\n.\nbye", ["🙂 so good! 🙂🙂", "bye"]),
        ("🙂🙂", ["🙂🙂"]),
        (" \n ", []),
        ("この試合見て https://t.co/abcdefg最高だった", ["この試合見て https://t.co/abcdefg最高だった"]),
        ("", []),
    ],
)
def test_examples(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "¡Vaya lío!¿Quién manda aquí? Vivo en EE. UU. desde 2001.",
            ["¡Vaya lío!", "¿Quién manda aquí?", "Vivo en EE. UU. desde 2001."],
        ),
        ("Ver pág. 3, la Sra. Rey, etc. y ya. Nada", ["Ver pág. 3, la Sra. Rey, etc. y ya.", "Nada"]),
        ("Em 1. de maio custou 1.234,56 reais. Caro", ["Em 1. de maio custou 1.234,56 reais.", "Caro"]),
        ("M. Roux crie « Non ! » et part. Bravo !", ["M. Roux crie « Non ! » et part.", "Bravo !"]),
        ("Am 1. Mai, z. B. der 2. Bezirk, d. h. hier. Gut", ["Am 1. Mai, z. B. der 2. Bezirk, d. h. hier.", "Gut"]),
        ("Ich war 12. Das Tor fiel am 3. Tag.", ["Ich war 12.", "Das Tor fiel am 3.", "Tag."]),  # "am" is English too
        ("Il sig. Bui, p. es. ieri, vedi art. 3. Fine", ["Il sig. Bui, p. es. ieri, vedi art. 3.", "Fine"]),
        ("「嘘だ。もう嫌だ。」と言った。「帰れ。」「はい!」", ["「嘘だ。もう嫌だ。」と言った。", "「帰れ。」", "「はい!」"]),
        ("え?何!なんか…変だった…もう寝るｗおやすみ", ["え?", "何!", "なんか…変だった…", "もう寝るｗ", "おやすみ"]),
        ("カタールW杯が始まるw楽しみ", ["カタールW杯が始まるw", "楽しみ"]),
        ("هل انتهى؟نعم؛ ثم قال «لا!» وذهب. د. نور هنا", ["هل انتهى؟", "نعم؛ ثم قال «لا!» وذهب.", "د. نور هنا"]),
        ("डॉ. राय आए।सब ख़ुश हैं॥अच्छा", ["डॉ. राय आए।", "सब ख़ुश हैं॥", "अच्छा"]),
        ('"Leave!" she said. He said "fine." Then left', ['"Leave!" she said.', 'He said "fine."', "Then left"]),
    ],
)
def test_languages(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So good 😍 She won", ["So good 😍", "She won"]),
        ("Out! 😂 They left", ["Out! 😂", "They left"]),
        ("so good 😂😂 he won", ["so good 😂😂", "he won"]),
        ("the 🐙 film and the ⚽ Match, so 😂 good", ["the 🐙 film and the ⚽ Match, so 😂 good"]),
        ("😍 Wow 👍🏽 رائع 😍 جدا", ["😍 Wow 👍🏽", "رائع 😍", "جدا"]),
        ("可愛い😍ずっと 私😂の犬", ["可愛い😍", "ずっと 私😂の犬"]),
        ("good 😍😍 https://made.up/x", ["good 😍😍 https://made.up/x"]),
    ],
)
def test_emoji_of_feeling_end_sentences(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize("unit", ["!", "é.", "…", "! » ", "a😂 ", "😂 ", '."', "nada! ", "z. "])
def test_long_runs_of_marks_take_no_longer_than_their_length(unit: str) -> None:
    text = unit * 50_000 + "x"  # with work that grows with the square of the length, this would not end in a minute
    assert "".join(pieces(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("unit", ["a 1. ", "7 a.\n", "1. a b\n", "2️⃣ a "])
def test_long_lists_take_no_longer_than_their_length(unit: str) -> None:
    text = "2. x " + unit * 20_000  # as above
    found = [trimmed(text, start, end) for start, end in split(text)]
    assert "".join(pieces(text)).replace(" ", "") == "".join(text.split())
    assert all(start < end for start, end in found)


def test_long_stretches_are_cut_on_white_space() -> None:
    cut = pieces("word " * 300)
    assert max(map(len, cut)) <= LONGEST
    assert all(piece.split() == ["word"] * len(piece.split()) for piece in cut)
    assert [len(piece) for piece in pieces("x" * 900)] == [LONGEST, LONGEST, 100]


texts = (
    st.text(st.sampled_from("ab A12.)!?…。\n\r\t \"'”)」🙂é#@\u2028\x85-"))
    | st.text()
    | st.text(st.sampled_from("Aa.!?…‥。।॥؟ \n「」とつたw😍🏽\ufe0fدو«»ए1"))
)


@given(texts)
def test_spans_are_ordered_stripped_short_and_lose_no_letter(text: str) -> None:
    spans = split(text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start, end in spans:
        assert 0 < end - start <= LONGEST
        assert text[start:end] == text[start:end].strip()
    inside = {at for start, end in spans for at in range(start, end)}
    assert all(at in inside for at, letter in enumerate(text) if letter.isalnum())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@gull_madeup @quay_madeup The ferry is late again https://made.up/x", "The ferry is late again"),
        ("RT @gull_madeup: The ferry is late again", "The ferry is late again"),
        ("@gull_madeup: the ferry is late", "the ferry is late"),
        ("https://made.up/x The ferry is late pic.x.com/Ab1", "The ferry is late"),
        ("@quay_madeup @marrow_ferries is late again", "@marrow_ferries is late again"),
        ("@quay_madeup, is the ferry late", "is the ferry late"),
        ("@marrow_ferries\u2019s boats are late", "@marrow_ferries\u2019s boats are late"),
        ("@marrow_ferries and @quay_madeup are late", "@marrow_ferries and @quay_madeup are late"),
        ("Ask @gull_madeup about https://made.up/x first", "Ask @gull_madeup about https://made.up/x first"),
        ("The ferry is late @gull_madeup", "The ferry is late @gull_madeup"),
        ("@gull_madeup 🙂 https://made.up/x", "@gull_madeup 🙂 https://made.up/x"),
        ("@gull_madeup", "@gull_madeup"),
        ("write to a@made.up", "write to a@made.up"),
        ("1. The ferry is late\n2. Rain", "The ferry is late\n2. Rain"),
        ("1️⃣ The ferry is late 2️⃣ Rain", "The ferry is late 2️⃣ Rain"),
        ("1. The ferry is late", "1. The ferry is late"),
        ("", ""),
    ],
)
def test_whom_a_sentence_answers_is_no_part_of_it(text: str, expected: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert text[start:end] == expected


@example("@RT @b: is ")  # The blank before "is" was left in.
@given(
    text=st.lists(
        st.sampled_from([*"@ab: \n.é🙂", "RT @b: ", "https://a.b ", " www.a", "@a_b ", "is ", "1. ", "2) ", "3.", "2️⃣"]),
        max_size=30,
    ).map("".join)
)
def test_what_is_trimmed_lies_within_the_sentence_and_keeps_its_words(text: str) -> None:
    for start, end in split(text):
        first, last = trimmed(text, start, end)
        assert start <= first < last <= end
        assert text[first:last] == text[first:last].strip()
        assert trimmed(text, first, last) == (first, last)


def test_blanks_and_dots_are_looked_at_once() -> None:
    text = "Late.\n" + " " * 60_000 + ". " * 60_000
    asked = 0

    class Counting(str):
        def __getitem__(self, at: SupportsIndex | slice, /) -> str:
            nonlocal asked
            asked += 1
            return super().__getitem__(at)

    assert split(Counting(text)) == [(0, 5)]
    assert asked < 4 * len(text)


def test_what_stands_behind_a_link_without_a_space_is_said() -> None:
    text = "この試合見て https://t.co/abcdefg最高だった"
    assert trimmed(text, 0, len(text)) == (0, len(text))


@pytest.mark.parametrize("marked", ["e\u0301\u0301", "👩\u200d🚀", "👍🏽", "क\u093f"])
def test_a_long_stretch_is_not_cut_within_a_character(marked: str) -> None:
    for before in range(LONGEST - 4, LONGEST + 1):
        text = "x" * before + marked + "y" * 9
        assert any(marked in piece for piece in pieces(text))
