"""Tables: dialects, headers, damaged rows and ids."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.errors import InputError
from hubbub.readers.dialect import Dialect, records, split, split_all
from hubbub.readers.table import AGAIN, TOO_FEW, TOO_MANY
from tests.readers.made import CSV
from tests.readers.reading import content, settings

HEADER = "id,author,comment,date\n"
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=8), st.sampled_from([",", ";", "\t"]))
def test_records_split_as_they_were_written(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    data = out.getvalue().encode()
    style = Dialect(delimiter, "double")
    found = list(records(io.BytesIO(data), style, 10_000))
    assert [split(row.raw, style) for row in found] == rows
    assert all(data[row.offset :].startswith(row.raw) for row in found)
    spaced = Dialect(delimiter, "spaced")
    mark = delimiter.encode()
    wide = data if any(delimiter in cell for row in rows for cell in row) else data.replace(mark + b'"', mark + b' "')
    assert [split(row.raw, spaced) for row in records(io.BytesIO(wide), spaced, 10_000)] == rows


@given(st.lists(st.tuples(CELL, st.booleans()), min_size=2, max_size=4), st.sampled_from([",", ";", "\t", "|"]))
def test_backslashes_that_escape_nothing_stay(cells: list[tuple[str, bool]], delimiter: str) -> None:
    kept = [(one.replace("\n", " "), quoted or one[:1] == '"' or delimiter in one) for one, quoted in cells]
    written = ('"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"' if quoted else one for one, quoted in kept)
    raw = delimiter.join(written).encode()
    texts = [one for one, _ in kept]
    assert split(raw, Dialect(delimiter, "escape")) == texts
    assert split_all([raw, raw], Dialect(delimiter, "escape")) == [texts, texts]


def test_people_write_backslashes(tmp_path: Path) -> None:
    rows = r"""id,author,text
1,ann,"I said \"wow\" to it"
2,bob,no idea ¯\_(ツ)_/¯ at all
3,cat,"well, ¯\_(ツ)_/¯ it is"
4,dan,"it lies in C:\new, dear"
"""
    assert content(tmp_path, rows.encode()).texts == [
        'I said "wow" to it',
        "no idea ¯\\_(ツ)_/¯ at all",
        "well, ¯\\_(ツ)_/¯ it is",
        "it lies in C:\\new, dear",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_dialects(tmp_path: Path, delimiter: str) -> None:
    posts = content(tmp_path, CSV.replace(",", delimiter).encode()).posts
    assert [post["text"] for post in posts] == [f"well{delimiter} yes\nand no", 'she said "hi"']
    assert [post["likes"] for post in posts] == [3, None]
    assert [post["created_precision"] for post in posts] == ["exact", "day"]
    assert [post["author_handle"] for post in posts] == ["jo", "kim"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    rows = HEADER + "".join(f"{number},lea,“Déjà vu” number {number},2024-05-01\n" for number in range(50))
    done = content(tmp_path, rows.encode(encoding))
    assert done.texts[0] == "“Déjà vu” number 0"
    assert len(done.posts) == 50


def test_lines_before_the_header(tmp_path: Path) -> None:
    rows = "".join(f"{number},mo,a made-up comment,2024-05-01\n" for number in range(9))
    done = content(tmp_path, ("Made-up export\nFrom 1 to 9\n\n" + HEADER + rows).encode())
    assert len(done.posts) == 9
    assert done.posts[0]["author_handle"] == "mo"


ROWS = "".join(f"ann{n};I really liked the made-up bell {n};{n}\n" for n in range(10))


@pytest.mark.parametrize(
    ("before", "ledger"),
    [
        ("sep=;\n", 0),
        ('"sep=;"\r\n', 0),
        ("Query;bell\n", 0),
        ("Query;bell\nFrom;May\n", 0),
        ("A made-up export\nQuery;bell\n", 0),
        ('"Export" of posts\n', 1),
        ('"Report" for "May"\n"Made on" 2024\n', 1),
    ],
)
@pytest.mark.parametrize("header", ["author;text;likes\n", "text;likes\n"])
def test_lines_before_a_header_cost_no_row_and_no_author(tmp_path: Path, before: str, ledger: int, header: str) -> None:
    done = content(tmp_path, (before + header + ROWS).encode())
    assert done.texts == [f"I really liked the made-up bell {n}" for n in range(10)]
    assert [post["likes"] for post in done.posts] == list(range(10))
    assert [post["author_handle"] for post in done.posts] == [f"ann{n}" if "author" in header else None for n in range(10)]
    assert len(done.reasons) == ledger


@pytest.mark.parametrize("before", ["Export of May\n", "Comments\n", "sep=;\n"])
def test_lines_before_two_columns(tmp_path: Path, before: str) -> None:
    rows = "".join(f"ann{n};I really liked the made-up bell {n}\n" for n in range(10))
    done = content(tmp_path, (before + "author;text\n" + rows).encode())
    assert done.texts == [f"I really liked the made-up bell {n}" for n in range(10)]
    assert done.posts[3]["author_handle"] == "ann3"


@pytest.mark.parametrize("header", ["id,text,author,date\n", "author,text,name,date\n"])
def test_a_delimiter_that_ends_rows_shifts_no_column(tmp_path: Path, header: str) -> None:
    first = "" if header.startswith("id") else "ann"
    rows = "".join(f"{first}{n},I really liked bell {n},Ann Made Up{n},2024-05-1{n},\n" for n in range(1, 7))
    done = content(tmp_path, (header + rows).encode())
    assert done.texts == [f"I really liked bell {n}" for n in range(1, 7)]
    assert [post["author_name"] for post in done.posts] == [f"Ann Made Up{n}" for n in range(1, 7)]
    assert done.posts[0]["created_at"] == datetime(2024, 5, 11, tzinfo=UTC)


def test_numbers_that_begin_rows_shift_no_column(tmp_path: Path) -> None:
    rows = "".join(f"{n},ann{n},I really liked bell {n},\n" for n in range(1, 7))
    done = content(tmp_path, ("author,text,location\n" + rows).encode())
    assert done.texts == [f"I really liked bell {n}" for n in range(1, 7)]
    assert done.posts[0]["author_handle"] == "ann1"


def test_a_header_that_stands_again_is_no_post(tmp_path: Path) -> None:
    rows = "1, ann, I really liked it\n2, bob, I hated all of it\n"
    done = content(tmp_path, (f"id, author, text\n{rows}id, author, text\n" + rows.replace("it", "that")).encode())
    assert len(done.posts) == 4
    assert done.reasons == [AGAIN]


def test_a_post_may_say_what_its_column_is_called(tmp_path: Path) -> None:
    assert content(tmp_path, b"comment\nI really liked it\ncomment\nI hated all of it\n").texts[1] == "comment"


def test_of_two_columns_of_one_name_the_user_must_choose(tmp_path: Path) -> None:
    rows = "id,text,author,text\n" + "".join(f"{n},I liked bell {n},ann{n},I hated the bell {n}\n" for n in range(4))
    with pytest.raises(InputError, match="text~3"):
        content(tmp_path, rows.encode())
    assert content(tmp_path, rows.encode(), use=settings({"text": "text~3"})).texts[0] == "I hated the bell 0"
    same = rows.replace("hated the bell", "liked bell")
    assert content(tmp_path, same.encode()).texts[0] == "I liked bell 0"


def test_spaces_before_quotes(tmp_path: Path) -> None:
    rows = 'id, author, text\n1, ann, "I really, really liked it"\n2,  , "I hated all of it"\n3, cat, Fine and "good"\n'
    done = content(tmp_path, rows.encode())
    assert done.texts == ["I really, really liked it", "I hated all of it", 'Fine and "good"']
    assert [post["author_handle"] for post in done.posts] == ["ann", None, "cat"]


def test_people_who_speak_are_no_table(tmp_path: Path) -> None:
    lines = "".join(f'The made-up ferryman said on day {n}, "I have not seen the bell ring {n} times"\n' for n in range(12))
    shapes = [one["shape"] for one in content(tmp_path, lines.encode()).of("inputs")]
    assert not any(shape.startswith("table") for shape in shapes)


def test_one_column_without_a_header(tmp_path: Path) -> None:
    done = content(tmp_path, b'"Well, that was it"\nno comma here\n"she said ""no"""\n"a, b"\n')
    assert done.texts == ["Well, that was it", "no comma here", 'she said "no"', "a, b"]


def test_a_wrong_number_of_fields(tmp_path: Path) -> None:
    done = content(tmp_path, (HEADER + "1,a,fine,2024-05-01\n2,b,short\n3\n4,c,too,2024-05-01,many,more\n5,d,fine,\n").encode())
    assert [one["text"] for one in sorted(done.posts, key=lambda one: one["input_row"])] == ["fine", "short", "fine"]
    assert done.reasons == [TOO_FEW, TOO_MANY]
    assert done.of("unreadable")[0]["byte_offset"] == len(HEADER) + len("1,a,fine,2024-05-01\n2,b,short\n")


def test_an_open_quote_takes_no_other_row(tmp_path: Path) -> None:
    done = content(tmp_path, (HEADER + '1,a,fine,2024-05-01\n2,b,"open,2024-05-01\n3,c,fine too,2024-05-01\n').encode())
    assert done.texts == ["fine", "fine too"]
    assert len(done.reasons) == 1


def test_ids_a_spreadsheet_rounded_are_no_ids(tmp_path: Path) -> None:
    rows = "tweet_id,tweet\n1.79E+18,first of all\n1.79E+18,second of all\n1790000000000000001,third of all\n"
    posts = content(tmp_path, rows.encode()).posts
    assert [post["post_id"] for post in posts] == [None, None, "1790000000000000001"]
    assert [post["uid"][:2] for post in posts] == ["h:", "h:", "x:"]


def test_equal_rows_have_equal_hashes(tmp_path: Path) -> None:
    posts = content(tmp_path, b"author,comment\nal,so good\nal,so good\nbo,so good\n").posts
    assert len({post["uid"] for post in posts}) == 2


@pytest.mark.parametrize(
    ("cell", "moment", "precision"),
    [
        ("2024-05-01T10:00:00.5Z", datetime(2024, 5, 1, 10, 0, 0, 500_000, UTC), "exact"),
        ("2024-05-01 10:00:00+02:00", datetime(2024, 5, 1, 8, tzinfo=UTC), "exact"),
        ("2024-05-01 10:00", datetime(2024, 5, 1, 10, tzinfo=UTC), "minute"),
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=UTC), "day"),
        ("31/05/2024", datetime(2024, 5, 31, tzinfo=UTC), "day"),
        ("05/31/2024 1:05 PM", datetime(2024, 5, 31, 13, 5, tzinfo=UTC), "minute"),
        ("05/06/2024", None, "none"),
        ("2024-02-31", None, "none"),
        ("9999-99-99 99:99:99", None, "none"),
        ("0", None, "none"),
        ("99999999999999999999", None, "none"),
        ("1714550400", datetime(2024, 5, 1, 8, tzinfo=UTC), "exact"),
        ("1714550400000.0", datetime(2024, 5, 1, 8, tzinfo=UTC), "exact"),
        ("Wed May 01 08:00:00 +0000 2024", datetime(2024, 5, 1, 8, tzinfo=UTC), "exact"),
        ("May 1, 2024 8:00 AM", datetime(2024, 5, 1, 8, tzinfo=UTC), "minute"),
        ("yesterday", None, "none"),
    ],
)
def test_dates(tmp_path: Path, cell: str, moment: datetime | None, precision: str) -> None:
    post = content(tmp_path, f'date,comment\n"{cell}",made up\n"{cell}",made up too\n'.encode()).posts[0]
    assert (post["created_at"], post["created_precision"]) == (moment, precision)


def test_columns_as_asked(tmp_path: Path) -> None:
    rows = b"who,what_they_wrote\nana,a made-up opinion\nbob,another\n"
    done = content(tmp_path, rows, use=settings({"text": "what_they_wrote", "author_handle": "who"}))
    assert done.texts == ["a made-up opinion", "another"]
    assert [post["author_handle"] for post in done.posts] == ["ana", "bob"]


def test_unknown_columns_are_named_with_the_remedy(tmp_path: Path) -> None:
    done = content(tmp_path, b"who,how_many\nana,1\nbob,2\ncyd,3\n")
    assert "'who'" in done.reasons[0]
    assert "--map text=" in done.reasons[0]


def test_a_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'body'.*who, comment"):
        content(tmp_path, b"who,comment\nana,made up\nbob,made up\n", use=settings({"text": "body"}))


def test_advertisements_are_marked(tmp_path: Path) -> None:
    posts = content(tmp_path, b"comment,is_ad\nbuy this,True\nfine,False\n").posts
    assert [post["moderation"] for post in posts] == ["advertisement", None]


def test_null_characters_become_replacements(tmp_path: Path) -> None:
    assert content(tmp_path, b"author,comment\na,made\x00up\nb,fine\n").texts == ["made\ufffdup", "fine"]
