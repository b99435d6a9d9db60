"""Undoes the doubling of embedded posts: crawls hold a post's text twice in a row, each copy damaged in its own way.

The copies differ in leading mentions, white space, lost emoji and links; stray fragments of the post may stand before the
first. Both are compared by their solid characters, what is left without those. The fuller copy is taken; between two solid
characters, what the other copy has there takes the place of what was lost of it. So no character is invented, and none
comes from elsewhere or stands where no copy has it. Where the copies contradict each other, the fuller one is believed.
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
MENTION = regex.compile(r"(?<![\p{L}\p{N}_@])@\w{1,30}")
LEADING = regex.compile(r"(?:\s*@\w{1,30}(?=\s|$))*\s*")
PICTURE = r"[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Cf}\ufe0f\u20e3]"
LINK = r"https?://t\.co/\w{10}|https?://[^\s@]+|pic\.twitter\.com/\w{10}|pic\.twitter\.com/\w+|(?<![\w.@/])(?:[\w-]{1,63}+\.){1,9}+[a-z]{2,12}/[^\s@]*"
HIDDEN = regex.compile(r"\[email.protected\]")
LOSABLE = regex.compile(rf"{MENTION.pattern}|{LINK}|{HIDDEN.pattern}|{PICTURE}")
ELLIPSES = regex.compile(r"…|\.\.\.")
PIECE = 4  # solid characters of a stray fragment: fewer prove nothing
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
    return equal(body) or unequal(body)


def equal(body: str) -> Halves | None:
    """The two copies when they have the same solid characters."""
    return (doubled(body, LOSABLE, LEAST) or doubled(body, MENTION, 1)) if len(body) <= LONGEST else None


def unequal(body: str) -> Halves | None:
    """The two copies when one was cut, or a few characters differ."""
    return (cropped(body) or alike(body)) if len(body) <= LONGEST else None


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
    return all(pieced(squeeze(part, ignored), core) for part in ignored.split(before))


def pieced(part: str, core: str) -> bool:
    """Whether a fragment is in the post, or made of some that are, longest first."""
    if part in core:
        return True
    while len(part) >= PIECE:
        low, high = 0, len(part)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if part[:middle] in core else (low, middle - 1)
        if low < PIECE:
            return False
        part = part[low:]
    return not part


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
    signs = [found.span() for found in LOSABLE.finditer(gap)]
    names, ends, leads = kinds(gap), kinds(tail), kinds(lead)
    if ends and names and names == ends[: len(names)]:
        return len(gap)
    if ends and names[: len(ends)] == ends:
        if leads and names[len(ends) :] == leads:
            return signs[len(ends) - 1][1]
        after = MENTION.search(gap, signs[len(ends) - 1][1])
        return after.start() if after else len(gap)
    if leads and not MENTION.search(lead) and names[-len(leads) :] == leads:
        return signs[-len(leads)][0]
    mention = MENTION.search(gap)
    return mention.start() if mention else len(gap)


def kinds(gap: str) -> list[str]:
    """The losable signs between solid characters, in lower case. One link is like another: each copy may show it its own way."""
    found = LOSABLE.findall(gap)
    return ["/" if "/" in each else each.lower() for each in found]


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


def cropped(body: str) -> Halves | None:
    """The copies when one ends early, with an ellipsis: it is the beginning of the other."""
    marks = [found.span() for found in islice(ELLIPSES.finditer(body), TRIES)]
    for start, end in marks:
        first, second = squeeze(body[:start], LOSABLE), squeeze(body[end:], LOSABLE)
        if len(first) >= ANCHOR and second.startswith(first):
            return Halves(body[:start], body[end:], [], [])
    if not marks or body[marks[-1][1] :].strip():
        return None
    places = solid(body[: marks[-1][0]], LOSABLE)
    key = "".join(body[place] for place in places).translate(SAME)
    for at in islice(occurrences(key, key[:ANCHOR]), TRIES):
        if 2 * at > len(key) and key.startswith(key[at:]) and len(key) - at >= ANCHOR:
            border = places[at - 1] + 1
            border += parted(body[border : places[at]], "", body[: places[0]].strip())
            return Halves(body[:border], body[border : marks[-1][0]], [], [])
    return None


def occurrences(key: str, anchor: str) -> Iterator[int]:
    """Where the anchor stands again."""
    at = key.find(anchor, len(anchor))
    while at >= 0:
        yield at
        at = key.find(anchor, at + 1)


def fuller(pair: Halves) -> str:
    """The copy that lost less, with what only the other still has."""
    first = (weight(pair.first), pair.first, pair.first_places, pair.second, pair.second_places)
    second = (weight(pair.second), pair.second, pair.second_places, pair.first, pair.first_places)
    _, best, places, other, others = first if first[0] > second[0] else second
    return restored(best, places, other, others).strip()


def weight(half: str) -> tuple[bool, int, int, int]:
    """How much of the post a copy holds: no part hidden, then its words and emoji, its mentions, its white space."""
    rest = LEADING.sub("", half, count=1)
    return not HIDDEN.search(half), len("".join(rest.split())), len("".join(half.split())), len(half.split())


def restored(best: str, places: list[int], other: str, others: list[int]) -> str:
    """The better copy with, before, between and after its solid characters, what is whole in the other and lost in it."""
    if not places or len(places) != len(others):
        return best
    bounds = zip([-1, *places], [*places, len(best)], [-1, *others], [*others, len(other)], strict=True)
    parts = []
    for here, after, there, beyond in bounds:
        parts += [best[here] if here >= 0 else "", richer(best[here + 1 : after], other[there + 1 : beyond])]
    return "".join(parts)


def richer(own: str, gap: str) -> str:
    """What stands between two solid characters: the copy's own, unless the other has all of that and more."""
    mine, theirs = LOSABLE.findall(own), LOSABLE.findall(gap)
    if mine == theirs:
        return spaced(own, gap)
    plain = [each for each in mine if not HIDDEN.match(each)]
    if HIDDEN.search(gap) or not theirs or not (within(mine, theirs) or (plain != mine and within(plain, theirs))):
        return own
    return gap + own if own.isspace() and not any(mark.isspace() for mark in gap) else gap


def spaced(own: str, gap: str) -> str:
    """The same signs with the other's white space where the copy's own was glued, or its line break flattened."""
    if own.strip():
        return gap if len(gap.split()) > len(own.split()) else own
    return gap if gap and (not own or ("\n" in gap and "\n" not in own)) else own


def within(part: list[str], whole: list[str]) -> bool:
    """Whether a list is another with some things left out."""
    rest = iter(whole)
    return all(each in rest for each in part)
