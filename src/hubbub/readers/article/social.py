"""The markup of embedded posts, platform by platform: what of a post stands in the page. Text only; nothing is run or fetched.

A template is known by its class and, where a sanitizer took that away or changed it, by what only it holds: its own data
attribute, its signature with a link to the post, its "A post shared by".
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import regex

from hubbub.readers.article.addresses import Address, address
from hubbub.readers.article.decode import moment
from hubbub.readers.article.found import Embed
from hubbub.readers.article.marks import CLOSING
from hubbub.readers.article.signed import doubly, is_signed, note, posts, unescaped
from hubbub.readers.article.speaker import before, platform
from hubbub.readers.article.speech import sentence
from hubbub.readers.article.visible import BLOCKS, Link, Run, outermost, paragraphs, run, visible
from hubbub.readers.dates import UNDATED

Element = Any
Taken = tuple[list[Embed], Link | None]  # the posts of an element, and the link they end with where more follows
SHARED = regex.compile(r"\(@(?P<handle>[\w.]{1,40})\)")
SHARER = regex.compile(
    r"(?:shared by|geteilt von|condiviso da|compartida (?:por|de)|partagée? par|compartilhada por|publicado por|by)"
    r" +(?P<name>[^(]{1,80}?) *\(@",
    regex.I,
)
INSTAGRAM = regex.compile(r"instagram\.com/(?:[\w.]+/)?(?:p|reel|reels|tv)/", regex.I)
BOILER = regex.compile(r"\bInstagram\b|\b(?:post|photo|video) shared by\b|geteilter Beitrag|Beitrag geteilt")
POSTED = regex.compile(r"\n?(?P<lead>Posted by|Publiée? par|Gepostet von|Publicada? por|Geplaatst door|Pubblicato da)\s", regex.I)
MEMBER = regex.compile(r"reddit\.com/u(?:ser)?/(?P<who>[\w-]{2,30})", regex.I)
PERSON = regex.compile(r"(?<![\w@])@(?P<who>\w{1,60}@[\w.-]{3,80})")
MUSIC = "♬"
BUTTON = 80  # code points of "Post by @…, view on …"
INTRODUCING = ("p", "div", "h2", "h3", "h4")
CLASSES = regex.compile(
    r"(?<x>twitter-(?:tweet|video))|(?<instagram>instagram-media)|(?<tiktok>tiktok-embed)|(?<bluesky>bluesky-embed)"
    r"|(?<reddit>reddit-(?:embed-bq|card|embed))|(?<mastodon>mastodon-embed)|(?<threads>text-post-media)"
    r"|(?<facebook>fb-(?:post|video|xfbml-parse-ignore))",
    regex.I,
)
MARKED = (
    ("data-instgrm-permalink", "instagram"),
    ("data-bluesky-uri", "bluesky"),
    ("data-text-post-permalink", "threads"),
    ("data-embed-url", "mastodon"),
    ("data-tweet-id", "x"),
)
DOMAINS = {
    "instagram": regex.compile(r"instagram\.com/", regex.I),
    "tiktok": regex.compile(r"tiktok\.com/", regex.I),
    "reddit": regex.compile(r"reddit\.com/", regex.I),
    "threads": regex.compile(r"threads\.(?:net|com)/", regex.I),
    "facebook": regex.compile(r"facebook\.com/", regex.I),
    "mastodon": regex.compile(r"/@\w+(?:@[\w.-]+)?/\d+", regex.I),
}


def kind(element: Element) -> str | None:
    """The platform of an embed, by class or by its own attribute."""
    found = CLASSES.search(element.get("class") or "")
    return str(found.lastgroup) if found else next((platform for name, platform in MARKED if element.get(name)), None)


def quoting(element: Element) -> str | None:
    """The platform of a blockquote that has lost its class, by what it holds."""
    cite, shown = address(element.get("cite")), run(element)
    signed = next(is_signed(shown), None)
    if signed or cite:
        return signed or (cite.platform if cite else None)
    held = [found for link in shown.links if (found := address(link.href))]
    linked = {found.platform for found in held}
    if len(linked) == 1 and (covered(shown) or (len(held) == 1 and carded(element))):
        return next(iter(linked))
    shared = "instagram" in linked and SHARED.search(shown.text) is not None
    member = "reddit" in linked and any(MEMBER.search(link.href) for link in shown.links)
    return "instagram" if shared else "reddit" if member else None


def covered(shown: Run) -> bool:
    """Whether all that an element shows, if anything, is one link; longer words than a button's may be a quotation."""
    words = shown.text.strip()
    first = shown.links[0]
    return not words or (len(words) <= BUTTON and words == shown.text[first.start : first.end].strip())


def carded(element: Element) -> bool:
    """Whether an element begins with a link that holds a block, as no link in prose does: a card, whatever follows it."""
    first = next(element.iterchildren(), None)
    if first is None or first.tag != "a" or (element.text or "").strip():
        return False
    return any(one.tag in BLOCKS for one in first.iterchildren()) and len(visible(first)) <= BUTTON


def ending(element: Element, shape: str) -> Element | None:
    """Where a post ends that its template does not sign: the last link to its platform, with its paragraph or section."""
    found = [link.element for link in run(element).links if DOMAINS[shape].search(link.href)]
    if not found:
        return None
    around = next(found[-1].iterancestors("p", "section", "blockquote"), None)
    last = found[-1] if around is None or around.tag == "blockquote" or around is element else around
    after = last.getnext()
    signs = after is not None and after.tag == "p" and shape == "instagram" and SHARED.search(visible(after)[: BUTTON * 2])
    return after if signs else last


def read(element: Element, shape: str) -> Taken:
    """The posts of an embed of a platform."""
    shown = run(element)
    if shape in {"x", "bluesky"}:
        return signed(element, shown, shape)
    found = READ[shape](element, shown)
    doubled = found.text is not None and doubly(found.text)
    return [replace(found, text=unescaped(found.text or ""), note=found.note or "unescaped") if doubled else found], None


def signed(element: Element, shown: Run, shape: str) -> Taken:
    """Posts of X and Bluesky: text, then "— Name (@handle) date", the date linked to the post."""
    found = posts(shown, shape)
    known = element.get("data-bluesky-uri") if shape == "bluesky" else element.get("data-tweet-id")
    if len(found) == 1 and known:
        one = found[0][0]
        where = address(known)
        found = [(replace(one, post_id=known, url=one.url or (where.url if where else None)), found[0][1])]
    if len(found) == 1 and found[0][1].foot is None and not found[0][1].where:
        found = [(replace(found[0][0], text=paragraphs(element)), found[0][1])]
    return [one for one, _ in found], found[-1][1].link


def first(element: Element, shown: Run, shape: str, *names: str) -> Address | None:
    """The address of a post: in one of the named attributes, else in the first link to one of its platform."""
    given = [element.get(name) for name in names] + [link.href for link in shown.links]
    return next((found for one in given if (found := address(one)) and found.platform == shape), None)


def known(where: Address | None, shape: str, text: str | None) -> Embed:
    """A post with what its address says."""
    url, handle = (where.url, where.handle) if where else (None, None)
    ident = where.post_id if where else None
    return Embed(start=0, end=0, text=text, platform=shape, handle=handle, post_id=ident, url=url, note=note(text))


def instagram(element: Element, shown: Run) -> Embed:
    """An Instagram post; its caption is in the page only where the embed was captioned."""
    where = first(element, shown, "instagram", "data-instgrm-permalink")
    shared, sharer = SHARED.search(shown.text), SHARER.search(shown.text)
    when, precision = next((moment(one.get("datetime") or "") for one in element.iter("time")), UNDATED)
    one = known(where, "instagram", caption(element))
    return replace(
        one,
        handle=shared["handle"] if shared else one.handle,
        name=sharer["name"].strip() if sharer and sharer["name"].strip()[:1] != "@" else None,
        url=one.url or element.get("data-instgrm-permalink") or None,
        created_at=when,
        precision=precision,
    )


def caption(element: Element) -> str | None:
    """The paragraph that links its words to the post, no "View this post on Instagram" and no "A post shared by"."""
    for one in outermost(element, "p"):
        text = visible(one)
        linked = any(INSTAGRAM.search(link.get("href") or "") for link in one.iter("a"))
        if linked and text.strip() and not SHARED.search(text) and next(one.iter("time"), None) is None and not boiler(text):
            return text
    return None


def boiler(text: str) -> bool:
    """Whether a text is Instagram's own line, in whatever language."""
    return len(text) < 80 and bool(BOILER.search(text))


def tiktok(element: Element, shown: Run) -> Embed:
    """A TikTok video's description: between the author's name and the music."""
    where = first(element, shown, "tiktok", "cite")
    titles = ((one.get("title") or "").strip() for one in element.iter("a"))
    named = next((title[1:] for title in titles if title.startswith("@")), None)
    one = known(where, "tiktok", described(shown) or paragraphs(element))
    handle, ident = one.handle or named, one.post_id or element.get("data-video-id")
    return replace(one, handle=handle, post_id=ident, url=one.url or element.get("cite") or None)


def described(shown: Run) -> str | None:
    """A description without a paragraph: what stands between the author's link and the music's."""
    author = next((link for link in shown.links if shown.text[link.start : link.end].startswith("@")), None)
    music = next((link.start for link in shown.links if shown.text[link.start : link.end].startswith(MUSIC)), None)
    text = shown.text[author.end if author else 0 : music].strip()
    return text if author and text and not address(text) else None


def reddit(element: Element, shown: Run) -> Embed:
    """A Reddit submission's title; of a comment the page has the address only."""
    where = first(element, shown, "reddit", "cite")
    titles = (link for link in shown.links if (each := address(link.href)) and each.platform == "reddit")
    title = next((shown.text[link.start : link.end].strip() for link in titles), "")
    member = next((found["who"] for link in shown.links if (found := MEMBER.search(link.href))), None)
    whole = where is not None and (where.post_id or "").startswith("t3_") and address(title) is None
    return replace(known(where, "reddit", (title or None) if whole else None), handle=member)


def mastodon(element: Element, shown: Run) -> Embed:
    """A Mastodon post: newer embeds hold its address and author only."""
    where = first(element, shown, "mastodon", "data-embed-url", "cite")
    person = PERSON.search(shown.text)
    one = known(where, "mastodon", paragraphs(element))
    return replace(one, handle=person["who"] if person else one.handle)


def threads(element: Element, shown: Run) -> Embed:
    """A Threads post: its embeds hold its address only."""
    return known(first(element, shown, "threads", "data-text-post-permalink", "cite"), "threads", None)


def facebook(element: Element, shown: Run) -> Embed:
    """A Facebook post: text, then "Posted by Name on date"."""
    where = first(element, shown, "facebook", "data-href", "cite")
    words = paragraphs(element)
    foot = POSTED.search(shown.text)
    author = next((link for link in shown.links if foot and link.start >= foot.start("lead")), None)
    name = shown.text[author.start : author.end].strip() if author else None
    text = words[: cut.start()].strip() if words and (cut := POSTED.search(words)) else words
    return replace(known(where, "facebook", text or None), name=name or None)


def quoted(element: Element) -> Embed | None:
    """A plain blockquote after "one fan wrote:"; None where nobody of the public is introduced, or the text has its own marks."""
    above = element.getprevious()
    if above is None or above.tag not in INTRODUCING or next(element.iterdescendants("blockquote"), None) is not None:
        return None
    words = sentence(visible(above))
    voice = before(words) if words.endswith((":", ",")) else None
    text = paragraphs(element) or visible(element)
    if voice is None or not voice.public or not voice.direct or voice.bare or not text or text[0] in CLOSING:
        return None
    return Embed(
        start=0,
        end=0,
        text=text,
        platform=platform(words) or "unknown",
        origin="quoted_by_article",
        handle=voice.handle,
        note=note(text),
        speaker=voice.speaker,
        cue=voice.cue,
    )


READ: dict[str, Callable[[Element, Run], Embed]] = {
    "instagram": instagram,
    "tiktok": tiktok,
    "reddit": reddit,
    "mastodon": mastodon,
    "threads": threads,
    "facebook": facebook,
}


def is_post(element: Element, shape: str) -> bool:
    """Whether an element of a platform's class is a post's at all: Facebook's page and share boxes have the same."""
    return shape != "facebook" or first(element, run(element), shape, "data-href", "cite") is not None
