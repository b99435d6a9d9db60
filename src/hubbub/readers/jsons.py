"""JSON in every wrapping: a value a line, arrays, objects that hold an array, documents one after another."""

import io
import json
import marshal
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

import orjson

from hubbub.readers.base import Item, Register, Row, Source
from hubbub.readers.lines import KEPT, lines, quick
from hubbub.readers.scan import Window, is_keyed, member, opening

Record = dict[str, Any]
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
SAMPLES = 40
BROKEN = "not valid JSON"
LONG = "not valid JSON, cut short, or longer than the row limit"
GAP = "a comma is missing or stands alone between items (reported once)"
OPEN = "the JSON ends before its array is closed: the file may be cut short"
REST = "text that is no JSON"
EARLY = "an array ends before its items do (reported once)"


NOTHING: Mapping[str, object] = {}


class Value(NamedTuple):
    """A parsed row. `around` holds the other members of the object its array is in; `key` names that array."""

    row: Row
    value: object = None
    around: Mapping[str, object] = NOTHING
    key: str = ""


WITHIN = frozenset({"data", "items", "comments", "body", "includes", "statuses", "posts", "feed", "messages"})
WITHIN |= {"orderedItems", "ancestors", "descendants", "records"}
# Arrays that are read item by item where they are broken.
LISTS = WITHIN | {"children", "itemList", "aweme_list", "tweets", "results", "rows", "records", "entries", "thread", "follows"}
LISTED = member(LISTS)
# A script that assigns one value, as X's personal archive is written: read, never run.
ASSIGNED = re.compile(rb"\s*+(?:(?:var|let|const)\s++)?+([\w.$]{1,80}+)\s*+=\s*+(?=[\[{])")
ENVELOPES = {"source_platform", "__import_meta"}
FAR = 2**16  # bytes in which the second line of cut lines begins
LINE = re.compile(rb"\n")
CLOSERS = re.compile(rb"\][\s\]}]*+,\s*+")  # what ends an inner array and its item
ANY = -1  # commas, after a fault
HEAD = 2**18
Turn = Callable[[Value, Register], Iterator[Item]]


def parse(raw: bytes) -> object:
    """One JSON value; half surrogate pairs become U+FFFD. Raises ValueError."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        if not SURROGATE.search(raw):
            raise
    try:
        loose = json.dumps(json.loads(raw), ensure_ascii=False)
    except RecursionError as error:
        raise ValueError(BROKEN) from error
    return orjson.loads(loose.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def packed(value: Any) -> bytes:  # noqa: ANN401  any JSON
    """A value as bytes, the same for the same content: JSON, or what Python keeps where it nests too deep for that."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return marshal.dumps(value, 2)


def parsed(row: Row, around: Mapping[str, object], key: str) -> Value:
    """The value of a row, a faulty row where there is none."""
    try:
        return Value(row, parse(row.raw), around, key)
    except ValueError:
        return Value(Row(0, row.offset, row.raw[:KEPT], BROKEN))


def read_json(source: Source, within: frozenset[str], turn: Turn) -> Iterator[Item]:
    """The records of every value: `turn` makes them. `within` names the arrays inside an object that hold items."""
    register = Register(source.name)
    with source.open() as stream:
        for value in values(stream, source.head, source.settings.row_limit, within):
            row = value.row
            if row.fault:
                yield register.unreadable(row.offset, row.fault, row.raw)
            else:
                yield from turn(value, register)


def values(stream: BinaryIO, head: bytes, limit: int, within: frozenset[str]) -> Iterator[Value]:
    """Every value of the stream, parsed or faulty; what an envelope holds stands for it."""
    if by_lines(head, within):
        return line_values(stream, limit)
    return map(opened, documents(Window(stream, limit), within, head))


def opened(value: Value) -> Value:
    """The object in a Zeeschuimer envelope, or one that 4CAT took out of it; the rest of the envelope is around it."""
    one = value.value
    if not isinstance(one, dict):
        return value
    if "source_platform" in one and isinstance(one.get("data"), dict):
        return value._replace(value=one["data"], around={name: held for name, held in one.items() if name != "data"})
    meta = one.get("__import_meta")
    return value._replace(around=meta) if isinstance(meta, dict) and "source_platform" in meta else value


def assigned(head: bytes) -> tuple[int, Mapping[str, object]]:
    """Where the value of a script begins, and the name it is given; 0 and nothing for plain JSON."""
    match = ASSIGNED.match(head)
    return (match.end(), {"assigned": match[1].decode("ascii", "replace")}) if match else (0, NOTHING)


def is_json(head: bytes) -> bool:
    """Whether a source begins as JSON does, or a script that holds some."""
    return head.lstrip()[:1] in {b"{", b"["} or ASSIGNED.match(head) is not None or is_begun(head)


def is_begun(head: bytes) -> bool:
    """Whether all but a first line that was cut are objects: the end of a file of lines."""
    if b'\n{"' not in head[:FAR]:
        return False
    rest = [line for line in head.split(b"\n", 5)[1:5] if line.strip()]
    return len(rest) > 0 and sum(map(is_object, rest)) * 2 > len(rest)


def by_lines(head: bytes, within: frozenset[str]) -> bool:
    """Whether a line is a value. An unfinished first line is one too, unless its arrays are wanted item by item."""
    if head.lstrip()[:1] != b"{":
        return head.lstrip()[:1] != b"[" and ASSIGNED.match(head) is None and is_begun(head)
    first, end, rest = head.lstrip().partition(b"\n")
    if not end and len(head) >= HEAD:
        return not within
    lines = [line.strip() for line in (first, *rest.split(b"\n", 5)[:4])]
    if is_object(first):
        return True
    listed = any(line.endswith(b",") and is_object(line[:-1]) for line in lines)  # items of an array, a line each
    return not listed and any(map(is_object, lines))


def is_object(line: bytes) -> bool:
    """Whether a line is a JSON object of its own."""
    try:
        return isinstance(parse(line), dict)
    except ValueError:
        return False


def line_values(stream: BinaryIO, limit: int) -> Iterator[Value]:
    """A value a line; blank lines are no rows."""
    for row in lines(stream, limit):
        if row.fault:
            yield Value(row)
            continue
        try:
            one = orjson.loads(row.raw)
        except orjson.JSONDecodeError:
            if row.raw and not row.raw.isspace():
                yield opened(parsed(row, NOTHING, ""))
            continue
        value = quick(Value, (row, one, NOTHING, ""))
        yield opened(value) if type(one) is dict and ENVELOPES & one.keys() else value


def documents(window: Window, within: frozenset[str], head: bytes = b"") -> Iterator[Value]:
    """The items of arrays, or of the wanted arrays of objects; other objects whole. After a fault, what can be told."""
    faulty = closed = False
    start, around = assigned(head)
    window.skip()
    window.position += start and start - (len(head) - len(head.lstrip()))
    while mark := window.skip():
        if mark == b"[":
            yield from array(window, around, "")
            closed = True
        elif closed and mark == b",":
            yield Value(Row(0, window.offset, window.start, EARLY))
            closed, faulty = False, True
        elif mark == b"{" and (names := within or wanted(window)):
            yield from members(window, names)
        elif mark == b"{":
            value = item(window, opening(window.start), NOTHING, "")
            faulty = faulty or value.row.fault is not None
            yield value
        elif (faulty and mark in b",]}") or (start and mark == b";"):
            window.position += 1
        else:
            yield Value(window.lost(LINE, REST))


def wanted(window: Window) -> frozenset[str]:
    """The arrays to read item by item in a broken object whose items are not asked for one by one; none in a sound one."""
    end = window.end()
    value = parsed(Row(0, window.offset, window.data[window.position : end]), NOTHING, "") if end > 0 else None
    sound = value is not None and value.row.fault is None
    return frozenset() if sound or not window.holds(LISTED, end) else LISTS


def array(window: Window, around: Mapping[str, object], key: str) -> Iterator[Value]:
    """The items of the array under the window."""
    window.position += 1
    start: re.Pattern[bytes] | None = None
    expected, told, faulty = 0, False, False
    while True:
        if expected == 1 and (row := window.next()):
            value = parsed(row, around, key)
            if value.row is row:
                window.position = row.offset - window.base + len(row.raw)
                yield value
                continue
        commas = window.commas()
        mark = window.skip()
        if mark == b"]" and start and is_inner(window, start, faulty, key):
            continue
        if mark in {b"]", b""}:
            window.position += len(mark)
            break
        if expected not in {commas, ANY} and not told:
            told = True
            yield Value(Row(0, window.offset, window.start, GAP))
        start = start or window.like(opening(window.start))
        if faulty and mark != b"{" and is_astray(window, start):
            expected = ANY
            yield Value(window.lost(start, BROKEN))
            continue
        value = item(window, start, around, key)
        expected = ANY if value.row.fault else 1
        start = start if faulty or is_keyed(start) or not value.row.fault else None  # a broken item may be unlike the others
        faulty = faulty or value.row.fault is not None
        yield value
    if not mark:
        yield Value(Row(0, window.offset, b"", OPEN))


def is_astray(window: Window, start: re.Pattern[bytes]) -> bool:
    """Whether what is under the window is a part of a broken object: no object, and neither the next one nor the end follows."""
    end = window.end() if is_keyed(start) else 0
    return (end < 0 or (end > 0 and not goes_on(window.data[end : end + KEPT].lstrip(), start))) and (
        start.search(window.data, window.position) is not None
    )


def is_inner(window: Window, start: re.Pattern[bytes], faulty: bool, key: str) -> bool:
    """Whether the bracket under the window closes an array inside a broken item; the window then stands at the next item."""
    again = start.search(window.data, window.position) if faulty else None
    between = window.data[window.position : again.end()] if again else b""
    if again and (not key or CLOSERS.fullmatch(between)):
        window.position = again.end()
        return True
    return False


def item(window: Window, start: re.Pattern[bytes], around: Mapping[str, object], key: str) -> Value:
    """The value under the window. A broken one ends where the next seems to begin."""
    end = window.end()
    if end < 0:
        return Value(window.lost(start, LONG))
    begin = window.position
    value = parsed(Row(0, window.offset, window.data[begin:end]), around, key)
    within = value.row.fault and not goes_on(window.data[end : end + KEPT].lstrip(), start)
    again = start.search(window.data, begin + 1, end + KEPT) if within else None
    window.position = min(end, again.end()) if again else end
    return value


def goes_on(rest: bytes, start: re.Pattern[bytes]) -> bool:
    """Whether the next item or the end of the array follows, so that a broken item has not taken in its neighbours."""
    return rest[:1] == b"]" or (rest[:1] == b"," and start.match(rest) is not None)


def members(window: Window, within: frozenset[str]) -> Iterator[Value]:
    """The items of the wanted arrays of the object under the window; all its members when it has none of them."""
    offset, found, room = window.offset, False, window.limit
    around: dict[str, object] = {}
    window.position += 1
    while window.commas() >= 0 and (mark := window.skip()) not in {b"}", b""}:
        key = window.key() if mark == b'"' else None
        is_array = key in within | LISTS and window.skip() == b"["
        size = -1 if key is None or (is_array and key in within) else passed(window, around, key, room)
        if key and is_array and size < 0:
            found = True
            yield from array(window, around, key)
        elif size < 0:
            yield Value(window.lost(member(within), LONG) if window.left else Row(0, window.offset, b"", OPEN))
        else:
            room -= size
    window.position += 1 if window.left else 0
    if not found:
        yield Value(Row(0, offset, packed(around)), around)


def passed(window: Window, around: dict[str, object], key: str, room: int) -> int:
    """Passes a member's value and keeps it as context while there is room for all; its size in bytes, -1 when it is broken."""
    end = window.end() if window.left else -1
    if end < 0:
        return -1
    raw = window.data[window.position : end]
    try:
        around[key] = parse(raw) if len(raw) < room else None
    except ValueError:
        return -1
    window.position = end
    return len(raw)


@lru_cache(maxsize=4)
def samples(head: bytes) -> tuple[Value, ...]:
    """The first values of a source, for sniffing."""
    if not is_json(head):
        return ()
    sound = (one for one in values(io.BytesIO(head), head, len(head), WITHIN) if not one.row.fault)
    return tuple(islice(sound, SAMPLES))
