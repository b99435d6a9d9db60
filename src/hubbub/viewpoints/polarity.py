"""Whether a sentence denies, by its words.

Vectors of "the police are racist" and "the police are not racist" are nearly the same; this tells them apart.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LIST = """
not no never nobody nothing none nor neither without hardly cannot dont doesnt didnt isnt arent wasnt werent wont cant
shouldnt wouldnt couldnt aint nunca jamás jamais nicht kein keine keinen keiner nie niemals não nem non pas niet geen
"""
NEGATORS = frozenset(LIST.split())
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
EMPTY = re.compile(
    r"(?<!\w)(?:not only|not just|no doubt|no wonder|why not|no matter|can['’]?t wait|couldn['’]?t agree more)(?!\w)",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """An odd number of negators, set phrases that deny nothing left out."""
    found = negators(text)
    return found > 0 and negators(EMPTY.sub(" ", text)) % 2 == 1


def negators(text: str) -> int:
    """How many words deny: those listed, and all that end in n't."""
    return sum(word in NEGATORS or word.endswith(("n't", "n’t")) for word in WORD.findall(text.lower()))


def polarities(texts: Sequence[str]) -> NDArray[np.bool_]:
    """`denies` of each text."""
    return np.fromiter(map(denies, texts), np.bool_, len(texts))
