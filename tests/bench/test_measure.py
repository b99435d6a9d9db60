"""What a command costs is what all its processes cost together."""

import sys
from pathlib import Path

import pytest

from bench.measure import cost

BLOCK = 60  # MB each process holds
HOLD = f"import time; held = bytearray({BLOCK} * 2**20); time.sleep(1)"
FORK = f"import subprocess, sys; held = [subprocess.Popen([sys.executable, '-c', {HOLD!r}]) for _ in range(2)]"
WAITED = f"{FORK}; [one.wait() for one in held]"
BUSY = "import time\nwhile time.process_time() < .5: pass\nprint(flush=True); time.sleep(60)"
LEFT = f"import subprocess as s, sys; s.Popen([sys.executable, '-c', {BUSY!r}], start_new_session=True, stdout=-1).stdout.read(1)"


@pytest.mark.skipif(sys.platform != "linux", reason="the tree is seen on Linux alone")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    one = cost([sys.executable, "-c", HOLD], tmp_path / "one.json")
    two = cost([sys.executable, "-c", WAITED], tmp_path / "two.json")
    assert BLOCK <= one.peak_mb < 1.5 * BLOCK
    assert 2 * BLOCK <= two.peak_mb < 3 * BLOCK


@pytest.mark.skipif(sys.platform != "linux", reason="the tree is seen on Linux alone")
def test_time_of_what_was_left_behind_counts(tmp_path: Path) -> None:
    assert cost([sys.executable, "-c", LEFT], tmp_path / "left.json").cpu_seconds >= 0.45


def test_a_limit_stops_and_a_failure_is_told(tmp_path: Path) -> None:
    late = cost([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "late.json", 0.3)
    assert (late.finished, late.code) == (False, None)
    assert late.wall_seconds < 20
    wrong = cost([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "wrong.json", 0)
    assert (wrong.finished, wrong.code) == (False, 3)
