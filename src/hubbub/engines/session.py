"""A Spark session for an `--engine`: in this process, on a cluster, or behind Spark Connect; each refusal is one sentence."""

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyarrow as pa

from hubbub.engines.base import BATCH_ROWS
from hubbub.engines.faults import FULL
from hubbub.errors import HubbubError, OutputError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

KINDS = re.compile(r"spark|local(\[[\d*,]+\])?|local-cluster\[\d+,\d+,\d+\]|(spark|sc|k8s)://\S+|yarn")
WAIT = 60  # seconds for a cluster to offer a first executor
LOST = 60  # seconds a cluster may be without any
LISTEN = 5  # seconds for a port to answer
LEAST = 1024  # MiB below which a JVM does not hold Spark
OLDEST = 17  # the Java that Spark 4 needs
JAVA = re.compile(r'version "(?:1\.)?(\d+)')  # up to 8 it called itself 1.8
LOGGING = Path(__file__).with_name("log4j2.properties")
UNITS = {"": 1 / 2**20, "K": 1 / 2**10, "M": 1, "G": 2**10, "T": 2**20}
# What every session needs so that it gives what DuckDB gives.
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH_ROWS),
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.maxConcurrentOutputFileWriters": "16",  # several tables are written at once without sorting them apart
    "spark.sql.files.maxPartitionBytes": str(32 * 2**20),  # Python is the slow part: small pieces keep every core busy
}
# What must be said before Java starts.
STARTING = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "OFF"}


def is_spark(engine: str) -> bool:
    """Whether an `--engine` names a Spark."""
    return KINDS.fullmatch(engine) is not None


def master(engine: str, threads: int) -> str:
    """What Spark calls it: `spark` is all cores of this machine, or as many as were asked for."""
    return f"local[{threads or '*'}]" if engine in {"spark", "local"} else engine


def start(engine: str, memory: str, threads: int, folder: Path) -> tuple["SparkSession", bool]:
    """A session, and whether it is ours to stop; what a cluster of this machine's own writes lies in `folder`. Raises UsageError
    or OutputError, each with its remedy."""
    needed(engine)
    from pyspark.sql import SparkSession

    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger", "py4j", "pyspark"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # whatever they would log is raised, and said once
    logging.getLogger().addFilter(unsaid)
    where = master(engine, threads)
    with spoken(where):
        if where.startswith("sc://"):
            listening(where, 15002)
            found, own = SparkSession.builder.remote(where).create(), True
        else:
            with at_home(where, folder):
                found, own = session(engine, where, memory, folder)
        for name, value in SETTINGS.items():
            found.conf.set(name, value)
        if not where.startswith("local["):
            peers(found, where)
    return found, own


def unsaid(record: logging.LogRecord) -> bool:
    """Lets pass what py4j does not log: it writes to the root logger where a connection ends, as it does after Ctrl-C."""
    return "py4j" not in Path(record.pathname).parts


@contextmanager
def at_home(where: str, folder: Path) -> Iterator[None]:
    """Lets the workers of a local-cluster keep to loopback, and write into the folder: they write beside Spark's own files, so
    these are linked there."""
    if not where.startswith("local-cluster"):
        yield
        return
    import pyspark

    home, before = folder / "spark", dict(os.environ)
    home.mkdir(parents=True)
    for path in Path(os.environ.get("SPARK_HOME") or Path(pyspark.__file__).parent).iterdir():
        if path.name != "work":
            (home / path.name).symlink_to(path)
    try:
        os.environ |= {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
        yield
    finally:
        for name in ("SPARK_HOME", "SPARK_LOCAL_IP"):
            os.environ.pop(name, None)
            os.environ |= {name: before[name]} if name in before else {}


def needed(engine: str) -> None:
    """Raises UsageError where the extra is missing, or Java is, or is too old."""
    if not (there("pyspark") and there("sqlglot")):
        raise UsageError(f"--engine {engine} needs Spark; install it with: pip install 'hubbub[spark]'.")
    if not engine.startswith("sc://") and (wanting := without_java(os.environ.get("JAVA_HOME"))):
        raise UsageError(
            f"--engine {engine} needs Java {OLDEST} or newer, and {wanting}; install one (Debian: apt install "
            "default-jre-headless), or leave --engine out."
        )


def without_java(home: str | None) -> str | None:
    """Why there is no Java that Spark can use; None where there is one."""
    java = shutil.which(str(Path(home, "bin/java"))) if home else shutil.which("java")
    if not java:
        return f"JAVA_HOME is {home}, where none is" if home else "none was found"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 - the Java of this machine
    found = JAVA.search(told.stderr + told.stdout)
    return f"{java} is Java {found[1]}" if found and int(found[1]) < OLDEST else None


def there(module: str) -> bool:
    """Whether a library is installed."""
    try:
        return find_spec(module) is not None
    except ValueError:  # it was taken out of sys.modules
        return False


def session(engine: str, where: str, memory: str, folder: Path) -> tuple["SparkSession", bool]:
    """A session of the Spark that this process runs already, else of a new one. Raises UsageError for another one's."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    if where.startswith("spark://"):
        listening(where, 7077)
    running = SparkContext._active_spark_context
    if running is not None:
        if engine not in {"spark", running.master}:
            raise UsageError(f"This process runs Spark at {running.master} already; stop that one, or say --engine spark.")
        return SparkSession(running).newSession(), False
    return SparkSession(context(where, settings(where, memory, folder))), True


def context(where: str, asked: dict[str, str]) -> Any:  # noqa: ANN401 - SparkContext has no types of its own before it is imported
    """Starts Spark. Java's own output goes nowhere: what it has to say comes back as exceptions."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway

    conf = SparkConf(loadDefaults=False).setMaster(where).setAppName("hubbub")
    for name, value in (STARTING | asked).items():
        conf.set(name, value)
    if where.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    gateway = SparkContext._gateway or launch_gateway(conf, quiet)
    with ours():
        return SparkContext(conf=conf, gateway=gateway)


@contextmanager
def ours() -> Iterator[None]:
    """Gives Ctrl-C back to who had it: Spark takes it, to cancel its jobs, and fails with a traceback where it cannot."""
    before = signal.getsignal(signal.SIGINT)
    yield
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, before)


def settings(where: str, memory: str, folder: Path) -> dict[str, str]:
    """How a Spark of this kind starts. Clusters keep what their spark-defaults.conf says; what a Spark of this machine's own
    spills, posts among it, lies in `folder`, and goes with it."""
    found = {
        "spark.driver.memory": f"{mebibytes(memory)}m",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={LOGGING}",
    }
    if where.startswith("local") or is_loopback(urlsplit(where).hostname):
        found |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if where.startswith("local"):
        cores = re.findall(r"\d+", where) or [str(os.cpu_count() or 1)]
        count = int(cores[0]) * int(cores[1] if where.startswith("local-cluster") else 1)
        found |= {"spark.sql.shuffle.partitions": str(2 * count), "spark.local.dir": str(folder / "local")}
    return found


def mebibytes(memory: str) -> int:
    """A size such as '1GB' in MiB, at least what a JVM needs. Raises UsageError."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMGT]?)I?B?\s*", memory.upper())
    if not match:
        raise UsageError(f"--memory {memory}: say a size, such as 4GB.")
    return max(LEAST, int(float(match[1]) * UNITS[match[2]]))


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine."""
    return host is not None and (host == "localhost" or host.startswith("127."))


def listening(where: str, port: int) -> None:
    """Raises OutputError at once where nothing answers: Spark itself would try for a minute."""
    first = where.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0]
    parts = urlsplit(first)
    host = parts.hostname or ""
    try:
        socket.create_connection((host, parts.port or port), LISTEN).close()
    except OSError as error:
        why = error.strerror or str(error)
        raise OutputError(
            f"{where}: no Spark answers there ({why}); start the cluster, or check the address (docs/scale.md)."
        ) from error


def peers(found: "SparkSession", where: str) -> None:
    """Raises OutputError where no worker comes, or a worker's Hubbub is missing or another version."""
    if where.startswith("spark://"):
        waited(found, where)
    shape = pa.schema([("version", pa.string())])
    from pyspark.sql.pandas.types import from_arrow_schema

    try:
        seen = found.range(0, 8, 1, 8).mapInArrow(versions, from_arrow_schema(shape)).distinct().toArrow()
    except Exception as error:
        if "No module named" not in str(error):
            raise
        missing = re.search(r"No module named '?([\w.]+)", str(error))
        raise OutputError(
            f"{where}: a worker's Python has no {missing[1] if missing else 'hubbub'}; "
            f"install hubbub=={version('hubbub')} on every worker (docs/scale.md)."
        ) from error
    other = set(seen.column(0).to_pylist()) - {version("hubbub")}
    if other:
        raise OutputError(f"{where}: workers run hubbub {', '.join(sorted(other))}; install {version('hubbub')} there too.")


def versions(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The version of Hubbub that a worker has."""
    for one in batches:
        yield pa.RecordBatch.from_pydict({"version": [version("hubbub")] * one.num_rows})


def waited(found: "SparkSession", where: str) -> None:
    """Waits for a first executor. Raises OutputError when none comes."""
    tracker = found.sparkContext._jsc.sc().statusTracker()
    end = time.monotonic() + WAIT
    while len(tracker.getExecutorInfos()) < 2:  # the driver is one
        if time.monotonic() > end:
            raise OutputError(
                f"{where}: no worker gave an executor within {WAIT} seconds; start workers, or ask for less memory than "
                "they have (spark.executor.memory in spark-defaults.conf)."
            )
        time.sleep(0.2)


def watched(found: "SparkSession", over: threading.Event) -> None:
    """Ends what is going on once no executor is left for LOST seconds: Spark itself would wait for ever."""
    seen = time.monotonic()
    with suppress(Exception):  # the connection to Spark goes when the session is stopped
        while not over.wait(1):
            if len(found.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) > 1:
                seen = time.monotonic()
            elif time.monotonic() - seen > LOST:
                found.sparkContext.cancelAllJobs()


@contextmanager
def spoken(where: str) -> Iterator[None]:
    """What Spark raises, as one sentence. Raises OutputError."""
    try:
        yield
    except HubbubError:
        raise
    except faults() as error:
        raise OutputError(told(where, str(error) or type(error).__name__)) from error


def faults() -> tuple[type[BaseException], ...]:
    """What Spark and the way to it may raise."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    found: list[type[BaseException]] = [PySparkException, Py4JError, ConnectionError, EOFError]
    with suppress(ImportError):
        from grpc import RpcError

        found.append(RpcError)
    return tuple(found)


def told(where: str, message: str) -> str:
    """The sentence for a failure of Spark, with its remedy."""
    lines = [one.strip() for one in message.splitlines() if one.strip()]
    if FULL in message:
        return f"Spark at {where}: a disk is full; free space for the tables and for Spark's own files (spark.local.dir)."
    if "cancelled" in message:
        return f"Spark at {where}: all workers were lost; start them again, and run the command again."
    if "OutOfMemory" in message:
        return f"Spark at {where}: out of memory; give --memory more, and executors more (spark.executor.memory)."
    if "Traceback (most recent call last)" in message:
        own = re.findall(r"^(?:[\w.]+(?:Error|Exception|Interrupt)|Exception): .*$", message, re.MULTILINE)
        return f"Spark at {where}: a worker failed ({own[-1] if own else lines[0]}); please report this."
    cause = next((one for one in lines if "Exception: " in one or one.startswith("[")), lines[0]).lstrip(": ")
    return f"Spark at {where} gave up ({cause[:300]}); see the cluster's own logs, and run the command again."
