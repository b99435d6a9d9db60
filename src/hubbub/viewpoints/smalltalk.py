"""Words and phrases that say nothing of a moment, by language: greetings, laughs, and what can be said of anything.

A word that says something in another of our languages ("war", "hay", "dire", "fare", "gut") is left out.
"""

LAUGHS = (
    r"[ah]*(?:ha){2,}h*|(?:ah){2,}a*|ha+h*|a*(?:ja){2,}j*|(?:he){2,}h*|(?:je){2,}j*|(?:ji){2,}|(?:hi){2,}h*|(?:hue){2,}|lo+l+(?:ol)*|k{3,}|w{3,}|"
    r"(?:rs){2,}|a+w+|[oau]+g?h+|h?m{2,}|x+d+|m?e+h+|mdr+|p+tdr+|ｗ+|草+|笑+|哈{2,}|ㅋ{2,}|ه{2,}|(?:हा){2,}|(?:हे){2,}|(?:ха){2,}х*"
)
SAID_IN_PASSING = """
yes yeah yeh yea yep yup no nope nah ok okay so oh wow omg lmao rofl hey hi hello hmm well right sure please um uh eh yo
huh heh hah whoa woah ugh omo aw aww yikes yay bruh wtf wth sheesh jeez geez oops
sí si vale venga hola adiós uf ay
ja nein doch hallo tschüss naja tja ach
oui non bonjour salut bah ben bon hein ouais euh
sim não olá tchau né tá oi
ciao beh boh mah vabbè
うん はい いいえ ねえ おはよう
نعم لا أهلا مرحبا آه
हाँ हां नहीं जी अरे वाह नमस्ते
"""
# Words that say nothing until one knows what they are said of. A sentence of these alone is no point of anybody's.
SAID_OF_ANYTHING = """
the and but for nor yet with without from into onto over under about after before again also than then that this these those
there here where when why how what which who whom whose she her hers him his they them their theirs you your yours our ours its
itself myself yourself himself herself themselves ourselves are was were been being has had have having does did doing done don
can could will would shall should may might must ought not never none nobody nothing now just only very really quite too much
many more most some any all both each every other another such same even still ever always maybe perhaps actually basically
literally totally exactly absolutely definitely certainly probably surely honestly seriously clearly obviously well way thing
things something anything everything stuff lot lots bit kind sort one ones two first last next know knew known think thought
thinks guess mean means meant say says said saying tell told talk talking see saw seen look looks looking get gets got getting
give gives gave given take takes took taken make makes made making come comes came coming go goes going gone went let
lets put keep
keeps kept try tried want wants wanted need needs needed like likes liked feel feels felt believe agree agreed disagree hope
wish wait happen happens happened thanks thank thankyou please sorry welcome congratulations congrats bless guys guy man bro
dude people someone somebody anyone anybody everyone everybody yes yeah yep nope okay wow omg lol lmao lmfao haha damn god gosh
hell fuck fucking fucked shit ass hey hello bye morning night today tomorrow yesterday day days time times already soon later
ago true right sure cool nice fine back out off down away because though although while until since else instead rather
forever babe babes bestie besties
completely fully entirely fair point check edit holy crap heck
monday tuesday wednesday thursday friday saturday sunday january february april june july september october november december
gmt utc via
knows thats part parts depends depend source sources link links below typo typos clarify clarified clarification cheers appreciate
appreciated answer answers reply replies comment comments question questions idea ideas interesting actual spoiler spoilers alert
sir mate mates buddy folks period dammit damnit
almost enough able idk tbh imo gonna wanna gotta ain aint isn aren wasn weren won didn doesn couldn wouldn shouldn haven hasn
hadn
que los las del una uno unos unas por para con como pero más muy esto eso ese esa esos esas este esta estos estas aquí
ahí allí está
están fue hace hacer hecho así tanto todo toda todos todas nada algo alguien nadie siempre nunca también tampoco cuando
donde dónde
quien quién qué cómo cuál porque pues entonces ahora hoy ayer mañana bueno bien vale claro verdad cierto digo dicen
decir sabe creo creer
parece tengo tiene tienen tener quiero quiere puede pueden puedo poder gente cosa cosas acuerdo igual mismo misma cada
otro otra ellos lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre
octubre noviembre diciembre
ellas usted ustedes nosotros muchas muchos mucho mucha gracias hola
uns umas dos das nas pelo pela pra com mas mais muito muita muitos isso isto esse essa aquele aquela aqui ali estão foi
são tem têm ter
fazer feito assim tão tudo alguém ninguém sempre também quando onde quem qual então agora hoje ontem amanhã bom bem
verdade certo diz
dizer sei acho tenho quero quer pode posso coisa coisas mesmo mesma outra eles elas você vocês nós meu minha seu
sua obrigado terça sexta feira janeiro fevereiro março maio junho julho setembro outubro dezembro
obrigada parabéns
les des une est sont était être pas dans avec sans mais comme très bien bon cela ceci cet cette ces ici fait faire dit
toute tous toutes
rien quelque quelqu personne toujours jamais aussi quand qui quoi pourquoi parce alors donc maintenant
aujourd hier demain
vrai vraiment sais sait crois pense peut peux veux veut faut gens même autre chaque nous vous ils elles elle leur leurs
merci bonjour salut lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
septembre octobre novembre décembre
der das dem ein eine einen einem einer und oder aber nicht kein keine von zum zur bei für auf nach über unter vor ist
sind waren wird
werden wurde haben hatte habe hast kann können könnte muss müssen soll sollte wollen würde mehr sehr nur noch schon auch
dann denn doch
eben ganz immer nie wieder hier dort jetzt heute gestern morgen alles etwas nichts jemand niemand wenn wann wie warum
wer wem welche
welcher dieser diese dieses diesem jeder jede sich mich dich uns euch ihm ihn ihr ihre ihren sein seine mein meine dein
deine unser
wirklich genau richtig stimmt klar nein danke bitte hallo leute sache sachen dinge glaube denke finde weiß sagen sagt
gesagt machen macht
gemacht gehen geht montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz juni juli oktober dezember
che gli dei della delle dello degli nel nella tra non più molto questo questa questi queste quello quella quelli qui qua
sono essere stato
stata fatto così tutto tutta tutti tutte niente nulla qualcosa qualcuno nessuno sempre mai anche ancora quando dove chi
perché quindi allora
adesso ora oggi ieri domani vero davvero bene dico detto sai penso hai abbiamo hanno avere può possono posso vuole
voglio cose ogni altro
altra lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre
loro lui lei voi noi mio tuo tua suo sua grazie prego ciao
هذا هذه ذلك تلك هو هي هم نحن أنا انا أنت انت إلى الى على عن من في مع كل شيء كان كانت يكون ليس ماذا كيف متى أين لماذا ليش
لان لأن ثم
لكن ولكن أيضا جدا فقط الآن اليوم أمس غدا هنا هناك نعم والله يعني أعرف اعرف قال يقول شكرا شكراً مرحبا أهلا السلام عليكم
الله أحد بعض
الذي التي كثير كثيرا صحيح طبعا
यह वह इसे उसे इसका उसका मैं मुझे मेरा मेरी मेरे हमें आप आपका आपको तुम तुम्हें क्या क्यों कैसे कहाँ कौन कोई कुछ सब सभी
बहुत और लेकिन मगर
में है हैं था थी थे होता होती गया गई गए करना करो किया करते रहा रही रहे नहीं हाँ अब आज कल यहाँ वहाँ बात बातें पता लगता लगा चाहिए
सकता सकते अच्छा ठीक सही सच धन्यवाद शुक्रिया नमस्ते
"""
# What stands in a name and between names.
JOINING = """
the a an and of on in at by from vs v versus aka
la le el las los lo de del y e en
les l d du des et
o os as do da dos das em
der die das den und im auf
il gli i di della dei su
"""
# Greetings, thanks and addresses without a scheme say nothing of the moment either; "thanks to the referee" does.
THANKS = (
    r"(?:many |big )?thank(?!s to\b)[^.!?]*",
    r"(?:obrigad|danke)\w*[^.!?]*",
    r"gracias(?! al?\b(?! (?:todos|todas|ti|vosotros|ustedes|dios)\b))\w*[^.!?]*",
    r"merci(?! (?:à|au|aux)\b(?! (?:tous|toutes|toi|vous)\b))\w*[^.!?]*",
    r"grazie(?! a\w*\b(?! (?:tutti|tutte|te|voi|dio)\b))\w*[^.!?]*",
)
OPENED = "|".join(SAID_IN_PASSING.split())
GREETINGS = (
    rf"^\W*(?:(?>(?:{LAUGHS}|{OPENED}|besties?)(?!\w)|\w+,)\W+){{0,3}}(?:{'|'.join(THANKS)})",  # what is read is not read again
    r"\b(?:good|happy|great|lovely|nice|wonderful) (?:\w+ )?(?:morning|evening|afternoon|night|day|weekend|luck|birthday|year)\b",
    r"\bhave (?:a|an) (?:\w+ ){1,3}(?:day|one|night|time|week|weekend|trip|rest)\b",
    r"\b(?:no|without) words\b|\bpretty much\b|\bmy bad\b|\b(?:good|great|valid|solid) (?:points?|questions?|answers?|catch)\b",
    r"\b(?:good|nice|great|lovely) to (?:see|meet|have) you\b|\blove (?:you|u|ya)\b|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*",
)
# They are looked for only where one of these stands: most sentences have none, and the patterns are slow to say so.
HINTS = (
    *("thank", "obrigad", "danke", "gracias", "merci", "grazie", "good ", "happy ", "great ", "lovely ", "nice ", "wonderful "),
    *("have a", " words", "pretty much", "my bad", "valid ", "solid ", "love ", "/"),
)
HINTS_ABROAD = (
    "buen",
    "buon",
    "bom dia",
    "boa ",
    "feliz",
    "amo",
    "bon",
    "joyeux",
    "aime",
    "gute",
    "glück",
    "liebe dich",
    "auguri",
    "palabras",
    "palavras",
    "mots",
    "worte",
    "parole",
)
GREETINGS_ABROAD = (
    r"\b(?:buenos días|buenas (?:tardes|noches)|feliz (?:cumpleaños|año|navidad|aniversário|ano|natal|día|dia)|te amo|"
    r"bom dia|boa (?:tarde|noite)|bonsoir|bonne (?:nuit|journée|soirée|année)|(?:bon|joyeux) anniversaire|je t['’]aime|"
    r"guten (?:morgen|tag|abend)|gute nacht|alles gute|herzlichen glückwunsch|ich liebe dich|"
    r"buon(?:giorno|asera|anotte| compleanno| anno)|tanti auguri|ti amo|"
    r"sin palabras|sem palavras|(?:pas|plus) de mots|(?:keine|ohne) worte|senza parole)\b"
)
GREETINGS_CASELESS = (
    r"^\W*(?:شكر|مبروك|धन्यवाद|शुक्रिया)[^.!?؟।]*|صباح الخير|مساء الخير|السلام عليكم|सुप्रभात|शुभ (?:रात्रि|प्रभात)|जन्मदिन मुबारक|"
    r"(?:بلا|بدون) كلمات|(?:कोई )?शब्द नहीं"
)
# What Japanese and Chinese sentences may consist of and say nothing; nothing else separates their words.
UNSPACED_TALK = (
    r"ありがと(?:う|ー)?(?:ございま(?:す|した))?|おはよ(?:う|ー)?(?:ございます)?|こんにちは|こんばんは|おやすみ(?:なさい)?|おめでとう?(?:ございます)?|"
    r"お疲れ(?:様|さま)?(?:です|でした)?|よろしく(?:お願い(?:します|いたします))?|そう(?:です|だ)|それな|わかる|なるほど|(?:これ|それ|あれ)(?:は|が|も|って)?|"
    r"本当|ほんと|マジ|まじ|やばい|ヤバい|すごい|すげ[えー]|うん|はい|[wｗ草笑]+|です|ます|[ねよなにで]|谢谢|謝謝|哈{2,}|好的|早上好|晚安|言葉(?:が|に)?(?:出ない|なら?ない)"
)
# What hangs on something said before: conjunctions and pronouns.
HANGING_BY_LANGUAGE = (
    r"and|but|or|so|because|cause|also|then|which|it|its|it's|they|he|she|this|that|these|those|them|his|her|yes|no",
    r"y|pero|porque|también|entonces|eso|esto|ellos|ellas|así que|pues|es(?! gibt)",
    r"e(?=\s)|mas|também|então|isso|isto|ele|ela|eles|elas|ou",
    r"et|mais|donc|parce|aussi|alors|ça|cela|c['’]est|c['’]était|il(?! (?:y a|faut)\b)|elle|ils|elles",
    r"und|aber|oder|weil|auch|dann|er(?= (?:ist|war|hat|kann|soll)\b)|sie",
    r"das(?= (?:ist|war|wäre|hat|kann|geht|stimmt|macht|heißt|wird|sollte|muss)\b)",
    r"ma(?= (?:non|se|che|è|io|il|la)\b)|perché|anche|quindi|ciò|lui|lei|loro|quest[oa](?= (?:è|era|non)\b)",
    r"هذا(?!\s+ال)|هذه(?!\s+ال)|ذلك|تلك|هو|هي|هم|لكن|ولكن|لأن|ثم|نعم",
    r"यह|ये|वह|वो|और|लेकिन|मगर|क्योंकि|तो|फिर|हाँ",
)
HANGING = "|".join(HANGING_BY_LANGUAGE)
HANGING_UNSPACED = (
    r"(?:これ|それ|あれ)(?:は|が|も|って|を)|でも|だから|しかし|そして|だって|けど|彼女?(?:は|が|も)|但是|因为|所以|这"
)
