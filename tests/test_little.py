"""Collections that say little, or little that is new: sensible findings, or none, never nonsense as a view. All made up."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

import hubbub
from hubbub.records import Findings
from tests.made import Row, export, rows
from tests.test_findings import listed, people

EMPTY = (
    "lol",
    "same",
    "This!",
    "ok",
    "haha yes",
    "Never done this before.",
    "You know what I mean",
    "Thank you so much",
    "wow 😂",
    "No words",
    "Sin palabras",
    "Mir fehlen, ach, ich habe keine Worte",
    "言葉が出ない",
)
PASSING: tuple[str, ...] = ("lol", "ok", "😂😂", "omg", "yes!!", "no", "🔥", "haha", "wow", "this", "same", "...", "first")
PASSING += ("nice", "??", "k", "👏👏👏", "hi", "hmm", "ja", "jajaja", "hahaha", "kkkk", "mdr", "rsrs")
EMOJI = ("😂😂😂", "❤️", "🔥🔥", "😭", "🙏🙏🙏 🙏")
FAIR = ("The new toll is fair", "I think the new toll is fair", "The new toll is fair, I say", "honestly the new toll is fair")
UNFAIR = ("The new toll is unfair", "I find the new toll unfair, really", "So unfair, the new toll", "the toll is unfair to us")


def posts(texts: Iterable[str]) -> list[Row]:
    """One a person."""
    return [(str(910000 + n), f"made_up_{n}", f"2026-05-01T{n % 24:02d}:00:00Z", text, "") for n, text in enumerate(texts)]


def find(folder: Path, texts: Iterable[str], **options: object) -> Findings:
    """Findings that check out."""
    found = hubbub.find([export(folder / "posts.csv", posts(texts))], folder / "out", hubbub.Options(**options))  # type: ignore[arg-type]
    assert hubbub.check(folder / "out") == []
    return found


def test_three_posts(tmp_path: Path) -> None:
    said = ("The harbour scene was far too long", "I cried when the bell rang", "The harbour scene went on far too long")
    found = find(tmp_path, said)
    assert 1 <= len(found.viewpoints) <= 3
    assert set(listed(found)) <= set(said)


@pytest.mark.parametrize("quality", ["fast", "balanced"])
@pytest.mark.parametrize("several", [False, True])
def test_who_says_the_contrary_is_listed_beside(tmp_path: Path, several: bool, quality: str) -> None:
    """Vectors put "fair" and "unfair" together, and no rule lets one stand under the other."""
    said = [*FAIR, *UNFAIR, *(row[3] for row in rows(55))] if several else [FAIR[0], UNFAIR[0]]
    found = find(tmp_path, said, quality=quality)
    for texts in (FAIR, UNFAIR):
        held = [people(found, text) for text in listed(found) if text in texts]
        assert held == [(4 if several else 1, len(said))]


def test_one_post_very_often(tmp_path: Path) -> None:
    found = find(tmp_path, ["The harbour scene was far too long"] * 10_000)
    assert len(found.viewpoints) <= 1
    assert found.flow.texts == 1


@pytest.mark.parametrize("said", [EMPTY, EMOJI], ids=["empty words", "emoji"])
@pytest.mark.parametrize("quality", ["fast", "balanced"])
def test_nothing_said_by_many(tmp_path: Path, said: tuple[str, ...], quality: str) -> None:
    texts = [f"{text} {mark}".strip() for text in said for mark in ("", "!", "…", "!!", "🙂", "…!", "?!", "🙂🙂", "♥", ".")]
    assert find(tmp_path, texts, quality=quality).viewpoints == ()


@pytest.mark.parametrize(("quality", "number"), [("fast", 100_000), ("balanced", 1_500)])
def test_nothing_said_in_many_ways(tmp_path: Path, quality: str, number: int) -> None:
    draw = random.Random(1)
    texts = [" ".join(draw.choice(PASSING) for _ in range(draw.randint(1, 4))) for _ in range(number)]
    assert find(tmp_path, texts, quality=quality).viewpoints == ()


def test_one_very_long_post(tmp_path: Path) -> None:
    draw = random.Random(1)
    words = ("harbour", "bell", "lighthouse", "keeper", "storm", "daughter", "boat", "village", "winter", "letter")
    long = " ".join(f"The {draw.choice(words)} in chapter {n} was {draw.choice(words)} enough for me." for n in range(1_500))
    found = find(tmp_path, [long, *(row[3] for row in rows(55))])
    assert all(view.prevalence.texts.count > 1 for view in found.viewpoints)


def test_two_languages_in_a_sentence(tmp_path: Path) -> None:
    texts = [
        f"El final de the harbour scene fue way too long, {who}" for who in ("amigos", "people", "gente", "friends", "todos")
    ]
    found = find(tmp_path, texts * 2)
    assert listed(found)
    assert set(listed(found)) <= set(texts)


def test_a_view_drowned_by_another(tmp_path: Path) -> None:
    loud = [f"The storm looked cheap and unfinished{mark}" for mark in (".", "!", " to me.", " tonight.", ", honestly.")]
    texts = [f"{text} ({n})" for n, text in enumerate(loud * 60)]
    texts += [
        "Nobody should blame the lighthouse keeper.",
        "Do not blame the lighthouse keeper!",
        "Please don't blame the lighthouse keeper",
    ]
    found = find(tmp_path, texts)
    held = people(found, "lighthouse keeper")
    assert held
    assert held[0] == 3
