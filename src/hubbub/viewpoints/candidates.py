"""Which sentences are fit to be key points: readable and civil ones that stand on their own."""

import hashlib
import re
import string
from functools import lru_cache

import regex

from hubbub.models.text import URL, plain
from hubbub.viewpoints.civility import civil
from hubbub.viewpoints.smalltalk import (
    GREETINGS,
    GREETINGS_ABROAD,
    GREETINGS_CASELESS,
    HANGING,
    HANGING_UNSPACED,
    HINTS,
    HINTS_ABROAD,
    LAUGHS,
    SAID_IN_PASSING,
    SAID_OF_ANYTHING,
    UNSPACED_TALK,
)

UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
LETTERS = regex.compile(r"[\p{L}\p{M}]")
LATIN = regex.compile(r"\p{Latin}+")
CLUTTER = regex.compile(r"https?://|www\.|\bpic\.(?:twitter|x)\.com/|[#@]\w")
LABEL = regex.compile(rf"{URL.pattern}|[#＃@][\w.\-]+")
LABELLED = ("http", "www.", "pic.", "#", "＃", "@")  # one of these stands in every label
ENDING = regex.compile(r"(?:\W*#\w+)+\W*$")
TAG = regex.compile(r"#(\w+)")
INNER = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\d)|_")  # where the words of a hashtag part
PICTURES = regex.compile("[\\p{So}🏻-🏿\U000e0020-\U000e007f]+")  # emoji, their skins, and what flags are made of
DANGLING = regex.compile(rf"\W*(?:(?:{HANGING})(?!\w)|{HANGING_UNSPACED})", regex.IGNORECASE)
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
ASCII_WORD = re.compile(r"[a-z][a-z']*")  # several times as fast
LAUGHTER = regex.compile(LAUGHS)
DRAWN = regex.compile(r"(\p{L})\1{2,}")
INTERJECTIONS, ANYTHING = frozenset(SAID_IN_PASSING.split()), frozenset(SAID_OF_ANYTHING.split())
SMALL_TALK, ABROAD = regex.compile("|".join(GREETINGS), regex.IGNORECASE), regex.compile(GREETINGS_ABROAD)
CASELESS_TALK, JAPANESE_TALK = regex.compile(GREETINGS_CASELESS), regex.compile(UNSPACED_TALK)
ASCII_LETTERS = string.ascii_letters.encode()
CLEAR, SHORT, POOR, VAGUE = 0, 1, 2, 3
KEPT = 30  # letters: what is known of a longer word is not kept, posts can hold any


def words(text: str) -> int:
    """Words with a letter or digit, two characters to a word where a script leaves no spaces."""
    spaced = sum(any(map(str.isalnum, word)) for word in text.split())
    return spaced if text.isascii() else spaced + len(UNSPACED.findall(text)) // 2


def states(text: str) -> bool:
    """Whether a sentence has words of its own: links, mentions, hashtags, signs and interjections alone state nothing."""
    bare = unlabelled(text).casefold()
    found = (ASCII_WORD if bare.isascii() else WORD).finditer(bare)
    return any(not passing(one.group()) for one in found)


def passing(word: str) -> bool:
    """Whether a folded word is a laugh or an interjection, however long it is drawn ("sooooo")."""
    return said_in_passing(word) if len(word) <= KEPT else said_in_passing.__wrapped__(word)


@lru_cache(32_768)
def said_in_passing(word: str) -> bool:
    """`passing` of a word that recurs."""
    return word in INTERJECTIONS or LAUGHTER.fullmatch(word) is not None or DRAWN.sub(r"\1", word) in INTERJECTIONS


def unlabelled(text: str) -> str:
    """A text without links, mentions and hashtags; most have none, and the pattern is slow to say so."""
    return LABEL.sub(" ", text) if any(one in text for one in LABELLED) else text


def legible(text: str) -> bool:
    """Whether most letters are Latin. The encoder's vocabulary has little else: all Japanese looks alike to it, and a group
    of whatever six people wrote in Japanese is no viewpoint. Such texts are counted as fitting nowhere."""
    return text.isascii() or 2 * sum(map(len, LATIN.findall(text))) > sum(map(str.isalpha, text))


def matter(text: str) -> str:
    """A text as encoders read it: see `shorn`."""
    return shorn(plain(text))


def shorn(bare: str) -> str:
    """A plain text as encoders read it: without the hashtags it ends in, those inside a sentence as their words; and without
    emoji. To a vocabulary of word pieces an emoji is no word, and neither is the word it is glued to."""
    if "#" in bare:
        bare = TAG.sub(lambda tag: INNER.sub(" ", tag.group(1)), ENDING.sub("", bare))
    return bare if bare.isascii() else " ".join(PICTURES.sub(" ", bare).split())


def rank(text: str) -> int:
    """How well a sentence stands on its own: CLEAR, SHORT (or hanging on something unsaid, or long), POOR (unreadable,
    or an insult); VAGUE is no point."""
    letters = len(text) - len(text.encode().translate(None, ASCII_LETTERS)) if text.isascii() else len(LETTERS.findall(text))
    if text.endswith((":", "：")) or not specific(text):  # what a colon ends is said of what comes next
        return VAGUE
    if letters * 10 < (len(text) - text.count(" ")) * 6 or CLUTTER.search(text) or not civil(text):
        return POOR
    return CLEAR if 4 <= words(text) <= 25 and not DANGLING.match(text) else SHORT


def specific(text: str) -> bool:
    """Whether some word of three letters or more says something by itself; in scripts without spaces, whether more than two
    characters are left of what says nothing."""
    said = unlabelled(text)
    bare = said.casefold()
    if any(map(bare.__contains__, HINTS)):
        bare = SMALL_TALK.sub(" ", said).casefold()
    if any(map(bare.__contains__, HINTS_ABROAD)):
        bare = ABROAD.sub(" ", bare)
    if not bare.isascii():
        bare = CASELESS_TALK.sub(" ", bare)
        if len(UNSPACED.findall(JAPANESE_TALK.sub(" ", bare))) > 1:
            return True
    words = (DRAWN.sub(r"\1", one.group().partition("'")[0].partition("’")[0]) for one in WORD.finditer(bare))
    return any(len(one) > 2 and one not in ANYTHING and not passing(one) and not UNSPACED.match(one) for one in words)


def digest(text: str) -> bytes:
    """Eight bytes that stand for a text where an order without meaning is wanted."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
