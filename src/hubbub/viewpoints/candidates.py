"""Which sentences are fit to be key points: readable ones that stand on their own."""

import hashlib
import string
from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from hubbub.models.text import plain

UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
LETTERS = regex.compile(r"[\p{L}\p{M}]")
LATIN = regex.compile(r"\p{Latin}")
CLUTTER = regex.compile(r"https?://|www\.|\bpic\.(?:twitter|x)\.com/|[#@]\w")
LABEL = regex.compile(r"https?://\S+|www\.\S+|\bpic\.(?:twitter|x)\.com/\w+|[#＃@][\w.\-]+")
LABELLED = ("http", "www.", "pic.", "#", "＃", "@")  # one of these stands in every label
ENDING = regex.compile(r"(?:\W*#\w+)+\W*$")
DANGLING = regex.compile(
    r"\W*(?:and|but|or|so|because|cause|also|then|which|it|its|it's|they|he|she|this|that|these|those|them|his|her|yes|no|"
    r"y|pero|und|aber|et|mais)(?!\w)",
    regex.IGNORECASE,
)
WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
LAUGHTER = regex.compile(
    r"[ah]*(?:ha){2,}h*|ha+h*|a*(?:ja){2,}j*|(?:he){2,}h*|lo+l+(?:ol)*|k{3,}|w{3,}|(?:rs){2,}|[oau]+g?h+|h?m{2,}"
)
SAID_IN_PASSING = """
yes yeah yea yep yup no nope nah ok okay so oh wow omg lmao rofl hey hi hello hmm well right sure please um uh eh yo
sí si ja oui non nein doch sim não
"""
INTERJECTIONS = frozenset(SAID_IN_PASSING.split())
ASCII_LETTERS = string.ascii_letters.encode()
CLEAR, SHORT, POOR = 0, 1, 2


def words(text: str) -> int:
    """Words with a letter or digit, two characters to a word where a script leaves no spaces."""
    spaced = sum(any(map(str.isalnum, word)) for word in text.split())
    return spaced if text.isascii() else spaced + len(UNSPACED.findall(text)) // 2


def states(text: str) -> bool:
    """Whether a sentence has words of its own: links, mentions, hashtags, signs and interjections alone state nothing."""
    labelled = any(one in text for one in LABELLED)  # most texts are not, and the pattern is slow to say so
    said = WORD.finditer((LABEL.sub(" ", text) if labelled else text).casefold())
    return any(one.group() not in INTERJECTIONS and not LAUGHTER.fullmatch(one.group()) for one in said)


def legible(text: str) -> bool:
    """Whether most letters are Latin. The encoder's vocabulary has little else: all Japanese looks alike to it, and a group
    of whatever six people wrote in Japanese is no viewpoint. Such texts are counted as fitting nowhere."""
    return text.isascii() or 2 * len(LATIN.findall(text)) > sum(map(str.isalpha, text))


def matter(text: str) -> str:
    """The plain text without the hashtags it ends in, for matching only; those inside a sentence are words of it."""
    bare = plain(text)
    return ENDING.sub("", bare) if "#" in bare else bare


def rank(text: str) -> int:
    """How well a sentence stands on its own: CLEAR, SHORT (or hanging on something unsaid, or long), POOR."""
    letters = len(text) - len(text.encode().translate(None, ASCII_LETTERS)) if text.isascii() else len(LETTERS.findall(text))
    if letters * 10 < (len(text) - text.count(" ")) * 6 or CLUTTER.search(text):
        return POOR
    return CLEAR if 4 <= words(text) <= 25 and not DANGLING.match(text) else SHORT


def ranks(texts: Sequence[str]) -> NDArray[np.int64]:
    """`rank` of each."""
    return np.fromiter(map(rank, texts), np.int64, len(texts))


def digest(text: str) -> bytes:
    """Eight bytes that stand for a text where an order without meaning is wanted."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()


def preference(ranked: NDArray[np.int64], voices: NDArray[np.int64], keys: Sequence[str]) -> NDArray[np.int64]:
    """All positions, fittest first: said in the same words by several, then by rank, then by hash of the key."""
    hashes = np.frombuffer(b"".join(digest(key) for key in keys), ">u8")
    return np.lexsort((hashes, ranked, -np.minimum(voices, 3)))
