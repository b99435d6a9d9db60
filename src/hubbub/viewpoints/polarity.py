"""Whether a sentence denies, and whether it praises or faults, by its words.

Vectors of "the police are racist" and "the police are not racist" are nearly the same, those of "best film ever" and
"worst film ever" too: to an encoder the subject is louder than the verdict. This tells them apart.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LIST = """
not no never nobody nothing nothin none nor neither without hardly cannot dont doesnt didnt isnt arent wasnt werent wont cant
shouldnt wouldnt couldnt aint nunca jamás jamais nicht kein keine keinen keiner nie niemals não nem non pas niet geen
"""
NEGATORS = frozenset(LIST.split())
# Plain words of praise and of fault, English first. Words that praise in one debate and fault in another are left out.
PRAISING = """
love loved loves loving lovely beautiful great greatest amazing awesome excellent perfect perfectly wonderful brilliant fantastic
best superb incredible masterpiece favorite favourite gorgeous enjoy enjoyed enjoying happy glad proud thank thanks good nice
fun fabulous outstanding magnificent legend legendary talented genius adorable cute stunning delightful impressive earned deserved
amo encanta hermosa hermoso genial excelente mejor perfecto buena bueno linda lindo maravillosa maravilloso increíble feliz
adoro ótimo ótima melhor incrível bom boa super liebe toll schön beste aime adore magnifique génial meilleur parfait
"""
FAULTING = """
hate hated hates hating awful terrible horrible worst worse bad badly trash garbage rubbish crap crappy shit shitty boring bored
disappointed disappointing disappointment stupid dumb pathetic disgusting disgrace disgraceful ridiculous lame sucks suck
sucked ruined ruins ruin fail failed failure waste wasted ugly annoying annoyed overrated cringe mediocre unwatchable nonsense
shame shameful embarrassing embarrassment joke atrocious abysmal dreadful woeful cheap sloppy lazy poorly
odio odia peor horrible mala malo fea feo basura aburrido vergüenza asco pior ruim lixo péssimo schlecht schlimm nul nulle pire
"""
PRAISE, FAULT = frozenset(PRAISING.split()), frozenset(FAULTING.split())
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
EMPTY = re.compile(
    r"(?<!\w)(?:not only|not just|no doubt|no wonder|why not|no matter|can(?:['’]?t|not| not) wait|couldn['’]?t agree more)"
    r"(?!\w)",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """An odd number of negators, set phrases that deny nothing left out."""
    found = negators(text)
    return found > 0 and negators(EMPTY.sub(" ", text)) % 2 == 1


def negators(text: str) -> int:
    """How many words deny."""
    text = text.lower()
    found = WORD.findall(text)
    if NEGATORS.isdisjoint(found) and "n't" not in text and "n’t" not in text:
        return 0
    return sum(map(denying, found))


def valence(text: str) -> int:
    """1: praises, -1: faults, 0: neither, or both. A negator up to three words before turns a word round."""
    found = WORD.findall(text.lower())
    if PRAISE.isdisjoint(found) and FAULT.isdisjoint(found):
        return 0
    total = 0
    for place, word in enumerate(found):
        sign = (word in PRAISE) - (word in FAULT)
        if sign:
            total += -sign if any(denying(one) for one in found[max(0, place - 3) : place]) else sign
    return (total > 0) - (total < 0)


def valences(texts: Sequence[str]) -> NDArray[np.int8]:
    """`valence` of each text."""
    return np.fromiter(map(valence, texts), np.int8, len(texts))


def denying(word: str) -> bool:
    """Whether a word denies: one of those listed, or one that ends in n't."""
    return word in NEGATORS or word.endswith(("n't", "n’t"))


def polarities(texts: Sequence[str]) -> NDArray[np.bool_]:
    """`denies` of each text."""
    return np.fromiter(map(denies, texts), np.bool_, len(texts))


def content(text: str) -> frozenset[str]:
    """Words of three letters or more that do not deny, in lower case."""
    return frozenset(word for word in WORD.findall(text.lower()) if len(word) > 2 and not denying(word))
