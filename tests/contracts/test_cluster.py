"""A standalone cluster on this machine's loopback: one worker is killed half-way, and the findings are the same."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import hubbub
from bench.cluster import Cluster, within
from bench.cluster import cluster as started
from tests.conftest import BRIEF
from tests.contracts.test_same_findings import FAST, collection

pytest.importorskip("pyspark")
SETTINGS = f"spark.sql.shuffle.partitions 4\nspark.executor.extraJavaOptions {BRIEF}\n"
# Here it is about who dies. What Spark compiles for each query, a quarter of the CPU, is tested where it lives on.
PLAIN = "spark.sql.codegen.wholeStage false\nspark.sql.codegen.factoryMode NO_CODEGEN\n"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A master and two workers of one core each."""
    with started(tmp_path / "conf", 512, SETTINGS + PLAIN) as made:
        yield made


def finding(given: Path | str, out: Path, cluster: Cluster, before: str = "pass") -> subprocess.Popen[str]:
    """The command, running, after a statement."""
    code = f"{before}; from hubbub.cli import main; main()"
    command = [sys.executable, "-c", code, "find", str(given), "-o", str(out), "--quality", FAST, "--engine", cluster.address]
    return subprocess.Popen(command, env=cluster.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def made(out: Path, table: str) -> bool:
    """Whether a table stands finished in the work folder of a run."""
    return any(out.parent.glob(f".{out.name}.hubbub-*/engine/{table}-*/_SUCCESS"))


@contextmanager
def underway(given: Path, out: Path, cluster: Cluster, table: str) -> Iterator[subprocess.Popen[str]]:
    """The command, running, once it has finished a table."""
    with finding(given, out, cluster) as running:
        assert within(400, lambda: made(out, table) or running.poll() is not None)
        assert running.poll() is None, running.communicate()
        yield running


def test_a_worker_may_die(cluster: Cluster, tmp_path: Path) -> None:
    given = collection(tmp_path / "posts", 900)
    hubbub.find([given], tmp_path / "duckdb", hubbub.Options(quality=FAST))
    with underway(given, tmp_path / "out", cluster, "screened") as running:
        cluster.kill(2)
        said, complaint = running.communicate(timeout=600)
    assert (running.returncode, complaint) == (0, ""), said
    one, other = ((tmp_path / name / "findings.json").read_bytes() for name in ("duckdb", "out"))
    assert one == other


def test_a_job_that_was_killed_starts_again(cluster: Cluster, tmp_path: Path) -> None:
    given = collection(tmp_path / "posts", 300)
    hubbub.find([given], tmp_path / "duckdb", hubbub.Options(quality=FAST))
    with underway(given, tmp_path / "out", cluster, "screened") as running:
        running.kill()
    assert list(tmp_path.glob(".out.hubbub-*")), "nothing was left to remove"
    with finding(given, tmp_path / "out", cluster) as again:
        said, complaint = again.communicate(timeout=600)
    assert (again.returncode, complaint) == (0, ""), said
    one, other = ((tmp_path / name / "findings.json").read_bytes() for name in ("duckdb", "out"))
    assert one == other
    assert sorted(one.name for one in tmp_path.iterdir()) == ["conf", "duckdb", "out", "posts"]


@pytest.mark.parametrize(
    ("before", "killed", "told"),
    [
        ("from hubbub.engines import session; session.WAIT = 5", (1, 2), "no worker gave an executor within 5 seconds; start"),
        ("from hubbub.engines import session; session.version = lambda _: '0.0.0'", (), "install 0.0.0 there too."),
    ],
    ids=["no worker", "another version"],
)
def test_a_cluster_that_will_not_do(cluster: Cluster, tmp_path: Path, before: str, killed: tuple[int, ...], told: str) -> None:
    given = collection(tmp_path / "posts", 30)
    for number in killed:
        cluster.kill(number)
    with finding(given, tmp_path / "out", cluster, before) as running:
        _, complaint = running.communicate(timeout=600)
    assert (running.returncode, complaint.count("\n")) == (2, 1), complaint
    assert told in complaint
    assert sorted(one.name for one in tmp_path.iterdir()) == ["conf", "posts"]


def test_a_cluster_that_dies_is_one_sentence(cluster: Cluster, tmp_path: Path) -> None:
    given = collection(tmp_path / "posts", 300)
    with underway(given, tmp_path / "out", cluster, "raw_posts") as running:
        for number in (0, 1, 2):
            cluster.kill(number)
        _, complaint = running.communicate(timeout=600)
    assert running.returncode == 2
    assert complaint.count("\n") == 1
    assert cluster.address in complaint
    assert sorted(one.name for one in tmp_path.iterdir()) == ["conf", "posts"]
