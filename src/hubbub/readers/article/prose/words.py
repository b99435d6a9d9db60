"""An article's prose as sentences of words, each quoted passage one word: what is said inside it is not the article's grammar."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from hubbub.readers.article.embeds import Line
from hubbub.readers.article.prose.cues import FORMS

SHORT = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|Sen|Sens|Rep|Reps|Gov|Govs|Pres|Atty|St|Sr|Jr|No|vs|Inc|Corp|Co"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss"
    r"|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|(?-i:\p{Lu})|(?-i:\p{Lu}(?:\.\p{Lu})++)|a\.m|p\.m|e\.g|i\.e)\."
)
SHORTENED = r"[’'](?:s|ll|d|ve|re|m)(?![\p{L}\p{N}])"  # of "is", "will", "would", "have", "are", "am"
WORD = regex.compile(
    rf"(?i:\b(?:he|she|they|we|i|you|it|who|there)(?={SHORTENED})|(?<=\p{{L}}){SHORTENED})|(?<![\p{{L}}\p{{N}}])(?:[DIR]-)?{SHORT}(?![\p{{L}}\p{{N}}])|[@#]?[\p{{L}}\p{{N}}_]++(?:[.,](?=\p{{N}})[\p{{N}}]++|[’'&/-][\p{{L}}\p{{N}}]++)*+"
    r"|--|\.\.\.|\S"
)
DOUBLED = regex.compile(r"''")
ENDING = frozenset(".!?…")
CLOSERS = frozenset(")]”’\"',;:")
BLANK = "\u200b"  # of no width: keeps the length of a text
TITLES = frozenset(("mr.", "mrs.", "ms.", "dr.", "st.", "sen.", "rep.", "gov.", "gen.", "u.s.", "u.k.", "..."))
LONGEST = 200  # words of a sentence
MARKS = "”\"'’»“ " + BLANK
QUOTED = "“”"  # what a passage reads as


class Word(NamedTuple):
    """One word, sign or quoted passage (its marks included) at [start, end) of the article."""

    start: int
    end: int
    text: str
    low: str  # of a quoted passage, the sign it ends with

    @property
    def quoted(self) -> bool:
        """Whether it is a quoted passage."""
        return self.text == QUOTED

    @property
    def closed(self) -> bool:
        """Whether it is a quoted passage that ends as a sentence does."""
        return self.quoted and self.low in ENDING

    @property
    def upper(self) -> bool:
        """Whether it begins with a capital, as names do."""
        return self.text[:1].isupper()

    @property
    def wordy(self) -> bool:
        """Whether it is a word, not a sign."""
        return self.text[:1].isalnum() or self.text[:1] in "@#"


Sentence = list[Word]


def plain(text: str) -> str:
    """The text with two apostrophes that stand for a mark made into it and a blank of no width: no offset changes."""
    return DOUBLED.sub(lambda found: BLANK + "“" if opens(text, found.start()) else "”" + BLANK, text) if "''" in text else text


def opens(text: str, place: int) -> bool:
    """Whether two apostrophes open a quotation: nothing before them, something after."""
    before, after = text[place - 1 : place], text[place + 2 : place + 3]
    return (not before or before.isspace() or before in "([—–-") and bool(after.strip())


def sentences(row: Line, spans: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """The sentences of a line; `spans` are its quoted passages, marks included, in order."""
    every = list(words(row, spans))
    first = 0
    for at in range(1, len(every)):
        if at - first >= LONGEST or starts(every, at, first):
            yield every[first:at]
            first = at
    if every:
        yield every[first:]


def words(row: Line, spans: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """The words of a line in order."""
    at = row.start
    for start, end in [*spans, (row.end, row.end)]:
        for found in WORD.finditer(row.text, at - row.start, max(at, start) - row.start):
            yield Word(row.start + found.start(), row.start + found.end(), found[0], found[0].lower())
        if start < end:
            yield Word(start, end, QUOTED, row.text[start - row.start : end - row.start].rstrip(MARKS)[-1:])
        at = max(at, end)


def starts(every: Sentence, at: int, first: int) -> bool:
    """Whether a word begins a new sentence after those read so far, the first at `first`."""
    one, last = every[at], every[at - 1]
    if one.text in CLOSERS:
        return False
    if last.quoted:
        return last.closed and (one.quoted or (one.upper and (last.low == "." or not tagged(every, at))))
    if one.quoted and last.text[-1] == "." and len(last.text) > 1 and last.low not in TITLES:
        return True
    if last.text in ENDING or last.text == "...":
        return one.upper or one.quoted or one.text in "([" or one.text[:1].isdigit() or not one.wordy
    if last.text in ")]" and at - first > 1 and every[at - 2].text in ENDING:
        return one.upper or one.quoted
    return False


def tagged(every: Sentence, at: int) -> bool:
    """Whether words after a passage that ends in a question or a cry say who asks or cries."""
    return any(word.low in FORMS for word in every[at : at + 10])
