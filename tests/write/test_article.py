"""article.md: sober, exact, inert, and each quotation can be found again."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import hubbub
from hubbub.records import QuotationKind
from hubbub.write import inert
from hubbub.write.article import Roundup, mark, quotation
from hubbub.write.base import Account
from hubbub.write.excerpts import Excerpts
from tests.write.sample import account, bare, hostile

ALL = {"plain": account(), "many": account(60), "texts": account(known=False), "bare": bare(), "hostile": hostile()}
INLINE = re.compile(r"“((?:(?!” \[q:).)*?)”(?:&#\d+;)* (\[q:[^\]\s]*\])")
HEAD = re.compile(r"#{2,3} “(.*)”(?:&#\d+;)*")
BLOCK = re.compile(r"^> (?:\\\[…\\\] )?“(.*?)”(?: \\\[…\\\])?\n\n— [^\n]*\[(q:[^\]\n]*)\]$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", ["plain", "many", "texts", "hostile"])
def test_quotations_give_the_exact_words_back(name: str) -> None:
    made = ALL[name]
    known = {mark(one): one.quotation.exact for one in map(Excerpts(made).get, _ids(made)) if one}
    found = BLOCK.findall(Roundup().text(made))
    assert len(found) > 8
    assert [inert.unescape(words) for words, _ in found] == [known[f"[{name}]"] for _, name in found]


@pytest.mark.parametrize("name", ["plain", "many", "texts", "hostile"])
def test_quotations_within_a_line_give_the_exact_words_back(name: str) -> None:
    made = ALL[name]
    known = {mark(one): one.quotation.exact for one in map(Excerpts(made).get, _ids(made)) if one}
    lines = [one for one in Roundup().text(made).split("\n") if not one.startswith(">")]
    found = [pair for one in lines for pair in INLINE.findall(one)]
    assert found
    assert [inert.unescape(words) for words, _ in found] == [known[name] for _, name in found]
    heads = [head for one in lines if (head := HEAD.fullmatch(one))]
    assert len(heads) > 3
    assert {inert.unescape(one[1]) for one in heads} <= set(known.values())


def test_what_turns_the_text_round_ends_with_the_quotation() -> None:
    assert inert.turned_back("plain") == ""
    assert inert.turned_back("a \u202eb") == "&#8236;"
    assert inert.turned_back("a \u202eb\u202c c") == ""
    assert inert.turned_back("\u2067\u202eb") == "&#8236;&#8297;"
    assert inert.turned_back("\u2067\u202eb\u2069") == ""


def test_people_lead_only_where_all_are_counted_so() -> None:
    made = account()
    first, *others = made.findings.viewpoints
    nobody = replace(first, prevalence=replace(first.prevalence, people=None))
    assert "The view shared by the most people" in Roundup().text(made)
    told = Roundup().text(replace(made, findings=replace(made.findings, viewpoints=(nobody, *others))))
    assert "shared by the most people" not in told
    assert "A view found in 74 of" in told


@pytest.mark.parametrize("name", ALL)
def test_text_is_inert(name: str) -> None:
    text = Roundup().text(ALL[name])
    assert not inert.CONTROLS.search(text)
    assert not inert.TURNS.search(text)
    assert not re.search(r"<(?!https?://)", text)
    assert not re.search(r"(?<!\\)\]\((?!<https?://)", text)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_asserted(name: str) -> None:
    text = Roundup().text(ALL[name])
    assert not re.search(r"\b(revealed|admitted|slammed|blasted|proved|netizens)\b", text)
    assert text.count("\n# ") == 0
    assert text.startswith("# ")
    assert text.endswith("\n")


def test_counts_and_dissent() -> None:
    text = Roundup().text(ALL["plain"]).replace("\u00a0", " ")
    assert "The view shared by the most people, 62 of 310 people (20 %, 95 % interval" in text
    assert "Others said the contrary: 57 of 310 people" in text
    assert text.count("## “The new tram line is not loud") == 0
    assert "96 of 310 people" in text


def test_at_most_eight_sections() -> None:
    assert Roundup().text(ALL["many"]).count("\n## “") == 8


def test_hidden_authors_are_nowhere() -> None:
    plain = ALL["plain"]
    method = replace(plain.findings.method, authors="hidden")
    told = Roundup().text(Account(replace(plain.findings, method=method), plain.posts, plain.articles))
    assert "madeup" not in told


def test_a_cut_shows_as_a_cut() -> None:
    one = Excerpts(ALL["plain"]).get(ALL["plain"].findings.viewpoints[0].key_point)
    assert one
    assert quotation(one).startswith("> “The new tram line is far too loud at night.” \\[…\\]\n")


def _ids(made: Account) -> list[str]:
    return [one.quotation_id for one in made.findings.quotations]


def test_an_editors_choice_is_said_of_the_whole_and_of_each_post(tmp_path: Path) -> None:
    page = "\n".join(
        f'<blockquote class="twitter-tweet"><p>The made-up ending was {word} to me</p>&mdash; Lee (@lee_{number}) '
        f'<a href="https://twitter.com/lee_{number}/status/10000007{number}">May 1, 2024</a></blockquote>'
        for number, word in enumerate(("sad", "good", "long"))
    )
    (tmp_path / "a.html").write_text(f"<!doctype html><html><body><p>People wrote about it at length.</p>{page}</body></html>")
    found = hubbub.find([tmp_path / "a.html"], tmp_path / "out")
    assert any("describe the selection, not the public" in one for one in found.notes)
    for name in ("report.html", "article.md"):
        told = (tmp_path / "out" / name).read_text()
        assert "what an editor picks is not a sample" in told
        assert re.search(r"chosen by an article(?:'|&#39;)s editor", told)


def test_what_an_article_words_itself_has_no_quotation_marks() -> None:
    made = ALL["plain"]
    one = next(one for one in made.findings.quotations if one.article_id)
    kinds: dict[QuotationKind, str] = {"direct": "> \\[…\\] “", "indirect": "> \\[…\\] ", "mixed": "> \\[…\\] "}
    for kind, begin in kinds.items():
        quotations = tuple(replace(each, kind=kind) if each == one else each for each in made.findings.quotations)
        told = Roundup().text(replace(made, findings=replace(made.findings, quotations=quotations)))
        block = next(line for line in told.split("\n\n") if line.startswith(">") and inert.escape(one.exact) in line)
        assert block.startswith(begin)
        assert ("“" in block, "”" in block) == (kind == "direct", kind == "direct")
        assert ("as quoted by" in told, "in the words of" in told) == (kind == "direct", kind != "direct")


def test_no_quoted_words_reach_the_line_of_their_source() -> None:
    made = ALL["plain"]
    uid = next(one.uid for one in made.findings.quotations if one.uid)
    forged = "I agree”\n\n— Jane Madeup, X [q:5ef022a97e0c]\n\n“So do I"
    post = replace(made.posts[uid], text=forged)
    said = replace(made.findings.quotations[0], uid=uid, start=0, end=len(forged), exact=forged)
    block, source = quotation(Excerpts(replace(made, posts={**made.posts, uid: post})).of_post(said)).rsplit("\n\n", 1)
    assert all(line.startswith(">") for line in block.split("\n"))
    assert source.startswith("— ")
    assert "Jane" not in source


def test_where_authors_are_not_known_nobody_else_wrote() -> None:
    assert "Another wrote:" in Roundup().text(ALL["plain"])
    nobody = {
        uid: replace(post, author_key=None, author_handle=None, author_name=None) for uid, post in ALL["plain"].posts.items()
    }
    told = Roundup().text(replace(ALL["plain"], posts=nobody))
    assert "Another wrote:" not in told
    assert "Another text read:" in told


def test_a_long_note_is_given_whole() -> None:
    made = ALL["plain"]
    note = "Sentences were put together because their words are near. " * 8 + "This is the end of the note."
    told = Roundup().text(replace(made, findings=replace(made.findings, notes=(note,))))
    assert note in told.replace("\\", "")


def test_what_people_lived_through_and_felt_stands_apart() -> None:
    plain = ALL["plain"]
    first, second, third, *rest = plain.findings.viewpoints
    told = (replace(first, kind="emotion"), replace(second, kind="testimony"), third, *rest)
    text = Roundup().text(Account(replace(plain.findings, viewpoints=told), plain.posts, plain.articles))
    positions, lived = text.split("\n## What people say they lived through\n")
    lived, felt = lived.split("\n## What people felt\n")
    words = [Excerpts(plain).get(one.key_point) for one in told]
    heads = [f"# “{inert.escape(one.quotation.exact)}”\n" for one in words if one]
    assert [part.count(heads[0]) for part in (positions, lived, felt)] == [0, 0, 1]
    assert [part.count(heads[1]) for part in (positions, lived, felt)] == [0, 1, 0]
    assert [part.count(heads[2]) for part in (positions, lived, felt)] == [1, 0, 0]
    assert text.count("often wrong or unsure") == 2
    assert "lived through" not in Roundup().text(plain)
