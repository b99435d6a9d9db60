"""Embedded posts that name others as a signature would; every name, handle and post is made up."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.readers.base import Item
from hubbub.records import Article, Post, Recovered

Read = Callable[[str | bytes, str], list[Item]]
LONG = "<p>The roof of the stadium was opened on Sunday, and the rain came in on Monday, as neighbours had said it would.</p>"
ID = "2012345678901234567"
STATUS = f"https://twitter.com/lee_made_up/status/{ID}"
FOOT = f"&mdash; Lee (@lee_made_up) <a href='{STATUS}'>March 3, 2031</a>"


def embed(words: str, foot: str = FOOT) -> str:
    """A page with one post of X."""
    post = f"<blockquote class='twitter-tweet'><p lang='en' dir='ltr'>{words}</p>{foot}</blockquote>"
    return f"<!doctype html><html><body><article>{LONG}{post}{LONG}</article></body></html>"


def whole(items: list[Item], text: str) -> None:
    """The page holds one post with this text and its own author, and the ledger says where it stands."""
    (one,) = (item for item in items if isinstance(item, Post))
    assert (one.uid, one.text, one.author_key, one.url) == (f"x:{ID}", text, "x:@lee_made_up", STATUS)
    body = next(item.text for item in items if isinstance(item, Article))
    place = next(item for item in items if isinstance(item, Recovered))
    assert body[place.article_start : place.article_end] == text


@pytest.mark.parametrize(
    "words",
    [
        "She said it best — Mo (@mo_made_up) was right",
        "Quote of the day — Mo (@mo_made_up)",
        "— Mo (@mo_made_up) was right",
        "Let it rain -- Mo (@mo_made_up) and — Kit (@kit_made_up)",
        "I say it again — Lee (@lee_made_up)",
    ],
)
def test_who_is_quoted_in_a_post_is_not_its_author(recover: Read, words: str) -> None:
    whole(recover(embed(words), "article-html"), words)


def test_a_link_belongs_to_the_signature_with_its_handle(recover: Read) -> None:
    foot = f"&mdash; Lee (@lee_made_up) — via Mo (@mo_made_up) <a href='{STATUS}'>March 3, 2031</a>"
    whole(recover(embed("It rains", foot), "article-html"), "It rains")


def test_a_signature_of_another_name_still_owns_the_link_behind_it(recover: Read) -> None:
    items = recover(embed("It rains", FOOT.replace("@lee_made_up", "@lee_once")), "article-html")
    assert [(one.text, one.author_handle) for one in items if isinstance(one, Post)] == [("It rains", "lee_once")]


WORDS = st.sampled_from(["It rains", "again", "— Mo (@mo_made_up)", "-- Kit (@kit_made_up)", "said it", "and"])


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join))
def test_signatures_in_a_post_never_cut_it(recover: Read, words: str) -> None:
    whole(recover(embed(words), "article-html"), words)
