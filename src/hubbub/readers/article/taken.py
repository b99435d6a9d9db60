"""Takes the embedded posts out of a page's tree and leaves a token in the place of each, before any extractor runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from hubbub.readers.article.addresses import Address, address
from hubbub.readers.article.found import Embed
from hubbub.readers.article.frames import linked, shown
from hubbub.readers.article.hidden import KEPT
from hubbub.readers.article.signed import posts
from hubbub.readers.article.social import ending, is_post, kind, quoted, quoting, read
from hubbub.readers.article.visible import Link, run, visible

Element = Any
WIDEST = 1500  # code points of a post in an element that is no blockquote
MANY = 100  # elements in the same
RAW = 6  # how much longer the same may be with its white space and scripts
NEAREST = 300  # code points of a signature that stands in the open
NESTED = 8  # blockquotes within blockquotes that are still read without a class
CONTAINERS = frozenset({"blockquote", "div", "section", "figure", "article", "q"})
SIGNING = frozenset({"x", "bluesky"})


@dataclass(slots=True)
class Site:
    """An element that may embed: `shape` is the platform of its markup; else `where` is all it gives. `kept`: not shown yet."""

    element: Element
    shape: str | None
    where: Address | None
    kept: bool
    nested: int = 0  # blockquotes it is in, itself too


@dataclass(frozen=True, slots=True)
class Placed:
    """A post taken out, and the token in its place."""

    token: str
    embed: Embed
    kept: bool = False

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells one post from another where its address is known."""
        return self.embed.platform, self.embed.post_id or self.embed.url


class Pass:
    """One pass over a page. Inner embeds are taken before those around them: quoted posts, wrappers."""

    def __init__(self, root: Element, mark: str) -> None:
        self.root = root
        self.mark = mark
        self.placed: list[Placed] = []
        self.looked: set[Element] = set()  # paragraphs that hold links to posts, each looked at once

    def posts(self) -> list[Placed]:
        """The embedded posts in the page's order, tokens now in their places."""
        for site in reversed(list(sites(self.root))):
            self.take(site)
        for link in list(self.root.iter("a")):
            self.loose(link)
        bring_out(self.root)
        order = {token: number for number, token in enumerate(tokens(self.root))}
        return distinct(sorted(self.placed, key=lambda one: order.get(one.token, len(order))))

    def take(self, site: Site) -> None:
        """Replaces an element by the tokens of its posts, those quoted in it after its own."""
        found, link = embedded(site)
        if not found or twin(site.element, found[0]):
            return
        follow(site.element, link.element if link else None)
        inner = list(tokens(site.element))
        self.put(site.element, [*(self.token(one, site.kept) for one in found), *inner])

    def token(self, embed: Embed, kept: bool = False) -> str:
        """A token for a post."""
        token = f"hubbub{self.mark}n{len(self.placed)}e"
        self.placed.append(Placed(token, embed, kept))
        return token

    def put(self, element: Element, names: list[str]) -> None:
        """A paragraph of tokens in an element's place."""
        from lxml import etree

        parent = element.getparent()
        if parent is None:
            return
        paragraph = etree.Element("p", hubbub="1")
        paragraph.text, paragraph.tail = " ".join(names), element.tail
        parent.replace(element, paragraph)

    def loose(self, link: Element) -> None:
        """Takes a signed post that has lost its blockquote: its paragraph, then "— Name (@handle)" and this link."""
        where, parent, above = address(link.get("href")), link.getparent(), link.getprevious()
        if where is None or where.platform not in SIGNING or parent is None or len(parent.text or "") > NEAREST:
            return
        foot = (above.tail if above is not None else parent.text) or ""
        if f"(@{where.handle})".lower() not in foot.lower() or len(foot) > NEAREST:
            return
        if parent.tag == "p" and parent not in self.looked:
            self.looked.add(parent)
            self.unwrapped(parent, where.platform)
        elif above is not None and above.tag == "p":
            self.beside(above, link, where.platform)

    def unwrapped(self, parent: Element, platform: str) -> None:
        """A post whose signature is in a paragraph: with the text before it, or alone after the text's own paragraph."""
        found = posts(run(parent), platform)
        above = parent.getprevious()
        if found[0][0].text:
            self.put(parent, [self.token(one) for one, _ in found])
        elif above is not None and above.tag == "p" and above.get("hubbub") is None:
            self.joined(above, parent, platform)

    def beside(self, above: Element, link: Element, platform: str) -> None:
        """A post whose signature follows its paragraph as bare text."""
        from lxml import etree

        foot = etree.Element("p")
        foot.text, above.tail = above.tail, None
        link.addprevious(foot)
        foot.append(link)
        foot.tail, link.tail = link.tail, None
        self.joined(above, foot, platform)

    def joined(self, words: Element, foot: Element, platform: str) -> None:
        """A post out of the paragraph of its text and that of its signature."""
        from lxml import etree

        whole = etree.Element("div")
        words.addprevious(whole)
        whole.tail, foot_tail = None, foot.tail
        foot.tail = None
        whole.extend([words, foot])
        words.tail, whole.tail = None, foot_tail
        found = posts(run(whole), platform)
        self.put(whole, [self.token(one) for one, _ in found])


def sites(root: Element) -> Iterator[Site]:
    """The elements that embed, in the page's order; what only names a post inside another embed is part of that one."""
    from lxml.etree import iterwalk

    opened: list[Element] = []
    kept = nested = 0
    for event, one in iterwalk(root, events=("start", "end")):
        hides, quotes = one.tag in KEPT or one.get("kept") is not None, one.tag == "blockquote"
        if event == "end":
            kept, nested = kept - hides, nested - quotes
            if opened and opened[-1] is one:
                opened.pop()
            continue
        kept, nested = kept + hides, nested + quotes
        site = None if opened and not quotes else sited(one, nested, kept=kept > 0)
        if site is not None:
            yield site
            opened += [one] if site.shape and quotes else []


def sited(one: Element, nested: int, *, kept: bool) -> Site | None:
    """What an element embeds, if anything."""
    shape = kind(one) if one.tag == "blockquote" or (one.tag in CONTAINERS and token_class(one)) else None
    if shape and is_post(one, shape):
        return Site(one, shape, None, kept, nested)
    if one.tag == "blockquote":
        return Site(one, None, None, kept, nested)
    where = shown(one, whole=not nested)
    return Site(one, None, where, kept, nested) if where else None


def token_class(one: Element) -> bool:
    """Whether an element that is no blockquote has a template's very class, not one that begins like it."""
    names = (one.get("class") or "").lower().split()
    return any(name in WHOLE for name in names)


WHOLE = frozenset(
    ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "reddit-embed-bq", "reddit-card")
) | frozenset(("mastodon-embed", "text-post-media", "fb-post", "fb-video", "reddit-embed"))


def embedded(site: Site) -> tuple[list[Embed], Link | None]:
    """The posts of a site, and the link they end with."""
    if site.where:
        return [linked(site.where)], None
    shape = site.shape or (quoting(site.element) if site.nested <= NESTED else None)
    if shape is None or not is_post(site.element, shape) or (site.element.tag != "blockquote" and wide(site.element)):
        one = quoted(site.element) if site.element.tag == "blockquote" and not site.kept else None
        return ([one] if one else []), None
    if shape not in SIGNING:
        follow(site.element, ending(site.element, shape))
    found, link = read(site.element, shape)
    if site.element.tag != "blockquote" and not (found[0].post_id or found[0].handle):
        return [], None
    if len(found) == 1 and found[0].text is None and found[0].post_id is None:
        wheres = (where for one in site.element.iter() if isinstance(one.tag, str) and (where := shown(one)))
        return [linked(where) if (where := next(wheres, None)) else found[0]], None
    return found, link


def wide(element: Element) -> bool:
    """Whether an element that only has a template's class holds far more than a post, or another post: a page's own layout."""
    if next(islice(element.iterdescendants(), MANY, None), None) is not None:
        return True
    size = 0
    for piece in element.itertext():
        size += len(piece)
        if size > RAW * WIDEST:
            return True
    return len(visible(element)) > WIDEST or next(tokens(element), None) is not None


def twin(element: Element, found: Embed) -> bool:
    """Whether an element without text of its own wraps a post that is already taken."""
    wraps = element.tag != "blockquote" or found.post_id is None
    return found.text is None and wraps and next(tokens(element), None) is not None


def follow(element: Element, last: Element | None) -> None:
    """Moves what comes after a post's last part out of its element: a page not closed properly goes on inside it."""
    from lxml import etree

    if last is None or element.getparent() is None:
        return
    rest, one = etree.Element("div"), last
    while one is not element:
        parent = one.getparent()
        if parent is None:
            return
        after(rest, one)
        one = parent
    if visible(rest) or next(tokens(rest), None):
        rest.tail, element.tail = element.tail, None
        element.addnext(rest)


def after(rest: Element, one: Element) -> None:
    """Adds the text and the elements after one to a rest."""
    if one.tail and one.tail.strip():
        if len(rest):
            rest[-1].tail = (rest[-1].tail or "") + one.tail
        else:
            rest.text = (rest.text or "") + one.tail
        one.tail = None
    rest.extend(list(one.itersiblings()))


def tokens(root: Element) -> Iterator[str]:
    """The tokens in a tree, in order."""
    for one in root.iter("p"):
        if one.get("hubbub") is not None:
            yield from (one.text or "").split()


def bring_out(root: Element) -> None:
    """Leaves of what a page keeps for later only the tokens; extractors skip it or take it for text."""
    for one in list(root.iter("template", "noscript", "div")):
        if one.tag == "div" and one.get("kept") is None:
            continue
        names, parent = list(tokens(one)), one.getparent()
        if parent is None or (not names and one.tag != "div"):
            continue
        one.clear(keep_tail=True)
        one.tag = "p"
        one.text = " ".join(names)
        one.set("hubbub", "1")


def distinct(placed: list[Placed]) -> list[Placed]:
    """Each post that is kept for later once, and not beside the same post shown; its text goes to that one if it has none."""
    seen = {one.key: one for one in reversed(placed) if not one.kept}
    later: dict[tuple[str, str | None], Embed] = {}
    result: list[Placed] = []
    for one in placed:
        twin_known = one.kept and one.key[1] is not None
        if twin_known and one.embed.text is not None:
            later.setdefault(one.key, one.embed)
        if not twin_known or one.key not in seen:
            result.append(one)
            seen.setdefault(one.key, one)
    whole = [Placed(one.token, later[one.key]) if one.embed.text is None and one.key in later else one for one in result]
    return [one for above, one in pairwise([None, *whole]) if one and not again(above, one)]


def again(above: Placed | None, one: Placed) -> bool:
    """Whether a post without text is named twice in a row: a frame and its link, a picture and its link."""
    return above is not None and one.key[1] is not None and above.key == one.key and one.embed.text is None
