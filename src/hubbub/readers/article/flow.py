"""Doubled posts in running text: the whole article in one line, or prose going on where a post ended.

Nothing bounds such a post but its own repetition. After a mention, the same solid characters must stand twice, one copy
right after the other; the second copy ends where the first has been said again, whatever follows.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import regex

from hubbub.readers.article.halves import (
    ELLIPSES,
    LEADING,
    LEAST,
    LOSABLE,
    MENTION,
    SAME,
    Halves,
    occurrences,
    parted,
    pieced,
    solid,
    squeeze,
)

ANCHOR = 12  # solid characters that must recur
LONGEST = 1200  # solid characters in a copy
TRIES = 4
STRAY = 600  # code points of fragments between the author's handle and the first copy
STEPS = 8
AUTHOR = regex.compile(r"(?<![\w@])@(?P<handle>[A-Za-z0-9_]{1,15})(?![\w.@])")
AFTER = regex.compile(
    r"(?:[ \xa0]*(?!\[email)(?:https?://t\.co/\w{10}|pic\.twitter\.com/\w{10}|(?![\d#*@])[\p{Emoji}\p{Cf}\ufe0f\u20e3]))++"
)
NAME_BORDER = regex.compile(r"(?:(?<!(?<!\w)\p{Lu})\.|[!?…:;”\"»)\]])\s+|\n")
NAME_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Run:
    """A post in running text at [start, end): its two copies and its author's handle."""

    start: int
    end: int
    pair: Halves
    handle: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Stream:
    """A text as its solid characters."""

    text: str
    key: str
    places: list[int]


def stream(text: str) -> Stream:
    """The solid characters of a text and where they are."""
    places = solid(text, LOSABLE)
    return Stream(text, "".join(text[place] for place in places).translate(SAME), places)


def twice(given: Stream, start: int, end: int) -> bool:
    """Whether a stretch can end with a text said twice: cheap, and never false where it does."""
    key, at, to = given.key, bisect_left(given.places, start), bisect_left(given.places, end)
    if at == to:
        return LEADING.fullmatch(given.text, start, end) is None
    tail = key[max(at, to - LEAST) : to]
    found = key.rfind(tail, at, to - LEAST)
    while found >= 0:
        size = to - found - len(tail)
        if to - 2 * size < at:
            return False
        core = key[to - size : to]
        if key[to - 2 * size : to - size] == core and set(key[at : to - 2 * size]) <= set(core):
            return True
        found = key.rfind(tail, at, found + len(tail) - 1)
    return False


def nearly(given: Stream, start: int, end: int) -> bool:
    """Whether a stretch can be a text said twice with a few differences, or cut once: as cheap, as safe."""
    key, at, to = given.key, bisect_left(given.places, start), bisect_left(given.places, end)
    anchor, size = key[at : at + ANCHOR], to - at
    if size <= 2 * LEAST or len(anchor) < ANCHOR:
        return False
    middle = size // 2
    slack = size // 18 + 2  # a ratio of nine tenths leaves the copies this far apart in length
    if key.find(anchor, at + middle - slack, at + middle + slack + ANCHOR) >= 0:
        return True
    if key.endswith(("…", "..."), at, to):
        return key.find(anchor, at + ANCHOR, to) >= 0
    return any(key.startswith(anchor, found.end()) for found in ELLIPSES.finditer(key, at, to))


def flowing(given: Stream) -> Iterator[Run]:
    """Every doubled post that a mention precedes, in order."""
    mentions = list(AUTHOR.finditer(given.text))
    done = last = -1
    for number, found in enumerate(mentions):
        at = bisect_left(given.places, found.end())
        if found.start() < done or at == last:
            continue
        last = at
        size = repeated(given.key, at)
        if size:
            one = run(given, mentions, number, (at, size), done)
            done = one.end
            yield one


def repeated(key: str, at: int) -> int:
    """How many solid characters are said again right after they were said; 0 for none."""
    anchor = key[at : at + ANCHOR]
    if len(anchor) < ANCHOR:
        return 0
    window = key[at : at + LONGEST]
    for size in islice(occurrences(window, anchor), TRIES):
        if key.startswith(key[at : at + size], at + size):
            return size
    return 0


def run(given: Stream, mentions: list["regex.Match[str]"], number: int, core: tuple[int, int], done: int) -> Run:
    """The post around a repetition: its author, its copies, and what was lost around them."""
    (at, size), text, places = core, given.text, given.places
    author = mentions[headed(given, mentions, number, core, done)]
    first, second, last = places[at], places[at + size], places[at + 2 * size - 1]
    begin = mentions[number].end() if author is mentions[number] else mentions[number].start()
    gap_start = places[at + size - 1] + 1
    tail = trailing(text, last + 1, text[gap_start:second])
    border = gap_start + parted(text[gap_start:second], text[last + 1 : tail].strip(), text[begin:first].strip())
    firsts = [place - begin for place in places[at : at + size]]
    pair = Halves(text[begin:border], text[border:tail], firsts, [place - border for place in places[at + size : at + 2 * size]])
    name, start = named(text, author.start(), max(done, 0))
    return Run(start, tail, pair, author["handle"], name)


def headed(given: Stream, mentions: list["regex.Match[str]"], number: int, core: tuple[int, int], done: int) -> int:
    """Which mention is the author's: the first before which only fragments of the post stand between it and the copy."""
    at, size = core
    words = given.key[at : at + size]
    best = number
    for step in range(1, min(STEPS, number) + 1):
        upper = mentions[number - step]
        between = given.text[upper.end() : mentions[number].start()]
        if upper.start() < done or len(between) > STRAY:
            break
        if all(pieced(squeeze(part, LOSABLE), words) for part in MENTION.split(between)):
            best = number - step
    return best


def trailing(text: str, end: int, gap: str) -> int:
    """The end of the second copy with the emoji and links after it, unless they begin the next post's name."""
    found = AFTER.match(text, end)
    if not found:
        return end
    own = found[0].strip() and found[0].strip() in gap
    return end if not own and regex.match(r"\s*[^@\n.!?]{0,50}@\w", text[found.end() : found.end() + 60]) else found.end()


def named(text: str, place: int, floor: int) -> tuple[str | None, int]:
    """The name before a handle, from the end of the sentence before it, and where it begins."""
    line = text.rfind("\n", 0, place) + 1
    if floor <= line and place - line <= NAME_LONGEST:
        name = text[line:place].strip()
        return name or None, place - len(text[line:place].lstrip())
    begin = max(floor, place - 3 * NAME_LONGEST)
    words = text[begin:place]
    borders = [found.end() for found in NAME_BORDER.finditer(words)]
    start = borders[-1] if borders else 0 if begin in (0, floor) else None
    name = words[start:].strip() if start is not None else ""
    if start is None or not name or len(name) > NAME_LONGEST:
        return None, place
    return name, begin + start + len(words[start:]) - len(words[start:].lstrip())
