"""Copies planted in real posts, so that every pair of copies is known: real distinct texts, some of them edited as people edit.

Texts are read from `../shared/data`; what is planted is made here, from a seed. `DEV` is what the method was developed on.
`SEEN` was scored once, and what was joined there was read, before the rule on templates was written; `HELD` was scored with
the method as it is: other collections, other people, other platforms.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bench.sources import POSTS, between, column, document, first
from evals.drawn import drawn

LABELLED = POSTS.parent / "labelled"
APART = 70  # percent of characters two texts have in common from which they are not distinct beyond doubt
LEAST = 30  # characters of a text whose copies are planted: below that "I love this song" is what people say, not copy
NAMES = ("harbour_view", "quietgull", "the_marrow", "ostrava91", "fern_and_ink", "lamplight")
ASIDES = (
    "This!",
    "So true:",
    "Read this",
    "100%",
    "Exactly this 👇",
    "Quoting this:",
    "WOW",
    "Can't stop thinking about this one —",
)
FILLERS = ("really", "just", "so", "well", "honestly", "also", "again", "now", "still", "even", "totally", "the", "and", "then")
FAMILY = "👩\u200d👩\u200d👧"
TURNS = re.compile(r"\d|^(?:no|not|never|none|nobody|nothing|without|hardly|cannot|\w+n['’]?t)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A post: `group` is the number of the text it copies, `edit` how ("" for a real post as it stands)."""

    uid: str
    text: str
    group: int
    edit: str


# ---- Real texts


def of(pattern: str, reader: Callable[[Path], Iterator[str]], folder: Path = POSTS) -> Callable[[], Iterator[str]]:
    """The texts of some files, as the bench reads them too."""
    return lambda: (text for path in sorted(folder.glob(pattern)) for text in reader(path))


def firsts(path: Path) -> Iterator[str]:
    """A text a line, or before the first tab of it."""
    return (line.partition("\t")[0] for line in path.read_text(encoding="utf-8").splitlines())


DEV: dict[str, Callable[[], Iterator[str]]] = {
    "netflix": of("netflix_shows_tweets/app/datasets/*.csv", column("tweet")),
    "youtube": of("youtube_music_comments/Data/All comments/*.json", document),
    "movies": of("reddit_corpus_2015/reddit_corpus/movies_*.json", document),
}
SEEN: dict[str, Callable[[], Iterator[str]]] = {
    "worldcup": of("worldcup2022_tweets/*.csv", column("Tweet")),
    "trailer": of("movie_trailer_yt/comments.csv", first),
    "tweepfake": of("tweepfake/data/splits/*.csv", between),
    "bluesky": of("bluesky_sample/tests/data/*.csv", column("text")),
    "television": of("reddit_corpus_2015/reddit_corpus/television_*.json", document),
}
HELD: dict[str, Callable[[], Iterator[str]]] = {
    "crisislex": of("crisislex/data/CrisisLexT6/*/*.csv", column(" tweet"), LABELLED),
    "goemotions": of("goemotions/data/original/*.tsv", firsts, LABELLED),
    "tweeteval": of("tweeteval/datasets/**/*_text.txt", firsts, LABELLED),
}
PARTS = {"dev": DEV, "seen": SEEN, "held": HELD}


def distinct(texts: Iterator[str], most: int, seed: int = 7) -> list[str]:
    """At most `most` texts, no two of one key, of LEAST characters or more when read so; drawn from all of them."""
    found: dict[str, str] = {}
    for text in texts:
        if 4 < len(text) <= 2_000 and (named := drawn(text)) and " " in named:
            found.setdefault(named, text)
    kept = sorted(found.values())
    return random.Random(seed).sample(kept, min(most, len(kept)))


def near(named: Sequence[str], percent: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """All pairs with that percent of their characters in common, the first before the second, some hundred texts at a time."""
    for begin in range(0, len(named), 500):
        part = named[begin : begin + 500]
        one, other = np.nonzero(process.cdist(part, named, scorer=fuzz.ratio, score_cutoff=percent, dtype=np.uint8, workers=-1))
        ahead = one + begin < other
        yield one[ahead] + begin, other[ahead]


def apart(texts: list[str]) -> list[str]:
    """The texts that are distinct beyond doubt: of any two with APART percent of their characters in common, or one of which
    holds the other, the second goes. All pairs are compared."""
    named = ["".join(filter(str.isalnum, drawn(text))) for text in texts]
    dropped = np.zeros(len(texts), dtype=bool)
    for one, other in near(named, APART):
        dropped[other[~dropped[one]]] = True
    kept = [n for n in range(len(texts)) if not dropped[n] and len(named[n]) >= 4]
    whole = "\0".join(named[n] for n in kept)
    return [texts[n] for n in kept if len(named[n]) < 20 or whole.count(named[n]) == 1]


# ---- Edits: each gives a changed text, or None where the text does not lend itself to it


def truncated(text: str, draw: random.Random) -> str | None:
    """Cut as platforms and exports cut."""
    at = int(len(text) * draw.uniform(0.5, 0.92))
    kept = text[:at].rstrip()
    return kept + draw.choice(["…", "...", "", f"… https://t.co/{draw.getrandbits(40):x}"]) if len(kept) >= LEAST else None


def glued(text: str, draw: random.Random) -> str | None:
    """White space lost, as where line breaks are dropped."""
    gaps = [found.start() for found in re.finditer(r"\s+", text)]
    if not gaps:
        return None
    breaks = [at for at in gaps if text[at] == "\n" or text[at - 1] in ".!?,"] or draw.sample(gaps, min(2, len(gaps)))
    return "".join(one for at, one in enumerate(text) if at not in set(breaks))


def unjoined(text: str, draw: random.Random) -> str | None:
    """Emoji whose joiners and presentation marks were lost, in the copy."""
    return re.sub("[\u200d\ufe0f]", draw.choice(["", " "]), f"{text} {FAMILY}❤\ufe0f")


def quoted(text: str, draw: random.Random) -> str | None:
    """A repost or quote post by hand, the text whole after a few words."""
    name = draw.choice(NAMES)
    forms = (
        f"RT @{name}: {text}",
        f"QT @{name} {text}",
        f"“{text}” — @{name}",
        f"{draw.choice(ASIDES)} {text}",
        f"{text} (via @{name})",
    )
    return draw.choice(forms)


def swapped(text: str, draw: random.Random) -> str | None:
    """Other mentions and links."""
    name, link = f"@{draw.choice(NAMES)}", f"https://t.co/{draw.getrandbits(40):x}"
    changed = re.sub(r"https?://\S+", link, re.sub(r"@\w+", name, text))
    return changed if changed != text else draw.choice([f"{name} {text}", f"{text} {link}", f"{name} {text} {link}"])


def dressed(text: str, draw: random.Random) -> str | None:
    """Other case, punctuation, emoji."""
    return draw.choice(
        [
            " ".join(one if ":" in one else one.upper() for one in text.split(" ")),
            text.lower() + " 😂😂",
            text.replace(".", "!!") + "!",
            f"{text} #throwback 🔥",
        ]
    )


def worded(count: int) -> Callable[[str, random.Random], str | None]:
    """So many words replaced, left out, added or misspelled; never a number or a negation, which would turn the text."""

    def edit(text: str, draw: random.Random) -> str | None:
        words = text.split(" ")
        free = [n for n, word in enumerate(words) if word.isalpha() and not TURNS.search(word)]
        if len(words) < 4 * count or len(free) < count:
            return None
        for place in sorted(draw.sample(free, count), reverse=True):
            words[place : place + 1] = changed(words[place], draw)
        return " ".join(words)

    return edit


def changed(word: str, draw: random.Random) -> list[str]:
    """What stands in a word's place."""
    slip = word[0] + word[2:] if len(word) > 3 else word + word[-1]
    return draw.choice([[], [draw.choice(FILLERS)], [word, draw.choice(FILLERS)], [slip]])


EDITS: dict[str, Callable[[str, random.Random], str | None]] = {
    "truncated": truncated,
    "glued": glued,
    "emoji joiners": unjoined,
    "quoted": quoted,
    "mentions and links": swapped,
    "case and signs": dressed,
} | {f"{count} word{'s' * (count > 1)}": worded(count) for count in range(1, 6)}


def plant(texts: list[str], seed: int = 11, share: float = 0.1) -> list[Row]:
    """All texts, and one to three edited copies of a share of those long enough. Rows in an order without meaning."""
    draw, rows = random.Random(seed), []
    for number, text in enumerate(texts):
        planted = draw.random() < share and len(drawn(text)) >= LEAST
        names = draw.sample(sorted(EDITS), draw.randint(1, 3)) if planted else []
        base = f"{text} {FAMILY}❤\ufe0f" if "emoji joiners" in names else text
        rows.append(Row("", base, number, ""))
        copies = ((EDITS[name](text, draw), name) for name in names)
        rows += [Row("", copy, number, name) for copy, name in copies if copy]
    draw.shuffle(rows)
    return [Row(f"x:{n:07d}", row.text, row.group, row.edit) for n, row in enumerate(rows)]
