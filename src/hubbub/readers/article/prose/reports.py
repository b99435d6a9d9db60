"""What the article's own sentences report: who says or thinks what, by verbs that say so. Rules for English; linear in the words.

A report is found from its cue. A cue at the end, "…, she said", takes what stands before it; any other takes what follows
it in the way that its verb allows. What lies inside another report's content is that report's.
"""

from collections.abc import Iterator

from hubbub.readers.article.prose import frames
from hubbub.readers.article.prose.base import Report
from hubbub.readers.article.prose.cues import FEELINGS, FORMS, listed
from hubbub.readers.article.prose.ends import ends
from hubbub.readers.article.prose.frames import FINITE, Verb
from hubbub.readers.article.prose.passive import suffered
from hubbub.readers.article.prose.subjects import (
    BE,
    CONJUNCTIONS,
    PREPOSITIONS,
    REACH,
    RELATIVES,
    Range,
    group,
    helper,
    main,
    subject,
    turned,
)
from hubbub.readers.article.prose.trailing import JOINING, LESSER, SAID, clause, finite, trailing, verbal
from hubbub.readers.article.prose.words import ENDING, Sentence

RELATED = listed("which what who whom that")
PARTICLES = listed("out up off back down it in on")
HELD = frames.SAYING.union(*FEELINGS.values())
MOST_TRIES = 4  # verbs before a cue whose subject may be the speaker


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
    found += pointed(said, covered)
    return sorted(found, key=lambda each: each.parts[0])


def pointed(said: Sentence, covered: bytearray) -> Iterator[Report]:
    """Whole passages that a colon points to, no matter with which words: "Doe had one answer for the council: “…”"."""
    for at in range(2, len(said) - 1):
        if said[at].text == ":" and said[at + 1].closed and not covered[at + 1] and not covered[at]:
            who = acting(said, at)
            heard = who and said[who[1]].low in BE and verbal(said[who[1] + 1])  # "a voice was heard": whose, nobody says
            yield Report((at, at + 1), None if heard else who, ((at + 1, at + 2),))


def cover(covered: bytearray, one: Report) -> None:
    """Marks the words of a report's content and cue."""
    for start, end in (*one.parts, one.cue):
        covered[start:end] = b"\x01" * (end - start)


def announced(said: Sentence) -> Iterator[Report]:
    """ "Jane Doe: “…”": a name, a colon and a quoted passage."""
    colon = next((at for at, word in enumerate(said[:8]) if word.text == ":"), None)
    if colon and colon + 1 < len(said) and said[colon + 1].quoted and all(word.upper for word in said[:colon]):
        yield Report((colon, colon + 1), (0, colon), ((colon + 1, ends(said, colon + 1)),))


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
            parts: tuple[Range, ...] = ((close + 1, ends(said, min(close + 1, len(said)))),)
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
    return ((close + 1, ends(said, close + 1)),) if helper(word.low) or finite(word) else ()


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
    close = ends(said, start, used.base, aside(said, at))
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
    close = ends(said, start, "criticize")
    if said[start].low not in ("that", "to"):
        close = next(
            (place for place in range(start + 1, close) if said[place].low in FINITE and apart(said, start, place)), close
        )
    if start >= close or any(covered[start:close]):
        return None
    return Report((at, at + 1), speaker, ((start, close),))


def apart(said: Sentence, start: int, place: int) -> bool:
    """Whether a verb is the sentence's own, not that of a clause within the words before it: "her view of those who are late"."""
    return not any(word.low in CONJUNCTIONS or word.low in RELATIVES for word in said[start:place])


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
    return past[-1] if past else acting(said, at) or main(said)


def acting(said: Sentence, at: int) -> Range | None:
    """Who does what stands before a cue without a subject: "Doe raised her hand and said", "Doe left, saying"."""
    tries = 0
    for place in range(at - 1, max(0, at - 2 * REACH), -1):
        word = said[place]
        if not (word.low in FINITE or finite(word) or (word.low.endswith("ed") and not word.upper)):
            continue
        tries += 1
        who = subject(said, place)
        if who and said[who[1] - 1].low not in RELATIVES and not (who[0] and said[who[0] - 1].low in CONJUNCTIONS):
            return who
        if tries == MOST_TRIES:
            return None
    return None
