"""Text in other alphabets than the Latin one, in the encodings that were in use before UTF-8.

Western text hardly ever has three letters beyond ASCII in a row; Russian or Greek text read as Western has little else. Only
such text is looked at here, so that no Western text is taken for another.
"""

import re
from functools import lru_cache

ENCODINGS = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic", "cp1253", "cp1255", "cp1256")
HIGH = re.compile(rb"[\x80-\xff]")
RUN = re.compile(r"[^\x00-\x7f]{3,}")
FEWEST = 12  # damaged bytes by which anything can be told
SURE = 0.3  # share of a language's usual letters from which an encoding is believed
UNTOLD = "its encoding cannot be told; save it as UTF-8 and give it again"


def is_foreign(head: bytes) -> bool:
    """Whether text that is not UTF-8 cannot be Western either: most bytes that damage it stand in a row of such."""
    whole = head.decode("utf-8", "replace")
    bad = whole.count("\ufffd")
    return bad >= FEWEST and 2 * sum(run.count("\ufffd") for run in RUN.findall(whole)) >= bad


@lru_cache(maxsize=4)
def alphabet(head: bytes) -> str | None:
    """The encoding of text that is foreign, None where nothing tells it for certain."""
    from charset_normalizer import from_bytes

    found = from_bytes(head, cp_isolation=list(ENCODINGS)).best()
    return found.encoding if found and found.coherence >= SURE else None
