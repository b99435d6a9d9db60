"""The main job: sums that add up, the same bytes whatever the order, and an output folder that is whole or untouched."""

import os
import random
from pathlib import Path
from typing import Literal

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hubbub
from hubbub.engines import base, duckdb
from hubbub.records import Findings
from tests.made import VIEWS, Row, export, rows

QUIET = settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])


def run(folder: Path, posts: list[Row], **options: object) -> bytes:
    """findings.json of some posts."""
    hubbub.find([export(folder / "posts.csv", posts)], folder / "out", hubbub.Options(**options))  # type: ignore[arg-type]
    return (folder / "out" / "findings.json").read_bytes()


def listed(findings: Findings) -> list[str]:
    """The key points."""
    exact = {one.quotation_id: one.exact for one in findings.quotations}
    return [exact[view.key_point] for view in findings.viewpoints]


def people(findings: Findings, words: str) -> tuple[int, int] | None:
    """How many people hold the view of these words, of how many."""
    for view, text in zip(findings.viewpoints, listed(findings), strict=True):
        if words in text and view.prevalence.people:
            return view.prevalence.people.count, view.prevalence.people.of
    return None


def test_flow_adds_up(tmp_path: Path, example: Path) -> None:
    flow = hubbub.find([example / "posts"], tmp_path / "out").flow
    left_out = sum(one.count for one in (*flow.excluded, *flow.unreadable))
    assert flow.rows == flow.posts + left_out
    assert left_out > 0
    for one in flow.inputs:
        assert one.rows == one.posts + one.excluded + one.unreadable


def test_checks_itself(tmp_path: Path, example: Path) -> None:
    hubbub.find([example / "posts"], tmp_path / "out", hubbub.Options(about=example / "moment.toml"))
    assert hubbub.check(tmp_path / "out") == []


NAMELESS = [("", "", "", text, "") for text in ("Same words twice", "Same words twice", "=SUM(A1)")]


@pytest.fixture(scope="module")
def ordered(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """findings.json of rows in their order, some without an id."""
    return run(tmp_path_factory.mktemp("ordered"), [*rows(60), *NAMELESS])


@pytest.mark.anew
@QUIET
@given(seed=st.integers(0, 10_000))
def test_order_of_rows_changes_nothing(tmp_path_factory: pytest.TempPathFactory, ordered: bytes, seed: int) -> None:
    posts = [*rows(60), *NAMELESS]
    assert run(tmp_path_factory.mktemp("b"), random.Random(seed).sample(posts, len(posts))) == ordered


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """findings.json of the rows, in batches and threads as they come."""
    return run(tmp_path_factory.mktemp("usual"), rows())


@pytest.mark.anew
@pytest.mark.parametrize("batch_rows", [1, 7, 1000])
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_batches_and_threads_change_nothing(
    tmp_path: Path, usual: bytes, monkeypatch: pytest.MonkeyPatch, batch_rows: int, threads: int
) -> None:
    for module in (base, duckdb):
        monkeypatch.setattr(module, "BATCH_ROWS", batch_rows)
    monkeypatch.setattr(duckdb, "MAP_ROWS", batch_rows)
    assert run(tmp_path, rows(), threads=threads) == usual


def test_order_of_inputs_changes_nothing(tmp_path: Path) -> None:
    one, two = export(tmp_path / "a.csv", rows()[:30]), export(tmp_path / "b.csv", rows()[30:])
    hubbub.find([one, two], tmp_path / "first")
    hubbub.find([two, one], tmp_path / "second")
    assert (tmp_path / "first/findings.json").read_bytes() == (tmp_path / "second/findings.json").read_bytes()


def test_views_are_found_and_counted(tmp_path: Path) -> None:
    found = hubbub.find([export(tmp_path / "posts.csv", rows())], tmp_path / "out")
    counted = {view: people(found, view) for view in VIEWS}
    assert counted == dict.fromkeys(VIEWS, (10, 60))


def test_copies_add_posts_not_people(tmp_path: Path) -> None:
    words = "The storm looked cheap and unfinished."
    copies = [(str(9000 + n), f"copier_{n}", "2026-05-03T10:00:00Z", words, "en") for n in range(40)]
    found = hubbub.find([export(tmp_path / "posts.csv", [*rows(), *copies])], tmp_path / "out")
    view = next(one for one, text in zip(found.viewpoints, listed(found), strict=True) if "storm" in text)
    assert view.prevalence.people is not None
    assert view.prevalence.people.count == 10
    assert view.prevalence.posts.count == 50
    assert view.prevalence.accounts == 50


def test_a_post_in_an_article_joins_the_same_post_in_an_export(tmp_path: Path) -> None:
    said = "Eleven years of watching television and nobody ever told me that the bell was real"
    posts = [*rows(30), ("5210000999", "lee_made_up", "2026-05-02T10:00:00Z", said, "en")]
    foot = "&mdash; Lee (@lee_made_up) <a href='https://twitter.com/lee_made_up/status/{}'>May 2, 2026</a>"
    bodies = {
        "by its number": f"<blockquote class='twitter-tweet'><p lang='en'>{said}</p>{foot.format(5210000999)}</blockquote>",
        "by its words": f"<blockquote class='twitter-tweet'><p lang='en'>{said}</p>&mdash; Lee (@lee_made_up)</blockquote>",
    }
    for name, body in bodies.items():
        folder = tmp_path / name
        folder.mkdir()
        page = f"<html><head><title>Reactions</title></head><body><article><h1>Reactions</h1><p>People wrote.</p>{body}</article>"
        (folder / "page.html").write_text(page, encoding="utf-8")
        found = hubbub.find([folder / "page.html", export(folder / "posts.csv", posts)], folder / "out")
        held = pq.read_table(folder / "out/tables/posts.parquet", columns=["uid", "text", "text_origin"]).to_pylist()
        groups = pq.read_table(folder / "out/tables/copies.parquet").to_pylist()
        mine = {one["uid"]: one["text_origin"] for one in held if one["text"] == said}
        joined = {(one["group_id"], one["kind"]) for one in groups if one["uid"] in mine}
        assert len({group for group, _ in joined}) == 1, name
        assert (found.flow.texts, found.flow.people) == (31, 31), name
        assert hubbub.check(folder / "out") == []


def test_unknown_is_not_zero(tmp_path: Path) -> None:
    posts = [(number, "", when, text, lang) for number, _, when, text, lang in rows()]
    found = hubbub.find([export(tmp_path / "posts.csv", posts)], tmp_path / "out")
    assert found.method.unit == "texts"
    assert found.flow.people is None
    assert all(one.prevalence.people is None for one in found.viewpoints)
    assert found.viewpoints


def test_an_earlier_output_is_replaced_and_other_folders_are_not(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows())
    hubbub.find([source], tmp_path / "out")
    hubbub.find([source], tmp_path / "out")
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.txt").write_text("years of work")
    with pytest.raises(hubbub.OutputError, match="not Hubbub's"):
        hubbub.find([source], tmp_path / "precious")
    assert (tmp_path / "precious" / "thesis.txt").read_text() == "years of work"


def test_a_failure_leaves_the_old_folder_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = export(tmp_path / "posts.csv", rows())
    hubbub.find([source], tmp_path / "out")
    before = {path: path.read_bytes() for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hubbub.findings.write_all", full)
    with pytest.raises(hubbub.OutputError, match="No space left"):
        hubbub.find([source], tmp_path / "out")
    assert {path: path.read_bytes() for path in sorted((tmp_path / "out").rglob("*")) if path.is_file()} == before
    assert sorted(os.listdir(tmp_path)) == ["out", "posts.csv"]


def test_what_a_killed_run_left_is_swept_up(tmp_path: Path) -> None:
    left = tmp_path / ".out.hubbub-999999999"
    (left / "out").mkdir(parents=True)
    hubbub.find([export(tmp_path / "posts.csv", rows())], tmp_path / "out")
    assert not left.exists()


def test_names_can_be_hidden(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows())
    shown = hubbub.find([source], tmp_path / "shown")
    for authors in ("pseudonym", "hidden"):
        found = hubbub.find([source], tmp_path / authors, hubbub.Options(authors=authors))
        assert found.flow.people == shown.flow.people
        assert [one.prevalence for one in found.viewpoints] == [one.prevalence for one in shown.viewpoints]
        assert hubbub.check(tmp_path / authors) == []
        for path in (tmp_path / authors).rglob("*"):
            assert path.is_dir() or b"made_up_" not in path.read_bytes()


@pytest.mark.parametrize("authors", ["pseudonym", "hidden"])
def test_what_was_left_out_does_not_tell_whose_it_was(tmp_path: Path, authors: Literal["pseudonym", "hidden"]) -> None:
    first = rows()[7]
    source = export(tmp_path / "posts.csv", [*rows(), ("5210000999", first[1], first[2], "Buy these oars #ad", "en")])
    hubbub.find([source], tmp_path / "shown")
    found = hubbub.find([source], tmp_path / "out", hubbub.Options(authors=authors))
    assert {one.name: one.count for one in found.flow.excluded} == {"advertisement": 1}
    assert all(path.is_dir() or first[1].encode() not in path.read_bytes() for path in (tmp_path / "out").rglob("*"))
    excluded = pq.read_table(tmp_path / "out/tables/excluded.parquet").to_pylist()
    posts = pq.read_table(tmp_path / "out/tables/posts.parquet").to_pylist()
    assert {one["input_sha256"] for one in excluded} == {""}
    theirs = next(one["author_key"] for one in posts if one["text"] == first[3])
    assert {one["author_key"] for one in excluded} == {theirs}
    known = next(one["author_key"] for one in pq.read_table(tmp_path / "shown/tables/excluded.parquet").to_pylist())
    assert theirs not in {known, None}
    assert hubbub.forget(tmp_path / "out", [known]).flow.posts == 59  # who knows them can have them out
    assert hubbub.check(tmp_path / "out") == []


def test_what_could_not_be_read_does_not_tell_it_either(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    (tmp_path / "more.ndjson").write_text(
        '{"id": "1", "username": "made_up_x", "text": "Fine by me"}\n{"username": "made_up_y", broken\n', encoding="utf-8"
    )
    page = '<a href="https://x.com/made_up_z/status/5210000777">a post</a>'
    (tmp_path / "page.html").write_text(
        f"<html><body><article><p>What viewers wrote: {page}</p></article></body></html>", encoding="utf-8"
    )
    given = [source, tmp_path / "more.ndjson", tmp_path / "page.html"]
    hubbub.find(given, tmp_path / "out")
    assert "made_up_y" in str(pq.read_table(tmp_path / "out/tables/unreadable.parquet").to_pylist())
    hubbub.find(given, tmp_path / "out", hubbub.Options(authors="hidden"))
    for table in ("unreadable", "excluded"):
        told = str(pq.read_table(tmp_path / f"out/tables/{table}.parquet").to_pylist())
        assert not [name for name in ("made_up_y", "made_up_z") if name in told]
    assert hubbub.check(tmp_path / "out") == []


def test_languages_are_filtered_only_on_request(tmp_path: Path) -> None:
    posts = [*rows(10), ("1", "someone", "", "El final de la tormenta fue muy triste", "es")]
    everything = hubbub.find([export(tmp_path / "posts.csv", posts)], tmp_path / "all")
    english = hubbub.find([tmp_path / "posts.csv"], tmp_path / "en", hubbub.Options(languages=("en",)))
    assert everything.flow.posts == 11
    assert english.flow.posts == 10
    assert [(one.name, one.count) for one in english.flow.excluded] == [("language", 1)]


@pytest.mark.parametrize(
    "about",
    [
        'title = "x"\nwhen = 0001-01-01T00:00:00+23:00',
        "",
        "title = 3",
        'title = "x"\nsurprise = 1',
        'title = "x"\nwhen = "soon"',
        'title = "x"\nwhen = 2026',
        'title = "x"\nwhat = ["a list"]',
        "title = [",
    ],
)
def test_a_wrong_moment_is_refused(tmp_path: Path, about: str) -> None:
    (tmp_path / "moment.toml").write_text(about)
    with pytest.raises(hubbub.UsageError, match=r"moment\.toml"):
        hubbub.find([export(tmp_path / "posts.csv", rows(3))], tmp_path / "out", hubbub.Options(about=tmp_path / "moment.toml"))
    assert not (tmp_path / "out").exists()


def test_a_collection_of_three_posts(tmp_path: Path) -> None:
    found = hubbub.find([export(tmp_path / "posts.csv", rows(3))], tmp_path / "out")
    assert found.method.min_people == 1
    assert found.viewpoints
    assert hubbub.check(tmp_path / "out") == []


def test_other_programs_folders_and_added_files_are_not_replaced(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    (tmp_path / "training").mkdir()
    (tmp_path / "training" / "run.json").write_text('{"epochs": 3}')
    hubbub.find([source], tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    for name in ("training", "out"):
        with pytest.raises(hubbub.OutputError, match="not Hubbub's"):
            hubbub.find([source], tmp_path / name)
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_an_input_in_the_output_folder_is_refused(tmp_path: Path) -> None:
    hubbub.find([export(tmp_path / "posts.csv", rows(6))], tmp_path / "out")
    with pytest.raises(hubbub.UsageError, match="lies in the output folder"):
        hubbub.find([tmp_path / "out" / "tables" / "posts.parquet"], tmp_path / "out")


def test_an_output_in_the_input_folder_is_not_read(tmp_path: Path) -> None:
    export(tmp_path / "posts.csv", rows(6))
    first = hubbub.find([tmp_path], tmp_path / "report")
    assert hubbub.find([tmp_path], tmp_path / "report") == first


def test_a_table_is_not_written_over_its_inputs(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    before = source.read_bytes()
    (tmp_path / "link.csv").symlink_to(source)
    for one, out in (
        (source, source),
        (source, tmp_path / "link.csv"),
        (tmp_path, tmp_path / "posts.parquet"),
        (tmp_path / "*.csv", source),
    ):
        with pytest.raises(hubbub.UsageError, match="is an input, or lies in the input folder"):
            hubbub.read([one], out)
    assert source.read_bytes() == before
    assert hubbub.read([source], tmp_path / "posts.parquet")[0].posts == 6
    assert hubbub.read([source], tmp_path / "posts.parquet")[0].posts == 6


def test_names_that_are_no_utf8_are_read(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"in\xff")
    folder.mkdir()
    export(folder / os.fsdecode(b"posts\xff.csv"), rows(6))
    for named in (folder, folder / os.fsdecode(b"posts\xff.csv")):
        assert hubbub.find([named], tmp_path / "out").flow.inputs[0].name == "posts?.csv"
        assert hubbub.check(tmp_path / "out") == []


def test_the_time_of_day_is_not_made_up(tmp_path: Path) -> None:
    dated = [(*row[:2], row[2][:10], *row[3:]) for row in rows()]
    found = hubbub.find([export(tmp_path / "days.csv", dated)], tmp_path / "out")
    assert (found.coverage.first, found.coverage.last) == ("2026-05-01", "2026-05-03")
    assert "00:00" not in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    sure = [*dated[1:], rows()[0]]
    assert hubbub.find([export(tmp_path / "days.csv", sure)], tmp_path / "out").coverage.first == "2026-05-01T00:00:00Z"
    (tmp_path / "moment.toml").write_text('title = "The harbour"\nwhen = "2026-05-02"\n', encoding="utf-8")
    told = hubbub.find([tmp_path / "days.csv"], tmp_path / "out", hubbub.Options(about=tmp_path / "moment.toml")).moment
    assert told
    assert told.when == "2026-05-02"


def test_where_only_copies_have_authors_texts_are_counted(tmp_path: Path) -> None:
    first = [("", "", row[2], row[3], "en") for row in rows(12)]
    again = [(row[0], row[1], "2026-05-09T10:00:00Z", row[3], "en") for row in rows(12)]
    found = hubbub.find([export(tmp_path / "posts.csv", [*first, *again])], tmp_path / "out")
    assert (found.flow.people, found.flow.accounts, found.method.unit) == (None, 12, "texts")
    assert hubbub.check(tmp_path / "out") == []
    page = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert "Only copies and reposts have known authors" in page
    assert "shared by at least" not in page


def test_what_an_export_holds_too_is_not_known_from_articles_alone(tmp_path: Path) -> None:
    text = "The ending of the harbour scene was earned, every minute of it"
    quote = '<blockquote class="twitter-tweet"><p lang="en">{}</p>&mdash; Made Up (@made_up_one) '
    quote += '<a href="https://twitter.com/made_up_one/status/{}">May 2, 2026</a></blockquote>'
    page = quote.format(text, 5210000901) + quote.format("Nobody saw the storm coming in at the third pier", 5210000902)
    (tmp_path / "page.html").write_text(f"<html><body><article><p>They said:</p>{page}</article></body></html>", encoding="utf-8")
    posts = export(tmp_path / "posts.csv", [*rows(6), ("", "", "2026-05-02T09:00:00Z", text, "en")])
    found = hubbub.find([posts, tmp_path / "page.html"], tmp_path / "out")
    assert found.flow.recovered == 1
    assert any("1 of 9 posts is known from articles alone" in one for one in found.notes)
    assert hubbub.check(tmp_path / "out") == []


def test_an_input_that_cannot_be_named_is_a_sentence(tmp_path: Path) -> None:
    for named in ("x" * 300, "http://[::1/x"):
        with pytest.raises(hubbub.InputError):
            hubbub.find([named], tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_odd_names_of_folders(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    for sibling in ("r1", "repxy", "reep"):
        hubbub.find([source], tmp_path / sibling)
    for name in ("r[12]", "rep?y", "re*p", "50%41 #1", "it's", "back\\slash"):
        found = hubbub.find([source], tmp_path / name)
        assert found.flow.posts == 6
        assert hubbub.check(tmp_path / name) == []
