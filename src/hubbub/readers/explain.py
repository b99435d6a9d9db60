"""What was made of an input, shown by experiment: each column of its first rows is altered in turn, and what changes is what
that column becomes. So the mapping shown is the one that reads, whichever reader's code it is in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from io import BufferedReader, BytesIO
from itertools import islice
from typing import Any, BinaryIO, cast

import orjson

from hubbub.readers.base import Evidence, Reader, Source, each
from hubbub.readers.jsons import by_lines, is_json, parse, samples
from hubbub.readers.tables import Probe
from hubbub.records import Excluded, Post, Unreadable

ROWS = 40  # looked at
SHOWN = 10  # rows shown
DEEP = 12  # levels of nesting told apart
BULK = 2**18  # bytes of rows altered at a time
# Fields that say where a row was read, or follow from others.
PLACE = {"uid", "input_file", "input_row", "input_sha256", "text_origin", "created_precision"}
NAMES = tuple(one.name for one in fields(Post) if one.name not in PLACE)
WHOLE = "whether it is a post"
Counted = Post | Excluded | Unreadable
Rows = dict[int, Counted]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a source is taken for and what becomes of its columns. `rivals` are the other readers that would take it."""

    name: str
    reader: str
    evidence: Evidence
    rivals: tuple[tuple[str, Evidence], ...]
    mapped: Mapping[str, tuple[str, ...]]  # theirs to ours
    unmapped: tuple[str, ...]
    rows: tuple[Counted, ...]


def explained(source: Source, reader: Reader, evidence: Evidence, readers: Sequence[Reader]) -> Explained:
    """The explanation of a source that `reader` takes. Raises what reading raises."""
    rivals = ((one.name, found) for one in readers if one is not reader and (found := one.sniff(source)))
    rows = tuple(islice(counted(reader, source), SHOWN))
    changes = {name: tuple(ours) for name, ours in columns(source, reader)}
    mapped = {name: ours for name, ours in changes.items() if ours}
    return Explained(source.name, reader.name, evidence, tuple(rivals), mapped, tuple(sorted(changes.keys() - mapped)), rows)


def columns(source: Source, reader: Reader) -> Iterator[tuple[str, list[str]]]:
    """Every column of the first rows, with the fields that change when it does."""
    if isinstance(reader, Probe):
        yield from probed(reader, source)
    elif is_json(source.head):
        yield from keys(source, reader)


def probed(reader: Probe, source: Source) -> Iterator[tuple[str, list[str]]]:
    """The columns of a table."""
    found = reader.probe(source, ROWS)
    if found is None:
        return
    plan, rows = found
    before = {number: plan.content(row, "") for number, row in enumerate(rows)}
    for name in plan.names:
        after = {number: plan.content({**row, name: altered(row.get(name))}, "") for number, row in enumerate(rows)}
        yield name, changed(before, after, lambda content: content if isinstance(content, dict) else None)


def keys(source: Source, reader: Reader) -> Iterator[tuple[str, list[str]]]:
    """The keys of JSON, those of nested objects as `a.b`, of arrays as `a[]`."""
    document = list(filter(is_written, excerpt(source.head)))
    before = again(source, reader, document)
    idle = []
    for path in dict.fromkeys(paths(document)) if document else ():
        found = compared(before, again(source, reader, altered_at(document, path)))
        found = found or compared(before, again(source, reader, without(document, path) or []))
        idle += [] if found else [path]
        yield shown(path), found
    for path in dict.fromkeys(one[:-1] for one in idle if len(one) > 2 and one[-1] != "[]"):
        if all(one in idle for one in paths(document) if one[: len(path)] == path):
            found = compared(before, again(source, reader, without(document, path) or []))
            if found:  # what counts is that the object is there, whatever it holds
                yield shown(path), found


def is_written(value: object) -> bool:
    """Whether a value can be written out again: one nested too deep cannot, so nothing in it is altered."""
    try:
        orjson.dumps(value)
    except TypeError:
        return False
    return True


def compared(before: Rows, after: Rows) -> list[str]:
    """Our fields that differ between two readings."""
    return changed(before, after, lambda item: item if isinstance(item, Post) else None)


def changed(before: Mapping[int, Any], after: Mapping[int, Any], post: Callable[[Any], Any]) -> list[str]:
    """Our fields that differ in any row."""
    ours: dict[str, None] = {}
    for number, one in before.items():
        old, new = post(one), post(after.get(number))
        if (old is None) != (new is None):
            ours[WHOLE] = None
        elif old is not None:
            ours |= dict.fromkeys(name for name in NAMES if value(old, name) != value(new, name))
    return [name for name in (*NAMES, WHOLE) if name in ours]


def value(post: Any, name: str) -> object:  # noqa: ANN401  a Post, or the fields of one
    """A field of a post."""
    return post.get(name) or None if isinstance(post, dict) else getattr(post, name)


def excerpt(head: bytes) -> list[Any]:
    """The first rows as values that may be altered: one document, or several lines."""
    lines = [one for line in head[:BULK].splitlines()[:ROWS] if (one := loaded(line)) is not None]
    if lines and by_lines(head, frozenset()):
        return lines
    whole = loaded(head)
    if whole is not None:
        return [whole]
    found = samples(head)[:ROWS]
    items = [one.value for one in found]
    return [{**found[-1].around, found[-1].key: items} if found and found[-1].key else items]


def loaded(raw: bytes) -> Any:  # noqa: ANN401  any JSON
    """A value, None for broken ones."""
    try:
        return parse(raw)
    except ValueError:
        return None


def again(source: Source, reader: Reader, document: list[Any]) -> Rows:
    """The records of an altered document, by row number."""
    data = b"\n".join(map(orjson.dumps, document))
    made = replace(source, head=data[:BULK], open=lambda: cast(BinaryIO, BufferedReader(BytesIO(data))))
    return {one.input_row: one for one in counted(reader, made)}


def counted(reader: Reader, source: Source) -> Iterator[Counted]:
    """The records of a source that are rows."""
    return (one for one in each(reader.read(source)) if isinstance(one, Post | Excluded | Unreadable))


def paths(value: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401  any JSON
    """The way to every leaf; `[]` stands for each item of an array."""
    if isinstance(value, dict) and value and len(path) < DEEP:
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list) and value and len(path) < DEEP:
        for inner in value:
            yield from paths(inner, (*path, "[]"))
    else:
        yield path


def altered_at(value: Any, path: Path) -> Any:  # noqa: ANN401  any JSON
    """The value with the leaves at a path altered."""
    if not path:
        return altered(value)
    if path[0] == "[]" and isinstance(value, list):
        return [altered_at(one, path[1:]) for one in value]
    if isinstance(value, dict) and path[0] in value:
        return {**value, path[0]: altered_at(value[path[0]], path[1:])}
    return value


def without(value: Any, path: Path) -> Any:  # noqa: ANN401  any JSON
    """The value without the leaves at a path, nor what held only them."""
    if not path:
        return None
    if path[0] == "[]" and isinstance(value, list):
        kept = [without(one, path[1:]) for one in value]
        return [one for one in kept if one is not None] or None
    if isinstance(value, dict) and path[0] in value:
        inner = without(value[path[0]], path[1:])
        rest = {key: one for key, one in value.items() if key != path[0]}
        return ({**value, path[0]: inner} if inner is not None else rest) or None
    return value


def altered(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return "".join(str((int(one) + 1) % 10) for one in value) if value.isascii() and value.isdigit() else value + "x"
    return None if value is not None else "7"


def shown(path: Path) -> str:
    """A path as people write it; the line or the array around everything is left out."""
    inside = path[1:] if path[:1] == ("[]",) else path
    inside = inside[1:] if inside[:1] == ("[]",) else inside
    inside = tuple("{number}" if one.isdigit() else one for one in inside)
    return ".".join(inside).replace(".[]", "[]") or "(the value)"
