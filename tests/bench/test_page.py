"""The page and the figures say what the runs say, from made-up runs."""

from pathlib import Path
from typing import Any

import pytest

from bench import results
from bench.page import page
from bench.plot import drawn
from bench.results import DATA, Runs, compared, earlier, save, speed, steps
from bench.run import beaten


def ran(cpu: float, unassigned: float = 0.4, **more: object) -> dict[str, Any]:
    """A run that finished."""
    costs = {"cpu_seconds": cpu, "wall_seconds": cpu, "peak_mb": 500.0, "finished": True, "code": 0, "groups": 7}
    return costs | {"unassigned": unassigned, "few": None, "date": "2026-01-01"} | more


LATE: dict[str, Any] = {"cpu_seconds": 600.0, "wall_seconds": 600.2, "peak_mb": 900.0, "finished": False, "code": None}
LATE |= {"date": "2026-01-02"}
RUNS: Runs = {
    "20000": {"hubbub": ran(10), "bertopic_default": ran(400, 0.3), "chorus": ran(5)},
    "100000": {"hubbub": ran(50, how="fast, words"), "bertopic_default": LATE, "chorus": ran(100)},
    "1000000": {"hubbub": ran(500), "bertopic_default": {"finished": False, "skipped_after": 100_000, "date": "2026-01-01"}},
}
NEAR = {
    "figures": {}, "data": "planted copies", "date": "2026-01-01",
    "by_set": {"2000": {
        "hubbub": ran(2, removed=90, precision=0.9, recall=0.9, f1=0.9, settings="as it is"),
        "rensa": ran(1, removed=80, precision=1.0, recall=0.95, f1=0.97, settings="words"),
    }},
}  # fmt: skip


def written(near: dict[str, Any]) -> str:
    """The page of these runs."""
    held = {"by_set": compared(RUNS), "date": "2026-01-01", "data": "made-up posts", "versions": {"hubbub": "1"}}
    return page(held, {"figures": {"help_seconds": 0.2}}, near, {})


def test_figures_are_those_of_the_largest_sizes() -> None:
    found = speed(RUNS)
    assert found["growth_exponent"] == 1.0
    assert (found["cpu_seconds_1m"], found["ratio_bertopic_default"]) == (500.0, 40.0)
    assert "ratio_bertopic_fastest" not in found
    assert steps(RUNS) == {"20000-100000": 1.0, "100000-1000000": 1.0}


def test_growth_is_told_from_large_sizes_alone() -> None:
    runs: Runs = {"2000": {"hubbub": ran(9)}, "100000": {"hubbub": ran(10)}, "1000000": {"hubbub": ran(200)}}
    assert speed(runs)["growth_exponent"] == 1.301
    assert "growth_exponent" not in speed({"2000": {"hubbub": ran(9)}, "100000": {"hubbub": ran(10)}})


def test_runs_of_different_days_are_not_compared() -> None:
    other = ran(400, date="2026-01-02", times_hubbub=40.0)
    runs: Runs = {"100000": {"hubbub": ran(50), "chorus": other}, "1000000": {"hubbub": ran(200, date="2026-01-02")}}
    assert speed(runs) == {"cpu_seconds_1m": 200.0, "peak_mb_1m": 500.0}
    assert steps(runs) == {}
    assert "times_hubbub" not in compared(runs)["100000"]["chorus"]


def test_a_peer_that_did_not_finish_is_not_run_on_more() -> None:
    assert beaten(RUNS, "bertopic_default", 1_000_000) == 100_000
    assert beaten(RUNS, "chorus", 1_000_000) is None


def test_the_page_says_where_a_peer_wins_and_what_did_not_finish() -> None:
    text = written(NEAR)
    assert text.index("does better") < text.index("## The whole job")
    assert "* The whole job: chorus-discourse, `chorus run` has fewer CPU-seconds: at 20,000 5 against 10." in text
    assert "BERTopic, default (MiniLM) has fewer posts unassigned: at 20,000 0.3 against 0.4." in text
    assert "* Near-copies: rensa has a better pair F1: at 2,000 0.97 against 0.9." in text
    assert "* Near-copies: rensa has a better pair precision: at 2,000 1 against 0.9." in text
    assert "not finished within 600.2 s" in text
    assert "not run: did not finish 100,000" in text
    tables = [line.count("|") for line in text.splitlines() if line.startswith("|")]
    assert set(tables) == {11, 12}
    assert "`hubbub find` with the report: fast, words | 50.0 |" in text
    assert "900.0 | | | | | | 2026-01-02 |" in text
    assert "Near-copies" not in written({})


def test_the_plot_names_every_contender_that_finished() -> None:
    drawing = drawn(RUNS)
    assert all(name in drawing for name in ("Hubbub", "BERTopic, default", "chorus-discourse"))
    assert "potion" not in drawing
    assert drawn({}) == ""


def test_measurements_are_kept_on_the_same_posts_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path)
    save("T11", {}, RUNS, "x", "2026-01-01")
    assert earlier() == RUNS
    save("T11", {}, RUNS, "x", "2026-01-01", data="others")
    assert earlier() == {}
    assert DATA
