"""Pairs made by rule: a sentence turned so that it no longer makes the point, and one reworded so that it still does."""

import re
from random import Random

# Each pair both ways round. Words that turn a claim when one stands in place of the other.
TURNS = [
    "should/should_not",
    "can/cannot",
    "will/will_not",
    "is/is_not",
    "are/are_not",
    "does/does_not",
    "has/has_no",
    "must/must_not",
    "was/was_not",
    "increases/decreases",
    "increase/decrease",
    "improves/worsens",
    "improve/worsen",
    "helps/hurts",
    "help/hurt",
    "good/bad",
    "better/worse",
    "best/worst",
    "more/less",
    "safe/dangerous",
    "safer/riskier",
    "benefits/harms",
    "benefit/harm",
    "protects/endangers",
    "protect/endanger",
    "allows/prevents",
    "allow/prevent",
    "easy/hard",
    "cheap/expensive",
    "necessary/unnecessary",
    "effective/useless",
    "supports/undermines",
    "strengthens/weakens",
    "creates/destroys",
    "always/never",
    "everyone/nobody",
    "all/none",
    "right/wrong",
    "fair/unfair",
    "moral/immoral",
    "love/hate",
    "loved/hated",
    "great/awful",
    "beautiful/ugly",
    "deserved/did_not_deserve",
    "won/lost",
    "support/oppose",
    "agree/disagree",
    "like/dislike",
    "reduces/raises",
    "encourages/discourages",
    "beneficial/harmful",
    "important/unimportant",
    "legal/illegal",
    "true/false",
    "up/down",
    "rich/poor",
    "before/after",
    "with/without",
]
SIDES = [(left, right) for left, _, right in (one.replace("_", " ").partition("/") for one in TURNS)]
OTHER: dict[str, str] = dict(SIDES) | {other: one for one, other in SIDES}
BOTH = re.compile(r"\b(" + "|".join(sorted(map(re.escape, OTHER), key=len, reverse=True)) + r")\b", re.IGNORECASE)
CONTRACTED = ("n't", "n’t")
NUMBER = re.compile(r"(?<![\w.])\d{1,4}(?![\w.])")
ROLES = re.compile(
    r"^(?P<one>[A-Za-z][\w ]{2,25}?) (?P<verb>is better than|are better than|hurts?|harms?|beats?|needs?|attacked|insulted|"
    r"hates?|loves?|replaced?s?|controls?) (?P<other>[\w ]{3,30})$"
)
SUBJECT = re.compile(r"^(?:The |the )?(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
MOCKING = ("Yeah right, {}", "Oh sure, {} 🙄", "{} /s", "{} lol as if", "As if {}")
NAMES = ("Anna", "the council", "the coach", "the minister", "Marco", "the company", "that actor", "the other team")
OPENERS = ("I think ", "Honestly, ", "imo ", "To be fair ", "I agree that ", "People forget that ", "")
CLOSERS = ("", "!", "!!", " 😊", " tbh", ".", " imo", " period")


def turned(text: str, random: Random) -> str | None:
    """The same words saying something else, or None where no rule applies."""
    rules = [negated, numbered, swapped, aimed, mocked]
    for rule in [rules[0], *random.sample(rules, len(rules))] if random.random() < 0.7 else random.sample(rules, len(rules)):
        made = rule(text, random)
        if made and made.casefold() != text.casefold():
            return made
    return None


def negated(text: str, random: Random) -> str | None:
    """One word replaced by what says the contrary."""
    for short in CONTRACTED:
        if short in text:
            return text.replace(f"ca{short}", "can").replace(f"wo{short}", "will").replace(short, "", 1)
    if " not " in text and random.random() < 0.8:
        return text.replace(" not ", " ", 1)
    found = list(BOTH.finditer(text))
    if not found:
        return None
    one = random.choice(found)
    return text[: one.start()] + OTHER[one.group().casefold()] + text[one.end() :]


def numbered(text: str, random: Random) -> str | None:
    """Another number."""
    found = NUMBER.search(text)
    return f"{text[: found.start()]}{int(found.group()) + random.choice((1, 3, 10, 50))}{text[found.end() :]}" if found else None


def swapped(text: str, _random: Random) -> str | None:
    """Who does and who is done to, changed over."""
    found = ROLES.match(text.rstrip(". !"))
    return f"{found['other']} {found['verb']} {found['one']}" if found else None


def aimed(text: str, random: Random) -> str | None:
    """The same said of somebody else."""
    found = SUBJECT.match(text)
    return random.choice(NAMES) + text[found.end() :] if found and found["who"] not in {"I", "We", "It"} else None


def mocked(text: str, random: Random) -> str | None:
    """Said mockingly."""
    return random.choice(MOCKING).format(text.rstrip(".!")) if random.random() < 0.5 else None


def reworded(text: str, random: Random) -> str:
    """The same point: an opener, an ending, case or a letter changed."""
    text = text[0].lower() + text[1:] if text[:1].isupper() and random.random() < 0.6 else text
    text = random.choice(OPENERS) + text.rstrip(". ") + random.choice(CLOSERS)
    words = text.split()
    place = random.randrange(len(words)) if words else 0
    if random.random() < 0.3 and words and len(words[place]) > 5:  # a slip of the pen
        at = random.randrange(1, len(words[place]) - 2)
        words[place] = words[place][:at] + words[place][at + 1] + words[place][at] + words[place][at + 2 :]
    made = " ".join(words)
    return made.upper() if random.random() < 0.05 else made
