"""Reads the embed markup of platforms: X, Instagram, TikTok and Bluesky blockquotes. Text only; nothing is run or fetched."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import regex

from hubbub.readers.article.decode import moment
from hubbub.readers.article.embeds import SIGNED, day
from hubbub.readers.article.found import Embed
from hubbub.readers.article.halves import HIDDEN
from hubbub.readers.article.marks import CLOSING
from hubbub.readers.article.speaker import before, last, platform
from hubbub.readers.article.speech import sentence

Element = Any  # lxml has no types of its own
STATUS = regex.compile(
    r"^(?:https?:)?//(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:#!/)?(?P<who>\w{1,30}|i/web)/status(?:es)?/(?P<id>\d{1,20})",
    regex.I,
)
INSTAGRAM = regex.compile(r"instagram\.com/(?:[\w.]+/)?(?:p|reel|reels|tv)/(?P<id>[\w-]{5,40})", regex.I)
TIKTOK = regex.compile(r"tiktok\.com/@(?P<who>[\w.]{1,40})/(?:video|photo)/(?P<id>\d{5,25})", regex.I)
SIGNATURE = regex.compile(r"(?:[—–]|(?<!\S)-(?=\s))\s?(?P<name>[^—–\n]{0,120}?)\s*\(@?(?P<handle>[\w.-]{1,80})\)")
FOOT = regex.compile(r"[\s\u200b-\u200f]*[—–-]\s?(?P<name>[^\n]{0,120}?)\s*\(@?(?P<handle>[\w.-]{1,80})\)")
SHARED = regex.compile(r"\(@(?P<handle>[\w.]{1,40})\)")
SHARER = regex.compile(
    r"(?:shared by|geteilt von|condiviso da|compartida (?:por|de)|partagée? par|compartilhada por|publicado por|by)"
    r" +(?P<name>[^(]{1,80}?) *\(@",
    regex.I,
)
BOILER = regex.compile(r"\bInstagram\b|\b(?:post|photo|video) shared by\b|geteilter Beitrag|Beitrag geteilt")
INTRODUCING = ("p", "div", "h2", "h3", "h4")
CLASSES = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed")
CORNER = 1288834974657  # milliseconds: X ids above 2**22 hold the time since then
FIRST_TIMED = 30_000_000_000  # ids before November 2010 do not


def kind(element: Element) -> str | None:
    """The embed class of a blockquote."""
    names = (element.get("class") or "").split()
    return next((name for name in CLASSES if name in names), None)


def visible(element: Element) -> str:
    """The text of an element as a reader sees it: white space folded, `br` a line break, scripts and taken posts left out."""
    folded = regex.sub(r"[ \t\r\n\f]+", " ", "".join(pieces(element)).replace("\x00", ""))
    return regex.sub(r" *\u2028 *", "\n", folded).strip()


def pieces(element: Element) -> Iterator[str]:
    """The text nodes of an element; U+2028 stands for a line break. No recursion: pages nest as deep as they like."""
    skipped: Element = None
    for event, one in walk(element):
        if skipped is None and event == "start":
            hidden = not isinstance(one.tag, str) or one.tag in {"script", "style", "template", "noscript"} or one.get("hubbub")
            skipped = one if hidden else None
            yield "" if hidden else "\u2028" if one.tag == "br" else (one.text or "")
        elif event == "end":
            skipped = None if skipped is one else skipped
            if skipped is None and one is not element:
                yield one.tail or ""


def walk(element: Element) -> Iterator[tuple[str, Element]]:
    """Start and end of each element below and with this one."""
    from lxml.etree import iterwalk

    return iter(iterwalk(element, events=("start", "end", "comment", "pi")))


def links(element: Element, pattern: "regex.Pattern[str]") -> list["regex.Match[str]"]:
    """The matches of a pattern in an element's links."""
    return [found for one in element.iter("a") if (found := pattern.search((one.get("href") or "").strip()))]


def paragraphs(element: Element) -> str | None:
    """The text of an element's paragraphs, one a line; None when there is none."""
    found = [text for one in element.iter("p") if (text := visible(one))]
    return "\n".join(found) or None


def note(text: str | None) -> str | None:
    """Flags a part of the text that the page has lost."""
    return "unrecoverable" if text and HIDDEN.search(text) else None


def tweet(element: Element) -> Embed:
    """An X post: paragraph, then "— Name (@handle) date", the date linked to it."""
    whole = visible(element)
    text, foot = signature(whole, paragraphs(element))
    found = links(element, STATUS)
    own = [one for one in found if foot and one["who"].lower() == foot["handle"].lower()] or found
    status = own[-1] if own else None
    when = posted(whole, status["id"] if status else None)
    return Embed(
        start=0,
        end=0,
        text=text if text else unsigned(whole, foot),
        platform="x",
        handle=foot["handle"] if foot else who(status),
        name=foot["name"].strip() or None if foot else None,
        post_id=status["id"] if status else None,
        url=status[0] if status else None,
        created_at=when,
        precision="day" if when else "none",
        note=note(text),
    )


def signature(whole: str, text: str | None) -> tuple[str | None, "regex.Match[str] | None"]:
    """The text without the signature where that is in its paragraph, and the last signature in the blockquote."""
    foot = FOOT.match(whole, len(text)) if text and whole.startswith(text) else None
    if foot:
        return text, foot
    foot = last(SIGNATURE, whole)
    end = whole[foot.start() :] if foot else ""
    if text and end and text.endswith(end):
        return text[: -len(end)].strip() or None, foot
    return text, foot


def unsigned(whole: str, foot: "regex.Match[str] | None") -> str | None:
    """The text of a post that has lost its paragraph: all before the signature, unless that is only a link."""
    text = whole[: foot.start()].strip() if foot else ""
    return text or None


def who(status: "regex.Match[str] | None") -> str | None:
    """The handle in a post's own address."""
    return status["who"] if status and "/" not in status["who"] and status["who"].lower() not in {"i", "anyuser"} else None


def posted(whole: str, post_id: str | None) -> datetime | None:
    """The day of a post: as signed, else as its id says."""
    found = last(SIGNED, whole)
    when = day(found) if found else None
    if when or not post_id or not FIRST_TIMED < int(post_id) < 1 << 63:
        return when
    exact = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=(int(post_id) >> 22) + CORNER)
    return exact.replace(hour=0, minute=0, second=0, microsecond=0)


def instagram(element: Element) -> Embed:
    """An Instagram post; its caption is in the page only where the embed was captioned."""
    address = element.get("data-instgrm-permalink") or ""
    found = INSTAGRAM.search(address) or next(iter(links(element, INSTAGRAM)), None)
    whole = visible(element)
    shared, sharer = SHARED.search(whole), SHARER.search(whole)
    when = next((moment(one.get("datetime") or "") for one in element.iter("time")), None)
    text = caption(element)
    return Embed(
        start=0,
        end=0,
        text=text,
        platform="instagram",
        handle=shared["handle"] if shared else None,
        name=sharer["name"].strip() if sharer and sharer["name"].strip()[:1] != "@" else None,
        post_id=found["id"] if found else None,
        url=f"https://www.{found[0]}/" if found else address or None,
        created_at=when,
        precision="exact" if when else "none",
        note=note(text),
    )


def caption(element: Element) -> str | None:
    """The first paragraph that is no "View this post on Instagram" and no "A post shared by"."""
    for one in element.iter("p"):
        text = visible(one)
        if text and not SHARED.search(text) and next(one.iter("time"), None) is None and not boiler(text):
            return text
    return None


def boiler(text: str) -> bool:
    """Whether a text is Instagram's own line, in whatever language."""
    return len(text) < 80 and bool(BOILER.search(text))


def tiktok(element: Element) -> Embed:
    """A TikTok video's description."""
    found = TIKTOK.search(element.get("cite") or "") or next(iter(links(element, TIKTOK)), None)
    video = element.get("data-video-id") or (found["id"] if found else None)
    text = paragraphs(element)
    handle = found["who"] if found else None
    for one in element.iter("a"):
        handle = handle or ((one.get("title") or "")[1:] if (one.get("title") or "").startswith("@") else None)
    address = element.get("cite") or None
    return Embed(start=0, end=0, text=text, platform="tiktok", handle=handle, post_id=video, url=address, note=note(text))


def bluesky(element: Element) -> Embed:
    """A Bluesky post: paragraph, then "— Name (@handle) date"."""
    whole = visible(element)
    text, foot = signature(whole, paragraphs(element))
    when = posted(whole, None)
    return Embed(
        start=0,
        end=0,
        text=text,
        platform="bluesky",
        handle=foot["handle"] if foot else None,
        name=foot["name"].strip() or None if foot else None,
        post_id=element.get("data-bluesky-uri") or None,
        created_at=when,
        precision="day" if when else "none",
        note=note(text),
    )


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


READ: dict[str, Callable[[Element], Embed]] = {
    "twitter-tweet": tweet,
    "twitter-video": tweet,
    "instagram-media": instagram,
    "tiktok-embed": tiktok,
    "bluesky-embed": bluesky,
}
