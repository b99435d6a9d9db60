"""Whether a sentence is a position, testimony or emotion: by closed lists of nine languages (`experience.py`), no model.

testimony: the writer tells what they themselves lived or did, or what befell their own people ("I lived two blocks away"). A
judgement in the same sentence, or a word for something one watches or reads, makes it a position ("I saw the film, it was bad").
emotion: the writer says what they feel and nothing else: every word is one of feeling or one that may stand beside it. A verdict
("I hate the ending", "best film ever") is a position. When unsure, a position: what is missed stands among positions.

Limits: words alone. Irony and made-up or quoted experience are not heard; testimony in words that are not listed is missed, in
scripts without spaces more of it; a past verb that Spanish, Portuguese, Italian or Arabic leaves without its person may be
somebody else's; in languages other than English, Spanish, Portuguese, French, German, Italian, Japanese, Arabic and Hindi all
is a position.
"""

import unicodedata
from functools import cache

import regex

from hubbub.records import Kind
from hubbub.viewpoints import experience as listed
from hubbub.viewpoints.candidates import unlabelled
from hubbub.viewpoints.negation import APART, POINTS, kana
from hubbub.viewpoints.polarity import valence

LONGEST, MOST = 400, 15  # characters of a sentence that says one thing; words of one that only says what one feels
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
OTHER = regex.compile(r"[\p{L}--[\p{Hiragana}ー]]", regex.VERSION1)  # letters that Japanese does not inflect with
ARABIC = regex.compile(r"\p{Arabic}")
KANJI_BESIDE = regex.compile(listed.JAPANESE_BESIDE)
BETWEEN = r"(?:[^\s.!?,;:]+ ){0,6}?"  # what `~` stands for
FACE = regex.compile(f"[{listed.EMOJI_FELT}]")
PICTURE = regex.compile(r"\p{Emoji_Presentation}")
CLITICS = ("", "ال", "و", "وال", "لل", "ب", "بال", "ف")  # what Arabic writes onto a noun


def bare(text: str) -> str:
    """A text in lower case, one space between words, straight apostrophes, without what Arabic and Hindi may leave out."""
    said = unlabelled(text).lower()
    return " ".join((said if said.isascii() else spelt(said).replace("’", "'")).split())


def spelt(text: str) -> str:
    """A text, or a pattern, without Arabic vowels and the dot under Hindi letters."""
    return POINTS.sub("", unicodedata.normalize("NFC", text))


@cache
def told(lang: str) -> regex.Pattern[str]:
    """What tells testimony in a language; these patterns are long, and few collections need all."""
    kin = "|".join(listed.KIN[lang].split())
    return regex.compile(APART.format(spelt(listed.TESTIMONY[lang].replace("{kin}", kin).replace("~", BETWEEN))))


def words(*lists: str) -> frozenset[str]:
    """Listed words as `bare` leaves them."""
    return frozenset(word for one in lists for word in WORD.findall(bare(one)))


OPENING = {lang: words(each) for lang, each in listed.OPENING.items()}
UNSPACED = regex.compile(listed.JAPANESE_TESTIMONY)
JUDGING = frozenset(bare(listed.JUDGING).split())
JUDGING_UNSPACED = regex.compile(listed.JUDGING_UNSPACED)
FELT = regex.compile(APART.format(spelt(listed.FELT)))
FEELING = words(listed.FEELING) | {led + word for word in words(listed.FEELING) if ARABIC.match(word) for led in CLITICS}
EXCLAIMED = words(listed.EXCLAIMED)
FITTING = FEELING | EXCLAIMED | words(listed.BESIDE)
KNOWN = FITTING | words(listed.FELT)
JAPANESE_FELT, UNFELT = regex.compile(listed.JAPANESE_FEELING), regex.compile(listed.JAPANESE_UNFELT)


def kind(text: str) -> Kind:
    """What a sentence is, by its words alone; any text has a kind."""
    if len(text) > LONGEST or "?" in text or "؟" in text:
        return "position"
    said = bare(text)
    if (feels(said) and not about(text, said)) or shows(text, said):
        return "emotion"
    return "testimony" if witnesses(said) else "position"


def feels(said: str) -> bool:
    """Whether a bare sentence says what its writer feels and nothing else."""
    if kana(said):
        return feels_unspaced(said)
    found = WORD.findall(said)
    if len(found) > MOST or not KNOWN.issuperset(found):
        return False
    rest = WORD.findall(FELT.sub(" ", said))
    if not FITTING.issuperset(rest):
        return False
    return len(rest) < len(found) or not FEELING.isdisjoint(rest)


def about(text: str, said: str) -> bool:
    """Whether a single word of feeling has a hashtag beside it: "happy #election" speaks of the election."""
    return "#" in text and len(WORD.findall(said)) < 2


def shows(text: str, said: str) -> bool:
    """Whether emoji of feeling, and none other, stand alone or with an exclamation; a hashtag or a number says more."""
    if said.isascii() or not FACE.search(said) or "#" in text or any(map(str.isdigit, said)):
        return False
    return EXCLAIMED.issuperset(WORD.findall(said)) and not PICTURE.search(FACE.sub("", said))


def feels_unspaced(said: str) -> bool:
    """The same in Japanese: what is left of letters other than hiragana may stand beside a feeling."""
    if not JAPANESE_FELT.search(said) or UNFELT.search(said) or JUDGING_UNSPACED.search(said):
        return False
    rest = KANJI_BESIDE.sub("", JAPANESE_FELT.sub("", said))
    return not OTHER.search(rest) and not valence(rest)


def witnesses(said: str) -> bool:
    """Whether a bare sentence tells what its writer lived, saw or did, and judges nothing."""
    if kana(said):
        return bool(UNSPACED.search(said)) and not JUDGING_UNSPACED.search(said) and not valence(said)
    found = parts(said)
    if not JUDGING.isdisjoint(found):
        return False
    tongues = [lang for lang, opening in OPENING.items() if not opening.isdisjoint(found)] or ["ar"] * bool(ARABIC.search(said))
    return any(told(lang).search(said) for lang in tongues) and not valence(said)


def parts(said: str) -> set[str]:
    """Words with their apostrophes, and without."""
    return {*said.split(), *WORD.findall(said)}
