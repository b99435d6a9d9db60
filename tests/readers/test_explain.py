"""How an input would be read is shown by experiment, and what is undecided is asked or refused."""

from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubbub.errors import InputError
from hubbub.readers import explain, undecided
from hubbub.readers.base import Settings
from hubbub.readers.explain import Explained, altered, altered_at, paths, without
from tests.readers.made import CSV, FOREST, THREADS, lines
from tests.readers.reading import reading

TWO = (
    "id,text,comment\n1,this is what one column says,and that is what the other says\n"
    "2,again it says something,again the other differs from it\n"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=2), inner, max_size=3),
    max_leaves=12,
)


def of(tmp_path: Path, data: bytes) -> Explained:
    """The explanation of some bytes."""
    (tmp_path / "input").write_bytes(data)
    (found,) = explain([tmp_path / "input"])
    assert isinstance(found, Explained)
    return found


def test_a_tables_columns(tmp_path: Path) -> None:
    found = of(tmp_path, CSV.replace("likes", "mood").encode())
    assert found.mapped["comment"] == ("text",)
    assert found.mapped["date"] == ("created_at",)
    assert found.unmapped == ("mood",)
    assert len(found.rows) == 2


def test_nested_keys(tmp_path: Path) -> None:
    found = of(tmp_path, orjson.dumps(THREADS))
    assert found.mapped["items[].snippet.topLevelComment.snippet.likeCount"] == ("likes",)
    assert found.mapped["items[].replies.comments[].snippet.textOriginal"] == ("text",)
    assert "pageInfo.totalResults" in found.unmapped


def test_a_fallback_is_not_shown_as_what_is_read(tmp_path: Path) -> None:
    found = of(tmp_path, orjson.dumps(FOREST))
    assert "post_id" in found.mapped["data.children[].data.name"]
    assert "data.children[].data.id" in found.unmapped


def test_a_key_whose_presence_counts(tmp_path: Path) -> None:
    tweet = {"id": "10000001", "text": "made up", "author_id": "5", "withheld": {"country_codes": ["DE"]}}
    assert of(tmp_path, lines(tweet)).mapped["withheld.country_codes[]"] == ("moderation",)


def test_rivals_and_faults_are_shown(tmp_path: Path) -> None:
    found = of(tmp_path, lines({"id": "10000001", "text": "made up", "author_id": "5"}, {"id": "10000002", "author_id": "5"}))
    assert [name for name, _ in found.rivals] == ["json"]
    assert [one.input_row for one in found.rows] == [1, 2]


def test_two_columns_of_text_are_refused_with_both_readings(tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text(TWO)
    with pytest.raises(InputError, match=r"two\.csv: its text could be the column 'text' \(“this is what.*'comment' \(“and that"):
        reading(file)
    assert dict(undecided([file], Settings()))["two.csv"][1][0] == "comment"
    assert reading(file, use=Settings(columns={"text": "comment"})).texts[0] == "and that is what the other says"
    assert reading(file, use=Settings(texts={"two.csv": "text"})).texts[0] == "this is what one column says"


@pytest.mark.parametrize("other", ["label", "this is what one column says", "3"])
def test_a_second_column_that_is_no_text_decides_nothing(tmp_path: Path, other: str) -> None:
    (tmp_path / "one.csv").write_text(
        f"text,comment\nthis is what one column says,{other}\nthis is what one column says,{other}\n"
    )
    assert len(reading(tmp_path / "one.csv").posts) == 2


def test_unknown_json_gives_its_keys_and_the_nearest_shape(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(
        orjson.dumps({"subreddit": "made", "link_id": "t3_1", "score": 1, "created_utc": 5, "permalink": "/r"})
    )
    (found,) = explain([tmp_path / "a"])
    assert "'subreddit', 'link_id'" in str(found)
    assert "nearest known shape is reddit-" in str(found)


@given(JSON)
def test_every_leaf_can_be_altered_and_taken_out(value: object) -> None:
    for path in paths(value):
        changed = altered_at(value, path)
        assert changed != value
        assert orjson.dumps(changed)
        assert path not in set(paths(without(value, path))) or path == ()


@given(st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.text())
def test_an_altered_value_is_another(value: object) -> None:
    assert altered(value) != value
