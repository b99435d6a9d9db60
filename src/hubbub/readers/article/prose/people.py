"""Who a pronoun stands for: the person named last, where nobody else who was named near by could be meant."""

from dataclasses import dataclass, field

import regex

FAR = 700  # code points after which a name is too far away to be meant
TITLES = {"Mr.": "he", "Sir": "he", "Lord": "he", "Mrs.": "she", "Ms.": "she", "Miss": "she", "Lady": "she"}
SINGLE = frozenset(("he", "she"))
OTHERS = frozenset(("they", "we", "i", "you", "it", "who", "that", "which"))
NAME = regex.compile(r"(?:\p{Lu}[\p{L}.’'-]*+(?:\s+(?:de|van|von|der|bin|al|la|du)(?=\s))?\s+){1,5}+\p{Lu}[\p{L}’'-]++\.?")
GROUPS = regex.compile(
    r"\b(?:Party|Committee|Campaign|University|College|Department|House|News|Post|Times|Journal|Association|Council|Union|Court|Group"
    r"|Institute|Center|Centre|Press|Agency|Office|Company|Club|Bank|Street|Studios?|Network|Foundation|Ministry|Commission)\b"
)
AFTER = regex.compile(r"[\s,(]*+(?:who|that|which)\W*$")


@dataclass(slots=True)
class Cast:
    """The people named as speakers so far, each with the place of the last mention and the pronoun known to be theirs."""

    seen: dict[str, int] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)

    def called(self, mention: str, place: int) -> str:
        """The name of a speaker mentioned at a place; the mention itself where that is not plain."""
        low = mention.lower()
        if low in SINGLE:
            return self.meant(low, place) or mention
        words = AFTER.sub("", mention) or mention
        person = named(words)
        if person:
            self.seen[person] = place
            title = person.split()[0]
            if title in TITLES:
                self.pronouns[person] = TITLES[title]
        return words

    def meant(self, pronoun: str, place: int) -> str | None:
        """The one person a pronoun can stand for, of those named near by; None when there is none, or more than one."""
        near = [name for name, last in self.seen.items() if place - last <= FAR and self.pronouns.get(name, pronoun) == pronoun]
        if len({name.split()[-1] for name in near}) != 1:
            return None
        self.pronouns[near[-1]] = pronoun
        self.seen[near[-1]] = place
        return near[-1]


def named(words: str) -> str | None:
    """The name of a person in a speaker's words: "spokesman Jon Doe" is Jon Doe; None where they name nobody, or a body."""
    found = [one[0] for one in NAME.finditer(words)]
    return found[-1] if len(found) == 1 and not GROUPS.search(found[0]) else None
