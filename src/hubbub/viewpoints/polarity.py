"""Whether a sentence denies, by its words.

Vectors of "the police are racist" and "the police are not racist" are nearly the same; this tells them apart.
"""

from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

NEGATOR = regex.compile(
    r"(?<!\w)(?:not|no|never|nobody|nothing|none|nor|neither|without|hardly|cannot|\p{L}+n['’]t|dont|doesnt|didnt|isnt|arent|"
    r"wasnt|werent|wont|cant|shouldnt|wouldnt|couldnt|aint|nunca|jamás|jamais|nicht|kein\p{L}*|nie|niemals|não|nem|non|pas|niet|geen)(?!\w)",
    regex.IGNORECASE,
)
EMPTY = regex.compile(
    r"(?<!\w)(?:not only|not just|no doubt|no wonder|why not|no matter|can['’]?t wait|couldn['’]?t agree more)(?!\w)",
    regex.IGNORECASE,
)


def denies(text: str) -> bool:
    """An odd number of negators, set phrases that deny nothing left out."""
    return len(NEGATOR.findall(EMPTY.sub(" ", text))) % 2 == 1


def polarities(texts: Sequence[str]) -> NDArray[np.bool_]:
    """`denies` of each text."""
    return np.fromiter(map(denies, texts), np.bool_, len(texts))
