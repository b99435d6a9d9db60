"""The words that say somebody speaks or thinks: verbs by what may follow them, nouns and adjectives, and how verbs are inflected.

Which verbs these are, and what follows each, was read off the training part of PolNeAR (a fact about English, not its text).
A verb with a particle is written with a hyphen.
"""

from collections.abc import Mapping


def listed(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


CLAUSE = listed(
    "acknowledge add admit affirm agree allege announce answer argue ask assert assume believe boast brag calculate "
    "caution chant chime chime-in claim clarify complain concede conclude confess confirm contend continue counsel counter "
    "crow cry deadpan decide declare demonstrate deny discover echo emphasise emphasize estimate exclaim expect explain fear "
    "feel find fire-back foresee fume go-on gripe guess gush hint hit-back hope imply indicate inform insist joke know "
    "lament learn maintain mention muse note observe opine plead pledge point-out post predict proclaim promise prove "
    "put-it quip quote rant rave read realise realize recall recognize reiterate remark repeat reply report respond retort "
    "reveal say shout show sigh signal snap speculate state stress suggest suspect swear testify theorise theorize think "
    "tweet understand urge vent vow warn weigh-in wonder worry write write-back yell "
    "bark bellow boom beam chuckle crack croon demur enthuse gloat groan grumble interject intone jeer murmur mutter protest "
    "quiz reason reckon riff roar scoff scream shoot-back shriek sneer surmise tease thunder volunteer whisper "
    "clarify conjecture figure-out make-clear hear"
)  # "say that …"
BARE = listed(
    "acknowledge add admit agree allege announce argue believe claim complain conclude declare deny expect explain fear "
    "figure guess hope indicate insist joke note predict promise report reveal say show suggest swear tell think warn"
)  # "say it …", without "that"
TELL = listed("advise ask assure caution convince inform notify persuade promise reassure remind tell warn")  # "tell them that …"
WHETHER = listed(
    "ask consider debate decide describe determine discuss doubt examine explain explore know learn question recall "
    "recount remember reveal say see show tell understand wonder"
)  # "ask whether …"
TO = listed(
    "agree aim decide decline demand expect hope intend offer opt plan pledge prefer promise propose refuse seek "
    "threaten volunteer vow want wish"
)  # "want to …"
URGE = listed(
    "advise ask beg encourage expect implore instruct order persuade press push tell urge want warn"
)  # "urge them to …"
OBJECT = listed(
    "accuse acknowledge admire admit announce applaud appreciate argue ask assail attack back bash bemoan berate blame "
    "blast brand call call-out castigate champion chant characterise characterize chide cite claim compare condemn "
    "congratulate consider contradict credit criticise criticize declare decry deem defend demand denounce deny deride "
    "describe disavow disclose discuss dislike dismiss disparage downplay dub emphasize endorse envision "
    "envy expect explain express fault favor favour fear hail hate highlight identify ignore imagine insult invoke label "
    "lambaste lament laud lay-out liken list love mention mock offer oppose outline persuade point-out portray praise "
    "predict prefer promote propose question rebuke rebut recall recommend recount reference regret reiterate reject remember "
    "renounce repeat report repudiate request respect retweet reveal ridicule scoff-at scold see shout skewer "
    "confirm paint contrast dispute articulate reaffirm quote relish foresee extol veto interpret contemplate ratify rebuff "
    "disregard co-sponsor savage authorize justify display satirize illustrate concede portray recite deflect jab publicize "
    "announce oppose pitch hammer ridicule demonize champion bemoan flay "
    "slam stand-by stress suggest support thank touch-on tout trash trumpet underscore urge view want welcome"
)  # "criticize it"
LIGHT = listed(
    "voice express raise deliver offer issue make give share have post cite repeat reiterate ask answer"
)  # "raise doubts about it"
PREPOSED = {
    "for": listed("call push advocate ask apologize apologise argue hope vouch plead rail wish long"),
    "about": listed(
        "talk ask worry speak think comment brag joke write wonder boast complain warn tweet care lie fret gripe rant rave"
    ),
    "to": listed("refer point respond object allude admit reply"),
    "of": listed("boast complain speak think accuse warn dream approve disapprove"),
    "on": listed("comment call agree insist pounce remark rule dwell touch weigh-in reflect"),
    "with": listed("agree disagree side sympathize"),
    "against": listed("rail argue warn campaign speak lash-out vote"),
    "upon": listed("call insist reflect touch"),
    "at": listed("lash-out scoff hint balk laugh marvel bristle lash-out"),
    "in": listed("believe delight revel"),
}
NOUNS = {
    "that": listed(
        "claim statement concern fear belief assertion suggestion hope complaint notion allegation charge accusation idea "
        "confidence argument assurance conclusion view opinion remark doubt worry promise sense contention insistence "
        "expectation admission warning prediction speculation rumor rumour feeling"
    ),
    "for": listed("support call preference praise fondness advocate demand"),
    "of": listed(
        "rejection assessment account disclosure perception condemnation admiration critique "
        "criticism endorsement supporter critique opinion support critic mention accusation allegation defense denunciation view"
    ),
    "to": listed("opposition response objection reference reaction refusal"),
    "about": listed(
        "concern question comment talk remark joke misgiving doubt complaint worry remark fear statement anxiety indignation"
    ),
    "on": listed("position stance attack view comment"),
}
SURE = {
    "that": listed(
        "claim fear doubt concern complaint assertion suggestion belief assurance accusation assumption admission allegation "
        "rumor rumour speculation confidence warning contention insistence hope"
    ),
    "of": listed("criticism critique defense denunciation rejection accusation condemnation opinion assessment allegation"),
    "about": listed("concern anxiety doubt question worry misgiving"),
    "to": listed("opposition hostility"),
    "on": listed("criticism opinion"),
    "over": listed("criticism disagreement"),
}  # said by somebody even where nobody is named: about half of the uses in PolNeAR's train part; rare ones by likeness
FEELINGS = {
    "that": listed(
        "clear confident worried convinced concerned hopeful sure certain adamant aware afraid glad proud happy optimistic "
        "skeptical doubtful disappointed upset"
    ),
    "to": listed("eager willing reluctant inclined hesitant ready determined happy proud unwilling loath"),
    "in": listed("confident"),
    "about": listed("hopeful concerned worried skeptical nervous angry enthusiastic optimistic upset excited"),
    "of": listed("supportive critical skeptical wary enamored aware proud afraid fond dismissive suspicious"),
    "with": listed("comfortable happy unhappy disappointed frustrated"),
}
IRREGULAR = """say said said;tell told told;write wrote written;think thought thought;know knew known;see saw seen;feel felt felt
find found found;show showed shown;read read read;lay laid laid;speak spoke spoken;swear swore sworn
foresee foresaw foreseen;seek sought sought;understand understood understood;go went gone;choose chose chosen;bet bet bet
learn learned learnt;rip ripped ripped;dub dubbed dubbed;admit admitted admitted;rebut rebutted rebutted;opt opted opted
brag bragged bragged;quip quipped quipped;chat chatted chatted;plan planned planned;beg begged begged;ban banned banned
prefer preferred preferred;refer referred referred;compel compelled compelled;rant ranted ranted;stand stood stood
put put put;have had had;make made made;give gave given;hit hit hit;cry cried cried
label labeled labelled;signal signaled signalled;counsel counseled counselled
forget forgot forgotten;shoot shot shot;hear heard heard"""


def parts(base: str) -> tuple[str, str]:
    """Past tense and present participle of a regular verb."""
    if soft(base):
        return base[:-1] + "ied", base + "ing"
    if base.endswith("e"):
        return base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    return base + "ed", base + "ing"


def soft(base: str) -> bool:
    """Whether a verb ends in a y that becomes an i."""
    return base.endswith("y") and base[-2] not in "aeou"


def third(base: str) -> str:
    """The present of one person: says, replies, goes."""
    return base[:-1] + "ies" if soft(base) else base + ("es" if base[-1] in "sxzh" or base == "go" else "s")


def inflected(base: str, irregular: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Every form of a verb and its kind: base, present, past, participle, going."""
    past, going = parts(base)
    participle = past
    if base in irregular:
        past, participle = irregular[base]
        going = base + base[-1] + "ing" if past == base + base[-1] + "ed" else going  # planned, planning
    return {base: "base", third(base): "present", participle: "participle", going: "going", past: "past"}


def every() -> dict[str, tuple[str, str]]:
    """Every form of every verb here, with its base and kind; of phrases ("point-out") the verb's."""
    rows = (one.split() for one in IRREGULAR.replace("\n", ";").split(";"))
    irregular = {base: (past, participle) for base, past, participle in rows}
    bases = {one.partition("-")[0] for one in CLAUSE.union(BARE, TELL, WHETHER, TO, URGE, OBJECT, LIGHT, *PREPOSED.values())}
    return {form: (base, kind) for base in sorted(bases) for form, kind in inflected(base, irregular).items()}


FORMS = every()
