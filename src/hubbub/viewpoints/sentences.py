"""Where a text's sentences are. Spans are of the stored text, in code points; nothing is rewritten.

A regular expression does it, with links masked so that their dots do not count. Posts write loosely, so a full stop ends
a sentence even before a small letter; abbreviations, initials, decimals and dots inside words do not.
"""

from collections.abc import Iterator

import regex

LONGEST = 400  # code points; a longer stretch without punctuation is cut on white space

LINK = regex.compile(r"https?://\S+|www\.\S+|\bpic\.(?:twitter|x)\.com/\w+")
ABBREVIATION = regex.compile(
    r"(?:^|[\s(\[\"'“‘])(?:(?-i:[\p{Lu}--I])|(?:\p{L}\.)+\p{L}|mr|mrs|ms|dr|prof|st|sr|jr|vs|cf|approx|dept|gov|sgt|lt|capt|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|bzw|usw|inkl|sra|srta|ud|mme|mlle)$",
    regex.IGNORECASE | regex.VERSION1,
)
NUMBERED = regex.compile(r"\b(?:nos?|nr|vol|fig|art|pp?)$", regex.IGNORECASE)
END = regex.compile(
    r"[\n\r\v\f\x85\u2028\u2029]+"
    r"|(?:[.!?…؟۔।]+[\"'”’»)\]*_]*(?=\s)|[。！？｡]+[」』”’）】〉》\"')\]]*)\s*"
)
LETTER = regex.compile(r"[\p{L}\p{N}]")


def split(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of a text's sentences in order: stripped, never empty, every letter inside exactly one.

    A piece without letters (emoji, dots) belongs to the sentence before it on its line, else to none; a text without letters
    is one sentence.
    """
    pieces = [piece for rough in joined(text, rough_cuts(text)) for piece in shorter(text, *rough)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def rough_cuts(text: str) -> list[int]:
    """Where one sentence ends and the next begins, the end of the text included."""
    linked = any(one in text for one in ("http", "www.", "pic."))
    masked = LINK.sub(lambda found: "x" * len(found.group()), text) if linked else text
    cuts = [found.end() for found in END.finditer(masked) if not abbreviated(masked, found.start(), found.group())]
    return [*cuts, len(text)]


def abbreviated(text: str, at: int, end: str) -> bool:
    """Whether the full stop at `at` belongs to an abbreviation or an initial."""
    if end.rstrip() != "." or "\n" in end:
        return False
    word = ABBREVIATION if not text[at + len(end) : at + len(end) + 1].isdigit() else NUMBERED
    return word.search(text, max(0, at - 12), at) is not None


def joined(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """Spans between cuts, those without a letter joined to the one before."""
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in cuts:
        if LETTER.search(text, start, cut):
            spans.append((start, cut))
        elif spans and not broken(text, *spans[-1]):
            spans[-1] = (spans[-1][0], cut)
        elif not spans:
            continue  # what comes first without a letter belongs to what follows
        start = cut
    return spans or [(0, len(text))]


def broken(text: str, start: int, end: int) -> bool:
    """Whether a span ends in a line break."""
    piece = text[start:end]
    return "\n" in piece[len(piece.rstrip()) :]


def shorter(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span stripped of white space; cut on white space, or anywhere if there is none, until no piece is over LONGEST."""
    while end - start > LONGEST:
        space = next((at for at in range(start + LONGEST, start, -1) if text[at].isspace()), start + LONGEST)
        yield strip(text, start, space)
        start = space
    yield strip(text, start, end)


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
