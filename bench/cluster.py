"""A standalone Spark cluster on this machine's loopback: a master and workers, each killed with all it started."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent / "src"
DEPLOY = "org.apache.spark.deploy"
DEFAULTS = """
spark.cores.max 2
spark.executor.cores 1
"""


def free() -> int:
    """A port nothing listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def within(seconds: float, ready: Callable[[], bool]) -> bool:
    """Waits until something is so; whether it came to be."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def answers(port: int) -> bool:
    """Whether something listens at a port."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def home() -> Path:
    """The Spark that PySpark's wheel holds. Raises SystemExit where there is none."""
    found = find_spec("pyspark")
    if found is None or found.origin is None:
        raise SystemExit("PySpark is not here: pip install 'hubbub[spark]'")
    return Path(found.origin).parent


@dataclass
class Cluster:
    """A master and its workers, each with what it starts in a process group of its own."""

    folder: Path
    port: int
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What --engine is told."""
        return f"spark://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Spark's own settings, and where Hubbub is."""
        own = {"SPARK_CONF_DIR": str(self.folder), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        daemons = {"SPARK_HOME": str(home()), "SPARK_DAEMON_MEMORY": "256m", "SPARK_WORKER_DIR": str(self.folder / "work")}
        return os.environ | own | daemons | {"PYTHONPATH": str(SRC)}

    def launch(self, kind: str, *words: str) -> None:
        """Starts a master or a worker."""
        # It becomes Java, with the settings Spark needs.
        command = [str(home() / "bin/spark-class"), f"{DEPLOY}.{kind}", "--host", "127.0.0.1", *words]
        quiet = subprocess.DEVNULL
        self.started.append(subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True))

    def kill(self, number: int) -> None:
        """SIGKILL to one of them and all it started, as the kernel does when memory is out. The master is number 0."""
        os.killpg(self.started[number].pid, signal.SIGKILL)
        self.started[number].wait()

    def end(self) -> None:
        """Ends what still runs."""
        for number, one in enumerate(self.started):
            if one.poll() is None:
                self.kill(number)


@contextmanager
def cluster(folder: Path, megabytes: int, settings: str = "") -> Iterator[Cluster]:
    """A master and two workers of one core each, whose executors take so much memory; `settings` as in spark-defaults.conf.

    Raises TimeoutError when the master does not answer.
    """
    made = Cluster(folder, free())
    folder.mkdir(parents=True)
    said = f"{DEFAULTS}spark.executor.memory {megabytes}m\n{settings}"
    (folder / "spark-defaults.conf").write_text(said, encoding="utf-8")
    try:
        made.launch("master.Master", "--port", str(made.port), "--webui-port", str(free()))
        if not within(60, lambda: answers(made.port)):
            raise TimeoutError("The master did not answer within a minute.")
        for _ in range(2):
            room = f"{megabytes + 100}m"  # a worker must have more to offer than one executor takes
            made.launch("worker.Worker", "--cores", "1", "--memory", room, "--webui-port", str(free()), made.address)
        yield made
    finally:
        made.end()
