"""What is mutated: excerpts of real exports, pages and texts, and the made-up file of every shape, cut into their rows.

Nothing of the real files is copied into the repository: they are read where they lie, and what fails is kept elsewhere.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import orjson

SMALL = 4096  # bytes of an excerpt
LARGE = 2**16  # of the few large ones
WINDOWS = 5  # excerpts of one file
READ = 2**21  # bytes of a file that are looked at
MARK = "made-up place of the items"
EMBED = re.compile(rb"<(?:blockquote|iframe)\b|class=\"[^\"]*(?:twitter-tweet|instagram-media|tiktok-embed)|<p>[^<]*[\x22\xe2]")
TOP = b"<!doctype html><html><head><title>Made up</title></head><body>"
Kind = Literal["lines", "items", "table", "page", "text"]


@dataclass(frozen=True)
class Sample:
    """An input whose rows are known: `head`, then the units with `join` between them, then `tail`.

    Pages and texts have no units. `group` is what samples are drawn by, so that a folder of many files does not rule.
    """

    group: str
    name: str
    kind: Kind
    head: bytes
    units: tuple[bytes, ...] = ()
    join: bytes = b"\n"
    tail: bytes = b""
    deep: bool = False  # its items lie further inside than those of an array, or of an object's array

    @cached_property
    def data(self) -> bytes:
        """The whole."""
        return self.of(self.units)

    def of(self, units: tuple[bytes, ...]) -> bytes:
        """The input with other units."""
        return self.head + self.join.join(units) + self.tail

    def with_unit(self, number: int, unit: bytes) -> bytes:
        """The input with one unit replaced."""
        return self.of((*self.units[:number], unit, *self.units[number + 1 :]))

    def without(self, number: int) -> bytes:
        """The input without one unit."""
        return self.of(self.units[:number] + self.units[number + 1 :])


def lined(group: str, name: str, lines: list[bytes], most: int = SMALL) -> Iterator[Sample]:
    """Windows of JSON lines; long ones lose most of what their arrays hold."""
    values = [orjson.loads(one) for one in lines]
    short = [one if len(one) < most else orjson.dumps(pruned(value, 2)) for one, value in zip(lines, values, strict=True)]
    for window in windows(short, most):
        yield Sample(group, name, "lines", b"", window, tail=b"\n")


def windows(rows: list[bytes], most: int) -> Iterator[tuple[bytes, ...]]:
    """A few runs of rows from all over a file, each at least one row and otherwise within a number of bytes."""
    step = max(1, len(rows) // WINDOWS)
    for start in list(range(0, len(rows), step))[:WINDOWS]:
        size, found = 0, list[bytes]()
        for one in rows[start : start + 40]:
            size += len(one)
            if found and size > most:
                break
            found.append(one)
        yield tuple(found)


def pruned(value: Any, most: int) -> Any:  # noqa: ANN401  any JSON
    """A value whose arrays hold a few items only."""
    if isinstance(value, list):
        return [pruned(one, most) for one in value[:most]]
    return {key: pruned(one, most) for key, one in value.items()} if isinstance(value, dict) else value


def document(group: str, name: str, value: Any, most: int = SMALL) -> Iterator[Sample]:  # noqa: ANN401  any JSON
    """A JSON document, compact and indented, with the items of its widest array as units."""
    for keep in (12, 6, 4, 3, 2, 1):
        small = pruned(value, keep)
        if len(orjson.dumps(small)) <= most:
            break
    if len(orjson.dumps(small)) > LARGE:
        yield Sample(group, name, "text", orjson.dumps(value)[:most])
        return
    yield itemised(group, name, small, orjson.dumps)
    yield itemised(group, name, small, lambda one: orjson.dumps(one, option=orjson.OPT_INDENT_2))


def itemised(group: str, name: str, value: Any, dumps: Callable[[Any], bytes]) -> Sample:  # noqa: ANN401  any JSON
    """A document cut at the items of its widest array."""
    path = max(arrays(value), key=lambda one: one[0], default=(0, ()))[1]
    items = value
    for key in path:
        items = items[key]
    if not isinstance(items, list):
        return Sample(group, name, "items", b"", (dumps(value),))
    before, _, after = dumps(planted(value, path)).partition(b'"' + MARK.encode() + b'"')
    return Sample(group, name, "items", before + b"[", tuple(map(dumps, items)), b",", b"]" + after, len(path) > 1)


def arrays(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[int, tuple[Any, ...]]]:  # noqa: ANN401  any JSON
    """The arrays of objects or texts near the top, with their lengths."""
    if isinstance(value, list) and value and len(path) < 4:
        yield len(value), path
    if len(path) < 3 and isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from arrays(inner, (*path, key))


def planted(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401  any JSON
    """A value with a mark in place of what is at a path."""
    if not path:
        return MARK
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = planted(value[path[0]], path[1:])
    return copy


def table(group: str, name: str, data: bytes, most: int = SMALL) -> Iterator[Sample]:
    """Windows of the records of a table under its header; a record ends at a line end outside quotes."""
    first, *rows = records(data)
    for window in windows(rows, most):
        yield Sample(group, name, "table", first + b"\n", window, tail=b"\n")


def records(data: bytes) -> list[bytes]:
    """The records of a table, by the parity of its quotes."""
    found, open_ = [b""], False
    for line in data.splitlines(keepends=True)[:5000]:
        found[-1] += line
        open_ ^= line.count(b'"') % 2 == 1
        if not open_:
            found[-1] = found[-1].rstrip(b"\r\n")
            found.append(b"")
    whole = [one for one in found if one.strip()]
    return whole[: -1 if open_ else None] or [data]


def page(group: str, name: str, data: bytes, most: int = SMALL) -> Iterator[Sample]:
    """Excerpts of a page around what it embeds; all of it where there is room."""
    if len(data) <= most:
        yield Sample(group, name, "page", data)
        return
    for match in islice(EMBED.finditer(data), 0, 12, 3):
        start = data.rfind(b"<", 0, max(match.start() - most // 4, 1))
        yield Sample(group, name, "page", TOP + data[max(start, 0) : start + most])


def read(group: str, path: Path, most: int = SMALL) -> list[Sample]:
    """The samples of one file."""
    raw = path.read_bytes()[:READ]
    data = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return list(told(group, path.name, data, most))


def told(group: str, name: str, data: bytes, most: int) -> Iterator[Sample]:
    """The samples of a file, by what it is."""
    lines = [one for one in data.splitlines() if one.strip()]
    whole = loaded(data)
    if len(lines) > 1 and isinstance(loaded(lines[0]), dict):
        return lined(group, name, [one for one in lines if loaded(one) is not None], most)
    if isinstance(whole, dict | list) and whole:
        return document(group, name, whole, most)
    if name.endswith((".csv", ".tsv")) and len(lines) > 1:
        return table(group, name, data, most)
    if data.lstrip()[:1] == b"<":
        return page(group, name, data, most)
    return iter([Sample(group, name, "text", data[start : start + most]) for start in range(0, min(len(data), 4 * most), most)])


def loaded(raw: bytes) -> Any:  # noqa: ANN401  any JSON
    """A JSON value, None where there is none."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None


def corpus(shared: Path, made: Path, most: int = SMALL) -> list[Sample]:
    """The samples of every real file and of every made-up one, in one order on every machine."""
    found = [one for path in files(made) for one in read("shapes", path, most)]
    for folder in ("data/formats", "data/articles", "data/posts", "seed"):
        for path in files(shared / folder):
            group = "/".join(path.relative_to(shared).parts[:3]) if folder != "seed" else "seed"
            if path.suffix not in {".md", ".py"} and not path.name.startswith(("LICENSE", "COPYING")):
                found += read(group, path, most)
    return [one for one in found if one.data.strip()]


def files(folder: Path) -> list[Path]:
    """The files below a folder, sorted."""
    return sorted(one for one in folder.rglob("*") if one.is_file())


def fingerprint(samples: list[Sample]) -> str:
    """A hash of what is mutated."""
    digest = hashlib.sha256()
    for one in samples:
        digest.update(one.kind.encode() + one.data)
    return digest.hexdigest()
