"""The closed lists by which a heading is judged. English first: in other languages fewer pass, and the key point stands."""


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


ARTICLES = frozenset(("a", "an", "the"))
# May be left out anywhere: they strengthen, and say nothing of their own.
LIGHT = listed(
    """
    so very really just totally absolutely completely utterly truly simply literally honestly actually definitely quite
    also still even whole please lol such
    """
)
# Begin a phrase that may be left out after what it describes: "the ending (of the harbour scene) was earned".
PREPOSITIONS = listed("of in at on from for with about")
LONGEST_PHRASE = 5  # words, the preposition included
# After these a clause begins that can stand alone.
BEGINNING = listed("and but because so since")
# So it does after these, where all that stands before them is the writer's own saying so: "I really think that …". Of what others
# believe, or what one used to think or cannot, the rest would say something else.
THINKING = listed("that think know feel believe guess")
OWN = listed("i we do honestly personally strongly firmly") | THINKING
JOINING = listed("and but because so when while since after before as although though")
VERBS = listed(
    """
    is are was were am be been has have had does do did will isn't aren't wasn't weren't
    """
)
# Before these a clause may end. Before other prepositions it may not: "good (for few)", "safe (in theory)", "full (on Sundays)".
ENDING = JOINING | VERBS | frozenset(("of", "from"))
APART = ENDING | PREPOSITIONS  # what belongs to no phrase before it
# Say how many. With digits they need what they count, and none may be left out before what it counts.
COUNTING = listed(
    """
    all any both couple double dozen dozens each eight every everybody everyone few fewer first five four half hundred
    hundreds last least less lots majority many million millions billion minority more most much nine nobody none one
    percent quarter second seven several single six some somebody someone ten third thousand thousands three twice two
    """
)
# What makes a sentence a condition, a doubt, a wish, a demand or somebody else's saying: without it the rest says something else.
HEDGES = listed(
    """
    alleged allegedly almost apparently barely claim claimed claims could couldn't denied denies deny disagree disagreed
    dispute disputed doubt ex fake false fiction former hoax hope hopes if imagine instead joke joking lie lied lies
    lying may maybe might must myth nearly need needs never no-one nonsense only ought perhaps pretend pretended rather
    rumor rumors rumour rumours said say saying says seem seemed seems should shouldn't so-called suppose supposed
    supposedly than told unless until untrue want wanted wants whether wish without would would-be wouldn't wrong
    """
)
# Words that accuse or pass a verdict: never in a heading, whoever said them. The key point shows them as somebody's own.
ACCUSING = listed(
    """
    abuse abused abuser abusive assault astroturf blackmail bot bribe bribed bribery bullied bully bullying cheat
    cheated cheater cheating conman conned conspiracy corrupt corruption crime criminal crook cult extremist faked
    fascist felon fraud fraudster fraudulent genocide grifter groomer guilty harass harassed harasser harassing hoax
    hypocrite idiot illegal innocent killer launder liar lie lied looted looter lying molest molester moron murder
    murdered murderer nazi paedo paedophile pedo pedophile perjury perv pervert plagiarised plagiarism plagiarist
    plagiarized predator propaganda psychopath racist rape raped rapist rigged rigging robbed robber scam scammed
    scammer sexist sham shill sockpuppet spam spammer spamming stalker steal stealer stealing stole stolen stupid
    swindle swindled swindler terrorism terrorist theft thief thieves traitor treason treasonous troll trolling unlawful
    vandal
    """
)
