"""Reports whose cue stands behind the words it reports: "…, she said"; "…," said Jane Doe on Monday, "…"."""

from collections.abc import Iterator

from hubbub.readers.article.prose import frames
from hubbub.readers.article.prose.base import Report
from hubbub.readers.article.prose.cues import CLAUSE, FORMS, TELL, TO, listed
from hubbub.readers.article.prose.ends import ends
from hubbub.readers.article.prose.frames import Verb
from hubbub.readers.article.prose.subjects import (
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    Range,
    group,
    helper,
    subject,
    turned,
)
from hubbub.readers.article.prose.words import ENDING, Sentence, Word

TAIL = 18  # words that may follow a cue at the end: where, when and to whom it was said
CLAUSED = listed(", — – -")  # signs a passage ends with before a cue
STOPS = listed(", ; : — – -- “”")
BEFORE = listed(", “” — –")
NEVER = listed("know feel decide expect fear agree prove learn hope realize recognize mean refer")
SHOWING = listed("show find")
EVIDENCE = listed(
    "poll survey study report paper research data figure result analysis record review document filing statistic email finding"
)
SAID = CLAUSE | TELL
NEAR = 6  # words from a passage to a verb that is no known cue
APPOSING = listed("who whose which a an the")
JOINING = listed("but and so yet")
LESSER = listed("while although though if when as after before since once whereas because")
AFTERWARDS = listed("when as after while before")


def trailing(said: Sentence) -> Iterator[Report]:
    """Reports whose cue stands behind the words: "…, she said", "…," said Jane Doe on Monday."""
    low = 0
    for at in range(1, len(said)):
        used = frames.verb(said, at) if said[at].low in FORMS else None
        base = frames.phrase(said, at + 1, used.base)[0] if used else ""
        if unlisted(said, at, low) and (spoken := behind(said, at, low)):
            yield spoken
            low = spoken.parts[-1][1]
        if used is None or base not in SAID or used.kind == "going" or used.passive or silent(used):
            continue
        one = behind(said, at, low)
        if one and not (base in SHOWING and not evidence(said, one.speaker)):
            yield one
            low = one.parts[-1][1]


def unlisted(said: Sentence, at: int, low: int) -> bool:
    """Whether a past form that is no known cue stands next to a passage that goes on with a comma: "“…,” she hollered"."""
    word = said[at]
    if word.upper or word.low in FORMS or not word.low.endswith("ed"):
        return False
    comma = before(said, group(said, at), low)
    return comma is not None and said[comma].quoted and said[comma].low == "," and at - comma <= NEAR


def behind(said: Sentence, at: int, low: int) -> Report | None:
    """The report of a cue behind the words it reports, which begin no earlier than `low`."""
    found = beside(said, at, low)
    if found is None:
        return None
    comma, speaker = found
    quoted, pronoun = said[comma].quoted, said[speaker[0]].low in PRONOUNS
    start, close = opening(said, comma, low), tail(said, max(speaker[1], at + 1), quoted)
    if close is None or not (quoted or (stated(said, at, (start, comma), speaker) and not led(said, start, close, pronoun))):
        return None
    return Report((group(said, at), at + 1), speaker, ((start, comma + quoted), *resumed(said, close, quoted, pronoun)))


def beside(said: Sentence, at: int, low: int) -> tuple[int, Range] | None:
    """The comma or quoted passage before a cue, and the speaker next to the cue: "…, she said", "…, said Jane Doe"."""
    first = group(said, at)
    comma = before(said, first, low)
    if comma is None or comma < low + (not said[comma].quoted):
        return None
    speaker = subject(said, at, comma + 1) if comma + 1 < first else follows(said, at + 1, said[comma].quoted)
    speaker = None if speaker and speaker[0] > at and said[at].low in ("told", "tells") else speaker
    if speaker is None and said[comma].text == ",":
        speaker = subject(said, at, low)
        comma = speaker[0] - 1 if speaker and speaker[0] > low and said[speaker[0] - 1].text in BEFORE else comma
    if speaker is None or not fits(said, comma, speaker) or comma + 2 < speaker[0] < first:
        return None
    return comma, speaker


def follows(said: Sentence, at: int, quoted: bool) -> Range | None:
    """The subject behind a verb, unless a clause stands there: "…, said Jane Doe", not "Jane Doe, a nurse, said it rains"."""
    found = turned(said, at)
    if quoted or found is None:
        return found
    if said[at].low in PRONOUNS or said[at].low in ("there", "so", "yes", "no"):
        return None
    return None if any(word.low in AUXILIARIES or finite(word) for word in said[slice(*found)]) else found


def finite(word: Word) -> bool:
    """Whether a word can only be a verb with a subject: no name, no participle."""
    return not word.upper and FORMS.get(word.low, ("", ""))[1] in ("present", "past")


def led(said: Sentence, start: int, close: int, pronoun: bool) -> bool:
    """Whether words before a cue only lead up to a passage after it: "As for the bridge, she said, “…”"."""
    quoted = close + 1 < len(said) and said[close].text == "," and said[close + 1].quoted
    return quoted and (not pronoun or said[start].low in PREPOSITIONS or said[start].low in LESSER)


def before(said: Sentence, first: int, low: int) -> int | None:
    """The comma or quoted passage before a speaker: the passage, where only a name and what it is called stand between."""
    near = range(first - 1, max(low, first - 25) - 1, -1)
    comma = next((place for place in near if said[place].text in BEFORE), None)
    passage = next((place for place in near if said[place].quoted and (said[place].closed or said[place].low in CLAUSED)), None)
    if comma is None or passage is None or any(verbs(word) for word in said[passage + 1 : first]):
        return comma
    return passage


def verbs(word: Word) -> bool:
    """Whether a word between a passage and a cue makes a clause of its own."""
    return word.low != "to" and (helper(word.low) or word.low in FORMS)


def evidence(said: Sentence, speaker: Range | None) -> bool:
    """Whether a speaker is something that shows: a poll, a study."""
    return speaker is not None and any(word.low.rstrip("s") in EVIDENCE for word in said[slice(*speaker)])


def silent(used: Verb) -> bool:
    """Whether a verb's plain form is hardly ever said behind the words it reports: "…, they vow"."""
    return used.base in NEVER or (used.kind == "base" and used.base not in frames.PLAIN and used.base not in SHOWING)


def opening(said: Sentence, comma: int, low: int) -> int:
    """Where the words begin that a cue behind them reports: with a whole quoted passage, else with their clause."""
    if said[comma].quoted and (comma == low or not said[comma - 1].wordy or said[comma - 1].low in FORMS):
        return comma
    return max(low, clause(said, comma))


def clause(said: Sentence, at: int) -> int:
    """Where the statement that ends before `at` begins: after the last semicolon, and after the sentence's "but"."""
    start = next((place + 1 for place in range(at - 1, -1, -1) if said[place].text == ";"), 0)
    while start + 1 < at and (said[start].low in JOINING or not (said[start].wordy or said[start].quoted)):
        start += 1
    return start


def stated(said: Sentence, at: int, words: Range, speaker: Range) -> bool:
    """Whether words before a comma can be a statement; before "said Jane Doe" they must hold a verb."""
    start, comma = words
    if speaker[0] > at:
        return not nominal(said, start, comma) and any(verbal(word) for word in said[start:comma])
    if frames.tells(said, at):
        return False
    return comma - start >= 3 or any(word.text == "," for word in said[comma + 1 :])


def verbal(word: Word) -> bool:
    """Whether a word may be a verb with a subject, by its looks."""
    return word.low in AUXILIARIES or word.low in FORMS or word.low.endswith(("ed", "s"))


def nominal(said: Sentence, start: int, comma: int) -> bool:
    """Whether words are a name and what is said about it, no statement: "Jane Doe, who left the council"."""
    first = next((at for at in range(start, comma) if said[at].text == ","), None)
    if first is None or said[first + 1].low not in APPOSING or said[start].low in PREPOSITIONS or said[start].low in CONJUNCTIONS:
        return False
    return not any(word.low in AUXILIARIES or finite(word) for word in said[start:first])


def fits(said: Sentence, comma: int, speaker: Range) -> bool:
    """Whether words beside a cue can be a speaker; no clause, no list's last item."""
    word = said[speaker[0]]
    if word.low in CONJUNCTIONS or said[speaker[1] - 1].low in RELATIVES:
        return False
    return said[comma].quoted or (word.low not in ("and", "or") and speaker[1] - speaker[0] <= 14)


def tail(said: Sentence, at: int, quoted: bool) -> int | None:
    """Where what follows a cue at the end stops; None when the cue goes on to content of its own."""
    for place in range(at, min(len(said), at + TAIL)):
        word = said[place]
        if word.text == ":":
            return None
        if word.text in STOPS or word.text in ENDING:
            return place if quoted or not word.quoted else None
        if word.low in ("that", "whether", "what", "how", "why") and not quoted:
            return None
        if place == at and not quoted and not loose(said, at):
            return None
    return len(said) if quoted or len(said) <= at + TAIL else None


def loose(said: Sentence, at: int) -> bool:
    """Whether a word after a cue says when, where or to whom, not what."""
    word = said[at]
    if word.low == "to" and FORMS.get(said[at - 1].low, ("", ""))[0] in TO:
        return False
    if not word.wordy or word.low in PREPOSITIONS or word.low in frames.DAYS | AFTERWARDS or word.low.endswith("ly"):
        return True
    return FORMS.get(said[at - 1].low, ("", ""))[0] in TELL


def resumed(said: Sentence, close: int, quoted: bool, pronoun: bool) -> tuple[Range, ...]:
    """What is said after the cue and a comma: the next quoted passage, or the rest of an interrupted statement."""
    if close >= len(said) - 1 or said[close].text not in (",", "“”", "—", "–"):
        return ()
    if quoted:
        place = next((place for place in range(close, len(said)) if said[place].quoted), None)
        between = said[close:place] if place is not None else []
        if place is None or any(word.low in FORMS for word in between):
            return ()
        return ((place, ends(said, place)),) if said[place - 1].text == "," else ()
    word = said[close + 1]
    if word.quoted or word.low == "that" or said[close].quoted or (pronoun and word.low in ("a", "an", "the", "but", "in")):
        return ((close + 1, ends(said, close + 1)),)
    if (
        word.low in RELATIVES
        or word.low.endswith("ing")
        or word.low in CONJUNCTIONS
        or word.low in ("and", "a", "an", "the", "in")
    ):
        return ()
    return ((close + 1, ends(said, close + 1)),)
