"""JSON of no platform's own shape: arrays of strings, and objects whose keys tell what they hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import cast

from hubbub.readers import columns
from hubbub.readers.base import Evidence, Item, Register, Shape, Source, hashed
from hubbub.readers.compress import chunks
from hubbub.readers.dates import order_of
from hubbub.readers.fields import Record, clean
from hubbub.readers.jsons import WITHIN, Value, packed, samples, values
from hubbub.readers.tables import Export, Plan, export_of, plan

ARRAYS = (WITHIN - {"includes"}) | {"posts", "results", "tweets", "messages", "rows", "records"}
ANSWERS = frozenset({"replies", "children"}) - ARRAYS  # of an object that says something, where they do, too
STRINGS = re.compile(rb'\s*\[\s*"[^"]{1000}')
CHUNK = 4096  # values read at a time
STRANGE = "neither an object nor a string"


OBJECTS = Shape("json", "JSON and NDJSON of no platform's own shape, keys told by their names", "reddit_corpus_2015/**/*.json")
STRINGS_ONLY = Shape("json-strings", "arrays of strings", "youtube_music_comments/**/*.json")


class Plain:
    """See `base.Reader`. `exports` are the tables whose columns we know: their rows come as JSON objects too."""

    name = "json"

    def __init__(self, exports: tuple[Export, ...] = ()) -> None:
        self.exports = exports
        self.shapes: tuple[Shape, ...] = (OBJECTS, STRINGS_ONLY)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes strings of words, and objects with a key that is known or asked for as the text."""
        found = [value.value for value in samples(source.head)]
        strings = [one for one in found if isinstance(one, str)]
        if found and 2 * len(strings) > len(found):
            wordy = columns.is_wordy(list(dict.fromkeys(strings))) or len(strings) < 5
            return Evidence(0.6, "a JSON array of strings", STRINGS_ONLY.name) if wordy else None
        if not found and STRINGS.match(source.head):
            return Evidence(0.4, "a JSON array that begins with a very long string", STRINGS_ONLY.name)
        objects = [flat(one) for one in spread(found)]
        export = next((known for one in objects[:3] if (known := export_of(tuple(one), self.exports))), None)
        if export:
            return Evidence(0.94, f"JSON objects with the keys {', '.join(sorted(export.signs))}", export.name)
        name = text_key(objects, source.settings.columns)
        if name is None:
            return None
        asked = name in source.settings.columns.values()
        return Evidence(0.9 if asked else 0.6, f"JSON objects; their text is '{name}'", OBJECTS.name)

    def read(self, source: Source) -> Iterator[Item]:
        """A row a string or object. Raises InputError on a key that was asked for and is not there."""
        objects = [flat(one) for one in spread([value.value for value in samples(source.head)])]
        names = sorted({name for one in objects for name in one})
        asked = dict(source.settings.columns)
        columns.mapped(names, asked, source.name)
        keys = Keys(asked, text_key(objects, asked), columns.platform(names), self.exports, objects, source.name)
        register = Register(source.name)
        with source.open() as stream:
            for group in groups(values(stream, source.head, source.settings.row_limit, ARRAYS)):
                yield from keys.items(group, register)


def spread(found: Sequence[object]) -> list[Record]:
    """The objects, and those within them."""
    return [each for one in found if isinstance(one, dict) for each in held(one)]


def held(one: Record) -> list[Record]:
    """A wrapper's objects instead of the wrapper; a post that holds its comments, and the comments; to any depth."""
    found, waiting = [], [one]
    while waiting:
        each = waiting.pop()
        inner = inside(each)
        if not inner or says(each):
            found.append(each)
        waiting += reversed(inner)
    return found


def inside(one: Record) -> list[Record]:
    """The objects in the arrays of a wrapper; none when the object is no wrapper."""
    rows = [one[name] for name in sorted(ARRAYS & one.keys()) if is_filled(one[name])]
    answers = [one[name] for name in sorted(ANSWERS & one.keys()) if is_filled(one[name]) and any(map(says, one[name]))]
    return list(chain.from_iterable(rows + answers))


def is_filled(value: object) -> bool:
    """Whether a value is an array of objects alone."""
    return isinstance(value, list) and bool(value) and all(isinstance(inner, dict) for inner in value)


def says(one: Record) -> bool:
    """Whether an object has a text of its own."""
    return any(isinstance(one[name], str) for name in columns.texts(list(one)))


def flat(one: Record) -> Record:
    """An object with the members of its objects beside them, as `user.name`."""
    nested = [(name, whole) for name, whole in one.items() if isinstance(whole, dict)]
    deeper = {f"{name}.{inner}": value for name, whole in nested for inner, value in whole.items()}
    return {**one, **deeper} if deeper else one


def text_key(objects: Sequence[Record], asked: Mapping[str, str]) -> str | None:
    """The key that holds the text: the one asked for, else the likeliest by name that holds words."""
    names = list(dict.fromkeys(name for one in objects for name in one))
    if asked.get("text") in names:
        return asked["text"]
    for name in columns.texts(names):
        if columns.is_wordy([one[name] for one in objects if isinstance(one.get(name), str)]):
            return name
    return None


def groups(found: Iterator[Value]) -> Iterator[list[Value]]:
    """Values one after the other, as many at a time as are flat objects with the same keys in the same order."""
    for chunk in chunks(found, CHUNK):
        for keys, group in groupby(chunk, flat_keys):
            if keys is None:
                yield from ([one] for one in group)
            else:
                yield list(group)


def flat_keys(value: Value) -> tuple[str, ...] | None:
    """The keys of an object that holds no other, nor an array that might be rows; None for any other value."""
    one = value.value
    if type(one) is not dict:
        return None
    kinds = set(map(type, one.values()))
    return None if dict in kinds or list in kinds else tuple(one)


def is_rows(one: Sequence[object]) -> bool:
    """Whether an array within an array holds rows, as after a bracket too many: objects or strings alone."""
    return len({type(each) for each in one} & {dict, str}) == 1 == len(set(map(type, one)))


@dataclass(slots=True)
class Keys:
    """How objects are read, worked out once for each set of keys."""

    asked: Mapping[str, str]
    text: str | None  # the likeliest text of all; an object without it is read by the names it has
    site: str
    exports: tuple[Export, ...] = ()
    seen: Sequence[Record] = ()  # the first objects, which tell whether the day or the month comes first in dates
    scope: str = ""  # the input's name
    known: dict[tuple[str, ...], Plan | None] = field(default_factory=dict)

    def items(self, group: Sequence[Value], register: Register) -> Iterator[Item]:
        """The posts of some values: flat objects of the same keys as one block, all others one by one."""
        first = cast(Record, group[0].value)
        plan = self.plan(tuple(first)) if len(group) > 1 else None
        if plan and not (plan.export and plan.export.turn):
            cells = dict(zip(first, zip(*[one.value.values() for one in group], strict=True), strict=True))  # type: ignore[attr-defined]
            content = plan.contents(cells, len(group), "json")
            if not isinstance(content, str):
                base, register.number = register.number, register.number + len(group)
                yield register.block([one.row.sha256 for one in group], content, range(base + 1, register.number + 1))
                return
        for value in group:
            yield from self.rows(value, register)

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """The posts of one value."""
        one, row = value.value, value.row
        if row.fault:
            yield register.unreadable(row.offset, row.fault, row.raw)
        elif isinstance(one, str):
            fields = {"platform": self.site, "text": clean(one), "text_origin": "text"}
            yield register.post(row.sha256, fields)
        elif isinstance(one, dict):
            for each in held(one):
                sha256 = row.sha256 if each is one else hashed(packed(each))
                yield self.item(each, value, register, sha256)
        elif isinstance(one, list) and is_rows(one):
            for each in one:
                yield from self.rows(value._replace(row=row._replace(raw=packed(each)), value=each), register)
        else:
            yield register.unreadable(row.offset, STRANGE, row.raw)

    def item(self, one: Record, value: Value, register: Register, sha256: str) -> Item:
        """The post or ledger entry of one object."""
        cells = flat(one)
        plan = self.plan(tuple(cells))
        content = plan.content(cells, "json") if plan else "no text"
        if isinstance(content, str):
            return register.unreadable(value.row.offset, content, packed(one))
        return register.post(sha256, content)

    def plan(self, keys: tuple[str, ...]) -> Plan | None:
        """How an object with these keys is read."""
        if keys not in self.known:
            if len(self.known) > 1000:
                self.known.clear()
            self.known[keys] = self.made(keys)
        return self.known[keys]

    def made(self, keys: tuple[str, ...]) -> Plan | None:
        """A new plan; None where the text that was asked for is not among the keys."""
        if "text" in self.asked and self.asked["text"] not in keys:
            return None
        usual = {"text": str(self.text)} if self.text in keys and "text" not in self.asked else {}
        chosen = self.asked if export_of(keys, self.exports) else {**usual, **self.asked}
        found = plan(keys, self.exports, chosen)
        if found is None:
            return None
        dates = found.places.get("created_at", ())
        found = replace(found, order=order_of(one.get(dates[0]) for one in self.seen) if dates else None)
        return replace(found, scope=self.scope) if found.export else replace(found, site=self.site)
