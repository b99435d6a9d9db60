"""T15: inputs mutated by the million, read as a user's files are read. From the repository's root: python -m evals.fuzz

Each input is made from its number and the seed alone. Checked of each: nothing but a one-sentence refusal is raised; it takes at
most five seconds; rows are numbered from 1 and add up; every batch is valid; what is not blank is accounted for; and where one
row was damaged, the posts of all others are still there with the same text. What fails is kept outside the repository.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from evals.fuzzing.farm import BLOCK, Tally, run
from evals.fuzzing.reading import Fault
from evals.fuzzing.samples import LARGE, SMALL, Sample, corpus, fingerprint
from evals.fuzzing.trial import Bench, bench

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
MADE = ROOT / "tests/readers/shapes"
RESULT = ROOT / "evals/results/T15.json"
ENOUGH = 1_000_000
CRASHES = frozenset({"crash", "invalid", "hang", "died"})
EXAMPLES = 12  # of each kind of fault kept
PACKAGES = ("hubbub", "orjson", "lxml", "trafilatura", "pyarrow", "zstandard")


@dataclass(slots=True)
class State:
    """How far a run got. `blocks` are those done, by their number."""

    seed: int
    corpus: str
    blocks: list[int] = field(default_factory=list)
    inputs: int = 0
    seconds: float = 0.0
    ways: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[list[object]]] = field(default_factory=dict)
    slowest: tuple[float, int] = (0.0, -1)
    peak_kb: int = 0

    def add(self, tally: Tally) -> None:
        """Takes in a block, or what was done of one."""
        self.inputs += tally.done
        self.ways += tally.ways
        self.slowest = max(self.slowest, tally.slowest)
        self.peak_kb = max(self.peak_kb, tally.peak_kb)
        for number, fault in tally.faults:
            self.fault(number, fault)

    def fault(self, number: int, fault: Fault) -> None:
        """Counts a fault and keeps its first examples."""
        name = f"{fault.kind}: {fault.where}"
        self.faults[name] += 1
        self.kinds[fault.kind] += 1
        known = self.examples.setdefault(name, [])
        if len(known) < EXAMPLES:
            known.append([number, fault.detail])


def samples() -> tuple[list[Sample], list[Sample]]:
    """What is mutated: small excerpts, and a few large ones."""
    large = [one for one in corpus(SHARED, MADE, LARGE) if len(one.data) > SMALL]
    return corpus(SHARED, MADE), large


def prepared(options: argparse.Namespace) -> tuple[Bench, State]:
    """The samples, and where an earlier run with the same seed and samples stopped."""
    small, large = samples()
    state = State(options.seed, fingerprint(small + large))
    if options.resume and options.state.exists():
        known = json.loads(options.state.read_text("utf-8"))
        if (known["seed"], known["corpus"]) != (state.seed, state.corpus):
            sys.exit(f"{options.state}: of another seed, or the samples have changed since; run without --resume")
        counters = {name: Counter(known[name]) for name in ("ways", "faults", "kinds")}
        state = State(**{**known, **counters, "slowest": tuple(known["slowest"])})
    return bench(small, large, options.seed), state


def blocks(state: State, inputs: int) -> list[tuple[int, int]]:
    """The blocks still to do."""
    done = set(state.blocks)
    return [(start, min(start + BLOCK, inputs)) for start in range(0, inputs, BLOCK) if start // BLOCK not in done]


def measure(options: argparse.Namespace) -> State:
    """Runs what is still to do, telling how far it is, and keeps its state as it goes."""
    made, state = prepared(options)
    begun, before = time.monotonic(), state.seconds
    until = begun + options.seconds if options.seconds else float("inf")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("inputs", total=options.inputs, completed=state.inputs)
        for tally in run(made, blocks(state, options.inputs), options.processes, until):
            state.add(tally)
            state.blocks += finished(tally, options.inputs)
            state.seconds = before + time.monotonic() - begun
            progress.update(task, completed=state.inputs, description=f"inputs, {state.faults.total()} faults")
            options.state.write_text(json.dumps(plain(state)), "utf-8")
    return state


def plain(state: State) -> dict[str, object]:
    """A state as JSON holds it."""
    return {one.name: getattr(state, one.name) for one in fields(state)}


def finished(tally: Tally, inputs: int) -> list[int]:
    """The number of a block that was done in one piece; one that broke is done again when a run is resumed."""
    whole = tally.start % BLOCK == 0 and tally.stop == min(tally.start + BLOCK, inputs)
    return [tally.start // BLOCK] if whole else []


def figures(state: State) -> dict[str, int | float]:
    """The figures of T15. Scripts are executed in a browser's test only: that figure stays as it was measured there."""
    known = json.loads(RESULT.read_text("utf-8"))["figures"] if RESULT.exists() else {}
    crashes = sum(count for kind, count in state.kinds.items() if kind in CRASHES)
    measured = {"mutated_inputs": state.inputs, "crashes": crashes, "lost_rows": state.kinds.total() - crashes}
    return measured | {name: known[name] for name in ("script_executions",) if name in known}


def save(state: State, command: str) -> None:
    """Writes results/T15.json."""
    record = {
        "target": "T15",
        "figures": figures(state),
        "data": "formats, articles, posts, seed, and the made-up file of every shape; mutated",
        "command": command,
        "seed": state.seed,
        "versions": {"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        "date": datetime.now(UTC).date().isoformat(),
        "by_set": summary(state),
    }
    RESULT.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def summary(state: State) -> dict[str, object]:
    """What else is worth knowing of a run."""
    return {
        "samples_sha256": state.corpus,
        "seconds": round(state.seconds, 1),
        "inputs_per_second": round(state.inputs / max(state.seconds, 0.001), 1),
        "slowest_seconds": round(state.slowest[0], 2),
        "peak_mb": state.peak_kb // 1024,
        "inputs": dict(sorted(state.ways.items())),
        "faults": dict(sorted(state.faults.items())),
    }


def shown(state: State) -> str:
    """A run in words, with the numbers of what failed."""
    lines = [json.dumps({**figures(state), **summary(state), "slowest_input": state.slowest[1]}, indent=1)]
    for name, known in sorted(state.examples.items(), key=lambda one: -state.faults[one[0]]):
        numbers = ", ".join(str(number) for number, _ in known)
        lines.append(f"{state.faults[name]:7} {name}\n        --only {numbers}\n        {str(known[0][1])[-300:]}")
    return "\n".join(lines)


def again(options: argparse.Namespace) -> None:
    """Tries single inputs again, in this process, and keeps their bytes."""
    made = bench(*samples(), options.seed)
    options.keep.mkdir(parents=True, exist_ok=True)
    for number in options.only:
        case = made.case(number)
        file = options.keep / f"{options.seed}-{number}.dat"
        file.write_bytes(case.data)
        told = f"{case.way}, unit {case.unit} of {case.sample.kind} {case.sample.group}/{case.sample.name}"
        print(f"{number}: {told}: {file}")
        for fault in made.faults(case):
            print(f"  {fault.kind}: {fault.where}\n  {fault.detail}")


def options() -> argparse.Namespace:
    """What was asked for."""
    folder = Path(tempfile.gettempdir()) / "hubbub-fuzz"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=ENOUGH, help="how many; results/T15.json is written for a million or more")
    parser.add_argument("--seconds", type=float, help="stop after so many; --resume goes on")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--resume", action="store_true", help="go on where the run of this seed stopped")
    parser.add_argument("--state", type=Path, help="the file that says how far a run got")
    parser.add_argument("--keep", type=Path, default=folder, help="folder for what fails: real posts, so never the repository")
    parser.add_argument("--only", type=int, nargs="+", help="try the inputs of these numbers again, and keep their bytes")
    found = parser.parse_args()
    found.keep.mkdir(parents=True, exist_ok=True)
    found.state = found.state or found.keep / f"state-{found.seed}.json"
    return found


def main() -> None:
    """Measures, prints and, where it was a whole run, saves. Exit code 1 when anything failed."""
    asked = options()
    if asked.only:
        again(asked)
        return
    state = measure(asked)
    print(shown(state))
    if state.inputs >= ENOUGH:
        save(state, f"python -m evals.fuzz --inputs {asked.inputs} --seed {asked.seed}")
    sys.exit(1 if state.faults else 0)


if __name__ == "__main__":
    main()
