"""What the article's own sentences report: who says or thinks what, by verbs that say so. Rules for English; linear in the words.

A report is found from its cue. A cue at the end, "…, she said", takes what stands before it; any other takes what follows
it in the way that its verb allows. What lies inside another report's content is that report's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hubbub.readers.article.prose import frames
from hubbub.readers.article.prose.cues import CLAUSE, FEELINGS, FORMS, TELL, TO, listed
from hubbub.readers.article.prose.frames import Verb
from hubbub.readers.article.prose.passive import suffered
from hubbub.readers.article.prose.subjects import (
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    Range,
    group,
    helper,
    main,
    subject,
    turned,
)
from hubbub.readers.article.prose.words import ENDING, Sentence, Word

TAIL = 18  # words that may follow a cue at the end: where, when and to whom it was said
CLAUSED = listed(", — – -")  # signs a passage ends with before a cue
STOPS = listed(", ; : — – -- “”")
BEFORE = listed(", “” — –")
NEVER = listed("know feel decide expect fear agree prove learn hope realize recognize mean refer")
RELATED = listed("which what who whom that")
PARTICLES = listed("out up off back down it in on")
SHOWING = listed("show find")
EVIDENCE = listed("poll survey study report paper research data figure result analysis record review document filing statistic email finding")
SAID = CLAUSE | TELL
LESSER = listed("while although though if when as after before since once whereas because")
HELD = frames.SAYING.union(*FEELINGS.values())
APPOSING = listed("who whose which a an the")
JOINING = listed("but and so yet")
AFTERWARDS = listed("when as after while before")


@dataclass(frozen=True, slots=True)
class Report:
    """Words [from, to) of one sentence: cue, speaker, parts of the content in order."""

    cue: Range
    speaker: Range | None
    parts: tuple[Range, ...]


def reports(said: Sentence) -> list[Report]:
    """The reports of a sentence in order, none inside another's content."""
    found = [*announced(said), *according(said), *trailing(said)]
    covered = bytearray(len(said) + 1)
    for one in found:
        cover(covered, one)
    for one in quoting(said, found, covered):
        found.append(one)
        cover(covered, one)
    for place in range(len(said)):
        ahead = None if covered[place] else leading(said, place, found, covered) or held(said, place, found, covered)
        if ahead:
            found.append(ahead)
            cover(covered, ahead)
    return sorted(found, key=lambda each: each.parts[0])


def cover(covered: bytearray, one: Report) -> None:
    """Marks the words of a report's content and cue."""
    for start, end in (*one.parts, one.cue):
        covered[start:end] = b"\x01" * (end - start)


def announced(said: Sentence) -> Iterator[Report]:
    """ "Jane Doe: “…”": a name, a colon and a quoted passage."""
    colon = next((at for at, word in enumerate(said[:8]) if word.text == ":"), None)
    if colon and colon + 1 < len(said) and said[colon + 1].quoted and all(word.upper for word in said[:colon]):
        yield Report((colon, colon + 1), (0, colon), ((colon + 1, frames.ends(said, colon + 1)),))


def quoting(said: Sentence, found: list[Report], covered: bytearray) -> Iterator[Report]:
    """Reports of whole quoted passages that a cue leads to: "Asked about the bridge, she replied: “…”"."""
    wider = stretches(said, found, covered) if any(word.closed for word in said) else []
    for place, word in enumerate(said):
        if not word.closed or covered[place] or any(start < place < end for start, end in wider):
            continue
        for at in range(place - 1, max(-1, place - frames.MODIFIERS), -1):
            if covered[at] or said[at].quoted:
                break
            one = leading(said, at, found, covered)
            if one and one.parts[0][0] == place:
                yield one
                break


def stretches(said: Sentence, found: list[Report], covered: bytearray) -> list[Range]:
    """The clauses that cues of the sentence lead to: a passage within belongs to the clause."""
    ahead = (leading(said, at, found, covered) for at in range(len(said)) if said[at].low in FORMS and not covered[at])
    parts = [one.parts[-1] for one in ahead if one]
    return [part for part in parts if said[part[0]].low == "that" or frames.clausal(said, part[0])]


def according(said: Sentence) -> Iterator[Report]:
    """ "…, according to the report"; "According to her, …"."""
    for at in range(len(said) - 2):
        if said[at].low != "according" or said[at + 1].low != "to":
            continue
        close = next(
            (place for place in range(at + 2, len(said)) if said[place].text in ",;:" or said[place].text in ENDING), len(said)
        )
        if not any(word.wordy and word.low not in JOINING for word in said[:at]):
            parts: tuple[Range, ...] = ((close + 1, frames.ends(said, min(close + 1, len(said)))),)
        else:
            parts = ((clause(said, at), at - (said[at - 1].text == ",")), *broken(said, at, close))
        if parts[0][0] < parts[0][1] and at + 2 < close:
            yield Report((at, at + 2), (at + 2, close), parts)
        return


def broken(said: Sentence, at: int, close: int) -> tuple[Range, ...]:
    """The rest of a statement that "according to her" stands in the middle of: a verb for what stands before it."""
    if close + 2 >= len(said) or said[close].text != "," or said[at - 1].text != ",":
        return ()
    word = said[close + 1]
    return ((close + 1, frames.ends(said, close + 1)),) if helper(word.low) or finite(word) else ()


def clause(said: Sentence, at: int) -> int:
    """Where the statement that ends before `at` begins: after the last semicolon, and after the sentence's "but"."""
    start = next((place + 1 for place in range(at - 1, -1, -1) if said[place].text == ";"), 0)
    while start + 1 < at and (said[start].low in JOINING or not (said[start].wordy or said[start].quoted)):
        start += 1
    return start


def trailing(said: Sentence) -> Iterator[Report]:
    """Reports whose cue stands behind the words: "…, she said", "…," said Jane Doe on Monday."""
    low = 0
    for at in range(1, len(said)):
        used = frames.verb(said, at) if said[at].low in FORMS else None
        base = frames.phrase(said, at + 1, used.base)[0] if used else ""
        if used is None or base not in SAID or used.kind == "going" or used.passive or silent(used):
            continue
        one = behind(said, at, low)
        if one and not (base in SHOWING and not evidence(said, one.speaker)):
            yield one
            low = one.parts[-1][1]


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
    if (
        not word.wordy
        or word.low in PREPOSITIONS
        or word.low in frames.DAYS | AFTERWARDS
        or word.low.endswith("ly")
    ):
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
        return ((place, frames.ends(said, place)),) if said[place - 1].text == "," else ()
    word = said[close + 1]
    if word.quoted or word.low == "that" or said[close].quoted or (pronoun and word.low in ("a", "an", "the", "but", "in")):
        return ((close + 1, frames.ends(said, close + 1)),)
    if (
        word.low in RELATIVES
        or word.low.endswith("ing")
        or word.low in CONJUNCTIONS
        or word.low in ("and", "a", "an", "the", "in")
    ):
        return ()
    return ((close + 1, frames.ends(said, close + 1)),)


def leading(said: Sentence, at: int, found: list[Report], covered: bytearray) -> Report | None:
    """The report of a cue before the words it reports."""
    used = frames.verb(said, at) if said[at].low in FORMS else None
    if used is None:
        return None
    if used.passive and used.base != "ask":
        return passed(said, at, used, covered)
    start = first_quoted(said) if at == 0 and used.kind == "past" and used.base != "ask" else frames.begins(said, at, used.base)
    if start is None:
        return None
    close = frames.ends(said, start, used.base, aside(said, at))
    if start >= close or any(covered[start:close]):
        return None
    cue, speaker = (group(said, at), spoken(said, at, start)), None if used.passive else whose(said, at, used.kind, found)
    related = speaker[0] - 1 if speaker and speaker[0] and said[speaker[0] - 1].low in RELATED else None
    ahead = ((related, related + 1),) if related is not None and not covered[related] else ()
    return Report(cue, speaker, (*ahead, (start, close)))


def passed(said: Sentence, at: int, used: Verb, covered: bytearray) -> Report | None:
    """The report of a passive cue, whose subject is part of the content."""
    found = suffered(said, at, used)
    if found is None or any(any(covered[slice(*part)]) for part in found[1]):
        return None
    return Report((group(said, at), at + 1), *found)


def spoken(said: Sentence, at: int, start: int) -> int:
    """Where a cue ends: with its particle and preposition, "lashed out at"."""
    linked = start > at + 1 and all(word.low in PREPOSITIONS or word.low in PARTICLES for word in said[at + 1 : start])
    return start if linked else at + 1


def first_quoted(said: Sentence) -> int | None:
    """Where the words begin that a sentence such as "Wrote another fan: “…”" leads to."""
    return next((at for at, word in enumerate(said) if word.quoted and said[at - 1].text in (",", ":")), None)


def aside(said: Sentence, at: int) -> bool:
    """Whether a cue stands in a clause of less weight: "While she said …, the plan", "Asked …, he", "Doe, who said …, left"."""
    first = group(said, at)
    if at == 0 or (said[0].low in LESSER and not any(word.text == "," for word in said[:at])):
        return True
    return first > 1 and said[first - 1].low == "who" and said[first - 2].text == ","


def introduced(said: Sentence) -> tuple[Range, Range | None] | None:
    """Cue and speaker of a sentence that leads to words in the next paragraph: "She went on to say:"."""
    if said[-1].text not in (":", ","):
        return None
    for at in range(len(said) - 2, -1, -1):
        used = frames.verb(said, at) if said[at].low in FORMS else None
        if used and used.base in SAID and not used.passive:
            return (group(said, at), at + 1), whose(said, at, used.kind, [])
    return None


def held(said: Sentence, at: int, found: list[Report], covered: bytearray) -> Report | None:
    """The report of a feeling or of somebody's claim: "is confident that …", "her claim that …"."""
    if said[at].low not in HELD:
        return None
    start = frames.felt(said, at)
    speaker = whose(said, at, "present", found) if start else owner(said, at) if frames.owned(said, at) else None
    start = start or frames.named(said, at)
    if start is None:
        return None
    close = frames.ends(said, start, "criticize")
    if start >= close or any(covered[start:close]):
        return None
    return Report((at, at + 1), speaker, ((start, close),))


def owner(said: Sentence, at: int) -> Range | None:
    """Whose a claim is: the possessive before it."""
    start = at - 1
    while start > max(0, at - 6) and said[start - 1].upper and said[start].upper:
        start -= 1
    return (start, at) if at else None


def whose(said: Sentence, at: int, kind: str, found: list[Report]) -> Range | None:
    """The subject of a cue: right before it, else whoever spoke before in the sentence, else the sentence's own subject."""
    near = subject(said, at)
    if near is not None and (kind != "going" or said[near[1]].text != ","):
        return near
    if at == 0:
        return turned(said, 1) if kind == "past" else None
    past = [one.speaker for one in found if one.speaker and one.cue[1] <= at]
    return past[-1] if past else main(said)
