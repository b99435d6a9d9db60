"""An engine that cannot be had: one sentence with the remedy, nothing written."""

import subprocess
import sys
from pathlib import Path

import pytest

import hubbub
from hubbub.engines.session import mebibytes, told
from tests.made import export, rows


@pytest.mark.parametrize("engine", ["spark://127.0.0.1:9", "sc://127.0.0.1:9"])
def test_nothing_listens(engine: str, tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    with pytest.raises(hubbub.OutputError, match=rf"^{engine}: no Spark answers there \(.*\); start the cluster"):
        hubbub.find([source], tmp_path / "out", hubbub.Options(engine=engine))
    assert [one.name for one in tmp_path.iterdir()] == ["posts.csv"]


def test_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "no java"))
    with pytest.raises(hubbub.UsageError, match=r"needs Java 17 or newer.*default-jre-headless"):
        hubbub.find([source], tmp_path / "out", hubbub.Options(engine="spark"))
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(hubbub.UsageError, match="needs Java 17 or newer, and none was found"):
        hubbub.find([source], tmp_path / "out", hubbub.Options(engine="spark"))
    assert [one.name for one in tmp_path.iterdir()] == ["posts.csv"]


@pytest.mark.parametrize(("said", "number"), [('openjdk version "11.0.22" 2024-01-16', 11), ('java version "1.8.0_402"', 8)])
def test_java_that_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, number: int) -> None:
    source, java = export(tmp_path / "posts.csv", rows(6)), tmp_path / "jdk/bin/java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    with pytest.raises(hubbub.UsageError, match=rf"needs Java 17 or newer, and .*/jdk/bin/java is Java {number}; install one"):
        hubbub.find([source], tmp_path / "out", hubbub.Options(engine="spark"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["jdk", "posts.csv"]


def test_no_pyspark(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    code = "import sys; sys.modules['pyspark'] = None; from hubbub.cli import main; main()"
    words = ["find", str(source), "-o", str(tmp_path / "out"), "--engine", "spark"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'hubbub[spark]'" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("engine", ["polars", "spark:", "local[x]", "local-cluster[2]"])
def test_no_such_engine(engine: str, tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    with pytest.raises(hubbub.UsageError, match="choose duckdb, spark"):
        hubbub.find([source], tmp_path / "out", hubbub.Options(engine=engine))


@pytest.mark.parametrize(
    ("memory", "found"), [("1GB", 1024), ("2.5 GB", 2560), ("100MB", 1024), ("4294967296", 4096), ("3GiB", 3072)]
)
def test_memory_as_java_takes_it(memory: str, found: int) -> None:
    assert mebibytes(memory) == found


def test_what_spark_raises_is_one_sentence() -> None:
    trace = "An exception was thrown:\nTraceback (most recent call last):\n  File x\nValueError: odd\n\tat org.apache"
    assert told("yarn", trace) == "Spark at yarn: a worker failed (ValueError: odd); please report this."
    assert "a disk is full" in told("yarn", "java.io.IOException: No space left on device\n\tat org")
    assert "\n" not in told("yarn", "o41.sql failed\n: org.apache.SparkException: Job aborted.\n\tat java")
