"""Which full stops end no sentence: those of abbreviations, initials and ordinals, and those inside a quotation that goes on.

All languages share one list, because posts mix languages; an abbreviation that is a word elsewhere needs its capital or its
second part.
"""

import regex

FLAGS = regex.IGNORECASE | regex.VERSION1
NEAR = 16  # code points before a stop that are looked at
BEFORE_WORDS = """
mr mrs ms dr prof st sr jr vs cf approx dept gov sgt lt capt jan feb mar apr jun jul aug sep sept oct nov dec bzw usw inkl sra
srta ud mme mlle sres srs sras dra profa uds pag pág pags págs núm ggf evtl sig sigg dott avv
डॉ प्रो श्री श्रीमती पं कु रु ए बी सी डी एफ एच आई जे के एल एम एन ओ क्यू आर एस टी यू वी
"""
BEFORE_NUMBERS = """
no nos nr vol fig art p pp pag pág pags págs núm num cap abb kap ca aprox n रु
"""
MAYBE = """
z b d h u a p ex es ej i r c.-à-d ee uu etc ecc ca al jr
"""
WORDS, NUMBERS, PARTED = frozenset(BEFORE_WORDS.split()), frozenset(BEFORE_NUMBERS.split()), frozenset(MAYBE.split())
CAPITALISED = frozenset({"MM", "Mmes", "Hr", "Hrn", "Fr", "Ing"})  # in small letters they are something else
OPENING = "([\"'“‘«„¡¿"
DOTTED = regex.compile(r"(?:\p{L}\.)+\p{L}")
# Abbreviations of several parts (MAYBE lists what stands before their stops): between the parts, and at the end.
PARTS = regex.compile(
    r"(?<=\bz)\.(?=\s?B\.)|(?<=\bd)\.(?=\s?h\.)|(?<=\bu)\.(?=\s?(?:a|U)\.)|(?<=\bp)\.(?=\s?(?:e[xsj])\.)|(?<=\bi)\.(?=\s?d\.\s?R)"
    r"|(?<=\b(?:z\.\s?B|d\.\s?h|u\.\s?a|p\.\s?e[xsj]|i\.\s?d\.\s?R|c\.-à-d|p(?:or|ar) e[xj]))\."
    r"|(?<=\bEE)\.(?=\s?UU)",
    FLAGS,
)
LISTED = regex.compile(r"(?<=\b(?:etc|ecc|UU|ca|al|jr))\.\s+(?-i:\p{Ll})", FLAGS)  # no end before a small letter
MONTHS = (
    "januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|enero|febrero|marzo|abril|mayo|junio|julio|"
    "agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|"
    "gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janvier|février|mars|avril|juin|juillet|août|septembre|"
    "octobre|novembre|décembre"
)
ORDINAL = regex.compile(
    rf"(?<=\b\d{{1,2}})\.\s+(?:de\s)?(?:{MONTHS})\b|(?<=\b(?:der|die|das|den|dem|des|vom|zum|beim)\s\d{{1,2}})\.\s+\p{{L}}", FLAGS
)
GOING_ON = regex.compile(r"\s*(?:\p{Ll}|[وف][\p{Arabic}&&\p{L}]|और\b|कि\b|तो\b)", regex.VERSION1)
QUOTES = '"”“»«'


def inner(text: str, at: int, end: str) -> bool:
    """Whether what stands at `at`, `end` with the white space behind it, ends no sentence."""
    mark = end.rstrip()
    if mark == ".":
        return "\n" not in end and abbreviated(text, at, at + len(end))
    return mark[-1:] in QUOTES and mark != end and "\n" not in end and GOING_ON.match(text, at + len(end)) is not None


def abbreviated(text: str, at: int, after: int) -> bool:
    """Whether the full stop at `at`, before what begins at `after`, belongs to an abbreviation, an initial or an ordinal."""
    word = last(text, at)
    low, number = word.lower().replace("’", "'").rpartition("'")[2], text[after : after + 1].isdigit()
    if (low in NUMBERS or word == "S") if number else (low in WORDS or word in CAPITALISED or initials(word)):
        return True
    if low in PARTED:
        return PARTS.match(text, at) is not None or LISTED.match(text, at) is not None
    return word[-1:].isdigit() and ORDINAL.match(text, at) is not None


def last(text: str, at: int) -> str:
    """The word that ends at `at`, without what opens before it; empty if white space stands there."""
    near = text[max(0, at - NEAR) : at]
    return near.split()[-1].lstrip(OPENING) if near and not near[-1].isspace() else ""


def initials(word: str) -> bool:
    """Whether a word is one letter that stands for a name, or letters with full stops between."""
    if len(word) == 1:
        return (word.isupper() and word != "I") or "\u0620" <= word <= "\u06ff"
    return "." in word and DOTTED.fullmatch(word) is not None
