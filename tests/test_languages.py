"""The whole job on posts in nine languages. The sentences are ours (evals/viewpoints/street.txt)."""

import json
from pathlib import Path

import duckdb
import pytest

import hubbub
from hubbub.errors import UsageError
from hubbub.quality import BOTH, MATCHER, STATIC, TONGUES, Quality, reading, suited
from hubbub.records import Findings

STREET = Path(__file__).resolve().parent.parent / "evals/viewpoints/street.txt"
QUALITIES: tuple[Quality, ...] = ("fast", "balanced", "best")
SAID = ("Closing the bridge to cars was a mistake", "It was a mistake to close the bridge for all cars", "The soup was cold")
POINTS = ("air", "rescue", "vote")


def said() -> dict[str, str]:
    """Sentences, and the point each makes."""
    lines = [line.split("|", 2) for line in STREET.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {text: point for point, _, text in lines if point in POINTS}


def posted(folder: Path) -> Path:
    """Each by a person of its own."""
    rows = (
        {"id": f"{n}", "text": text, "author": f"made_up_{n}", "created_at": "2024-05-01T12:00:00Z"}
        for n, text in enumerate(said())
    )
    path = folder / "posts.ndjson"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), "utf-8")
    return path


def uids(found: Findings, folder: Path) -> dict[str, set[str]]:
    """The texts of each listed viewpoint."""
    tables = folder / "tables"
    rows = duckdb.sql(
        f"SELECT viewpoint_id, text FROM '{tables}/assignments.parquet' JOIN '{tables}/posts.parquet' USING (uid)"
    ).fetchall()
    return {one.viewpoint_id: {text for name, text in rows if name == one.viewpoint_id} for one in found.viewpoints}


def test_viewpoints_cross_languages(tmp_path: Path) -> None:
    found = hubbub.find([posted(tmp_path)], tmp_path / "out", hubbub.Options(min_people=3))
    assert (found.method.encoder, found.method.matcher, found.method.quality) == (TONGUES, TONGUES, "balanced")
    assert any("Sentences of several languages may share a viewpoint" in note for note in found.notes)
    groups = uids(found, tmp_path / "out")
    assert all(len({said()[text] for text in texts}) == 1 for texts in groups.values())
    assert max(len(one.languages) for one in found.viewpoints) >= 6
    assert sum(map(len, groups.values())) > 0.6 * len(said())
    assert hubbub.check(tmp_path / "out") == []
    gone = hubbub.forget(tmp_path / "out", ["@made_up_0"])
    assert gone.method.encoder == TONGUES
    assert hubbub.check(tmp_path / "out") == []


def test_without_the_package_it_is_said_what_was_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubbub.quality.readable", lambda: False)
    found = hubbub.find([posted(tmp_path)], tmp_path / "out")
    assert found.method.encoder == MATCHER
    assert any("posts are not in English" in note and "hubbub[languages]" in note for note in found.notes)
    assert "hubbub\\[languages\\]" in (tmp_path / "out/article.md").read_text("utf-8")
    best = hubbub.find([posted(tmp_path)], tmp_path / "best", hubbub.Options(quality="best"))
    assert best.method.encoder == MATCHER
    assert any("the best quality has two decide together" in note for note in best.notes)


def test_two_networks_decide_together_at_the_best_quality(tmp_path: Path) -> None:
    path = tmp_path / "posts.ndjson"
    rows = ({"id": f"{n}", "text": text, "author": f"made_up_{n}"} for n, text in enumerate(SAID))
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = hubbub.find([path], tmp_path / "out", hubbub.Options(min_people=2, quality="best"))
    assert (found.method.encoder, found.method.matcher, found.method.quality) == (BOTH, BOTH, "best")
    assert sorted(map(sorted, uids(found, tmp_path / "out").values())) == [sorted(SAID[:2])]
    assert hubbub.check(tmp_path / "out") == []


def test_each_encoder_goes_with_its_quality() -> None:
    assert suited("potion", None, 3) == suited("distilled", None, 3) == "fast"
    assert suited("e5", None, 10**7) == "balanced"
    assert suited("minilm", "best", 3) == "best"
    assert (suited(None, None, 5_000), suited(None, None, 5_001)) == ("balanced", "fast")
    assert suited("e5", "best", 3) == "best"
    for encoder, quality in (("e5", "fast"), ("potion", "balanced"), ("minilm", "fast")):
        with pytest.raises(UsageError, match="does not go with"):
            suited(encoder, quality, 3)  # type: ignore[arg-type]
    assert [reading(quality, None, 1.0) for quality in QUALITIES] == [STATIC, TONGUES, TONGUES]
    assert [reading(quality, None, 0.05) for quality in QUALITIES] == [STATIC, MATCHER, BOTH]


def test_without_the_package_the_best_is_the_one_that_ships(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hubbub.quality.readable", lambda: False)
    assert [reading(quality, None, 1.0) for quality in QUALITIES] == [STATIC, MATCHER, MATCHER]
