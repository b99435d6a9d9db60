"""What a verb that says so is followed by: where the words that are said begin."""

from collections.abc import Mapping
from typing import NamedTuple

from hubbub.readers.article.prose import cues
from hubbub.readers.article.prose.cues import BARE, CLAUSE, FORMS, LIGHT, OBJECT, PREPOSED, TELL, TO, URGE, WHETHER, listed
from hubbub.readers.article.prose.subjects import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SIGNS,
    group,
)
from hubbub.readers.article.prose.words import ENDING, Sentence

PHRASES = frozenset(one for each in (CLAUSE, OBJECT, URGE, *PREPOSED.values()) for one in each if "-" in one)
ASKING = listed("whether if how why what who when where which")
DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight earlier later recently this last"
)
HOURS = listed("night morning afternoon evening")
OBJECTS = listed("him her them me us you it himself herself themselves")
MODALS = listed("will would can could may might shall should must to do does did not don't doesn't didn't won't 'd ’d 'll ’ll")
PLAIN = listed("say believe argue insist think")  # verbs that are hardly anything else
UNSAID = listed("learn know see understand find show determine decide read discover")  # "to learn how": nobody has said it
PERFECT = listed("have has had having ’ve 've")
# "two states", "key states": what looks like a verb is a noun unless a name or a pronoun stands before it
COUNTED = listed("two three four five six seven eight nine ten many most several few all both these those other some such no")
PLURALS = listed("state name figure offer challenge plan view report attack support question call demand claim answer post back")
THATLESS = listed(
    "continue reason prove hear determine remark post answer respond repeat feel add go-on protest volunteer"
)  # verbs that hardly ever take a clause without "that"
FEELING = BE | listed(
    "feel feels felt seem seems seemed remain remains remained become became sound sounds sounded make made makes"
)
OWNERS = listed("his her their its my our your")
LINKS = listed("that for about of to on whether against in over")
NOUNS = {link: frozenset(noun for word in each for noun in (word, word + "s")) for link, each in cues.NOUNS.items()}
SURE = {link: frozenset(noun for word in each for noun in (word, word + "s")) for link, each in cues.SURE.items()}
TOWARDS = listed("opposition response objection reference reaction responses objections references reactions")  # no "to do"
SAYING = frozenset().union(*NOUNS.values())
MODIFIERS = 16  # words between a cue and the "that" it leads to
DASHES = listed("- -- – —")
NAMING = listed("call describe dub label brand deem denounce dismiss slam blast mock deride decry hail")  # "call it “…”"
SOON = 9  # words from the beginning of a clause to its verb
FINITE = AUXILIARIES - listed("to not never been being be")


class Verb(NamedTuple):
    """A verb that says so, as it stands in a sentence."""

    base: str
    kind: str  # base, present, past, participle, going
    passive: bool


def verb(said: Sentence, at: int) -> Verb | None:
    """The verb at a place, if a word there is one and is used as one."""
    form = FORMS.get(said[at].low)
    if form is None or (said[at].upper and at):
        return None
    base, kind = form
    first = group(said, at)
    before = said[first - 1].low if first else ""
    helpers = {word.low for word in said[first:at]}
    if titled(said, at, base, before):
        return None
    if kind == "participle" and not helpers & (PERFECT | BE):
        return None
    if kind in ("past", "participle"):
        passive = (bool(helpers & BE) and not helpers & PERFECT) or "been" in helpers
        return None if not helpers and unlike(before) else Verb(base, kind, passive)
    if kind == "base" and not (helpers & MODALS or before in ("who", *PRONOUNS) or plural(said, first) or base in PLAIN):
        return None
    if "to" in helpers and base in UNSAID:
        return None
    if kind == "present" and (unlike(before) or helpers & BE or (base in PLURALS and not owning(said, first))):
        return None
    if kind == "going" and before in ARTICLES:
        return None
    return Verb(base, kind, False)


def titled(said: Sentence, at: int, base: str, before: str) -> bool:
    """Whether a verb only leads to a title: "the film, called “…”", "she read “…”"."""
    led = at + 1 < len(said) and said[at + 1].quoted
    return led and ((base in NAMING and before == ",") or (base == "read" and before in PRONOUNS))


def unlike(before: str) -> bool:
    """Whether the word before makes a verb unlikely: "the proposed law", "of claims"."""
    return before in ARTICLES or before in PREPOSITIONS or before.endswith(("'s", "’s"))


def owning(said: Sentence, first: int) -> bool:
    """Whether the word before a verb's group is a name or stands for one, so that "states" is no plural noun."""
    before = said[first - 1] if first else None
    return before is not None and (
        (before.upper and before.low not in COUNTED) or before.low in PRONOUNS or before.low in ("who", "that", "which")
    )


def plural(said: Sentence, first: int) -> bool:
    """Whether the word before a verb's group can be a plural subject."""
    if not first:
        return False
    word = said[first - 1]
    return word.wordy and word.low.endswith(("s", "people", "men", "women", "many", "others", "some"))


def begins(said: Sentence, at: int, base: str) -> int | None:
    """Where the content of a verb begins, to its right; None when nothing is said there."""
    now = past_adverbs(said, at + 1)
    base, now = phrase(said, now, base)
    if now >= len(said):
        return None
    return (
        colon(said, now, base)
        or lightly(said, now, base)
        or plain_start(said, now, base)
        or addressed(said, now, base)
        or modified(said, now, base)
        or taken(said, now, base)
    )


def phrase(said: Sentence, now: int, base: str) -> tuple[str, int]:
    """A verb with its particle, "point out", and the place behind it."""
    whole = f"{base}-{said[now].low}" if now < len(said) else base
    return (whole, now + 1) if whole in PHRASES else (base, now)


def colon(said: Sentence, now: int, base: str) -> int | None:
    """A quoted passage behind a colon: "asked fans one thing: “…”"."""
    if base not in CLAUSE and base not in TELL:
        return None
    for at in range(now, min(len(said) - 1, now + MODIFIERS)):
        if said[at].quoted or said[at].text == ";":
            return None
        if said[at].text == ":":
            return at + 1 if said[at + 1].quoted else None
    return None


def lightly(said: Sentence, now: int, base: str) -> int | None:
    """Content after a noun that says so: "voiced support for …", "raised questions about …"."""
    if base not in LIGHT:
        return None
    for at in range(now, min(len(said) - 2, now + 4)):
        link = said[at + 1].low
        if said[at].low in SAYING and link in LINKS:
            return at + 1 + (link in PREPOSITIONS and link != "to")
        if not said[at].wordy or said[at].low in PREPOSITIONS:
            return None
    return None


def past_adverbs(said: Sentence, at: int) -> int:
    """The first place from `at` that holds no adverb."""
    while at < len(said) and (said[at].low.endswith("ly") or said[at].low in ADVERBS) and not said[at].upper:
        at += 1
    return at


def plain_start(said: Sentence, now: int, base: str) -> int | None:
    """Content that stands right behind the verb: "that …", a quoted passage, "whether …", "to …", "for …"."""
    word = said[now]
    if word.quoted and (base in CLAUSE or base in OBJECT or base in TELL or base in WHETHER):
        return now
    if word.low == "that" and base in CLAUSE:
        return now
    if word.low in ASKING and (base in WHETHER or (base in CLAUSE and word.low == "what")):
        return now
    if word.low == "to" and base in TO:
        return now
    if word.text == ":" and (base in CLAUSE or base in TELL) and now + 1 < len(said):
        return now + 1
    if word.text == "," and base in CLAUSE and now + 1 < len(said) and said[now + 1].quoted:
        return now + 1
    return now + 1 if base in PREPOSED.get(word.low, ()) and now + 1 < len(said) else None


def addressed(said: Sentence, now: int, base: str) -> int | None:
    """Content after those who are told or asked: "told reporters that …", "urged them to …"."""
    if base not in TELL and base not in URGE:
        return None
    close = told_that(said, now) if base in TELL else addressee(said, now)
    if close == now or close >= len(said):
        return None
    word = said[close]
    if word.text in (",", ":") and close + 1 < len(said) and (said[close + 1].quoted or word.text == ":"):
        return close + 1
    if word.quoted or word.low in ASKING or (word.low == "that" and base in TELL):
        return close
    if word.low == "to" and base in URGE:
        return now
    if base in TELL and base != "ask":
        return close if begins_clause(said, close) else linked(said, close)
    return None


def told_that(said: Sentence, now: int) -> int:
    """Where those who are told end: before a "that" near by, if no verb comes first."""
    for at in range(now + 1, min(len(said), now + SOON)):
        word = said[at]
        if word.low == "that" or word.low in ASKING:
            return at
        if not word.wordy or word.low in FINITE or word.low in PRONOUNS or (word.low in FORMS and not word.upper):
            break
    return addressee(said, now)


def tells(said: Sentence, at: int) -> bool:
    """Whether what those who are told are told follows them."""
    base = FORMS[said[at].low][0]
    return base in TELL and at + 1 < len(said) and addressed(said, at + 1, base) is not None


def addressee(said: Sentence, now: int) -> int:
    """Where those who are spoken to end: a pronoun, a name, or a noun with its determiner."""
    if said[now].low in OBJECTS:
        return now + 1
    at = now
    while at < min(len(said), now + 10) and said[at].wordy and not stops_noun(said, at, now):
        at += 1
    return at


def stops_noun(said: Sentence, at: int, start: int) -> bool:
    """Whether a noun group from `start` has ended before `at`."""
    word = said[at]
    if word.low in CONJUNCTIONS or word.low in PRONOUNS or word.low in ("to", "on", "in", "at", "during", "who"):
        return True
    if at == start or word.low == "and" or word.low in PREPOSITIONS:
        return False
    last = said[at - 1]
    if last.upper or last.low in DETERMINERS or last.low in PREPOSITIONS:
        return False
    return word.low in DETERMINERS or word.upper or last.low.endswith("s")


def modified(said: Sentence, now: int, base: str) -> int | None:
    """Content after when, where and how it was said: "said in a statement on Monday that …"."""
    if base in TO and (said[now].low in DAYS or said[now].low == "on"):
        return next((at for at in range(now, min(len(said), now + 4)) if said[at].low == "to"), None)
    if base not in CLAUSE and base not in TELL:
        return None
    return linked(said, now) if said[now].low in PREPOSITIONS or said[now].low in DAYS or said[now].text == "," else None


def linked(said: Sentence, now: int) -> int | None:
    """The "that", colon or quoted passage which words from `now` lead to."""
    for at in range(now, min(len(said), now + MODIFIERS)):
        word = said[at]
        if word.low == "that" and at > now and said[at - 1].text != ",":
            return at
        if word.text == ":" and at + 1 < len(said):
            return at + 1
        if word.quoted and at > now and said[at - 1].text == ",":
            return at
        if word.low in DAYS and at + 1 < len(said) and word.upper and begins_clause(said, at + 1):
            return at + 1
        if word.low in PRONOUNS and now < at < now + 8 and not any(each.text == "," for each in said[now:at]):
            return at
        if word.text in ";—–" or word.text in ENDING:
            return None
    return None


def begins_clause(said: Sentence, at: int) -> bool:
    """Whether a clause or noun group may begin at a place."""
    word = said[at]
    if word.quoted:
        return True
    known = PREPOSITIONS | CONJUNCTIONS | DAYS | HOURS | {"and", "or", "to", "who"}
    return word.wordy and word.low not in known


def taken(said: Sentence, now: int, base: str) -> int | None:
    """Content without a link: "said the plan failed", "criticized the plan"."""
    if said[now].low in DAYS and now + 2 < len(said) and said[now + 1].low in HOURS:
        now += 1
    if (
        said[now].low in DAYS | HOURS
        and now + 1 < len(said)
        and base in BARE
        and begins_clause(said, now + 1)
        and (said[now].upper or said[now].low in HOURS)
    ):
        return now + 1
    if base in NAMING and said[now].text[0].isdigit():  # "called 911"
        return None
    if base in CLAUSE and base not in THATLESS and clausal(said, now):
        return now
    if (base in BARE or base in OBJECT) and begins_clause(said, now) and said[now].text not in SIGNS - {"“”"}:
        return now
    return None


def clausal(said: Sentence, now: int) -> bool:
    """Whether a clause begins at a place, without "that": a subject and soon its verb."""
    if not begins_clause(said, now) or said[now].quoted or said[now].low in ASKING:
        return False
    for at in range(now, min(len(said), now + SOON)):
        word = said[at]
        if not word.wordy or (word.low in CONJUNCTIONS and word.low != "that"):
            return False
        if at > now and (word.low in FINITE or (not word.upper and FORMS.get(word.low, ("", ""))[1] in ("present", "past"))):
            return True
    return False


def felt(said: Sentence, at: int) -> int | None:
    """Where the content of a feeling begins: "is confident that …", "was eager to …"."""
    if at + 2 >= len(said) or said[group(said, at) : at] == [] or not {word.low for word in said[max(0, at - 4) : at]} & FEELING:
        return None
    return linked_to(said, at, cues.FEELINGS)


def named(said: Sentence, at: int) -> int | None:
    """Where the content of somebody's claim begins: "her claim that …", "Doe's support for …"."""
    if at + 2 >= len(said) or not at:
        return None
    return linked_to(said, at, NOUNS) if owned(said, at) else linked_to(said, at, SURE)


def owned(said: Sentence, at: int) -> bool:
    """Whether a possessive stands before a word: "her claim", "Doe's claim"."""
    before = said[at - 1].low if at else ""
    return before in OWNERS or before.endswith(("'s", "’s", "s'", "s’"))


def linked_to(said: Sentence, at: int, links: Mapping[str, frozenset[str]]) -> int | None:
    """Where content begins behind a word and the link that it takes."""
    link = said[at + 1].low
    if said[at].low not in links.get(link, ()):
        return None
    return at + 1 + (link != "that" and (link != "to" or said[at].low in TOWARDS))
