"""Made-up posts, and the embed templates of real pages filled with them; nothing of a real post is kept or written anywhere."""

import gzip
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import regex

ARTICLES = Path(__file__).parents[2] / "shared" / "data" / "articles"
WORDS = (
    "The roof leaks again & nobody is surprised 🌧️\n\nBring a bucket 👨‍👩‍👧 #roof",
    "@made_up_club “Dry seats” they said — dry (at home) pic.twitter.com/MadeUp1234",
    "Day 3:\n1) rain\n2) more rain\n3) see 1 https://t.co/MadeUp0001",
    "Regen, Regen, Regen … wer hätte das gedacht? ☔",
    "屋根から雨漏りしています。バケツを持ってきてください",
    "I <3 this place; 5 > 4 > 3, \"no\" & 'yes'",
    "- not a list\n- just how I write\nok?",
    "Wer zahlt? 1,50 € pro Eimer 🪣🪣",
    "It's fine. Really. (@other_made_up would not agree)",
    "¿Otra vez? ¡Qué sorpresa!\u00a0😂😂 RT if wet",
    "سقف الملعب يسرب الماء مرة أخرى",
    "ok",
)
NAMES = ("Lee Rain", "Kim 🌧️ Madeup", "J. P. Moss", "ADA", "Mo | bikes", "Old Gate (fan)")
CLASSES = regex.compile(r"twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|fb-xfbml-parse-ignore")
FRAMED = regex.compile(
    r"youtube(?:-nocookie)?\.com/embed/[\w-]{11}|facebook\.com/plugins/(?:post|video)|platform\.twitter\.com/embed"
)
STATUS = regex.compile(r"(?:mobile\.)?(?:twitter|x)\.com/(?:\w+|i/web)/status(?:es)?/\d+")
FACEBOOK = regex.compile(r"facebook\.com/[^\"'\s]*?/(?:posts|videos|photos)/[^\"'\s]*")
SIGNED = regex.compile(r"(?P<dash>—|–|&mdash;|&#8212;|-)(?P<gap>\s*)[^<(]{1,120}?\s*\(@\w+\)")
PARAGRAPH = regex.compile(r"(?P<open><p\b[^>]*>)(?P<words>.*?)(?P<close></p>)", regex.S)
DOCUMENTED = {  # as the platforms' own pages for developers give them; braces are filled
    "bluesky": (
        '<blockquote class="bluesky-embed" data-bluesky-uri="{id}" data-bluesky-cid="bafy"><p lang="en">{text}<br><br>'
        '<a href="{url}?ref_src=embed">[image or embed]</a></p>— {name} '
        '(<a href="https://bsky.app/profile/{did}?ref_src=embed">@{handle}</a>) '
        '<a href="{url}?ref_src=embed">March 1, 2031 at 9:00 AM</a></blockquote>'
    ),
    "tiktok": (
        '<blockquote class="tiktok-embed" cite="{url}" data-video-id="{id}"><section><a target="_blank" title="@{handle}" '
        'href="https://www.tiktok.com/@{handle}?refer=embed">@{handle}</a> <p>{text}</p> '
        '<a target="_blank" title="♬ original sound" '
        'href="https://www.tiktok.com/music/sound-1">♬ original sound</a></section></blockquote>'
    ),
    "reddit": (
        '<blockquote class="reddit-embed-bq" data-embed-height="316"><a href="{url}">{text}</a><br> by'
        '<a href="https://www.reddit.com/user/{handle}/">u/{handle}</a> in<a href="https://www.reddit.com/r/madeup/">madeup</a></blockquote>'
    ),
    "mastodon": (
        '<blockquote class="mastodon-embed" data-embed-url="{url}/embed"><a href="{url}" target="_blank">'
        "<div>Post by @{handle}</div><div>View on Mastodon</div></a></blockquote>"
    ),
    "threads": (
        '<blockquote class="text-post-media" data-text-post-permalink="{url}" data-text-post-version="0"><a href="{url}">'
        "<div>View on Threads</div></a></blockquote>"
    ),
}


@dataclass(frozen=True, slots=True)
class Label:
    """What a perfect reading recovers of one embed. `text` None: the page has none."""

    platform: str
    post_id: str
    handle: str | None
    text: str | None
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """An embed's markup as a real page has it (or a platform documents it), and where it is from."""

    name: str
    platform: str
    markup: str
    origin: str


def made(platform: str, number: int, chance: random.Random) -> Label:
    """A made-up post."""
    words, name = WORDS[number % len(WORDS)], chance.choice(NAMES)
    handle = f"lee_made_{number}" if platform != "instagram" else f"lee.made.{number}"
    digits = str(2_012_345_678_901_000_000 + number)
    if platform == "instagram":
        code = f"Cmade{number:05}_"
        return Label(platform, code, handle, words, name, f"https://www.instagram.com/p/{code}/")
    if platform == "youtube":
        code = f"Made{number:05}_-"
        return Label(platform, code, None, None, name, f"https://www.youtube.com/watch?v={code}")
    if platform == "facebook":
        return Label(platform, digits, None, words, name, f"https://www.facebook.com/made.up/posts/{digits}")
    return Label(platform, digits, handle, words, name, f"https://twitter.com/{handle}/status/{digits}")


def documented(platform: str, number: int, chance: random.Random) -> Label:
    """A made-up post of a platform that no real page at hand embeds."""
    words, name, handle = WORDS[number % len(WORDS)], chance.choice(NAMES), f"lee_made_{number}"
    digits = str(7_212_345_678_901_000_000 + number)
    if platform == "bluesky":
        did = f"did:plc:made{number:04}"
        url = f"https://bsky.app/profile/{did}/post/3kmade{number}"
        return Label(platform, f"at://{did}/app.bsky.feed.post/3kmade{number}", f"lee{number}.example", words, name, url)
    if platform == "reddit":
        title = " ".join(words.split())
        return Label(
            platform, f"t3_made{number}", handle, title, name, f"https://www.reddit.com/r/madeup/comments/made{number}/title/"
        )
    if platform == "mastodon":
        url = f"https://social.example/@{handle}/{digits}"
        return Label(
            platform, f"https://social.example/users/{handle}/statuses/{digits}", f"{handle}@social.example", None, name, url
        )
    if platform == "threads":
        return Label(
            platform, f"Cmade{number:05}", handle, None, name, f"https://www.threads.net/@{handle}/post/Cmade{number:05}"
        )
    return Label(platform, digits, handle, words, name, f"https://www.tiktok.com/@{handle}/video/{digits}")


def marked(text: str) -> str:
    """A post's text as X writes it into a page: marks escaped once, lines broken, links linked."""
    lines = escape(text, quote=False).replace("\n", "<br>")
    return regex.sub(
        r"(?:https://t\.co|pic\.twitter\.com)/\w+", lambda found: f'<a href="https://t.co/MadeUp0001">{found[0]}</a>', lines
    )


def templates() -> list[Template]:
    """Every embed template of the real pages, each structure once."""
    found: dict[str, Template] = {}
    for file in sorted(ARTICLES.glob("*/*.html.gz")):
        for one in embeds(file):
            found.setdefault(f"{one.platform} {structure(one.markup)}", one)
    return list(found.values())


def structure(markup: str) -> str:
    """The tags and attribute names of a markup, styles and words aside."""
    tags = regex.findall(r"<(\w+)([^>]*)>", markup)
    kept = ((tag, regex.findall(r"([\w-]+)=", rest)) for tag, rest in tags if tag not in {"br", "a", "svg", "g", "path"})
    return " ".join(f"{tag}({','.join(names)})" for tag, names in kept)


def embeds(file: Path) -> Iterator[Template]:
    """The embeds of a page."""
    from lxml import etree, html

    root = html.document_fromstring(
        gzip.decompress(file.read_bytes()).decode("utf-8", "replace").encode(), html.HTMLParser(encoding="utf-8")
    )
    for one in root.iter("blockquote", "iframe", "div"):
        platform = kind(one)
        if platform is None or any(kind(above) for above in one.iterancestors("blockquote", "div")):
            continue
        copy = deepcopy(one)
        copy.tail = None
        etree.strip_elements(copy, "script", with_tail=False)
        yield Template(
            f"{platform}:{one.tag}", platform, etree.tostring(copy, encoding="unicode", method="html"), file.parent.name
        )


def kind(one: Any) -> str | None:  # noqa: ANN401  lxml has no types
    """The platform of an element that embeds."""
    shape = CLASSES.search(one.get("class") or "")
    source = next((value for name, value in one.attrib.items() if "src" in name and FRAMED.search(value)), "")
    if one.tag == "iframe":
        return next((name for name in ("youtube", "facebook", "twitter") if name in source), "").replace("twitter", "x") or None
    if one.tag == "div":
        return "x" if one.get("data-tweetid") else None
    if shape is None:
        return None
    if shape[0].startswith("fb-"):
        return "facebook" if FACEBOOK.search(one.get("cite") or "") else None
    return {"twitter": "x", "instagram": "instagram", "tiktok": "tiktok", "bluesky": "bluesky"}[shape[0].partition("-")[0]]


def filled(template: Template, post: Label) -> tuple[str, Label]:
    """A template with a made-up post in it, and what it then holds."""
    if template.origin == "documented":
        plain = template.platform == "reddit"  # a title holds no links
        words, did = (
            escape(post.text or "", quote=False) if plain else marked(post.text or ""),
            post.post_id.removeprefix("at://").partition("/")[0],
        )
        values = {"text": words, "handle": post.handle, "name": post.name, "id": post.post_id, "url": post.url, "did": did}
        return regex.sub(r"\{(\w+)\}", lambda found: values[found[1]] or "", template.markup), post
    if template.platform == "instagram":
        return instagram(template.markup, post)
    if template.platform == "youtube":
        return regex.sub(r"/embed/[\w-]{11}", f"/embed/{post.post_id}", template.markup), post
    if template.platform == "facebook":
        return facebook(template.markup, post)
    return tweet(template.markup, post)


def tweet(markup: str, post: Label) -> tuple[str, Label]:
    """X: the first paragraph is the text; paragraphs after it, but the signature, go."""
    markup = STATUS.sub(f"twitter.com/{post.handle}/status/{post.post_id}", markup)
    markup = regex.sub(r'(data-tweet-?id)="?\d+"?', rf'\1="{post.post_id}"', markup)
    first = PARAGRAPH.search(markup)
    if first is None or SIGNED.match(first["words"].lstrip()) or "status/" in first["words"]:
        return markup, replace(post, text=None)
    rest = PARAGRAPH.sub(lambda found: found[0] if "(@" in found["words"] else "", markup[first.end() :])
    rest = SIGNED.sub(lambda found: f"{found['dash']}{found['gap']}{post.name} (@{post.handle})", rest, count=1)
    return markup[: first.start("words")] + marked(post.text or "") + markup[first.end("words") :][
        : len(first["close"])
    ] + rest, post


def instagram(markup: str, post: Label) -> tuple[str, Label]:
    """Instagram: the caption's paragraph where the embed has one, and the handle where it says who shared it."""
    markup = regex.sub(r"instagram\.com/(?:p|reel|tv)/[\w-]+", f"instagram.com/p/{post.post_id}", markup)
    shared = regex.search(r"\(@[\w.]+\)", markup) is not None
    markup = regex.sub(r"\(@[\w.]+\)", f"(@{post.handle})", markup)
    captioned = False

    def caption(found: "regex.Match[str]") -> str:
        nonlocal captioned
        words = " ".join(regex.sub(r"<[^>]+>", "", found["words"]).replace("&nbsp;", " ").split())
        if not words or "(@" in words or captioned or "Instagram" in words:
            return found[0]
        captioned = True
        return f'{found["open"]}<a href="{post.url}">{marked(post.text or "")}</a>{found["close"]}'

    markup = PARAGRAPH.sub(caption, markup)
    return markup, replace(post, text=post.text if captioned else None, handle=post.handle if shared else None)


def facebook(markup: str, post: Label) -> tuple[str, Label]:
    """Facebook: the paragraph, where there is one."""
    markup = FACEBOOK.sub(post.url.partition("www.")[2], markup)
    first = PARAGRAPH.search(markup)
    if first is None:
        return markup, replace(post, text=None)
    return markup[: first.start("words")] + marked(post.text or "") + markup[first.end("words") :], post
