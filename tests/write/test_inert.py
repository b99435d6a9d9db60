"""What strangers wrote stays itself and does nothing: in HTML, in Markdown, in links."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from hubbub.write import inert

SPECIAL = st.sampled_from("\n\n\r\t >&<\\`*_#-+=%1234.)w:@~|{}[]$^\u202e\u2066\u2069\u2028\x1b\x00")
ANY = st.text(st.one_of(st.characters(), SPECIAL))
ALLOWED = st.text(st.one_of(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), st.sampled_from("\n\t <>&\"'\u202e")))
SYNTAX = re.compile(r"(?<!\\)[*_`\[\]{}|~$^]|%%|==|(?m:^(?:[#+=\-]|\d+[.)]))|<|javascript:|https?:/")


@given(ANY)
@example("\\\n> ")
@example("\n\n a\n")
def test_markdown_gives_the_exact_text_back(text: str) -> None:
    assert inert.unescape(inert.escape(text)) == text


@given(ANY)
@example("%%% a === b")
@example("1. x\n# y\n- z\n<b> [a](javascript:b) www.x.com https://y")
def test_markdown_holds_no_syntax(text: str) -> None:
    marked = inert.escape(text)
    lines = [line.removeprefix("> ").removesuffix("\\") for line in marked.split("\n")]
    assert not [line for line in lines if SYNTAX.search(re.sub(r"&#\d+;|&\w+;|\\[!-/:-@\[-`{-~]", "x", line))]
    assert not inert.CONTROLS.search(marked.replace("\n", ""))
    assert not inert.TURNS.search(marked)


@given(ALLOWED)
@example("\r a \r\n b")
@example("&lt;b&gt;</q><script>")
def test_html_gives_the_exact_text_back(text: str) -> None:
    page = html.fromstring(f"<!doctype html><meta charset=utf-8><body><q>{inert.verbatim(text)}</q></body>".encode())
    assert "".join(page.xpath("//q")[0].itertext()) == text
    assert not inert.altered(text)


@given(ANY)
def test_html_never_holds_a_forbidden_character(text: str) -> None:
    source = inert.verbatim(text)
    assert not inert.CONTROLS.search(source)
    assert not inert.PLANES.search(source)
    assert not set(source) & set("<>\"'")
    source.encode()


def test_forbidden_characters_are_visible() -> None:
    assert inert.verbatim("\x1b[31m\x00\x7f\x9b\ufffe\U0001ffff") == "␛[31m␀␡���"
    assert inert.altered("\x1b")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//x.example",
        "https://",
        "https://a@b.example/",
        "https://a.example/\nx",
        "https://a.example\\@b",
        "http://[bad",
        " https://a.example",
        "file:///etc/passwd",
    ],
)
def test_only_plain_web_addresses_are_links(url: str | None) -> None:
    assert inert.link(url) is None


def test_links_cannot_end_what_holds_them() -> None:
    assert inert.link("https://a.example/p?q=1&r=(2)#x") == "https://a.example/p?q=1&r=%282%29#x"
    assert not set(inert.link("https://a.example/\"'<>()`é") or "") & set("\"'<>()`é")


def test_labels_stay_on_one_line_and_turn_nothing() -> None:
    assert inert.label("a\n\u202eb\x1b  c") == "a b␛ c"
    assert len(inert.label("x" * 5000)) == inert.LONGEST
