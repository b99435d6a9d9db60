"""Mutations that know what they change: JSON values, table rows, markup, prose."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import orjson

from evals.fuzzing.bytewise import HOSTILE, Mutation, long, repeat

PLACE = "made-up place of raw JSON"
WRONG: tuple[object, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        2**63 - 1,
        1.5,
        1e300,
        "",
        " ",
        "\x00",
        "made up",
        "[deleted]",
        "0",
        "1.2K",
        "2024-05-01",
        "\ud83d",
    ),
    *([], [None], {}, {"id": 5}, [[{"text": "x"}]], {"kind": []}, {"": {"": ""}}, [1, "a", {}], ["made up", "made up too"]),
)
RAW = (
    *(b"NaN", b"-Infinity", b"9" * 400, b"-" + b"9" * 30, b"1e999999", b"1e-999999", b"0.1" * 3, b"01", b"\\ud800", b"'x'"),
    *(
        b"[" * 1000 + b"]" * 1000,
        b'{"a":' * 1000 + b"1" + b"}" * 1000,
        b"[" * 1000,
        b'"\\ud83d"',
        b'"\\ud83d\\ud83d"',
        b'"\\u0000"',
    ),
    *(b'"\\x41"', b'"a\nb"', b"undefined", b"", b"{,}", b"[,]", b'{"a":1,"a":2}', b"/* */1", b'"\xff"', b'"\xed\xa0\xbd"', b'"'),
)
TAG = re.compile(rb"</?[a-zA-Z][^<>]{0,300}>")
ATTRIBUTE = re.compile(rb"\s[\w-]{1,40}=(?:\"[^\"]{0,200}\"|'[^']{0,200}'|[^\s>]{1,100})")
PIECES = (
    *(
        b"<!--",
        b"-->",
        b"<script>",
        b"</script>",
        b"<style>",
        b"<![CDATA[",
        b"<p>",
        b"</p>",
        b"</div>",
        b"<table>",
        b"<template>",
    ),
    *(
        b"<blockquote>",
        b"</blockquote>",
        b"<a href='",
        b"<p lang=",
        b"&mdash;",
        b"&#x2028;",
        b"<svg><math><mtext>",
        b"<plaintext>",
    ),
    *(
        b'<blockquote class="twitter-tweet">',
        b"<noscript>",
        b"<iframe srcdoc='<p>x'>",
        b"<base href=//example.invalid>",
        b"<br/>",
    ),
    *(
        b'<script type="application/ld+json">{"@type":"NewsArticle"}</script>',
        b"<title>",
        b"</body>",
        b"<html lang=xx>",
        b"<select>",
    ),
)
NESTED = (b"<div>", b"<blockquote>", b"<b><i>", b"<ul><li>", b"<table><tr><td>", b"<p><a>", b"<font>", b"<span>")
PROSE = (
    *(
        "“",
        "”",
        "“‘“",
        '"',
        "«",
        "—",
        " said ",
        " wrote: ",
        "One user wrote on Instagram,",
        "\n\n@lee_made_up\n",
        " — @lee_made_up (",
    ),
    *(
        "\n\nView this post on Instagram\n\n",
        " (@lee_made_up) May 1, 2024",
        "pic.twitter.com/made",
        "[email protected]",
        "https://t.co/x",
        "\n",
    ),
)


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where every value inside a value is; not deeper than real ones go."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs if len(path) < 30 else ():
        yield (*path, key)
        yield from paths(inner, (*path, key))


def inside(value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401  any JSON
    """What is at a path."""
    for key in path:
        value = value[key]
    return value


def raw_at(value: Any, path: tuple[str | int, ...], raw: bytes) -> bytes:  # noqa: ANN401  any JSON
    """The value written out, with other bytes in place of what is at a path."""
    if not path:
        return raw
    inside(value, path[:-1])[path[-1]] = PLACE
    return orjson.dumps(value).replace(b'"' + PLACE.encode() + b'"', raw, 1)


def leaf(chance: Random, value: Any, path: tuple[str | int, ...]) -> bytes:  # noqa: ANN401  any JSON
    """A value of another kind in place of one."""
    new = chance.choice(WRONG)
    return raw_at(value, path, chance.choice(RAW) if chance.random() < 0.4 else orjson_of(new))


def orjson_of(value: object) -> bytes:
    """A value as JSON, half surrogate pairs as escapes."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return b'"\\ud83d"'


def said(chance: Random, value: Any, path: tuple[str | int, ...]) -> bytes:  # noqa: ANN401  any JSON
    """A hostile text in place of a value."""
    return raw_at(value, path, orjson.dumps(chance.choice(HOSTILE).decode("utf-8", "replace")))


def wrapped(chance: Random, value: Any, path: tuple[str | int, ...]) -> bytes:  # noqa: ANN401  any JSON
    """An array or object around a value, or the value without its own."""
    old = inside(value, path)
    new = chance.choice(([old], {"data": old}, [old, old], [old] * 50, "made up", {"0": old}, {"a": {"b": {"c": old}}}))
    return raw_at(value, path, orjson.dumps(new))


def renamed(chance: Random, value: Any, path: tuple[str | int, ...]) -> bytes:  # noqa: ANN401  any JSON
    """A key renamed, removed or said twice; an item removed or repeated."""
    parent, key = inside(value, path[:-1]), path[-1] if path else None
    if isinstance(parent, dict) and isinstance(key, str):
        old = parent.pop(key)
        way = chance.randrange(3)
        if way:
            parent[key + "\x00" * (way - 1) + "~" * (way == 1)] = old
        again = orjson.dumps({key: old})[1:-1] + b","
        return orjson.dumps(value).replace(b"{", b"{" + again, 1) if way == 2 else orjson.dumps(value)
    if isinstance(parent, list) and isinstance(key, int):
        parent[key : key + 1] = [parent[key]] * chance.choice((0, 2, 20))
    return orjson.dumps(value)


TREES = (leaf, leaf, said, wrapped, renamed)


def json_tree(chance: Random, data: bytes) -> bytes:
    """One JSON value with something in it changed; broken JSON is left to other mutations."""
    try:
        value = orjson.loads(data)
        found = list(paths(value))
        path = chance.choice(found) if found else ()
        return chance.choice(TREES)(chance, value, path)
    except (orjson.JSONDecodeError, TypeError):  # not JSON, or deeper than it is written
        return repeat(chance, data)


def json_lines(chance: Random, data: bytes) -> bytes:
    """One line changed, removed, repeated or moved."""
    return by_line(chance, data, json_tree)


def by_line(chance: Random, data: bytes, change: Mutation) -> bytes:
    """One line changed, removed, repeated, emptied or moved."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    way = chance.random()
    if way < 0.6:
        lines[at] = change(chance, lines[at])
    elif way < 0.75:
        lines[at : at + 1] = [lines[at]] * chance.choice((0, 2, 40))
    else:
        lines.insert(chance.randrange(len(lines)), lines.pop(at) if way < 0.9 else b"")
    return b"\n".join(lines)


def fields(chance: Random, row: bytes) -> bytes:
    """The fields of a table's row dropped, added, moved, quoted or not."""
    mark = max((b",", b"\t", b";"), key=row.count)
    cells = row.split(mark)
    at = chance.randrange(len(cells))
    way = chance.randrange(8)
    if way == 0:
        cells.pop(at)
    elif way == 1:
        cells[at:at] = [chance.choice((b"", b"made up", b'""', b'"made, up"', b"1"))] * chance.choice((1, 2, 300))
    elif way == 2:
        chance.shuffle(cells)
    elif way == 3:
        cells[at] = chance.choice(HOSTILE)
    elif way == 4:
        cells[at] = b'"' + cells[at].replace(b'"', b'""') + b'"'
    elif way == 5:
        cells[at] = cells[at].replace(b'"', b"", 1) if b'"' in cells[at] else b'"' + cells[at]
    elif way == 6:
        return chance.choice((b",", b"\t", b";", b"|", b"\x1f", b", ")).join(cells)
    else:
        cells[at] = b""
    return mark.join(cells)


def table_rows(chance: Random, data: bytes) -> bytes:
    """One line of a table changed, or all its delimiters."""
    if chance.random() < 0.08:
        return data.replace(b",", chance.choice((b";", b"\t", b"|", b"\x1f", b", ")))
    return by_line(chance, data, fields)


def markup(chance: Random, data: bytes) -> bytes:
    """Tags unclosed or doubled, attributes gone, markup put in, nesting without end."""
    way = chance.random()
    if way < 0.35:
        return cut(chance, data, TAG)
    if way < 0.6:
        return cut(chance, data, ATTRIBUTE)
    if way < 0.85:
        at = chance.randrange(len(data) + 1)
        return data[:at] + chance.choice(PIECES) + data[at:]
    if way < 0.95:
        return data.replace(
            *chance.choice(((b"<", b"&lt;"), (b"&", b"&amp;"), (b">", b""), (b'"', b"'"), (b"</", b"<"), (b"=", b" = ")))
        )
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(NESTED) * chance.choice((50, 300, 1000)) + data[at:]


def cut(chance: Random, data: bytes, pattern: re.Pattern[bytes]) -> bytes:
    """One match of a pattern taken out, or said twice."""
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + one[0] * chance.choice((0, 0, 2)) + data[one.end() :]


def prose(chance: Random, data: bytes) -> bytes:
    """Quotes unclosed, bylines and headers repeated, paragraphs in another order."""
    way = chance.random()
    if way < 0.5:
        at = chance.randrange(len(data) + 1)
        return data[:at] + chance.choice(PROSE).encode() + data[at:]
    if way < 0.6:
        return long(chance, data)
    parts = data.split(b"\n")
    at = chance.randrange(len(parts))
    parts[at : at + 1] = [parts[at]] * chance.choice((0, 2, 2, 30))
    if way < 0.8:
        chance.shuffle(parts)
    return b"\n".join(parts)


STRUCTURAL: dict[str, Mutation] = {
    "lines": json_lines,
    "items": json_tree,
    "table": table_rows,
    "page": markup,
    "text": prose,
}
WITHIN: dict[str, Mutation] = {"lines": json_tree, "items": json_tree, "table": fields}  # one unit
