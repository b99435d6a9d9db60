"""The seed article, scored by its own script. Its handles and phrases stand nowhere in this repository."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hubbub.readers.base import Item
from hubbub.records import Article, Post, Quotation, Recovered, batch

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not SEED.exists() and not os.environ.get("CI"), reason="no ../shared/seed"),
]


def save(items: list[Item], out: Path) -> None:
    """The tables that the score reads."""
    (out / "tables").mkdir()
    for name, record in (("posts", Post), ("quotations", Quotation)):
        rows = [item for item in items if isinstance(item, record)]
        pq.write_table(pa.Table.from_batches([batch(record, rows)]), out / "tables" / f"{name}.parquet")


def test_seed_is_recovered_exactly(recover: Callable[[bytes, str], list[Item]], tmp_path: Path) -> None:
    save(recover((SEED / "roundup-article.txt").read_bytes(), "article-text"), tmp_path)
    command = [sys.executable, str(SEED / "score.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    figures = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0, done.stdout + done.stderr
    assert figures["posts_exact"] == figures["posts_returned"] == figures["handles_right"] == figures["names_right"] == 12
    assert figures["platforms_acceptable"] == 12
    assert figures["direct_quotations_exact"] == figures["direct_quotations_wanted"] == 5


def test_seed_records_agree(recover: Callable[[bytes, str], list[Item]]) -> None:
    items = recover((SEED / "roundup-article.txt").read_bytes(), "article-text")
    article = next(item for item in items if isinstance(item, Article))
    assert article.text == (SEED / "roundup-article.txt").read_bytes().decode()
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2022-09-22"
    assert sum(item.note == "unrecoverable" for item in items if isinstance(item, Recovered)) == 1
    assert [item.input_row for item in items if isinstance(item, Post)] == list(range(1, 13))
