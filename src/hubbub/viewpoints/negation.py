"""The words of a text, and which of them deny.

Nothing is told about a text's language but what its words tell: a negator that is another word elsewhere needs company.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence

import regex

from hubbub.models.negators import ARAB_DENIED, ARABIC, EACH, LOOSE, NEGATORS, ROMANCE
from hubbub.models.text import JOINERS
from hubbub.viewpoints import lexicon

ASCII = re.compile(r"[a-z]+(?:'[a-z]+)*")
LETTERS = bytes(point if chr(point).isalpha() else 32 for point in range(128)) + bytes(128)  # ASCII, spaces for what is no letter
TICK = re.compile("[`´‘ʼ′](?<=[^\\W\\d_].)(?=[^\\W\\d_])")  # typed for an apostrophe
LATIN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")  # Greek and Cyrillic too
WIDE = re.compile("[\u0300-\u036f\u0530-\u1dff\u2e80-\ud7ff\uf900-\ufdff]")  # marks, and scripts beyond
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー"
LETTER = rf"[\p{{L}}--[{UNSPACED}]][[\p{{L}}\p{{M}}\u200c\u200d]--[{UNSPACED}]]*"
# Japanese by scripts: Chinese characters and katakana are words more or less, hiragana (endings, particles) is passed over.
WORD = regex.compile(rf"{LETTER}(?:['’]{LETTER})*|\p{{Han}}+|[\p{{Katakana}}ー]+", regex.VERSION1)
ONE_CHARACTER = regex.compile(r"\p{Han}")
KANA = re.compile("[\u3041-\u30ff]")
MARKED = re.compile("[\u0300-\u036f\u0600-\u097f]")
POINTS = re.compile("[\u0640\u064b-\u0652\u093c]")  # Arabic vowels and stretching, the Hindi dot: written or not
APART = r"(?<![\p{{L}}\p{{M}}\p{{N}}])(?:{})(?![\p{{L}}\p{{M}}\p{{N}}])"
EMPTY = regex.compile(APART.format("|".join(lexicon.EMPTY)))
EMPTY_ARABIC_HINDI = regex.compile(APART.format("|".join(lexicon.EMPTY_ARABIC_HINDI)))
FUNCTION = {tongue: frozenset(listed.split()) for tongue, listed in lexicon.FUNCTION.items()}
DETERMINING = frozenset(lexicon.DETERMINING.split())
DOUBTFUL = frozenset(LOOSE) | {"no"}
SHORTENED = ("n't", "n’t")
NONE: frozenset[str] = frozenset()
MA, MA_DENIES = frozenset({"ما", "وما", "فما"}), frozenset(ARAB_DENIED.split())
# Denies where this follows, but before a place: "anything but good", "far from good", not "far from the town".
FOLLOWED = {"anything": "but", "far": "from", "nowhere": "near"}
PLACES = frozenset(["the", "my", "your", "his", "her", "our", "their", "here", "home", "there", "it", "me", "you", "us", "them"])
ALL = frozenset(NEGATORS) | MA | {"plus", *FOLLOWED}


def words(text: str) -> list[str]:
    """The words of a text in lower case, without what is written or not (Arabic vowels, the dot under Hindi letters)."""
    text = usual(text)
    if text.isascii():  # where no apostrophe stands, words are what is between other signs: three times as fast
        return ASCII.findall(text) if "'" in text else text.encode().translate(LETTERS).decode().split()
    if not WIDE.search(text):
        return LATIN.findall(text)
    if MARKED.search(text):
        text = POINTS.sub("", unicodedata.normalize("NFC", text))
    return WORD.findall(text)


def usual(text: str) -> str:
    """A text in lower case and usual letters, with usual apostrophes: ｎｏｔ, 𝐧𝐨𝐭 and don‘t deny as well."""
    text = text.lower()
    if text.isascii():
        return TICK.sub("'", text) if "`" in text else text
    text = TICK.sub("'", text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text).lower()
    return JOINERS.sub("", text)


def emptied(text: str) -> str:
    """A text in lower case without what denies nothing though a negator is in it."""
    text = EMPTY.sub(" ", usual(text))
    return EMPTY_ARABIC_HINDI.sub(" ", text) if MARKED.search(text) else text


def kana(text: str) -> bool:
    """Whether a text has Japanese syllables."""
    return KANA.search(text) is not None


def denials(found: Sequence[str]) -> dict[int, str]:
    """Where a negator stands in words, and how it counts."""
    if ALL.isdisjoint(found):
        joined = " ".join(found)
        if "n't" not in joined and "n’t" not in joined:
            return {}
    guess = NONE if DOUBTFUL.isdisjoint(found) else tongues(found)
    places = [place for place, word in enumerate(found) if word in ALL or word.endswith(SHORTENED)]
    groups = {place: group(found, place, guess) for place in places}
    if ROMANCE in groups.values():  # then "no" is Spanish or Italian and says it again
        groups |= {place: ROMANCE for place in places if found[place] == "no" and groups[place]}
    return {place: one for place, one in groups.items() if one}


def group(found: Sequence[str], place: int, guess: frozenset[str]) -> str:
    """How a word counts as a negator, empty if it is none; `guess` is what languages the sentence may be in."""
    word = found[place]
    if word == "non" and not place and not guess:
        return ROMANCE
    if word in LOOSE:
        return "" if guess.isdisjoint(LOOSE[word]) else NEGATORS[word]
    if word == "no" and guess:  # Portuguese "no" is "in the"
        return ROMANCE if "es" in guess or "it" in guess else "" if "pt" in guess else EACH
    if word == "personne":
        return "" if place and found[place - 1] in DETERMINING else ROMANCE
    if word in MA:
        return ARABIC if {*found[place + 1 : place + 2]} & MA_DENIES else ""
    if word in FOLLOWED:
        behind = found[place + 1 : place + 3]
        return EACH if behind[:1] == [FOLLOWED[word]] and PLACES.isdisjoint(behind) else ""
    if word == "plus":
        return ROMANCE if any(one == "ne" or one[:2] in {"n'", "n’"} for one in found[max(0, place - 4) : place]) else ""
    return NEGATORS.get(word) or EACH


def tongues(found: Collection[str]) -> frozenset[str]:
    """Languages in Latin script that most words are of by their function words; none if English is as likely as another."""
    said = {part for word in found for part in re.split("['’]", word)}
    scores = {name: len(said & listed) for name, listed in FUNCTION.items()}
    best = frozenset(name for name, score in scores.items() if score == max(scores.values()))
    if "en" in best and not all(map(str.isascii, said)):  # accents are not English
        best -= {"en"}
    return best if len(best) == 1 or "en" not in best else NONE


def counted(groups: Collection[str]) -> int:
    """How often negators deny: one by one, or once for those that repeat each other."""
    return sum(one == EACH for one in groups) + len(set(groups) - {EACH})


def denying(word: str) -> bool:
    """Whether a word denies whatever it stands beside."""
    return (word in NEGATORS and word not in LOOSE) or word.endswith(SHORTENED)
