"""T13: the same posts, the same findings: whichever the run, the threads, the order of the lines, the engine.

usage: python -m bench.same [--posts 1000000] [--engine local[2] --engine spark://127.0.0.1:7077] [--kill PID --after 60] [--keep]
`--kill` ends one worker of the last engine's cluster, by its process id, so many seconds into one more run on it.
"""

import argparse
import hashlib
import os
import random
import shlex
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.contenders import hubbub
from bench.measure import cost
from bench.page import write
from bench.posts import make
from bench.results import DATA, RESULTS, save, saved
from bench.sources import POSTS, texts

THREADED = (
    "import sys; from hubbub.findings import Options, find; find([sys.argv[1]], sys.argv[2], Options(threads=int(sys.argv[3])))"
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to run the job. `shuffled` lines, `threads` (0: as it comes), an `engine` ("": its own), a worker killed or not."""

    name: str
    shuffled: bool = False
    threads: int = 0
    engine: str = ""
    killed: bool = False

    def command(self, posts: Path, folder: Path) -> list[str]:
        """The command line; there is no option for threads, so those go through the Python API."""
        if self.threads:
            return [sys.executable, "-c", THREADED, str(posts), str(folder / "report"), str(self.threads)]
        return hubbub(posts, folder) + (["--engine", self.engine] if self.engine else [])


EMBEDDED = (
    Way("first run"),
    Way("second run"),
    Way("one thread", threads=1),
    Way("two threads", threads=2),
    Way("shuffled lines", shuffled=True),
)


def ways(asked: argparse.Namespace) -> list[Way]:
    """All runs asked for."""
    found = [*EMBEDDED, *(Way(one, engine=one) for one in asked.engine)]
    if asked.kill and asked.engine:
        found.append(Way(f"{asked.engine[-1]}, a worker killed", engine=asked.engine[-1], killed=True))
    return [one for one in found if not asked.only or one.name in asked.only.split(",")]


def shuffle(posts: Path, target: Path) -> None:
    """The same lines in another order: only where they begin is held in memory."""
    with posts.open("rb") as lines, target.open("wb") as file:
        starts, at = [], 0
        for line in lines:
            starts.append(at)
            at += len(line)
        random.Random(3).shuffle(starts)
        for start in starts:
            lines.seek(start)
            file.write(lines.readline())


def kill(process: int) -> None:
    """Ends a worker as the kernel would when memory is out."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def ran(way: Way, posts: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """The cost and hash of one run. A run that failed has no hash."""
    timer = threading.Timer(asked.after, kill, (asked.kill,))
    with tempfile.TemporaryDirectory(dir=posts.parent) as name:
        folder = Path(name)
        if way.killed:
            timer.start()
        spent = cost(way.command(posts, folder), folder / "cost.json", asked.seconds)
        timer.cancel()
        held = folder / "report/findings.json"
        digest = hashlib.sha256(held.read_bytes()).hexdigest() if spent.finished else None
    return asdict(spent) | {"sha256": digest} | ({"killed_after_seconds": asked.after} if way.killed else {})


def figures(found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Over the runs that finished; a failed one counts as a hash of its own, for it is no equal."""
    failed = sum(one["sha256"] is None for one in found.values())
    return {"distinct_hashes": len({one["sha256"] for one in found.values()} - {None}) + failed, "runs": len(found)}


def options(words: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    shape = argparse.RawTextHelpFormatter
    asked = argparse.ArgumentParser(prog="python -m bench.same", description=__doc__, formatter_class=shape)
    asked.add_argument("--posts", type=int, default=1_000_000, help="how many posts")
    asked.add_argument(
        "--engine", action="append", default=[], help="an engine besides the embedded one, as `hubbub find` takes it"
    )
    asked.add_argument("--only", default="", help="which runs, by name, comma-separated; all otherwise")
    asked.add_argument("--kill", type=int, default=0, help="the process id of a worker")
    asked.add_argument("--after", type=float, default=60, help="seconds before the worker is killed")
    asked.add_argument("--seconds", type=float, default=0, help="the longest a run may take; 0: as long as it takes")
    asked.add_argument("--keep", action="store_true", help="keep earlier runs over as many posts")
    asked.add_argument("--folder", help="where posts and outputs are made; a cluster must see it")
    return asked.parse_args(words)


def main(words: list[str]) -> int:
    """Runs, writes and prints; 1 when the hashes differ."""
    asked, date = options(words), time.strftime("%Y-%m-%d", time.gmtime())
    if not POSTS.is_dir():
        print(f"{POSTS} is not on this machine, and the bench measures on it.", file=sys.stderr)
        return 2
    data = f"{asked.posts} posts: {DATA}"
    before: Any = saved("T13")
    found: dict[str, dict[str, Any]] = before["by_set"] if asked.keep and before.get("data") == data else {}
    command = shlex.join(["python", "-m", "bench.same", *words])
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        plain, mixed = (Path(name) / part / "posts.ndjson" for part in ("plain", "mixed"))  # one name: it is in the findings
        plain.parent.mkdir()
        mixed.parent.mkdir()
        make(texts(), asked.posts, plain)
        for way in ways(asked):
            if way.shuffled:
                shuffle(plain, mixed)
            found[way.name] = ran(way, mixed if way.shuffled else plain, asked)
            print(f"{way.name:<30}", found[way.name], flush=True)
            save("T13", figures(found), found, command, date, data)
    write()
    print(f"{RESULTS / 'T13.json'}: {figures(found)}")
    return int(figures(found)["distinct_hashes"] != 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
