"""What is said of somebody in the passive: "The bridge is expected to open", "The plan was rejected by the council".

The subject is part of what is said. Who says it stands behind a "by"; otherwise nobody is named, and nobody is guessed.
"""

from hubbub.readers.article.prose.cues import OBJECT, listed
from hubbub.readers.article.prose.ends import ends
from hubbub.readers.article.prose.frames import Verb, begins_clause
from hubbub.readers.article.prose.subjects import RELATIVES, Range, subject, turned
from hubbub.readers.article.prose.words import Sentence

LINKED = {
    "to": listed("expect say report believe think"),
    "as": listed("see view know describe portray"),
    "for": listed("criticize criticise know praise blame"),
    "with": listed("charge"),
    "of": listed("accuse"),
}  # "is expected to …": the common ones are mostly attributions by counts over PolNeAR's train part; rare ones go with their like
NAMED = listed("consider declare deem name dub call")  # "is considered a friend"
HEARD = OBJECT | listed("report claim echo see")
Said = tuple[Range | None, tuple[Range, ...]]


def suffered(said: Sentence, at: int, used: Verb) -> Said | None:
    """The speaker, if one is named, and the parts of the content of a passive verb."""
    who = subject(said, at)
    if at + 2 >= len(said) or who is None or said[who[1] - 1].low in RELATIVES:
        return None
    after = said[at + 1].low
    if after == "by":
        speaker = turned(said, at + 2) if used.base in HEARD else None
        return (speaker, (who,)) if speaker else None
    start = linked(said, at, used.base)
    return (None, (who, (start, ends(said, start, "criticize")))) if start is not None else None


def linked(said: Sentence, at: int, base: str) -> int | None:
    """Where the content goes on behind a passive verb."""
    after = said[at + 1].low
    if base in LINKED.get(after, ()):
        return at + 1 + (after != "to")
    return at + 1 if base in NAMED and begins_clause(said, at + 1) else None
