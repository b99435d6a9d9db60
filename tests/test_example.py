"""The example is what its sentences make, small, made up, and true to its own numbers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example made a second time."""
    folder = tmp_path_factory.mktemp("example")
    subprocess.run([sys.executable, str(ROOT / "example/make.py"), str(folder)], check=True, capture_output=True)
    return folder


def content(file: Path) -> bytes:
    """A file's bytes; those inside, where it is compressed."""
    raw = file.read_bytes()
    return zstandard.ZstdDecompressor().decompressobj().decompress(raw) if file.suffix == ".zst" else raw


def test_it_is_what_make_py_makes(example: Path, again: Path) -> None:
    made = sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert made
    assert [name for name in made if content(example / name) != content(again / name)] == []


def test_it_is_small(example: Path) -> None:
    assert sum(file.stat().st_size for file in example.rglob("*") if file.is_file()) < 1_000_000


def test_its_numbers_agree(example: Path) -> None:
    truth = json.loads((example / "truth.json").read_text(encoding="utf-8"))
    assert 450 <= truth["posts"] <= 600
    assert sum(truth["inputs"].values()) == truth["posts"]
    assert truth["views"]["rope"]["people"] == 5
    for one in truth["views"].values():
        assert len(one["originals"]) + len(one["copies"]) == one["posts"]
        assert one["people"] <= one["texts"] <= one["posts"]


def test_every_account_says_that_it_is_made_up(example: Path) -> None:
    pages = [json.loads(line) for line in (example / "posts/x.jsonl").read_text(encoding="utf-8").splitlines()[:-1]]
    handles = {user["username"] for page in pages for user in page["includes"]["users"]}
    assert handles
    assert all(handle.endswith("_madeup") and len(handle) <= 20 for handle in handles)
