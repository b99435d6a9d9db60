"""Markup to a tree, however deep it nests. The parser gives up on a page at some depth, and with it on all that follows.

So a page with too much inside each other is written out flatter first: an element that would go too deep is put beside
the ones it is in, as browsers do. No word and no link of it is lost, nor does its order change.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import regex

from hubbub.readers.article.decode import sound

Element = Any
MOST = 200  # attributes of an element: more are no markup for readers, and every look at them takes long
DEEPEST, SHALLOW = 200, 120  # elements inside each other; those that go deeper begin again from the second
ROOM = 30  # and how much deeper what holds words goes, so that no post is parted from its element
QUOTED = 8  # blockquotes inside each other
ATTRIBUTE = r"(?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+)"
# Every tag is matched, so that no part of a page is looked at again from each `<` in it; only a crowded one is a group.
CROWDED = regex.compile(rf"(<[a-zA-Z][^\s/>]*+{ATTRIBUTE}{{{MOST}}})[^>]*+|<[a-zA-Z][^\s/>]*+{ATTRIBUTE}*+")
TAG = regex.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title|xmp)\b.*?(?:</(?P=raw)\s*+>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?:[^<>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>?",
    regex.I | regex.S,
)
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
BARE = frozenset({"html", "head", "body"})  # never closed: what follows would be outside
ALONE = frozenset({"p", "li", "option", "dt", "dd", "tr", "td", "th"})  # ended by the next of the same
WORDS = frozenset({"p", "a", "span", "time", "b", "i", "em", "strong", "u", "small"})
TOO_DEEP = "ERR_RESOURCE_LIMIT"


def document(page: str) -> Element | None:
    """The tree of a page; None when there is none. Takes no entity, no network, no declaration of encoding."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, recover=True, encoding="utf-8")
    text = CROWDED.sub(lambda tag: tag[1] or tag[0], sound(page))
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        if nested(root) or any(one.type_name == TOO_DEEP for one in parser.error_log):
            root = html.document_fromstring("".join(flat(text)).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root


def fragment(text: str) -> Element | None:
    """The elements of a piece of markup, in a `div`."""
    from lxml import etree

    root = document(f"<html><body>{text}</body></html>")
    body = None if root is None else root.find("body")
    if body is None or not (len(body) or body.text):
        return None
    holder = etree.SubElement(body, "div")
    holder.text, body.text = body.text, None
    holder.extend(body[:-1])
    return holder


def nested(root: Element) -> bool:
    """Whether more blockquotes are inside each other than anybody quotes."""
    return bool(root.xpath(f"boolean(//blockquote[count(ancestor::blockquote) >= {QUOTED}])"))


def flat(markup: str) -> Iterator[str]:
    """The pieces of some markup, with end tags put in where it nests too deep."""
    levels = Levels()
    done = 0
    for found in TAG.finditer(markup):
        yield markup[done : found.start()]
        name, done = (found["name"] or "").lower(), found.end()
        if name and name not in VOID | BARE and not found[0].endswith("/>"):
            if found["end"]:
                levels.closed(name)
            else:
                yield from levels.opened(name)
        yield found[0]
    yield markup[done:]


class Levels:
    """The elements that are open at a place of a page."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.counts: Counter[str] = Counter()

    def opened(self, name: str) -> Iterator[str]:
        """Opens an element; gives the end tags that must stand before it."""
        if name in ALONE and self.names and self.names[-1] == name:
            yield self.shut()
        while name == "blockquote" and self.counts[name] >= QUOTED:
            yield self.shut()
        if len(self.names) >= DEEPEST + (ROOM if name in WORDS else 0):
            while len(self.names) > SHALLOW:
                yield self.shut()
        self.names.append(name)
        self.counts[name] += 1

    def shut(self) -> str:
        """Closes the innermost element; gives its end tag."""
        name = self.names.pop()
        self.counts[name] -= 1
        return f"</{name}>"

    def closed(self, name: str) -> None:
        """Closes the innermost element of a name and those in it, where there is one: their end tags may be missing."""
        while self.counts[name]:
            if self.shut() == f"</{name}>":
                return
