"""Finds an article's quotations and tells which are posts: quoted, introduced as said, and said by a member of the public."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from hubbub.readers.article.embeds import Line, lines
from hubbub.readers.article.emoji import rejoin
from hubbub.readers.article.found import Embed, Saying
from hubbub.readers.article.marks import passages
from hubbub.readers.article.prose.told import together
from hubbub.readers.article.prose.words import BLANK, plain
from hubbub.readers.article.speaker import CUE, MANY, PLACE, VERBS, Voice, after, before, platform

CONTEXT = 1500  # code points before a quotation in which a platform named for other reactions is still meant
INTRO = 600
PUBLIC = 400  # code points before "one said" in which the people it is one of are named
SPOKEN = regex.compile(rf"\b{MANY}\b|\bthe (?:audience|internet|public)\b|\bsocial media\b", regex.I)
SENTENCE = regex.compile(r"(?<!\b(?:Mr|Dr|Ms|Mrs|St|vs|Jr|Sr|No))[.!?][\"”’)]?\s+(?=[\p{Lu}“\"@])")
ONWARD = r"(?:add(?:ed|s|ing)?|continu(?:ed|es|ing)|went on|goes on|conclud(?:ed|es|ing)|wrapped up)"
PRONOUN = regex.compile(rf"(?:They|He|She)\s+(?:\p{{L}}+\s+){{0,2}}?{ONWARD}\b[^.]{{0,40}}[,:]\s*$")
TAG = regex.compile(rf"[\s,–—-]*(?:(?:they|he|she|who)\s+)?(?:\p{{L}}+\s+){{0,2}}?{ONWARD}\b")  # `," they added`
PLATFORM = regex.sub(r"\?P<\w+>", "?:", PLACE.pattern)
NAMED_PLACE = regex.compile(
    rf"\b(?:on|to|via|from|over)\s+(?:the\s+)?(?:{PLATFORM})|(?:{PLATFORM})\s+(?:users?|comments?|posts?|threads?)\b|\btweet(?:ed|s|ing)\b",
    regex.I,
)
TAKES = r"(?:ask(?:s|ed)?|urg(?:es?|ed)|warn(?:s|ed)?|beg(?:s|ged)|quizzed|challenged|confronted)"
ADDRESSEE = regex.compile(
    rf"\b(?:{TAKES}|(?:{VERBS})\s+(?:back\s+)?to|tweeted\s+at)\s+(?!(?i:{PLATFORM}))"
    r"(?:\p{Lu}|(?:him|them)\b|her\b(?!\s\p{L})|(?:the|his|her|their|its|an?)\s(?![^.]{0,20}\b(?:site|app|platform|page|group|forum|thread)\b))"
)  # whom a speaker speaks to, who may answer
ENDS = (",", ":", "—", "–")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted passage in its surroundings. `ahead`, `behind`: the words around it, up to the next quotation or sentence."""

    start: int
    end: int
    row: int
    ahead: str
    behind: str
    between: str | None  # all that stands since the quotation before it in the same line
    above: bool  # `ahead` is the line above
    whole: bool  # it is its paragraph


@dataclass(slots=True)
class Listener:
    """Reads passages in order and remembers who spoke last."""

    text: str
    trailed: bool = False  # the last passage's speaker was named after it
    voice: Voice | None = None
    lead: str = ""  # the words before the last passage
    found: list[Saying] = field(default_factory=list)

    def hear(self, one: Passage) -> None:
        """Adds the saying a passage is, if it is one."""
        voice, trailed = heard(one)
        voice = self.known(one, voice) if voice and voice.bare else voice
        resumed = self.resumes(one, trailed)
        if resumed and self.voice:
            voice = replace(self.voice, direct=True)
            self.cut()
        self.trailed, self.voice, self.lead = trailed or resumed, voice, one.ahead
        if voice is not None:
            comma = self.text[one.end - 1] == "," and bool(one.behind.strip()) and one.end - one.start > 1
            self.found.append(self.saying(replace(one, end=one.end - comma), voice, resumed, trailed))

    def cut(self) -> None:
        """Marks the post that was quoted last: it went on."""
        for at in range(len(self.found) - 1, -1, -1):
            post = self.found[at].post
            if post is not None:
                self.found[at] = replace(self.found[at], post=replace(post, truncated=True))
                return

    def known(self, one: Passage, voice: Voice) -> Voice:
        """A bare "another" is a member of the public only where such people are spoken of."""
        near = self.text[max(0, one.start - PUBLIC) : one.start]
        public = platform(one.ahead) or platform(one.behind) or SPOKEN.search(near) or any(each.post for each in self.found[-3:])
        return voice if public else replace(voice, public=False)

    def resumes(self, one: Passage, trailed: bool) -> bool:
        """Whether a passage goes on with the one before: `"…," one fan wrote. "…"`; one that is answered goes on nowhere."""
        last = self.voice
        if last and last.public and last.direct and PRONOUN.match(one.ahead) and not trailed:
            return not ADDRESSEE.search(self.lead)
        if not self.trailed or one.between is None or last is None or len(CUE.findall(one.between)) != 1:
            return False
        if one.between.rstrip().endswith(","):
            return True
        stopped = one.between.rstrip().endswith(".") and not trailed
        return stopped and (not last.public or alone(one.between, self.text[one.end - 1], one.behind))

    def saying(self, one: Passage, voice: Voice, resumed: bool, trailed: bool) -> Saying:
        """The record of a passage and its voice."""
        return Saying(
            start=one.start,
            end=one.end,
            kind="direct" if voice.direct else "mixed",
            speaker=voice.speaker,
            cue=voice.cue,
            post=self.post(one, voice, trailed) if voice.public and voice.direct and not resumed else None,
            resumes=resumed,
        )

    def post(self, one: Passage, voice: Voice, trailed: bool) -> Embed:
        """The post that a member of the public is quoted with. Where the voice is named behind it, its platform is, too."""
        named = platform(clause(one.behind)) if trailed else None
        named = named or (platform(one.ahead) if one.ahead else None)
        named = named or platform(tag(self.text[one.end - 1], one.behind)) or self.around(one.start) or "unknown"
        text = rejoin(self.text[one.start : one.end])
        return Embed(start=one.start, end=one.end, text=text, platform=named, origin="quoted_by_article", handle=voice.handle)

    def around(self, place: int) -> str | None:
        """The platform last named for reactions before a place."""
        near = self.text[max(0, place - CONTEXT) : place]
        found = [each[0] for each in NAMED_PLACE.finditer(near)]
        return platform(found[-1]) if found else None


def alone(between: str, sign: str, behind: str) -> bool:
    """Whether nobody else says a passage after a full stop: nobody was spoken to before it, and no "she said" follows it."""
    tagged = CUE.search(tag(sign, behind)) is not None
    return not ADDRESSEE.search(between) and (not tagged or TAG.match(behind) is not None)


def tag(sign: str, behind: str) -> str:
    """The words behind a passage that go on with its sentence, up to where that ends. `sign`: the passage's last."""
    words = behind.lstrip(" ,")
    return clause(words) if sign == "," or words[:1].islower() else ""


def clause(words: str) -> str:
    """The words up to where their sentence or its first part ends."""
    return regex.split(r"[.!?;:]\s", words, maxsplit=1)[0]


def sayings(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Saying]:
    """The quotations of an article in order; `taken` are the spans of embedded posts, whose own marks do not count."""
    read = plain(text)
    rows = free(lines(read), taken)
    inner = list(passages(rows))
    listener = Listener(text)
    for one in surround(read, rows, inner, [start for start, _ in taken]):
        listener.hear(one)
    return together(text, rows, inner, listener.found)


def free(rows: Sequence[Line], taken: Sequence[tuple[int, int]]) -> list[Line]:
    """The lines that touch none of the spans; both are in order."""
    starts = [start for start, _ in taken]
    before = ((row, bisect_left(starts, row.end)) for row in rows)
    return [row for row, count in before if not count or taken[count - 1][1] <= row.start]


def surround(text: str, rows: Sequence[Line], spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[Passage]:
    """Each passage with the words around it."""
    place, last_end, last_row = 0, 0, -1
    for index, (start, end) in enumerate(spans):
        while rows[place].end < start:
            place += 1
        close = place
        while rows[close].end < end:
            close += 1
        row, again = rows[place], last_row == place
        lead = text[last_end if again else row.start : start - 1]
        stop = spans[index + 1][0] - 1 if index + 1 < len(spans) else len(text)
        behind = text[end + 1 : min(stop, rows[close].end)].lstrip(BLANK)
        above = not lead.strip() and not again
        ahead = introduction(rows, place, starts) if above else sentence(lead)
        inner = trimmed(text, start, end)
        if inner[0] < inner[1]:
            yield Passage(*inner, place, ahead, behind, lead if again else None, above, above and not behind.strip(" ."))
        last_end, last_row = end + 1, close


def introduction(rows: Sequence[Line], place: int, starts: Sequence[int]) -> str:
    """The last sentence of the line above, unless an embedded post stands between."""
    if not place or bisect_left(starts, rows[place - 1].end) < bisect_left(starts, rows[place].start):
        return ""
    return sentence(rows[place - 1].text)


def sentence(words: str) -> str:
    """The last sentence in words. One in lower case goes on with what stands before, and keeps its space."""
    near = words[-INTRO:]
    last = SENTENCE.split(near.rstrip())[-1] if near.strip() else ""
    return last.lstrip() if last.lstrip()[:1].isupper() else last


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def heard(one: Passage) -> tuple[Voice | None, bool]:
    """Who says a passage, and whether that is named after it. Words that lead up to it go first, then those that follow."""
    led = one.ahead.rstrip().endswith(ENDS) or not one.above
    lead = before(one.ahead) if one.ahead else None
    if lead and lead.direct and led and not one.ahead.rstrip().endswith((".", "!", "?")):
        return lead, False
    tail = after(one.behind)
    if tail:
        return tail, True
    if lead and one.above:
        return (lead if lead.direct and lead.public and one.whole else None), False
    return (replace(lead, direct=False) if lead and not one.ahead.rstrip().endswith(".") else None), False
