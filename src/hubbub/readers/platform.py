"""What the readers of the platforms' JSON share: each value is looked at until one is told apart, then each becomes its rows."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from hubbub.readers.base import Evidence, Item, Register, Shape, Source
from hubbub.readers.dates import when
from hubbub.readers.jsons import Value, read_json, samples

CERTAIN = 0.95
POSTLESS = "-other"  # ends the names of shapes that are recognised to say that they hold no posts


def collected(around: Mapping[str, object]) -> datetime | None:
    """When Zeeschuimer last saw what its envelope holds: of an item seen again, the newest stands."""
    return when(around.get("last_updated") or around.get("timestamp_collected"))[0]


class Platform:
    """A reader of JSON: one platform's own knowledge is in `shapes`, `told` and `rows`. See `base.Reader`.

    `within` names the arrays inside an object whose items are rows of their own, read one by one however large.
    """

    name: str
    shapes: tuple[Shape, ...]
    within: frozenset[str] = frozenset()

    def told(self, value: Value) -> tuple[str, str] | None:
        """The name of the shape a value is of, and the keys that say so; None when it is not of this platform."""
        raise NotImplementedError

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """The records of one value: every row in it ends as exactly one. Never raises on content."""
        raise NotImplementedError

    def sniff(self, source: Source) -> Evidence | None:
        """Takes a source one of whose first values is told apart; one that holds posts tells more than one that holds none."""
        found = [one for one in map(self.told, samples(source.head)) if one]
        best = next((one for one in found if not one[0].endswith(POSTLESS)), next(iter(found), None))
        return Evidence(CERTAIN, best[1], best[0]) if best else None

    def read(self, source: Source) -> Iterator[Item]:
        """The records of every value, in order."""
        return read_json(source, self.within, self.rows)
