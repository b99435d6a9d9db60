"""Embeds that hold no text: frames, AMP elements, players, attributes that name a post, a post's address standing alone.

The post is known and its text is not in the page; it is counted, with its address, and never disappears.
"""

from itertools import islice
from typing import Any

import regex

from hubbub.readers.article.addresses import Address, address, framed
from hubbub.readers.article.found import Embed

Element = Any
AMP: dict[str, tuple[str, str]] = {  # element: attribute with the id, and the address it stands for
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-tiktok": ("data-src", "https://www.tiktok.com/embed/v2/{}"),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v={}"),
    "amp-facebook": ("data-href", "{}"),
    "amp-reddit": ("data-src", "{}"),
    "amp-embedly-card": ("data-url", "{}"),
    "twitter-widget": ("data-tweet-id", "https://twitter.com/i/status/{}"),
    "oembed": ("url", "{}"),
}
NAMED: dict[str, str] = {  # attributes that only embeds have
    "data-tweet-id": "https://twitter.com/i/status/{}",
    "data-tweetid": "https://twitter.com/i/status/{}",
    "data-tweet-url": "{}",
    "data-instgrm-permalink": "{}",
    "data-text-post-permalink": "{}",
    "data-bluesky-uri": "{}",
    "data-embed-url": "{}",
    "data-embed-src": "{}",
    "data-oembed-url": "{}",
    "data-post-url": "{}",
    "data-youtube-id": "https://www.youtube.com/watch?v={}",
}
EMBEDS = regex.compile(r"(?:^|[\s_-])(?:embed|oembed|tweet|social-embed)", regex.I)
FRAMES = frozenset({"iframe", "amp-iframe", "frame", "embed", "object"})
ADDRESS = regex.compile(r"(?:https?:)?//\S{6,600}")
SHORTENED = regex.compile(r"(?:https?://)?(?:www\.|mobile\.)?(?P<start>[\w.-]{4,60}/\S{0,500}?)(?:…|\.\.\.)?")
PLAIN = frozenset({"p", "div", "figure", "section", "center", "li", "span", "strong", "em", "b", "i", "td"})
PARTS = 50  # elements in a link that shows an address
CLIMB = 6  # how many wrappers around an address alone, and things beside it, are looked at


def shown(element: Element, *, whole: bool = True) -> Address | None:
    """The post that an element embeds by address; None when it embeds none. `whole`: an address that stands alone counts."""
    tag = element.tag
    if tag in FRAMES:
        return next((found for value in element.attrib.values() if (found := framed(value))), None) or named(element)
    if tag in AMP:
        name, template = AMP[tag]
        return filled(template, element.get(name)) or framed(element.get(name))
    if tag == "a" or tag in PLAIN:
        return (alone(element) if whole else empty(element)) or named(element)
    return named(element)


def named(element: Element) -> Address | None:
    """The post that an element's attributes name: with its own address where a link inside gives it."""
    pairs = ((NAMED[name], value) for name, value in element.attrib.items() if name in NAMED)
    if "fb-post" in (element.get("class") or "") or "fb-video" in (element.get("class") or ""):
        pairs = (*pairs, ("{}", element.get("data-href") or ""))  # type: ignore[assignment]
    found = next((one for template, value in pairs if (one := filled(template, value))), None)
    inside = (address(one.get("href")) for one in element.iterchildren("a")) if found else ()
    return next((one for one in inside if one and found and one.post_id == found.post_id), found)


def filled(template: str, value: str | None) -> Address | None:
    """The address that a template gives for an id."""
    return address(template.format(value.strip())) if value and len(value) < 1000 else None


def alone(element: Element) -> Address | None:
    """The post whose address is all that an element holds, as link or as text."""
    if element.tag == "a":
        if next(islice(element.iterdescendants(), PARTS, None), None) is not None:
            return None
        label, target = "".join(element.itertext()).strip(), address(element.get("href"))
        if embeds(element) and (found := empty(element)):
            return found
        return target if target and bare(label, element.get("href") or "") and lonely(element) else None
    words = (element.text or "").strip()
    if not words or len(element) or not ADDRESS.fullmatch(words) or not lonely(element):
        return None
    return address(words)


def empty(element: Element) -> Address | None:
    """The post that a link without any words leads to: in a blockquote, what a script would have drawn the post for."""
    hollow = element.tag == "a" and not len(element) and not (element.text or "").strip()
    return address(element.get("href")) if hollow else None


def embeds(element: Element) -> bool:
    """Whether an element, or the one around it, says that it embeds."""
    around = element.getparent()
    return any(EMBEDS.search(one.get("class") or "") for one in (element, around) if one is not None)


def bare(label: str, href: str) -> bool:
    """Whether a link shows its own address, in full or cut short."""
    if ADDRESS.fullmatch(label):
        return True
    found = SHORTENED.fullmatch(label) if label and len(label) < 600 else None
    return found is not None and "/" in label and found["start"] in href


def lonely(element: Element) -> bool:
    """Whether a paragraph or its like holds an element and nothing else."""
    one = element
    for _ in range(CLIMB):
        if one.tag in {"p", "div", "figure", "section", "center"}:
            return True
        parent = one.getparent()
        if parent is None or parent.tag not in PLAIN or (parent.text or "").strip() or (one.tail or "").strip():
            return False
        others = [each for each in islice(parent.iterchildren(), CLIMB) if each is not one]
        if len(others) > 4 or any(each.tag not in {"br", "script"} or (each.tail or "").strip() for each in others):
            return False
        one = parent
    return False


def linked(where: Address) -> Embed:
    """The record of a post whose text is not in the page."""
    return Embed(start=0, end=0, text=None, platform=where.platform, handle=where.handle, post_id=where.post_id, url=where.url)
