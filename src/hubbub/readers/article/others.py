"""Whether somebody else says a passage than the member of the public whom its sentence names.

"Fans were told", "one user claimed that the host had said", "fans heard the host say", "one fan shared the studio's
statement": who is named is told, reports, hears or passes on, and the words are another's.
"""

import regex

I = regex.I  # noqa: E741
ADVERBS = r"(?:(?:also|then|even|just|once|never|ever|all|later|\p{L}+ly)\s+){0,3}+"
PASSIVE = regex.compile(rf"\b(?:is|are|was|were|be|been|being|got|gets?)\s+{ADVERBS}$", I)
ITEM = regex.compile(r"\b(?:comment|tweet|reply|review)$", I)  # "a comment was posted" tells what it says
STOP = r"(?:and|or|but|then|so|to|by|is|are|was|were|be|been|who|which|that|when|while|before|after|because|following)"
PERSON = (
    rf"(?:(?:the|his|her|their|its|an?|this)(?:\s+(?!{STOP}\b)[\p{{L}}\p{{N}}'’-]+){{1,6}}+"
    r"|(?-i:\p{Lu})[\w’'.-]*+(?:\s+(?-i:\p{Lu})[\w’'.-]*+){0,3}+|he|she|it|they|him|her|them|you|we)"
)
CLAIMS = (
    r"(?:that|how|why|what|because|if|(?:claim|insist|state|suggest|report|allege|reveal|recall|explain|complain)(?:s|d|ed)?"
    r"|sa(?:id|ys?)|wr(?:ote|ites?)|tweet(?:s|ed)|commented|believe[sd]?|th(?:inks?|ought)|kn[eo]ws?)"
)
HEARS = r"(?:hear(?:s|d|ing)?|s(?:aw|een|ees?)|watched|quot(?:ed?|es|ing)|cit(?:ed?|es|ing)|remember(?:s|ed)?|recall(?:s|ed)?)"
SPEAKS = r"(?<!\b(?:who|which|that)\s+(?:(?:has|had|have)\s+)?)\b"  # "one viewer who saw the film said" it himself
CLAIMED = regex.compile(rf"{SPEAKS}{CLAIMS}\s+{PERSON}\s+(?:(?:has|had|have|would|will|could|might|may)\s+)?+{ADVERBS}$", I)
HEARD = regex.compile(rf"{SPEAKS}{HEARS}\s+{PERSON}\s+(?:as\s+)?+{ADVERBS}$", I)
MADE = regex.compile(rf"{SPEAKS}(?:(?:made|let)\s+{PERSON}|(?:got|asked|begged|urged|wanted|forced)\s+{PERSON}\s+to)\s+$", I)
WHO = regex.compile(rf"\b(?:about|to|at|told|asked|tagged|thanked|slammed)\s+{PERSON},\s+who\s+{ADVERBS}$", I)
INFINITIVE = frozenset(("say", "tell", "write", "ask", "reply", "add"))
NOUNS = frozenset(("comment", "comments", "reply", "replies", "note", "notes", "tweets", "jokes", "claims", "remarks"))
PAPER = (
    r"(?:statement|message|letter|e-?mail|post|tweet|quote|words|reply|response|apology|announcement|note|notice|caption"
    r"|remarks?|warning|answer)\b"
)
OWNED = (
    rf"(?:[^.:;,]{{0,60}}?(?:['’]s|s['’])\s+(?:\p{{L}}+\s+){{0,2}}?{PAPER}"
    rf"|[^.:;,]{{0,60}}?\b{PAPER}\s+(?:sent |issued |written )?(?:from|by)\s)"
)
PASSES = r"(?:(?:re-?)?(?:shar|post|tweet)(?:ed|es|s|ing)|cop(?:ied|ies)|forwarded|circulated)"
HANDED = regex.compile(PASSES, I)
HANDS = regex.compile(rf"\s+{OWNED}", I)
SHOWN = regex.compile(rf"\b{PASSES}\s+{OWNED}[^.:;,]{{0,30}}(?:,?\s+(?:which|that))?\s+$", I)
READS = frozenset(("read", "reads", "reading", "saying", "said", "says", "stating", "stated"))


def another(who: str, between: str, cue: str) -> bool:
    """Whether, by the words between who is named and the cue, it is another who speaks."""
    if WHO.search(between):
        return True
    low = cue.lower()
    ongoing = low.endswith("ing")
    if PASSIVE.search(between) and not ongoing and not ITEM.search(who):
        return True
    if low in READS and SHOWN.search(between):
        return True
    if low in INFINITIVE and MADE.search(between):
        return True
    if (ongoing or low in INFINITIVE) and HEARD.search(between):
        return True
    return not ongoing and low not in NOUNS and CLAIMED.search(between) is not None


def passed(cue: str, rest: str) -> bool:
    """Whether a cue and the words behind it say that another's words are passed on: "shared the studio's statement"."""
    return HANDED.fullmatch(cue) is not None and HANDS.match(rest) is not None
