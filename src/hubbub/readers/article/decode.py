"""Bytes to text, the same for pages and extracted text: byte order mark, UTF-8, the page's own charset, Windows-1252."""

import codecs
import re
from datetime import UTC, datetime

from hubbub.readers.base import Source
from hubbub.readers.dates import UNDATED, When, checked, when

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def content(source: Source) -> bytes | None:
    """The bytes of a source; None when there are more than a document may have."""
    with source.open() as stream:
        raw = stream.read(source.settings.document_limit + 1)
    return raw if len(raw) <= source.settings.document_limit else None


def decode(raw: bytes) -> str:
    """The text of a file, mark removed. Only bytes that no charset explains become U+FFFD."""
    for mark, charset in MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(charset, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(declared(raw), "replace")


def declared(raw: bytes) -> str:
    """The charset that a page's meta tag names, where it is a real one; else Windows-1252, which HTML takes Latin-1 for."""
    found = CHARSET.search(raw[:4096])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else "cp1252"
        "".encode(name)
    except LookupError:
        return "cp1252"
    return "cp1252" if name in {"ascii", "iso8859-1"} else name


def sound(markup: str) -> str:
    """Markup whose characters a tree can hold: those that XML forbids become U+FFFD, spelled out or not."""
    return NUMBERED.sub(named, FORBIDDEN.sub("\ufffd", markup.replace("\f", " ")))


def named(reference: re.Match[str]) -> str:
    """A numeric reference, U+FFFD where it names a forbidden character."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "\ufffd" if number < 0x110000 and FORBIDDEN.fullmatch(chr(number)) else reference[0]


def preview(head: bytes) -> str:
    """The head of a source as text; a character cut at its end is dropped."""
    for cut in range(4):
        try:
            return head[: len(head) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return decode(head)


def moment(value: str) -> When:
    """An ISO 8601 date or time as UTC and how precisely it is known; none where it is neither, or none in which people post."""
    words = value.strip()
    found = UNDATED if words.replace(".", "").isdigit() or not words[:4].isdigit() else when(words)
    if found != UNDATED:
        return found
    try:  # its rarer forms: 20210508, 2021-W18-6, an hour alone
        known = datetime.fromisoformat(words)
        known = known.replace(tzinfo=UTC) if known.tzinfo is None else known.astimezone(UTC)
    except (ValueError, OverflowError):
        return UNDATED
    return checked(known, "day" if len(words) <= len("2021-W18-6") else "minute")
