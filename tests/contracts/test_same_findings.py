"""The same findings, byte for byte, from every engine. All posts are made up."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

import pytest

import hubbub
from hubbub.engines.spark import Spark
from tests.test_steering import entry

SUBJECTS = ("the ending", "the music", "the storm", "the main actor", "the director", "the second half", "the ticket price")
SAID = (
    "I think {} was far too loud for a small room",
    "Nobody asked for {} and it shows in every scene",
    "{} made me cry, and I do not cry easily",
    "We waited two years for {} and it was worth it",
    "Honestly {} should have been cut by half",
)
DECIDED = (
    entry("side", key_point="Nobody asked for the music and it shows in every scene", target="the music", stance="against"),
    entry("side", key_point="the music made me cry, and I do not cry easily", target="the music", stance="favour"),
    entry(
        "merge",
        key_point="I think the storm was far too loud for a small room",
        into="Honestly the storm should have been cut by half",
    ),
    entry("name", key_point="the ending made me cry, and I do not cry easily", heading="Tears"),
)
FAST: Final = "fast"  # where it is not about what reads: networks are asked on Spark about the example
ELSEWHERE = (("es", "Me encantó todo menos el final, número {}"), ("de", "Die Musik war viel zu laut in Saal {}"), ("", "🎵 {}"))


def text(number: int) -> tuple[str, str]:
    """The language and words of a made-up post: some copied, some nearly, some in other languages."""
    if number % 11 == 0:
        lang, words = ELSEWHERE[number % len(ELSEWHERE)]
        return lang, words.format(number % 40)
    words = SAID[number % 5].format(SUBJECTS[number % 7])
    return "en", f"{words}. Seen in week {number % 29}." if number % 3 else f"{words}!" + "!" * (number % 4)


def collection(folder: Path, posts: int) -> Path:
    """Files of made-up posts: CSV and JSON lines, with repeated ids, dates to the day, and rows that are none."""
    folder.mkdir()
    columns = ("id", "author", "created_at", "text", "lang")
    for part in range(3):
        rows = []
        for number in range(part, posts, 3):
            lang, words = text(number)
            when = f"2022-03-{1 + number % 28:02d}" + (f"T{number % 24:02d}:{number % 60:02d}:00Z" if number % 9 else "")
            author = f"made_up_{number % 700}" if number % 13 else ""
            rows.append((str(number if number % 50 else number // 2), author, when, words, lang))
        if part < 2:
            with (folder / f"part{part}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([columns, *rows])
        else:
            lines = [json.dumps(dict(zip(columns, one, strict=True)), ensure_ascii=False) for one in rows]
            (folder / "part2.ndjson").write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    return folder


@pytest.mark.parametrize("posts", [0, 3000])
def test_duckdb_and_spark_find_the_same(posts: int, spark_here: Spark, example: Path, tmp_path: Path) -> None:
    given = collection(tmp_path / "posts", posts) if posts else example / "posts"
    quality: Literal["fast", "balanced"] = FAST if posts else "balanced"
    steered = hubbub.Options(about=tmp_path / "moment.toml", viewpoints=tmp_path / "viewpoints.toml", quality=quality)
    (tmp_path / "moment.toml").write_text('title = "A film"\ntargets = ["the music", "the ending"]\n', encoding="utf-8")
    (tmp_path / "viewpoints.toml").write_text("\n".join(DECIDED) if posts else "", encoding="utf-8")
    first = hubbub.find([given], tmp_path / "duckdb", replace(steered, engine="duckdb"))
    store = tmp_path / "store"
    hubbub.find([given], tmp_path / "spark", replace(steered, engine="spark", storage="" if posts else store.as_uri()))
    assert bool(posts) != store.is_dir()
    assert posts or not list(store.iterdir())
    assert first.flow.posts > posts / 2
    assert not posts or all(side.views for one in first.sides[:1] for side in (one.favour, one.against))
    assert first.viewpoints
    one, other = ((tmp_path / name / "findings.json").read_bytes() for name in ("duckdb", "spark"))
    assert one == other
    assert hubbub.check(tmp_path / "spark") == []
    told = json.loads((tmp_path / "spark/run.json").read_text())
    assert told["engine"] == "spark"
    assert {one["stage"] for one in told["stages"] if one["bytes_shuffled"] > 0} >= {"Grouping copies", "Measuring"}
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def test_who_was_taken_down_stays_out_on_spark_too(spark_here: Spark, tmp_path: Path) -> None:
    given = collection(tmp_path / "posts", 240)
    for name in ("duckdb", "spark"):
        hubbub.find([given], tmp_path / name, hubbub.Options(quality=FAST))
        hubbub.forget(tmp_path / name, ["made_up_7", "made_up_14"])
    options = {name: hubbub.Options(engine=name, authors="pseudonym", quality=FAST) for name in ("duckdb", "spark")}
    found = [hubbub.find([given], tmp_path / name, options[name]) for name in options]
    assert found[0] == found[1]
    assert any(one.name == "taken_down" and one.count for one in found[0].flow.excluded)
    assert hubbub.check(tmp_path / "spark") == []


def test_two_runs_of_one_name_share_no_storage(spark_here: Spark, tmp_path: Path) -> None:
    """In containers all processes have the same id, and so their folders the same name."""
    runs = [Spark(tmp_path / name / ".out.hubbub-1/engine", "spark", storage=tmp_path.as_uri()) for name in ("one", "other")]
    assert len({one.base for one in runs}) == len(runs)
    for one in runs:
        one.close()


def test_what_spark_spills_lies_in_the_folder(spark_here: Spark) -> None:
    assert list((spark_here.folder / "local").glob("blockmgr-*"))
