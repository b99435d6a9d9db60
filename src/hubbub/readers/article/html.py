"""Raw pages. Our own pass over the tree takes the embedded posts out before the body text is extracted.

Every extractor tried loses or flattens embedded posts; so each is replaced by a placeholder, the body text is extracted,
and each post's text goes back to its place. What an extractor leaves out of the body stands at its end.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import regex

from hubbub.readers.article.body import body, filled
from hubbub.readers.article.decode import content, decode, preview
from hubbub.readers.article.found import TOO_LARGE, Embed, Ledger, Saying, article_id, lost
from hubbub.readers.article.hidden import reveal
from hubbub.readers.article.linked import placed as with_stated
from hubbub.readers.article.linked import statements
from hubbub.readers.article.meta import about
from hubbub.readers.article.speech import sayings
from hubbub.readers.article.state import graft
from hubbub.readers.article.taken import Pass
from hubbub.readers.article.tree import document
from hubbub.readers.base import Evidence, Item, Shape, Source
from hubbub.records import Article

Element = Any
PAGE = regex.compile(r"<!doctype\s+html|<html[\s>]", regex.I)
TAGS = regex.compile(r"<(?:p|div|blockquote|meta|body|head|script|span|a|article|section|h[1-6])[\s>/]", regex.I)
DECLARATION = regex.compile(r"^\s*<\?xml[^>]{0,200}\?>")
NO_PAGE = "damaged page: save it again from a browser"


class HtmlReader:
    """Recovers posts and quotations from a page's HTML."""

    name = "article-html"
    shapes = (Shape("article-html", "a saved page with embedded posts", "articles/**/*.html.gz"),)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes what begins as a page does, or is made of a page's tags."""
        text = preview(source.head).lstrip("\ufeff \t\r\n")
        if text[:1] == "<" and PAGE.search(text[:2048]):
            return Evidence(0.95, "an HTML page", self.name)
        tags = len(TAGS.findall(text[:65536])) if text[:1] == "<" else 0
        return Evidence(0.6, f"HTML: {tags} tags", self.name) if tags >= 3 else None

    def read(self, source: Source) -> Iterator[Item]:
        """The article, its posts and its quotations."""
        raw = content(source)
        page = decode(raw or b"").replace("\x00", "")
        root = parsed(page)
        if root is None:
            yield lost(source.name, TOO_LARGE if raw is None else NO_PAGE, source.head)
        else:
            yield from article(source.name, root, page)


def article(name: str, root: Element, page: str) -> Iterator[Item]:
    """The records of one page."""
    facts = about(root)
    stated = list(statements(root))
    clear(root)
    uncover(root)
    graft(root)
    reveal(root)
    mark = hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    placed = Pass(root, mark).posts()
    text, embeds = with_stated(*filled(body(root), placed, root, mark), stated)
    known = article_id(text)
    record = Article(article_id=known, input_file=name, title=facts.title, url=facts.url, published_at=facts.published, text=text)
    quotes = sayings(text, [(one.start, one.end) for one in embeds if one.start < one.end])
    quotes += [saying(one) for one in embeds if is_quoted(one)]
    yield from Ledger(record).items([one for one in embeds if not is_quoted(one)], quotes)


def is_quoted(one: Embed) -> bool:
    """Whether a post is one the article quotes, not embeds."""
    return one.cue is not None


def saying(one: Embed) -> Saying:
    """The quotation of a post that the page's markup sets off."""
    return Saying(start=one.start, end=one.end, kind="direct", speaker=one.speaker, cue=one.cue, post=one)


def parsed(page: str) -> Element | None:
    """The tree of a page, however damaged; None when there is none."""
    return document(DECLARATION.sub("", page))


def clear(root: Element) -> None:
    """Removes what a page has of our own marks, so that only what we take is marked."""
    for one in root.xpath("//*[@hubbub or @kept]"):
        one.attrib.pop("hubbub", None)
        one.attrib.pop("kept", None)


def uncover(root: Element) -> None:
    """Puts back the addresses that a proxy hid: each byte is the hidden one, exclusive-or the first. Certain, no guess."""
    for one in list(root.iter("a", "span")):
        hidden = one.get("data-cfemail") or anchor(one.get("href") or "")
        plain = deciphered(hidden) if hidden else None
        if plain is not None and "protected" in "".join(one.itertext()):
            for child in list(one):
                one.remove(child)
            one.text = plain
            one.attrib.pop("href", None)


def anchor(address: str) -> str | None:
    """The hidden address in a link to the proxy's page."""
    return address.partition("/cdn-cgi/l/email-protection#")[2] or None


def deciphered(hidden: str) -> str | None:
    """The text behind a hidden address; None when it is none."""
    try:
        raw = bytes.fromhex(hidden)
        plain = bytes(each ^ raw[0] for each in raw[1:]).decode("utf-8")
        return plain if plain.isprintable() else None
    except (ValueError, IndexError):
        return None
