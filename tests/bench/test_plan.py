"""The plan for a billion: what one post more costs, worked out by hand."""

import json
from pathlib import Path

import pytest

from bench import plan


def run(rows: int, cpu: float, written: int, **more: int) -> dict[str, object]:
    """A run of one stage."""
    stage = {"stage": "Reading", "cpu_seconds": cpu, "bytes_written": written} | more
    return {"engine": "duckdb", "rows": rows, "date": "2026-05-01", "stages": [stage]}


@pytest.fixture
def rates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the runs lie."""
    monkeypatch.setattr(plan, "RATES", tmp_path / "rates.json")
    return tmp_path / "rates.json"


def test_what_a_run_costs_however_small_is_left_out(rates: Path) -> None:
    rates.write_text(json.dumps({"runs": [run(100, 5, 300), run(1100, 15, 2300), run(1100, 25, 2300), run(10, 99, 99)]}))
    found = plan.measured_at("duckdb")
    assert plan.more(found, "Reading", "cpu_seconds") == (0.01, 0.02)
    assert plan.more(found, "Reading", "bytes_written") == (2.0, 2.0)
    told = plan.plan("duckdb", 3_600_000, 0.5)
    assert told[0].startswith("From 2 runs of 1,100 posts and 1 run of 100 posts, a post more")
    assert "| Reading | 10–20 | 0.01 | 5–10 |" in told
    assert not any("shuffled" in one for one in told)


def test_one_size_is_shared_out(rates: Path) -> None:
    rates.write_text(json.dumps({"runs": [run(1000, 10, 10**9, bytes_shuffled=2 * 10**9)]}))
    assert plan.more(plan.measured_at("duckdb"), "Reading", "cpu_seconds") == (0.01, 0.01)
    assert "| Reading | 10 | 3,600 | 7,200 | 5.0 |" in plan.plan("duckdb", 3_600_000, 0.5)
    assert plan.plan("spark", 10, 1) == []
