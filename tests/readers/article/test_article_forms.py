"""Every form in which a page embeds a post, and every damage met so far; all pages, names, handles and posts are made up."""

import html
import json
from base64 import b64encode
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubbub.readers.base import Item
from hubbub.records import Article, Excluded, Post, Recovered

Read = Callable[[str | bytes, str], list[Item]]
LONG = "<p>The roof of the stadium was opened on Sunday, and the rain came in on Monday, as {} neighbours had said it would.</p>"
BEFORE = LONG.format("some") + "<p>The club had been told of it twice, its secretary said in a letter to the council in May.</p>"
AFTER = LONG.format("other") + "<p>Nobody was hurt, and the match was played to its end before a smaller crowd than usual.</p>"
ID = "2012345678901234567"
WORDS = "The roof<br>leaks &amp; leaks \U0001f327 <a href='https://t.co/x1'>pic.twitter.com/x1</a>"
TEXT = "The roof\nleaks & leaks \U0001f327 pic.twitter.com/x1"
STATUS = f"https://twitter.com/lee_made_up/status/{ID}"
FOOT = f"&mdash; Lee — M. (@lee_made_up) <a href='{STATUS}?ref_src=twsrc%5Etfw'>March 3, 2031</a>"
TWEET = f"<blockquote class='twitter-tweet'><p lang='en' dir='ltr'>{WORDS}</p>{FOOT}</blockquote>"


def page(inside: str, script: str = "") -> str:
    """A page with something between its paragraphs, and a script at its end."""
    return f"<!doctype html><html><body><article><h1>Roof</h1>{BEFORE}{inside}{AFTER}</article>{script}</body></html>"


def posts(items: list[Item]) -> list[Post]:
    return [item for item in items if isinstance(item, Post)]


def left(items: list[Item]) -> list[Excluded]:
    return [item for item in items if isinstance(item, Excluded)]


def text(items: list[Item]) -> str:
    return next(item.text for item in items if isinstance(item, Article))


def check(items: list[Item]) -> None:
    """Every post stands where its entry says, once, between the paragraphs around it, and no token is left."""
    body = text(items)
    assert "hubbub" not in body
    words = {post.uid: post.text for post in posts(items)}
    for one in items:
        if isinstance(one, Recovered):
            assert body[one.article_start : one.article_end] == words[one.uid]
            assert body[: one.article_start].endswith("\n") or not one.article_start
            assert body[one.article_end :].startswith("\n") or one.article_end == len(body)


escaped = html.escape(TWEET)
PLAIN = TWEET.replace("Lee — M.", "Lee M.")  # where the words run into the signature, a name cannot hold a dash
TWEETS = {
    "classic": TWEET,
    "class renamed": TWEET.replace("twitter-tweet", "x-twitter-tweet-lazy"),
    "class lost": TWEET.replace(" class='twitter-tweet'", ""),
    "class in capitals": TWEET.replace("twitter-tweet", "Twitter-Tweet"),
    "tags in capitals": TWEET.replace("<blockquote", "<BLOCKQUOTE").replace("<p ", "<P ").replace("</p>", "</P>"),
    "a division": TWEET.replace("blockquote", "div"),
    "signature in a paragraph": TWEET.replace("&mdash;", "<p>&mdash;").replace("2031</a>", "2031</a></p>"),
    "signature in three": TWEET.replace("&mdash; Lee — M. ", "<p>&mdash; Lee — M.</p><p>").replace(") <a", ")</p><p><a"),
    "a hyphen for the dash": TWEET.replace("&mdash;", "- "),
    "no dash": PLAIN.replace("&mdash; ", ""),
    "paragraph lost": PLAIN.replace("<p lang='en' dir='ltr'>", "").replace("</p>", " "),
    "wrapped": TWEET.replace("<p ", "<div><section><p ").replace("</p>", "</p></section></div>"),
    "words wrapped": TWEET.replace("The roof", "<span><b>The</b> <i>roof</i></span>"),
    "never closed": TWEET.replace("</blockquote>", ""),
    "nothing closed": PLAIN.replace("</blockquote>", "").replace("</p>", ""),
    "link never closed": TWEET.replace("2031</a>", "2031"),
    "escaped twice": TWEET.replace("&amp;", "&amp;amp;").replace("&mdash;", "&amp;mdash;"),
    "emoji as a picture": TWEET.replace("\U0001f327", "<img class='emoji' alt='\U0001f327' src='r.png'>"),
    "a comment inside": TWEET.replace("leaks &amp;", "<!-- x -->leaks &amp;"),
    "blockquote stripped": f"<p lang='en' dir='ltr'>{WORDS}</p>{FOOT}",
    "blockquote stripped, paragraphs": f"<p>{WORDS}</p><p>{FOOT}</p>",
    "blockquote stripped, one paragraph": f"<p>{WORDS} {FOOT.replace('Lee — M.', 'Lee M.')}</p>",
    "wordpress": f"<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'>{TWEET}</div></figure>",
    "in an AMP element": f"<amp-twitter data-tweetid='{ID}'>{TWEET.replace(' class', ' placeholder class')}</amp-twitter>",
    "in a template": f"<template>{TWEET}</template>",
    "in noscript": f"<noscript>{TWEET}</noscript>",
    "in an attribute": f'<div class="consent" data-content="{escaped}">Show</div>',
    "in an attribute, escaped twice": f'<div data-embed="{html.escape(escaped)}"></div>',
    "in base 64": f'<div data-borlabs-cookie-content="{b64encode(TWEET.encode()).decode()}"></div>',
    "in an inert script": f'<script type="text/template">{TWEET}</script>',
    "in a script's attribute": f'<script data-role="t" data-content="{escaped}"></script>',
    "shown as letters": f"<div>{escaped}</div>",
    "oEmbed script": f'<script type="application/json+oembed">{json.dumps({"html": TWEET, "provider_name": "X"})}</script>',
    "frame beside it": f"<div class='embed'>{TWEET}<iframe data-src='https://platform.twitter.com/embed/Tweet.html?id={ID}'></iframe></div>",
}


@pytest.mark.parametrize("form", TWEETS)
def test_a_post_of_x(recover: Read, form: str) -> None:
    items = recover(page(TWEETS[form]), "article-html")
    one = posts(items)[0]
    assert one.text == TEXT
    assert (one.author_handle, one.author_name) == (
        "lee_made_up",
        "Lee — M." if "Lee — M." in html.unescape(TWEETS[form]) else one.author_name,
    )
    assert one.author_name in {"Lee — M.", "Lee M."}
    if form != "link never closed":
        assert (one.uid, one.url) == (f"x:{ID}", STATUS)
    assert len(posts(items)) == 1
    assert {item.reason for item in left(items)} <= {"repeated in page"}
    body = text(items)
    assert body.index("some neighbours") < body.index("leaks") < body.index("other neighbours")
    assert body.count("other neighbours") == 1
    assert "smaller crowd" in body
    check(items)


TWICE = """<iframe data-src='https://platform.twitter.com/embed/Tweet.html?id={id}'></iframe>
<noscript><iframe src='https://platform.twitter.com/embed/Tweet.html?id={id}'></iframe></noscript>"""
COMMENT = """<blockquote class='reddit-embed-bq'><a href='https://www.reddit.com/r/madeup/comments/1abcde/roof/kx1made/'>Comment</a>
<br> by<a href='https://www.reddit.com/user/lee_made_up/'>u/lee_made_up</a> from discussion in<a
href='https://www.reddit.com/r/madeup/'>madeup</a></blockquote>"""
TOOT = """<blockquote class='mastodon-embed' data-embed-url='https://social.example/@lee/112233445566778899/embed'><a
href='https://social.example/@lee/112233445566778899'><div>Post by @lee@social.example</div><div>View</div></a></blockquote>"""
THREAD = """<blockquote class='text-post-media' data-text-post-permalink='https://www.threads.net/@lee/post/CxMadeUp12'><a
href='https://www.threads.net/@lee/post/CxMadeUp12'>View on Threads</a></blockquote>"""
BOX = """<div class='fb-page'><blockquote cite='https://www.facebook.com/madeup/' class='fb-xfbml-parse-ignore'><a
href='https://www.facebook.com/madeup/'>Made up</a></blockquote></div>"""
LINKED = {
    "x:2012345678901234567": (
        "<p>https://twitter.com/lee_made_up/status/{id}</p>",
        "<p><a href='https://x.com/lee_made_up/status/{id}?s=20'>https://x.com/lee_made_up/status/{id}</a></p>",
        "<p><a href='https://twitter.com/lee_made_up/status/{id}'>twitter.com/lee_made_up/sta…</a></p>",
        "<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'>\nhttps://twitter.com/lee_made_up/status/{id}\n</div></figure>",
        "<blockquote class='twitter-tweet'><a href='https://twitter.com/lee_made_up/status/{id}'></a></blockquote>",
        "<blockquote class='twitter-tweet'><a href='https://twitter.com/lee_made_up/status/{id}'>March 3, 2031</a></blockquote>",
        "<amp-twitter data-tweetid='{id}' layout=responsive></amp-twitter>",
        "<iframe src='https://platform.twitter.com/embed/index.html?dnt=true&amp;id={id}'></iframe>",
        "<iframe data-lazy-src='https://twitframe.com/show?url=https%3A%2F%2Ftwitter.com%2Flee_made_up%2Fstatus%2F{id}'></iframe>",
        "<div class='js-tweet' data-tweetid={id}><a class=js-alt href=https://twitter.com/lee_made_up/status/{id}></a></div>",
        "<div class='twitter-tweet twitter-tweet-rendered'><iframe src='./Tweet.html' data-tweet-id='{id}'></iframe></div>",
        "<div data-oembed-url='https://twitter.com/lee_made_up/status/{id}'><div></div></div>",
        "<div class='social-embed'><a class='embed-link' href='https://twitter.com/lee_made_up/status/{id}'></a></div>",
        TWICE,
    ),
    "instagram:Cabc123_-x": (
        "<amp-instagram data-shortcode='Cabc123_-x' data-captioned></amp-instagram>",
        "<iframe src='https://www.instagram.com/p/Cabc123_-x/embed/captioned/'></iframe>",
        "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/Cabc123_-x/'><p>&nbsp;</p></blockquote>",
        "<p>https://www.instagram.com/lee.made.up/reel/Cabc123_-x/</p>",
    ),
    "tiktok:7212345678901234567": (
        "<amp-tiktok data-src='7212345678901234567'></amp-tiktok>",
        "<amp-tiktok data-src='https://www.tiktok.com/@lee/video/7212345678901234567'></amp-tiktok>",
        "<iframe data-src='https://www.tiktok.com/embed/v2/7212345678901234567?lang=en'></iframe>",
    ),
    "youtube:AbCdEfGhI_1": (
        "<amp-youtube data-videoid='AbCdEfGhI_1'></amp-youtube>",
        "<lite-youtube videoid='AbCdEfGhI_1'></lite-youtube>",
        "<iframe src='//www.youtube-nocookie.com/embed/AbCdEfGhI_1?feature=oembed'></iframe>",
        "<p>https://youtu.be/AbCdEfGhI_1</p>",
        "<figure><oembed url='https://www.youtube.com/watch?v=AbCdEfGhI_1'></oembed></figure>",
    ),
    "facebook:1234567890": (
        "<amp-facebook data-href='https://www.facebook.com/madeup/posts/1234567890'></amp-facebook>",
        "<iframe src='https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fmadeup%2Fposts%2F1234567890&width=5'></iframe>",
        "<iframe src='https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fmadeup%2Fvideos%2F1234567890%2F'></iframe>",
        "<div class='fb-post' data-href='https://www.facebook.com/madeup/posts/1234567890'></div>",
    ),
    "reddit:t1_kx1made": (
        "<iframe src='https://www.redditmedia.com/r/madeup/comments/1abcde/roof/kx1made/?embed=true'></iframe>",
        "<amp-reddit data-embedtype='comment' data-src='https://www.reddit.com/r/madeup/comments/1abcde/roof/kx1made/'></amp-reddit>",
        COMMENT,
    ),
    "mastodon:https://social.example/users/lee/statuses/112233445566778899": (
        "<iframe class='mastodon-embed' src='https://social.example/@lee/112233445566778899/embed'></iframe>",
        TOOT,
    ),
    "bluesky:at://did:plc:abc/app.bsky.feed.post/3kmade": (
        "<iframe src='https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3kmade?id=1'></iframe>",
        "<p>https://bsky.app/profile/did:plc:abc/post/3kmade</p>",
    ),
    "threads:CxMadeUp12": (
        THREAD,
        "<iframe src='https://www.threads.net/@lee/post/CxMadeUp12/embed'></iframe>",
    ),
}


@pytest.mark.parametrize(("uid", "form"), [(uid, form) for uid, forms in LINKED.items() for form in forms])
def test_a_post_the_page_only_names(recover: Read, uid: str, form: str) -> None:
    items = recover(page(form.replace("{id}", ID)), "article-html")
    assert [(item.uid, item.reason) for item in left(items)] == [(uid, "text not in page")]
    assert left(items)[0].detail
    assert not posts(items)
    check(items)


@pytest.mark.parametrize(
    "other",
    [
        "<p>He said so <a href='https://twitter.com/lee_made_up/status/123456'>on Twitter</a> today.</p>",
        "<p>See <a href='https://twitter.com/a/status/123456'>https://twitter.com/a/status/123456</a> and weep.</p>",
        "<iframe src='https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fgazette.example%2Froof'></iframe>",
        BOX,
        "<a href='https://twitter.com/intent/tweet?url=https://gazette.example'>Tweet</a>",
        "<a class='twitter-timeline' href='https://twitter.com/lee_made_up'>Tweets by Lee</a>",
        "<blockquote><p>Roofs are made to leak.</p><footer>— Vitruvius (attributed)</footer></blockquote>",
        "<iframe src='https://www.youtube.com/embed/videoseries?list=PL1'></iframe>",
    ],
)
def test_what_is_no_embed(recover: Read, other: str) -> None:
    items = recover(page(other), "article-html")
    assert not [*posts(items), *left(items)]


def test_layouts_with_a_template_class_are_no_posts(recover: Read) -> None:
    whole = page(TWEET).replace("<article>", "<article class='instagram-media'><div class='twitter-tweet'>")
    items = recover(whole, "article-html")
    assert [post.text for post in posts(items)] == [TEXT]
    assert not left(items)


def test_several_posts_in_one_blockquote(recover: Read) -> None:
    other = FOOT.replace(ID, "2012345678901234999").replace("lee_made_up", "kim_made_up")
    items = recover(
        page(f"<blockquote class='twitter-tweet'><p>First</p>{FOOT}<p>Second</p>{other}</blockquote>"), "article-html"
    )
    assert [(post.text, post.author_handle) for post in posts(items)] == [("First", "lee_made_up"), ("Second", "kim_made_up")]
    check(items)


def test_a_quoted_post_inside_its_quote_post(recover: Read) -> None:
    outer = FOOT.replace(ID, "2012345678901234999").replace("lee_made_up", "kim_made_up")
    items = recover(page(f"<blockquote class='twitter-tweet'><p>So true</p>{TWEET}{outer}</blockquote>"), "article-html")
    assert [(post.text, post.author_handle) for post in posts(items)] == [("So true", "kim_made_up"), (TEXT, "lee_made_up")]
    check(items)


def test_posts_in_an_unclosed_page_keep_their_order(recover: Read) -> None:
    open_tweet = TWEET.replace("</blockquote>", "")
    second = open_tweet.replace(ID, "2012345678901234999").replace("The roof", "The door")
    items = recover(page(open_tweet + LONG.format("third") + second), "article-html")
    assert [post.text[:8] for post in posts(items)] == ["The roof", "The door"]
    body = text(items)
    assert body.index("The roof\nleaks") < body.index("third neighbours") < body.index("The door") < body.index("other neigh")
    check(items)


BLUESKY = """<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3k" data-bluesky-cid="b"><p>
Dry at home.<br><br><a href="https://bsky.app/profile/did:plc:abc/post/3k?ref_src=embed">[image or embed]</a></p>&mdash; Home Fan
(<a href="https://bsky.app/profile/did:plc:abc?ref_src=embed">@home.example</a>)
<a href="https://bsky.app/profile/did:plc:abc/post/3k?ref_src=embed">March 1, 2031 at 9:00 AM</a></blockquote>"""
TIKTOK = """<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@wet.socks/video/7212345678901234567"
data-video-id="7212345678901234567"><section><a target="_blank" title="@wet.socks" href="https://www.tiktok.com/@wet.socks">@wet.socks</a>
Socks, day two <a title="fyp" href="https://www.tiktok.com/tag/fyp">#fyp</a>
<a title="♬ sound" href="https://www.tiktok.com/music/1">♬ sound - wet</a></section></blockquote>"""
REDDIT = """<blockquote class="reddit-embed-bq" data-embed-height="3"><a href="https://www.reddit.com/r/roofs/comments/1abcde/it_leaks/">It
leaks again</a><br> by<a href="https://www.reddit.com/user/lee_made_up/">u/lee_made_up</a> in<a href="https://www.reddit.com/r/roofs/">roofs</a>
</blockquote>"""
FACEBOOK = """<div class="fb-post" data-href="https://www.facebook.com/madeup/posts/1234567890"><blockquote
cite="https://www.facebook.com/madeup/posts/1234567890" class="fb-xfbml-parse-ignore"><p>Rain in the hall.</p>Posted by
<a href="https://www.facebook.com/madeup/">Made Up</a> on&nbsp;<a href="https://www.facebook.com/madeup/posts/1234567890">Monday</a>
</blockquote></div>"""
INSTAGRAM = """<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="https://www.instagram.com/p/Cabc123_-x/">
<p><a href="https://www.instagram.com/p/Cabc123_-x/">Rain again. Bring boots.</a></p><p>A post shared by <a
href="https://www.instagram.com/boots.on/">Boots On</a> (@boots.on) on <time
datetime="2031-03-02T10:00:00+00:00">Mar 2</time></p></blockquote>"""


@pytest.mark.parametrize("lost", ["", "class"])
@pytest.mark.parametrize(
    ("markup", "uid", "words", "handle"),
    [
        (BLUESKY, "bluesky:at://did:plc:abc/app.bsky.feed.post/3k", "Dry at home.", "home.example"),
        (TIKTOK, "tiktok:7212345678901234567", "Socks, day two #fyp", "wet.socks"),
        (REDDIT, "reddit:t3_1abcde", "It leaks again", "lee_made_up"),
        (FACEBOOK, "facebook:1234567890", "Rain in the hall.", "madeup"),
        (INSTAGRAM, "instagram:Cabc123_-x", "Rain again. Bring boots.", "boots.on"),
    ],
)
def test_other_platforms(recover: Read, lost: str, markup: str, uid: str, words: str, handle: str) -> None:
    items = recover(page(markup.replace("class=", "data-was=") if lost else markup), "article-html")
    found = [(post.uid, post.text, post.author_handle) for post in posts(items)]
    assert found == [(uid, words, handle)]
    assert not left(items)
    check(items)


def blocks() -> dict[str, object]:
    """An article as a content service gives it."""
    kinds = "model.pageElements."
    return {
        "headline": "Roof",
        "webPublicationDate": "2031-03-04T10:00:00Z",
        "elements": [
            {"_type": kinds + "TextBlockElement", "html": BEFORE},
            {"_type": kinds + "TweetBlockElement", "html": TWEET, "url": STATUS, "hasMedia": False},
            {"_type": kinds + "TextBlockElement", "html": AFTER},
            {"_type": kinds + "YoutubeBlockElement", "originalUrl": "https://www.youtube.com/watch?v=AbCdEfGhI_1"},
        ],
    }


def test_an_article_as_json(recover: Read, sniffed: Callable[[str | bytes], dict[str, float]]) -> None:
    document = json.dumps(blocks())
    assert "article-json" in sniffed(document)
    items = recover(document, "article-json")
    assert [(post.uid, post.text) for post in posts(items)] == [(f"x:{ID}", TEXT)]
    assert [item.uid for item in left(items)] == ["youtube:AbCdEfGhI_1"]
    body = text(items)
    assert body.index("some neighbours") < body.index("leaks") < body.index("other neighbours")
    check(items)


@pytest.mark.parametrize("copies", [1, 2])
def test_an_oembed_response(recover: Read, sniffed: Callable[[str | bytes], dict[str, float]], copies: int) -> None:
    line = json.dumps({"url": STATUS, "author_name": "Lee", "html": TWEET, "provider_name": "X", "version": "1.0"}) + "\n"
    assert "article-json" in sniffed(line * copies)
    items = recover(line * copies, "article-json")
    assert [(post.uid, post.text) for post in posts(items)] == [(f"x:{ID}", TEXT)]


@pytest.mark.parametrize(
    "script", ['<script id="__NEXT_DATA__" type="application/json">{}</script>', "<script>window.__STATE__ = {};</script>"]
)
def test_a_page_drawn_by_a_script(recover: Read, script: str) -> None:
    state = script.replace("{}", json.dumps({"props": {"article": blocks()}}).replace("</", "<\\/"))
    items = recover(f"<!doctype html><html><body><div id='__next'></div>{state}</body></html>", "article-html")
    assert [(post.uid, post.text) for post in posts(items)] == [(f"x:{ID}", TEXT)]
    check(items)


def test_a_post_that_only_the_state_holds(recover: Read) -> None:
    other = {"elements": [{"html": LONG.format("no") * 4}, {"html": TWEET.replace(ID, "2012345678901234999")}]}
    state = json.dumps({"article": blocks(), "more": other}).replace("</", "<\\/")
    items = recover(page("", f"<script type='application/json'>{state}</script>"), "article-html")
    assert [post.uid for post in posts(items)] == [f"x:{ID}"], "posts of other articles are not this page's"
    body = text(items)
    assert body.index("some neighbours") < body.index("leaks") < body.index("other neighbours")
    check(items)


def test_state_beside_the_page_adds_nothing(recover: Read) -> None:
    state = json.dumps(blocks()).replace("</", "<\\/")
    items = recover(page(TWEET, f"<script type='application/json'>{state}</script>"), "article-html")
    assert [post.uid for post in posts(items)] == [f"x:{ID}"]
    assert "repeated in page" not in {item.reason for item in left(items)}


def test_comments_a_page_states(recover: Read) -> None:
    comment = {
        "@type": "Comment",
        "text": "I brought a bucket.",
        "author": {"@type": "Person", "name": "Lee"},
        "datePublished": "2031-03-04",
    }
    nobody = {"@type": "Comment", "text": "No name."}
    data = {"@type": "NewsArticle", "headline": "Roof", "author": {"name": "Staff"}, "comment": [comment, nobody]}
    items = recover(page("", f"<script type='application/ld+json'>{json.dumps(data)}</script>"), "article-html")
    found = [(post.platform, post.text, post.author_name) for post in posts(items)]
    assert found == [("unknown", "I brought a bucket.", "Lee")]
    check(items)


def test_a_post_stated_and_embedded_counts_once(recover: Read) -> None:
    data = {"@type": "SocialMediaPosting", "articleBody": "The roof leaks", "url": STATUS, "author": {"name": "Lee"}}
    items = recover(page(TWEET, f"<script type='application/ld+json'>{json.dumps(data)}</script>"), "article-html")
    assert [post.text for post in posts(items)] == [TEXT]
    assert [item.reason for item in left(items)] == ["repeated in page"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<blockquote>" * 300 + "deep" + TWEET,
        "<blockquote class='twitter-tweet'>" + "— a (@b) " * 20_000,
        "<p>" + "— " * 50_000 + f"<a href='{STATUS}'>x</a>",
        "<div data-content='" + "&lt;blockquote " * 60_000 + "'>",
        "<p>" + "<br>" * 50_000 + f"<a href='{STATUS}'>{STATUS}</a></p>",
        f"<p><a href='{STATUS}'>{STATUS}</a></p>" * 3000,
        "<script type='application/json'>" + '{"blockquote":' * 5000 + "</script>",
        "<iframe src='https://a.example/?url=" + "https%3A%2F%2F" * 5000 + "'></iframe>",
        "<template>" * 200 + TWEET,
        TWEET.replace("</blockquote>", "") * 200,
    ],
)
def test_hostile_pages(recover: Read, hostile: str) -> None:
    check(recover(page(hostile), "article-html"))


@settings(max_examples=40)
@given(st.data())
def test_mutated_forms_hold(recover: Read, data: st.DataObject) -> None:
    forms = [*TWEETS.values(), BLUESKY, TIKTOK, REDDIT, FACEBOOK, INSTAGRAM, *LINKED["x:2012345678901234567"]]
    whole = page("".join(data.draw(st.lists(st.sampled_from(forms), min_size=1, max_size=4))))
    for _ in range(data.draw(st.integers(0, 5))):
        at, size = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 60))
        put = data.draw(st.sampled_from(["", "<", ">", "</blockquote>", "<blockquote>", '"', "<p>", "&amp;lt;", "—", "(@a)"]))
        whole = whole[:at] + put + whole[at + size :]
    check(recover(whole, "article-html"))
