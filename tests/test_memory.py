"""`--memory`: what it takes, what the machine gives, and a job on more than it may hold."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import hubbub
from hubbub import findings
from hubbub.engines import memory
from hubbub.engines.base import Pace
from hubbub.engines.duckdb import DuckDB
from hubbub.engines.memory import GB, MB
from hubbub.records import ORDERED, TABLES
from tests.made import export, rows
from tests.test_steering import ALL


@pytest.mark.parametrize(
    ("given", "size"), [("512MB", 512 * MB), ("2GB", 2 * GB), ("2 gb", 2 * GB), ("1.5G", 1536 * MB), ("512MiB", 512 * MB)]
)
def test_sizes(given: str, size: int) -> None:
    assert memory.allowed(given) == size


@pytest.mark.parametrize("given", ["much", "0", "-1GB", "2", "GB", "1e9", "0GB", "511MB", "100KB", "2GB more", "٢GB٢"])
def test_no_size_or_too_small_a_one_is_a_sentence_with_the_remedy(given: str, tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    with pytest.raises(hubbub.UsageError, match="--memory 2GB"):
        hubbub.find([source], tmp_path / "out", hubbub.Options(memory=given))
    assert os.listdir(tmp_path) == ["posts.csv"]


def machine(root: Path, available: int, groups: str = "", **files: str) -> Path:
    """A made-up machine: what /proc and the control groups say. Names of files: + is a slash."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/meminfo").write_text(f"MemTotal: 99 kB\nMemAvailable: {available // 1024} kB\n")
    (root / "proc/self/cgroup").write_text(groups)
    for name, text in files.items():
        path = root / "sys/fs/cgroup" / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_the_machine_alone(tmp_path: Path) -> None:
    assert memory.free(machine(tmp_path, 6 * GB)) == 6 * GB


def test_a_control_group_of_version_2(tmp_path: Path) -> None:
    root = machine(tmp_path, 6 * GB, "0::/a/b\n", a__b__memory_dot_max="max\n", a__memory_dot_max=f"{3 * GB}\n")
    (root / "sys/fs/cgroup/a/memory.current").write_text(f"{GB}\n")
    assert memory.free(root) == 2 * GB


def test_a_control_group_of_version_1(tmp_path: Path) -> None:
    root = machine(tmp_path, 6 * GB, "4:cpu,memory:/c\n3:cpu:/d\n", memory__c__memory_dot_limit_in_bytes=str(GB))
    assert memory.free(root) == GB


def test_a_container_sees_its_own_group_at_the_top(tmp_path: Path) -> None:
    assert memory.free(machine(tmp_path, 6 * GB, "0::/not/here\n", memory_dot_max=str(GB))) == GB


def test_a_machine_that_says_nothing(tmp_path: Path) -> None:
    assert memory.free(tmp_path) == 4 * GB


@pytest.mark.parametrize(("free", "usual"), [(0, GB), (3 * GB, 1536 * MB), (64 * GB, 2 * GB)])
def test_by_default_half_of_what_is_free_within_limits(free: int, usual: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free", lambda: free)
    assert memory.allowed() == usual


def test_python_keeps_its_part() -> None:
    assert memory.tables(2 * GB) == 2 * GB - memory.RESERVE
    assert memory.tables(512 * MB) == memory.LEAST_TABLES
    assert (memory.threads(512 * MB, 8), memory.threads(2 * GB, 8), memory.threads(2 * GB, 1)) == (1, 5, 1)


def test_readers_share_what_is_left() -> None:
    assert memory.sharers(memory.tables(2 * GB), 700 * MB) == 2
    assert memory.sharers(memory.tables(2 * GB), 320 * MB) == 4
    assert memory.sharers(memory.tables(512 * MB), 700 * MB) == 1
    for size in (512 * MB, 1 * GB, 2 * GB, 16 * GB):
        tables = memory.tables(size)
        room = 320 * MB * memory.sharers(tables, 320 * MB)
        assert memory.LEAST_TABLES <= memory.beside(tables, room) <= tables
        assert size < GB or memory.OWN + room + memory.beside(tables, room) <= size


def test_a_reader_takes_of_the_tables_part_and_gives_it_back(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path, "1280MiB", 8)
    limits = []

    def told(batch: pa.RecordBatch) -> pa.RecordBatch:
        limits.append(engine.rows("SELECT current_setting('memory_limit') AS n")["n"][0].as_py())
        return batch

    try:
        engine.map("SELECT 1 AS n", told, "one", pa.schema([("n", pa.int32())]), Pace(10, lambda _: None, 700 * MB))
        engine.map("SELECT 1 AS n", told, "two", pa.schema([("n", pa.int32())]))
    finally:
        engine.close()
    assert limits == ["348.0 MiB", "1.2 GiB"]


LARGER = """
import resource, sys
from hubbub import findings
from hubbub.engines.duckdb import DuckDB
with findings.working(__import__("pathlib").Path(sys.argv[1]) / "out", findings.Options(memory="512MB", threads=2)) as engine:
    resource.setrlimit(resource.RLIMIT_DATA, (900 * 2**20, 900 * 2**20))
    engine.sql("SELECT range AS n, repeat(sha256(range::VARCHAR), 8) AS text FROM range(700_000)", "posts")  # 0.36 GB
    engine.sql("SELECT * FROM posts ORDER BY hash(n)", "shuffled")
    engine.sql("SELECT a.n, b.text FROM posts a JOIN shuffled b USING (n) ORDER BY a.n", "joined")
    counted = "SELECT count(*) AS n, sum(length(text))::BIGINT AS size, count(DISTINCT n) AS names FROM joined"
    print(engine.rows(counted).to_pylist())
"""


def test_tables_several_times_the_memory(tmp_path: Path) -> None:
    """Sorting and joining twice 0.36 GB with 256 MB for tables; the process may not take 900 MB in all, so nothing cheats."""
    done = subprocess.run([sys.executable, "-c", LARGER, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[{'n': 700000, 'size': 358400000, 'names': 700000}]", done.stderr


def test_the_same_findings_in_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = export(tmp_path / "posts.csv", [(f"{n}{one[0]}", *one[1:]) for n in range(50) for one in rows()])
    findings.find([source], tmp_path / "usual")
    monkeypatch.setattr(findings, "tables", lambda _: 128 * MB)
    findings.find([source], tmp_path / "little", hubbub.Options(threads=1))
    for name in ("findings.json", *(f"tables/{one}.parquet" for one in TABLES)):
        assert (tmp_path / "usual" / name).read_bytes() == (tmp_path / "little" / name).read_bytes(), name


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    """The tables of posts, of which some are left out, of pages and of decisions: rows in every table that is stored in order."""
    folder = tmp_path_factory.mktemp("shuffled")
    texts = ("[deleted]", "", "[removed]") * 9
    gone = [(f"9{n}", "made_up_0", "2026-05-01T00:00:00Z", text, "en") for n, text in enumerate(texts)]
    source = export(folder / "posts.csv", gone + [(f"{n}{one[0]}", *one[1:]) for n in range(40) for one in rows()])
    (folder / "viewpoints.toml").write_text("\n".join(ALL), encoding="utf-8")
    options = hubbub.Options(quality="fast", viewpoints=folder / "viewpoints.toml")
    findings.find([source, example / "posts"], folder / "out", options)
    return folder / "out/tables"


@pytest.mark.parametrize("name", ORDERED)
def test_tables_that_threads_shuffle_are_stored_in_order(name: str, shuffled: Path) -> None:
    """They are made in an order that is not the stored one."""
    stored = pq.read_table(shuffled / f"{name}.parquet")
    assert stored.num_rows > 1
    assert stored.equals(stored.sort_by([(one.strip(), "ascending") for one in ORDERED[name].split(",")]))


def test_posts_that_are_only_read_are_stored_in_order(tmp_path: Path, example: Path) -> None:
    findings.read([example / "posts"], tmp_path / "posts.parquet")
    stored = pq.read_table(tmp_path / "posts.parquet")
    assert stored.equals(stored.sort_by([(one.strip(), "ascending") for one in ORDERED["posts"].split(",")]))
