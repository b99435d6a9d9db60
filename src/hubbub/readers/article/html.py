"""Raw pages. Our own pass over the tree takes the embedded posts out before the body text is extracted.

Every extractor tried loses or flattens embedded posts; so each is replaced by a placeholder, the body text is extracted,
and each post's text goes back to its place. What an extractor leaves out of the body stands at its end.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import regex

from hubbub.readers.article.decode import content, decode, preview
from hubbub.readers.article.found import TOO_LARGE, Embed, Ledger, Saying, article_id, lost
from hubbub.readers.article.meta import about
from hubbub.readers.article.social import READ, kind, quoted
from hubbub.readers.article.speech import sayings
from hubbub.readers.base import Evidence, Item, Source
from hubbub.records import Article

Element = Any
PAGE = regex.compile(r"<!doctype\s+html|<html[\s>]", regex.I)
DOCTYPE = regex.compile(r"^\s*<!doctype\s+html", regex.I | regex.M)
TAGS = regex.compile(r"<(?:p|div|blockquote|meta|body|head|script|span|a|article|section|h[1-6])[\s>/]", regex.I)
DECLARATION = regex.compile(r"^\s*<\?xml[^>]{0,200}\?>")
NO_PAGE = "damaged page: save it again from a browser"
HIDDEN = ("script", "style", "template", "noscript", "svg", "head")


class HtmlReader:
    """Recovers posts and quotations from a page's HTML."""

    name = "article-html"

    def sniff(self, source: Source) -> Evidence | None:
        """Takes what begins as a page does, or is made of a page's tags."""
        text = preview(source.head).lstrip("\ufeff \t\r\n")
        if (text[:1] == "<" and PAGE.search(text[:2048])) or DOCTYPE.search(text[:2048]):
            return Evidence(0.95, "an HTML page")
        tags = len(TAGS.findall(text[:65536])) if text[:1] == "<" else 0
        return Evidence(0.6, f"HTML: {tags} tags") if tags >= 3 else None

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
    reveal(root)
    found = taken(root, hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()[:8])
    text, embeds = filled(body(root), found)
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
    """The tree of a page, however damaged; None when there is none. Takes no entity, no network, no declaration of encoding."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, recover=True, encoding="utf-8")
    try:
        return html.document_fromstring(DECLARATION.sub("", page).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def reveal(root: Element) -> None:
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


def taken(root: Element, mark: str) -> list[tuple[str, Embed]]:
    """The embedded posts in the page's order, each with the placeholder now in its place."""
    from lxml import etree

    found = []
    for number, one in reversed(list(enumerate(root.iter("blockquote")))):
        shape = kind(one)
        embed = READ[shape](one) if shape else quoted(one)
        if embed is None:
            continue
        token = f"hubbub{mark}n{number}e"
        found.append((token, embed))
        paragraph = etree.Element("p", hubbub="1")
        paragraph.text, paragraph.tail = token, one.tail
        parent = one.getparent()
        if parent is not None:
            parent.replace(one, paragraph)
    return found[::-1]


def body(root: Element) -> str:
    """The page's body text. Paragraph by paragraph where the extractor finds none."""
    import trafilatura
    from lxml import etree

    try:
        page = etree.tostring(root, encoding="unicode", method="html")
        text = trafilatura.extract(page, include_comments=False, favor_recall=True, deduplicate=False, with_metadata=False)
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        text = None
    return text or plain(root)


def plain(root: Element) -> str:
    """The text of a page's paragraphs and headings."""
    for one in list(root.iter(*HIDDEN)):
        one.drop_tree() if one.getparent() is not None else None
    parts = (" ".join("".join(one.itertext()).split()) for one in root.iter("p", "h1", "h2", "h3", "li", "blockquote"))
    return "\n".join(part for part in parts if part)


def filled(text: str, found: list[tuple[str, Embed]]) -> tuple[str, list[Embed]]:
    """The article's text with each post's own text at its place, and the posts with their spans."""
    placed = {one.start(): one[0] for token, _ in found if (one := regex.search(regex.escape(token), text))}
    posts = dict(found)
    parts: list[str] = []
    spans: list[Embed] = []
    done = size = 0
    for start, token in [*sorted(placed.items()), *((len(text), token) for token, _ in found if token not in placed.values())]:
        words = posts[token].text or ""
        lead = text[done:start] + ("\n" if start == len(text) and words and (start or parts) else "")
        spans.append(replace(posts[token], start=size + len(lead), end=size + len(lead) + len(words)))
        parts += [lead, words]
        size += len(lead) + len(words)
        done = start + len(token) if start < len(text) else start
    return "".join(parts) + text[done:], spans
