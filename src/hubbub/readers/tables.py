"""Tables whose columns we know: each platform's file declares those of the tools that export it, as `Export`.

The same declaration reads a CSV, a Parquet table, a workbook and flat JSON objects. A table that no one declares is read by
the names of its columns (`columns.py`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, runtime_checkable

from hubbub.readers import columns, forum
from hubbub.readers.base import Shape, Source
from hubbub.readers.cells import Columns, contents
from hubbub.readers.columns import Cells
from hubbub.readers.dates import Order
from hubbub.readers.fields import Record, is_damaged

EMPTY: Record = {  # what every row has when an export has its say
    **dict.fromkeys(("post_id", "url", "author_key", "author_handle", "author_name", "lang", "created_at", "collected_at")),
    "author_flags": (),
    "created_precision": "none",
    "moderation": None,
}
Turn = Callable[[Cells, Record], Record | str]


@dataclass(frozen=True, slots=True, eq=False)
class Export(Shape):
    """A table as one tool writes it. `signs` are the columns by which it is known, `fields` ours to theirs (or several of
    theirs, the first that is filled), `turn` has the last word: all the row's cells under their own names and the post's
    fields come in, the fields or the reason why it is no post go out.
    """

    platform: str = "unknown"
    signs: frozenset[str] = frozenset()
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    turn: Turn | None = None
    local: bool = False  # authors are numbered anew in every file: the same number elsewhere is somebody else
    linked: bool = False  # rows of many platforms, each told by its link


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """How the columns at hand become a post: `places` are our names with theirs, likeliest first, `scope` is the input's name."""

    export: Export | None
    names: tuple[str, ...]
    places: Mapping[str, tuple[str, ...]]
    site: str
    order: Order = None
    scope: str = ""

    def content(self, cells: Cells, origin: str) -> Record | str:
        """The fields of the post in a row's cells (under their own names), or the reason why it is none."""
        found = self.contents({name: (cells.get(name),) for name in self.used}, 1, origin)
        return found if isinstance(found, str) else self.last(cells, {name: column[0] for name, column in found.items()})

    def last(self, cells: Cells, content: Record) -> Record | str:
        """The last word on a row, which is the export's."""
        turn = self.export.turn if self.export else None
        return turn(cells, {**EMPTY, **content}) if turn else content

    def contents(self, cells: Mapping[str, Sequence[Any]], size: int, origin: str) -> Columns | str:
        """The fields of many posts, a column each, out of columns of cells; a reason instead where any of them has no text."""
        nothing = (None,) * size
        ours = {name: filled([cells.get(one, nothing) for one in theirs]) for name, theirs in self.places.items()}
        bodies = ours["text"]
        ours["text"] = self.said(bodies, ours.get("title"))
        if not all(isinstance(one, str) for one in ours["text"]):
            return "no text"
        found = contents(ours, self.site, origin, self.order, linked=self.export is None or self.export.linked)
        if self.export is None and "reddit" in found["platform"]:
            found = forum.named(found, bodies, self.kind)
        if self.export and self.export.local and "author_key" in found:
            found["author_key"] = [one and f"{one} in {self.scope}" for one in found["author_key"]]
        return found

    def said(self, bodies: Sequence[Any], titles: Sequence[Any] | None) -> Sequence[Any]:
        """The texts: of Reddit's submissions with their titles before them, else a title where there is no other text."""
        if titles is None:
            return bodies
        if self.site == "reddit" and self.kind == forum.SUBMISSION:
            return [forum.joined(*one) for one in zip(titles, bodies, strict=True)]
        return [
            title if body in (None, "") and isinstance(title, str) and title.strip() else body
            for title, body in zip(titles, bodies, strict=True)
        ]

    @property
    def kind(self) -> str:
        """Of which kind the rows are where they are Reddit's."""
        return forum.kind(self.names, self.places["text"][0])

    @property
    def used(self) -> list[str]:
        """The columns that are read."""
        return [name for theirs in self.places.values() for name in theirs]


IDS = ("post_id", "author_id", "parent", "root", "repost", "quote")


def sound(plan: Plan, cells: Mapping[str, Sequence[str]]) -> tuple[Plan, tuple[str, ...]]:
    """The plan without columns of ids that end in zeros throughout, and the names of all whose ids a spreadsheet rounded."""
    used = {name for ours in IDS for name in plan.places.get(ours, ())}
    zeros = {name for name in used if is_rounded(cells.get(name, ()))}
    lost = zeros | {name for name in used if any(is_damaged(one.strip()) for one in cells.get(name, ()))}
    kept = {ours: tuple(name for name in theirs if ours not in IDS or name not in zeros) for ours, theirs in plan.places.items()}
    return replace(plan, places={ours: theirs for ours, theirs in kept.items() if theirs}), tuple(sorted(lost))


def is_rounded(cells: Sequence[str]) -> bool:
    """Whether a spreadsheet kept fifteen digits of every long id: by chance, five of them do not all end in zeros."""
    long = [one for one in map(str.strip, cells) if len(one) >= 17 and one.isdigit()]
    return len(long) >= 5 and not any(one[15:].strip("0") for one in long)


def filled(columns: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """The first of several columns, row by row the first that holds something, else the last."""
    if len(columns) == 1:
        return columns[0]
    return [next((one for one in row if one not in (None, "")), row[-1]) for row in zip(*columns, strict=True)]


def plain_header(name: str) -> str:
    """A column name as exports are compared: lower case, one spelling of nesting, no byte order mark."""
    return name.strip("\ufeff \t").lower().replace("/", ".")


def export_of(names: Sequence[str], exports: Sequence[Export]) -> Export | None:
    """The declared table with these columns: of several, the one known by most."""
    here = {plain_header(name) for name in names}
    fitting = [one for one in exports if one.signs and one.signs <= here]
    return max(fitting, key=lambda one: len(one.signs), default=None)


def plan(names: Sequence[str], exports: Sequence[Export], asked: Mapping[str, str], order: Order = None) -> Plan | None:
    """How a table's columns are read; None when none is the text. Columns asked for come before declared and guessed ones."""
    export = export_of(names, exports)
    theirs: dict[str, str] = {}
    for name in names:
        theirs.setdefault(plain_header(name), name)
    given = {ours: one for ours, one in asked.items() if one in names}
    if export:
        places = {ours: declared(one, theirs) for ours, one in export.fields.items()}
        places |= {ours: (one,) for ours, one in given.items()}
    else:
        places = {ours: (one,) for ours, one in columns.mapped(names, given, "").items()}
    places = {ours: one for ours, one in places.items() if one and (ours != "title" or one != places.get("text"))}
    site = export.platform if export else columns.platform(names)
    return Plan(export, tuple(names), places, site, order) if "text" in places else None


def declared(named: str | tuple[str, ...], theirs: Mapping[str, str]) -> tuple[str, ...]:
    """The columns at hand that a declaration names."""
    names = (named,) if isinstance(named, str) else named
    return tuple(theirs[key] for one in names if (key := plain_header(one)) in theirs)


@runtime_checkable
class Probe(Protocol):
    """A reader whose rows all have the same columns."""

    def probe(self, source: Source, rows: int) -> tuple[Plan, Sequence[Mapping[str, Any]]] | None:
        """How the columns are read, and the cells of the first rows under their own names; None when there is no table."""
