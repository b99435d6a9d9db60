"""A standalone cluster on this machine's loopback: one worker is killed half-way, and the findings are the same."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import hubbub
from tests.contracts.test_same_findings import collection

pyspark = pytest.importorskip("pyspark")
SRC = Path(hubbub.__file__).parent.parent
DEPLOY = "org.apache.spark.deploy"
DEFAULTS = """
spark.executor.memory 512m
spark.cores.max 2
spark.executor.cores 1
spark.sql.shuffle.partitions 4
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
        home = {"SPARK_HOME": str(Path(pyspark.__file__).parent), "SPARK_DAEMON_MEMORY": "256m"}
        home["SPARK_WORKER_DIR"] = str(self.folder / "work")
        return os.environ | own | home | {"PYTHONPATH": str(SRC)}

    def launch(self, kind: str, *words: str) -> None:
        """Starts a master or a worker."""
        start = str(Path(pyspark.__file__).parent / "bin/spark-class")  # it becomes Java, with the settings Spark needs
        command = [start, f"{DEPLOY}.{kind}", "--host", "127.0.0.1", *words]
        quiet = subprocess.DEVNULL
        self.started.append(subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True))

    def kill(self, number: int) -> None:
        """SIGKILL to one of them and all it started. The master is number 0."""
        os.killpg(self.started[number].pid, signal.SIGKILL)
        self.started[number].wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A master and two workers of one core each."""
    made = Cluster(tmp_path / "conf", free())
    made.folder.mkdir()
    (made.folder / "spark-defaults.conf").write_text(DEFAULTS)
    made.launch("master.Master", "--port", str(made.port), "--webui-port", str(free()))
    assert within(60, lambda: answers(made.port))
    for _ in range(2):
        made.launch("worker.Worker", "--cores", "1", "--memory", "600m", "--webui-port", str(free()), made.address)
    yield made
    for number in range(len(made.started)):
        if made.started[number].poll() is None:
            made.kill(number)


def finding(given: Path, out: Path, cluster: Cluster) -> subprocess.Popen[str]:
    """The command, running."""
    code = "from hubbub.cli import main; main()"
    command = [sys.executable, "-c", code, "find", str(given), "-o", str(out), "--engine", cluster.address]
    return subprocess.Popen(command, env=cluster.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def made(out: Path, table: str) -> bool:
    """Whether a table stands finished in the work folder of a run."""
    return any(out.parent.glob(f".{out.name}.hubbub-*/engine/{table}-*/_SUCCESS"))


def test_a_worker_may_die(cluster: Cluster, tmp_path: Path) -> None:
    given = collection(tmp_path / "posts", 900)
    hubbub.find([given], tmp_path / "duckdb")
    with finding(given, tmp_path / "out", cluster) as running:
        assert within(150, lambda: made(tmp_path / "out", "screened") or running.poll() is not None)
        assert running.poll() is None, running.communicate()
        cluster.kill(2)
        said, complaint = running.communicate(timeout=240)
    assert (running.returncode, complaint) == (0, ""), said
    one, other = ((tmp_path / name / "findings.json").read_bytes() for name in ("duckdb", "out"))
    assert one == other


def test_a_cluster_that_dies_is_one_sentence(cluster: Cluster, tmp_path: Path) -> None:
    given = collection(tmp_path / "posts", 300)
    with finding(given, tmp_path / "out", cluster) as running:
        assert within(150, lambda: made(tmp_path / "out", "raw_posts") or running.poll() is not None)
        assert running.poll() is None, running.communicate()
        for number in (0, 1, 2):
            cluster.kill(number)
        _, complaint = running.communicate(timeout=240)
    assert running.returncode == 2
    assert complaint.count("\n") == 1
    assert cluster.address in complaint
    assert sorted(one.name for one in tmp_path.iterdir()) == ["conf", "posts"]
