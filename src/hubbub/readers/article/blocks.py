"""Articles as JSON documents of their own: blocks with markup as content services give them, and oEmbed responses."""

from collections.abc import Iterator
from html import escape

import orjson
import regex

from hubbub.readers.article.addresses import address
from hubbub.readers.article.decode import content, decode, preview
from hubbub.readers.article.found import TOO_LARGE, lost
from hubbub.readers.article.html import article, parsed
from hubbub.readers.article.state import bodies, unrepeated
from hubbub.readers.base import Evidence, Item, Shape, Source

# Names in markup or keys: people write about "twitter-tweet", too. The name first, what must be before it then: a tenth of
# the time.
CLASSES = "(?:twitter-tweet|instagram-media|tiktok-embed|bluesky-embed|reddit-embed-bq|mastodon-embed|text-post-media)"
BLOCKS = "(?:Tweet|Instagram|Youtube|Embed|TikTok)BlockElement"
EMBEDS = regex.compile(
    rf"""\b{CLASSES}\b(?<=class\s*=\s*(?:\\*["']|\\u002[27]|&(?:quot|\#3[49]);)?[\w\s\-]{{0,200}}\b{CLASSES})"""
    rf"""|{BLOCKS}(?=["'])(?<=["'][\w.]{{0,100}}{BLOCKS})|tweetTypeData(?=["'])(?<=["']tweetTypeData)"""
)
SERVICE = regex.compile(r'"(?:provider_name|provider_url)"\s*:')
SERVICES = frozenset({"provider_name", "provider_url"})
TITLES = ("headline", "webTitle", "title")
ADDRESSES = ("webUrl", "link", "canonicalUrl", "url")
DATES = ("webPublicationDate", "datePublished", "published", "date")
NO_DOCUMENT = "damaged JSON: export the page's data again"


class BlocksReader:
    """Recovers posts and quotations from an article's JSON."""

    name = "article-json"
    shapes = (
        Shape("article-blocks", "an article's JSON: blocks with the markup of embedded posts, as content services give it"),
        Shape("oembed", "an oEmbed response"),
    )

    def sniff(self, source: Source) -> Evidence | None:
        """Takes JSON that holds the markup of embedded posts, or is an oEmbed response."""
        text = preview(source.head).lstrip("\ufeff \t\r\n")
        if text[:1] not in {"{", "["} or source.settings.columns:  # columns are asked for in exports
            return None
        if SERVICE.search(text) and answers(documents(text)):
            return Evidence(0.94, "an oEmbed response", "oembed")
        found = EMBEDS.search(text)
        if found:
            return Evidence(0.94, f"JSON of an article that embeds posts: {found[0]}", "article-blocks")
        return None

    def read(self, source: Source) -> Iterator[Item]:
        """The article, its posts and its quotations."""
        raw = content(source)
        data = None if raw is None else documents(decode(raw))
        root = None if data is None else parsed(page(data))
        if root is None:
            yield lost(source.name, TOO_LARGE if raw is None else NO_DOCUMENT, source.head)
        else:
            yield from article(source.name, root, page(data))


def documents(text: str) -> object:
    """The JSON value of a text, or the values of its lines; None when a line is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        return [orjson.loads(line) for line in text.splitlines() if line.strip()] or None
    except orjson.JSONDecodeError:
        return None


def page(data: object) -> str:
    """The page that an article's JSON would be drawn as."""
    parts = answers(data) or [part for found in bodies(data).values() for part in found]
    heads = [f'<meta property="{name}" content="{escape(value)}">' for name, value in facts(data)]
    return (
        "<!doctype html><html><head>" + "".join(heads) + "</head><body><article>" + "\n".join(parts) + "</article></body></html>"
    )


def answers(data: object) -> list[str]:
    """The markup of oEmbed responses, one or several; none where a value is anything else. Their address is the post's."""
    each = data if isinstance(data, list) else [data]
    found = [one for one in each if isinstance(one, dict) and isinstance(one.get("html"), str) and SERVICES & one.keys()]
    return [part for one in found for part in unrepeated([one["html"], *named(one)])] if len(found) == len(each) else []


def named(one: dict[str, object]) -> list[str]:
    """The address of a response's post, as a paragraph."""
    url = one.get("url")
    return [f"<p>{escape(url)}</p>"] if isinstance(url, str) and address(url) else []


def facts(data: object) -> Iterator[tuple[str, str]]:
    """Title, address and date of an article, where its JSON gives them on its first levels."""
    outer = data if isinstance(data, dict) else {}
    levels = [outer, *(one for one in outer.values() if isinstance(one, dict))]
    for name, keys in (("og:title", TITLES), ("og:url", ADDRESSES), ("article:published_time", DATES)):
        values = (level.get(key) for level in levels for key in keys)
        plain = (value.get("rendered") if isinstance(value, dict) else value for value in values)
        found = next((value for value in plain if isinstance(value, str) and 0 < len(value) < 2000), None)
        if found:
            yield name, found.replace("\x00", "")
