"""Posting patterns from end to end: found, checked, the same in any order, forgotten with a person, never an accusation."""

import random
import re
import shutil
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import hubbub
from tests.made import Row, export, rows

SLOGAN = "Bring the made-up lighthouse keeper back to the harbour this very evening"
WAVE: list[Row] = [
    (str(7000000100 + n), f"wave_{n}", f"2026-05-02T10:00:{5 * n:02d}Z", SLOGAN, "en") for n in range(8)
]  # eight accounts within 35 seconds
LATER: Row = ("7000000900", "later_one", "2026-05-04T10:00:00Z", SLOGAN, "en")
ACCUSING = re.compile(r"\b(spam\w*|bots?|coordinat\w*|fakes?|inauthentic\w*|trolls?|brigad\w*|astroturf\w*|manipulat\w*)\b", re.I)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with a wave in it."""
    folder = tmp_path_factory.mktemp("patterns")
    hubbub.find([export(folder / "posts.csv", [*rows(), *WAVE, LATER])], folder / "out")
    return folder / "out"


def test_a_wave_is_found_with_its_posts_and_left_out(made: Path) -> None:
    findings = hubbub.find([made.parent / "posts.csv"], made.parent / "again")
    wave = findings.patterns.listed[0]
    assert (wave.kind, wave.accounts, wave.posts, wave.seconds) == ("same_text", 8, 8, 35)
    assert wave.first == "2026-05-02T10:00:00Z"
    assert len(wave.shown) == 8
    exact = {one.quotation_id: one.exact for one in findings.quotations}
    assert [exact[one] for one in wave.quotations] == [SLOGAN]
    shown = {row["uid"] for row in pq.read_table(made / "tables/pattern_posts.parquet").to_pylist()}
    assert shown == set(wave.shown)
    whole = findings.coverage.platforms[0].prevalence
    assert whole.people
    assert whole.without
    assert whole.without.people
    assert (whole.people.of, whole.without.people.of) == (61, 61)  # the later post stands for the text now
    assert (whole.posts.of, whole.without.posts.of) == (69, 61)
    assert hubbub.check(made) == []


def test_order_of_rows_changes_nothing(made: Path, tmp_path: Path) -> None:
    posts = [*rows(), *WAVE, LATER]
    hubbub.find([export(tmp_path / "posts.csv", random.Random(4).sample(posts, len(posts)))], tmp_path / "out")
    assert (tmp_path / "out/findings.json").read_bytes() == (made / "findings.json").read_bytes()


def test_a_person_is_forgotten_here_too(made: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(made, tmp_path / "out"))
    gone = [row[1] for row in WAVE[:4]]
    findings = hubbub.forget(out, gone)
    assert findings.patterns.listed == ()
    assert pq.read_table(out / "tables/pattern_posts.parquet").num_rows == 0
    left = (out / "findings.json").read_text(encoding="utf-8") + (out / "report.html").read_text(encoding="utf-8")
    assert not [one for one in WAVE[:4] if one[0] in left or f"{one[1]}<" in left]
    assert hubbub.check(out) == []


def test_hidden_authors_have_patterns_and_no_names(made: Path, tmp_path: Path) -> None:
    hubbub.find([made.parent / "posts.csv"], tmp_path / "out", hubbub.Options(authors="hidden"))
    findings = orjson.loads((tmp_path / "out/findings.json").read_bytes())
    assert [one["accounts"] for one in findings["patterns"]["listed"]] == [8]
    for path in (tmp_path / "out").rglob("*"):
        assert path.is_dir() or not re.search(rb"wave_\d|70000001\d\d", path.read_bytes()), path
    assert hubbub.check(tmp_path / "out") == []


def test_no_word_accuses(made: Path) -> None:
    for name in ("report.html", "article.md", "findings.json"):
        text = (made / name).read_text(encoding="utf-8")
        assert not ACCUSING.search(re.sub(r"<style>.*?</style>", "", text, flags=re.S)), name
    page = (made / "report.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "8 accounts posted this text, or nearly the same, within 35 seconds" in page
    assert "a pattern is not proof of anything" in (made / "article.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("change", ["drop", "add", "seconds"])
def test_changed_patterns_are_named(made: Path, tmp_path: Path, change: str) -> None:
    out = Path(shutil.copytree(made, tmp_path / "out"))
    path = out / "tables" / ("patterns.parquet" if change == "seconds" else "pattern_posts.parquet")
    table = pq.read_table(path)
    lines = table.to_pylist()
    if change == "seconds":
        lines[0]["seconds"] -= 1
    elif change == "drop":
        lines.pop()
    else:
        lines.append({**lines[0], "uid": pq.read_table(out / "tables/posts.parquet").column("uid")[0].as_py()})
    pq.write_table(pa.Table.from_pylist(lines, schema=table.schema), path)
    assert [one for one in hubbub.check(out) if one.startswith("patterns:")]
