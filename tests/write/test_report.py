"""report.html: exact, inert, self-contained, and sensible when there is little or much to show."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from hubbub.errors import CheckError
from hubbub.records import Findings, Kind, Post, Quotation
from hubbub.write import inert
from hubbub.write.base import Account
from hubbub.write.report import Report
from tests.write.sample import account, bare, hostile

ALL = {"plain": account(), "many": account(60), "texts": account(known=False), "bare": bare(), "hostile": hostile()}
ALLOWED = st.text(
    st.one_of(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), st.sampled_from("\n\r\t <>&\"'\u202e")), min_size=1
)


def parsed(made: Account) -> etree._Element:
    """The report as a tree."""
    return html.fromstring(Report().text(made).encode())


def with_text(made: Account, text: str) -> Account:
    """The same account, the first viewpoint's key point being another text."""
    findings: Findings = made.findings
    first: Quotation = findings.quotations[0]
    whole: Post = replace(made.posts[first.uid or ""], text=text)
    changed = replace(first, start=0, end=len(text), exact=text, suffix="")
    return Account(
        replace(findings, quotations=(changed, *findings.quotations[1:])), {**made.posts, whole.uid: whole}, made.articles
    )


@pytest.mark.parametrize("name", ALL)
def test_quotations_are_exact_and_lead_back(name: str) -> None:
    made = ALL[name]
    known = {one.quotation_id: one for one in made.findings.quotations}
    for node in parsed(made).xpath("//*[@data-quotation]"):
        one = known[node.get("data-quotation")]
        inner = node if node.tag == "q" else node.xpath("./*[contains(@class, 'exact')]")[0]
        shown = "".join(inner.itertext())
        assert shown == one.exact if not inert.altered(one.exact) else shown == inert.visible(one.exact).replace("␍", "\r")
        assert (node.get("data-start"), node.get("data-end")) == (str(one.start), str(one.end))
        assert node.get("data-uid") == one.uid


@pytest.mark.parametrize("name", ALL)
def test_nothing_runs_and_nothing_loads(name: str) -> None:
    page = parsed(ALL[name])
    assert not page.xpath("//script | //img | //iframe | //object | //embed | //link | //base | //form | //foreignObject")
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')] | //@src | //@srcset")
    assert all(re.match(r"#|https?://", url) for url in page.xpath("//@href | //@cite"))
    assert set(page.xpath("//a[starts-with(@href, 'http')]/@rel")) <= {"noopener noreferrer nofollow"}
    assert len(page.xpath("//style")) == 1


def test_policy_names_the_style_sheet() -> None:
    page = parsed(ALL["plain"])
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    digest = b64encode(sha256(page.xpath("//style")[0].text.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "base-uri 'none'; form-action 'none'" in policy


@pytest.mark.parametrize("name", ALL)
def test_page_can_be_read_by_all(name: str) -> None:
    page = parsed(ALL[name])
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//body//{tag}")) for tag in ("main", "nav", "footer", "h1")] == [1, 1, 1, 1]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {url[1:] for url in page.xpath("//a/@href") if url.startswith("#")} <= set(ids)
    assert set(" ".join(page.xpath("//@aria-labelledby")).split()) <= set(ids)
    levels = [int(node.tag[1]) for node in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ALL)
def test_every_drawing_has_words(name: str) -> None:
    for drawing in parsed(ALL[name]).xpath("//*[local-name()='svg']"):
        assert drawing.get("role") == "img"
        assert [child.tag.rpartition("}")[2] for child in drawing][:2] == ["title", "desc"]
        assert not re.search(r"#[0-9a-f]{6}|sans-serif", etree.tostring(drawing, encoding="unicode"))


@pytest.mark.parametrize("name", ALL)
def test_same_account_same_bytes(name: str) -> None:
    assert Report().text(ALL[name]) == Report().text(ALL[name])


def test_numbers_say_what_they_count() -> None:
    words = " ".join(parsed(ALL["plain"]).text_content().replace("\u00a0", " ").replace("\u2060", "").split())
    assert "62 people of 310 (20 %, 95 % interval" in words
    assert "kept of 721 rows read" in words
    assert "14 distinct texts whose time is not known so finely are not drawn" in words
    assert "about 93 %" in words


@pytest.mark.parametrize(
    ("when", "unit", "drawn"),
    [("2026-05-03T14:00", "hour", True), ("2026-05-03", "hour", False), ("2026-05-03", "day", True), ("2026-05", "hour", False)],
)
def test_a_moment_is_drawn_at_no_hour_that_nobody_knows(when: str, unit: Literal["hour", "day"], drawn: bool) -> None:
    plain = ALL["plain"]
    assert plain.findings.moment is not None
    starts = [f"2026-05-03T{n:02d}" if unit == "hour" else f"2026-05-{n + 1:02d}" for n in range(16)]
    bars = tuple(replace(one, start=start) for one, start in zip(plain.findings.timeline.points, starts, strict=True))
    line = replace(plain.findings.timeline, bin=unit, points=bars)
    findings = replace(plain.findings, moment=replace(plain.findings.moment, when=when), timeline=line)
    texts = parsed(Account(findings, plain.posts, plain.articles)).xpath("//*[local-name()='svg']//*[local-name()='text']/text()")
    assert ("what happened" in texts) == drawn


def test_texts_are_counted_where_people_are_not_known() -> None:
    words = parsed(ALL["texts"]).text_content().replace("\u00a0", " ")
    assert "Authors are not known in this collection; distinct texts are counted." in words
    assert "74 distinct texts of 412" in words
    assert "0 people" not in words


def test_dissent_stands_beside_agreement() -> None:
    page = parsed(ALL["plain"])
    against = page.xpath("//article[@id='view-1']//aside")[0]
    assert against.xpath(".//a/@href")[0] == "#view-2"
    assert "57\u00a0people of" in against.text_content()


def test_small_ones_of_many_are_in_a_table() -> None:
    page = parsed(ALL["many"])
    assert len(page.xpath("//article")) == 30
    assert len(page.xpath("//table[contains(@class, 'more')]/tbody/tr")) == 30


def test_editors_choice_is_told() -> None:
    plain = ALL["plain"]
    flow = replace(plain.findings.flow, recovered=12)
    told = Report().text(Account(replace(plain.findings, flow=flow), plain.posts, plain.articles))
    assert "An editor chose 12\u00a0posts" in told
    assert "An editor chose" not in Report().text(plain)


@pytest.mark.parametrize("authors", ["pseudonym", "hidden"])
def test_hidden_authors_are_nowhere(authors: Literal["pseudonym", "hidden"]) -> None:
    plain = ALL["plain"]
    method = replace(plain.findings.method, authors=authors)
    told = Report().text(Account(replace(plain.findings, method=method), plain.posts, plain.articles))
    assert "madeup_" not in told
    assert "Made-up Person" not in told
    assert ".example/post" not in told


def test_a_quotation_that_is_not_in_its_post_is_refused() -> None:
    plain = ALL["plain"]
    wrong = {uid: replace(one, text=f"x{one.text}") for uid, one in plain.posts.items()}
    with pytest.raises(CheckError, match="is not what"):
        Report().text(Account(plain.findings, wrong, plain.articles))


@settings(max_examples=25)
@given(ALLOWED)
def test_any_text_goes_through_the_page(text: str) -> None:
    page = parsed(with_text(account(1, texts=("plain",)), text))
    assert "".join(page.xpath("//h3/q")[0].itertext()) == text


def test_a_view_of_unknown_authors_counts_texts_not_people() -> None:
    plain = account()
    first, *rest = plain.findings.viewpoints
    unknown = replace(first, prevalence=replace(first.prevalence, people=None, texts=replace(first.prevalence.texts, count=1)))
    page = Report().text(Account(replace(plain.findings, viewpoints=(unknown, *rest)), plain.posts, plain.articles))
    assert re.search(r"1\sdistinct text\b", page)


def of_kinds(made: Account) -> Account:
    """The same account, its viewpoints of all three kinds in turn."""
    kinds: tuple[Kind, ...] = ("position", "testimony", "emotion")
    told = tuple(replace(one, kind=kinds[n % 3]) for n, one in enumerate(made.findings.viewpoints))
    return Account(replace(made.findings, viewpoints=told), made.posts, made.articles)


@pytest.mark.parametrize("made", [account(), account(200), hostile(), account(2)], ids=["plain", "many", "hostile", "two"])
def test_each_viewpoint_stands_in_the_section_of_its_kind_alone(made: Account) -> None:
    page = parsed(of_kinds(made))
    anchors = {"position": "views", "testimony": "testimony", "emotion": "emotion"}
    shown = {kind: page.xpath(f"//section[@id='{anchor}']//*[starts-with(@id, 'view-')]") for kind, anchor in anchors.items()}
    for number, one in enumerate(of_kinds(made).findings.viewpoints, 1):
        where = [kind for kind, nodes in shown.items() for node in nodes if node.get("id") == f"view-{number}"]
        assert where == [one.kind]
    assert not page.xpath("//script | //img | //@onerror | //@onload")
    assert len(page.xpath("//section[@id='emotion']")) == (len(made.findings.viewpoints) > 2)


def test_kinds_say_how_they_were_told_apart_and_nothing_stands_where_there_are_none() -> None:
    told = parsed(of_kinds(ALL["plain"]))
    assert told.xpath("//section[@id='testimony']/h2")[0].text == "What people say they lived through"
    assert all(
        "often wrong or unsure" in told.xpath(f"//section[@id='{name}']/p")[0].text_content() for name in ("testimony", "emotion")
    )
    assert not parsed(ALL["plain"]).xpath("//section[@id='testimony' or @id='emotion']")


def test_what_was_lived_through_is_not_said_against_a_position() -> None:
    page = parsed(of_kinds(ALL["plain"]))
    assert not page.xpath("//article[@id='view-1']//aside")
    assert "2\u00a0people speaking from experience, by their words" in page.xpath("//article[@id='view-3']")[0].text_content()
