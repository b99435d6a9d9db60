"""What tells a sentence of experience or of feeling, by language: closed lists, short on purpose.

Texts come in lower case, without accents that may be left out (`kinds.bare`). In a pattern `{kin}` stands for one's own people
(`KIN`) and `~` for up to six words of the same clause.
"""

KIN = {
    "en": """brother sister mother mom mum mam father dad grandmother grandma nan gran grandfather grandpa grandad granddad
granddaughter son daughter wife husband aunt uncle cousin niece nephew friend neighbour neighbor family parents kids
children grandparents roommate flatmate boyfriend girlfriend colleague coworker sons daughters brothers sisters cousins friends
neighbours neighbors fiancé fiancée partner in-laws""",
    "es": """hermano hermana madre mamá padre papá abuela abuelo hijo hija esposa esposo mujer marido tía tío prima primo sobrino
sobrina amigo amiga vecino vecina familia novio novia compañero compañera padres hijos abuelos""",
    "pt": """irmão irmã mãe pai avó avô vó vô filho filha esposa esposo mulher marido tia tio prima primo sobrinho sobrinha amigo
amiga vizinho vizinha família namorado namorada colega pais filhos avós""",
    "fr": """frère sœur soeur mère maman père papa grand-mère grand-père mamie papi fils fille femme mari tante oncle cousin
cousine neveu nièce ami amie voisin voisine famille copain copine collègue parents enfants grands-parents""",
    "de": """bruder schwester mutter mama vater papa oma opa großmutter großvater sohn tochter frau mann tante onkel cousin
cousine neffe nichte freund freundin nachbar nachbarin familie kollege kollegin eltern kinder großeltern""",
    "it": """fratello sorella madre mamma padre papà babbo nonna nonno figlio figlia moglie marito zia zio cugina cugino nipote
amico amica vicino vicina famiglia ragazzo ragazza collega""",
    "ar": """أخي أختي أمي أبي والدي والدتي جدي جدتي ابني ابنتي زوجي زوجتي عمي عمتي
خالي خالتي صديقي صديقتي جاري عائلتي اخي اختي امي ابي""",
    "hi": """भाई बहन माँ मां पिता पिताजी पापा दादी दादा नानी नाना बेटा बेटी पत्नी पति चाचा चाची मामा मौसी दोस्त पड़ोसी परिवार""",
}
# The writer's own past, or what was done to them. No verbs of watching, reading or listening: what follows them is a review.
TESTIMONY = {
    "en": (
        r"(?:i|we)(?: (?:also|once|actually|just|both|all|personally|even|then|still))?(?:'ve| have|'d|"
        r" had)? (?:lived(?! by)|worked|grew up|used to (?:live|work|go|walk|drive|take|be|play|have|visit|eat|own)|"
        r"volunteered|served (?:in|on|at|with)|attended|witnessed (?:it|the|an?|my|his|her|him|them)|survived|studied|"
        r"taught at|moved (?:to|from|out|here|there|away)|stayed|slept|woke up|fled|escaped|walked|drove|ran (?:out|home|to|"
        r"from)|queued|met (?:my|him|her|them|an?)|visited|went (?:to|there|home|down|back|through)|came home|called (?:my|"
        r"911|112|999|the (?:police|cops|ambulance|hospital)|an ambulance)|carried|buried|evacuated|broke (?:my|our)|"
        r"lost (?:my|our) (?:{kin}|house|home|job|baby|dog|cat|leg|sight|hearing|flat|apartment|business|savings|car)|"
        r"had (?:covid|surgery|cancer|an accident|a (?:stroke|miscarriage|heart attack))|had to (?:carry|leave|wait|walk|run|"
        r"move|sell|bring|call|go|quit|evacuate|bury|flee|sleep)|got (?:sick|hurt|fired|evicted|laid off|stuck|covid|"
        r"arrested|mugged|divorced|married)|sat next to|stood (?:next|in (?:line|the)|at the|outside))|"
        r"i was (?:there|at the|at (?:work|school|home)|born|raised (?:in|by|here|there)|fired|evicted|present when|"
        r"(?:working|living|standing|sitting|walking|driving|sleeping|staying|stationed|deployed|in (?:the )?(?:army|navy|"
        r"hospital|crowd|room|building|stadium|house|car))|on (?:the|that) (?:bus|train|plane|bridge|ferry|metro|flight))|"
        r"we were (?:there|evicted|evacuated|trapped|stuck|living|working|sitting|standing|staying)|"
        r"(?:i|we)(?:'ve| have) been (?:living|working|driving|going|taking|using|teaching|to|in|at|there)|"
        r"(?:waited|queued|stood) ~(?:hours?|minutes?|rain|line|queue|cold|snow)|"
        r"i heard (?:the|an?) (?:explosion|bang|shots?|gunshots?|sirens?|screams?|crash|alarm)|"
        r"(?:saw|watched) ~(?:with my own (?:two )?eyes|from my|in person)|"
        r"from (?:my|our) (?:window|kitchen|balcony|bedroom|house|flat|apartment|room|roof|garden|yard|office)|"
        r"(?:my|our) (?:{kin}) (?:was|were) (?:on|in|at|there|killed|born|shot|hurt|injured|deployed|diagnosed|evicted|fired|"
        r"with me)|"
        r"(?:my|our) (?:{kin}) (?:lost (?:her|his|their|a)|lived|worked|works at|died|passed away|had (?:a|an|cancer|covid)|"
        r"served|survived|grew up|used to|took me|fled|drowned)|"
        r"(?:evicted|arrested|fired|kicked|threw|sent|turned) (?:us|me) ~(?:out|home|away|with|from|at|after|because|for)|"
        r"(?:saw|had|lived|went|got|did|used to|remember|moved|took|visited|came) ~when i was (?:an? (?:kid|child|teenager|"
        r"student|boy|girl)|\d+|little|young|pregnant|in (?:school|college|the))|"
        r"(?:my|our) (?:street|house|home|village|flat|apartment|basement|garden|school|roof|building|shop) (?:was|were|got|"
        r"had no|lost|flooded|burned|burnt|collapsed|shook|filled)|"
        r"(?:i|we) (?:rang|phoned|emailed|wrote to|reported) ~(?:council|police|city|landlord|school|hospital|hotline|"
        r"insurance|mayor)|"
        r"(?:my|our) (?:{kin}) (?:drove|ran|taught|built|broke (?:her|his)|fell|heard|saw|waited|walked|bought|sold|fought|"
        r"opened|emigrated|was taken|were taken)|"
        r"they (?:took|sent|moved|kept) (?:my|our) (?:{kin}|baby|child|newborn)"
    ),
    "es": (
        r"(?:yo )?(?:estuve|estuvimos|estábamos) (?:allí|ahí|aquí|en|esa|ese|presente|dos|tres)|yo (?:estaba|vivía|"
        r"trabajaba)|"
        r"(?<=^[^\p{L}]*)(?:vivía|trabajaba|estaba) (?:a|en|allí|ahí|cerca|al lado)|"
        r"viví (?:a|en|allí|cerca|al lado|toda|muchos|\w+ años)|vivimos (?:allí|cerca)|trabajé|crecí|nací|sobreviví|"
        r"presencié|me crié|estudié en|"
        r"perdí a? ?mi|perdimos (?:a|la casa|nuestra)|(?:esperé|esperamos|hice cola) ~(?:horas?|minutos?|lluvia|frío|cola)|"
        r"(?:oí|oímos|escuché) (?:la|el|las|los|una|un|unos) (?:explosi\w+|disparos?|gritos?|sirenas?|ruidos?|golpes?)|"
        r"vi ~con mis propios ojos|"
        r"desde mi (?:ventana|cocina|balcón|casa|cuarto|terraza|piso|oficina)|"
        r"(?:mi|mis|nuestra|nuestro) (?:{kin}) (?:iba|iban|estaba|estaban|estuvo|perdió|perdieron|murió|falleció|trabajaba|"
        r"vivía|sobrevivió)|"
        r"tuv(?:e|imos) que (?:bajar|subir|salir|irme|irnos|huir|cargar|llevar|esperar|caminar|dormir|vender|dejar|llamar)|"
        r"llev(?:o|amos) (?:\w+ ){1,3}(?:años|meses|días|horas) (?!esperando est)\w+[aei]ndo|cuando (?:yo )?era (?:niñ|"
        r"pequeñ|chic|joven)\w*|"
        r"(?:nos|me) (?:echaron|desalojaron|desahuciaron|evacuaron|despidieron|atropellaron|operaron|detuvieron)|"
        r"(?:mi|nuestra|nuestro) (?:calle|casa|pueblo|barrio|edificio|escuela|piso|garaje|tienda) (?:quedó|estaba|estuvo|"
        r"se inundó|ardió|tembló|se quemó)|"
        r"llam(?:é|amos) ~(?:ayuntamiento|policía|bomberos|ambulancia|hospital|emergencias)|se llevaron a (?:mi|mis|"
        r"nuestr[oa])|"
        r"(?:mi|mis|nuestro|nuestra) (?:{kin}) (?:condujo|conducía|trabajó|luchó|construyó|emigró|nació|vivió|estudió|cayó|"
        r"esperó|vendió|oyó)"
    ),
    "pt": (
        r"eu (?:estava|morava|trabalhava|vivia)(?! pensando| torcendo| esperando| a favor| contra)|estive (?:lá|ali|em|no|na)|"
        r"(?<=^[^\p{L}]*)(?:morava|trabalhava|estava) (?:a|em|no|na|lá|ali|perto|ao lado)|"
        r"morei|trabalhei|cresci|nasci (?:em|no|na|lá)|sobrevivi|presenciei|estudei (?:em|no|na)|"
        r"perdi (?:meu|minha|meus|minhas)|perdemos (?:a casa|nossa)|(?:esperei|esperamos) ~(?:horas?|minutos?|chuva|frio|"
        r"fila)|"
        r"(?:ouvi|ouvimos|escutei) (?:a|o|as|os|uma|um|uns) (?:explos\w+|tiros?|gritos?|sirenes?|barulhos?|estrondos?)|"
        r"vi ~com meus próprios olhos|"
        r"da (?:minha|nossa) (?:janela|cozinha|varanda|casa|sacada)|"
        r"(?:meu|minha|meus|minhas|nosso|nossa) (?:{kin}) (?:estava|estavam|esteve|perdeu|perderam|morreu|faleceu|trabalhava|"
        r"morava|sobreviveu)|"
        r"tiv(?:e|emos) que (?:carregar|descer|subir|sair|ir|fugir|levar|esperar|andar|dormir|vender|deixar|chamar)|"
        r"(?:passo|moro|trabalho|vivo|dirijo) ~(?:há|faz|desde)|quando eu era (?:criança|pequen[ao]|jovem|menin[ao])|"
        r"(?:nos|me) (?:despejaram|expulsaram|demitiram|evacuaram|atropelaram|operaram|prenderam)|"
        r"(?:minha|nossa|meu|nosso) (?:rua|casa|bairro|prédio|escola|vila|loja|garagem) (?:ficou|estava|alagou|pegou fogo|"
        r"desabou|tremeu)|"
        r"(?:liguei|ligamos) ~(?:prefeitura|polícia|bombeiros|ambulância|hospital|samu)|levaram (?:meu|minha|nosso|nossa)|"
        r"(?:meu|minha|nosso|nossa) (?:{kin}) (?:dirigiu|dirigia|trabalhou|lutou|construiu|emigrou|nasceu|viveu|estudou|caiu|"
        r"vendeu|ouviu)"
    ),
    "fr": (
        r"j'étais (?:là|à|au|aux|dans|sur|en|présente?|chez|devant)|nous étions (?:là|à|au|dans|sur)|on était (?:là|dans|au|"
        r"sur)|"
        r"(?:j'|on |nous )(?:habitais|habitait|habitions|habite depuis)|je (?:vivais|travaillais|vis|travaille ~depuis|"
        r"suis né)|je prends ~depuis|"
        r"(?:j'ai|nous avons|on a) (?:travaillé|vécu|grandi|survécu|dormi|habité|étudié|enterré)|"
        r"(?:j'ai|nous avons|on a) (?:attendu ~(?:heures?|minutes?|pluie|froid|queue)|perdu (?:mon|ma|mes|notre))|"
        r"(?:j'ai|nous avons|on a) entendu (?:l'|la |le |les |une? |des )(?:explosions?|tirs?|coups?|cris?|sirènes?|bruits?)|"
        r"j'ai vu ~de mes (?:propres )?yeux|"
        r"(?:j'ai|on a|nous avons) dû (?:porter|descendre|monter|sortir|partir|fuir|attendre|marcher|dormir|vendre|quitter|"
        r"appeler)|"
        r"(?:depuis|de) ma (?:fenêtre|cuisine|chambre|terrasse)|depuis mon (?:balcon|appartement|bureau)|"
        r"(?:mon|ma|mes|notre|nos) (?:{kin}) (?:était|étaient|a perdu|ont perdu|est morte?|sont morts|travaillait|habitait|"
        r"vivait|a survécu|est décédée?)|"
        r"quand j'étais (?:petite?|enfant|jeune|gamine?|ado|étudiante?)|"
        r"ils (?:nous|m')(?: ont|ont) (?:expulsé|viré|évacué|licencié|mis dehors|arrêté)(?:e|s|es)?|"
        r"(?:ma|mon|notre) (?:rue|maison|village|quartier|immeuble|école|cave|boutique) (?:était|a été|a brûlé|a tremblé|"
        r"s'est effondrée?)|"
        r"(?:j'ai|nous avons|on a) appelé ~(?:mairie|police|pompiers|ambulance|hôpital|samu|urgences)|ils ont emmené (?:mon|"
        r"ma|mes|notre)|"
        r"(?:mon|ma|mes|notre|nos) (?:{kin}) (?:conduisait|a conduit|a travaillé|a construit|a émigré|est née?|a vécu|"
        r"est tombée?|a attendu|a vendu|a entendu)"
    ),
    "de": (
        r"(?:ich|wir) war(?:en)? ~(?:dort|dabei|vor ort|im krankenhaus|im stadion|im zug|im bus)|ich war ~als (?:kind|"
        r"schüler|student)\w*|"
        r"(?:ich|wir) (?:habe|hab|haben) ~(?:gewohnt|gearbeitet|gelebt|überlebt|miterlebt|studiert|übernachtet|geschlafen)|"
        r"(?:ich|wir) (?:habe|hab|haben) ~(?:stunden?|minuten|regen|kälte|schlange) gewartet|(?:habe|haben|"
        r"hab) ~mit eigenen augen|"
        r"(?:ich|wir) (?:habe|hab|haben) (?:dabei |damals |dort )?(?:meine?n?|unsere?n?) ~verloren|ich (?:wohnte|arbeitete|"
        r"lebte)|"
        r"(?:ich|wir) (?:hörten?|habe|haben) ~(?:explosion\w*|schüsse|schreie|sirenen?|knall)|aus meine[mr] (?:fenster|küche|"
        r"wohnung|balkon)|"
        r"(?:ich|wir) muss?ten? ~(?:tragen|\w+tragen|warten|fliehen|raus|laufen|schlafen|verkaufen|verlassen|ausziehen)|"
        r"(?:meine?|unsere?) (?:{kin}) (?:saß(?:en)?|war(?:en)? (?:in|im|auf|dort|dabei)|starb(?:en)?|lag|wohnte|arbeitete|"
        r"(?:hat|haben) ~(?:verloren|gearbeitet|gewohnt|überlebt)|ist ~gestorben)|"
        r"ich (?:fahre|wohne|arbeite|lebe|pendle) ~seit|(?:hat|haben|wurden?) (?:uns|mich|wir|ich) ~(?:geworfen|rausgeworfen|"
        r"evakuiert|gekündigt|verhaftet)|"
        r"(?:meine?|unsere?) (?:straße|haus|wohnung|dorf|keller|schule|laden|auto) (?:stand|war (?:unter|voll|weg|ohne)|"
        r"brannte|bebte|wurde (?:überflutet|geräumt))|"
        r"(?:habe|haben|hab) ~(?:stadt|polizei|feuerwehr|gemeinde|krankenhaus) ~angerufen|(?:haben|hat) (?:mein|meine|meinen|"
        r"unser|unsere) ~(?:gebracht|mitgenommen|verlegt)|"
        r"(?:meine?|unsere?) (?:{kin}) (?:hat ~(?:gefahren|gebaut|gekämpft|gewartet|gehört|verkauft)|fuhr|baute|kämpfte|fiel|"
        r"wartete)"
    ),
    "it": (
        r"io ero (?:lì|là|a(?! favore)|al|in|nel|sul|presente)|(?:ero|eravamo) (?:lì|là|presente|presenti|sul (?:treno|ponte)|"
        r"in ospedale)|"
        r"(?<=^[^\p{L}]*)(?:abitavo|vivevo|lavoravo|abitavamo|vivevamo)|(?:ho|abbiamo) (?:lavorato|vissuto|abitato|dormito|"
        r"studiato a)|sono (?:cresciut|nat|sopravvissut)[oa]|"
        r"(?:ho|abbiamo) (?:aspettato|atteso) ~(?:ore|ora|minuti|pioggia|freddo|fila)|(?:ho|abbiamo) perso (?:il mio|la mia|"
        r"mio|mia|la casa|nostr\w+)|"
        r"(?:ho|abbiamo) sentito (?:l'|la |il |le |gli |i |un |una |degli )(?:esplosion\w+|spar\w+|urla|grid\w+|siren\w+|"
        r"boato|botto)|ho visto ~con i miei occhi|"
        r"(?:ho|abbiamo) dovuto (?:portare|scendere|salire|uscire|andare|fuggire|scappare|aspettare|camminare|dormire|"
        r"vendere|lasciare|chiamare)|"
        r"dall[ao']? ?(?:mia|mio|nostra) (?:finestra|cucina|balcone|casa|terrazza)|quando ero (?:bambin[oa]|piccol[oa]|"
        r"giovane|ragazz[oa])|"
        r"(?:mio|mia|i miei|le mie|nostro|nostra) (?:{kin}) (?:era|erano|ha perso|hanno perso|è mort[oa]|lavorava|viveva|"
        r"abitava|è sopravvissut[oa])|"
        r"(?:faccio|vivo|lavoro|abito|prendo) ~(?:da \w+ (?:anni|mesi)|dal \d+)|(?:ci|mi) hanno (?:sfrattat|evacuat|"
        r"licenziat|arrestat|operat|investit|cacciat)[oaie]|"
        r"(?:la mia|la nostra|il mio|il nostro) (?:strada|casa|paese|quartiere|palazzo|scuola|cantina|negozio) (?:era|"
        r"è (?:crollat|bruciat|andat|finit)[oa]|tremava)|"
        r"(?:ho|abbiamo) chiamato ~(?:comune|polizia|pompieri|ambulanza|ospedale|118)|hanno portato (?:via )?(?:il mio|"
        r"la mia|mio|mia|nostro|nostra)|"
        r"(?:mio|mia|nostro|nostra) (?:{kin}) (?:guidava|ha (?:guidato|lavorato|costruito|lottato|aspettato|venduto|sentito)|"
        r"è (?:nat|cadut|emigrat)[oa])"
    ),
    "ar": (
        r"كنت (?:هناك|أسكن|اسكن|أعيش|اعيش|أعمل|اعمل|طفلا|طفلة|حاضرا|حاضرة|موجودا|نائما)|كنا (?:هناك|نسكن|نعيش|نعمل)|"
        r"(?:عشت|عملت|سكنت|درست|خدمت|نجوت) (?:في|هناك|مع|من|قرب)|(?:انتظرت|انتظرنا) ~(?:ساعات|ساعة|دقائق|المطر|البرد|"
        r"الطابور)|"
        r"(?:سمعت|سمعنا) (?:صوت |دوي )?(?:الانفجار|انفجارا?|الرصاص|الصراخ|صراخا?)|(?:رأيت|رايت|شاهدت) ~بعيني|(?:فقدت|"
        r"فقدنا) (?:{kin}|بيتي|بيتنا|منزلنا|منزلي)|"
        r"(?:اضطررت|اضطررنا) (?:أن|ان|إلى|الى|ل\w+)|(?:{kin}) (?:كان|كانت|كانوا) (?:في|على|هناك|معنا|معي|بين)|"
        r"(?:{kin}) (?:فقدت?|ماتت?|توفيت?|قتل|أصيب|استشهد)|"
        r"من (?:مطبخي|نافذتي|شرفتي|بيتي|شباكي)|(?:أمر|أسكن|أعيش|أعمل|نعيش|نسكن|اسكن|اعيش|اعمل) ~منذ|(?:طردون|أخرجون|هجرون|"
        r"اعتقلون|فصلون)(?:ا|ي)|"
        r"(?:غرق|غرقت|احترق|احترقت|انهار|انهارت|اهتز|اهتزت) (?:شارعنا|بيتنا|بيتي|قريتنا|حينا|منزلنا|مدرستنا)|(?:اتصلت|"
        r"اتصلنا) (?:بالبلدية|بالشرطة|بالإسعاف|بالمستشفى)|(?:{kin}) (?:كان|كانت) (?:يقود|تقود|يعمل|تعمل|يسكن|تسكن|يعيش|تعيش)|"
        r"أخذوا (?:طفلي|طفلتي|ابني|ابنتي|{kin})"
    ),
    "hi": (
        r"(?:मैं|हम) ~(?:वहाँ|वहां|उस \w+ में|दूर|पास|(?<!पक्ष )में) (?:ही )?(?:था|थी|थे|रहता था|रहती थी|रहते थे)|"
        r"मैं ~(?:रहता|रहती|"
        r"काम करता|काम करती|पढ़ता) (?:था|थी)|"
        r"(?:मैंने|हमने) ~(?:काम किया|इंतजार किया|बिताए?|गुजारे?|पढ़ाई की)|(?:मैंने|हमने) ~(?:धमाका|गोलियाँ|गोली|चीखें|चीख|"
        r"शोर) (?:सुना|सुनी|सुनीं)|"
        r"(?:मैंने|हमने) अपनी आँखों से|(?:मैंने|हमने) ~खो (?:दिया|दी)|(?:मेरा|मेरी|मेरे|हमारा|हमारी|हमारे) (?:{kin})(?: ने|"
        r" के| का)? ~(?:था|थी|थे|खो (?:दिया|दी)|मर गया|मर गई|मारा गया|गुजर गए|गुजर गई)|"
        r"(?:हमें|मुझे) ~(?:निकाल दिया|उठाकर|छोडना पडा|भागना पडा|लाना पडा|जाना पडा|बेचना पडा)|मैं ~साल(?:ों)? से ~(?:हूँ|"
        r"हूं)|जब मैं (?:छोटा|छोटी|बच्चा|बच्ची)|"
        r"(?:हमारी|हमारा|मेरी|मेरा|मेरे|हमारे) (?:गली|घर|गाँव|गांव|मोहल्ला|दुकान|स्कूल) ~(?:गई थी|गया था|गए थे|जल गया|"
        r"डूब गया|डूब गई|गिर गया)|"
        r"(?:मैंने|हमने) ~(?:फोन किया|शिकायत की)|(?:मेरा|मेरी|मेरे|हमारे) (?:{kin}) ~(?:चलाते|चलाती|करते|करती|रहते|"
        r"रहती) (?:था|थी|थे)|मेरे बच्चे को ~(?:ले गए|ले गया)"
    ),
}
# One of these stands in whatever the patterns of a language find: the others need not be tried. Arabic goes by its script.
OPENING = {
    "en": "i we my our us me",
    "es": """yo mi mis nuestra nuestro nos me estuve estuvimos estábamos vivía trabajaba estaba viví vivimos trabajé crecí
nací sobreviví presencié estudié perdí perdimos esperé esperamos hice oí oímos escuché vi tuve tuvimos llevo llevamos
llamé llamamos era""",
    "pt": """eu meu minha meus minhas nosso nossa nos me estive morava trabalhava estava morei trabalhei cresci nasci sobrevivi
presenciei estudei perdi perdemos esperei esperamos ouvi ouvimos escutei vi tive tivemos passo moro trabalho vivo
dirijo liguei ligamos""",
    "fr": "je j nous on mon ma mes notre nos m ils",
    "de": "ich wir mein meine meinem meiner unser unsere uns mich",
    "it": """io mio mia miei mie nostro nostra ci mi ero eravamo abitavo vivevo lavoravo abitavamo vivevamo ho abbiamo
sono faccio
vivo lavoro abito prendo""",
    "hi": "मैं हम मैंने हमने मेरा मेरी मेरे हमारा हमारी हमारे हमें मुझे",
}
# Japanese leaves out who; what one did at a place of one's own, or oneself and one's people with a verb of the past.
JAPANESE_TESTIMONY = (
    r"(?:住んで|働いて|勤めて|通って|暮らして|避難して|並んで|待って)(?:い|お)?(?:ました|た|る|ます)|暮らし(?:ました|た)|(?:うちの|家の|実家)[^。]{0,10}(?:沈み|沈んだ|浸水し|流され|燃え|壊れ|"
    r"揺れ)|(?:役所|警察|消防|病院)に[^。]{0,4}(?:電話|連絡|通報)し(?:た|ました)|(?:時間|分)も?(?:待|並)(?:ちました|った|びました|んだ)|"
    r"(?:爆発|銃声|悲鳴|サイレン)[^。]{0,6}聞(?:いた|きました|こえた|こえました)|被災し(?:た|ました)|避難し(?:た|ました)|この目で見|"
    r"(?:私|僕|俺|わたし|自分)(?:は|も|が)[^。]{0,24}(?:に|で)い(?:た|ました)|(?:父|母|祖父|祖母|兄|弟|姉|妹|息子|娘|夫|妻|家族|友人|友達)(?:は|も|が|を)[^。]{0,24}"
    r"(?:乗っていた|乗っていました|いました|亡くなりました|亡くなった|亡くし(?:た|ました)|なくし(?:た|ました)|失(?:った|いました)|運転して(?:いた|いました)|背負って[^。]*(?:た|ました)|住んでいた|"
    r"働いていた)"
)
# A sentence with one of these judges, wishes, reviews or supposes: it is a position, whatever else it tells.
JUDGING = """
think thinks thought believe should shouldn't must ought would wouldn't could couldn't opinion imo imho deserve deserves
deserved
wish hope hopefully love loves loved like likes liked hate hated prefer agree disagree wrong fair unfair fault blame responsible
responsibility overrated underrated better worse needs need enough too if maybe probably racist corrupt apparently
film films movie movies cinema episode episodes season seasons show shows series trailer song songs album albums music video
videos soundtrack
book books novel game games match matches report article finale ending scene scenes character characters actor remake sequel
creo pienso opino debe deben debería deberían tiene tienen culpa responsable merece merecen película películas serie episodio
capítulo
temporada canción disco libro partido informe artículo injusto mejor peor ojalá si
acho penso deve devem deveria precisa precisam responsável filme filmes série episódio temporada música livro jogo relatório
artigo injusto tomara
pense crois trouve doit doivent devrait devraient faut faute responsable mérite méritent film films série épisode saison chanson
livre rapport article injuste
finde glaube denke meinung muss soll sollte sollten schuld verantwortlich verantwortung verdient verdienen film serie folge
staffel lied buch spiel bericht artikel ungerecht wenn
penso credo deve devono dovrebbe dovrebbero colpa responsabile merita meritano film serie puntata episodio stagione canzone
libro partita
rapporto articolo ingiusto
أعتقد اعتقد أظن اظن يجب لازم ينبغي المسؤولية مسؤول الفيلم فيلم المسلسل مسلسل الحلقة أغنية كتاب التقرير المباراة
لगता चाहिए गलत सही जिम्मेदार जिम्मेदारी फिल्म फिल्में धारावाहिक सीरीज एपिसोड गाना किताब रिपोर्ट मैच अगर शायद लगता
"""
JUDGING_UNSPACED = r"思[いうっわ]|べき|必要|許せ|責任|映画|ドラマ|番組|アニメ|試合|審判|結末|曲|報告書|呆れ|はず|たら|なら|[?？]"
# What one feels. Words of verdict (love, hate, best, boring) are none.
FEELING = """
sad sadness crying cry cried cries sobbing sobbed weeping wept tears teary teared bawling bawled shaking trembling scared afraid
terrified frightened devastated heartbroken numb anxious grieving grief goosebumps chills miserable depressed heartache
distraught
happy sorrow furious angry excited thrilled relieved overjoyed shook worried nervous upset gutted rage dread panicking mourning
lonely anxiety
rabia nervios dolor pánico hundida hundido arrasada arrasado ansiedade raiva saudade saudades effondrée effondré angoissée
angoissé rage
wut verzweiflung distrutta distrutto rabbia
triste tristísima tristísimo tristeza llorando lloro lloré llorar lloramos lágrimas temblando temblar tiemblo miedo asustada
asustado
aterrada aterrado angustia angustiada ansiedad emocionada emocionado emocioné emocionada escalofríos alegría feliz destrozada
destrozado
chorando chorei chorar choro tremer assustada assustado apavorada apavorado emocionei arrepiei arrepiada arrepiado arrepios
alegria
lágrimas medo angústia ansiosa ansioso tristíssima
tristesse pleure pleuré pleurer pleurais larmes tremble trembler peur effrayée terrifiée terrifié ému émue frissons joie
heureuse heureux
bouleversée bouleversé anéantie anéanti dévastée dévasté angoisse
traurig weine weinen geweint heule heulen geheult tränen zittere zittern angst gerührt gänsehaut freude glücklich erschüttert
entsetzt
verzweifelt bestürzt fassungslos panik
tristezza tristissima tristissimo piango pianto piangere piangendo lacrime tremo tremare tremando paura spaventata spaventato
terrorizzata terrorizzato emozionata emozionato commossa commosso brividi gioia felice felicissima angoscia ansia
أبكي ابكي بكيت بكاء دموعي دموع حزين حزينة حزن خائف خائفة خوف خايف خايفة أرتجف ارتجف قشعر قشعريرة تأثرت فرحة فرحانة فرحان سعيد
سعيدة
مصدوم مصدومة منهار منهارة محطم محطمة قلق غضب
दुख दुखी उदास उदासी रोना रोया रोयी रोई आँसू आंसू डर भावुक खुशी खुश बेचैन घबराहट सदमा सदमे चिंता गुस्सा गुस्से
"""
# The same in several words, looked for first; `can't stop`, `no puedo parar` and the like deny nothing.
FELT = (
    r"(?:i )?(?:can'?t|cannot|couldn'?t) (?:even )?(?:stop (?:crying|shaking|trembling|sobbing)|breathe)|"
    r"my (?:heart (?:is|was|is so|just) )(?:broken|breaking|broke|shattered|racing|aching|heavy)|my heart (?:aches|hurts|"
    r"broke|sank)|breaks my heart|heart ?broken|(?:getting|got|i'm|i am|so|very) (?:so |very |really |all )?emotional|"
    r"(?:this|that|it|you) (?:(?:just|really|always|still) )?(?:makes|made|is making) me (?:so |very |really )?(?:sad|cry|"
    r"happy|"
    r"tear up|emotional|nervous|anxious|angry|weep|sob)|(?:gave|gives|giving) me (?:goosebumps|chills|anxiety)|"
    r"(?:happy|sad|excited|thrilled) for (?:you|them|her|him|us|everyone)(?: (?:both|all|guys))?|"
    r"full of (?:joy|grief|rage)|goose ?bumps|i feel (?:so |really )?(?:empty|lost|sick)|"
    r"(?:no puedo|no podía) (?:parar|dejar) de (?:llorar|temblar)|no paro de (?:llorar|temblar)|piel de gallina|corazón roto|"
    r"roto el corazón|nudo en la garganta|"
    r"não (?:consigo|paro|consegui) (?:parar )?de (?:chorar|tremer)|(?:estou|tô|to) tremendo|coração (?:está |tá )?partido|"
    r"nó na garganta|"
    r"(?:je )?n'?(?:e )?(?:arrive|peux|arrête) pas (?:à |de )?(?:m')?(?:arrêter )?(?:de )?(?:pleurer|trembler)|"
    r"chair de poule|cœur (?:est )?brisé|gorge serrée|la boule au ventre|"
    r"kann nicht aufhören zu (?:weinen|heulen|zittern)|herz (?:ist )?gebrochen|bricht mir das herz|kloß im hals|"
    r"non (?:riesco a smettere|smetto|riesco a) (?:di )?(?:piangere|tremare)|pelle d'oca|cuore (?:spezzato|a pezzi)|"
    r"nodo alla gola|"
    r"لا (?:أستطيع|استطيع|أقدر) التوقف عن (?:البكاء|الارتجاف)|قلبي (?:مكسور|يوجعني|يؤلمني|انكسر)|قشعر بدني|"
    r"दिल टूट (?:गया|रहा है)|रोंगटे खडे|(?:रो|रोना|कांप|काँप|कांपना|काँपना) (?:नहीं रुक )?(?:रहा|रही|रहे)|आँख(?:ें|"
    r"ों)? (?:भर आ\w*|नम)|"
    r"(?:can'?t|cannot|couldn'?t) sleep|i (?:really )?miss (?:you|her|him|them)(?: so much)?|it hurts|"
    r"hecha polvo|hecho polvo|no puedo dormir|(?:la|lo|los|las|te|os) (?:echo|extraño)(?: (?:mucho|muchísimo))?(?: de menos)?|"
    r"não consigo dormir|tremendo de|morro de (?:saudade|saudades)(?: dela| dele| de você)?|"
    r"impossible de dormir|(?:elle|il|tu|ils|elles) me (?:manque|manques|manquent)|"
    r"am boden zerstört|(?:kann|konnte) (?:vor \w+ )?nicht schlafen|vermisse (?:sie|ihn|dich|euch)|"
    r"(?:non )?riesco a dormire|mi manca|mi mancano|mi manchi|"
    r"لا (?:أستطيع|استطيع) النوم|اشتقت (?:ل\w+|إلي\w+)|टूट (?:चुका|चुकी)|नींद नहीं आ (?:रही|रहा)|याद आ(?:ती| रही)"
)
# What may stand beside a feeling and add no claim: who feels it, how much, since when.
BESIDE = """
i m am was been we re ve have has had my me myself so very really too just still all a right now today tonight again literally
actually
honestly tbh ngl omg oh god wow ugh in at on desk work bed home bus train office car absolutely extremely incredibly totally
completely
beyond words much like baby child kid little bit feel feeling felt feels got get getting gave gives made makes making and even
already here ever since with
yo estoy estaba ando sigo he hemos se un una la el los en con de mi las mucho muchísimo mucha tanto tanta tan muy qué que hoy
ahora
todavía aún
como niño niña bebé tengo tuve da dan dio hace hizo puse puso pone ponen todo toda dios mío siento sentí grande inmensa y casi
solo también
eu estou tô estava fiquei tive com em na muito muita demais tão agora ainda feito criança bebê meu minha está sinto senti
imensa
enorme um uma aqui só hoje deu
je j ai suis étais été me tellement si très trop tant les des le aux yeux encore aujourd hui ce soir en quelle quel comme enfant
gamine
immense toute tout mon dieu c est une un la de fait donne donné
ich bin war habe hab hatte mir mich sehr total echt richtig einfach nur noch immer wieder heute gerade jetzt solche was für eine
wie ein
kind schlosshund augen mein gott oh bekomme kriege macht mich völlig ganz ist das den und vor
io sono sto stavo ho ero mi mia è ha fa fatto venuta viene venuti i agli occhi tantissimo molto molta così troppo che oggi ora
ancora come
bambina bambino tutta tutto dio davvero e il dall di
أنا انا جدا كثيرا كثير اليوم الآن قلبي بدني يا لها له من مثل طفل كنت ما زلت والله عيني كل و
मैं मुझे मेरा मेरी मेरे हम हमें बहुत इतना इतनी कितना कितनी आज अब अभी रहा रही रहे है हूँ हूं हैं था थी हो गया गई गए हुआ हुई खड़े
दिल लग लगा की तरह
बच्चे उसकी उनकी चुकी आती नहीं में आँखों आंखों से भी ही
"""
# With these alone, emoji say what one feels.
EXCLAIMED = "omg oh my god wow ugh ah aw aww ay ai ahh dios mío meu deus mon dieu mein gott mio dio oddio nossa"
# Japanese by stems; what else a sentence of feeling may hold in Chinese characters; what turns a feeling round or ascribes it.
JAPANESE_FEELING = (
    r"泣[いきけくっ]|号泣|涙|震え|悲し|怖[いくかすが]|"
    r"鳥肌|胸が(?:張り裂け|痛|いっぱい|苦し)|嬉し|うれし|寂し|さみし|辛[いくか]|つら[いくか]|感動し|不安|落ち込|怒り|眠れな|会いたくて"
)
JAPANESE_BESIDE = r"眠|今日|今|私|僕|俺|本当|子(?:供|ども)?|何回|何度|止|立|心|目|全身|朝|夜|止ま|出|流|死|家|体|大|痛|苦"
JAPANESE_UNFELT = r"(?:怖|悲し|寂し|辛|嬉し)くは?な|泣(?:け|か)な|感動しな|みたい(?:だ|です|な)|そう(?:だ|です|な)"
EMOJI_FELT = "😢😭💔😥😿🥺🥹😰😨😱❤♥♡💕💖💗💙💚💛💜🖤💞💓"
