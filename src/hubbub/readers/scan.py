"""An item-wise JSON scanner: one broken item of a large array is one faulty row, and the rest survive.

It holds a window of the stream, finds where each value ends, and leaves the parsing to orjson. After a broken value it
goes on at the next place that looks like the beginning of the first item.
"""

import re
from typing import BinaryIO

import orjson

from hubbub.readers.base import Row
from hubbub.readers.compress import BrokenError
from hubbub.readers.lines import KEPT, ended

CHUNK = 2**20
STRING = rb'"(?:[^"\\]++|\\.)*+"'
PLAIN = rb'[^"\[\]{}]++|' + STRING
SCALAR = rb'[^\s"\[\]{},:]++'
DEPTH = 12


def nested(depth: int) -> bytes:
    """A pattern of balanced brackets; which kind closes which is left to orjson."""
    pattern = rb"[\[{](?:" + PLAIN + rb")*+[\]}]"
    for _ in range(depth):
        pattern = rb"[\[{](?:" + PLAIN + rb"|" + pattern + rb")*+[\]}]"
    return pattern


VALUE = re.compile(STRING + b"|" + nested(DEPTH) + b"|" + SCALAR, re.DOTALL)
NEXT = re.compile(rb"\s*+,\s*+(" + VALUE.pattern + rb")", re.DOTALL)  # a comma and the next item: the usual case
TOKEN = re.compile(STRING + rb"|[\[\]{}\"]", re.DOTALL)  # a bare quote opens a string that the window cuts
SPACE = re.compile(rb"\s*+")
KEY = re.compile(rb"\s*+(" + STRING + rb")\s*+:\s*+", re.DOTALL)
HALVES = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")  # halves of surrogate pairs, which orjson refuses and we do not
FIRST_KEY = re.compile(rb"\{\s*+(" + STRING + rb")", re.DOTALL)


# Where the next item of an array of strings begins: not a comma that stands between quotes which close one and open another.
TEXTS = rb",\s*+(?=" + STRING + rb"\s*+[,\]])"
KEYED = rb"[,}\]]\s*+(?=\{\s*+"
EITHER = re.compile(rb'(?:[,}\]])\s*+(?=\{\s*+")|' + TEXTS, re.DOTALL)


class Window:
    """The part of a stream under the scanner; `position` counts from its start, `base` is where it starts in the stream."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream = stream
        self.limit = limit
        self.data = b""
        self.position = 0
        self.base = 0
        self.ended = False
        self.fault: BrokenError | None = None
        self.wasted = 0  # bytes looked through for ends that were not there
        self.barren = -1  # where the window ended that was looked through for a pattern in vain

    @property
    def offset(self) -> int:
        """Where the scanner stands in the stream."""
        return self.base + self.position

    @property
    def left(self) -> int:
        """How many bytes are at hand."""
        return len(self.data) - self.position

    def more(self) -> bool:
        """Reads on; False at the end of the stream. A fault of the stream waits until what came before it is used up."""
        wanted = max(CHUNK, self.left)
        parts = [self.data[self.position :]]
        try:
            while wanted > 0 and not self.fault and (part := self.stream.read1(CHUNK)):  # type: ignore[attr-defined]
                parts.append(part)
                wanted -= len(part)
        except BrokenError as fault:
            self.fault = fault
        if self.fault and len(parts) == 1:
            raise self.fault
        self.ended = wanted > 0 and not self.fault
        self.base += self.position
        self.position = 0
        self.data = b"".join(parts)
        return len(parts) > 1

    def skip(self) -> bytes:
        """Passes white space; the next byte, empty at the end of the stream."""
        while True:
            match = SPACE.match(self.data, self.position)
            self.position = match.end() if match else self.position
            if self.left or not self.more():
                return self.data[self.position : self.position + 1]

    def row(self, end: int) -> Row:
        """The bytes up to an index of the window, without a line ending, as a row; the scanner then stands there."""
        row = Row(0, self.offset, ended(self.data[self.position : end]))
        self.position = end
        return row

    @property
    def start(self) -> bytes:
        """The first bytes under the scanner."""
        return self.data[self.position : self.position + KEPT]

    def lost(self, pattern: re.Pattern[bytes], reason: str) -> Row:
        """A faulty row from here to where a pattern next ends; the scanner then stands there."""
        offset, start = self.offset, self.start
        self.position = self.find(pattern, self.position + 1)
        return Row(0, offset, start[: max(self.offset - offset, 1)], reason)

    def commas(self) -> int:
        """Passes white space and commas; how many commas there were."""
        count = 0
        while self.skip() == b",":
            self.position += 1
            count += 1
        return count

    def key(self) -> str | None:
        """Passes a member's key and colon; None when there is none."""
        while True:
            match = KEY.match(self.data, self.position)
            if match and (match.end() < len(self.data) or self.ended):
                self.position = match.end()
                return match[1][1:-1].decode("utf-8", "replace")
            if self.left > KEPT or not self.more():
                return None

    def end(self) -> int:
        """Where the value under the scanner ends in the window, -1 when it is broken, cut short or too long."""
        while True:
            match = VALUE.match(self.data, self.position)
            end = match.end() if match else self.deep()
            if 0 < end < len(self.data) or (self.ended and end > 0):
                return end
            if self.ended or self.left > self.limit or self.is_broken():
                return -1
            self.more()

    def like(self, start: re.Pattern[bytes]) -> re.Pattern[bytes]:
        """A pattern of `opening`, or that of any item where no other is like the first, which may be broken."""
        return start if start.search(self.data, self.position + 1) else EITHER

    def next(self) -> Row | None:
        """The next item after one comma, when all of it is at hand; the scanner does not move."""
        match = NEXT.match(self.data, self.position)
        if match is None or match.end() >= len(self.data):
            return None
        return Row(0, self.base + match.start(1), match[1])

    def deep(self) -> int:
        """Where a value nested too deep for the pattern ends; -1 when it is broken, or too much was looked through in vain."""
        if self.wasted > 2 * self.limit or self.is_broken():
            return -1
        end = balanced(self.data, self.position)
        self.wasted = 0 if end > 0 else self.wasted + self.left
        return end

    def is_broken(self) -> bool:
        """Whether no continuation can complete the value. Looks no further than to where it breaks, eight times over."""
        size = KEPT
        while True:
            start = HALVES.sub(rb"\\u0041", self.data[self.position : self.position + size]).decode("utf-8", "replace")
            try:
                orjson.loads(start)
            except orjson.JSONDecodeError as error:
                if error.pos < len(start) - 16:
                    return True
            if size >= self.left:
                return False
            size *= 8

    def find(self, pattern: re.Pattern[bytes], start: int) -> int:
        """Where a pattern next ends, from an index of the window on; the end of the stream when nowhere."""
        while True:
            match = pattern.search(self.data, start)
            if match:
                return match.end()
            if self.ended:
                return len(self.data)
            keep = max(self.position, len(self.data) - KEPT)
            start = keep - self.position
            if start > self.limit:
                self.drop(keep)
                start = 0
            self.more()

    def holds(self, pattern: re.Pattern[bytes], end: int) -> bool:
        """Whether a pattern, always the same, is found before an index, or at all where that is negative.

        What was looked for in vain is not looked for again further on in the same window.
        """
        if end > 0:
            return pattern.search(self.data, self.position, end) is not None
        last = self.base + len(self.data)
        found = self.barren != last and pattern.search(self.data, self.position) is not None
        self.barren = self.barren if found else last
        return found

    def drop(self, end: int) -> None:
        """Forgets what is before an index, to bound memory while looking for a place to go on."""
        self.base += end
        self.data = self.data[end:]
        self.position = 0


def balanced(data: bytes, start: int) -> int:
    """Where the brackets opened at `start` close, -1 when nowhere. For values nested too deep for the pattern."""
    depth = 0
    for token in TOKEN.finditer(data, start):
        mark = token.group()
        if mark == b'"':
            return -1
        depth += (mark in b"[{") - (mark in b"]}")
        if depth <= 0:
            return token.end()
    return -1


def opening(raw: bytes) -> re.Pattern[bytes]:
    """What the beginning of an item like this one looks like, after the end of another; matches up to that beginning."""
    key = FIRST_KEY.match(raw)
    if key:
        return re.compile(KEYED + re.escape(key[1]) + rb")")
    if raw[:1] == b"[":
        return re.compile(rb",\s*+(?=\[)|" + EITHER.pattern, re.DOTALL)
    return re.compile(rb",\s*+(?=" + re.escape(raw[:1]) + rb")") if raw[:1].isalnum() else EITHER


def is_keyed(start: re.Pattern[bytes]) -> bool:
    """Whether a pattern of `opening` looks for objects by their first key."""
    return start.pattern.startswith(KEYED)


def member(names: frozenset[str]) -> re.Pattern[bytes]:
    """What the beginning of a member that holds an array looks like; matches up to its key."""
    either = b"|".join(re.escape(name.encode()) for name in sorted(names))
    return re.compile(rb'(?<=[{,}\]\s])(?="(?:' + either + rb')"\s*+:\s*+\[)')
