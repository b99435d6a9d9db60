"""Made-up articles with the damage that crawls do; every name, handle and post is invented."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.readers.article.emoji import rejoin
from hubbub.readers.article.halves import fuller, halves
from hubbub.readers.base import Item
from hubbub.records import Article, Excluded, Post, Quotation, Recovered, Unreadable

Read = Callable[[str | bytes, str], list[Item]]

BAKERY = """date: 2031-04-02 The finale of Bread Wars aired on Tuesday, and it did not end the way many hoped.

Viewers were quick to respond. One viewer tweeted:

“The judges never tasted the rye. NEVER. I rewound it twice to be sure.”

Rye Fan 🍞 @rye_fan_77 @breadwars That was robbery. I am still shaking.Give her the trophy 🏆 @breadwars @channel9 That was \
robbery. I am still shaking. Give her the trophy

The official account @breadwars said the votes would be counted again. Write to press@breadwars.example for details.

By Nora Quill @noraquill

Host Ada Grain told reporters, "We stand by the judges and their spoons."
"""
HARBOUR = """The harbour bridge closed on Friday after a swan took up residence on it.

Reactions came from all over the city.

Mo
@mo_on_bikes
No bike lane for a week, all because of a bird. No bike lane for a week, all because of a bird.

🦢🦢 @swan2031
Let the swan live https://t.example/abc Let the swan live

"I waited two hours for a bird," one commuter on Facebook, a fan of neither, never said. It was a "feathered emergency".

"It is our swan now," wrote a user on Reddit. "We voted."

A third user posted on TikTok:

"First paragraph about the swan, which is large.

"Second paragraph about the swan, which is loud."

Mayor Ines Pollard said, "The swan has been spoken to."
"""
STADIUM = """Fans had plenty to say about the new stadium roof when it opened to the public on Sunday afternoon.

While one fan praised the view, another commented,

"Great view. Shame about the rain coming in."

Taking to X, a long-time supporter wrote: "Forty years I have stood in the rain and NOW they build a roof."

Club secretary Jan Vos responded by saying that fans should be patient and added, "The roof will be finished."

One user called it "a very expensive umbrella" and left.

Kit 🧗♀️ @kit_climbs @roofclub I could climb that. @roofclub I could climb that.

Zed @zed @roofclub Too late now. Too late now.

Old Gate @old_gate I will miss the rain in row nine.

Jan Vos @janvos Staff Writer, Roof Gazette

"""
SINGLE = """Another fan tweeted:

Lou Marsh @lou_marsh The second album was better and you all know it

Follow Music Daily @musicdaily for more news.

Jane Doe @janedoe is a reporter who covers music and the people who make it.
"""
SIGNED = """People were not impressed by the ferry timetable that the company put out last week.

Who reads a timetable in Latin? pic.twitter.com/abcDEF12 — Ferry Watch ⛴ (@ferry_watch9) March 3, 2031

The company has since apologised.
"""
INLINE = """The trailer split opinion among netizens.

"Looks like a screensaver," said one. Another user on YouTube, who goes by @pixel_ann, wrote, "My eyes! My eyes!"

"I liked it," one viewer admitted, "and I am not sorry."

Director Olu Marr asked fans one thing: "Wait for the second trailer."

The film, called "The Long Blue Door", opens in May.
"""


def posts(items: list[Item]) -> list[Post]:
    return [item for item in items if isinstance(item, Post)]


def quotes(items: list[Item]) -> dict[str, Quotation]:
    return {item.exact: item for item in items if isinstance(item, Quotation)}


def test_bakery(recover: Read) -> None:
    items = recover(BAKERY, "article-text")
    tweet, embed = posts(items)
    assert tweet.text == "The judges never tasted the rye. NEVER. I rewound it twice to be sure."
    assert (tweet.platform, tweet.text_origin, tweet.author_key) == ("x", "quoted_by_article", None)
    assert (embed.author_name, embed.author_handle, embed.author_key) == ("Rye Fan 🍞", "rye_fan_77", "x:@rye_fan_77")
    assert embed.text == "@breadwars @channel9 That was robbery. I am still shaking. Give her the trophy 🏆"
    assert quotes(items)["We stand by the judges and their spoons."].uid is None
    assert quotes(items)["We stand by the judges and their spoons."].speaker == "Host Ada Grain"


def test_harbour(recover: Read) -> None:
    items = recover(HARBOUR, "article-text")
    found = {post.text: post for post in posts(items)}
    assert found["No bike lane for a week, all because of a bird."].author_name == "Mo"
    assert found["No bike lane for a week, all because of a bird."].author_handle == "mo_on_bikes"
    assert found["Let the swan live https://t.example/abc"].author_name == "🦢🦢"
    assert found["It is our swan now"].platform == "reddit"
    long = next(text for text in found if text.startswith("First"))
    assert long.endswith("which is loud.")
    assert found[long].platform == "tiktok"
    assert len(found) == 4
    assert quotes(items)["We voted."].uid == found["It is our swan now"].uid
    assert quotes(items)["The swan has been spoken to."].speaker == "Mayor Ines Pollard"
    assert quotes(items).get("feathered emergency") is None


def test_stadium(recover: Read) -> None:
    items = recover(STADIUM, "article-text")
    found = {post.text: post for post in posts(items)}
    assert set(found) == {
        "Great view. Shame about the rain coming in.",
        "Forty years I have stood in the rain and NOW they build a roof.",
        "@roofclub I could climb that.",
        "@roofclub Too late now.",
        "I will miss the rain in row nine.",
    }
    assert found["Forty years I have stood in the rain and NOW they build a roof."].platform == "x"
    assert found["@roofclub I could climb that."].author_name == "Kit 🧗\u200d♀️"
    assert quotes(items)["The roof will be finished."].uid is None


def test_single_copies(recover: Read) -> None:
    (post,) = posts(recover(SINGLE, "article-text"))
    assert (post.author_name, post.author_handle) == ("Lou Marsh", "lou_marsh")
    assert post.text == "The second album was better and you all know it"


def test_signed(recover: Read) -> None:
    (post,) = posts(recover(SIGNED, "article-text"))
    assert (post.author_name, post.author_handle) == ("Ferry Watch ⛴", "ferry_watch9")
    assert post.text == "Who reads a timetable in Latin? pic.twitter.com/abcDEF12"
    assert post.created_at is not None
    assert (post.created_at.isoformat(), post.created_precision) == ("2031-03-03T00:00:00+00:00", "day")


def test_inline(recover: Read) -> None:
    items = recover(INLINE, "article-text")
    found = {post.text: post for post in posts(items)}
    assert set(found) == {"Looks like a screensaver", "My eyes! My eyes!", "I liked it"}
    assert (found["My eyes! My eyes!"].platform, found["My eyes! My eyes!"].author_handle) == ("youtube", "pixel_ann")
    assert quotes(items)["and I am not sorry."].uid == found["I liked it"].uid
    assert quotes(items)["Wait for the second trailer."].uid is None


@pytest.mark.parametrize(
    "text",
    [
        "The official account @show said the series would return. Write to help@show.example today.",
        "By Jane Doe @janedoe\n\nThe series returned on Monday, and everyone was pleased with how it went.",
        "Jane Doe @janedoe\n\nThe series returned on Monday, and everyone was pleased with how it went.",
        "Follow us @show for more. Follow us @show for more.",
        'She read "The Raven" aloud and then "The Bells" twice.',
        'Director Ana Ruiz said, "We never met the fans." Producer Al Fay added, "Nor did I."',
        'An actor thanked a fan and said, "You are the reason we do this."',
        'One fan asked about the ending, and Ruiz replied, "Wait and see."',
        "",
        " \n\n ",
        '"',
        "@",
    ],
)
def test_nothing_is_taken_for_a_post(recover: Read, text: str) -> None:
    items = recover(text, "article-text")
    assert not posts(items)
    assert [item.input_row for item in items if isinstance(item, Unreadable)] == [1]


def test_email_stays_and_is_flagged(recover: Read) -> None:
    line = "Pim @pim_1 @club Meet [email\xa0protected] the gate. @club Meet [email\xa0protected] the gate.\n"
    items = recover(line, "article-text")
    assert posts(items)[0].text == "@club Meet [email\xa0protected] the gate."
    assert [item.note for item in items if isinstance(item, Recovered)] == ["unrecoverable"]


def test_embedded_twice_is_one_post(recover: Read) -> None:
    line = "Pim @pim_1 @club The gate was shut again. @club The gate was shut again.\n\n"
    items = recover(line * 2, "article-text")
    assert len(posts(items)) == 1
    assert [item.reason for item in items if isinstance(item, Excluded)] == ["repeated in page"]


def test_quoted_and_embedded_is_one_post(recover: Read) -> None:
    text = 'One fan wrote, "The gate was shut again."\n\nPim @pim_1 @club The gate was shut again. @club The gate was shut again.'
    items = recover(text, "article-text")
    (post,) = posts(items)
    assert post.author_handle == "pim_1"
    assert quotes(items)["The gate was shut again."].uid == post.uid


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("@a @b It rains. @b It rains.", "@a @b It rains."),
        ("It rains 😡 again. It rains again.", "It rains 😡 again."),
        ("So sad 😡 @bob So sad 😡", "@bob So sad 😡"),
        ("No.It rains now. No. It rains now.", "No. It rains now."),
        ("One line\nand two One line and two", "One line\nand two"),
        ("Again. @a So wet.Again. @a So wet. Again.", "@a So wet. Again."),
        ('He said “wet” today He said "wet" today', 'He said "wet" today'),
        ("😡😡 😡😡", "😡😡"),
    ],
)
def test_halves(body: str, text: str) -> None:
    pair = halves(body)
    assert pair is not None
    assert fuller(pair) == text


MOONS = """Viewers had views.

Reddit user u/tide_77 wrote, "The moon did nothing wrong."

They added, "Nothing at all."

According to one viewer, "The moon deserved better."

Mia Hart, 34, a viewer from Leeds, said, "I cried."

In a statement on Instagram, the network wrote, "Thank you for watching."

Luna @luna_x



why did they @moonshow why did they kill the moon💀 @moonshow why did they kill the moon
"""


def test_who_speaks(recover: Read) -> None:
    items = recover(MOONS, "article-text")
    found = {post.text: post for post in posts(items)}
    assert set(found) == {"The moon did nothing wrong.", "The moon deserved better.", "@moonshow why did they kill the moon💀"}
    tide = found["The moon did nothing wrong."]
    assert (tide.platform, tide.author_handle, tide.truncated) == ("reddit", "tide_77", True)
    assert quotes(items)["Nothing at all."].uid == tide.uid
    holds(items)


@pytest.mark.parametrize("body", ["", "It was sad. So sad. So sad.", "One of a kind", "ha ha", "a" * 20_000])
def test_no_halves(body: str) -> None:
    assert halves(body) is None


def test_joiner_only_where_certain() -> None:
    assert rejoin("🧜♀️ 🏃🏽♂️ 🕵️♀️") == "🧜\u200d♀️ 🏃🏽\u200d♂️ 🕵️\u200d♀️"
    for certain in ("👩🚀", "🌻♀️", "❤🔥", "🧜\u200d♀️", "👩♀️"):
        assert rejoin(certain) == certain


def test_sniffs_text(sniffed: Callable[[str | bytes], dict[str, float]]) -> None:
    assert sniffed(BAKERY)["article-text"] >= 0.5
    assert sniffed(SIGNED)["article-text"] >= 0.5
    for other in ('{"text": "hi"}', "id,text\n1,hello there\n", "", "\x00\x01", "[1]"):
        assert sniffed(other) == {}


def test_windows_text(recover: Read) -> None:
    items = recover("One fan wrote, “Café at noon.”".encode("cp1252"), "article-text")
    assert posts(items)[0].text == "Café at noon."


def holds(items: list[Item]) -> None:
    """What every reading promises: spans that hold, rows that add up, no character that the article lacks."""
    article = next(item for item in items if isinstance(item, Article))
    rows = [item.input_row for item in items if isinstance(item, Post | Excluded | Unreadable)]
    assert rows == list(range(1, len(rows) + 1))
    texts = {post.uid: post for post in posts(items)}
    spans = {item.uid: article.text[item.article_start : item.article_end] for item in items if isinstance(item, Recovered)}
    for item in items:
        if isinstance(item, Quotation):
            assert article.text[item.start : item.end] == item.exact != ""
            assert article.text[: item.start].endswith(item.prefix)
            assert article.text[item.end :].startswith(item.suffix)
        if isinstance(item, Recovered):
            assert 0 <= item.article_start < item.article_end <= len(article.text)
            assert item.uid in texts
    for post in texts.values():
        mine = Counter("".join(post.text.replace("\u200d", "").split()))
        assert not mine - Counter(spans[post.uid])


ARTICLES = (BAKERY, HARBOUR, STADIUM, INLINE, SIGNED, SINGLE)
PARTS = st.sampled_from([*" ".join(ARTICLES).split(" "), '"', "“", "”", "\n", "\n\n", "@a", "@a_b1", ",", ":", "😡", "—"])


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=60).map(" ".join))
def test_mixed_words_hold(recover: Read, text: str) -> None:
    holds(recover(text, "article-text"))


@settings(max_examples=80)
@given(st.sampled_from(ARTICLES), st.data())
def test_mutated_articles_hold(recover: Read, text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 6))):
        at, size = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 20))
        text = text[:at] + data.draw(st.text(max_size=6)) + text[at + size :]
    holds(recover(text, "article-text"))


HOSTILE = ('"a ' * 40_000, "@a " * 30_000, "x @b " + "ab " * 2000, "“" * 50_000)
REPEATED = (MOONS * 300, "A said, " * 9000, "\n@a b" * 5000, "— a (@b) " * 9000)


@pytest.mark.parametrize("hostile", [*HOSTILE, *REPEATED])
def test_hostile_text_ends(recover: Read, hostile: str) -> None:
    holds(recover(hostile, "article-text"))
