"""Rows that once went missing without a trace, or depended on their order."""

import io
import json
import random
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubbub.readers import scan
from tests.readers.reading import content, reading


def test_a_post_that_holds_its_comments_is_a_post_too(tmp_path: Path) -> None:
    posts = [
        {
            "text": "a post with comments",
            "id": "1",
            "comments": [{"text": "inner one", "id": "2"}, {"text": "inner two", "id": "3"}],
        },
        {"text": "another post", "id": "9", "comments": []},
    ]
    found = content(tmp_path, json.dumps(posts).encode())
    assert sorted(found.texts) == ["a post with comments", "another post", "inner one", "inner two"]


def test_lines_that_end_as_on_a_classic_mac(tmp_path: Path) -> None:
    found = content(tmp_path, b"id,text,user\r1,hello from the made-up pier,one\r2,and good night to everybody,two\r")
    assert found.texts == ["hello from the made-up pier", "and good night to everybody"]


def test_a_row_that_looks_like_a_header_hides_no_rows(tmp_path: Path) -> None:
    lines = [f'{n},"The made-up bell rang {n} times that evening",user_{n}' for n in range(30)]
    lines.insert(7, '12,"Comment",user')
    found = content(tmp_path, "\n".join(lines).encode())
    assert len(found.posts) + len(found.of("unreadable")) == 31


def test_lines_before_a_header_are_no_rows(tmp_path: Path) -> None:
    found = content(
        tmp_path, b"Export of the pier\n2026-05-04\nid,text,user\n1,hello from the pier,one\n2,good night to all,two\n"
    )
    assert found.texts == ["hello from the pier", "good night to all"]


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("q.csv", "text,user\nthe first made-up row of the pier,one\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("q.csv", "text,user\nthe second made-up row of the pier,one\n")
    found = reading(tmp_path / "z.zip")
    assert len({one["input_file"] for one in found.posts}) == 2


def test_standard_input_named_twice_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"text,user\nhello from the pier,one\nand good night,two\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert len(reading("-", "-").posts) == 2


def test_each_row_has_its_own_platform(tmp_path: Path) -> None:
    links = ["https://x.com/made_up/status/900000001", "https://www.youtube.com/watch?v=madeup", ""]
    rows = [f"{links[n % 3]},The made-up bell rang {n} times,user_{n}" for n in range(60)]
    seen = set()
    for seed in range(3):
        shuffled = random.Random(seed).sample(rows, len(rows))
        found = content(tmp_path, ("url,text,username\n" + "\n".join(shuffled)).encode())
        seen.add(tuple(sorted((one["platform"], one["uid"]) for one in found.posts)))
    assert len(seen) == 1
    assert {platform for platform, _ in seen.pop()} == {"x", "youtube", "unknown"}


def test_objects_with_other_keys_for_their_text_are_read_in_any_order(tmp_path: Path) -> None:
    lines = [json.dumps({"body" if n % 2 else "text": f"The made-up bell rang {n} times", "user": f"u{n}"}) for n in range(120)]
    for order in (lines, lines[::-1], sorted(lines)):
        assert len(content(tmp_path, "\n".join(order).encode()).posts) == 120


INNER = st.recursive(
    st.text('ab[]{},:\\" é\n', max_size=30) | st.integers(0, 99),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("xy]{", min_size=1, max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    posts=st.lists(
        st.fixed_dictionaries({"text": st.text('ab[]{},:\\" é\n', max_size=60), "more": INNER}), min_size=1, max_size=12
    )
)
@pytest.mark.parametrize("chunk", [16, 61])
def test_items_cut_by_a_window_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int, posts: list[dict[str, object]]
) -> None:
    """Brackets and quotes inside a string that the end of a read cuts once passed for the end of the item."""
    monkeypatch.setattr(scan, "CHUNK", chunk)
    window = scan.Window(io.BytesIO(json.dumps(posts).encode()[1:]), 2**20)
    found = []
    while window.skip() not in {b"]", b""}:
        end = window.end()
        found.append(json.loads(window.row(end).raw))
        window.commas()
    assert found == posts


def test_a_large_array_of_strings_with_brackets(tmp_path: Path) -> None:
    posts = [
        f"Verse {n} of the made-up song [see the text \u21d1]\nand between {{here}} and there, " + "la " * (n % 50)
        for n in range(30_000)
    ]
    found = content(tmp_path, json.dumps(posts).encode())
    assert len(found.posts) == 30_000
    assert not found.of("unreadable")
