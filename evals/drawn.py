"""A text's key as it was when collections were drawn and their pairs judged: what is measured does not choose its own data."""

import re
import unicodedata

from hubbub.models.text import JOINERS, REPOST

URL = re.compile(r"https?://\S+|www\.\S+|\bpic\.(?:twitter|x)\.com/\w+")
MENTION = re.compile(r"(?<![\w@])@[\w.\-]*\w")
STRETCH = re.compile(r"(\D)\1{2,}", re.DOTALL)
WRITTEN = ("L", "M", "N", "So", "Sk")


def drawn(text: str) -> str:
    """The key of 30 November 2026: links, mentions and signs out, case folded, stretched letters cut to two."""
    shorn = REPOST.sub("", unicodedata.normalize("NFKC", text))
    plain = MENTION.sub(" ", URL.sub(" ", JOINERS.sub("", shorn)))
    folded = STRETCH.sub(r"\1\1", " ".join(plain.split()).casefold())
    kept = (one if unicodedata.category(one).startswith(WRITTEN) else " " for one in folded)
    return " ".join("".join(kept).split())
