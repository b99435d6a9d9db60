"""Tables and texts of no one's own shape: rounded ids, questions as headers, days before months, a post on each line."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.errors import InputError
from hubbub.readers.oneline import posts
from hubbub.readers.plain import held
from hubbub.readers.tables import is_rounded
from tests.readers.reading import content, reading, settings

SPOKEN = st.recursive(
    st.fixed_dictionaries({"text": st.text(min_size=1)}),
    lambda inner: st.fixed_dictionaries(
        {"text": st.text(min_size=1)},
        optional={name: st.lists(inner, min_size=1, max_size=3) for name in ("posts", "comments", "replies", "children", "data")},
    ),
)
SHAPES = Path(__file__).parent / "shapes"
QUESTION = "What did you think of the ending? Please explain."
OTHER = "And what should they do next, in your own words?"


def survey(*questions: str) -> bytes:
    """A table of answers."""
    head = "Timestamp," + ",".join(f'"{one}"' for one in questions)
    rows = (",".join(f'"I thought, at {place}, number {n}"' for place in range(len(questions))) for n in range(1, 9))
    return "\n".join([head, *(f"2024-05-01 10:00:0{n},{row}" for n, row in enumerate(rows))]).encode()


def test_a_question_as_header_is_no_post(tmp_path: Path) -> None:
    done = content(tmp_path, survey(QUESTION))
    assert done.texts == [f"I thought, at 0, number {n}" for n in range(1, 9)]
    assert done.posts[0]["created_at"] == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert QUESTION in done.of("inputs")[0]["evidence"]


def test_of_two_questions_the_user_must_choose(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"{re.escape(QUESTION)}.*{re.escape(OTHER)}"):
        content(tmp_path, survey(QUESTION, OTHER))
    done = content(tmp_path, survey(QUESTION, OTHER), use=settings({"text": OTHER}))
    assert done.texts[0] == "I thought, at 1, number 1"


def test_a_table_of_questions_has_no_header(tmp_path: Path) -> None:
    rows = "\n".join(f'{n},"Why did they do that to her, number {n}?"' for n in range(8))
    assert len(content(tmp_path, rows.encode()).posts) == 8


@pytest.mark.parametrize("ident", ["1.79E+18", "1,79e+18"])
def test_rounded_ids_are_told_and_join_nothing(tmp_path: Path, ident: str) -> None:
    rows = f'tweet_id,in_reply_to_status_id,tweet\n"{ident}","{ident}",made up here\n"{ident}",,made up there\n'
    done = content(tmp_path, rows.encode())
    assert [(post["post_id"], post["parent_uid"]) for post in done.posts] == [(None, None)] * 2
    assert "ids in in_reply_to_status_id, tweet_id that a spreadsheet rounded are not used" in done.of("inputs")[0]["evidence"]


def test_ids_kept_to_fifteen_digits_are_no_ids(tmp_path: Path) -> None:
    rows = "tweet_id,tweet\n" + "".join(f"17{n}3456789012300{'0' * 2},made up number {n}\n" for n in range(10, 16))
    done = content(tmp_path, rows.encode())
    assert {post["post_id"] for post in done.posts} == {None}
    assert "tweet_id" in done.of("inputs")[0]["evidence"]


@given(st.lists(st.integers(10**17, 10**18).map(lambda one: str(one * 10 + 1)), max_size=20))
def test_ids_that_end_in_other_digits_are_whole(ids: list[str]) -> None:
    assert not is_rounded(ids)


@pytest.mark.parametrize("wrap", [orjson.dumps, lambda rows: b"\n".join(map(orjson.dumps, rows))])
@pytest.mark.parametrize(("cell", "month"), [("{}/06/2024", 6), ("06/{}/2024", 6)])
def test_the_order_of_dates_is_told_by_all_of_them(tmp_path: Path, wrap: object, cell: str, month: int) -> None:
    rows = [{"date": cell.format(day), "comment": f"made up words, {day}"} for day in (3, 14, 5)]
    found = content(tmp_path, wrap(rows)).posts  # type: ignore[operator]
    assert [post["created_at"] for post in found] == [datetime(2024, month, day, tzinfo=UTC) for day in (3, 14, 5)]


def test_dates_that_could_be_either_are_none(tmp_path: Path) -> None:
    rows = [{"date": f"{day}/06/2024", "comment": "made up words"} for day in (3, 4)]
    assert {post["created_at"] for post in content(tmp_path, orjson.dumps(rows)).posts} == {None}


@pytest.mark.parametrize(
    ("cell", "count"), [("1.2K", 1200), ("3M", 3_000_000), ("1,234", 1234), ("0", 0), ("", None), ("1.5", None)]
)
def test_counts_as_people_read_them(tmp_path: Path, cell: str, count: int | None) -> None:
    rows = f'author,comment,likes\na,made up words,"{cell}"\nb,made up words too,1\n'
    assert content(tmp_path, rows.encode()).posts[0]["likes"] == count


def test_a_post_on_each_line() -> None:
    done = reading(SHAPES / "lines.txt")
    assert len(done.posts) == 22
    assert done.texts[2] == "@lee_made_up no way"
    assert {(post["platform"], post["author_key"], post["created_at"]) for post in done.posts} == {("unknown", None, None)}


def test_a_damaged_line_is_one_row(tmp_path: Path) -> None:
    raw = (SHAPES / "lines.txt").read_bytes().replace(b"again please", b"again \xff please")
    done = content(tmp_path, raw + b"\n\n")
    assert len(done.posts) + len(done.reasons) == 22


SAID = [one.strip() for one in (SHAPES / "lines.txt").read_text(encoding="utf-8").splitlines()]
PROSE = "The council met on Tuesday to talk about the buses. It decided nothing. “We will meet again,” said its head, at last."
WRAPPED = [
    "The council met on Tuesday to talk about the buses of the town and",
    "decided after a long day that nothing had to be done about it so",
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (SAID, True),
        ([PROSE] * 30, False),
        ([f"{PROSE} {PROSE}", *SAID] * 2, True),
        ([f"{PROSE} {PROSE}", SAID[0]] * 20, False),
        (WRAPPED * 15, False),
        (["word"] * 40, False),
        (["2024-05-01 a line of a log it is"] * 20, False),
        (["if (made up) { return so; }"] * 20, False),
        (["It was the best of made-up times.", "It was the worst of made-up times, they said."] * 20, False),
    ],
)
def test_what_lines_of_posts_look_like(lines: list[str], expected: bool) -> None:
    assert posts(lines) is expected


def test_a_table_no_one_knows_is_no_list_of_posts(tmp_path: Path) -> None:
    rows = "who,what they did,stance\n" + "".join(f"lee {n},so they made it up,{n}\n" for n in range(30))
    done = content(tmp_path, rows.encode())
    assert [one["shape"] for one in done.of("inputs")] == ["unknown"]
    assert "--map text=" in done.reasons[0]


@pytest.mark.data
@pytest.mark.parametrize("pattern", ["seed/*.txt", "data/labelled/polnear_text/data/dev/text/*.txt"])
def test_articles_are_not_taken_for_lines(shared: Path, pattern: str) -> None:
    files = sorted(shared.glob(pattern))[:60]
    assert files
    assert "lines" not in {one["shape"] for file in files for one in reading(file).of("inputs")}


@given(SPOKEN)
def test_every_text_within_an_object_is_read_once(one: dict[str, object]) -> None:
    def texts(each: dict[str, object]) -> Iterator[str]:
        for value in each.values():
            yield from (
                [value]
                if isinstance(value, str)
                else (said for inner in cast(list[dict[str, object]], value) for said in texts(inner))
            )

    assert sorted(str(each["text"]) for each in held(one)) == sorted(texts(one))


def test_a_post_and_all_that_answers_it_are_read(tmp_path: Path) -> None:
    deep = {
        "text": "the made-up bell was loud",
        "comments": [{"text": "very loud"}],
        "replies": [{"text": "so loud that I left"}],
    }
    one = {"user": "x", "posts": [{"text": "the made-up ferry was late"}], "comments": [deep]}
    done = content(tmp_path, b"\n".join(map(orjson.dumps, [one, {"user": "y", "posts": [{"text": "the ferry was early"}]}])))
    assert len(done.posts) == 5
    assert not done.reasons


@pytest.mark.parametrize("columns", [{}, {"text": "text"}])
def test_posts_about_pages_are_no_page(tmp_path: Path, columns: dict[str, str]) -> None:
    said = ["My made-up blog shows a twitter-tweet box", "The ferry was late again", "I liked the bell, instagram-media or not"]
    rows = [{"id": str(n), "author": f"made_up_{n}", "text": text} for n, text in enumerate(said)]
    for data in (orjson.dumps(rows), b"\n".join(map(orjson.dumps, rows))):
        assert [post["text"] for post in content(tmp_path, data, use=settings(columns=columns)).posts] == said


def test_a_cell_that_speaks_of_a_page_is_no_page(tmp_path: Path) -> None:
    table = b'id,author,text\n1,ann,"I wrote:\n<!DOCTYPE html>\nand it broke"\n2,bob,the made-up bell was loud\n'
    assert len(content(tmp_path, table).posts) == 2
