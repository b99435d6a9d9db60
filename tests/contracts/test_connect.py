"""Spark Connect: the whole job through a server on this machine's loopback, no Java of our own, and the same findings."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import hubbub
from tests.contracts.test_cluster import SRC, answers, free, within
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
    own = {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(SRC)}
    settings = tmp_path / "conf"
    settings.mkdir()
    quiet, here = subprocess.DEVNULL, os.environ | own | {"SPARK_CONF_DIR": str(settings)}
    started = subprocess.Popen(command, env=here, cwd=tmp_path, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        assert within(STARTING, lambda: answers(port))
        yield f"sc://127.0.0.1:{port}"
    finally:
        os.killpg(started.pid, 9)
        started.wait()


def test_the_same_findings_through_connect(server: str, tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(36))
    hubbub.find([source], tmp_path / "here", hubbub.Options(quality="fast"))
    code = "import sys; from hubbub.cli import main; main()"  # a process of its own: one that runs Spark itself cannot connect
    words = ["find", str(source), "-o", str(tmp_path / "there"), "--quality", "fast", "--engine", server]
    here = os.environ | {"PYTHONPATH": str(SRC)}
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, env=here)
    assert done.returncode == 0, done.stderr
    one, other = ((tmp_path / name / "findings.json").read_bytes() for name in ("here", "there"))
    assert one == other
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
