"""Text in other encodings becomes UTF-8 before any reader sees it."""

import codecs
import re
from collections.abc import Iterator

from hubbub.readers.alphabets import ENCODINGS, UNTOLD, alphabet, is_foreign

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
BINARY = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF; copy its text into a .txt file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a SQLite database; export the table as CSV"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as CSV (UTF-8) or plain text"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it and give the files in it"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it and give the files in it"),
    (b"\x04\x22\x4d\x18", "LZ4 data; unpack it"),
    (b"\x1f\x9d", "data packed by compress (.Z); unpack it"),
)
WEST, MIXED = "western", "mixed-western"
GUESSED = {WEST: "Windows-1252", MIXED: "UTF-8 with Windows-1252 in it", **dict(zip(ENCODINGS, ENCODINGS, strict=True))}
SHARE = 8  # damaged bytes to each well-formed character beyond ASCII, from where they are taken for chance
WARC = b"WARC/"  # records of pages: text and bytes in turn, which has its own reader
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1e\x7f]+")
MARKUP = re.compile(rb"\s*<(?:!doctype|\?xml|!--|html|head|body|meta|div|p\b|article)", re.I)
# cp1252 leaves five bytes undefined; they keep their Latin-1 meaning, so that every byte decodes.
WESTERN = "".join(bytes([one]).decode("cp1252" if one not in {129, 141, 143, 144, 157} else "latin-1") for one in range(256))


def encoding(head: bytes) -> str | None:
    """The encoding to read from: utf-16 and its kin, western for cp1252 and Latin-1, mixed where UTF-8 has bytes of that in
    it, that of another alphabet where letters tell it, None for UTF-8 as it stands."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return None if name == "utf-8" else name
    return wide(head) or (None if MARKUP.match(head) else damage(head))


def wide(head: bytes) -> str | None:
    """UTF-16 without a mark: a null byte beside nearly every ASCII character."""
    start = head[: 4096 - len(head) % 2] if len(head) < 4096 else head[:4096]
    half = len(start) // 2
    odd, even = start[1::2].count(0), start[0::2].count(0)
    if half < 4 or max(odd, even) < 0.7 * half or min(odd, even) > 0.05 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def damage(head: bytes) -> str | None:
    """The encoding of a beginning that is not all UTF-8: None where well-formed characters outnumber the damaged bytes, mixed
    where there are some, which Western text hardly ever holds by chance, else another alphabet's or western."""
    whole = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    bad = whole.count("\ufffd")
    good = len(whole) - len(whole.encode("ascii", "ignore")) - bad
    if bad == 0 or good > bad:
        return None
    if is_foreign(head):
        return alphabet(head) or WEST
    return MIXED if good and SHARE * good >= bad else WEST


def transcode(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The same text in UTF-8; what the encoding cannot hold becomes U+FFFD."""
    if name == WEST:
        for chunk in chunks:
            yield codecs.charmap_decode(chunk, "strict", WESTERN)[0].encode()
        return
    decoder = codecs.getincrementaldecoder("utf-8")(MIXED) if name == MIXED else codecs.getincrementaldecoder(name)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def western(fault: UnicodeError) -> tuple[str, int]:
    """What damaged bytes among UTF-8 are: letters of cp1252."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return codecs.charmap_decode(fault.object[fault.start : fault.end], "strict", WESTERN)[0], fault.end


codecs.register_error(MIXED, western)


def binary(head: bytes) -> str | None:
    """What a file that is no text seems to be, None for text."""
    if head.startswith(WARC):
        return None
    kind = next((kind for magic, kind in BINARY if head.startswith(magic)), None)
    name = None if kind else encoding(head)
    if kind is None and (name is None or name in GUESSED) and is_strewn(head[:8192]):
        kind = "a binary file"
    if kind is None and name == WEST and is_foreign(head):
        return UNTOLD
    return kind and f"not text but {kind}"


def guess(head: bytes) -> str:
    """What text that is not UTF-8 is read as, where its letters alone tell; empty where it is certain."""
    name = encoding(head)
    return f"read as {GUESSED[name]}, which is a guess: if letters look wrong, save it as UTF-8" if name in GUESSED else ""


def is_strewn(start: bytes) -> bool:
    """Whether control characters that text does not hold are all over it, and not in a damaged place or two."""
    return len(CONTROLS.findall(start)) > max(2, len(start) // 100)
