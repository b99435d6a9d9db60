"""Words by which two sentences are seen to say the same: those that say something, and not in every other sentence. Names say of
whom a sentence speaks, not what; of those that the whole collection is about, who writes nothing else makes no point.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

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
CAPITALS = frozenset({"de", "als", "bar", "gsw", "lb", "nds"})  # languages whose nouns have them
SEEN = 3  # sentences with a word inside from which that is told
ALONE = 5  # a name that stands alone in every so many sentences answers a question
JOINTS = frozenset(JOINING.split())
FIRST = re.compile(r"[^\W\d_]+")
# A number or a sign between names says something of them; years are part of names.
COMPARED = re.compile(r"(?!(?<!\d)(?:19|20)\d\d(?!\d))(?<!\d)\d|[<>=+≠→]")


def telling(text: str, nothing: frozenset[str] = ANYTHING) -> frozenset[str]:
    """The beginnings of a text's words that say something, hashtags among them; what is behind an apostrophe is left off.
    `nothing`: words that say nothing."""
    return frozenset(map(beginning, saying(text, nothing)))


def saying(text: str, nothing: frozenset[str] = ANYTHING) -> set[str]:
    """The words themselves, in lower case."""
    words = {CLIPPED.split(word)[0] for word in content(plain(text))}
    return {word for word in words - nothing if len(word) > 2 or not word.isascii()}


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


def called(texts: Sequence[str], langs: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What has a capital in a collection of sentences, and the names in it: German gives every noun a capital."""
    parts: dict[bool, list[str]] = {True: [], False: []}
    for text, lang in zip(texts, langs, strict=True):
        parts[lang in CAPITALS].append(text)
    german, others = capitals(parts[True]), capitals(parts[False])
    return named(german[0] + others[0], german[1] + others[1]), named(*others)


def capitals(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """In how many sentences each beginning stands inside, and in how many with a capital; where most words have one, it tells
    nothing."""
    held, capital = Counter[str](), Counter[str]()
    for text in texts:
        found = FIRST.findall(unlabelled(text))[1:]
        high = {word for word in found if word[0].isupper()}
        if 2 * sum(word in high for word in found) <= len(found):
            held.update({beginning(word.lower()) for word in found})
            capital.update({beginning(word.lower()) for word in high})
    return held, capital


def named(held: Counter[str], capital: Counter[str]) -> frozenset[str]:
    """The beginnings that have a capital often enough."""
    return frozenset(word for word, count in capital.items() if held[word] >= SEEN and CAPITAL * count > held[word])


def unanswering(texts: Sequence[str], names: frozenset[str]) -> frozenset[str]:
    """Those of the names that a collection is about which seldom stand alone. Where people are asked for a name ("who will win?")
    it is what they think."""
    if not names:
        return names
    looked, held, alone = pattern(names), Counter[str](), Counter[str]()
    for text in map(unlabelled, texts):
        there = {beginning(word) for word in looked.findall(text.lower())}
        held.update(there)
        alone.update(there if there and bare(text, names) else ())
    return frozenset(word for word in names if ALONE * alone[word] < held[word])


def pattern(names: frozenset[str]) -> re.Pattern[str]:
    """What finds words with some beginnings."""
    forms = (re.escape(one).replace("i", "[iy]") + (r"\w*" if len(one) == BEGINNING else r"(?!\w)") for one in sorted(names))
    return re.compile(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)


def bare(text: str, names: frozenset[str]) -> bool:
    """Whether a text has no words but `names` and what stands between such; a number or a sign between them says more."""
    if not names or COMPARED.search(text):
        return False
    words = [CLIPPED.split(one)[0] for one in WORD.findall(unlabelled(text).lower())]
    told = [beginning(word) for word in words if word not in JOINTS]
    return bool(told) and names.issuperset(told)
