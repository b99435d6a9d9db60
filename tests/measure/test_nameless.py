"""Texts without a known author add no people, and are told beside every number of people."""

import re
from pathlib import Path

import hubbub
from tests.made import export, rows


def test_texts_without_an_author_stand_beside_the_people(tmp_path: Path) -> None:
    made = rows()
    unsigned = [row if n % 6 or n < 12 else (row[0], "", *row[2:]) for n, row in enumerate(made)]  # of one view, eight of ten
    found = hubbub.find([export(tmp_path / "posts.csv", unsigned)], tmp_path / "out")
    mixed = max(found.viewpoints, key=lambda one: one.prevalence.nameless)
    assert mixed.prevalence.people
    assert (mixed.prevalence.people.count, mixed.prevalence.nameless) == (2, 8)
    assert mixed.prevalence.texts.count == 10
    assert sum(one.prevalence.nameless for one in mixed.platforms) == 8
    text = re.sub(r"\s", " ", re.sub("<[^>]*>|\u2060", "", (tmp_path / "out/report.html").read_text(encoding="utf-8")))
    assert "2 people of 52 (4 %, 95 % interval 1–13 %), and 8 distinct texts without a known author" in text
    roundup = (tmp_path / "out/article.md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "held by 2 of 52 people (4 %, 95 % interval 1–13 %), and 8 distinct texts without a known author, was put" in roundup
    assert hubbub.check(tmp_path / "out") == []
