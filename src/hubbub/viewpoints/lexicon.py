"""Words that praise, fault or turn a claim round, by language, the emoji that do, and what denies nothing (`models.negators`).

Closed lists, short on purpose: only what means it in nearly any debate. A word that means something else in another of our
languages is left out.
"""

# Before these, "personne" is a person, not nobody.
DETERMINING = """
une la cette chaque quelle autre première seule par toute même ma ta sa bonne jeune dernière
"""
# Function words, by language.
ENGLISH_FUNCTION = """
the is are was were it this that and of to you they we he she with for have has be my your what who will would can do so
but in i
"""
SPANISH_FUNCTION = """
el la los las es que y un una en de del al por para con se lo su está fue muy pero más me te mi yo ya esto eso ese este
hay como si
"""
PORTUGUESE_FUNCTION = """
o os as é que e um uma em de do da dos das na pelo por para com se eu ele ela você foi muito mas mais isso esse tem está
ao meu vou
"""
FRENCH_FUNCTION = """
le la les est que et un une des du de en dans pour avec je tu il elle on nous vous ils ce ça se qui sur plus très son sa ma a au
"""
ITALIAN_FUNCTION = """
il lo la gli le i è che e un una di del della in per con si mi ti ci sono ho ha hai ma più questo quello come chi era lui lei
"""
GERMAN_FUNCTION = """
der die das und ist ein eine ich du er sie es wir ihr mit von zu den dem im in auf für sich auch so wie was war hat haben aber
"""
FUNCTION = {
    "en": ENGLISH_FUNCTION,
    "es": SPANISH_FUNCTION,
    "pt": PORTUGUESE_FUNCTION,
    "fr": FRENCH_FUNCTION,
    "it": ITALIAN_FUNCTION,
    "de": GERMAN_FUNCTION,
}
# What denies nothing: set phrases (not only, no doubt, why not, can't wait), tags.
EMPTY = (
    r"https?://\S+|@\w+",  # links and names are no words
    r"no\.\s?\d+|no \d\d+",  # a number: Downing Street's
    r"not only|not just|no doubt|no wonder|why not|no matter|can(?:['’]?t|not| not) wait|couldn['’]?t agree more",
    r"no s[oó]lo|no solamente|sin duda|c[oó]mo no|por qu[eé] no|nada m[aá]s|sin embargo|no obstante|no veo la hora",
    r"n[aã]o s[oó]|n[aã]o apenas|n[aã]o somente|sem d[uú]vida|por que n[aã]o|n[aã]o vejo a hora|n[aã]o é(?=\s*\?)",
    r"pas seulement|non seulement|sans(?: aucun)? doute|pourquoi pas|rien que|pas mal|n['’]est[- ]ce pas|pas à pas",
    r"non solo|senza dubbio|perché no|come mai|niente male|non vedo l['’]ora|non è vero(?=\s*\?)|non[- ]?stop|non-\w+",
    r"nicht nur|(?<=, )nicht wahr(?=\W*$)|warum nicht|kein wunder|(?:kein|ohne) zweifel|ohne frage|nicht zuletzt",
    r"de (?:nada|rien)(?<=^\W*de \w+)(?=\W*$)",  # you are welcome
    r"né(?=\W*$)",  # Portuguese: isn't it?
    r"(?<=[,;]\s?¿?)(?:no|n[aã]o|non|nicht|oder nicht)(?=\s*\?)",
)
EMPTY_ARABIC_HINDI = (
    r"(?:بلا|لا|دون) شك|لا بد|لابد|لا (?:يزال|تزال|زال)|لا سيما",
    r"(?:ليس|ليست|لا) (?:\w+ ){0,2}فقط|(?:لا|لم|لن|ليس) (?:\w+ ){1,3}إلا",
    r"ही नहीं(?=,| बल्कि)|न केवल|न सिर्फ|क्यों नहीं|क्यों न|नहीं तो|(?:है|हैं|था|थी|थे) (?:न|ना)(?=\W*$)",
    r"(?:मेरा|मेरे|हमारा|उनका|का|बहु|एक) मत|मत (?:है|दिया|डाला|से)",
    r"(?<=[,،;؛]\s?)(?:नहीं|لا|ना|न)(?=\s*[?؟])",
)
# Plain words of praise and of fault, English first. Words that praise in one debate and fault in another are left out.
PRAISING = """
love loved loves loving lovely beautiful great greatest amazing awesome excellent perfect perfectly wonderful brilliant
fantastic
best superb incredible masterpiece favorite favourite gorgeous enjoy enjoyed enjoying happy glad proud thank thanks good nice
fun fabulous outstanding magnificent legend legendary talented genius adorable cute stunning delightful impressive
earned deserved
amo encanta encantó encantan hermosa hermoso genial excelente mejor perfecto perfecta buena bueno buenos buenas linda
lindo maravillosa
maravilloso increíble feliz precioso preciosa bonito bonita fantástico espectacular merecido merecida estupendo orgullo gracias
adoro ótimo ótima melhor incrível bom boa bons super maravilhoso maravilhosa perfeito perfeita sensacional brilhante espetacular
orgulho obrigado obrigada
aime adore magnifique génial géniale meilleur meilleure parfait parfaite superbe formidable incroyable heureux heureuse
merveilleux
merveilleuse fière merci excellente
liebe tolle toller schön schöne schöner beste bester besten gute guter gutes wunderbar großartig großartige
hervorragend perfekt
perfekte ausgezeichnet herrlich fantastisch stolz glücklich danke
bellissimo bellissima bellissimi bello ottimo ottima migliore fantastica meraviglioso meravigliosa stupendo stupenda
splendido splendida
perfetto perfetta bravissimo bravissima eccellente geniale incredibile felice fiero grazie
अच्छा अच्छी अच्छे बढिया शानदार सुंदर सुन्दर बेहतरीन कमाल जबरदस्त लाजवाब प्यारा प्यारी मजेदार उत्तम खूबसूरत धन्यवाद
शुक्रिया बधाई गर्व
"""
FAULTING = """
hate hated hates hating awful terrible horrible worst worse bad badly trash garbage rubbish crap crappy shit shitty boring bored
disappointed disappointing disappointment stupid dumb pathetic disgusting disgrace disgraceful ridiculous lame sucks suck
sucked ruined ruins ruin fail failed failure waste wasted ugly annoying annoyed overrated cringe mediocre unwatchable nonsense
shame shameful embarrassing embarrassment joke atrocious abysmal dreadful woeful cheap sloppy lazy poorly
odio odia peor mala malo malísimo malísima pésimo pésima fea feo basura aburrido aburrida asco vergüenza vergonzoso
ridículo ridícula
decepción decepcionante fracaso lamentable patético
odeio pior ruim lixo péssimo péssima horrível terrível chato chata vergonha nojo nojento feio feia decepção
déteste pire nul nulle affreux affreuse mauvais mauvaise honte honteux honteuse pourri pourrie ennuyeux ennuyeuse
ridicule décevant
décevante déçu déçue minable moche dégoûtant
hasse schlecht schlechte schlechter schlimm schrecklich furchtbar furchtbare katastrophal miese mieser langweilig
hässlich peinlich
schande lächerlich enttäuschend enttäuscht dumm blöd widerlich ekelhaft grauenhaft scheiße
pessimo pessima peggio peggiore brutto brutta schifo schifoso orribile terribile noioso noiosa vergogna vergognoso
ridicolo ridicola
deludente delusione deluso delusa scandaloso
बुरा बुरी बुरे खराब बेकार घटिया बकवास शर्मनाक शर्म भयानक नफरत गंदा गंदी निराश निराशाजनक उबाऊ वाहियात
"""
ARAB_PRAISING = """
رائع رائعة جميل جميلة ممتاز ممتازة مذهل مذهلة عظيم عظيمة أفضل افضل أحب احب أجمل اجمل مبدع مبدعة شكرا مبروك حلو حلوة
مثالي جيد جيدة
"""
ARAB_FAULTING = """
سيئ سيئة سيء أسوأ اسوأ فاشل فاشلة فظيع فظيعة ممل مملة قبيح قبيحة مقرف مخجل كريه أكره اكره حقير تافه تافهة رديء رديئة
زبالة قمامة فضيحة
"""
LED, ENDS = ("", "ال", "و", "وال", "ف"), ("", "ا")  # what Arabic writes onto a word: the, and; an object's ending
# Stems: Japanese is searched, longest first.
JAPANESE_PRAISING = """
素晴らし すばらし 面白 おもしろ 美し 可愛 かわい 楽し 嬉し うれし 素敵 大好き 好き 最高 感動 完璧 見事 神回 天才 綺麗
きれい 良かった よかった ありがと おめでとう
"""
JAPANESE_FAULTING = """
最悪 最低 大嫌い 嫌い ひどい ひどすぎ 酷い 酷すぎ つまらな くだらな 退屈 残念 がっかり 気持ち悪 きもい キモい 下手 ダサ
クソ ゴミ うざい ウザ むかつ ムカつ 不快 失望 駄作
"""
# Emoji Sentiment Ranking 1.0 (Kralj Novak et al. 2015, doi:10.1371/journal.pone.0144296), of at least 250 tweets: love and
# applause of a score of .5 or more; disapproval that stands in negative tweets at least half of the time. Neither are 😂 (.22),
# 🙏 (.42), 🔥 (.14), 💩 (-.12); 🤮 is younger than the ranking.
EMOJI_PRAISING = "❤♥♡😍😘😻💕💖💗💙💚💛💜💞💘💓👏👍"
EMOJI_FAULTING = "👎😠😡😒"
# Words that turn a claim round when one stands where the other stood. Neither may stand in both sentences.
TURNING = """
right/wrong safe/dangerous more/less better/worse best/worst increase/decrease increases/decreases improve/worsen
improves/worsens help/hurt helps/hurts help/harm helps/harms good/bad great/awful perfect/terrible brilliant/dreadful
fair/unfair true/false higher/lower high/low up/down always/never everyone/nobody everybody/nobody all/none win/lose won/lost
winner/loser love/hate loved/hated loves/hates like/dislike support/oppose supports/opposes agree/disagree allow/ban
allowed/banned keep/abolish kept/abolished stay/leave stay/resign early/late easy/hard cheap/expensive rich/poor free/paid
legal/illegal moral/immoral guilty/innocent interesting/boring exciting/boring funny/unfunny beautiful/ugly
necessary/unnecessary useful/useless saved/ruined saves/ruins success/failure healthy/unhealthy protects/endangers accept/reject
accepted/rejected truth/lies lied/truth with/without before/after first/last old/new young/old
bueno/malo buena/mala mejor/peor más/menos seguro/peligroso segura/peligrosa justo/injusto todos/nadie siempre/nunca
con/sin caro/barato
culpable/inocente legal/ilegal fácil/difícil antes/después abrir/cerrar verdad/mentira necesario/innecesario útil/inútil
bom/ruim boa/ruim melhor/pior mais/menos segura/perigosa seguro/perigoso justo/injusto todos/ninguém sempre/nunca
com/sem caro/barato
culpado/inocente fácil/difícil antes/depois abrir/fechar verdade/mentira necessário/desnecessário útil/inútil
bon/mauvais bonne/mauvaise meilleur/pire meilleure/pire plus/moins sûr/dangereux juste/injuste toujours/jamais avec/sans
coupable/innocent
légal/illégal facile/difficile avant/après ouvrir/fermer vrai/faux utile/inutile nécessaire/inutile
gut/schlecht gute/schlechte besser/schlechter mehr/weniger sicher/gefährlich gerecht/ungerecht fair/unfair alle/niemand
immer/nie mit/ohne
teuer/billig schuldig/unschuldig legal/illegal leicht/schwer vorher/nachher öffnen/schließen richtig/falsch
nötig/unnötig nützlich/nutzlos
buono/cattivo buona/cattiva migliore/peggiore meglio/peggio più/meno sicuro/pericoloso giusto/sbagliato giusto/ingiusto
tutti/nessuno
sempre/mai con/senza caro/economico colpevole/innocente legale/illegale facile/difficile prima/dopo aprire/chiudere
vero/falso utile/inutile
安全/危険 賛成/反対 必要/不要 正/間違 有罪/無罪 合法/違法 増/減 上/下 高/安 高/低 勝/負 前/後 公平/不公平 最高/最低
最高/最悪 開/閉
آمن/خطير أفضل/أسوأ أكثر/أقل صحيح/خاطئ عادل/ظالم دائما/أبدا مع/بدون مع/ضد قبل/بعد سهل/صعب بريء/مذنب فتح/إغلاق جيد/سيئ نعم/لا
अच्छा/बुरा अच्छी/बुरी अच्छे/बुरे सही/गलत सुरक्षित/खतरनाक ज्यादा/कम हमेशा/कभी आसान/मुश्किल पहले/बाद सच/झूठ महंगा/सस्ता
दोषी/निर्दोष खोलो/बंद
"""
