"""Where the words that are said end: with the sentence, or where another clause of the article's own begins."""

from hubbub.readers.article.prose.cues import BARE, FORMS, OBJECT, listed
from hubbub.readers.article.prose.frames import ASKING, DASHES, FINITE, NAMING, SOON, clausal
from hubbub.readers.article.prose.subjects import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, helper
from hubbub.readers.article.prose.words import ENDING, Sentence, Word

SPOKEN = listed("say add note call argue write tell ask accuse criticize praise describe suggest insist urge warn claim")
NARROW = frozenset(("object", "link", "to", "asking"))
ACTING = frozenset(("past", "present", "helper", "ed", "pronoun"))
STOPPING = {
    "that": listed("going according whereas although"),
    "bare": listed("going past according while whereas but despite though although even where"),
    "asking": listed("going past according while whereas although though"),
    "to": listed("going past ing according and but determiner pronoun which who while whereas although though"),
    "link": listed("going past ing according and but determiner pronoun which who while when whereas although though even"),
    "object": listed(
        "going past ing according and but determiner pronoun helper which who while when whereas although though even with"
    ),
}  # after a comma, by the content's shape: the common ones end content about half of the time or more by counts over PolNeAR's
# train part, the rare ones go with their like


def ends(said: Sentence, start: int, base: str = "", aside: bool = False) -> int:
    """Where content that begins at `start` ends: with the sentence, or where another clause of the article's own begins.

    `aside`: it stands in a clause of less weight, so that the sentence's main clause follows a comma.
    """
    if start >= len(said) or said[start].closed:
        return min(start + 1, len(said))
    close = len(said)
    while close > start and (said[close - 1].text in ENDING or said[close - 1].text in ";:,"):
        close -= 1
    if base in NAMING:
        close = next((at + 1 for at in range(start, close) if said[at].closed), close)
    shape = shaped(said, start, base)
    for at in range(start + 1, close):
        if breaks(said, at, close, shape) or (aside and said[at].text == "," and at + 1 < close and main_clause(said, at)):
            return at
    return close


def shaped(said: Sentence, start: int, base: str) -> str:
    """What content is by its first word and its cue: that, bare (a clause), asking, to, link (behind a preposition), object."""
    first = said[start].low
    if first in ("that", "to"):
        return first
    if first in ASKING:
        return "asking"
    if start and said[start - 1].low in PREPOSITIONS:
        return "link"
    return "object" if base in OBJECT and base not in BARE and not clausal(said, start) else "bare"


def breaks(said: Sentence, at: int, close: int, shape: str) -> bool:
    """Whether content ends before a place: ", who", ", saying", "; "."""
    word = said[at]
    if word.text == ";":
        return True
    if at + 1 >= close:
        return False
    after = said[at + 1]
    if word.text == ",":
        return (
            sort(after) in STOPPING[shape]
            or after.low in STOPPING[shape]
            or (after.low in ("and", "but") and another(said, at + 2))
        )
    if word.text in DASHES:
        return shape in NARROW or after.low in ("and", "but", "the", "a", "an", "although", "though")
    if word.low in ("and", "but"):
        return (shape in NARROW and sort(after) in ACTING) or (sort(after) in ("past", "going") and FORMS[after.low][0] in SPOKEN)
    return shape in NARROW and word.low == "while"


def sort(word: Word) -> str:
    """What a word is by its looks, as far as it tells whether content ends before it."""
    if word.low in FORMS and not word.upper:
        return FORMS[word.low][1]
    if word.low in PRONOUNS:
        return "pronoun"
    if word.low in DETERMINERS:
        return "determiner"
    if word.low in AUXILIARIES:
        return "helper"
    return "ing" if word.low.endswith("ing") and not word.upper else "ed" if word.low.endswith("ed") and not word.upper else ""


def main_clause(said: Sentence, comma: int) -> bool:
    """Whether the sentence's main clause, or its verb, follows a comma."""
    return turns(said, comma) or helper(said[comma + 1].low)


def another(said: Sentence, at: int) -> bool:
    """Whether somebody says something in the clause that begins at a place: "…, and others have said"."""
    for word in said[at : at + SOON]:
        if word.low in FORMS and not word.upper and FORMS[word.low][1] in ("past", "present", "base"):
            return FORMS[word.low][0] in SPOKEN
        if not word.wordy or word.low in FINITE:
            return False
    return False


def turns(said: Sentence, comma: int) -> bool:
    """Whether the article's own words go on after a comma in what is wanted, asked or criticized."""
    after = said[comma + 1]
    if after.low in PRONOUNS or after.low in ("but", "the", "even") or (after.low.endswith("ing") and not after.upper):
        return True
    return after.upper and not said[comma - 1].upper
