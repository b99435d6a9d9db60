"""JSON of no platform's own shape: arrays of strings, and objects whose keys tell what they hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from hubbub.readers import columns
from hubbub.readers.base import Evidence, Item, Register, Source, hashed
from hubbub.readers.fields import Record, clean
from hubbub.readers.jsons import WITHIN, Value, read_json, samples

ARRAYS = (WITHIN - {"includes"}) | {"posts", "results", "tweets", "messages", "rows", "records"}
STRINGS = re.compile(rb'\s*\[\s*"[^"]{1000}')
STRANGE = "neither an object nor a string"


class Plain:
    """See `base.Reader`."""

    name = "json"

    def sniff(self, source: Source) -> Evidence | None:
        """Takes strings of words, and objects with a key that is known or asked for as the text."""
        found = [value.value for value in samples(source.head)]
        strings = [one for one in found if isinstance(one, str)]
        if found and len(strings) == len(found):
            return Evidence(0.6, "a JSON array of strings") if columns.is_wordy(strings) or len(strings) < 5 else None
        if not found and STRINGS.match(source.head):
            return Evidence(0.4, "a JSON array that begins with a very long string")
        objects = [flat(one) for one in spread(found)]
        name = text_key(objects, source.settings.columns)
        if name is None:
            return None
        return Evidence(0.9 if name in source.settings.columns.values() else 0.6, f"JSON objects; their text is '{name}'")

    def read(self, source: Source) -> Iterator[Item]:
        """A row a string or object. Raises InputError on a key that was asked for and is not there."""
        objects = [flat(one) for one in spread([value.value for value in samples(source.head)])]
        names = sorted({name for one in objects for name in one})
        asked = dict(source.settings.columns)
        columns.mapped(names, asked, source.name)
        keys = Keys(asked, text_key(objects, asked), columns.platform(names))
        return read_json(source, ARRAYS, keys.rows)


def spread(found: Sequence[object]) -> list[Record]:
    """The objects, and those within them."""
    return [each for one in found if isinstance(one, dict) for each in held(one)]


def held(one: Record) -> list[Record]:
    """A wrapper's objects instead of the wrapper; a post that holds its comments, and the comments."""
    inner = inside(one)
    says = any(isinstance(one[name], str) for name in columns.texts(list(one)))
    return [one, *inner] if says or not inner else inner


def inside(one: Record) -> list[Record]:
    """The objects in the first array of a wrapper; none when the object is no wrapper."""
    for name in sorted(ARRAYS & one.keys()):
        if isinstance(one[name], list) and one[name] and all(isinstance(inner, dict) for inner in one[name]):
            return list(one[name])
    return []


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


@dataclass(slots=True)
class Keys:
    """Our names to theirs, worked out once for each set of keys."""

    asked: Mapping[str, str]
    text: str | None  # the likeliest text of all; an object without it is read by the names it has
    site: str
    known: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """The posts of one value."""
        one, row = value.value, value.row
        if isinstance(one, str):
            fields = {"platform": self.site, "text": clean(one), "text_origin": "text"}
            yield register.post(row.sha256, fields)
        elif isinstance(one, dict):
            for each in held(one):
                sha256 = row.sha256 if each is one else hashed(orjson.dumps(each, option=orjson.OPT_SORT_KEYS))
                yield self.item(each, value, register, sha256)
        else:
            yield register.unreadable(row.offset, STRANGE, row.raw)

    def item(self, one: Record, value: Value, register: Register, sha256: str) -> Item:
        """The post or ledger entry of one object."""
        cells = flat(one)
        content = columns.content({ours: cells[theirs] for ours, theirs in self.names(cells).items()}, self.site, "json")
        if content is None:
            return register.unreadable(value.row.offset, "no text", orjson.dumps(one))
        return register.post(sha256, content)

    def names(self, cells: Record) -> dict[str, str]:
        """Our names to the keys at hand."""
        keys = tuple(cells)
        if keys not in self.known:
            if len(self.known) > 1000:
                self.known.clear()
            here = {ours: theirs for ours, theirs in self.asked.items() if theirs in cells}
            if self.text in cells and "text" not in self.asked:
                here["text"] = str(self.text)
            found = columns.mapped(keys, here, "")
            lacking = {"text"} if "text" in self.asked and "text" not in here else set()
            self.known[keys] = {ours: theirs for ours, theirs in found.items() if ours not in lacking}
        return self.known[keys]
