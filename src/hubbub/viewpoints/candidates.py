"""Which sentences may become key points: readable ones that stand on their own, one a wording."""

import hashlib
from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}]+)*")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
LETTERS = regex.compile(r"[\p{L}\p{M}]")
CLUTTER = regex.compile(r"https?://|www\.|[#@]\w")
DANGLING = regex.compile(
    r"\W*(?:and|but|or|so|because|cause|also|then|which|it|its|it's|they|he|she|this|that|these|those|them|his|her|yes|no|y|pero|und|aber|et|mais)(?!\w)",
    regex.IGNORECASE,
)
CLEAR, SHORT, POOR = 0, 1, 2


def words(text: str) -> int:
    """Words, two characters to a word where a script leaves no spaces."""
    return len(WORD.findall(text)) + len(UNSPACED.findall(text)) // 2


def rank(text: str) -> int:
    """How well a sentence stands on its own: CLEAR, SHORT (or hanging on something unsaid), POOR."""
    dense = len(text) - text.count(" ")
    if len(LETTERS.findall(text)) * 10 < dense * 6 or CLUTTER.search(text):
        return POOR
    return CLEAR if 4 <= words(text) <= 25 and not DANGLING.match(text) else SHORT


def choose(texts: Sequence[str], keys: Sequence[str], limit: int) -> NDArray[np.int64]:
    """Indices of at most `limit` candidates, one a key: the best rank first, then by hash. `texts` come sorted by key."""
    first = [i for i in range(len(texts)) if not i or keys[i] != keys[i - 1]]
    ranked = sorted(first, key=lambda i: (rank(texts[i]), hashlib.blake2b(keys[i].encode(), digest_size=8).digest()))
    return np.array(sorted(ranked[:limit]), np.int64)
