"""Words by which two sentences are seen to speak of the same: those that say something, and not in every other sentence. Names
among these are what the whole collection is about: who writes nothing but them makes no point.
"""

import re
from collections import Counter
from collections.abc import Sequence

from hubbub.models.text import plain
from hubbub.viewpoints.candidates import ANYTHING, WORD, unlabelled
from hubbub.viewpoints.polarity import content
from hubbub.viewpoints.smalltalk import JOINING

BEGINNING = 5  # letters by which forms of a word are known for one: "deserve", "deserved"; "ferry", "ferries"
CLIPPED = re.compile("['’]")
NUMBER = re.compile(r"(?<![\w#])\d+(?:[.,:]\d+)*(?!\w)")  # "1st", "90s" and "#euro2024" are words
OFTEN = 20  # a word of every so many sentences is what the whole collection is about
FEW = 200  # sentences below which nothing is said of how often a word stands
CAPITAL = 3  # a name has a capital inside every so many sentences at least, where people write as they like
ALONE = 5  # a name that stands alone in every so many sentences answers a question
JOINTS = frozenset(JOINING.split())
FIRST = re.compile(r"[^\W\d_]+")
# A number or a sign between names says something of them; years are part of names.
COMPARED = re.compile(r"(?!(?<!\d)(?:19|20)\d\d(?!\d))(?<!\d)\d|[<>=+≠→]")


def telling(text: str, nothing: frozenset[str] = ANYTHING) -> frozenset[str]:
    """The beginnings of a text's words that say something, hashtags among them; what is behind an apostrophe is left off.
    `nothing`: words that say nothing."""
    words = (CLIPPED.split(word)[0] for word in content(plain(text)))
    return frozenset(beginning(word) for word in words if word not in nothing and (len(word) > 2 or not word.isascii()))


def beginning(word: str) -> str:
    """What stands for all forms of a word, which is given in lower case and without what is behind an apostrophe."""
    return word[:BEGINNING].replace("y", "i")


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


def names(texts: Sequence[str], about: frozenset[str]) -> frozenset[str]:
    """Those of the `common` beginnings that name what a collection of sentences is about: written with a capital, and seldom
    alone. Where people are asked for a name ("who will win?") it is what they think."""
    if not about:
        return frozenset()
    looked = pattern(about)
    said = [text for text in map(unlabelled, texts) if looked.search(text)]
    capitals = capitalised(said, looked)
    held, alone = Counter[str](), Counter[str]()
    for text in said:
        there = {beginning(word) for word in looked.findall(text.lower())}
        held.update(there)
        alone.update(there if bare(text, capitals) else ())
    return frozenset(word for word in capitals if ALONE * alone[word] < held[word])


def pattern(about: frozenset[str]) -> re.Pattern[str]:
    """What finds words with some beginnings."""
    forms = (re.escape(one).replace("i", "[iy]") + (r"\w*" if len(one) == BEGINNING else r"(?!\w)") for one in sorted(about))
    return re.compile(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)


def capitalised(texts: Sequence[str], looked: re.Pattern[str]) -> frozenset[str]:
    """The beginnings of words looked for that have a capital often enough inside sentences, those that are shouted left out."""
    inner, capital = Counter[str](), Counter[str]()
    for text in texts:
        first = FIRST.search(text)
        for one in looked.finditer(text, first.end() if first else len(text)) if not text.isupper() else ():
            inner[word := beginning(one.group().lower())] += 1
            capital[word] += one.group()[0].isupper()
    return frozenset(word for word, count in inner.items() if CAPITAL * capital[word] > count)


def bare(text: str, names: frozenset[str]) -> bool:
    """Whether a text has no words but `names` and what stands between such; a number or a sign between them says more."""
    if not names or COMPARED.search(text):
        return False
    words = [CLIPPED.split(one)[0] for one in WORD.findall(unlabelled(text).lower())]
    told = [beginning(word) for word in words if word not in JOINTS]
    return bool(told) and names.issuperset(told)
