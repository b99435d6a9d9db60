"""Where a text's sentences are. Spans are of the stored text, in code points; nothing is rewritten.

Regular expressions do it, with links masked so that their dots do not count. Posts write loosely, so a full stop or dots end
a sentence even before a small letter (of 40 real posts with dots inside, 26 went on with another sentence); abbreviations,
initials, decimals and dots inside words do not. Emoji of feeling end one too, before a capital (35 of 40 real posts), before a
script without capitals (6 of 7), and two or more before a small letter (33 of 38; one alone there: 18 of 30, so it does not).
The numbers of a list ("1. … 2. …", "1️⃣ … 2️⃣ …") begin sentences.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import regex

from hubbub.models.text import SAYS, URL
from hubbub.viewpoints.stops import inner

LONGEST = 400  # code points; a longer stretch without punctuation is cut on white space

SHOWN = rf"(?:{URL.pattern})"
LINK = regex.compile(SHOWN)
TOLD = regex.compile(r"「[^「」\n]*」(?=と|って|なんて|という|、|を|の)")  # a Japanese quotation that its sentence goes on behind
PLAIN = regex.compile(
    r"[\n\r\v\f]+|(?:(?<![.!?])[.!?]+[\"')\]*_]*(?=\s)|(?<![!?])[!?]+(?=[A-Z][a-z]))\s*"
)  # all that ASCII needs
FEELING = "☺☹♥❤❣💔-💟😀-🙏🤌-🤟🤠-🤯🤲🥰-🥺👊-👐💀💯🔥✨🎉💪"
TONED = f"[{FEELING}][\ufe0f\u200d🏻-🏿 ]*"
KANA = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
JOINED = r"[\p{Arabic}\p{Devanagari}]"
MARK = "[.!?…‥؟۔।॥。！？｡]"
CLOSING = "[\"'”“’»«›‹)\\]*_」』）】〉》]"
# How Japanese sentences end: dots behind anything else only hesitate.
FINAL = "(?:です|ます|[^まの\\s]た|んだ|せん|ない|たい|かも|かな|[ねよわぞー])"
# Behind marks: white space; nothing, for marks of scripts without spaces; or what begins a sentence without a space before.
ENDED = "|".join(
    (
        r"(?=\s)",
        f"(?<=[。！？｡؟۔।॥]{CLOSING}*)",
        rf"(?<=[!?])(?=\p{{Lu}}\p{{Ll}}|「|{KANA})",
        "(?=[¡¿])",
        f"(?<={JOINED}{{2}}{MARK}+)(?={JOINED})",
        f"(?<={FINAL}[…‥]+)(?={KANA})",
    )
)
WIDE = regex.compile(
    rf"[\n\r\v\f\x85\u2028\u2029]+|(?<!{MARK}){MARK}++(?:[ \u00a0\u202f]?»)?{CLOSING}*+(?:{ENDED})\s*", regex.VERSION1
)
# Emoji, and laughs behind Japanese (w, 笑). The range in front is only for speed, and so is a pattern of their own.
# の behind an emoji makes it a word of the sentence; Latin W杯 is the World Cup.
FELT = regex.compile(
    rf"[\u2639-\U0001faff](?:(?<=[[\p{{L}}\p{{M}}\p{{N}}\p{{P}}]--[\ufe0f]] ?[{FEELING}])[{FEELING}\ufe0f\u200d🏻-🏿 ]*+"
    rf"(?:(?=\p{{Lu}}\p{{Ll}}|[\p{{Lo}}--の])|(?<={TONED}{TONED})(?=\p{{Ll}}))"
    rf"|(?<={KANA}|ー)(?:[wｗ]++|[(（]笑[)）])(?=(?!杯){KANA}))\s*",
    regex.VERSION1,
)
LETTER = regex.compile(r"[\p{L}\p{N}]")
MARKS = 20  # characters that one is made of at most, where it matters
ATTACHED = regex.compile(r".[\p{M}\u200d🏻-🏿]|\u200d", regex.DOTALL)
# A number of a list. Of a list of two the first stands behind no word, as that of "on the 1. of May" does.
ITEM = regex.compile(r"(?<!\S)(?:(\d\d?)[.)](?:\s+|(?=\p{L}))|(\d)\ufe0f?\u20e3\s*)(?=\S)")
WORDLESS = regex.compile(r"(?<![\w,][ \t]*+)")  # looks back only as far as blanks go
FREE = 3  # numbers of a list that may begin anywhere
# Whom a post answers, and links, before and behind what is said. A name that it goes on with ("@name is …") is its subject.
GOES_ON = rf"(?:{SAYS}|just|really|and|or|s)\b|[&+/]"
ADDRESSED = regex.compile(r"[@＠]|http|www\.|pic\.")
NAMED = rf"[@＠][\w.\-]*\w(?:\s*+[,:;][,:;\s]*+|\s++(?![’']?(?:{GOES_ON})))"
CALLED = regex.compile(rf"(?:RT @\w+:\s*+|{NAMED}|{SHOWN}[,:;\s]++)+")
BEHIND = regex.compile(rf"(?:\s+{SHOWN})+$")


def split(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of a text's sentences in order: stripped, never empty, every letter inside exactly one.

    A piece without letters (emoji, dots) belongs to the sentence before it on its line, else to none; a text without letters
    is one sentence.
    """
    pieces = [piece for rough in joined(text, rough_cuts(text)) for piece in shorter(text, *rough)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A sentence's span without its number in a list, whom it is addressed to and links around it, if anything else is left."""
    if text[start : start + 1].isdigit():
        item = numbered(text).get(start, start)
        start = item if item < end else start
    if not ADDRESSED.search(text, start, end):
        return start, end
    called, behind = CALLED.match(text, start, end), BEHIND.search(text, start, end)
    first, last = called.end() if called else start, behind.start() if behind else end
    return (first, last) if LETTER.search(text, first, last) else (start, end)


def rough_cuts(text: str) -> list[int]:
    """Where one sentence ends and the next begins, the end of the text included."""
    masked = shut(text)
    end = PLAIN if text.isascii() else WIDE
    cuts = [found.end() for found in end.finditer(masked) if not inner(masked, found.start(), found.group())]
    felt = [] if text.isascii() else [found.end() for found in FELT.finditer(masked)]
    if items := numbered(masked):
        cuts = [*({*cuts} - {*items.values()}), *items]
    return [*(sorted({*cuts, *felt}) if felt or items else cuts), len(text)]


@lru_cache(maxsize=2)  # a text and its `shut` form: every sentence that begins with a digit asks anew
def numbered(text: str) -> Mapping[int, int]:
    """Where the numbers of a list begin and end, white space behind included: those that count from one on, at least to two."""
    if "2." not in text and "2)" not in text and "\u20e3" not in text:
        return {}
    items = list(ITEM.finditer(text))
    found = counted(one for one in items if one[1] != "1" or WORDLESS.match(text, one.start()))
    return found if len(found) > 1 else long if len(long := counted(items)) >= FREE else {}


def counted(items: Iterable[regex.Match[str]]) -> dict[int, int]:
    """Where those begin and end that count from one on."""
    found: dict[int, int] = {}
    for item in items:
        if int(item[1] or item[2]) == len(found) + 1:
            found[item.start()] = item.end()
    return found


def shut(text: str) -> str:
    """A text with links, and quotations that the sentence goes on behind, as so many hyphens."""
    if "http" in text or "www." in text or "pic." in text:
        text = LINK.sub(hyphens, text)
    return TOLD.sub(hyphens, text) if "」" in text else text


def hyphens(found: regex.Match[str]) -> str:
    """As many hyphens as characters were found."""
    return "-" * len(found.group())


def joined(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """Spans between cuts, those without a letter joined to the one before."""
    spans: list[tuple[int, int]] = []
    start = before = 0
    closed = False  # whether the last span ends in a line break; asked once of each, not of every piece behind it
    for cut in cuts:
        lettered, before = LETTER.search(text, before, cut), cut
        if lettered:
            spans.append((start, cut))
            closed = broken(text, start, cut)
        elif spans and not closed:
            closed = broken(text, start, cut)
            spans[-1] = (spans[-1][0], cut)
        elif not spans:
            continue  # what comes first without a letter belongs to what follows
        start = cut
    return spans or [(0, len(text))]


def broken(text: str, start: int, end: int) -> bool:
    """Whether a span ends in a line break."""
    at = end
    while at > start and text[at - 1].isspace():
        at -= 1
    return "\n" in text[at:end]


def shorter(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span stripped of white space; cut on white space, or anywhere if there is none, until no piece is over LONGEST."""
    while end - start > LONGEST:
        space = next((at for at in range(start + LONGEST, start, -1) if text[at].isspace()), apart(text, start + LONGEST))
        yield strip(text, start, space)
        start = space
    yield strip(text, start, end)


def apart(text: str, at: int) -> int:
    """The last place up to one where no character is cut from its marks; that one where they are too many."""
    return next((place for place in range(at, at - MARKS, -1) if not ATTACHED.match(text, place - 1)), at)


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
