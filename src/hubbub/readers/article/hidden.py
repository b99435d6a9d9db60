"""Brings out what a page keeps for later: markup in templates, attributes, consent boxes, escaped text and oEmbed scripts.

A page that waits for consent, or for the reader to scroll, holds its embeds as text somewhere. They are parsed and put
where they would appear, inside an element marked as kept, so that none counts beside its visible twin.
"""

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

import orjson
import regex

from hubbub.readers.article.tree import fragment

Element = Any
KEPT = frozenset({"template", "noscript", "script"})
MARKUP = regex.compile(
    r"<blockquote\b[^<>]{0,4000}(?:twitter-|instagram-|tiktok-|bluesky-|reddit-|mastodon-|text-post-|cite=)"
    r"|<iframe\b[^<>]{0,4000}(?:src|href)=|<amp-(?:twitter|instagram|facebook|reddit|tiktok|youtube)\b"
    r"|<div\b[^<>]{0,400}data-tweet-?id=",
    regex.I,
)
ESCAPED = regex.compile(r"(?:&(?:amp;)?lt;|\\u003c|%3c)(?:blockquote|iframe|amp-|div\b[^<>&]{0,200}data-tweet)", regex.I)
CODED = regex.compile(r"[A-Za-z0-9+/]{60,}={0,2}")
INERT = frozenset({"text/template", "text/html", "text/plain", "text/x-template", "text/x-handlebars-template", ""})
LARGEST = 1 << 20  # characters of one attribute or script
FOREIGN = frozenset({"iframe", "embed", "object", "a", "img", "input", "button"})
TWICE = 3  # how often a text may be escaped


def reveal(root: Element) -> None:
    """Puts the kept markup of a page behind the elements that keep it."""
    for one in list(root.iter()):
        if not isinstance(one.tag, str) or one.tag in {"html", "head", "meta"}:
            continue
        for text in kept(one):
            insert(one, text)


def kept(one: Element) -> Iterator[str]:
    """The markup of embeds that an element keeps in attributes or as inert text."""
    for name, value in one.attrib.items():
        if name not in {"class", "style", "href", "src"} and (found := markup(value)):
            yield found
    text = one.text or ""
    if one.tag == "script":
        yield from scripted(one, text)
    elif ("<blockquote" in text or "<iframe" in text) and (found := markup(text)):
        one.text = None  # it was escaped: shown as letters
        yield found


def scripted(one: Element, text: str) -> Iterator[str]:
    """The markup in a script that no browser runs, or that is an oEmbed response."""
    shape = (one.get("type") or "text/javascript").lower()
    if ("oembed" in shape and (found := response(text))) or (shape in INERT and (found := markup(text))):
        yield found


def response(text: str) -> str | None:
    """The markup of an oEmbed response."""
    try:
        data = orjson.loads(text[:LARGEST])
    except orjson.JSONDecodeError:
        return None
    html = data.get("html") if isinstance(data, dict) else None
    return html if isinstance(html, str) else None


def markup(value: str | None) -> str | None:
    """The markup of an embed in a value, however it is escaped; None when there is none."""
    text = value or ""
    if not 20 < len(text) <= LARGEST or text.lstrip()[:1] in {"{", "["}:
        return None  # JSON is read as such: see `state`
    if CODED.fullmatch(text):
        text = decoded(text)
    for _ in range(TWICE):
        if not ESCAPED.search(text):
            break
        text = (
            unquote(unescape(text)) if "%3c" in text.lower() else unescape(text).replace("\\u003c", "<").replace("\\u003e", ">")
        )
    return text if MARKUP.search(text) else None


def decoded(text: str) -> str:
    """A text that a consent box keeps in base 64; empty when it is none."""
    try:
        plain = b64decode(text + "=" * (-len(text) % 4), validate=True).decode("utf-8")
    except (Error, UnicodeDecodeError, ValueError):
        return ""
    return unquote(plain) if "%3C" in plain[:2000] else plain


def insert(one: Element, text: str) -> None:
    """Parses markup and puts it after an element, or in it where that can hold it."""
    from lxml import etree

    parent = one.getparent()
    holder = fragment(text)
    if parent is None or holder is None:
        return
    holder.set("kept", "1")
    if one.tag in FOREIGN or one.tag in KEPT:
        holder.tail, one.tail = one.tail, None
        one.addnext(holder)
    else:
        one.insert(0, holder)
        if one.text:
            holder.tail, one.text = one.text, None
    etree.strip_elements(holder, "script", with_tail=False)
