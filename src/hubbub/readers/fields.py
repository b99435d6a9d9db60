"""Fields of hostile records: whatever a value turns out to be, these give a clean one or None."""

import html
import math
import re
from typing import Any

Record = dict[str, Any]
LARGEST = 2**63 - 1
UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
COUNT = re.compile(r"(-?\d+(?:\.\d+)?)\s*([kmb]?)", re.I)
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
DAMAGED = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.I)
BREAK = re.compile(r"<br\s*+/?>", re.I)
# Tags at which a new line begins; several in a row begin one.
BLOCK = re.compile(r"(?:</?(?:p|div|li|ul|ol|blockquote|pre|h[1-6])\b[^<>]*+>\s*+)++", re.I)
YES = frozenset({"1", "1.0", "true", "yes", "t", "y"})
HALF = re.compile("[\ud800-\udfff]")
TAG = re.compile(r"</?[a-zA-Z][^<>]*+>")
MISSING = frozenset({"", "none", "null", "nan", "na", "n/a", "undefined", "[deleted]", "[removed]", "[]", "{}"})
LONGEST_MISSING = max(map(len, MISSING))


def text(record: Record, *names: str) -> str | None:
    """The first of the named fields that is a string."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str):
            return value
    return None


def word(record: Record, *names: str) -> str | None:
    """The first of the named fields that is a name or an id: whole numbers become strings, empty ones are passed over."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str):
            if found := value.strip():
                return found
        elif type(value) is int:
            return str(value)
    return None


def whole(record: Record, *names: str) -> int | None:
    """The first of the named fields that is a count."""
    for name in names:
        value = count(record.get(name))
        if value is not None:
            return value
    return None


def count(value: object) -> int | None:
    """A whole number out of 12, 12.0, "12", "1,234", "1.2K"; None for anything else. Unknown is never zero."""
    if type(value) is int:
        return value if abs(value) <= LARGEST else None
    if isinstance(value, str):
        return spelled(value.strip())
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value.is_integer() and abs(value) < LARGEST else None
    return None


def spelled(value: str) -> int | None:
    """A whole number out of its spelling."""
    if value.isdigit() and value.isascii() and len(value) < 19:
        return int(value)
    plain = value.replace(",", "") if GROUPED.fullmatch(value) else value
    match = COUNT.fullmatch(plain) if len(plain) < 24 else None
    number = round(float(match[1]) * UNITS[match[2].lower()]) if match and match[1].isascii() else None
    if match and not match[2] and "." in match[1] and not float(match[1]).is_integer():
        return None
    return number if number is not None and abs(number) < LARGEST else None


def part(record: Record, name: str) -> Record:
    """The named field when it is an object, else an empty one."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def parts(record: Record, name: str) -> list[Record]:
    """The objects in the named array."""
    value = record.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def flag(value: object) -> bool:
    """Whether a field says yes, in the spellings exports use."""
    return value is True or (isinstance(value, (str, int)) and str(value).strip().lower() in YES)


def known(value: object) -> str | None:
    """A cell as a string, None for the many spellings of nothing."""
    if type(value) is str:  # the usual case
        cell = value.strip()
        return None if len(cell) <= LONGEST_MISSING and cell.lower() in MISSING else cell
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    return None if value is None or isinstance(value, (bool, dict, list)) else known(str(value))


def is_damaged(value: str) -> bool:
    """Whether a spreadsheet turned an id into a rounded number such as 1.79E+18."""
    return DAMAGED.fullmatch(value) is not None


def clean(value: str) -> str:
    """A text that every table can hold: half surrogate pairs and null characters become U+FFFD, one for one."""
    if "\x00" in value:
        value = value.replace("\x00", "\ufffd")
    return HALF.sub("\ufffd", value) if not value.isascii() and HALF.search(value) else value


def unescaped(value: str) -> str:
    """The text the author wrote, where a platform escapes `&`, `<` and `>` and nothing else."""
    if "&" not in value:
        return value
    return value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(markup: str) -> str:
    """The text of an HTML body: breaks and the ends of paragraphs become newlines, links keep the whole of their text."""
    if "<" in markup:
        broken = BREAK.sub("\n", markup)
        lines = BLOCK.sub("\n", broken)
        whole = TAG.sub("", lines)
        markup = whole if len(lines) == len(broken) else whole.strip("\n")
    return html.unescape(markup) if "&" in markup else markup


def authored(platform: str, ident: str | None, name: str | None) -> str | None:
    """The id that an author is known by, if any: not on Reddit, where names are nobody else's and never change, and most exports
    have no id."""
    return None if platform == "reddit" and name else ident


def reference(platform: str, ident: str | None) -> str | None:
    """The uid of another post, None when its id is unknown."""
    return f"{platform}:{ident}" if ident else None
