"""Articles that a page or a service holds as JSON: blocks with markup, a script's state, oEmbed responses.

A page's state may hold other articles too. Its own is the one whose paragraphs the page shows; where the page shows none
(it is drawn by a script), the longest one.
"""

from collections.abc import Iterator
from typing import Any

import orjson
import regex

from hubbub.readers.article.addresses import address
from hubbub.readers.article.body import opening
from hubbub.readers.article.tree import fragment

Element = Any
Key = tuple[str, ...]
HOLDS = regex.compile(r"blockquote|iframe|amp-(?:twitter|instagram)|/status(?:es)?(?:\\?/)\d|BlockElement", regex.I)
TAGGED = regex.compile(r"</?(?:p|div|blockquote|iframe|figure|br|h[1-6]|ul|amp-[a-z]+|section|a)\b[^<>]{0,4000}+>", regex.I)
ASSIGNED = regex.compile(r"^[^={\[]{0,120}=\s*(?=[{\[])")
IDENT = regex.compile(r"[\w-]{5,90}+")
SHORT = 400  # characters of paragraphs: a page with fewer shows no article
KEY = 20  # characters a paragraph needs to tell one article from another
DEEP = 64
LARGEST = 16 << 20
NOT_BODIES = frozenset(
    ("description", "excerpt", "summary", "standfirst", "trailtext", "teaser", "caption", "head", "css", "script")
)


def strings(data: object) -> Iterator[tuple[Key, str]]:
    """Every piece of markup and every post's address in a JSON value, in order, with the list or field it is in."""
    waiting: list[tuple[Key, object]] = [((), data)]
    while waiting:
        path, one = waiting.pop()
        if isinstance(one, str):
            found = one if TAGGED.search(one) else f"<p>{one}</p>" if address(one) else None
            if found:
                yield group(path), found
        elif len(path) < DEEP and isinstance(one, list):
            waiting.extend(((*path, "*"), each) for each in reversed(one))
        elif len(path) < DEEP and isinstance(one, dict):
            kept = [(name, each) for name, each in one.items() if name.lower() not in NOT_BODIES]
            waiting.extend(((*path, name), each) for name, each in reversed(kept))


def group(path: Key) -> Key:
    """The list a value stands in, however deep below its items; its own path where it is in none."""
    return path[: len(path) - path[::-1].index("*")] if "*" in path else path


def bodies(data: object) -> dict[Key, list[str]]:
    """The markup of each article-like part of a JSON value. An address is left out where markup beside it has the post."""
    found: dict[Key, list[str]] = {}
    for key, text in strings(data):
        found.setdefault(key, []).append(text)
    return {key: unrepeated(parts) for key, parts in found.items()}


def unrepeated(parts: list[str]) -> list[str]:
    """Pieces of markup, each once, without the addresses of posts that one of them embeds."""
    named = {word for part in parts if not bare(part) for word in IDENT.findall(part)}
    kept: dict[str, None] = {}
    for part in parts:
        where = address(part[3:-4]) if bare(part) else None
        if not where or not where.post_id or where.post_id.rpartition("/")[2] not in named:
            kept[part] = None
    return list(kept)


def bare(part: str) -> bool:
    """Whether a piece is one address."""
    return part.startswith("<p>") and address(part[3:-4]) is not None


def graft(root: Element) -> None:
    """Puts the posts of a page's own article that only its state holds where they belong, as kept for later."""
    shown = {opening(one): one for one in root.iter("p") if len(opening(one)) >= KEY}
    drawn = sum(len(opening(one, SHORT)) for one in root.iter("p")) < SHORT
    parts = [part for data in states(root) for part in bodies(data).values() if HOLDS.search("".join(part))]
    if drawn and parts:
        whole = max(parts, key=lambda part: sum(map(len, part)))
        holder, page = fragment("".join(whole)), next(root.iter("body"), root)
        if holder is not None:
            holder.tag = "article"
            page.append(holder)
        return
    for part in parts:
        holder = fragment("".join(part))
        if holder is not None:
            transplant(holder, shown)


def transplant(holder: Element, shown: dict[str, Element]) -> None:
    """Moves what stands between an article's paragraphs in its state behind the same paragraphs of the page.

    `shown` gives for each paragraph the last of what stands behind it.
    """
    keys = [key for one in holder.iter("p") if len(key := opening(one)) >= KEY]
    if not keys or sum(key in shown for key in keys) * 2 < len(keys):
        return
    last: str | None = None
    for one in list(blocks(holder)):
        key = opening(one)
        if key in shown:
            last = key
        elif last is not None and shown[last].getparent() is not None and isinstance(one.tag, str):
            shown[last] = behind(shown[last], one)


def blocks(holder: Element) -> Iterator[Element]:
    """The blocks of an article: those in plain wrappers one by one."""
    for one in holder.iterchildren():
        if one.tag in {"div", "section"} and not one.get("class"):
            yield from one.iterchildren()
        else:
            yield one


def behind(place: Element, one: Element) -> Element:
    """Puts an element after another, as kept for later; gives what is now the last there."""
    from lxml import etree

    holder = etree.Element("div", kept="state")
    holder.tail, place.tail = place.tail, None
    one.tail = None
    holder.append(one)
    place.addnext(holder)
    return holder


def states(root: Element) -> Iterator[object]:
    """The JSON values of a page's scripts that may hold markup."""
    for one in root.iter("script"):
        text = one.text or ""
        if "ld+json" in (one.get("type") or "") or not HOLDS.search(text[:LARGEST]):
            continue
        data = loaded(ASSIGNED.sub("", text.strip()).rstrip("; \n"))
        if data is not None:
            yield data


def loaded(text: str | bytes) -> object:
    """A JSON value; None when it is none."""
    try:
        return orjson.loads(text[:LARGEST])
    except orjson.JSONDecodeError:
        return None
