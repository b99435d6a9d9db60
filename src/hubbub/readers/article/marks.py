"""Finds quoted passages: "…", “…”, ‘…’, «…», „…“, within a line or, where each paragraph opens anew, over several."""

from collections.abc import Iterator, Sequence

import regex

from hubbub.readers.article.embeds import Line

SINGLE = "‘"
CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"', SINGLE: "’"}
MIXED = {"“": '"', '"': "”"}  # a mark of the other kind, which closes where a sentence or a clause ends before it
BEFORE = "([—–-“‘\"'/:"  # what may stand before a mark that does not tell which side it is on
ENDED = ',.!?…”"'  # before a single mark: it closes, and is no apostrophe
ELIDED = regex.compile(r"(?:\d|(?:em|til|tis|twas|cause|bout|round|n|kay)\b)", regex.I)  # ‘90s, ‘em: no quotation
MOST_LINES = 12
LONGEST = 6000
MOST_MISSES = 20  # unclosed marks in one line; a line with more is no prose


def passages(rows: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Spans between quotation marks, marks not included, in order. Marks without a partner are passed over."""
    after = 0
    for place, row in enumerate(rows):
        at, misses = max(after, row.start), 0
        while at < row.end and misses < MOST_MISSES:
            opened = opening(row, at)
            if opened is None:
                break
            end = closing(rows, place, opened)
            misses += end is None
            if end is not None and end > opened + 1:
                yield opened + 1, end
            at = after = (opened if end is None else end) + 1


def opening(row: Line, at: int) -> int | None:
    """The next mark in a line that can open a quotation: nothing but space or a bracket before it, a character after it."""
    for place in range(at - row.start, len(row.text) - 1):
        before = row.text[place - 1] if place else " "
        mark, after = row.text[place], row.text[place + 1]
        if mark not in CLOSING or after.isspace():
            continue
        if mark in "«„“" or (
            (before.isspace() or before in BEFORE) and not (mark == SINGLE and ELIDED.match(row.text, place + 1))
        ):
            return row.start + place
    return None


def closing(rows: Sequence[Line], place: int, opened: int) -> int | None:
    """Where the quotation opened there closes; it goes on in the next line only when that opens with the same mark."""
    mark = rows[place].text[opened - rows[place].start]
    start = opened + 1
    for row in rows[place : place + MOST_LINES]:
        if row.start > opened:
            if not row.text.startswith(mark) or row.end - opened > LONGEST:
                return None
            start = row.start + 1
        end = single(row, start) if mark == SINGLE else partner(row, start, mark)
        if end is not None:
            return end
    return None


def partner(row: Line, start: int, mark: str) -> int | None:
    """The closing mark in one line, quotations inside it skipped where they are balanced."""
    depth, first = 1, None
    for place in range(start - row.start, min(len(row.text), start - row.start + LONGEST)):
        sign = row.text[place]
        if sign == mark and opens(row.text, place):
            depth += 1
        elif (sign in CLOSING[mark] or mixed(row.text, place, mark)) and closes(row.text, place):
            first = place if first is None else first
            depth -= 1
            if not depth:
                return row.start + place
    return None if first is None else row.start + first


def single(row: Line, start: int) -> int | None:
    """The closing single mark in one line. After an s it may be an apostrophe: a mark that ends a clause goes before it."""
    doubtful = None
    for place in range(start - row.start, min(len(row.text), start - row.start + LONGEST)):
        sign = row.text[place]
        if sign == SINGLE and opens(row.text, place):
            break
        if sign != "’" or not place or not closes(row.text, place):
            continue
        if row.text[place - 1] in ENDED or row.text[place - 1] not in "sn":
            return row.start + place
        doubtful = place if doubtful is None else doubtful
    return None if doubtful is None else row.start + doubtful


def opens(text: str, place: int) -> bool:
    """Whether a mark inside a quotation opens another: space before it, none after it."""
    return place > 0 and text[place - 1].isspace() and place + 1 < len(text) and not text[place + 1].isspace()


def mixed(text: str, place: int, mark: str) -> bool:
    """Whether a mark of the other kind closes, or one turned the wrong way: “Like this," said one; “Like this,“ another."""
    after = text[place + 1 : place + 2]
    turned = text[place] == mark == "“" and (not after or after.isspace())
    return (turned or text[place] == MIXED.get(mark)) and place > 0 and text[place - 1] in ",.?!…"


def closes(text: str, place: int) -> bool:
    """Whether a mark can close: no letter follows it, unless a blank was lost: “Like this,”said one."""
    if text[place] in "”»" and place and text[place - 1] in ",.?!…":
        return True
    return place + 1 >= len(text) or not text[place + 1].isalnum()
