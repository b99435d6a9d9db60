"""Made-up pages, and every page of ../shared/data/articles; made-up names, handles and posts throughout."""

import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from hubbub.readers.base import Item
from hubbub.records import Article, Excluded, Post, Quotation, Recovered, Unreadable

Read = Callable[[str | bytes, str], list[Item]]
TWEET = """<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr"><a href="https://twitter.com/roofclub">@roofclub</a>
The roof<br>leaks &amp; leaks \U0001f327 <a href="https://t.co/x1">pic.twitter.com/x1</a></p>&mdash; Rain — Fan (@rain_fan1)
<a href="https://twitter.com/rain_fan1/status/{id}?ref_src=twsrc%5Etfw">March 3, 2031</a></blockquote>
<script async src="https://platform.twitter.com/widgets.js"></script>"""
LONG = "<p>The roof of the stadium was opened on Sunday, and the rain came in on Monday, as neighbours had said it would.</p>"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Roof leaks - Gazette</title>
<meta property="og:title" content="Roof leaks"><meta property="og:url" content="https://gazette.example/roof">
<script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle",
"datePublished": "2031-03-04T09:30:00+01:00"}}]}}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Roof leaks</h1>{LONG}
<p>Fans did not hold back. One fan wrote on Reddit, “I brought a bucket.”</p>{LONG}
{TWEET.format(id=2012345678901234567)}
<p>Write to <a href="/cdn-cgi/l/email-protection" class="__cf_email__"
data-cfemail="422c2d3021021a2c273531">[email&#160;protected]</a>
for a refund, the club said in a statement on its own pages on Tuesday.</p>
<blockquote class="instagram-media" data-instgrm-captioned
data-instgrm-permalink="https://www.instagram.com/p/Cabc123_-x/?utm=1">
<a href="https://www.instagram.com/p/Cabc123_-x/">View this post on Instagram</a>
<p><a href="https://www.instagram.com/p/Cabc123_-x/">Rain again. Bring boots.</a></p>
<p>A post shared by <a href="https://www.instagram.com/boots.on/">Boots On</a> (@boots.on) on
<time datetime="2031-03-02T10:00:00+00:00">Mar 2</time></p></blockquote>
<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/reel/Cdef456/">
<a href="#">View this post</a></blockquote>
<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@wet.socks/video/7212345678901234567"
data-video-id="7212345678901234567">
<section><a title="@wet.socks" href="https://www.tiktok.com/@wet.socks">@wet.socks</a>
<p>Socks, day two</p></section></blockquote>
<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3k">
<p lang="en">Dry at home.</p>
&mdash; Home Fan (<a href="https://bsky.app/profile/home.example">@home.example</a>)
<a href="#">March 1, 2031 at 9:00 AM</a></blockquote>
{LONG}<p>Club secretary Jan Vos said, “The roof is new.”</p>{LONG}</article>
<script>alert("one fan wrote: 'no'")</script></body></html>"""


def posts(items: list[Item]) -> dict[str, Post]:
    return {item.uid: item for item in items if isinstance(item, Post)}


def article(items: list[Item]) -> Article:
    return next(item for item in items if isinstance(item, Article))


def test_page(recover: Read) -> None:
    items = recover(PAGE, "article-html")
    facts, found = article(items), posts(items)
    assert (facts.title, facts.url) == ("Roof leaks", "https://gazette.example/roof")
    assert facts.published_at is not None
    assert facts.published_at.isoformat() == "2031-03-04T08:30:00+00:00"
    tweet = found["x:2012345678901234567"]
    assert tweet.text == "@roofclub The roof\nleaks & leaks \U0001f327 pic.twitter.com/x1"
    assert (tweet.author_name, tweet.author_handle, tweet.author_key) == ("Rain — Fan", "rain_fan1", "x:@rain_fan1")
    assert tweet.url == "https://twitter.com/rain_fan1/status/2012345678901234567"
    assert (str(tweet.created_at), tweet.created_precision) == ("2031-03-03 00:00:00+00:00", "day")
    assert "nocp@Xlgus" not in facts.text
    assert "norc@Xnews" in facts.text


def test_other_platforms(recover: Read) -> None:
    items = recover(PAGE, "article-html")
    found = posts(items)
    photo = found["instagram:Cabc123_-x"]
    assert (photo.text, photo.author_handle, photo.author_name) == ("Rain again. Bring boots.", "boots.on", "Boots On")
    left = [(item.uid, item.reason) for item in items if isinstance(item, Excluded)]
    assert left == [("instagram:Cdef456", "text not in page")]
    video = found["tiktok:7212345678901234567"]
    assert (video.text, video.author_handle) == ("Socks, day two", "wet.socks")
    sky = found["bluesky:at://did:plc:abc/app.bsky.feed.post/3k"]
    assert (sky.text, sky.author_name, sky.author_handle) == ("Dry at home.", "Home Fan", "home.example")


def test_quotations_in_a_page(recover: Read) -> None:
    items = recover(PAGE, "article-html")
    quoted = {item.exact: item for item in items if isinstance(item, Quotation)}
    bucket = posts(items)[str(quoted["I brought a bucket."].uid)]
    assert (bucket.platform, bucket.text_origin, bucket.author_key) == ("reddit", "quoted_by_article", None)
    assert (quoted["The roof is new."].uid, quoted["The roof is new."].kind) == (None, "direct")
    assert "alert" not in article(items).text
    holds(items)


@pytest.mark.parametrize(
    "page",
    [
        "<html>",
        "<!doctype html>",
        "<html><body>" + "<div>" * 20_000 + "deep",
        "<html><body><blockquote class='twitter-tweet'>" * 3000,
        "<html><body " + "a" * 500_000 + "='x'>",
        "<html><blockquote class=twitter-tweet><p>&mdash; (@) <a href='//x.com/i/status/99999999999999999999'>x",
        "<html><blockquote class=instagram-media data-instgrm-permalink='%%%'>",
        "<html><script type='application/ld+json'>{\"datePublished\": [[[",
        "<html><span data-cfemail='zz'>[email protected]</span><span data-cfemail=''>[email protected]</span>",
        "<html>\x00<p>a\x00b</p>",
        "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><html>&e;",
    ],
)
def test_damaged_pages(recover: Read, page: str) -> None:
    items = recover(page, "article-html")
    assert "root:" not in "".join(item.text for item in items if isinstance(item, Article))
    holds(items)


def test_nested_and_repeated(recover: Read) -> None:
    inner = TWEET.format(id=1912345678901234567)
    outer = f"<blockquote class='twitter-tweet'>{inner}<p>Outer words</p>&mdash; Out (@out1)</blockquote>"
    page = f"<html><body>{LONG}{outer}{inner}</body></html>"
    items = recover(page, "article-html")
    assert [post.text for post in posts(items).values()].count("Outer words") == 1
    assert len(posts(items)) == 2
    assert [item.reason for item in items if isinstance(item, Excluded)] == ["repeated in page"]
    holds(items)


def test_plain_blockquotes(recover: Read) -> None:
    fan = "<p>Fans spoke up. One fan wrote on Facebook:</p><blockquote><p>It rained.</p><p>Inside.</p></blockquote>"
    named = "<p>Club secretary Jan Vos said:</p><blockquote><p>It was dry.</p></blockquote>"
    marked = "<p>Another fan wrote on Facebook:</p><blockquote><p>“Wet socks again.”</p></blockquote>"
    page = f"<html><body><article>{LONG * 3}{fan}{LONG}{named}{LONG}{marked}{LONG}</article></body></html>"
    items = recover(page, "article-html")
    found = {post.text: post.platform for post in posts(items).values()}
    assert found == {"It rained.\nInside.": "facebook", "Wet socks again.": "facebook"}
    quotation = next(item for item in items if isinstance(item, Quotation) and item.kind == "direct")
    assert (quotation.speaker, quotation.cue, quotation.exact) == ("One fan", "wrote", "It rained.\nInside.")
    holds(items)


def test_charsets(recover: Read) -> None:
    page = '<html><meta charset="iso-8859-2"><blockquote class="twitter-tweet"><p>Łódź</p>— A (@a1)</blockquote>'
    assert [post.text for post in posts(recover(page.encode("iso-8859-2", "replace"), "article-html")).values()] == ["Łódź"]
    items = recover("<html><blockquote class=twitter-tweet><p>Café</p>(@a1)</blockquote>".encode("cp1252"), "article-html")
    assert [post.text for post in posts(items).values()] == ["Café"]


def test_sniffs_pages(sniffed: Callable[[str | bytes], dict[str, float]]) -> None:
    for page in (PAGE, "\n<html><p>x", "<?xml version='1.0'?>\n<!DOCTYPE html><html>", "<div><p>a</p><p>b</p></div>"):
        assert max(sniffed(page), key=lambda name: sniffed(page)[name]) == "article-html"
    for other in ('{"html": "<html><body>"}', "id,text\n1,<html>\n", "", "plain words", "<rss><item></item></rss>"):
        assert "article-html" not in sniffed(other)


def holds(items: list[Item]) -> None:
    """Rows add up, and each post and quotation stands in the article where its record says."""
    text = article(items).text if any(isinstance(item, Article) for item in items) else ""
    rows = [item.input_row for item in items if isinstance(item, Post | Excluded | Unreadable)]
    assert rows == list(range(1, len(rows) + 1)) != []
    found = posts(items)
    for item in items:
        if isinstance(item, Quotation):
            assert text[item.start : item.end] == item.exact
        if isinstance(item, Recovered):
            assert text[item.article_start : item.article_end] == found[item.uid].text


@settings(max_examples=25)
@given(st.data())
def test_mutated_pages_hold(recover: Read, data: st.DataObject) -> None:
    page = PAGE
    for _ in range(data.draw(st.integers(1, 8))):
        at, size = data.draw(st.integers(0, len(page))), data.draw(st.integers(0, 200))
        put = data.draw(st.sampled_from(["", "<", "</blockquote>", "\x00", "“", "<p>", "&#0;", "é"]))
        page = page[:at] + put + page[at + size :]
    holds(recover(page, "article-html"))


@pytest.mark.data
def test_every_shared_page(recover: Read, shared: Path) -> None:
    wanted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for file in sorted((shared / "data/articles").glob("*/*.html.gz")):
        raw = gzip.decompress(file.read_bytes())
        count = counted(raw)
        items = recover(raw, "article-html")
        holds(items)
        embedded = [item for item in items if isinstance(item, Post) and item.text_origin == "embed"]
        rows = [*embedded, *(item for item in items if isinstance(item, Excluded))]
        assert len(rows) >= count, file  # frames, links and scripts embed too
        assert "hubbub" not in article(items).text.replace("hubbub.example", "")
        wanted[file.parent.name] += count
        got[file.parent.name] += len(rows)
    assert all(got[name] >= number for name, number in wanted.items())
    assert sum(wanted.values()) >= 90


def counted(raw: bytes) -> int:
    """How many embed blockquotes a page has, by another way."""
    classes = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed")
    either = " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in classes)
    return len(html.document_fromstring(raw).xpath(f"//blockquote[{either}]"))
