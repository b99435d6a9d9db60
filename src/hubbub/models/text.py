"""What a matcher sees of a post. For matching only: the stored text is never changed by anything here."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np

URL = re.compile(r"https?://\S+|www\.\S+|\bpic\.(?:twitter|x)\.com/\w+")  # the last: X's own picture links, without a scheme
MENTION = re.compile(r"(?<![\w@])@[\w.\-]*\w")
REPOST = re.compile(r"^\s*RT @\w+:\s*")
STRETCH = re.compile(r"(\D)\1{2,}", re.DOTALL)  # "sooo" is "soo", but 2000 is not 200
THRICE = 3
JOINERS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff\u00ad]")


class Keeping(dict[int, str]):
    """A `str.translate` table that keeps characters of the given Unicode categories and makes a space of all others."""

    def __init__(self, categories: Iterable[str]) -> None:
        super().__init__()
        self.categories = tuple(categories)
        self.plain = "".join(self[point] for point in range(128)).encode() + bytes(128)

    def of(self, text: str) -> str:
        """The text translated; ASCII through a table of bytes, twenty times as fast."""
        return text.encode().translate(self.plain).decode() if text.isascii() else text.translate(self)

    def __missing__(self, point: int) -> str:
        kept = unicodedata.category(chr(point)).startswith(self.categories)
        self[point] = chr(point) if kept else " "
        return self[point]


WRITTEN = Keeping(("L", "M", "N", "So", "Sk"))  # letters, marks, digits, emoji and their skin tones
LETTERS = Keeping(("L", "M"))


def plain(text: str) -> str:
    """NFKC, links, leading 'RT @name:' and mentions out, white space folded; case and punctuation stay."""
    usual = text if text.isascii() else unicodedata.normalize("NFKC", text)  # each step is taken only where it is needed
    text = released(usual) if text.isascii() else JOINERS.sub("", released(usual))
    if "http" in text or "www." in text or "pic." in text:
        text = URL.sub(" ", text)
    if "@" in text:
        text = MENTION.sub(" ", text)
    return " ".join(text.split())


def released(text: str) -> str:
    """A text without a leading 'RT @name:'."""
    return REPOST.sub("", text) if "RT @" in text else text


def key(text: str) -> str:
    """The plain text, case-folded, punctuation out, letters repeated three times or more cut to two: equal keys, equal texts."""
    return written(STRETCH.sub(r"\1\1", plain(text).casefold()))


def keys(texts: Sequence[str]) -> list[str]:
    """`key` of each text, in half the time: where a character stands three times running is found for all texts at once."""
    return folded(list(map(plain, texts)))


def folded(bare: Sequence[str]) -> list[str]:
    """`keys` of texts whose plain form is known."""
    plains = [text.casefold() for text in bare]
    for place in stretched(plains):
        plains[place] = STRETCH.sub(r"\1\1", plains[place])
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
    """A text without punctuation."""
    return " ".join(WRITTEN.of(text).split())


def letters(bare: str) -> str:
    """A plain text's letters and their marks alone, words apart."""
    return " ".join(LETTERS.of(bare).split())
