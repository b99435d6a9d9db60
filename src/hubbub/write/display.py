"""How numbers, dates, names and reasons read. The one place that turns a record's value into words."""

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

from hubbub.method import Method, Moment
from hubbub.records import Count, Post, Prevalence, Without
from hubbub.write import inert

SPACE = "\u00a0"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
PLATFORMS = {
    "x": "X", "youtube": "YouTube", "reddit": "Reddit", "instagram": "Instagram", "tiktok": "TikTok", "facebook": "Facebook",
    "bluesky": "Bluesky", "mastodon": "Mastodon", "threads": "Threads", "telegram": "Telegram", "discord": "Discord",
    "hackernews": "Hacker News", "tumblr": "Tumblr", "vk": "VK", "weibo": "Weibo", "unknown": "platform not known",
}  # fmt: skip
LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "in": "Indonesian", "it": "Italian", "iw": "Hebrew", "ja": "Japanese", "ko": "Korean",
    "lo": "Lao", "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese", "und": "language not known", "unknown": "language not known",
}  # fmt: skip
PRECISIONS = {
    "exact": "to the second", "minute": "to the minute", "day": "the day only", "estimate": "estimated", "none": "no usable time",
}  # fmt: skip
COPIES = {
    "original": "originals", "exact": "exact copies", "near": "near copies", "repost": "reposts",
    "embed": "copies embedded in pages",
}  # fmt: skip
LATIN = "which read Latin script only, English best (posts in other scripts are counted as fitting nowhere)"
GROUPED = {  # by which encoder
    "minilm": f"the vectors of a small network trained on English, {LATIN}",
    "e5": "the vectors of a network that reads about a hundred languages and learnt to judge in English",
    "both": f"the vectors of two networks, one trained on English and one on about a hundred languages, {LATIN}",
}
KINDS = {  # how a viewpoint of each kind is called beside its number, and the heading they stand under
    "position": ("Viewpoint", "Viewpoints"),
    "testimony": ("Experience", "What people say they lived through"),
    "emotion": ("Feeling", "What people felt"),
}
TOLD_APART = (
    "Positions, experience and feelings were told apart by short lists of words in nine languages, from the key point alone; "
    "that is often wrong or unsure, and what was unsure stands among the viewpoints."
)
STANCES = {"favour": "in favour", "against": "against"}
PLURALS = {"person": "people"}
GONE = {"deleted", "removed", "withheld"}
NAMELESS = "author not known"
MOST = 3  # decimals
FINEST = 0.002  # percent: a narrower interval is not told in numbers
ENDS = tuple(".!?…:;。！？\"”’')")


def number(count: int) -> str:
    """A whole number, thousands apart by commas."""
    return f"{count:,}"


def plural(count: int, noun: str) -> str:
    """A number with its noun: 1 person, 2 people, 3 distinct texts."""
    return f"{number(count)}{SPACE}{noun if count == 1 else PLURALS.get(noun, noun + 's')}"


def percent(count: Count) -> str:
    """A share in percent, half up, with one decimal below 1 % and where its interval tells tenths.

    Never 0 % of something, nor 100 % of less than all.
    """
    if not count.of:
        return "–"
    share = Fraction(100 * count.count, count.of)
    return f"{_percent(share, 1 if share < 1 else min(_places(count), 1))}{SPACE}%"


def portion(share: float) -> str:
    """A share that is no count, in percent: whole, one decimal below 1 %."""
    exact = 100 * Fraction(share)
    return f"{_percent(exact, int(exact < 1))}{SPACE}%"


def _percent(share: Fraction, places: int) -> str:
    if share in (0, 100):
        return str(share)
    parts = 10**places
    near = Fraction(int(share * parts + Fraction(1, 2)), parts)
    if near in (0, 100):
        return "under 0.1" if near == 0 else f"over {100 - 1 / parts:g}"
    return f"{float(near):.{places}f}"


def _places(count: Count) -> int:
    """Decimals that a share and the ends of its interval are told with: as fine as the interval is narrow."""
    width = 100 * (count.high - count.low)
    return next((n for n, least in enumerate((1.95, 0.2, 0.02)) if width >= least), MOST) if width else 0


def interval(count: Count) -> str:
    """The 95 % interval of a share: 8–15 %, or 1.9–2.5 %."""
    low, high = 100 * count.low, 100 * count.high
    if min(high, 100 - low) < FINEST:
        return f"under 0.01{SPACE}%" if high < FINEST else f"over 99.99{SPACE}%"
    places = _places(count)
    while places < MOST and (round(low, places) == 0 < low or round(high, places) == 100 > high):  # none is not what was seen
        places += 1
    begin, end = ("0" if low == 0 else f"{low:.{places}f}"), ("100" if high == 100 else f"{high:.{places}f}")
    return f"{begin}–{end}{SPACE}%"


def out_of(count: Count, noun: str) -> str:
    """What a count counts, out of how many: 34 people of 310 (11 %, 95 % interval 8–15 %)."""
    if not count.of:
        return f"{plural(count.count, noun)} of 0"
    return f"{plural(count.count, noun)} of{SPACE}{number(count.of)} ({percent(count)}, 95{SPACE}% interval {interval(count)})"


def closed(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text.endswith(ENDS) or not text else text + "."


def unknown(accounts: int | None) -> str:
    """That authors are not known, where distinct texts are counted; `accounts`: known ones, copies and reposts included."""
    if not accounts:
        return "Authors are not known in this collection"
    return "Only copies and reposts have known authors in this collection"


def main_count(prevalence: Prevalence | Without, method: Method) -> Count:
    """The count that a method's unit stands for."""
    people = prevalence.people if method.unit == "people" else None
    return people or prevalence.texts


def noun(method: Method) -> str:
    """What the method counts, in the singular."""
    return "person" if method.unit == "people" else "distinct text"


def counted(prevalence: Prevalence | Without, method: Method) -> str:
    """What `main_count` counts here, in the singular: texts, too, where no author of a view is known."""
    return "distinct text" if prevalence.people is None else noun(method)


def grouped(method: Method) -> str:
    """What grouped the sentences, and what it can read."""
    return GROUPED.get(method.encoder, f"fixed vectors of pieces of words, {LATIN}")


def fits(prevalence: Prevalence | Without, method: Method) -> str:
    """The verb for those without a view that `main_count` counts; who wrote another text that holds one is not among them."""
    return "fit" if counted(prevalence, method) == "distinct text" else "wrote only what fits"


def beside(prevalence: Prevalence, method: Method) -> str:
    """What a number of people leaves out, to stand behind it: texts whose author is not known."""
    if counted(prevalence, method) != "person" or not prevalence.nameless:
        return ""
    return f", and {plural(prevalence.nameless, 'distinct text')} without a known author"


def bare(prevalence: Prevalence | Without, method: Method) -> str:
    """What a prevalence counts, out of how many, as `out_of` says it."""
    return out_of(main_count(prevalence, method), counted(prevalence, method))


def held(prevalence: Prevalence, method: Method) -> str:
    """`bare`, and what it leaves out."""
    return bare(prevalence, method) + beside(prevalence, method)


def share_name(count: Count, noun: str) -> str:
    """Who hold something, for a sentence: 34 of 310 people (11 %, ...)."""
    return f"{number(count.count)} of {plural(count.of, noun)} ({percent(count)}, 95{SPACE}% interval {interval(count)})"


def speaks(prevalence: Prevalence, method: Method) -> str:
    """The verb for those who speak of something: people wrote of it, texts speak of it."""
    if counted(prevalence, method) == "person":
        return "wrote of"
    return "speaks of" if main_count(prevalence, method).count == 1 else "speak of"


def day(moment: datetime) -> str:
    """A date in words: 3 May 2026."""
    return f"{moment.day}{SPACE}{MONTHS[moment.month - 1]} {moment.year}"


def clock(moment: datetime) -> str:
    """A date and time in words, UTC."""
    return f"{day(moment)}, {moment:%H:%M}{SPACE}UTC"


def posted(post: Post | None) -> str:
    """When a post was written, no more precisely than is known."""
    if post is None or post.created_at is None or post.created_precision == "none":
        return "date not known"
    when = post.created_at.astimezone(UTC)
    if post.created_precision in {"exact", "minute"}:
        return clock(when)
    return day(when) if post.created_precision == "day" else f"about {day(when)}"


def instant(text: str | None) -> datetime | None:
    """The UTC time an ISO 8601 text gives (year, month, day or time); None where it gives none."""
    if text is None:
        return None
    filled = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    filled += ":00" if len(filled) == 13 else ""
    try:
        moment = datetime.fromisoformat(filled)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def when(text: str | None) -> str:
    """An ISO 8601 text in words, as precise as it is; as it stands where it is not one."""
    moment = instant(text)
    if text is None or moment is None:
        return inert.label(text or "not known")
    if len(text) == 4:
        return text
    if len(text) == 7:
        return f"{MONTHS[moment.month - 1]} {moment.year}"
    return day(moment) if len(text) == 10 else clock(moment)


def period(first: str | None, last: str | None) -> str:
    """From the first to the last time of a collection, by the day."""
    if first is None or last is None:
        return "dates not known"
    begin, end = when(first[:10]), when(last[:10])
    return begin if begin == end else f"{begin} – {end}"


def platform(name: str) -> str:
    """A platform's own spelling."""
    return PLATFORMS.get(name, inert.label(name))


def language(code: str) -> str:
    """A language's English name, where we have it."""
    return LANGUAGES.get(code.lower().split("-")[0], inert.label(code))


def words(code: str) -> str:
    """A reason or note as words."""
    return inert.label(code).replace("_", " ")


def title(moment: Moment | None) -> str:
    """The report's title."""
    return inert.label(moment.title) if moment and moment.title.strip() else "What people wrote"


def author(post: Post | None, method: Method, order: Sequence[str] = ()) -> str:
    """Who wrote a post, as far as the method shows it. `order`: the known authors' keys, for pseudonyms ("person 3")."""
    key = author_key(post)
    if post is None or key is None:
        return NAMELESS
    if method.authors == "hidden":
        return "author not shown"
    if method.authors == "pseudonym":
        return f"person{SPACE}{order.index(key) + 1}" if key in order else "a person"
    return _named(post)


def author_key(post: Post | None) -> str | None:
    """What tells one author from another."""
    if post is None:
        return None
    known = post.author_key or post.author_handle or post.author_name
    return f"{post.platform}:{known}" if known else None


def _named(post: Post) -> str:
    handle, name = inert.label(post.author_handle or ""), inert.label(post.author_name or "")
    at = ("u/" if post.platform == "reddit" else "@") + handle if handle else ""
    if at and name and name.casefold().lstrip("@") != handle.casefold():
        return f"{name} ({at})"
    return at or name or NAMELESS
