"""Posts that a signature closes: finds where each begins. What stands above a signature and is not the post must stay out.

Instagram, TikTok and X's window also have an opening line, so their text is certain. For the others, lines above the
signature belong to the post while they are of its paragraph, or can be nothing else, and the whole is no longer than the
platform allows. Where prose runs into the post, its beginning is not known: the post is named, its text is not guessed.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from hubbub.readers.article.emoji import rejoin
from hubbub.readers.article.feet import CLIP, HEADED, UNTITLED, Foot, linked
from hubbub.readers.article.found import Embed
from hubbub.readers.article.halves import HIDDEN, LEADING, LINK, LOSABLE, MENTION, fuller, halves
from hubbub.readers.article.speaker import last
from hubbub.readers.article.view import Line

ANNOUNCED = regex.compile(
    r"\b(?:tweeted|tweets?|wrote|writes|posted|said|commented|replied|reacted|added|shared|below|following|embedded)\b[^.!?\n]*[:,]$",
    regex.I,
)
ANNOUNCING = 400  # code points at a line's end that may announce
LED = regex.compile(
    r"\b(?:tweeted|tweets?|wrote|posted|commented|replied|reacted|added)(?: (?!@)[^\s.!?:]{1,20}){0,6}:\s", regex.I
)
ENDS = '.!?…:;”"’)'
MOST_LINES = 16
NAME_LONGEST = 50
NOT_NAME = regex.compile(
    r"(?:by|follow|via|photo|image|credit|written|contact|source|tweet|reported|from|email|share|join|find|see|watch|read|the|an?"
    r"|edited|video|picture|pic|courtesy|text|words|hashtag|like|subscribe|check|visit|at|on|in|and|or|with|to|follow us)\b",
    regex.I,
)
REACH = 4000  # code points above a signature in which its opening line or its text may stand
LONGEST = {"x": 330, "bluesky": 330, "mastodon": 560, "facebook": 2000, "reddit": 320}  # what a post may have, and a little
LINK_WEIGHT = 23  # characters a link counts as, however long
ADDRESS = regex.compile(LINK)
TAG = regex.compile(r"(?<!\w)#\w+")
ATTACHED = regex.compile(r"(?<!\s)(?:\s*\[(?:image or embed|image|video)\])+\s*\Z")
CHROME = regex.compile(r"(?<!\s)(?:\s*(?:Follow|·|Verified account|Replying to (?:@\w+(?:,? and |, | )?)+)[ \t]*(?=\n|\Z))+")
OWN = regex.compile(r"(?:[^@\n]{1,60}?\s{1,40}+)?@(?P<handle>\S++)\s+")
JOINED = "joined_halves"


@dataclass(frozen=True, slots=True)
class Page:
    """The text of an article, its lines, and whether blank lines part its paragraphs."""

    text: str
    rows: list[Line]
    parted: bool

    def at(self, place: int) -> int:
        """The line that a place is in."""
        return bisect_right(self.rows, place, key=lambda row: row.start) - 1

    def joined(self, upper: int, lower: int) -> bool:
        """Whether two lines follow each other without a blank one."""
        return self.text.count("\n", self.rows[upper].end, self.rows[lower].start) == 1


def closed(page: Page, found: Sequence[Foot]) -> Iterator[Embed]:
    """The post above each signature, in order."""
    floor = 0
    for foot in found:
        one = None
        if foot.start >= floor:
            one = opened(page, foot, floor) if foot.opener else above(page, foot, floor)
        if one is not None:
            floor = foot.end
            yield one
    yield from (embed(foot.start, foot, None) for foot in linked(page.text))


def opened(page: Page, foot: Foot, floor: int) -> Embed | None:
    """The post between its opening line and its signature."""
    begin = max(floor, foot.start - REACH)
    pattern = foot.opener or CLIP
    options = list(deque(pattern.finditer(page.text, begin, foot.start), maxlen=50))
    if not options:
        return embed(foot.start, foot, None) if foot.platform == "instagram" else None
    opener = chosen(page, options, page.text[foot.start : foot.end])
    given = opener.groupdict()
    name, start = given.get("name") or foot.name, opener.start()
    if pattern is HEADED and not given["name"]:
        name, start = heading(page, page.at(opener.start("handle")))
    known = replace(foot, handle=foot.handle or given.get("handle"), name=name)
    body = CHROME.sub("", page.text[opener.end() : foot.start], count=1).strip()
    return embed(start, known, body or None)


def chosen(page: Page, options: list["regex.Match[str]"], tail: str) -> "regex.Match[str]":
    """Which of several lines opens the post: one that its end names, one with a name, one alone in its line, the last."""
    handles = [each.groupdict().get("handle") for each in options]
    named = [each for each, handle in zip(options, handles, strict=True) if handle and tail.endswith(f" {handle}")]
    titled = [each for each in options if each.groupdict().get("name")]
    whole = [each for each in options if page.rows[page.at(each.start())].text == each[0].strip()]
    return (named or titled or whole or options)[-1]


def heading(page: Page, at: int) -> tuple[str | None, int]:
    """The name in the line right above a handle's, and where it begins; else no name, and where the handle's line begins."""
    row = page.rows[at]
    over = page.rows[at - 1] if at > 0 else None
    if over is None or len(over.text) > NAME_LONGEST or "@" in over.text or page.text.count("\n", over.end, row.start) > 2:
        return None, row.start
    ended = over.text[-1] in '.,:;?"”' or (over.text[-1] == "!" and len(over.text.split()) > 2)
    return (None, row.start) if ended or NOT_NAME.match(over.text) else (over.text, over.start)


def above(page: Page, foot: Foot, floor: int) -> Embed | None:
    """The post in the lines above a signature, or before it in its line."""
    start = begun(page, foot, floor)
    body = page.text[start : foot.start].strip() if start is not None else ""
    if start is None or not ATTACHED.sub("", body):
        return None
    if not foot.sure and not likely(page, foot, start, body):
        return None
    own = OWN.match(body)
    body = body[own.end() :] if own and own["handle"].lower() == (foot.handle or "").lower() else body
    pair = halves(body)
    if pair:
        return replace(embed(start, foot, fuller(pair)), note=JOINED)
    text = page.text
    led = last(LED, text[start : foot.start])
    if weight(body) > longest(foot) or runs_on(page, foot, floor):
        shown = text[start + led.end() : foot.start].strip() if led else ""
        return embed(start + led.end(), foot, shown) if led and weight(shown) <= 300 else embed(foot.start, foot, None)
    return embed(start, foot, None if foot.platform == "reddit" and body.lower() in UNTITLED else body)


def runs_on(page: Page, foot: Foot, floor: int) -> bool:
    """Whether prose may stand before a post in its own line: another post does, or the whole article is that line."""
    row = page.rows[page.at(foot.start)]
    return floor > row.start or (len(page.rows) == 1 and foot.end < row.end)


def announces(words: str) -> bool:
    """Whether a line ends with words that announce a post."""
    return ANNOUNCED.search(words, max(0, len(words) - ANNOUNCING)) is not None


def likely(page: Page, foot: Foot, start: int, body: str) -> bool:
    """Whether a signature without a date is one: in its own line, under words that announce a post or such as only posts hold."""
    own, words = page.rows[page.at(foot.start)], page.text[foot.start : foot.end].strip()
    at = page.at(start)
    announced = at > 0 and announces(page.rows[at - 1].text)
    if announced:
        return own.text.startswith(words)
    return own.text == words and (LOSABLE.search(body) is not None or TAG.search(body) is not None)


def begun(page: Page, foot: Foot, floor: int) -> int | None:
    """Where the post of a signature begins; None when nothing is above it."""
    at = page.at(foot.start)
    top = at if page.rows[at].start < foot.start else at - 1
    if top < 0 or page.rows[top].end <= floor:
        return None
    while top > 0 and ATTACHED.fullmatch(page.rows[top].text) and page.rows[top - 1].start >= floor:
        top -= 1
    if foot.start - page.rows[top].start > REACH:
        return max(floor, foot.start - REACH)
    if foot.platform == "reddit":
        return max(page.rows[top].start, floor)
    lowest = top
    for upper in range(top - 1, max(-1, top - MOST_LINES), -1):
        start = page.rows[upper].start
        if (
            start < floor
            or foot.start - start > REACH
            or weight(page.text[page.rows[upper + 1].start : foot.start]) > longest(foot)
        ):
            break
        if announces(page.rows[upper].text):
            return page.rows[upper + 1].start
        if upper + 1 == lowest and weight(page.text[start : foot.start]) <= longest(foot) and belongs(page, upper, foot):
            lowest = upper
    return max(page.rows[lowest].start, floor)


def longest(foot: Foot) -> int:
    """What a post of a platform may have, and a little."""
    return LONGEST.get(foot.platform, 300)


def belongs(page: Page, upper: int, foot: Foot) -> bool:
    """Whether a line is of the same post as what stands between it and the signature."""
    over, body = page.rows[upper].text, page.text[page.rows[upper + 1].start : foot.start]
    if (page.parted and page.joined(upper, upper + 1)) or not spoken(ATTACHED.sub("", body)):
        return True
    split = not page.parted and not spoken(page.rows[upper + 1].text)  # each link of the post has a line of its own
    if over[-1] not in ENDS and (unopened(body) or split):
        return True
    return bool(TAG.search(over) or regex.search(LINK, over) or MENTION.match(over) or pictured(over))


def pictured(words: str) -> bool:
    """Whether words hold an emoji, as prose does not."""
    return any(
        not each.startswith(("@", "[", "http", "pic.")) and "/" not in each and ord(each[0]) > 0x2100
        for each in LOSABLE.findall(words)
    )


def unopened(words: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    return words[0].islower() or words[0] in ",.)…&•"


def spoken(words: str) -> bool:
    """Whether a line is more than tags, links, mentions and emoji."""
    return bool(TAG.sub("", LOSABLE.sub("", words)).strip())


def weight(words: str) -> int:
    """The length of a post as platforms count it: leading mentions aside, each link as 23 characters."""
    rest = LEADING.sub("", words.strip(), count=1)
    links = ADDRESS.findall(rest)
    return len(rest) - sum(map(len, links)) + LINK_WEIGHT * len(links)


def embed(start: int, foot: Foot, text: str | None) -> Embed:
    """The record of a signed post."""
    words = ATTACHED.sub("", text) if text else None
    name = rejoin(foot.name.strip(" \xa0\u200e\u200f")) if foot.name else None
    return Embed(
        start=start,
        end=foot.end,
        text=rejoin(words) if words else None,
        platform=foot.platform,
        handle=foot.handle,
        name=name or None,
        created_at=foot.when,
        precision="day" if foot.when else "none",
        note="unrecoverable" if words and HIDDEN.search(words) else None,
    )
