"""Whether a sentence denies, and whether it praises or faults, by its words.

Vectors of "the police are racist" and "the police are not racist" are nearly the same, those of "best film ever" and
"worst film ever" too: to an encoder the subject is louder than the verdict. This tells them apart.
"""

import re
from collections.abc import Iterable, Sequence

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
# Words that turn a claim round when one stands where the other stood. Neither may stand in both sentences.
TURNING = """
right/wrong safe/dangerous more/less better/worse best/worst increase/decrease increases/decreases improve/worsen
improves/worsens help/hurt helps/hurts help/harm helps/harms good/bad great/awful perfect/terrible brilliant/dreadful
fair/unfair true/false higher/lower high/low up/down always/never everyone/nobody everybody/nobody all/none win/lose won/lost
winner/loser love/hate loved/hated loves/hates like/dislike support/oppose supports/opposes agree/disagree allow/ban
allowed/banned keep/abolish kept/abolished stay/leave stay/resign early/late easy/hard cheap/expensive rich/poor free/paid
legal/illegal moral/immoral guilty/innocent interesting/boring exciting/boring funny/unfunny beautiful/ugly
necessary/unnecessary useful/useless saved/ruined saves/ruins success/failure healthy/unhealthy protects/endangers accept/reject
accepted/rejected truth/lies lied/truth with/without before/after first/last old/new young/old
"""
TURNS = [tuple(pair.split("/")) for pair in TURNING.split()]
OTHERWAY = {word: frozenset(b if a == word else a for a, b in TURNS if word in {a, b}) for turn in TURNS for word in turn}
PRAISE, FAULT = frozenset(PRAISING.split()), frozenset(FAULTING.split())
NOTHING: frozenset[str] = frozenset()
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
    return frozenset(matters(WORD.findall(text.lower())))


def opposed(text: str, point: str) -> bool:
    """Whether a sentence says the contrary of a point in like words: an odd number of turns, of a word to its contrary or of the
    whole by a negator, while at least two thirds of the fewer other words are the same."""
    one, other = (set(WORD.findall(EMPTY.sub(" ", side).lower())) for side in (text, point))
    turned = {word for word in one - other if OTHERWAY.get(word, NOTHING) & (other - one)}
    turns = len(turned) + (denies(text) != denies(point))
    if turns % 2 == 0:
        return False
    back = {word for word in other - one if OTHERWAY.get(word, NOTHING) & (one - other)}
    left, right = matters(one - turned), matters(other - back)
    return 3 * len(left & right) >= 2 * max(1, min(len(left), len(right)))


def matters(words: Iterable[str]) -> set[str]:
    """Words of three letters or more that do not deny."""
    return {word for word in words if len(word) > 2 and not denying(word)}
