"""Whose saying a verb is: the words before it, back to where its clause begins, or after it where the order is turned."""

from hubbub.readers.article.prose.cues import listed
from hubbub.readers.article.prose.words import Sentence

BE = listed("is are was were be been being am ’s 's ’re 're get got gets")
AUXILIARIES = BE | listed(
    "has have had having do does did will would can could may might shall should must cannot can't won't wouldn't don't "
    "doesn't didn't couldn't isn't aren't wasn't weren't hasn't haven't hadn't don’t doesn’t didn’t won’t wouldn’t can’t "
    "couldn’t ’ve 've ’ll 'll ’d 'd ought to not never"
)
ADVERBS = listed(
    "also then once even just still often always now later again soon ever first once both all instead further too only "
    "so far yet ago already almost perhaps maybe otherwise meanwhile however rather long back herself himself themselves "
    "itself"
)
STARTED = listed("continued continues began begins rushed hastened tried wanted took")
LEADING = ADVERBS | listed("and but or with")
PRONOUNS = listed("he she they we i you it")
ARTICLES = listed("a an the his their its my our your no every such")
DETERMINERS = ARTICLES | listed("her this that these those some any each another many few several most more")
PREPOSITIONS = listed(
    "of in on at by for with from to about into over under after before during against between through without within "
    "among despite amid since until across behind beyond near like via per toward towards upon including"
)
CONJUNCTIONS = listed(
    "that but as when while because if although though since after before whether where what which how so than or nor "
    "unless until once whereas even why"
)
RELATIVES = listed("who which that")
SIGNS = frozenset([",", ";", ":", "—", "–", "-", "--", "(", ")", "[", "]", "…", "...", "“”", "/", "|"])
REACH = 30  # words back to which a subject is looked for
Range = tuple[int, int]


def helper(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return (
        word in AUXILIARIES
        or word in ADVERBS
        or (word.endswith("ly") and word not in ("family", "ally", "july", "italy", "kelly"))
    )


def group(said: Sentence, verb: int) -> int:
    """Where the verb's group begins: its auxiliaries and adverbs before it."""
    at = verb
    while at > max(0, verb - 6) and helper(said[at - 1].low):
        at -= 1
    if at > 1 and said[at].low == "to" and said[at - 1].low in STARTED:
        return at - 1
    if at > 2 and said[at].low == "to" and said[at - 1].low == "on" and said[at - 2].low in ("went", "goes"):
        return at - 2
    return at


def subject(said: Sentence, verb: int, low: int = 0) -> Range | None:
    """The words [from, to) that are a verb's subject, not before `low`; None when no subject stands right before it."""
    close = group(said, verb)
    if close <= low:
        return None
    last = said[close - 1]
    if last.low in RELATIVES:
        return antecedent(said, close - 1, low), close
    if last.text == ",":
        return apposed(said, close - 1, low)
    if last.text in (")", "]"):
        return bracketed(said, close - 1, low)
    if last.low in ("and", "but", "or", "then", "to") or not last.wordy:
        return None
    return noun(said, begin(said, close, low), close)


def antecedent(said: Sentence, place: int, low: int) -> int:
    """Where the noun begins that a "who" stands for."""
    close = place - (place > low and said[place - 1].text == ",")
    found = noun(said, begin(said, close, low), close) if said[place].low == "who" and close > low else None
    if found is None:
        return place
    return next(
        (at + 1 for at in range(close - 1, found[0], -1) if said[at].low in PREPOSITIONS and said[at].low != "of"), found[0]
    )


def begin(said: Sentence, close: int, low: int) -> int:
    """Where the clause that ends at `close` begins."""
    at = close
    while at > max(low, close - REACH):
        word = said[at - 1]
        if word.text in SIGNS or (word.low in CONJUNCTIONS and not (word.low == "that" and at == close)):
            break
        if word.low == "and" and not joins(said, at - 1, close):
            break
        at -= 1
        if word.low in PRONOUNS and at < close - 1:
            break
    return at


def joins(said: Sentence, place: int, close: int) -> bool:
    """Whether an "and" joins two names or two nouns of one subject rather than two clauses."""
    if place == 0 or place + 1 >= close:
        return False
    before, after = said[place - 1], said[place + 1]
    return before.wordy and after.wordy and after.low not in PRONOUNS and (before.upper == after.upper)


def noun(said: Sentence, start: int, close: int) -> Range | None:
    """The noun group at the end of [start, close): without what leads up to it."""
    while start < close and (
        said[start].low in ADVERBS or said[start].low in ("and", "but", "or", "with") or not said[start].wordy
    ):
        start += 1
    pronoun = next((at for at in range(close - 1, start - 1, -1) if said[at].low in PRONOUNS and at >= close - 2), None)
    if pronoun is not None:
        return pronoun, close
    if start < close and said[start].low in PREPOSITIONS:
        start = after_phrase(said, start, close)
    return (start, before_verb(said, start, close)) if start < close else None


def before_verb(said: Sentence, start: int, close: int) -> int:
    """Where a noun group ends: before an auxiliary, "many were quick", unless that is in a clause about it."""
    for at in range(start + 1, close):
        if said[at].low in RELATIVES:
            return close
        if said[at].low in ("is", "are", "was", "were"):
            return at
    return close


def after_phrase(said: Sentence, start: int, close: int) -> int:
    """Where a subject begins that follows "In a statement" without a comma: at its last name or determiner."""
    for at in range(close - 1, start, -1):
        if said[at].low in DETERMINERS or (said[at].upper and not said[at - 1].upper):
            return at
    return close


def apposed(said: Sentence, comma: int, low: int) -> Range | None:
    """The subject of "Jane Doe, a nurse, said": what stands before the first of the two commas."""
    for at in range(comma - 1, max(low, comma - REACH), -1):
        if said[at].text == ",":
            found = noun(said, begin(said, at, low), at)
            return found if found and at - found[0] <= 12 else None
    return None


def bracketed(said: Sentence, close: int, low: int) -> Range | None:
    """The subject of "Jane Doe (D-Ohio) said"."""
    for at in range(close - 1, max(low, close - 8) - 1, -1):
        if said[at].text in ("(", "["):
            found = noun(said, begin(said, at, low), at)
            return (found[0], close + 1) if found else None
    return None


def turned(said: Sentence, at: int) -> Range | None:
    """The subject after a verb, "said Jane Doe of the union": up to the next sign."""
    if at >= len(said) or not said[at].wordy or said[at].low in PREPOSITIONS or said[at].low in CONJUNCTIONS:
        return None
    close = at
    while (
        close < min(len(said), at + REACH)
        and said[close].wordy
        and said[close].low not in RELATIVES | {"in", "on", "at", "during"}
    ):
        close += 1
    return (at, close) if close > at else None


def main(said: Sentence) -> Range | None:
    """The subject of a sentence: its first noun group, for a participle after a comma."""
    at = 0
    if said[0].low in PREPOSITIONS or said[0].low in CONJUNCTIONS:
        at = next((place + 1 for place, word in enumerate(said[:REACH]) if word.text == ","), len(said))
    close = at
    while close < min(len(said), at + 12) and said[close].wordy and not ends_noun(said, close, at):
        close += 1
    return (at, close) if at < close else None


def ends_noun(said: Sentence, at: int, start: int) -> bool:
    """Whether a noun group that began at `start` is over: a verb by its looks, or a clause."""
    word = said[at]
    if at == start:
        return False
    return (
        word.low in AUXILIARIES
        or word.low in RELATIVES
        or said[start].low in PRONOUNS
        or (word.low.endswith("ed") and not word.upper)
    )
