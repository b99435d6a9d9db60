"""Articles as extraction leaves them, composed at run time: real posts from `../shared/data`, made-up prose, known answers.

A layout says how a page shows a post once its markup is gone; a damage says what extraction did to the text; a shape says
how paragraphs are separated. Nothing composed here is written to disk. Posts are parted by hash: development sees one
part, scoring the other, so that no rule can have been fitted to a post that scores it.
"""

import csv
import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import regex

POSTS = Path(__file__).parents[2] / "shared" / "data" / "posts"
SHOWS = POSTS / "netflix_shows_tweets" / "app" / "datasets"
CUP = POSTS / "worldcup2022_tweets" / "fifa_world_cup_2022_tweets.csv"
HANDLE = regex.compile(r"[A-Za-z0-9_]{3,15}")
EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f\u20e3]+")
LEAD = regex.compile(r"(?:@\w+\s+)+")
LINK = regex.compile(r"https?://\S+")
JOINED = ("🤦🏽\u200d♂️", "🧜\u200d♀️", "🤷\u200d♀️", "🕵️\u200d♂️", "🏃🏿\u200d♀️")
NAMES = ("Kit Climbs 🧗", "Old Gate", "tide ✨ watcher", "Rye (Fan)", "J. P. Moss", "swan lake 🦢🦢", "Mo | bikes", "ADA")
HIDDEN = "[email\xa0protected]"
PROSE = (
    "The harbour bridge closed on Friday after a swan took up residence on its northern ramp.",
    "Officials said the queue was the longest they had seen since the opening of the line in spring.",
    "The company has not yet said when the second season will be filmed or who will return for it.",
    "Critics had been kind to the first part, which drew a large audience on its opening weekend.",
    "The finale was watched by more people than any other programme that evening.",
    "It remains to be seen whether the council will vote on the plan before the summer recess.",
    "The director told a local paper that the ending had been settled years ago.",
    "A second showing is planned for next month, and tickets go on sale on Monday.",
    "The club, which was founded in a bakery, has never before played in the upper division.",
    "Not everyone was pleased with the way in which the story came to its close.",
)
INTRO = (
    "Many took to social media to share their reactions.",
    "Here is what people had to say about it.",
    "Others saw the matter in a different light.",
    "The scene did not go down well with everyone.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One post as it was published."""

    text: str
    name: str
    handle: str
    day: date


@dataclass(frozen=True, slots=True)
class Gold:
    """What a perfect reading recovers. `texts`: the spellings that are right where the halves disagree."""

    texts: tuple[str, ...]
    name: str | None
    handle: str | None
    platform: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """One composed article, its layout, damage and shape, and its posts in order."""

    layout: str
    damage: str
    shape: str
    text: str
    gold: list[Gold]


@dataclass(slots=True)
class Copies:
    """The two copies of a text that a doubled layout shows, and the texts that can be recovered from them."""

    first: str
    second: str
    texts: tuple[str, ...]
    chance: random.Random = field(repr=False)

    def hit(self, change: Callable[[str], str]) -> None:
        """Damages one of the copies."""
        if self.chance.random() < 0.5:
            self.first = change(self.first)
        else:
            self.second = change(self.second)

    def all(self, change: Callable[[str], str]) -> None:
        """Damages both, beyond recovery."""
        self.first, self.second = change(self.first), change(self.second)
        self.texts = tuple(change(text) for text in self.texts)


Damage = Callable[[Copies], None]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file, however encoded."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def shows() -> Iterator[Piece]:
    """Posts about television, with the names and handles of their authors."""
    for path in sorted(SHOWS.glob("*.csv")):
        for row in rows(path):
            if HANDLE.fullmatch(row["username"] or "") and row["name"] and row["created_at"]:
                when = datetime.fromtimestamp(float(row["created_at"]) / 1000, UTC).date()
                yield Piece(row["tweet"], " ".join(row["name"].split()), row["username"], when)


def cup() -> Iterator[Piece]:
    """Posts about football, which have line breaks but no authors: names and handles are made up."""
    for number, row in enumerate(row for row in rows(CUP) if row["Date Created"]):
        when = datetime.fromisoformat(row["Date Created"]).date()
        yield Piece(row["Tweet"], NAMES[number % len(NAMES)], f"made_up_{number % 9973}", when)


def fit(piece: Piece) -> bool:
    """Whether a post is one that a page embeds: no retweet, no control characters, long enough to tell, a name without @."""
    words = LEAD.sub("", LINK.sub("", piece.text), count=1).split()
    plain = not regex.search(r"[\ufffd\x00-\x08]|^RT @|\[email", piece.text) and "@" not in piece.name
    return plain and len(words) >= 4 and len(piece.text) <= 400 and len(piece.name) <= 50


def pieces(part: int) -> list[Piece]:
    """The posts of one part (0 for development, 1 for scoring), each text once, in an order that no file decides."""
    known = {hashlib.sha256(one.text.encode()).hexdigest(): tidy(one) for source in (shows, cup) for one in source() if fit(one)}
    return [known[key] for key in sorted(known) if int(key[-1], 16) % 2 == part]


def tidy(one: Piece) -> Piece:
    """A post without white space at line ends or doubled spaces: no page shows them."""
    lines = [" ".join(line.split()) for line in one.text.strip().splitlines()]
    text = regex.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return replace(one, text=text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


def copies(text: str, chance: random.Random) -> Copies:
    """Two good copies."""
    return Copies(text, text, (text,), chance)


def emoji_lost(one: Copies) -> None:
    """One copy without its emoji."""
    one.hit(lambda text: EMOJI.sub("", text))


def joiners_lost(one: Copies) -> None:
    """Both copies without joiners, at the end an emoji that has exactly one reading."""
    last = one.chance.choice(JOINED)
    one.texts = tuple(f"{EMOJI.sub('', text)} {last}" for text in one.texts)
    one.first = one.second = one.texts[0].replace("\u200d", "")


def breaks_flat(one: Copies) -> None:
    """Line breaks of both copies become spaces."""
    one.all(lambda text: " ".join(text.split()))


def breaks_glued(one: Copies) -> None:
    """Line breaks of one copy go, and nothing takes their place; the other has spaces."""
    one.all(lambda text: regex.sub(r"\n+", "\n", text))
    one.hit(lambda text: text.replace("\n", ""))
    one.first, one.second = one.first.replace("\n", " "), one.second.replace("\n", " ")


def mentions_cut(one: Copies) -> None:
    """One copy without the mentions that lead it."""
    one.hit(lambda text: LEAD.sub("", text, count=1) if LEAD.match(text) else text)


def links_lost(one: Copies) -> None:
    """One copy without links."""
    one.hit(lambda text: LINK.sub("", text).strip())


def links_short(one: Copies) -> None:
    """One copy shows its links as a reader sees them."""
    one.hit(lambda text: LINK.sub("example.com/news/20…", text))
    one.texts = tuple(dict.fromkeys([*one.texts, one.first, one.second]))


def glued(one: Copies) -> None:
    """One copy without the space between sentences."""
    one.hit(lambda text: regex.sub(r"(?<=[a-z][.!?]) (?=[A-Z])", "", text))


def cut(one: Copies) -> None:
    """One copy ends early, with an ellipsis."""
    one.hit(lambda text: text[: max(30, len(text) * 2 // 3)].rstrip() + "…" if len(text) > 60 else text)


def email(one: Copies) -> None:
    """A word of both copies is hidden as an address would be."""
    words = one.texts[0].split(" ")
    if len(words) > 6 and not words[4].startswith("@"):
        one.all(lambda text: " ".join(HIDDEN if place == 4 else word for place, word in enumerate(text.split(" "))))


def email_once(one: Copies) -> None:
    """A mention within the text is hidden in one copy only."""
    one.all(lambda text: text + " says @made_up_one of us")
    one.hit(lambda text: text.replace("@made_up_one", HIDDEN))


def quotes(one: Copies) -> None:
    """Quotation marks of one copy straightened."""
    one.hit(lambda text: text.translate(str.maketrans("’‘“”", "''\"\"")))
    one.texts = tuple(dict.fromkeys([*one.texts, one.first, one.second]))


def nbsp(one: Copies) -> None:
    """Spaces of one copy do not break."""
    one.hit(lambda text: text.replace(" ", "\xa0"))


def stray(one: Copies) -> None:
    """The last line of the first copy stands before it too, and glued to its end."""
    lines = one.first.split("\n")
    last = lines[-1]
    if len(lines) > 1 and len(last) > 8 and not last.startswith(("@", "#", "http")):
        one.first = f"{last} {' '.join(line for line in lines[:-1] if line)}{last}"


def mixed(one: Copies) -> None:
    """What is lost in one copy stands in the other, and the other way round."""
    ends = [lambda text: EMOJI.sub("", text), lambda text: regex.sub(r"\n+", " ", LINK.sub("", text)).strip()]
    one.chance.shuffle(ends)
    one.first, one.second = ends[0](one.first), ends[1](one.second)


def untouched(_: Copies) -> None:
    """No damage."""


DAMAGES: dict[str, Damage] = {
    "none": untouched,
    "emoji lost": emoji_lost,
    "joiners lost": joiners_lost,
    "breaks flat": breaks_flat,
    "breaks glued": breaks_glued,
    "mentions cut": mentions_cut,
    "links lost": links_lost,
    "links short": links_short,
    "glued": glued,
    "cut": cut,
    "email": email,
    "email once": email_once,
    "quotes": quotes,
    "nbsp": nbsp,
    "stray": stray,
    "mixed": mixed,
}
