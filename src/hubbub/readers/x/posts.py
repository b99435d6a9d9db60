"""What the shapes of X share: how the counts, times, authors and links of a tweet become those of a post."""

from datetime import UTC, datetime

from hubbub.readers.dates import MONTHS, When, checked, when
from hubbub.readers.fields import LARGEST, Record, clean, count

UNSPOKEN = frozenset({"und", "zxx", "qme", "qht", "qam", "qct", "qst", "art"})
NUMBERS = {name.title(): number for number, name in enumerate(MONTHS, 1)}
NO_TEXT = "no text"
STRANGE = "an object that is no tweet"
GONE = "a tweet that X does not show: deleted, withheld, or of a private or suspended account"
ACCOUNT = "an account: no post"
EMPTY: Record = {}
LONG = 270  # characters from which an ellipsis at the end is X's, not the author's


def number(value: object) -> int | None:
    """A count; None where it is not known."""
    return value if type(value) is int and 0 <= value <= LARGEST else count(value)


def moment(value: object) -> When:
    """A time in one of X's two spellings, read without a pattern; others as `dates.when` reads them."""
    try:
        if isinstance(value, str) and len(value) == 24 and value[23] == "Z":
            return checked(datetime.fromisoformat(value), "exact")
        if isinstance(value, str) and len(value) == 30 and value[20:26] == "+0000 ":
            return checked(of_v1(value), "exact")
    except (ValueError, KeyError):
        pass
    return when(value)


def of_v1(value: str) -> datetime:
    """The time in Wed Oct 10 20:19:24 +0000 2018. Raises ValueError or KeyError."""
    hour, minute, second = value[11:19].split(":")
    return datetime(int(value[26:]), NUMBERS[value[4:7]], int(value[8:10]), int(hour), int(minute), int(second), tzinfo=UTC)


def language(value: object) -> str | None:
    """The language X says; None for its codes of texts without one."""
    return clean(value) if isinstance(value, str) and value and value not in UNSPOKEN else None


def ident(value: object) -> str | None:
    """An id as a string; whole numbers are ids too."""
    if isinstance(value, str):
        return value if value.isdigit() else clean(value.strip()) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def uid(value: object) -> str | None:
    """The uid of the tweet with an id."""
    if not value:
        return None
    found = ident(value)
    return f"x:{found}" if found else None


def inner(one: Record, name: str) -> Record:
    """The named object, or an empty one."""
    value = one.get(name)
    return value if isinstance(value, dict) else EMPTY


def author(key: object, handle: object, name: object, flags: tuple[str, ...], post: str, made: object = None) -> Record:
    """Who wrote a tweet, since when the account is there (`made`), and the link to it."""
    account = ident(key)
    shown = clean(handle.strip().removeprefix("@")) if isinstance(handle, str) else ""
    return {
        "author_key": f"x:{account}" if account else f"x:@{shown.lower()}" if shown else None,
        "author_handle": shown or None,
        "author_name": clean(name) if isinstance(name, str) and name else None,
        "author_flags": flags,
        "author_created_at": moment(made)[0] if made else None,
        "url": f"https://x.com/{shown or 'i/web'}/status/{post}",
    }


def is_cut(body: str, *, repost: bool) -> bool:
    """Whether X cut the text: an ellipsis ends a repost's copy or a text of full length, but for a link after it."""
    text, _, rest = body.rpartition("…")
    if not text or (rest.strip() and not (len(rest) < 30 and rest.startswith(" https://t.co/"))):
        return False
    return (repost and body.startswith("RT @")) or len(body) >= LONG
