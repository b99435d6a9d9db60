"""Scores of near-copies, the planted ones, and the peers' way of joining pairs; T13's counting and shuffling."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from evals.planted import plant

from bench.copying import main as copying
from bench.near import counts, make, pairs, quality
from bench.same import Way, figures, options, ran, shuffle, ways

PEER = Path(__file__).parents[2] / "bench/peers/near.py"
TEXTS = [f"The keeper of lighthouse number {n} told the harbour what he saw that night {n * n}" for n in range(80)]


def peer() -> ModuleType:
    """The peers' script, which imports no peer before it runs one."""
    shape = importlib.util.spec_from_file_location("near_peer", PEER)
    assert shape
    assert shape.loader
    found = importlib.util.module_from_spec(shape)
    shape.loader.exec_module(found)
    return found


def test_pairs_are_scored_where_something_was_planted() -> None:
    truth = [0, 0, 1, 1, 2, 3, 4]
    assert pairs([2, 2, 1]) == 2
    assert quality(truth, truth) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert quality(truth, [0, 0, 1, 2, 3, 4, 5]) == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert quality(truth, [0, 0, 0, 1, 2, 3, 4])["precision"] == 0.3333
    assert quality(truth, [0, 0, 1, 1, 0, 2, 3])["precision"] == 0.5  # another post in a planted group is wrong
    assert quality(truth, [0, 0, 1, 1, 2, 2, 2])["precision"] == 1.0  # nobody knows about pairs of other posts


def test_groups_and_what_is_removed_are_counted() -> None:
    assert counts(["a", "a", "a", "b", "c", "c"]) == {"groups": 2, "removed": 3}


def test_copies_are_planted_the_same_each_time() -> None:
    assert plant(TEXTS) == plant(TEXTS)
    rows = plant(TEXTS)
    assert len(rows) > len(TEXTS)
    assert {row.group for row in rows} == set(range(len(TEXTS)))


def test_our_own_copies_run_over_a_file(tmp_path: Path) -> None:
    truth = [(TEXTS[0], 0), ("Something else was said about the ferry", 1), (TEXTS[0].upper() + "!", 0)]
    make(truth, tmp_path / "posts")
    copying(str(tmp_path / "posts"), str(tmp_path / "answer"))
    found = eval((tmp_path / "answer").read_text())
    assert found[0] == found[2] != found[1]


def test_peers_pairs_are_joined() -> None:
    assert peer().joined(5, iter([(3, 1), (1, 4)])) == [0, 1, 2, 1, 1]


def test_one_hash_or_more() -> None:
    same = {"a": {"sha256": "x"}, "b": {"sha256": "x"}}
    assert figures(same) == {"distinct_hashes": 1, "runs": 2}
    assert figures(same | {"c": {"sha256": None}}) == {"distinct_hashes": 2, "runs": 3}


def test_engines_are_added_to_the_runs() -> None:
    found = ways(options(["--engine", "local[2]", "--engine", "spark://a:1", "--cluster"]))
    named = ["local[2]", "spark://a:1", "Spark, two workers", "Spark, two workers, one killed"]
    assert [one.name for one in found[-4:]] == named
    assert found[-3].command(Path("p"), Path("o"))[-2:] == ["--engine", "spark://a:1"]


def test_a_worker_that_outlived_its_run_shows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def over(dead: bool) -> object:
        def run(_way: Way, _posts: Path, folder: Path, _asked: object) -> dict[str, object]:
            (folder / "report").mkdir()
            (folder / "report/findings.json").write_text("{}")
            return {"finished": True, "killed_after_seconds": 9.0 if dead else None}

        return run

    way = Way("killed", cluster=True, killed=True)
    for dead in (True, False):
        monkeypatch.setattr("bench.same.clustered", over(dead))
        assert (ran(way, tmp_path / "posts", options([]))["sha256"] is not None) == dead


def test_shuffled_lines_are_the_same_lines(tmp_path: Path) -> None:
    lines = [b"%d\n" % n for n in range(500)]
    (tmp_path / "a").write_bytes(b"".join(lines))
    shuffle(tmp_path / "a", tmp_path / "b")
    found = (tmp_path / "b").read_bytes().splitlines(keepends=True)
    assert found != lines
    assert sorted(found) == sorted(lines)
