"""Workbooks: every sheet an input, every row a post or an entry."""

import datetime as dt
import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.readers import workbook
from hubbub.readers.base import Settings
from tests.readers.packed import Packer, tarred, zipped
from tests.readers.reading import content

QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
HEAD = ("id", "author", "comment", "date", "likes")
ROW = (1, "@lee_made_up", 'well, "yes"\nand no', dt.datetime(2024, 5, 1, 10, 0), 3)
OTHER = (2, "bo_made_up", "she said; so", dt.datetime(2024, 5, 1), None)


def made(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with bytes of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    return zipped({**parts, part: parts[part].replace(old, new)})


def test_each_sheet_is_a_table(tmp_path: Path) -> None:
    preamble = [("Export of a made-up pier",), (), HEAD, ROW, OTHER]
    done = content(tmp_path, made({"One": [HEAD, ROW, OTHER], "Two": preamble, "Empty": []}), "book.xlsx")
    assert [(one["input_file"], one["posts"]) for one in done.of("inputs")] == [("book.xlsx/One", 2), ("book.xlsx/Two", 2)]
    first, second = done.posts[:2]
    assert (first["text"], first["author_handle"], first["likes"]) == ('well, "yes"\nand no', "lee_made_up", 3)
    assert first["created_at"] == dt.datetime(2024, 5, 1, 10, tzinfo=dt.UTC)
    assert second["likes"] is None
    assert done.of("inputs")[0]["evidence"].startswith("a sheet of a workbook: ")


@pytest.mark.parametrize(
    "wrap", [gzip.compress, lambda data: zipped({"a": data}), lambda data: gzip.compress(tarred({"a": data}))]
)
def test_workbooks_in_archives(tmp_path: Path, wrap: Packer) -> None:
    assert len(content(tmp_path, wrap(made({"One": [HEAD, ROW, OTHER]}))).posts) == 2


def test_ids_are_exact_or_told(tmp_path: Path) -> None:
    head = ("tweet_id", "text", "username")
    exact, rounded = 1790000000000000001, 1.79e18
    data = made({"One": [head, (1, "made up words", "lee"), (rounded, "more made up words", "bo")]})
    done = content(tmp_path, changed(data, "xl/worksheets/sheet1.xml", b"<v>1</v>", b"<v>%d</v>" % exact))
    assert [one["post_id"] for one in done.posts] == [str(exact), None]
    assert workbook.number(rounded) == "1.79000000000000E+18"
    assert [workbook.number(one) for one in (3.0, 0.5, -2.0, 9007199254740991.0)] == ["3", "0.5", "-2", "9007199254740991"]


def test_carriage_returns_that_excel_escapes(tmp_path: Path) -> None:
    done = content(tmp_path, made({"One": [("text", "n"), ("one_x000D_\ntwo of them", 1), ("made up", 2)]}))
    assert done.texts[0] == "one\ntwo of them"


def test_a_workbook_without_rows_is_an_entry(tmp_path: Path) -> None:
    assert content(tmp_path, made({"One": [], "Two": []})).reasons == ["the file is empty"]


def test_a_size_that_is_claimed_is_not_believed(tmp_path: Path) -> None:
    data = made({"One": [HEAD, ROW, OTHER]})
    part = "xl/worksheets/sheet1.xml"
    assert len(content(tmp_path, changed(data, part, b'ref="A1:E3"', b'ref="A1:XFD1048576"')).posts) == 2
    far = content(tmp_path, changed(data, part, b'<row r="3"', b'<row r="999999999999"'))
    assert "more than 1,048,576 rows" in far.reasons[-1]


def test_a_workbook_that_is_a_bomb(tmp_path: Path) -> None:
    data = changed(made({"One": [HEAD, ROW]}), "xl/styles.xml", b"</styleSheet>", b" " * 80 * 2**20 + b"</styleSheet>")
    assert "--limit ratio=" in content(tmp_path, data).reasons[0]
    small = content(tmp_path, made({"One": [HEAD, ROW]}), use=Settings(unpack_limit=500))
    assert "--limit unpack=" in small.reasons[0]


def test_damage_keeps_what_came_before(tmp_path: Path) -> None:
    rows = [HEAD, *((number, "lee_made_up", f"made up words, number {number}", "2024-05-01", 1) for number in range(4000))]
    data = changed(made({"One": rows}), "xl/worksheets/sheet1.xml", b'<row r="3000"', b'<<row r="3000"')
    done = content(tmp_path, data)
    assert len(done.posts) == 2998
    assert "damaged" in done.reasons[-1]


PARTS = (
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)


@QUICK
@given(
    part=st.sampled_from(PARTS),
    place=st.integers(0, 10**6),
    noise=st.sampled_from([b"<", b"", b'"', b"99999999", b"-1", b"\xff", b"&a;", b"x"]),
    drop=st.integers(0, 30),
)
def test_damage_never_raises(tmp_path: Path, part: str, place: int, noise: bytes, drop: int) -> None:
    with zipfile.ZipFile(io.BytesIO(made({"One": [HEAD, ROW, OTHER]}))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    at = place % len(parts[part])
    parts[part] = parts[part][:at] + noise + parts[part][at + drop :]
    assert content(tmp_path, zipped(parts)).of("inputs")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=40)


@QUICK
@given(
    texts=st.lists(
        TEXTS.filter(lambda one: one.strip() == one and not one.startswith("=") and "_x" not in one), min_size=1, max_size=9
    )
)
def test_every_text_comes_through(tmp_path: Path, texts: list[str]) -> None:
    rows = [(number, "lee_made_up", f"said: {text}", "2024-05-01", 1) for number, text in enumerate(texts)]
    assert content(tmp_path, made({"One": [HEAD, ROW, *rows]})).texts[1:] == [f"said: {text}" for text in texts]
