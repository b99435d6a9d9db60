"""One input read as a user's file is read, and what any reading must hold whatever the input."""

import io
import json
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from evals.fuzzing.samples import records
from hubbub.errors import HubbubError, InputError
from hubbub.readers import READERS, Settings, explain, read
from hubbub.readers.encoding import encoding
from hubbub.readers.given import Given
from hubbub.readers.intake import intake
from hubbub.readers.lines import MARK

NAME = "input.dat"
COUNTED = ("posts", "excluded", "unreadable")
WANTED = ("input_file", "input_row", "input_sha256", "text", "byte_offset", "reason", "sample", "shape", "rows")
DEFECT = "please report this"
Cells = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with an input. `kind` is crash, invalid, sums, silent, line or lost; `where` groups faults alike."""

    kind: str
    where: str
    detail: str = ""


@dataclass(slots=True)
class Reading:
    """The columns of interest of every table, and why the input was refused where it was."""

    tables: dict[str, Cells] = field(default_factory=dict)
    refused: str = ""
    faults: list[Fault] = field(default_factory=list)

    def column(self, table: str, name: str) -> list[Any]:
        """A column; nothing where the table is empty."""
        return self.tables.get(table, {}).get(name, [])

    def all(self, name: str) -> list[Any]:
        """A column of all records that are rows."""
        return [one for table in COUNTED for one in self.column(table, name)]

    @property
    def texts(self) -> Counter[str]:
        """The texts of the posts."""
        return Counter(self.column("posts", "text"))

    @property
    def rows(self) -> int:
        """How many rows were accounted for."""
        return len(self.all("input_row"))

    @property
    def shapes(self) -> tuple[str, ...]:
        """What the inputs were taken for."""
        return tuple(self.column("inputs", "shape"))

    def add(self, name: str, batch: pa.RecordBatch) -> None:
        """Takes a batch in."""
        cells = self.tables.setdefault(name, {})
        for one in WANTED:
            if one in batch.schema.names:
                cells.setdefault(one, []).extend(batch.column(one).to_pylist())


def of_bytes(data: bytes, settings: Settings) -> Reading:
    """Bytes through the product's own intake, without a file."""
    return gathered(lambda: intake([Given(NAME, len(data), lambda: io.BytesIO(data))], READERS, settings, None))


def of_file(path: Path, settings: Settings) -> Reading:
    """A file as `hubbub read` reads it."""
    return gathered(lambda: read([path], settings))


def explained(path: Path, settings: Settings) -> Reading:
    """A file as `hubbub read --explain` looks at it."""
    return gathered(lambda: nothing(explain([path], settings)))


def nothing(found: Iterable[object]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """No batches: what was found only has to be found."""
    for _ in found:
        pass
    return iter(())


def gathered(batches: Any) -> Reading:  # noqa: ANN401  a function that gives batches
    """All that a reading gives. Only an InputError may end it; everything else is a crash, which is what this looks for."""
    done = Reading()
    try:
        for name, batch in batches():
            batch.validate(full=True)
            done.add(name, batch)
    except InputError as fault:
        done.refused = str(fault)
    except pa.ArrowInvalid as fault:
        done.faults.append(Fault("invalid", place(fault), str(fault)[:500]))
    except Exception as fault:  # noqa: BLE001  whatever it is, it is recorded
        done.faults.append(Fault("crash", place(fault), "".join(traceback.format_exception(fault))[-4000:]))
        done.refused = str(fault) if isinstance(fault, HubbubError) else ""
    return done


def place(fault: BaseException) -> str:
    """The kind of an exception and the last line of ours that it came through."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [one for one in frames if "/hubbub/" in one.filename] or list(frames)
    last = f"{ours[-1].filename.rpartition('/hubbub/')[2]}:{ours[-1].name}" if ours else "?"
    return f"{type(fault).__name__} in {last}"


def sound(done: Reading, data: bytes, plain: bool) -> list[Fault]:
    """What any reading must hold. `plain`: the input is no archive, so that its bytes are what readers see."""
    found = list(done.faults)
    if done.refused:
        return (
            found if one_sentence(done.refused) else [*found, Fault("crash", "a refusal that is no sentence", done.refused[:500])]
        )
    if not found:
        found += [*sums(done), *entries(done, data, plain)]
        empty = not done.rows and not done.column("articles", "input_file")
        if empty and data.strip() and not is_hollow(data) and not only_header(done, readable(data)):
            found.append(Fault("silent", f"nothing accounted for, {'/'.join(done.shapes)}"))
    return found


def one_sentence(message: str) -> bool:
    """Whether a refusal is one: it names a remedy or a reason, and no defect of ours."""
    return bool(message.strip()) and "\n" not in message and DEFECT not in message and "Traceback" not in message


def only_header(done: Reading, data: bytes) -> bool:
    """Whether a table may hold no rows: nothing but a header, and narrower lines before it."""
    rows = records(data)
    marks = [max(one.count(mark) for mark in (b",", b"\t", b";", b"|")) for one in rows]
    return len(done.shapes) == 1 and data.lstrip()[:1] not in {b"{", b"[", b"<"} and all(one < marks[-1] for one in marks[:-1])


def is_hollow(data: bytes) -> bool:
    """Whether JSON holds no row: none of its arrays holds an object."""
    try:
        waiting = [json.loads(readable(data).decode("utf-8", "replace"))]
    except (ValueError, RecursionError):
        return False
    while waiting:
        one = waiting.pop()
        if isinstance(one, list) and any(isinstance(each, dict) for each in one):
            return False
        waiting += one.values() if isinstance(one, dict) else ()
    return True


def readable(data: bytes) -> bytes:
    """A table in UTF-8, whatever it is in."""
    name = encoding(data)
    return (data.decode(name, "replace").encode() if name and name.startswith("utf") else data).removeprefix(MARK)


def sums(done: Reading) -> list[Fault]:
    """Row numbers that are not 1 to n in each input, or sums that differ from its own."""
    by_file: dict[str, list[int]] = {name: [] for name in done.column("inputs", "input_file")}
    for name, row in zip(done.all("input_file"), done.all("input_row"), strict=True):
        by_file.setdefault(name, []).append(row)
    told = dict(zip(done.column("inputs", "input_file"), done.column("inputs", "rows"), strict=True))
    wrong = [
        name for name, rows in by_file.items() if sorted(rows) != list(range(1, len(rows) + 1)) or told.get(name) != len(rows)
    ]
    return [Fault("sums", "/".join(done.shapes), f"{wrong}")] if wrong else []


def entries(done: Reading, data: bytes, plain: bool) -> list[Fault]:
    """Entries of the ledger without a reason, with an unprintable sample, or with an offset outside the input."""
    shown = zip(done.column("unreadable", "reason"), done.column("unreadable", "sample"), strict=True)
    bad = [reason for reason, sample in shown if not reason or not sample.isprintable()]
    most = 4 * len(data) if plain else 2**62  # offsets are those in the text as UTF-8
    bad += [f"offset {one}" for one in done.column("unreadable", "byte_offset") if not 0 <= one <= most]
    return [Fault("invalid", "a ledger entry", f"{bad[:3]}")] if bad else []
