"""Embeds of every platform as extractors leave them; every name, handle and post is made up."""

import random
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.readers.article.closed import weight
from hubbub.readers.article.days import DATE, day
from hubbub.readers.article.embeds import embeds
from hubbub.readers.article.emoji import rejoin
from hubbub.readers.article.halves import fuller, halves
from hubbub.readers.article.text import TextReader
from hubbub.readers.article.view import view
from hubbub.readers.base import Item, Settings, Source
from hubbub.records import Excluded, Post, Recovered

Read = Callable[[str | bytes, str], list[Item]]
PROSE = "The harbour bridge closed on Friday after a swan took up residence on its northern ramp. Nobody knows for how long."
AFTER = "The council will meet again before the summer recess, and the swan has been invited."
TEXT = "No bike lane for a week #swan"


def around(shown: str) -> str:
    """An article with one embed."""
    return f"{PROSE}\n\n{shown}\n\n{AFTER}\n"


def found(text: str) -> list[tuple[str | None, str | None, str | None, str, str | None]]:
    """Text, handle, name, platform and day of each post."""
    return [
        (one.text, one.handle, one.name, one.platform, one.created_at.date().isoformat() if one.created_at else None)
        for one in embeds(text)
    ]


MARKDOWN = """> No bike lane for a week
> [#swan](https://x.example/tag)
>
> -- Mo (@mo\\_made\\_up) [May 8,
> 2031](https://x.example/1)"""
SHOWN = {
    f"{TEXT}\n\n— Mo Rides (@mo_made_up) May 8, 2031": (TEXT, "mo_made_up", "Mo Rides", "x", "2031-05-08"),
    f"{TEXT}\n\n— Mo — rides (@mo_made_up) 8 de mayo de 2031": (TEXT, "mo_made_up", "Mo — rides", "x", "2031-05-08"),
    f"{TEXT} — Mo (@mo_made_up) 8. Mai 2031": (TEXT, "mo_made_up", "Mo", "x", "2031-05-08"),
    f"One more time - {TEXT} — Mo (@mo_made_up) May 8th, 2031": (
        *(f"One more time - {TEXT}", "mo_made_up", "Mo", "x", "2031-05-08"),
    ),
    f"One fan tweeted:\n\n{TEXT}\n\n— Mo (@mo_made_up)": (TEXT, "mo_made_up", "Mo", "x", None),
    f"Mo @mo_made_up · May 8, 2031\n{TEXT}\n12 Retweets 40 Likes": (TEXT, "mo_made_up", "Mo", "x", "2031-05-08"),
    f"Mo\n@mo_made_up\n{TEXT}\n10:30 AM · May 8, 2031\n40\nReply": (TEXT, "mo_made_up", "Mo", "x", "2031-05-08"),
    f"Mo @mo_made_up {TEXT} {TEXT} — Mo (@mo_made_up) May 8, 2031": (TEXT, "mo_made_up", "Mo", "x", "2031-05-08"),
    f"View this post on Instagram\n\n{TEXT}\n\nA post shared by Mo (@mo.made.up)": (TEXT, "mo.made.up", "Mo", "instagram", None),
    f"@mo.made.up\n\n{TEXT}\n\n♬ original sound - Mo": (TEXT, "mo.made.up", None, "tiktok", None),
    f"{TEXT}\nbyu/mo_made_up inswans": (TEXT, "mo_made_up", None, "reddit", None),
    f"{TEXT}\nby u/mo_made_up in r/swans": (TEXT, "mo_made_up", None, "reddit", None),
    f"{TEXT}\n\n[image or embed]\n\n— Mo (@mo.made.example) May 8, 2031 at 3:45 PM": (
        *(TEXT, "mo.made.example", "Mo", "bluesky", "2031-05-08"),
    ),
    f"{TEXT}\n\n— Mo (@mo@swans.example) 2031年5月8日": (TEXT, "mo@swans.example", "Mo", "mastodon", "2031-05-08"),
    f"@mo-made-up 2 months ago (edited)\n{TEXT}\n12\nReply": (TEXT, "mo-made-up", None, "youtube", None),
    f"{TEXT}\n\nPosted by Mo Rides on Thursday, May 8, 2031": (TEXT, None, "Mo Rides", "facebook", "2031-05-08"),
    MARKDOWN: (TEXT, "mo_made_up", "Mo", "x", "2031-05-08"),
}


@pytest.mark.parametrize(("shown", "post"), SHOWN.items())
def test_every_form(shown: str, post: tuple[str | None, ...]) -> None:
    (one,) = found(around(shown))
    assert one == post


NONE = (
    "The clip, posted by the club on Friday, drew a crowd.",
    "— and that was that (@ noon) on May 8, 2031.",
    "She walks by u/n and in r/x there is nothing.",
    "10:30 AM · May 8, 2031\n\nThe queue was long.",
    "♬ a song about swans\n\nIt rained.",
    "Send word to mo@swans.example · May 8",
    "> A quotation of no one in particular.",
    "Mo Rides (@mo_made_up) is a rider.",
)


@pytest.mark.parametrize("shown", NONE)
def test_prose_is_no_post(shown: str) -> None:
    assert [one for one in embeds(around(shown)) if one.text is not None] == []


def test_posts_that_are_only_named_are_counted(recover: Read) -> None:
    items = recover(around("View this post on Instagram\n\nA post shared by Mo (@mo.made.up)"), "article-text")
    assert [item.reason for item in items if isinstance(item, Excluded)] == ["text not in page"]
    assert not [item for item in items if isinstance(item, Post)]


def test_where_prose_runs_into_a_post_its_text_is_not_guessed() -> None:
    flat = f"{PROSE} {TEXT} — Mo (@mo_made_up) May 8, 2031 {AFTER} {TEXT}! — Ann (@ann_made_up) May 9, 2031 {AFTER}"
    assert [(one.handle, one.text) for one in embeds(flat)] == [("mo_made_up", None), ("ann_made_up", None)]


def test_doubled_posts_in_an_article_of_one_line() -> None:
    first, second = f"Mo Rides 🧗♀️ @mo_made_up @club {TEXT} {TEXT}", "Ann @ann_made_up Let the swan live! Let the swan live!😡"
    flat = f"{PROSE} {first} {AFTER} {second} {AFTER}"
    assert found(flat) == [
        (f"@club {TEXT}", "mo_made_up", "Mo Rides 🧗\u200d♀️", "x", None),
        ("Let the swan live!😡", "ann_made_up", "Ann", "x", None),
    ]


def test_lines_above_a_signature() -> None:
    text = f"{PROSE}\nwho asked?\nAnyway\n#swan\n— Mo (@mo_made_up) May 8, 2031\n"
    assert found(text.replace("\n", "\n\n", 1))[0][0] == "who asked?\nAnyway\n#swan"
    assert found(f"{PROSE}\n\nOne fan wrote:\n\nFirst.\n\nSecond.\n\n— Mo (@mo_made_up) May 8, 2031")[0][0] == "First.\n\nSecond."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "@a Sad 😡 day for birds @a Sad day for birds https://t.co/0123456789",
            "@a Sad 😡 day for birds https://t.co/0123456789",
        ),
        ("So says [email\xa0protected] of the gate So says @mo_made_up of the gate", "So says @mo_made_up of the gate"),
        ("A day that nobody in the harb… A day that nobody in the harbour forgets", "A day that nobody in the harbour forgets"),
        ("A day that nobody in the harbour forgets A day that nobody in the har…", "A day that nobody in the harbour forgets"),
        ("Stays whole. One two.One two. @a Stays whole. One two. @a Stays whole.\n\nOne two.", "@a Stays whole.\n\nOne two."),
        ("See example.com/news/20… now See https://t.co/0123456789 now", "See https://t.co/0123456789 now"),
        ("family 👩\u200d🚀 up there family 👩🚀 up there", "family 👩\u200d🚀 up there"),
    ],
)
def test_what_one_half_lost_the_other_gives(body: str, text: str) -> None:
    pair = halves(body)
    assert pair is not None
    assert fuller(pair) == text


@pytest.mark.parametrize(
    ("shown", "iso"),
    [
        ("12 de mayo de 2021", "2021-05-12"),
        ("8 févr. 2021", "2021-02-08"),
        ("3 août 2022", "2022-08-03"),
        ("15 Ocak 2023", "2023-01-15"),
        ("8 мая 2021 г.", "2021-05-08"),
        ("1. März 2024", "2024-03-01"),
        ("Sept. 9, 2020", "2020-09-09"),
        ("2021-05-08", "2021-05-08"),
        ("8.5.2021", "2021-05-08"),
        ("5/8/2021", None),
        ("8 listopad 2021", None),
        ("31 juin 2021", None),
    ],
)
def test_days(shown: str, iso: str | None) -> None:
    import regex

    match = regex.fullmatch(DATE, shown)
    assert match is not None
    when = day(match)
    assert (when.date().isoformat() if when else None) == iso


def test_joiners() -> None:
    for whole in ("🧜\u200d♀️", "👯🏿\u200d♂️", "👩🏽\u200d🦱", "🏳️\u200d🌈", "🏳️\u200d⚧️", "🏴\u200d☠️", "🕵️\u200d♀️"):
        assert rejoin(whole.replace("\u200d", "")) == whole
        assert rejoin(whole) == whole
    for open_ in ("❤️🔥", "👩🚀", "👩✈️", "👨👩👧", "🐻❄️", "🏳🌈", "🏴🌈", "👁️🗨️", "🦱", "👧🦰"):
        assert rejoin(open_) == open_


SAID = ["swan", "bridge", "No", "why?", "lane.", "😡", "🏆", "@mo_x", "#bird", "https://t.co/0123456789", "week", "“so”", "…"]
WORDS = st.lists(st.sampled_from(SAID), min_size=6, max_size=20)


@settings(max_examples=150)
@given(WORDS, st.integers(0, 2**32 - 1))
def test_nothing_is_invented(words: list[str], seed: int) -> None:
    chance = random.Random(seed)
    losable = ("😡", "🏆", "@", "http")
    copies = [[word for word in words if not word.startswith(losable) or chance.random() < 0.7] for _ in range(2)]
    text = around(f"Mo Rides @mo_made_up {' '.join(copies[0])} {' '.join(copies[1])}")
    for one in embeds(text):
        mine = Counter("".join((one.text or "").split()).replace("\u200d", ""))
        assert not mine - Counter(text[one.start : one.end])


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(["> ", ">", "\n", "a b", "[w](https://x.example/1)", "\\_", "@m\\_n", "  ", "[", "](", "é"]), max_size=40
    ).map("".join)
)
def test_a_view_only_leaves_out(text: str) -> None:
    seen = view(text)
    places = [seen.source(place) for place in range(len(seen.text))]
    assert places == sorted(set(places))
    for place, source in enumerate(places):
        assert seen.text[place] == text[source] or (seen.text[place] == " " and text[source] == "\n")


def test_offsets_are_the_articles(recover: Read) -> None:
    shown = "> No bike lane\n> for a week 🚲\n>\n> -- Mo (@mo_made_up) May 8, 2031"
    items = recover(around(shown), "article-text")
    (place,) = [item for item in items if isinstance(item, Recovered)]
    assert f"> {around(shown)[place.article_start : place.article_end]}" == shown
    assert [item.text for item in items if isinstance(item, Post)] == ["No bike lane for a week 🚲"]


def test_weight() -> None:
    assert weight("@a @b See https://t.co/0123456789 pic.twitter.com/0123456789") == 4 + 23 + 1 + 23


HOSTILE = (
    *("— a (@b) May 8, 2031 " * 4000, "@a 2 months ago b " * 4000, "@a · May 8 b 12 Likes " * 4000, "♬ " * 20_000),
    *("> [" * 20_000, "> [a](" * 10_000, "A post shared by " * 5000, "by u/a in r/b\n" * 8000, "@ab " * 30_000),
    *(
        "@a abcdefghijklmnop" * 6000,
        "#a\n\n" * 20_000 + "— a (@b) May 8, 2031",
        "a… " * 30_000,
        "\n@a\n10:30 AM · May 8, 2031" * 2000,
    ),
    *("x @b " + "…" * 7000 + "a", ("Mo @mo " + "swan lake… " * 12 + "\n") * 300),
)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_ends(hostile: str) -> None:
    for one in embeds(hostile):
        assert 0 <= one.start < one.end <= len(hostile)


def test_settings_quote_nobody() -> None:
    data = 'interactions:\n- request:\n    body: null\n    users: "http://localhost/made-up.png"\n    note: "said: so"\n' * 3
    assert TextReader().sniff(Source("a", data.encode(), lambda: cast(BinaryIO, BytesIO(data.encode())), Settings())) is None
