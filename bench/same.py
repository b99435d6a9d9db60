"""T13: the same posts, the same findings: whichever the run, the threads, the order of the lines, the engine.

usage: python -m bench.same [--posts 1000000] [--engine local[2]] [--cluster] [--after 300] [--keep] [--only NAME]
`--cluster` starts a standalone Spark cluster of two workers on loopback for each of two more runs; in the second, one worker is
killed with all it started, so many seconds into the run. CPU-seconds and memory of those two are the driver's alone.
"""

import argparse
import hashlib
import random
import shlex
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bench.cluster import cluster
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
    """One way to run the job. `shuffled` lines, `threads` (0: as it comes), an `engine` ("": its own), a worker killed."""

    name: str
    shuffled: bool = False
    threads: int = 0
    engine: str = ""
    cluster: bool = False
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
CLUSTERED = (
    Way("Spark, two workers", cluster=True),
    Way("Spark, two workers, one killed", cluster=True, killed=True),
)
MEMORY = 2048  # MB of an executor's Java; its Python takes as much again


def ways(asked: argparse.Namespace) -> list[Way]:
    """All runs asked for."""
    found = [*EMBEDDED, *(Way(one, engine=one) for one in asked.engine), *(CLUSTERED if asked.cluster else ())]
    return [one for one in found if not asked.only or one.name in asked.only]


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


def ran(way: Way, posts: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """The cost and hash of one run. A run that failed has no hash, nor has one that was over before its worker was killed."""
    with tempfile.TemporaryDirectory(dir=posts.parent) as name:
        folder = Path(name)
        if way.cluster:
            found = clustered(way, posts, folder, asked)
        else:
            found = asdict(cost(way.command(posts, folder), folder / "cost.json", asked.seconds))
        held = folder / "report/findings.json"
        shown = found["finished"] and found.get("killed_after_seconds", 0) is not None
        return found | {"sha256": hashlib.sha256(held.read_bytes()).hexdigest() if shown else None}


def clustered(way: Way, posts: Path, folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """The driver's cost of a run on a cluster of its own; where a worker is killed, also after how many seconds."""
    with cluster(folder / "cluster", MEMORY) as own:
        timer = threading.Timer(asked.after, own.kill, (2,))
        if way.killed:
            timer.start()
        command = replace(way, engine=own.address).command(posts, folder)
        spent = cost(command, folder / "cost.json", asked.seconds, own.environment)
        timer.cancel()
        dead = own.started[2].poll() is not None
    return asdict(spent) | ({"killed_after_seconds": asked.after if dead else None} if way.killed else {})


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
    asked.add_argument("--only", action="append", default=[], help="a run by its name, as often as you like; all otherwise")
    asked.add_argument("--cluster", action="store_true", help="a Spark cluster on loopback too, and one that loses a worker")
    asked.add_argument("--after", type=float, default=300, help="seconds before the worker is killed")
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
