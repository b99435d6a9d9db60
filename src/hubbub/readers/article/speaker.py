"""Who says a quoted passage, by the words that introduce or follow it: a user, a fan, a viewer — or somebody named.

English only, and only the plain forms of reaction pieces. A passage whose speaker is a member of the public is a post the
article quotes; what a named person or an official says is a quotation and no post; words in marks that nobody is
introduced as saying (titles, scare quotes) are neither.
"""

from collections import deque
from dataclasses import dataclass

import regex

from hubbub.readers.article.others import another, passed

I = regex.I  # noqa: E741
VERBS = (
    r"wr(?:ote|ites|iting|itten)|write|sa(?:id|ys?|ying)|(?:re)?tweet(?:ed|s|ing)|add(?:ed|s|ing)?|comment(?:ed|s|ing)?"
    r"|post(?:ed|s|ing)|repl(?:y|ied|ies|ying)|note[ds]?|noting|remark(?:ed|s|ing)|jok(?:ed?|es|ing)|quip(?:ped|s)"
    r"|argu(?:ed?|es|ing)|ask(?:ed|s|ing)?|exclaim(?:ed|s|ing)|stat(?:ed|es|ing)|claim(?:ed|s|ing)|opin(?:ed|es|ing)"
    r"|shar(?:ed|es|ing)|respon(?:ded|ds|ding)|react(?:ed|s|ing)|complain(?:ed|s|ing)|gush(?:ed|es|ing)|rav(?:ed|es|ing)"
    r"|mus(?:ed|es|ing)|chim(?:ed|es|ing) in|penned|declar(?:ed|es|ing)|wonder(?:ed|s|ing)|fum(?:ed|es|ing)|read|reads|reading"
    r"|observ(?:ed|es|ing)|continu(?:ed|es|ing)|agree[ds]?|countered|counters|admit(?:ted|s)|confess(?:ed|es)|praised|praises"
    r"|criticized|criticised|vented|vents|ranted|rants|lamented|laments|suggest(?:ed|s)|express(?:ed|es)|recall(?:ed|s)|told|tells"
    r"|explain(?:ed|s|ing)|insist(?:ed|s|ing)|warn(?:ed|s|ing)|pointed out|points out|put it|went on|wrapped up|conclud(?:ed|es)"
    r"|thought|thinks|teas(?:ed|es)|cheered|slammed|hit back|weighed in|captioned|theori[sz]ed|urged|demanded|pleaded|blasted"
    r"|[Aa]ccording to"
)
NOUNS = (
    r"(?:garner|draw|drew|prompt|elicit|get|got|earn|provok|bring|brought|receiv)\w* the "
    r"(?:reaction|response|reply|answer|comment|remark|retort|words)"
)
CUE = regex.compile(rf"\b(?:{VERBS}|{NOUNS})\b|^(?:Wrote|Said|Added|Tweeted|Commented)\b")
MANNER = r"(?:\s+(?:also|then|even|simply|further|later|just|jokingly|\p{L}+ly))*"
PLACES = {
    "instagram": r"instagram|insta|ig",
    "x": (
        r"twitter|(?:re)?tweet(?:ed|s|ing)?|(?-i:X)(?= (?:users?|posts?|accounts?)\b)"
        r"|(?<=\b(?:on|to|via|from) )(?-i:X)(?![\w-])"
    ),
    "facebook": r"facebook",
    "reddit": r"reddit|redditors?|subreddit",
    "youtube": r"youtube|youtubers?",
    "tiktok": r"tiktok|tik tok|tiktokers?",
    "threads": r"(?-i:Threads)",
    "bluesky": r"bluesky",
    "mastodon": r"mastodon",
    "tumblr": r"tumblr",
    "weibo": r"weibo",
    "letterboxd": r"letterboxd",
}
PLACE = regex.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in PLACES.items()), I)
ONE = (
    r"(?:user|fan|viewer|netizen|commenter|person|individual|follower|subscriber|poster|tweeter|redditor|tiktoker|listener|reader"
    r"|supporter|watcher|stan|spectator|moviegoer|gamer|onlooker|admirer|audience member|member of the public|hater|naysayer"
    r"|enthusiast|account holder|customer|consumer|internet user|social media user)"
)
MANY = ONE.replace("|", "s|").replace(")", "s)").replace("persons", "people").replace("ber of the publics", "bers of the public")
WORD = (
    r"(?!(?:of|for|from|to|by|with|that|who|which|at|on|in|one|another|an?|the|some|and|or|but|is|was|were|are|be|been|have|has|had|do|does|did|can|will|would|as|like|into|made|told|left|saw)\b)"
    r"(?!\p{Ll}+ed\b(?<!enraged|disappointed|concerned|frustrated|excited|verified|devoted|annoyed|worried|amused|confused|shocked"
    r"|dedicated|outraged|disgusted|horrified|touched|moved|impressed|thrilled|heartened|saddened|named|proclaimed|bemused))"
    r"[\p{L}\p{N}'’&/#-]+"
)
SINGULAR = (
    r"(?:yet another|still another|one|another|an?|the(?: (?:same|first|second|third|fourth|other|former|latter))?|this|that)"
    rf"(?: {WORD}){{0,3}}? {ONE}"
)
PLURAL = rf"(?:some|many|several|most|other|these|multiple|various|numerous|a few|two|three|the)?(?: ?{WORD}){{0,2}}? ?\b{MANY}"
ITEM = r"(?:one|another|a|a second|a third)(?: \p{L}+){0,2} (?:comment|tweet|reply|review)(?! (?:by|from))"
LABEL = r"(?:\p{L}+ )?(?:(?:user|commenter|redditor)(?= (?:@|u/|(?-i:\p{Lu})))|(?:fan|viewer)(?= @))"
NOUN = rf"(?:{SINGULAR}|{ITEM}|{PLURAL}|{LABEL})\b"
BARE = (
    r"(?:yet another|still another|one|another|others|someone|someone else|somebody|some|many|several"
    r"|a (?:second|third|fourth|fifth))"
)
BARE_ONLY = regex.compile(BARE, I)
HANDLE = r"(?:@|\bu/)(?P<handle>[A-Za-z0-9_.]{2,30})"
HEAD = (
    r"(?:^|[,;:—–(.!?\"”]\s*"
    r"|\b(?:and|but|while|whereas|as|when|however|meanwhile|then|also|though|although|where)\s+)"
)
SUBJECT = regex.compile(rf"{HEAD}(?P<who>{NOUN})(?=\W|$)", I)
CALLED = regex.compile(rf"{HEAD}(?P<who>{HANDLE}){MANNER}\s*,?\s*$", I)
ALONE = regex.compile(rf"{HEAD}(?P<who>{BARE})(?:\s+(?:on|in|from|via|over on)\s+[\w /]{{1,30}}?)?{MANNER},?\s*$", I)
BACKWARD = regex.compile(rf"\s*(?:by\s+)?(?P<who>{NOUN}|{BARE}|{HANDLE})(?=\W|$)", I)
CLAUSE = regex.compile(r"[;:]\s|,\s+(?:but|whereas|yet|so)\b|\bbut\b|\bwhereas\b|(?<!^)\bwhile\b", I)
RIVAL = regex.compile(
    r"(?:,|\band|\bas|\bwhen|\bbefore|\bafter)\s+(?:(?:\p{Ll}+\s+){0,3}?\p{Lu}[\w’'-]+(?:\s+\p{Lu}[\w’'-]+)*"
    r"|(?:the|his|her|their|its)\s+[\p{L}\s-]{1,30}|he|she|it)\s*$"
)
APPOSED = regex.compile(
    r"\W*(?!(?:In|On|After|At|During|Following|Under|Despite|For|With|Since|By|From|To|Before|As|When|While|And|But)\s)"
    r"(?:\p{Lu}[\w’'-]+\s+)+\p{Lu}[\w’'-]+,(?:\s+(?:aged )?\d+,)?\s*$"
)  # "Jane Doe, 34, a viewer": a person with a name, not a voice from the crowd
NAMED = regex.compile(
    r"(?<!\w)(?!(?:As|And|But|When|While|Then|So|Later)\s)\p{Lu}[\w’'.-]+(?:\s+(?:de|van|von|der|bin|al)?\s*\p{Lu}[\w’'.-]+)*"
    r"\s*,?\s*$"
)
NAMED_AFTER = regex.compile(r"\s*(?P<who>(?:\p{Ll}+\s+){0,3}?(?:\p{Lu}\p{Ll}{1,3}\.\s)?\p{Lu}[\w’'-]+(?:\s+\p{Lu}[\w’'-]+)*)")
ADDRESSED = regex.compile(r"ask|tell|told|urg|warn", I)  # those named after these are spoken to
TOLD = regex.compile(r"tell|told|urg|warn", I)  # behind a question, who is named after "asked" has asked it
LEADS = regex.compile(
    r"\s*$|[^:]*[:—–]\s*$|[^.]*\.\s*$|,?(?:\s+(?:on|in|under|via|to|at|from|for|below|beneath|with|after|alongside|over|out|back"
    r"|their|his|her|simply|similarly|one|another|an?)\b[^,]*)?(?:,[^,]{1,40})?,\s*$",
    I,
)  # what may stand between a cue and the passage: nothing, anything and a colon, or where and to whom and a comma
AFTER_LONGEST = 90  # characters between a cue and the passage it introduces


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it. `public`: a member of the public, so that the passage is a post. `direct`: introduced as spoken."""

    speaker: str | None
    cue: str
    public: bool
    direct: bool
    handle: str | None = None
    bare: bool = False  # "one", "another": of whom, the sentence does not say


def before(words: str) -> Voice | None:
    """The voice that the words before a passage introduce; None when nothing there says that somebody speaks."""
    cue = last(CUE, words)
    if cue is None:
        return announced(words)
    ahead, rest = words[: cue.start()], words[cue.end() :]
    direct = bool(LEADS.match(rest)) and len(rest) <= AFTER_LONGEST
    follows = inverted(rest, cue[0], direct) if unsaid(ahead) and not ADDRESSED.match(cue[0]) else None
    own = None if passed(cue[0], rest) else subject(ahead, cue[0], direct)
    return own or follows or named(ahead, cue[0], direct)


def announced(words: str) -> Voice | None:
    """A passage after a colon and no verb: "One fan on Instagram:"."""
    found = last(SUBJECT, words)
    if not words.rstrip().endswith(":") or found is None:
        return None
    return Voice(found["who"], ":", True, True)


def after(words: str) -> Voice | None:
    """The voice that the words after a passage name: `," one fan wrote`, `," said another`."""
    cue = CUE.search(words[: AFTER_LONGEST + 30])
    if cue is None:
        return None
    ahead = words[: cue.start()].lstrip(" ,")
    if not ahead.strip():
        turned = None if TOLD.match(cue[0]) else inverted(words[cue.end() :], cue[0], True)
        return turned or trailing(words[cue.end() :], cue[0])
    if len(ahead) > AFTER_LONGEST or regex.search(r"[.!?;]\s", ahead):
        return None
    found = subject(ahead, cue[0], True)
    if found is None and NAMED.fullmatch(ahead):
        return Voice(ahead.strip(" ,"), cue[0], False, True)
    return found if found is None or ahead.startswith(found.speaker or "") else None


def subject(ahead: str, cue: str, direct: bool) -> Voice | None:
    """A member of the public as the subject of a cue: the last one in the cue's clause, unless somebody else comes between."""
    clause = CLAUSE.split(ahead)[-1]
    found = last(CALLED, clause) or last(ALONE, clause) or last(SUBJECT, clause)
    if found is None or RIVAL.search(clause[found.end() :]) or APPOSED.match(clause[: found.start("who")]):
        return None
    if another(found["who"], clause[found.end() :], cue):
        return None
    handle = found.groupdict().get("handle") or called(clause[found.end() :])
    return Voice(found["who"], cue, True, direct, handle, bool(BARE_ONLY.fullmatch(found["who"])))


def called(words: str) -> str | None:
    """The handle that follows a speaker: "one user, @name, wrote"."""
    found = regex.match(rf"[\w\s,.’'-]{{0,40}}?\(?{HANDLE}", words)
    return found["handle"].rstrip(".") if found else None


def unsaid(ahead: str) -> bool:
    """Whether no subject stands before a cue, so that it may follow."""
    return not ahead.strip() or ahead.rstrip()[-1] in ",;"


def inverted(rest: str, cue: str, direct: bool) -> Voice | None:
    """A member of the public after the cue: "wrote one fan"."""
    found = BACKWARD.match(rest)
    if found is None or regex.match(r"\s*(?:of|in the)\b", rest[found.end() :]):
        return None
    handle = found.groupdict().get("handle") or called(rest[found.end() :])
    return Voice(found["who"], cue, True, direct, handle, bool(BARE_ONLY.fullmatch(found["who"])))


def named(ahead: str, cue: str, direct: bool) -> Voice | None:
    """Somebody else as the subject of a cue: a name where one stands right before it."""
    found = NAMED.search(ahead)
    return Voice(found[0].strip(" ,") if found else None, cue, False, direct)


def trailing(rest: str, cue: str) -> Voice | None:
    """A name after the cue: "said Jane Doe"."""
    found = NAMED_AFTER.match(rest)
    return Voice(found["who"], cue, False, True) if found else None


def platform(words: str) -> str | None:
    """The last platform that words name."""
    found = last(PLACE, words)
    return found.lastgroup if found else None


def last(pattern: "regex.Pattern[str]", words: str) -> "regex.Match[str] | None":
    """The last match in words."""
    return next(iter(deque(pattern.finditer(words), maxlen=1)), None)
