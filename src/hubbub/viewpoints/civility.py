"""Words that insult people, by language: a sentence with one speaks for others only where no other says it as well.

Nothing is left out for them: a viewpoint that nobody words civilly is listed in the words there are. Only words that hardly ever
mean anything else; verdicts on things ("a stupid ending") are no insults. Words that are names or plain words in another of our
languages ("Depp", "con", "burro", "dick") are left out.
"""

import regex

INSULTS = """
idiot idiots moron morons imbecile imbeciles cretin cretins retard retards retarded dumbass dumbasses dumbfuck
scum scumbag scumbags bitch bitches bastard bastards asshole assholes arsehole arseholes dickhead dickheads fuckhead fuckwit
motherfucker motherfuckers cunt cunts wanker wankers twat twats bellend tosser tossers prick pricks douche douchebag douchebags
jackass whore whores slut sluts skank faggot faggots nigger niggers tranny trannies kike kikes subhuman subhumans stfu kys
idiota idiotas imbécil imbéciles estúpido estúpida estúpidos estúpidas gilipollas cabrón cabrones puta putas hijueputa pendejo
pendejos pendeja zorra mamón maricón maricones malparido
imbecil imbecis otário otários otária arrombado vagabunda babaca babacas viado viados corno
idiote idiotes imbécile imbéciles crétin crétins connard connards connasse salope salopes enculé enculés salaud salauds abruti
abrutis pute putes
idioten vollidiot vollidioten arschloch arschlöcher wichser hurensohn hurensöhne schlampe schlampen trottel missgeburt
idioti imbecille imbecilli stronzo stronza stronzi coglione coglioni cretino cretina cretini puttana puttane troia
غبي غبية أغبياء أحمق حمقى حقير حقيرة
बेवकूफ बेवकूफ़ मूर्ख कमीना कमीने हरामी चूतिया चूतिये
"""
PHRASES = (
    r"\b(?:fuck|screw|damn) (?:you|him|her|them)\b|\bgo to hell\b|\bdrop dead\b|\b(?:kill|hang) (?:yourself|urself)\b|"
    r"\bpiece of (?:shit|trash|garbage)\b|\bshut (?:the \w+ )?up\b|\bvai se f\w+\b|\bta gueule\b|\bfick dich\b|"
    r"\bhalt die fresse\b|\bvaffanculo\b|馬鹿野郎|バカ野郎|ばか野郎|クズ|死ね|くたばれ|きもい奴"
)
WORDS = frozenset(INSULTS.split())
WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
PHRASE = regex.compile(PHRASES, regex.IGNORECASE)


def civil(text: str) -> bool:
    """Whether a sentence insults nobody, as far as these words tell."""
    return WORDS.isdisjoint(WORD.findall(text.casefold())) and PHRASE.search(text) is None
