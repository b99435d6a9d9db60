"""Posts that a dated header opens, as timelines and comment lists show them: "Name @handle · May 8", "@name 2 months ago".

The text ends where the platform's own counts and buttons begin, else with its paragraph.
"""

from collections.abc import Iterator

import regex

from hubbub.readers.article.closed import Page, embed, heading, weight
from hubbub.readers.article.days import DATE, SPACE, day
from hubbub.readers.article.feet import HANDLE, Foot, platform
from hubbub.readers.article.flow import named
from hubbub.readers.article.found import Embed

SHORT_DATE = (
    rf"(?:\p{{Lu}}\p{{Ll}}{{2,8}}\.?{SPACE}\d{{1,2}}|\d{{1,2}}{SPACE}\p{{L}}{{3,9}}|\d{{1,2}}(?:s|m|h|d|w|min|hrs?))(?!\w)"
)
WHEN = rf"\s{{0,2}}[·•]\s{{0,2}}(?:(?P<date>{DATE})|{SHORT_DATE})"
PAST = r"\s{0,2}[·•]?\s{0,2}(?:\d{1,3}|an?) (?:second|minute|hour|day|week|month|year)s? ago(?: ?\(edited\))?(?=\s|\Z)"
TIMED = regex.compile(rf"(?:(?P<name>[^@\n]{{1,60}}?)\s{{1,40}}+)?@{HANDLE}{WHEN}")
AGO = regex.compile(rf"@(?P<handle>[\w.-]{{3,30}}){PAST}")
AMID = regex.compile(rf"(?<=\s)@(?:{HANDLE}{WHEN}|(?P<handle>[\w.-]{{3,30}})(?P<past>{PAST}))")
COUNT = r"\d[\d.,]{0,9}[KM]?"
NOUN = r"(?:Retweets?|Reposts?|Quote Tweets?|Quotes?|Likes?|Repl(?:y|ies)|Comments?|Views?|Bookmarks?|Shares?|people are talking)"
COUNTED = regex.compile(rf"(?<=\s){COUNT}{SPACE}{NOUN}\b(?:{SPACE}{COUNT}{SPACE}{NOUN}\b)*")
BUTTONS = (
    r"Reply|Like|Share|Retweet|Repost|Follow|Read more|See more|Translate (?:Tweet|post)|Copy link(?: to (?:Tweet|post))?"
    r"|Read \d+ repl(?:y|ies)|Show (?:this thread|more|replies)|View on (?:X|Twitter|YouTube)|Read more on (?:X|Twitter)"
    r"|Explore what.s happening on Twitter"
)
FURNITURE = regex.compile(rf"{COUNT}{SPACE}{NOUN}\b|(?:{COUNT}{SPACE}?)+$|(?:{BUTTONS})$")
MOST_LINES = 16
LONGEST = 4000
NEAR = 900  # code points between a header and counts that may be its post's
AMID_LONGEST = 600  # code points of a post in running text


def amid(page: Page) -> Iterator[Embed]:
    """The posts in running text that a dated header opens and counts close."""
    done = 0
    for found in AMID.finditer(page.text):
        close = COUNTED.search(page.text, found.end(), found.end() + AMID_LONGEST)
        body = page.text[found.end() : close.start()].strip() if close else ""
        if not close or not body or "\n" in body or found.start() < done:
            continue
        name, start = named(page.text, found.start(), done)
        source = "youtube" if found["past"] else platform(found["handle"])
        when = day(found) if found["date"] else None
        done = close.end()
        if source == "youtube":
            name, start = None, found.start()
        yield embed(start, Foot(found.end(), done, source, found["handle"], name, when), body)


def headed(page: Page) -> Iterator[Embed]:
    """The posts under dated headers, in order."""
    for place, row in enumerate(page.rows):
        found = TIMED.match(row.text) or AGO.match(row.text)
        if found:
            one = under(page, place, found)
            if one is not None:
                yield one


def under(page: Page, place: int, found: "regex.Match[str]") -> Embed | None:
    """The post of a header."""
    row = page.rows[place]
    begin = row.start + found.end()
    end, last = bounds(page, place, begin)
    body = page.text[begin:end].strip(" \t\n·•\xa0")
    if not body or weight(body) > LONGEST:
        return None
    given = found.groupdict()
    name, start = (given.get("name"), row.start) if found.re is AGO or given.get("name") else heading(page, place)
    source = "youtube" if found.re is AGO else platform(found["handle"])
    when = day(found) if given.get("date") else None
    return embed(start, Foot(begin, last, source, found["handle"], name, when), body)


def bounds(page: Page, place: int, begin: int) -> tuple[int, int]:
    """Where the text under a header ends, and where its counts and buttons do."""
    end, rows = page.rows[place].end, page.rows
    stop = min(len(rows), place + MOST_LINES)
    following = [at for at in range(place + 1, stop) if FURNITURE.match(rows[at].text)]
    heads = [at for at in range(place + 1, stop) if TIMED.match(rows[at].text) or AGO.match(rows[at].text)]
    if (
        following
        and (not heads or following[0] < heads[0])
        and (following[0] == place + 1 or rows[following[0]].start - begin <= 900)
    ):
        last = following[0]
        end = rows[last - 1].end
        while last + 1 < len(rows) and FURNITURE.fullmatch(rows[last + 1].text):
            last += 1
        return end, rows[last].end
    alone = not page.text[begin:end].strip()
    for at in range(place + 1, stop):
        if at in heads or (not (page.parted and page.joined(at - 1, at)) and not (alone and at == place + 1)):
            break
        end = rows[at].end
    return end, end
