"""What a matcher sees of a post. For matching only: the stored text is never changed by anything here."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

# Scripts that leave no spaces end a link, as in twitter-text: "https://t.co/abc最高".
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf"
    r"\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
LINKED = rf"[^\s{UNSPACED}]+"
# The last: X's own picture links, without a scheme.
URL = re.compile(rf"https?://{LINKED}|www\.{LINKED}|\bpic\.(?:twitter|x)\.com/[A-Za-z0-9_]+")
# Behind a name these make it the subject of its sentence: "@name is …".
SAYS = (
    r"is|isn|are|aren|was|wasn|were|weren|has|hasn|have|haven|had|hadn|will|won|would|wouldn|can|could|couldn|should|shouldn|must|"
    r"may|might|does|doesn|did|didn|es|son|fue|ha|han|est|sont|ist|sind|hat|wird|è|sono|é|são|foi|tem"
)
MENTION = re.compile(rf"(?<![\w@])@(?>[\w.\-]*\w)(?!\s+(?:{SAYS})\b)")
REPOST = re.compile(r"^\s*RT @\w+:\s*")
STRETCH = re.compile(r"(\D)\1{2,}", re.DOTALL)  # "sooo" is "soo", but 2000 is not 200
ROMAN = re.compile(r"(?<!\w)x{0,3}v?iii(?!\w)")  # nor is World War III the second
LEAD = 4  # letters of a Roman number before its last three
THRICE = 3
JOINERS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff\u00ad]")
# Signs that tell what is said, and where; elsewhere they adorn. They stand as others, which no text has after NFKC.
TELLING = re.compile(  # the sign first, what must be before it then: a third of the time
    r"[-−+<>=%](?:(?<=[-−+])(?<![\w.,:;/)\-–−+].)(?=\d)|(?<=\d%)|(?<=\d %)|"
    r"(?<=\w\+)\+?(?![\w+])|(?<=\w[<>=])(?=\w)|(?<=\w [<>=])(?= \w))"
)
STANDING = str.maketrans("-−+<>=%", "⁻⁻⁺＜＞＝％")
SIGNS = "⁺⁻＜＞＝％≠≤≥≈→←↑↓↔±"
FLAGS = "".join(map(chr, range(0xE0020, 0xE0080)))  # what tells the flag of Scotland from that of Wales
EMPTY = "^`¨¯´¸\u2800\ufffd"  # symbols that stand for nothing


class Keeping(dict[int, str]):
    """A `str.translate` table that keeps characters of the given Unicode categories, and some more, and makes a space of all
    others, and of some."""

    def __init__(self, categories: Iterable[str], more: str = "", without: str = "") -> None:
        super().__init__({ord(one): one for one in more} | {ord(one): " " for one in without})
        self.categories = tuple(categories)
        self.plain = "".join(self[point] for point in range(128)).encode() + bytes(128)

    def of(self, text: str) -> str:
        """The text translated; ASCII through a table of bytes, twenty times as fast."""
        return text.encode().translate(self.plain).decode() if text.isascii() else text.translate(self)

    def __missing__(self, point: int) -> str:
        kept = unicodedata.category(chr(point)).startswith(self.categories)
        self[point] = chr(point) if kept else " "
        return self[point]


# Letters, marks, digits, emoji and their skin tones, currencies.
WRITTEN = Keeping(("L", "M", "N", "So", "Sk", "Sc"), SIGNS + FLAGS, EMPTY)
LETTERS = Keeping(("L", "M"))


def plain(text: str) -> str:
    """NFKC, links, leading 'RT @name:' and mentions out, white space folded; case and punctuation stay."""
    text = released(text) if text.isascii() else unified(text)  # each step is taken only where it is needed
    if "http" in text or "www." in text or "pic." in text:
        text = URL.sub(" ", text)
    if "@" in text:
        text = MENTION.sub(" ", text)
    return " ".join(text.split())


def unified(text: str) -> str:
    """A text in NFKC, without a leading 'RT @name:' and joiners; U+02BC is an apostrophe, though a letter."""
    return JOINERS.sub("", released(unicodedata.normalize("NFKC", text))).replace("ʼ", "'")


def released(text: str) -> str:
    """A text without a leading 'RT @name:'."""
    return REPOST.sub("", text) if "RT @" in text else text


def key(text: str) -> str:
    """The plain text, case-folded, punctuation out, letters repeated three times or more cut to two: equal keys, equal texts."""
    return written(STRETCH.sub(twice, plain(text).casefold()))


def twice(found: re.Match[str]) -> str:
    """What stands for a stretched letter."""
    kept = found[0] == "iii" and ROMAN.search(found.string, max(0, found.start() - LEAD), found.end() + 1)
    return found[0] if kept else found[1] * 2


def keys(texts: Sequence[str]) -> list[str]:
    """`key` of each text, in half the time: where a character stands three times running is found for all texts at once."""
    return folded(list(map(plain, texts)))


def folded(bare: Sequence[str]) -> list[str]:
    """`keys` of texts whose plain form is known."""
    plains = [text.casefold() for text in bare]
    for place in stretched(plains):
        plains[place] = STRETCH.sub(twice, plains[place])
    return [written(text) for text in plains]


def stretched(plains: Sequence[str]) -> list[int]:
    """Which plain texts hold a character three times running (a few more, beside empty ones, do no harm)."""
    points = np.frombuffer("\n".join(plains).encode("utf-32-le", "surrogatepass"), np.uint32)
    if len(points) < THRICE:
        return []
    thrice = np.flatnonzero((points[2:] == points[1:-1]) & (points[1:-1] == points[:-2]))
    ends = np.cumsum(np.fromiter(map(len, plains), np.int64, len(plains)) + 1)
    return [int(one) for one in np.unique(np.searchsorted(ends, thrice, side="right"))]


def written(text: str) -> str:
    """A text without punctuation, but for signs that tell something."""
    told = TELLING.sub(standing, text)
    return " ".join(WRITTEN.of(told).split())


def standing(found: re.Match[str]) -> str:
    """What stands for a sign that tells something."""
    return found[0].translate(STANDING)


def letters(bare: str) -> str:
    """A plain text's letters and their marks alone, words apart."""
    return " ".join(LETTERS.of(bare).split())
