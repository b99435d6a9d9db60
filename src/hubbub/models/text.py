"""What a matcher sees of a post. For matching only: the stored text is never changed by anything here."""

import re
import unicodedata
from collections.abc import Iterable

URL = re.compile(r"https?://\S+|www\.\S+|\bpic\.(?:twitter|x)\.com/\w+")  # the last: X's own picture links, without a scheme
MENTION = re.compile(r"(?<![\w@])@[\w.\-]*\w")
REPOST = re.compile(r"^\s*RT @\w+:\s*")
STRETCH = re.compile(r"(.)\1{2,}", re.DOTALL)
JOINERS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff\u00ad]")


class Keeping(dict[int, str]):
    """A `str.translate` table that keeps characters of the given Unicode categories and makes a space of all others."""

    def __init__(self, categories: Iterable[str]) -> None:
        super().__init__()
        self.categories = tuple(categories)

    def __missing__(self, point: int) -> str:
        kept = unicodedata.category(chr(point)).startswith(self.categories)
        self[point] = chr(point) if kept else " "
        return self[point]


WRITTEN = Keeping(("L", "M", "N", "So", "Sk"))  # letters, marks, digits, emoji and their skin tones
LETTERS = Keeping(("L", "M"))


def plain(text: str) -> str:
    """NFKC, links, leading 'RT @name:' and mentions out, white space folded; case and punctuation stay."""
    text = REPOST.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(MENTION.sub(" ", URL.sub(" ", JOINERS.sub("", text))).split())


def key(text: str) -> str:
    """The plain text, case-folded, punctuation out, letters repeated three times or more cut to two: equal keys, equal texts."""
    return " ".join(STRETCH.sub(r"\1\1", plain(text).casefold()).translate(WRITTEN).split())


def letters(text: str) -> str:
    """The plain text's letters and their marks alone, words apart."""
    return " ".join(plain(text).translate(LETTERS).split())
