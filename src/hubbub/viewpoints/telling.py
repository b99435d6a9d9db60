"""Words by which two sentences are seen to speak of the same: those that say something, and not in every other sentence."""

import re
from collections import Counter
from collections.abc import Sequence

from hubbub.models.text import plain
from hubbub.viewpoints.candidates import ANYTHING
from hubbub.viewpoints.polarity import content

BEGINNING = 5  # letters by which forms of a word are known for one: "deserve", "deserved"; "ferry", "ferries"
CLIPPED = re.compile("['’]")
NUMBER = re.compile(r"(?<![\w#])\d+(?:[.,:]\d+)*(?!\w)")  # "1st", "90s" and "#euro2024" are words
OFTEN = 20  # a word of every so many sentences is what the whole collection is about
FEW = 200  # sentences below which nothing is said of how often a word stands


def telling(text: str, nothing: frozenset[str] = ANYTHING) -> frozenset[str]:
    """The beginnings of a text's words that say something, hashtags among them; what is behind an apostrophe is left off.
    `nothing`: words that say nothing."""
    words = (CLIPPED.split(word)[0] for word in content(plain(text)))
    return frozenset(
        word[:BEGINNING].replace("y", "i") for word in words if word not in nothing and (len(word) > 2 or not word.isascii())
    )


def numbers(text: str) -> Counter[str]:
    """The numbers that stand by themselves in a text, and how often each does."""
    return Counter(NUMBER.findall(text))


def figures(text: str, about: frozenset[str]) -> Counter[str]:
    """The numbers of a text that says little else: a score, a time. None where words are more than they; those that the whole
    collection is about (`common`) do not count."""
    found = numbers(text)
    return found if found and len(telling(text, frozenset()) - about) <= found.total() else Counter()


def common(texts: Sequence[str]) -> frozenset[str]:
    """The beginnings that more than one in OFTEN of a collection's sentences have."""
    if len(texts) < FEW:
        return frozenset()
    held = Counter(word for text in texts for word in telling(text))
    return frozenset(word for word, count in held.items() if OFTEN * count > len(texts))
