"""Makes what strangers wrote inert: in HTML, in Markdown, in a link. Posts are hostile input.

HTML keeps every character that HTML allows. Markdown keeps every character: `unescape` gives the exact text back.
"""

import html
import re
from urllib.parse import quote, urlsplit

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LASTS = (chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
PLANES = re.compile(f"[{''.join(LASTS)}]")  # the last two of every plane are no characters
TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides and isolates: they turn the text that follows

POP, END = "\u202c", "\u2069"
ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", POP) | dict.fromkeys("\u2066\u2067\u2068", END)  # what ends each
NUMBERED = "|".join(rf"(?<=^\d{{{digits}}})" for digits in range(1, 10))  # a list's number at the start of a line
SYNTAX = re.compile(  # what Markdown and its dialects would read as more than itself
    r"(?P<reference>[&<>\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    r"|\A\n|\n\Z|(?<=\n) | (?=\n)|\A | \Z)"
    r"|(?P<escape>[\\`*_{}\[\]|~$^@]|:(?=[^\s\d]|\d+:)|(?<=[wW]{3})\."  # links, emphasis, code, tables, formulas, shortcodes
    rf"|^[#+=\-]|-(?=-)|(?<=-)-|%(?=%)|(?<=%)%|=(?==)|(?<==)=|(?:{NUMBERED})[.)])",  # headings, rules, lists, highlights
    re.MULTILINE,
)
MARKED = re.compile(r"\\\n> ?|&(?:#(?P<number>\d+)|(?P<name>amp|lt|gt));|\\(?P<plain>[!-/:-@\[-`{-~])")
NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "amp": "&", "lt": "<", "gt": ">"}
LONGEST = 200  # code points of a name
SAFE = ":/?#[]@!$&*+,;=%-._~"


def picture(match: re.Match[str]) -> str:
    """The visible stand-in for a character that HTML does not allow: a control picture where Unicode has one, else U+FFFD."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def visible(text: str) -> str:
    """The text with what HTML does not allow made visible; a carriage return is allowed only as a reference, see `verbatim`."""
    if text.isprintable():  # nothing that HTML does not allow is
        return text
    return PLANES.sub("\ufffd", CONTROLS.sub(picture, text))


def verbatim(text: str) -> str:
    """HTML source whose text content is exactly the given text, but for characters HTML does not allow (`altered` tells)."""
    return "&#13;".join(html.escape(visible(part)) for part in text.split("\r"))


def altered(text: str) -> bool:
    """Whether HTML cannot carry the text exactly."""
    return any(visible(part) != part for part in text.split("\r"))


def line(text: str) -> str:
    """A text on one line, which cannot turn the direction of its surroundings. Not for quotations."""
    return visible(TURNS.sub("", " ".join(text.split())))


def label(text: str) -> str:
    """A name or title: one line, not too long."""
    whole = line(text)
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


def link(url: str | None) -> str | None:
    """An address that may be followed: http or https, a plain host, nothing that ends an attribute or a link; else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    spoofed = "@" in parts.netloc or "\\" in (url or "") or CONTROLS.search(url or "") or re.search(r"\s", url or "")
    if parts.scheme not in {"http", "https"} or not parts.hostname or spoofed:
        return None
    return quote(url or "", safe=SAFE)


def escape(text: str) -> str:
    """Markdown in which the text is only itself; line breaks become hard breaks within a block quotation."""
    return SYNTAX.sub(_escaped, text).replace("\n", "\\\n> ")


def inline(text: str) -> str:
    """Markdown of one line in which the text is only itself; line breaks become references."""
    return SYNTAX.sub(_escaped, text).replace("\n", "&#10;")


def turned_back(text: str) -> str:
    """What ends the turns of direction that a text begins and does not end, as references."""
    waiting: list[str] = []
    for one in TURNS.findall(text):
        if end := ENDS.get(one):
            waiting.append(end)
        elif one in waiting:
            del waiting[len(waiting) - 1 - waiting[::-1].index(one) :]
    return "".join(f"&#{ord(one)};" for one in reversed(waiting))


def unescape(marked: str) -> str:
    """The exact text `escape` was given."""
    return MARKED.sub(_plain, marked)


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return "\\" + char if match["escape"] else NAMES.get(char) or f"&#{ord(char)};"


def _plain(match: re.Match[str]) -> str:
    if match["number"]:
        return chr(int(match["number"]))
    return NAMES[match["name"]] if match["name"] else match["plain"] or "\n"
