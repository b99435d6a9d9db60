"""Spark Connect, through a server on this machine's loopback, and a local-cluster of two workers: the same findings."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hubbub
from bench.cluster import SRC, answers, free, within
from tests.contracts.test_cluster import SETTINGS
from tests.made import export, rows

pyspark = pytest.importorskip("pyspark")
HOME = Path(pyspark.__file__).parent
SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
STARTING = 120.0  # seconds that a server may take to answer on a machine that is busy


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a Connect server, as --engine takes it; it goes with all it started."""
    port = free()
    loopback = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
    asked = loopback | {"spark.connect.grpc.binding.port": str(port), "spark.connect.grpc.binding.address": "127.0.0.1"}
    options = [word for name, value in asked.items() for word in ("--conf", f"{name}={value}")]
    command = [str(HOME / "bin/spark-submit"), "--master", "local[2]", "--class", SERVER, *options, "spark-internal"]
    own = {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    quiet, here = subprocess.DEVNULL, environment(tmp_path) | own
    started = subprocess.Popen(command, env=here, cwd=tmp_path, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        assert within(STARTING, lambda: answers(port))
        yield f"sc://127.0.0.1:{port}"
    finally:
        os.killpg(started.pid, 9)
        started.wait()


def environment(folder: Path) -> dict[str, str]:
    """Where Hubbub is, and Spark's settings."""
    settings = folder / "conf"
    settings.mkdir(exist_ok=True)
    (settings / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    return os.environ | {"PYTHONPATH": str(SRC), "SPARK_CONF_DIR": str(settings)}


def through(engine: str, folder: Path) -> None:
    """Runs the whole job in a process of its own (one that runs Spark itself cannot connect), and compares."""
    source = export(folder / "posts.csv", rows(36))
    hubbub.find([source], folder / "here", hubbub.Options(quality="fast"))
    code = "import sys; from hubbub.cli import main; main()"
    words = ["find", str(source), "-o", str(folder / "there"), "--quality", "fast", "--engine", engine]
    own = environment(folder)
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, env=own)
    assert done.returncode == 0, done.stderr
    one, other = ((folder / name / "findings.json").read_bytes() for name in ("here", "there"))
    assert one == other
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_the_same_findings_through_connect(server: str, tmp_path: Path) -> None:
    through(server, tmp_path)


def test_the_same_findings_on_a_local_cluster(tmp_path: Path) -> None:
    through("local-cluster[2,1,1024]", tmp_path)
    assert not (HOME / "work").exists(), "workers wrote beside Spark's own files"


def test_an_interruption_on_a_local_cluster_is_one_sentence(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(36))
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL); from hubbub.cli import main; main()"  # shells may ignore it
    )
    words = ["find", str(source), "-o", str(tmp_path / "there"), "--quality", "fast", "--engine", "local-cluster[2,1,1024]"]
    own = environment(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", code, *words], stderr=subprocess.PIPE, text=True, env=own, start_new_session=True
    ) as one:
        assert within(STARTING, lambda: any(tmp_path.glob(".there.*/kept/*")))
        os.killpg(one.pid, signal.SIGINT)  # as a terminal does
        _, said = one.communicate(timeout=STARTING)
    assert one.returncode == 130
    assert said.splitlines()[-1] == "hubbub: Interrupted; nothing was changed."
    assert "Traceback" not in said
    assert not (tmp_path / "there").exists()
