"""What closes an embedded post once its markup is gone, platform by platform: the signature, and who and when it says.

X, Bluesky, Mastodon "— Name (@handle) May 8, 2021"; Instagram "A post shared by Name (@handle)"; TikTok "♬ original sound";
Reddit "by u/name in r/place"; Facebook "Posted by Name on Saturday, May 8, 2021"; X's own window "10:30 AM · May 8, 2021".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import regex

from hubbub.readers.article.days import CLOCK, DATE, SPACE, day

SERVER = r"@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}"
HANDLE = rf"(?P<handle>\w{{1,40}}(?:[.-]\w{{1,40}}){{0,6}}(?:{SERVER})?)"
SIGNED = regex.compile(
    r"(?:(?m:^)[ \xa0]*(?:[—–―-]|--)\s(?P<name>[^@\n]{0,80}?)|(?:[—–―]|--)\s?(?P<name>[^@\n—–―]{0,80}?))"
    rf"\s{{0,40}}+\(\s{{0,2}}@{HANDLE}\s{{0,2}}\)\s{{0,2}}(?P<date>{DATE}(?:,?{SPACE}(?:at{SPACE})?{CLOCK})?)?"
)
SHARE = (
    r"A (?:post|photo|video|reel) shared by|(?:Ein )?Beitrag geteilt von|Una publicación compartida (?:por|de)"
    r"|Un post condiviso da|Une publication partagée par|Uma publicação compartilhada por|Een bericht gedeeld door"
    r"|Ett inlägg delat av|Post udostępniony przez|Публикация от"
)
SHARED = regex.compile(
    rf"(?P<open>{SHARE})\s(?P<name>[^@\n]{{0,80}}?)\s?\(?@(?P<handle>[\w.]{{1,30}})\)?"
    rf"(?:\son\s(?P<date>{DATE}(?:{SPACE}at{SPACE}{CLOCK})?))?"
)
VIEWED = regex.compile(
    r"View this (?:post|photo|video|profile) on Instagram|Sieh dir diesen Beitrag auf Instagram an"
    r"|Ver esta publicación en Instagram|Visualizza questo post su Instagram|(?:Voir|Afficher) cette publication sur Instagram"
    r"|Ver (?:essa foto|este post|esta publicação) no Instagram|Dit bericht op Instagram bekijken"
    r"|Visa detta inlägg på Instagram|Wyświetl ten post na Instagramie|Посмотреть эту публикацию в Instagram"
)
SOUND = r"original sound|originalton|son original|sonido original|som original|suono originale|оригинальный звук"
TUNE = regex.compile(rf"♬{SPACE}?(?:(?:{SOUND}){SPACE}?[-–]{SPACE}?(?P<by>\S{{1,60}})(?=\s|\Z)|[^\n]{{0,120}})", regex.I)
CLIP = regex.compile(r"(?<!\S)@(?P<handle>\w(?:[\w.]{0,28}\w)?)(?=\s)")
PLACE = r"in\s?(?:r/)?\w{2,30}"
LISTED = regex.compile(
    rf"(?m)(?:^[ \xa0]*by\s?|(?<!\S)by)u/(?P<handle>[\w-]{{2,30}})\s+(?:{PLACE}|from discussion[^\n]*(?:\n+{PLACE})?)"
    rf"|(?<!\S)by\su/(?P<handle>[\w-]{{2,30}})\s+{PLACE}[ \xa0]*$"
)
PAGED = regex.compile(
    rf"(?m)^[ \xa0]*Posted by (?P<name>[^@\n]{{1,80}}?) on\s(?:\p{{L}}{{3,12}},?{SPACE})?(?P<date>{DATE})(?=\s|\Z)"
)
CLOCKED = regex.compile(rf"(?m)^[ \xa0]*{CLOCK}{SPACE}?[·•]{SPACE}?(?P<date>{DATE})[^\n]{{0,60}}$")
HEADED = regex.compile(r"(?m)^(?:(?P<name>[^@\n]{1,60}?)[ \xa0]{1,40}+)?@(?P<handle>\w{1,15})[ \xa0]*$")
LINKED = regex.compile(
    rf"(?m)^[ \xa0]*(?:Post|Toot|Thread) by @(?P<handle>\w{{1,30}}(?:\.\w{{1,30}})*(?:{SERVER}?)?)"
    r"\s*View on (?P<place>Mastodon|Threads)[ \xa0]*$"
)
UNTITLED = frozenset({"comment", "post"})


@dataclass(frozen=True, slots=True)
class Foot:
    """The end of an embedded post: [start, end) is the signature. `opener`: what else bounds it; without one, it is open above.

    `needed`: without the opener, only the signature is known. `sure`: no other text looks so.
    """

    start: int
    end: int
    platform: str
    handle: str | None
    name: str | None
    when: datetime | None = None
    opener: "regex.Pattern[str] | None" = None
    sure: bool = True


def platform(handle: str) -> str:
    """Where a signed handle can be from."""
    return "mastodon" if "@" in handle else "bluesky" if "." in handle else "x" if len(handle) <= 15 else "unknown"


def feet(text: str) -> list[Foot]:
    """Every signature in a text, in order."""
    found = [*signatures(text), *shares(text), *tunes(text), *listings(text), *others(text)]
    return sorted(found, key=lambda one: one.start)


def begins(found: "regex.Match[str]") -> int:
    """Where the words of a match begin."""
    return found.end() - len(found[0].lstrip())


def signatures(text: str) -> Iterator[Foot]:
    """Posts signed as X, Bluesky and Mastodon sign them."""
    for found in SIGNED.finditer(text):
        when = day(found) if found["date"] else None
        sure = found["date"] is not None
        yield Foot(begins(found), found.end(), platform(found["handle"]), found["handle"], found["name"], when, sure=sure)


def shares(text: str) -> Iterator[Foot]:
    """Posts of Instagram."""
    for found in SHARED.finditer(text):
        when = day(found) if found["date"] else None
        yield Foot(found.start(), found.end(), "instagram", found["handle"], found["name"], when, VIEWED)


def tunes(text: str) -> Iterator[Foot]:
    """Videos of TikTok: their music closes them. Who posted them, their opener says."""
    for found in TUNE.finditer(text):
        yield Foot(found.start(), found.end(), "tiktok", None, None, None, CLIP)


def listings(text: str) -> Iterator[Foot]:
    """Posts of Reddit."""
    for found in LISTED.finditer(text):
        yield Foot(begins(found), found.end(), "reddit", found["handle"], None)


def others(text: str) -> Iterator[Foot]:
    """Posts of Facebook, and of X as its window shows them."""
    for found in PAGED.finditer(text):
        yield Foot(begins(found), found.end(), "facebook", None, found["name"], day(found))
    for found in CLOCKED.finditer(text):
        yield Foot(begins(found), found.end(), "x", None, None, day(found), HEADED)


def linked(text: str) -> Iterator[Foot]:
    """Posts that a page only names."""
    for found in LINKED.finditer(text):
        yield Foot(begins(found), found.end(), found["place"].lower(), found["handle"], None)
