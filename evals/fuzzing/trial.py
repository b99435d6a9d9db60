"""One mutated input: made from a number alone, read, and held against the reading of the undamaged one."""

import csv
import io
import re
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import orjson

from evals.fuzzing.bytewise import BYTEWISE, RARE, SAFE
from evals.fuzzing.packed import packed
from evals.fuzzing.reading import Fault, Reading, explained, of_bytes, of_file, sound
from evals.fuzzing.samples import Sample
from evals.fuzzing.structural import STRUCTURAL, WITHIN
from hubbub.readers import Settings

ONE, FREE, BIG, SPLICED, PACKED = "one row", "anything", "large", "spliced", "packed"
WAYS = ((ONE, 0.47), (FREE, 0.45), (BIG, 0.004), (SPLICED, 0.036), (PACKED, 0.04))
KINDS = {"lines": 30, "items": 34, "table": 28, "page": 4, "text": 4}  # pages and prose cost most
MADE = 0.4  # samples that are a made-up file of a shape
ON_DISK = 0.06
EXPLAINED = 0.004
SHORT_ROWS = 0.02  # inputs read with a row limit that they meet
FEWEST = 3  # rows of which one is damaged: of two, either may be the odd one
STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
KEPT = 20_000  # undamaged readings remembered


@dataclass(frozen=True, slots=True)
class Case:
    """A mutated input. `sample` and `unit` say which single row was damaged, where it was one."""

    number: int
    way: str
    data: bytes
    sample: Sample
    unit: int | None = None
    row_limit: int = Settings().row_limit
    on_disk: bool = False
    explained: bool = False


@dataclass(slots=True)
class Bench:
    """What all trials share: the samples by their groups, and the undamaged readings."""

    small: dict[str, dict[str, list[Sample]]]  # by kind and group
    large: list[Sample]
    seed: int
    known: dict[tuple[int, int], tuple[Counter[str], int, tuple[str, ...]]] = field(default_factory=dict)

    def case(self, number: int) -> Case:
        """The mutated input of a number: the same on every machine with the same samples."""
        chance = Random(f"{self.seed}:{number}")
        way = chance.choices([name for name, _ in WAYS], [share for _, share in WAYS])[0]
        sample = chance.choice(self.large) if way == BIG else self.drawn(chance)
        limit = chance.choice((64, 512, 2048)) if chance.random() < SHORT_ROWS else Settings().row_limit
        disk, told = chance.random() < ON_DISK, chance.random() < EXPLAINED
        unit = None
        if way == ONE and sample.kind in WITHIN and len(sample.units) >= FEWEST and b"\x00" not in sample.head:
            unit = chance.randrange(len(sample.units))
        data = self.damaged(chance, way, sample, unit)
        sure = unit is not None and limit == Settings().row_limit
        return Case(number, way, data, sample, unit if sure else None, limit, disk or told, told)

    def drawn(self, chance: Random) -> Sample:
        """A sample of a kind, then of a group of that kind, so that neither the many nor the slow rule."""
        groups = self.small[chance.choices(list(KINDS), list(KINDS.values()))[0]]
        name = "shapes" if "shapes" in groups and chance.random() < MADE else chance.choice(list(groups))
        return chance.choice(groups[name])

    def damaged(self, chance: Random, way: str, sample: Sample, unit: int | None) -> bytes:
        """The bytes of a case."""
        if unit is not None:
            return sample.with_unit(unit, within(chance, sample, sample.units[unit]))
        if way == SPLICED:
            return spliced(chance, sample.data, self.drawn(chance).data)
        data = anyhow(chance, sample)
        return packed(chance, {"a.dat": data, "b.dat": self.drawn(chance).data}) if way == PACKED else data

    def faults(self, case: Case) -> list[Fault]:
        """What is wrong with the reading of a case."""
        settings = Settings(row_limit=case.row_limit)
        if case.on_disk:
            done, more = self.from_disk(case, settings)
        else:
            done, more = of_bytes(case.data, settings), []
        found = [*sound(done, case.data, case.way != PACKED), *more]
        if not found and not done.refused and case.unit is not None:
            found += self.lost(case, done)
        return found

    def from_disk(self, case: Case, settings: Settings) -> tuple[Reading, list[Fault]]:
        """A case read as a file, and what was wrong when it was explained."""
        with tempfile.TemporaryDirectory(prefix="hubbub-fuzz-") as folder:
            path = Path(folder) / "input.dat"
            path.write_bytes(case.data)
            told = explained(path, settings).faults if case.explained else []
            return of_file(path, settings), told

    def lost(self, case: Case, done: Reading) -> list[Fault]:
        """Posts of undamaged rows that are not there, and rows that are nowhere."""
        wanted, rows, shapes = self.expected(case.sample, case.unit or 0)
        missing = wanted - done.texts
        where = f"{case.sample.kind}, {'/'.join(shapes)} read as {'/'.join(done.shapes)}"
        if missing:
            return [Fault("lost", where, f"{missing.total()} of {wanted.total()} posts")]
        refused = not wanted and done.shapes == ("unknown",)  # a file that held no posts, said to hold none in one entry
        return [Fault("line", where, f"{done.rows} of {rows} rows")] if done.rows < rows and not refused else []

    def expected(self, sample: Sample, unit: int) -> tuple[Counter[str], int, tuple[str, ...]]:
        """The posts that do not depend on one unit: those read with it and those read without, what both have."""
        key = id(sample), unit
        if key not in self.known:
            whole, rest = (of_bytes(data, Settings()) for data in (sample.data, sample.without(unit)))
            same = whole.shapes == rest.shapes and not whole.refused and not rest.refused and rest.rows < whole.rows
            shared = (whole.texts & rest.texts, min(whole.rows, rest.rows)) if same else (Counter[str](), 0)
            if len(self.known) > KEPT:
                self.known.clear()
            self.known[key] = *shared, whole.shapes
        return self.known[key]


def anyhow(chance: Random, sample: Sample) -> bytes:
    """A sample with one to three mutations of any kind."""
    data = sample.data
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        kind = chance.random()
        change = STRUCTURAL[sample.kind] if kind < 0.45 else chance.choice(BYTEWISE if kind < 0.96 else RARE)
        data = change(chance, data)
    return data


def within(chance: Random, sample: Sample, unit: bytes) -> bytes:
    """One row damaged and still one row: no line ending or quote more that would reach into its neighbours."""
    for _ in range(8):
        change = WITHIN[sample.kind] if chance.random() < 0.5 else chance.choice(SAFE)
        new = change(chance, unit)
        if is_one(sample, unit, new):
            return new
    return unit


def is_one(sample: Sample, unit: bytes, new: bytes) -> bool:
    """Whether a damaged row can still be told from its neighbours."""
    if sample.kind == "items":
        return is_json(new) if sample.deep else closed(new)
    if new.count(b"\n") != unit.count(b"\n") or b"\r" in new:
        return False
    return sample.kind != "table" or (new.count(b'"') % 2 == 0 and records_in(sample, new) == 1)


def records_in(sample: Sample, new: bytes) -> int:
    """How many records the bytes of a table's row are to a reader of CSV that is not ours."""
    mark = max((",", "\t", ";"), key=sample.head.decode("latin-1").count)
    try:
        return len(list(csv.reader(io.StringIO(new.decode("latin-1"), newline=""), delimiter=mark)))
    except csv.Error:
        return 0


def is_json(raw: bytes) -> bool:
    """Whether it is a JSON value."""
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return False
    return True


def closed(raw: bytes) -> bool:
    """Whether every string in it ends: a quote more or less makes of all that follows what it is not."""
    return STRING.sub(b"", raw).find(b'"') < 0


def spliced(chance: Random, one: bytes, other: bytes) -> bytes:
    """The beginning of one input and the end of another."""
    return one[: chance.randrange(len(one) + 1)] + other[chance.randrange(len(other) + 1) :]


def bench(small: list[Sample], large: list[Sample], seed: int) -> Bench:
    """The samples by kind and group."""
    kinds: dict[str, dict[str, list[Sample]]] = {}
    for one in small:
        kinds.setdefault(one.kind, {}).setdefault(one.group, []).append(one)
    return Bench(kinds, large, seed)
