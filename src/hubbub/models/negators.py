"""Words that deny, by language. Closed lists, short on purpose: only what means it in nearly any debate.

A word that means something else in another of our languages is left out, or in `LOOSE`: it counts only in a sentence whose other
words are of the languages named there.
"""

import regex

EACH, ROMANCE, ARABIC, HINDI = "each", "romance", "arabic", "hindi"  # how a group's negators count: one by one, the others once

# English first; German, Dutch and Polish deny one by one too.
ENGLISH = """
not no never nobody nothing nothin none nor neither without hardly cannot dont doesnt didnt isnt arent wasnt werent wont cant
shouldnt wouldnt couldnt aint
nicht nich nie niemals niemand niemanden niemandem nichts ohne weder nirgends nirgendwo kein keine keinen keinem keiner
keines keins
nimmer keinesfalls keineswegs net nix niet geen
"""
# Spanish, Portuguese, French, Italian: several in one sentence are one denial ("no dijo nada").
CONCORD = """
nunca jamás nada nadie tampoco ningún ninguno ninguna sin ni não nao ninguém nenhum nenhuma nem sem tampouco jamais
pas rien aucun aucune personne sans nullement guère non mai nessuno nessuna nessun niente nulla senza né neanche nemmeno neppure
manco
"""
ARAB = """
لا ليس ليست ليسوا لسنا لست لم لن غير بدون بلا دون مش مو مب موش ميش ماكو مافي مفيش مافيش معرفش محدش
معجبنيش مينفعش مبحبش معنديش ماعنديش ماعرفش
"""
# "ما" is "what" as often as "not": only before these it denies.
ARAB_DENIED = """
أحب احب أعرف اعرف أدري ادري عندي عندنا عنده عندهم أريد اريد أظن اظن أعتقد اعتقد حد أحد احد عاد يعرف يهم قدرت شفت سمعت
فهمت عرفت عجبني عجبتني
"""
DEVANAGARI = """
नहीं नही नहिं नहीँ न ना मत बिना
"""
NEGATORS = (
    dict.fromkeys(ENGLISH.split(), EACH)
    | dict.fromkeys(CONCORD.split(), ROMANCE)
    | {before + word: ARABIC for word in ARAB.split() for before in ("", "و", "ف")}
    | dict.fromkeys(DEVANAGARI.split(), HINDI)
)
LOOSE = {
    "sin": ("es",),
    "ni": ("es", "fr"),
    "non": ("it", "fr"),
    "sans": ("fr",),
    "sem": ("pt",),
    "nao": ("pt",),
    "mai": ("it",),
    "né": ("it",),
    "manco": ("it",),
    "net": ("de",),
    "nix": ("de",),
}
# Japanese has no spaces: endings that deny, found anywhere; first those that deny nothing (must, surely, perhaps, only, asking),
# and words that only look so.
NOTHING_DENIED = (
    r"な(?:い|ければ|けりゃ|きゃ|くちゃ|くては|くて)(?:と|は)?(?:いけない|いけません|いけなかった|なら(?:ない|ぬ|なかった)|なりません|だめ|ダメ|駄目)|なきゃ|なくちゃ|"
    r"ないと(?=[。！!、\s]|$)|なければ|(?:に|は|が)?(?:間)?違い(?:ない|ありません|なく)|かも(?:しれ|知れ)(?:ない|ません|なく)|に過ぎ(?:ない|ません)|に他ならない|"
    r"(?:だけ|ばかり)(?:で|じゃ)なく|のみならず|ざるを得(?:ない|ません)|"
    r"(?:では|じゃ)?(?:ない|なかった|ません)(?:の|です|でしょう|だろう|かな|か|よね)*[？?]|ませんか|ないか(?:な|ら)?(?=[。！!、\s]|$)|じゃん|"
    r"もったいない|勿体ない|少な[いく]|危な[いく]|汚な?[いく]|切な[いく]|つまらな|くだらな|たまらな|しょうがない|仕方(?:が|の)?ない|情けな|申し訳(?:ない|ありません)|"
    r"とんでもない|半端ない|ハンパない|すみません|すいません|なくな[っりるれ]|はかな|幼な|おさな"
)
DENYING = (
    r"ない|なかった|ません|なく(?=て|、|は|も|[。！!\s]|$)|(?<=[はもがゃらされ])(?<![こそあ]れ)ね[えぇ]|へん(?=[。！!、\s]|$)|(?:分か|わか|知|い|足)らん|(?<![はま必])ず(?=に|、)|(?<=[らかわせ])ぬ(?=[。、！!\s]|$)|"
    r"無い|無かった|無く"
)


UNDENIED, DENIED = regex.compile(NOTHING_DENIED), regex.compile(DENYING)


def japanese(text: str) -> int:
    """How many endings deny in a Japanese text."""
    return len(DENIED.findall(UNDENIED.sub(" ", text)))
