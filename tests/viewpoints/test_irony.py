"""What a writer marks as not meant is put under no viewpoint; texts are made up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hubbub
from hubbub.records import Findings
from hubbub.viewpoints.irony import marked
from hubbub.viewpoints.sentences import split
from hubbub.viewpoints.stage import spans
from tests.made import TURNS, VIEWS, Row, export, rows

MARKED = [
    ("What a lovely ending /s", ["What a lovely ending /s"]),
    ("What a lovely ending. /s", ["What a lovely ending."]),
    ("It rained. Great acting! /s But the bell was good.", ["Great acting!"]),
    ("Great acting! #sarcasm", ["Great acting!"]),
    ("Tolle Leistung, Ironie off", ["Tolle Leistung, Ironie off"]),
    ("最高の結末だった（棒）", ["最高の結末だった（棒）"]),
    ("I only watch for the boats, said no one ever.", ["I only watch for the boats, said no one ever."]),
    ("My friends missed the /s in it", []),
    ("See www.made-up.example/s or 30 km/s", []),
    ("She said no one ate.", []),
    ("Oh great, a storm", []),
    ("We sail at 8 km /s in a dream", []),
    ("A whole day of #ironing", []),
    ("What a keeper #ironic", ["What a keeper #ironic"]),
]


@pytest.mark.parametrize(("text", "found"), MARKED)
def test_what_a_mark_is_about(text: str, found: list[str]) -> None:
    assert [text[start:end].strip() for start, end in marked(text, list(split(text)))] == found


@given(st.text(st.sampled_from("ab./s #sarcasm!?\n（棒）"), max_size=40))
def test_a_mark_only_takes_sentences_away(text: str) -> None:
    every = list(enumerate(split(text)))
    assert set(spans(text)) <= set(every)
    assert set(marked(text, [one for _, one in every])) <= {one for _, one in every}


def test_irony_is_counted_for_no_view(tmp_path: Path) -> None:
    ironic: list[Row] = [
        (f"95{n}", f"joker_{n}", "2026-05-02T09:00:00Z", TURNS[n].format(f"{VIEWS[0]} /s"), "en") for n in (0, 2, 4)
    ]
    found = [
        hubbub.find([export(tmp_path / "p.csv", posts)], tmp_path / "out", hubbub.Options(quality="fast"))
        for posts in (rows(), [*rows(), *ironic])
    ]
    counts = [
        next(
            one.prevalence.people.count
            for one in each.viewpoints
            if one.prevalence.people and said(each, one.key_point) in VIEWS[0]
        )
        for each in found
    ]
    assert counts[0] == counts[1]
    assert hubbub.check(tmp_path / "out") == []


def said(found: Findings, name: str) -> str:
    """A quotation's words, without what ends them."""
    return next(one.exact for one in found.quotations if one.quotation_id == name).rstrip(".!")
