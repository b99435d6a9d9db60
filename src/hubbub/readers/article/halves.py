"""Undoes the doubling of embedded posts: crawls hold a post's text twice in a row, each copy damaged in its own way.

The copies differ in leading mentions, white space, lost emoji and links; stray fragments of the post may stand before the
first. Both are compared by their solid characters, what is left without those. The fuller copy is taken whole; only white
space is ever taken from the other, so no character is invented and none comes from elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

import regex

LONGEST = 8000  # code points of both halves; a post is far shorter
LEAST = 3  # solid characters in a half: less may be one post repeating a word
TRIES = 32  # how many equal endings are looked at; hostile repetition has thousands
ANCHOR = 12
NEAR = 0.9
NEAR_LONGEST = 1200
MENTION = regex.compile(r"(?<![\w@])@\w{1,30}")
LEADING = regex.compile(r"(?:\s*@\w{1,30}(?=\s|$))*\s*")
LOSABLE = regex.compile(
    r"(?<![\w@])@\w{1,30}|https?://[^\s@]+|pic\.twitter\.com/\w+"
    r"|[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Cf}\ufe0f\u20e3]"
)
HIDDEN = regex.compile(r"\[email.protected\]")
SAME = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Halves:
    """Two copies of one text, and for each the places of its solid characters, equal in number unless `near`."""

    first: str
    second: str
    first_places: list[int]
    second_places: list[int]


def solid(text: str, ignored: "regex.Pattern[str]") -> list[int]:
    """Places of the characters that survive the damage."""
    hidden = {place for found in ignored.finditer(text) for place in range(*found.span())}
    return [place for place, mark in enumerate(text) if place not in hidden and not mark.isspace()]


def squeeze(text: str, ignored: "regex.Pattern[str]") -> str:
    """The solid characters themselves; quotation marks of all shapes are one."""
    return "".join(text[place] for place in solid(text, ignored)).translate(SAME)


def halves(body: str) -> Halves | None:
    """The two copies that make up a body, stray fragments left out; None when it is not a doubled text."""
    if len(body) > LONGEST:
        return None
    return doubled(body, LOSABLE, LEAST) or doubled(body, MENTION, 1) or alike(body)


def doubled(body: str, ignored: "regex.Pattern[str]", least: int) -> Halves | None:
    """The copies when their solid characters are equal: the longest such pair whose rest is made of the post's own words."""
    places = solid(body, ignored)
    key = "".join(body[place] for place in places).translate(SAME)
    if ignored is MENTION and squeeze(body, LOSABLE):
        return None
    for size in islice(repeats(key, least), TRIES):
        if strays(body[: places[-2 * size]], key[-size:], ignored):
            return cut(body, places, size)
    return None


def repeats(key: str, least: int) -> Iterator[int]:
    """The lengths of endings that stand twice in a row, longest first."""
    return (size for size in range(len(key) // 2, least - 1, -1) if key.endswith(key[-size:], 0, -size))


def strays(before: str, core: str, ignored: "regex.Pattern[str]") -> bool:
    """Whether all that stands before the first copy is mentions and fragments of the post itself."""
    return all(squeeze(part, ignored) in core for part in ignored.split(before))


def cut(body: str, places: list[int], size: int) -> Halves:
    """Both copies, given where the solid characters are and how many are in each."""
    begin = started(body, places[-2 * size - 1] + 1, places[-2 * size]) if len(places) > 2 * size else 0
    lead = body[begin : places[-2 * size]].strip()
    gap_start, gap_end = places[-size - 1] + 1, places[-size]
    border = gap_start + parted(body[gap_start:gap_end], body[places[-1] + 1 :].strip(), lead)
    first = [place - begin for place in places[-2 * size : -size]]
    return Halves(body[begin:border], body[border:], first, [place - border for place in places[-size:]])


def started(body: str, after: int, place: int) -> int:
    """Where the first copy begins after a stray fragment: at a mention, else at its first solid character."""
    mention = MENTION.search(body, after, place)
    return mention.start() if mention else place


def parted(gap: str, tail: str, lead: str) -> int:
    """Where, between the copies, the second begins: after the tail both share, before the lead both share, or at a mention."""
    inner, outer = gap.lstrip(), gap.rstrip()
    if tail and inner.startswith(tail):
        return len(gap) - len(inner) + len(tail)
    if lead and not MENTION.search(lead) and outer.endswith(lead):
        return len(outer) - len(lead)
    mention = MENTION.search(gap)
    return mention.start() if mention else len(gap)


def alike(body: str) -> Halves | None:
    """The copies when a few characters differ: the second begins with the first's first characters, near the middle."""
    places = solid(body, LOSABLE)
    key = "".join(body[place] for place in places).translate(SAME)
    if not 2 * ANCHOR <= len(key) <= NEAR_LONGEST:
        return None
    for start in sorted(occurrences(key, key[:ANCHOR]), key=lambda at: abs(2 * at - len(key))):
        match = SequenceMatcher(None, key[:start], key[start:], autojunk=False)
        if match.real_quick_ratio() >= NEAR and match.ratio() >= NEAR:
            border = places[start - 1] + 1
            border += parted(body[border : places[start]], "", body[: places[0]].strip())
            return Halves(body[:border], body[border:], [], [])
        break
    return None


def occurrences(key: str, anchor: str) -> Iterator[int]:
    """Where the anchor stands again."""
    at = key.find(anchor, len(anchor))
    while at >= 0:
        yield at
        at = key.find(anchor, at + 1)


def fuller(pair: Halves) -> str:
    """The copy that lost less, with the other's white space where its own was lost."""
    first = (weight(pair.first), pair.first, pair.first_places, pair.second, pair.second_places)
    second = (weight(pair.second), pair.second, pair.second_places, pair.first, pair.first_places)
    _, best, places, other, others = first if first[0] > second[0] else second
    return respace(best, places, other, others).strip()


def weight(half: str) -> tuple[bool, int, int, int]:
    """How much of the post a copy holds: no part hidden, then its words and emoji, its mentions, its white space."""
    rest = LEADING.sub("", half, count=1)
    return not HIDDEN.search(half), len("".join(rest.split())), len("".join(half.split())), len(half.split())


def respace(best: str, places: list[int], other: str, others: list[int]) -> str:
    """The better copy with white space put back where two solid characters are glued, or a line break flattened."""
    parts, done = [], 0
    for here, after, there, beyond in zip(places, places[1:], others, others[1:], strict=False):
        own, gap = best[here + 1 : after], other[there + 1 : beyond]
        if gap.isspace() and (not own or (own.isspace() and "\n" in gap and "\n" not in own)):
            parts.append(best[done : here + 1] + gap)
            done = after
    return "".join(parts) + best[done:]
