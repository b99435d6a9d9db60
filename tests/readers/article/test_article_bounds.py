"""Pages and texts that nest too deep or hold too much: nothing of them is lost, and the work done grows as they do.

Work is counted, not timed: `python -m evals.fuzz` times it. Every name, handle and post is made up.
"""

import json
from collections.abc import Callable
from itertools import pairwise
from unittest.mock import patch

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.readers.article import body as bodies
from hubbub.readers.article import closed, embeds, flow, tree
from hubbub.readers.article.addresses import address
from hubbub.readers.article.prose import links
from hubbub.readers.base import Draft, Item, Register, Row
from hubbub.readers.mastodon.statuses import status
from hubbub.records import Article, Excluded, Post, Recovered, Unreadable

Read = Callable[[str | bytes, str], list[Item]]
SIGNED = (
    '<p>The roof leaks {0}</p>&mdash; Lee (@lee_made_up) <a href="https://twitter.com/lee_made_up/status/2{0:09}">May 8, 2031</a>'
)
LINK = '<blockquote><a href="https://twitter.com/lee_made_up/status/2{0:09}">'
CAPTIONED = (
    '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/C{0:07}/">'
    '<p><a href="https://www.instagram.com/p/C{0:07}/">Rain again {0}.</a></p>'
)
UNCLOSED = {
    "signed": '<blockquote class="twitter-tweet">' + SIGNED,
    "without class": "<blockquote>" + SIGNED,
    "in divisions": "<div><blockquote>" + SIGNED + "</div>",
    "link only": LINK,
    "captioned": CAPTIONED,
    "in templates": '<template><blockquote class="twitter-tweet">' + SIGNED + "</blockquote>",
    "in formatting": '<b><i><blockquote class="twitter-tweet">' + SIGNED + "</blockquote>",
}
MANY = 1000


def rows(items: list[Item]) -> set[str]:
    """The uids of the posts found, with their text or without."""
    return {item.uid for item in items if isinstance(item, Post | Excluded)}


@pytest.mark.parametrize("kind", UNCLOSED)
def test_no_embed_disappears_however_deep(recover: Read, kind: str) -> None:
    page = "<html><body>" + "".join(UNCLOSED[kind].format(number) for number in range(MANY))
    items = recover(page, "article-html")
    wanted = {
        f"instagram:C{number:07}" if kind == "captioned" else f"x:{2 * 10**9 + number}"  # the ids of the templates above
        for number in range(MANY)
    }
    assert rows(items) == wanted
    text = next(item.text for item in items if isinstance(item, Article))
    posts = {item.uid: item for item in items if isinstance(item, Post)}
    assert bool(posts) != (kind == "link only")
    assert all(text[one.article_start : one.article_end] == posts[one.uid].text for one in items if isinstance(one, Recovered))


def test_a_card_that_is_not_closed_is_a_post_and_the_page_around_it_is_not(recover: Read) -> None:
    card = '<blockquote><a href="https://{0}"><div>Post by @lee</div><div>View it</div></a>'
    words = "<p>The roof of the stadium was opened on Sunday, and the rain came in on Monday, as neighbours had said.</p>"
    addresses = ("host.example/@lee/1234567", "www.threads.net/@lee/post/Cmade00", "host.example/@lee/1234568")
    page = f"<html><body>{words}" + "".join(card.format(where) + words for where in addresses)
    items = recover(page, "article-html")
    assert rows(items) == {
        *("mastodon:https://host.example/users/lee/statuses/1234567", "threads:Cmade00"),
        "mastodon:https://host.example/users/lee/statuses/1234568",
    }
    assert not any(isinstance(item, Post) for item in items)
    prose = '<blockquote><a href="https://www.threads.net/@lee/post/Cmade00">Lee wrote</a> that the roof leaks.</blockquote>'
    assert not rows(recover(f"<html><body>{words}{prose}", "article-html"))


def test_words_after_too_many_unclosed_elements_are_read(recover: Read) -> None:
    page = "<html><body><p>" + "<font><b>word. " * 2000 + "</b></font><p>One fan wrote on Reddit, “I brought a bucket.”</p>"
    items = recover(page, "article-html")
    assert [item.text for item in items if isinstance(item, Post)] == ["I brought a bucket."]


PIECES = st.lists(
    st.sampled_from(
        ["<div>", "</div>", "<p>", "<b>", "</b>", "<blockquote>", "</blockquote>", "<li>", "<br>", "</i>", "<!-- <b> -->"]
    )
    | st.sampled_from(["<a title=it's>", '<a title="<b>">', "<script>'<b>'</script>", "<", "</", "<p", '="', "word "]),
    max_size=60,
)


@settings(max_examples=60)
@given(PIECES)
def test_a_flat_page_has_the_same_words(pieces: list[str]) -> None:
    markup = "<html><body>" + "".join(pieces * 20)
    flat = "".join(tree.flat(markup))
    assert len(flat) <= 12 * len(markup) + 100
    assert tree.TAG.sub("", flat) == tree.TAG.sub("", markup)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["div", "b", "blockquote", "ul", "span"]), min_size=1, max_size=4), st.integers(1, 400))
def test_a_tree_is_never_deeper_than_read(names: list[str], times: int) -> None:
    root = tree.document("<html><body>" + "".join(f"<{name}>word " for name in names) * times)
    assert root is not None
    assert "".join(root.itertext()).count("word") == len(names) * times
    deepest = max(sum(1 for _ in one.iterancestors()) for one in root.iter())
    assert deepest <= 256  # what the parser takes
    assert max((sum(1 for _ in one.iterancestors("blockquote")) for one in root.iter("blockquote")), default=0) < tree.QUOTED


ATTRIBUTES = st.lists(st.sampled_from([" a", " b=c", ' d="e > f"', " g='h'", "\n i = j", "/", " k=l/m"]), max_size=8)
TAGS = st.tuples(
    st.sampled_from(["<p", "<a", "</p", "<br", "<!--", "words < more", "<b <i"]), ATTRIBUTES, st.sampled_from([">", "/>", ""])
)


@settings(max_examples=100)
@given(st.lists(TAGS, max_size=12), st.integers(0, 5))
def test_only_crowded_tags_lose_anything(tags: list[tuple[str, list[str], str]], many: int) -> None:
    page = "".join(
        name + "".join(attributes) * (60 if place == many else 1) + end for place, (name, attributes, end) in enumerate(tags)
    )
    crowded = regex.compile(rf"(<[a-zA-Z][^\s/>]*+{tree.ATTRIBUTE}{{{tree.MOST}}})[^>]*+")
    assert tree.CROWDED.sub(lambda tag: tag[1] or tag[0], page) == crowded.sub(r"\1", page)


def test_attributes_past_a_bound_are_left_out() -> None:
    root = tree.document("<html><body><p " + " ".join(f"a{number}=x" for number in range(50_000)) + ">word</p>")
    assert root is not None
    paragraph = next(root.iter("p"))
    assert (len(paragraph.attrib), paragraph.text) == (tree.MOST, "word")


@pytest.mark.parametrize("inside", ["<span>word</span> ", "<a href='https://gazette.example'>word</a> ", "word<br>"])
def test_a_crowded_page_is_read_without_the_extractor(recover: Read, inside: str) -> None:
    page = "<html><body><div>" + inside * 6000 + LINK.format(1) + "</a></blockquote></div>"
    with patch("trafilatura.extract", side_effect=AssertionError("the extractor was asked")):
        items = recover(page, "article-html")
    assert rows(items) == {"x:2000000001"}
    assert next(item.text for item in items if isinstance(item, Article)).count("word") == 6000


def test_a_page_of_an_article_is_not_crowded() -> None:
    root = tree.document("<html><body>" + "<div><ul><li>" * 10 + "<p>word <a>word</a> <b>word</b></p>" * 2000)
    assert not bodies.crowded(root)


Work = dict[str, int]


def work(recover: Read, text: str) -> Work:
    """How often the costly looks at a text are taken, and at how many characters."""
    seen = {"weighed": 0, "compared": 0, "meant": 0}

    def weighed(words: str) -> int:
        seen["weighed"] += len(words)
        return weigh(words)

    def compared(given: flow.Stream, start: int, end: int) -> bool:
        seen["compared"] += 1
        return twice(given, start, end)

    def meant(content: str, place: int, shown: "list[links.Shown]") -> str | None:
        seen["meant"] += len(shown)
        return mean(content, place, shown)

    weigh, twice, mean = closed.weight, flow.twice, links.meant
    with (
        patch.object(closed, "weight", weighed),
        patch.object(embeds, "twice", compared),
        patch("hubbub.readers.article.found.meant", meant),
    ):
        recover(text, "article-text")
    return seen


GROWING = {
    "signatures in one line": "word — a (@lee{0}) ",
    "signatures in lines": "word\n— a (@lee{0})\n",
    "mentions in lines": "@lee{0}\n",
    "mentions in one line": "@lee{0} ",
    "narration beside posts": "Lee @lee{0} The roof leaks {0} The roof leaks {0}\nMany fans said that the roof leaks.\n",
    "addresses in one line": "a-{0}.",
}


@pytest.mark.parametrize("kind", GROWING)
def test_work_grows_as_the_text_does(recover: Read, kind: str) -> None:
    done = [work(recover, "".join(GROWING[kind].format(number + 1000) for number in range(size))) for size in (400, 800, 1600)]
    for less, more in pairwise(done):
        assert all(more[name] <= 2.2 * less[name] + 10_000 for name in less), done


def test_mentions_alone_are_not_compared(recover: Read) -> None:
    assert work(recover, "@lee\n" * 1000)["compared"] == 0


def test_an_answer_of_oembed_is_one_row(recover: Read) -> None:
    one = {"provider_name": "Made up", "url": "https://twitter.com/lee_made_up/status/2000000001"}
    whole = {**one, "html": '<blockquote class="twitter-tweet">' + SIGNED.format(1) + "</blockquote>"}
    bare = {**one, "html": "<div>A card</div>"}
    other = {**whole, "url": one["url"].replace("01", "02"), "html": whole["html"].replace("01", "02")}
    for data, posts, others in ((whole, 1, 0), (bare, 0, 1), ([whole, other], 2, 0)):
        items = recover(json.dumps(data), "article-json")
        assert sum(isinstance(item, Post) for item in items) == posts
        assert sum(isinstance(item, Excluded | Unreadable) for item in items) == others


@pytest.mark.parametrize("path", ["@lee/1234567", "@lee/1234567/embed", "users/lee/statuses/1234567", "deck/@lee/1234567"])
def test_a_mastodon_post_is_the_same_from_a_page_and_from_the_api(recover: Read, path: str) -> None:
    account = {"acct": "lee", "url": "https://host.example/@lee"}
    raw = {"uri": "https://host.example/users/lee/statuses/1234567", "content": "<p>Rain</p>", "account": account}
    given = status({**raw, "visibility": "public"}, Row(1, 0, b""), Register("made-up.json"), {}, None)
    where = address(f"https://host.example/{path}")
    assert where is not None
    assert isinstance(given, Draft)
    assert f"mastodon:{where.post_id}" == given.uid
    items = recover(f'<html><iframe class="mastodon-embed" src="https://host.example/{path}"></iframe>', "article-html")
    assert rows(items) == {given.uid}
    assert [one.author_key for one in items if isinstance(one, Excluded)] == [given.content["author_key"]]
