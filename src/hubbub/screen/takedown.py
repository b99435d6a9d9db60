"""A person can be removed: which posts go, and how they stay out when the same inputs are found again.

What goes with a removed post: itself; its reposts and quote posts; posts and page passages that carry its words (40
characters or more, in whatever case and punctuation), its id or its link. With a removed author also posts of others that
name the handle: after an @, in a link, or bare where it can mean nothing else (six characters, or a digit or underscore in
it, and no common English word or name: who removes @England does not remove all that speak of England). A short stock
phrase that others wrote too is theirs, and stays. Only keyed hashes of what was removed are kept.
"""

import hmac
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from hubbub.errors import OutputError

FILE = "takedown.json"
CARRIED = 40  # characters from which the same words elsewhere are a copy of the removed post, not chance


@dataclass(frozen=True, slots=True)
class Takedown:
    """Keyed hashes of the uids and author keys that were removed."""

    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    hashes: frozenset[str] = frozenset()

    def hash(self, name: str) -> str:
        """The keyed hash of a uid or author key."""
        return hmac.digest(self.key, name.encode(), "sha256").hex()[:32]

    def covers(self, *names: str | None) -> bool:
        """Whether any of the names was removed."""
        return bool(self.hashes) and any(name is not None and self.hash(name) in self.hashes for name in names)

    def adding(self, names: list[str]) -> "Takedown":
        """The same takedown with more names removed."""
        return Takedown(self.key, self.hashes | {self.hash(name) for name in names})

    def known(self) -> tuple[str, ...]:
        """What tells one takedown from another, the same in every run; nothing of an empty one, whose key is not kept."""
        return (self.key.hex(), *sorted(self.hashes)) if self.hashes else ()

    def save(self, out: Path) -> None:
        """Writes takedown.json where anything was removed."""
        if self.hashes:
            kept = {"key": self.key.hex(), "removed": sorted(self.hashes)}
            (out / FILE).write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def load_takedown(out: Path) -> Takedown:
    """The takedown of an output folder, empty where there is none. Raises OutputError when it is damaged."""
    if not (out / FILE).exists():
        return Takedown()
    try:
        kept = json.loads((out / FILE).read_text(encoding="utf-8"))
        return Takedown(bytes.fromhex(kept["key"]), frozenset(kept["removed"]))
    except (OSError, ValueError, KeyError, TypeError):
        why = "is damaged, and says who must stay out; put back a copy, or move the folder away and forget them again"
        raise OutputError(f"{out / FILE}: {why}.") from None
