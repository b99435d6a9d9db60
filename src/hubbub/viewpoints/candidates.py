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
# English words that say nothing until one knows what they are said of. A sentence of these alone is no point of anybody's.
SAID_OF_ANYTHING = """
the and but for nor yet with without from into onto over under about after before again also than then that this these those
there here where when why how what which who whom whose she her hers him his they them their theirs you your yours our ours its
itself myself yourself himself herself themselves ourselves are was were been being has had have having does did doing done don
can could will would shall should may might must ought not never none nobody nothing now just only very really quite too much
many more most some any all both each every other another such same even still ever always maybe perhaps actually basically
literally totally exactly absolutely definitely certainly probably surely honestly seriously clearly obviously well way thing
things something anything everything stuff lot lots bit kind sort one ones two first last next know knew known think thought
thinks guess mean means meant say says said saying tell told talk talking see saw seen look looks looking get gets got getting
give gives gave given take takes took taken make makes made making come comes came coming going goes gone went let lets put keep
keeps kept try tried want wants wanted need needs needed like likes liked feel feels felt believe agree agreed disagree hope
wish wait happen happens happened thanks thank thankyou please sorry welcome congratulations congrats bless guys guy man bro
dude people someone somebody anyone anybody everyone everybody yes yeah yep nope okay wow omg lol lmao lmfao haha damn god gosh
hell fuck fucking fucked shit ass hey hello bye morning night today tomorrow yesterday day days time times already soon later
ago true right sure cool nice fine okay back out off down away because though although while until since else instead rather
almost enough able idk tbh imo gonna wanna gotta ain aint isn aren wasn weren won didn doesn couldn wouldn shouldn haven hasn
hadn
"""
ANYTHING = frozenset(SAID_OF_ANYTHING.split())
# Greetings, thanks and addresses without a scheme say nothing of the moment either.
SMALL_TALK = regex.compile(
    r"^\W*(?:(?:many |big )?thank(?!s to\b)[^.!?]*|(?:obrigad|gracias|merci|danke|grazie)\w*[^.!?]*)"
    r"|\b(?:good|happy|great|lovely|nice|wonderful) (?:\w+ )?(?:morning|evening|afternoon|night|day|weekend|luck|birthday|year)\b"
    r"|\bhave (?:a|an) (?:\w+ ){1,3}(?:day|one|night|time|week|weekend|trip|rest)\b"
    r"|\b(?:good|nice|great|lovely) to (?:see|meet|have) you\b|\blove (?:you|u|ya)\b|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*",
    regex.IGNORECASE,
)
ASCII_LETTERS = string.ascii_letters.encode()
CLEAR, SHORT, POOR, VAGUE = 0, 1, 2, 3


def words(text: str) -> int:
    """Words with a letter or digit, two characters to a word where a script leaves no spaces."""
    spaced = sum(any(map(str.isalnum, word)) for word in text.split())
    return spaced if text.isascii() else spaced + len(UNSPACED.findall(text)) // 2


def states(text: str) -> bool:
    """Whether a sentence has words of its own: links, mentions, hashtags, signs and interjections alone state nothing."""
    said = WORD.finditer(unlabelled(text).casefold())
    return any(one.group() not in INTERJECTIONS and not LAUGHTER.fullmatch(one.group()) for one in said)


def unlabelled(text: str) -> str:
    """A text without links, mentions and hashtags; most have none, and the pattern is slow to say so."""
    return LABEL.sub(" ", text) if any(one in text for one in LABELLED) else text


def legible(text: str) -> bool:
    """Whether most letters are Latin. The encoder's vocabulary has little else: all Japanese looks alike to it, and a group
    of whatever six people wrote in Japanese is no viewpoint. Such texts are counted as fitting nowhere."""
    return text.isascii() or 2 * len(LATIN.findall(text)) > sum(map(str.isalpha, text))


def matter(text: str) -> str:
    """The plain text without the hashtags it ends in, for matching only; those inside a sentence are words of it."""
    bare = plain(text)
    return ENDING.sub("", bare) if "#" in bare else bare


def rank(text: str) -> int:
    """How well a sentence stands on its own: CLEAR, SHORT (or hanging on something unsaid, or long), POOR; VAGUE is no point."""
    letters = len(text) - len(text.encode().translate(None, ASCII_LETTERS)) if text.isascii() else len(LETTERS.findall(text))
    if not specific(text):
        return VAGUE
    if letters * 10 < (len(text) - text.count(" ")) * 6 or CLUTTER.search(text):
        return POOR
    return CLEAR if 4 <= words(text) <= 25 and not DANGLING.match(text) else SHORT


def specific(text: str) -> bool:
    """Whether some word of three letters or more says something by itself; words of other languages all do."""
    said = WORD.finditer(SMALL_TALK.sub(" ", unlabelled(text)).casefold())
    words = (one.group().partition("'")[0].partition("’")[0] for one in said)
    return any(len(one) > 2 and one not in ANYTHING for one in words) or (not text.isascii() and len(UNSPACED.findall(text)) > 1)


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
