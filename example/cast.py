"""Who says what, when and where: the planted posts of the example, before they are laid out in any platform's format."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
SCENE = datetime(2025, 3, 14, 21, 40, tzinfo=UTC)
PLATFORMS = ("x",) * 46 + ("youtube",) * 20 + ("reddit",) * 18 + ("csv",) * 16
VIEWS = ("earned", "not_earned", "room", "no_room", "performance", "dark", "music", "book", "rope")
LANGUAGES = {"es", "fr", "de", "ja"}
NETWORKS = ("instagram", "threads", "tiktok")
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Voice:
    """One line of voices.txt: a text, its section, and its tags."""

    section: str
    text: str
    tags: tuple[str, ...]


@dataclass(eq=False)
class Planted:
    """One post to lay out. `kind`: original, exact, near, repost, deleted. `of`: the post it copies, quotes or answers."""

    text: str
    section: str
    platform: str
    author: str | None
    when: datetime
    tags: tuple[str, ...] = ()
    kind: str = "original"
    of: "Planted | None" = None
    id: str = ""
    replies: list["Planted"] = field(default_factory=list)

    @property
    def views(self) -> set[str]:
        """The planted views it holds: its section's and those of its tags."""
        return {self.section, *self.tags} & set(VIEWS)

    @property
    def lang(self) -> str:
        """Its language."""
        return next((tag for tag in self.tags if tag in LANGUAGES), "en")

    @property
    def network(self) -> str:
        """The platform the post says it is from: the CSV export covers three."""
        return NETWORKS[dice(self.text, "network") % 3] if self.platform == "csv" else self.platform

    @property
    def uid(self) -> str:
        """Its platform and id; Reddit's own ids of comments begin with t1_."""
        return f"{self.network}:{'t1_' * (self.platform == 'reddit')}{self.id}"


def dice(*parts: object) -> int:
    """A whole number that depends on the parts alone."""
    return int.from_bytes(hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()[:6], "big")


def plain(text: str) -> str:
    """A line as it is to stand: escapes undone."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text.replace("\\n", "\n"))


def voice(section: str, line: str) -> Voice:
    """One line; tags stand before '| '."""
    tags, bar, text = line.partition("| ")
    known = {*LANGUAGES, *VIEWS, *PLATFORMS, "sarcasm"}
    if bar and set(tags.split(",")) <= known:
        return Voice(section, plain(text), tuple(tags.split(",")))
    return Voice(section, plain(line), ())


def voices() -> Iterator[Voice]:
    """All lines of voices.txt."""
    section = ""
    for line in (HERE / "voices.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:].split(" | ")[0]
        elif line and not line.startswith("# "):
            yield voice(section, line)


def statements() -> dict[str, str]:
    """Each view and the sentence it stands for."""
    heads = (
        line[3:].split(" | ") for line in (HERE / "voices.txt").read_text(encoding="utf-8").splitlines() if line[:3] == "## "
    )
    return {name: sentence for name, sentence in heads if name in VIEWS}


class People:
    """Hands out made-up accounts, each one once: otter11_madeup, gull11_madeup, ..."""

    def __init__(self) -> None:
        self.stems = (HERE / "stems.txt").read_text(encoding="utf-8").split()
        self.count = 0

    def new(self) -> str:
        """The next account."""
        turn, place = divmod(self.count, len(self.stems))
        self.count += 1
        return f"{self.stems[place]}{11 + turn * 7}_madeup"


def moment(text: str, section: str) -> datetime:
    """When: before the scene for `before`, else after it, thick at first and thin after two days."""
    part = dice(text, "when") % 10_000
    if section == "before":
        return SCENE - timedelta(minutes=15 + part * 1200 // 10_000, seconds=part % 60)
    return SCENE + timedelta(minutes=2 + 3000 * part**3 // 10**12, seconds=part % 60)


def place(one: Voice) -> str:
    """Where: as a tag says, else by the hash of the text."""
    return next((tag for tag in one.tags if tag in PLATFORMS), PLATFORMS[dice(one.text, "place") % len(PLATFORMS)])


def author(one: Voice, platform: str, people: People, last: dict[tuple[str, str], str]) -> str | None:
    """Mostly somebody new; one in twelve speaks again; one in ten CSV rows has no author."""
    if one.section in {"rope", "no_room"}:
        return people.new()
    if platform == "csv" and dice(one.text, "author") % 10 == 0:
        return None
    again = last.get((platform, one.section))
    if again and dice(one.text, "again") % 12 == 0:
        return again
    last[platform, one.section] = people.new()
    return last[platform, one.section]


def originals(people: People) -> list[Planted]:
    """Every line of voices.txt as one post, the spam line left out."""
    last: dict[tuple[str, str], str] = {}
    found = []
    for one in voices():
        if one.section != "spam":
            where = place(one)
            who = author(one, where, people, last)
            found.append(Planted(one.text, one.section, where, who, moment(one.text, one.section), one.tags))
    return found
