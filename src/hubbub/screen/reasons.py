"""Why a post is left out: the rules, one function a batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import regex

from hubbub.models.language import language
from hubbub.models.text import letters, plain, written

# What authors themselves declare, in the words platforms and regulators ask for. Undeclared advertising is not guessed at.
DECLARED = regex.compile(
    r"(?<![\w#])#(?:ad|ads|advert|advertisement|sponsored|sponsoredpost|paidpartnership|werbung|anzeige|publicidad|publicité)(?!\w)"
    r"|^\s*(?:paid partnership with|sponsored by)\b",
    regex.IGNORECASE,
)
FIRST = set("pPsSſ")  # of "paid partnership" and "sponsored"; the last is an s where case does not count
SCREENED = pa.schema(
    [
        pa.field("uid", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("detail", pa.string()),
        pa.field("lang", pa.string()),
        pa.field("vague", pa.bool_(), nullable=False),  # the language is a guess at few and plain letters
        pa.field("input_file", pa.string(), nullable=False),
        pa.field("input_row", pa.int64(), nullable=False),
    ]
)
PLAIN = 60  # letters: of English posts of fewer, about one in 40 is taken for another language; of longer ones one in 300
CODE = regex.compile(r"[a-z]{2,3}")
SPELT = {  # ISO 639-2 and -3 codes, names and old codes that exports hold, to the code of two letters
    name: code
    for code, names in {
        "ar": "ara arabic", "bn": "ben bengali", "cs": "ces cze czech", "da": "dan danish", "de": "deu ger german deutsch",
        "el": "ell gre greek", "en": "eng english", "es": "spa spanish español castellano", "fa": "fas per persian farsi",
        "fi": "fin finnish", "fr": "fra fre french français", "he": "heb iw hebrew", "hi": "hin hindi", "hu": "hun hungarian",
        "id": "ind indonesian", "it": "ita italian italiano", "ja": "jpn japanese", "nl": "nld dut dutch",
        "ko": "kor korean", "no": "nor norwegian", "pl": "pol polish", "pt": "por portuguese português", "ro": "ron rum romanian",
        "ru": "rus russian", "sv": "swe swedish", "th": "tha thai", "tr": "tur turkish", "uk": "ukr ukrainian", "ur": "urd urdu",
        "vi": "vie vietnamese", "yi": "ji yid yiddish", "zh": "zho chi cmn chinese",
    }.items()
    for name in names.split()
}  # fmt: skip
LONGEST = 64  # letters of a language's name with all that can stand behind it
UNDETERMINED = {"", "und", "zxx", "qme", "qht", "qst", "art", "in"}  # what platforms write when they do not know


@dataclass(frozen=True, slots=True)
class Screen:
    """Screens a batch of `uid, again, text, moderation, lang, input_file, input_row` into SCREENED's columns."""

    languages: tuple[str, ...] = ()

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """One screened row a post, in order."""
        posts = batch.select(["again", "moderation", "lang", "text"]).to_pylist()
        for post in posts:
            post["plain"] = plain(post["text"])
        langs = [spoken(post["lang"], post["plain"]) for post in posts]
        reasons = [self.reason(post, lang) for post, lang in zip(posts, langs, strict=True)]
        made = {
            "reason": pa.array([why for why, _ in reasons], pa.string()),
            "detail": pa.array([detail for _, detail in reasons], pa.string()),
            "lang": pa.array(langs, pa.string()),
            "vague": pa.array([vague(post["lang"], post["plain"]) for post in posts], pa.bool_()),
        }
        arrays = [made[name] if name in made else batch.column(name) for name in SCREENED.names]
        return pa.RecordBatch.from_arrays(arrays, schema=SCREENED)

    def reason(self, post: Mapping[str, Any], lang: str | None) -> tuple[str | None, str | None]:
        """The first reason that holds, and its detail."""
        if post["again"] > 1:
            return "same_post_again", None
        if post["moderation"] is not None:
            return post["moderation"], "declared by the platform"
        if not written(post["plain"]):
            return "nothing_written", "no letter, digit or emoji outside links and mentions"
        if declared := declaration(post["text"]):
            return "advertisement", declared
        if self.languages and lang not in self.languages:
            return "language", lang or "not known"
        return None, None


def declaration(text: str) -> str | None:
    """What declares an advertisement. The pattern is looked for where it can begin: with a hashtag, or a p or s up front."""
    if "#" not in text and text.lstrip()[:1] not in FIRST:
        return None
    found = DECLARED.search(text)
    return found.group().strip().lower() if found else None


def spoken(given: str | None, bare: str) -> str | None:
    """The language the platform gives, else the one detected in the plain text."""
    return told(given) or language(bare)


def vague(given: str | None, bare: str) -> bool:
    """Whether a plain text's language is a guess at few letters, all of which English has too."""
    return not told(given) and (words := letters(bare)).isascii() and len(words) < PLAIN


def told(given: str | None) -> str:
    """The code of the language that the platform gives; nothing where it does not know, or what it says is no code."""
    code = (given or "").strip()
    return coded(code) if len(code) <= LONGEST else ""


@lru_cache(1_024)
def coded(given: str) -> str:
    """`told` of what many posts say."""
    code = given.lower().replace("_", "-").partition("-")[0]
    code = SPELT.get(code, code)
    return "" if code in UNDETERMINED or not CODE.fullmatch(code) else code
