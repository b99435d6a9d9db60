"""A deletion is honoured wherever the post or the account was read, and in whatever order."""

from pathlib import Path

import orjson
import pytest

import hubbub


def tweet(number: int, author: str, **more: object) -> dict[str, object]:
    """A made-up post of X."""
    text = f"made-up opinion number {number} about the ending of the show"
    return {"id": f"10000000{number}", "text": text, "author_id": author, "conversation_id": "1", **more}


POSTS = [tweet(1, "11"), tweet(2, "12"), tweet(3, "13"), tweet(4, "12"), tweet(5, "14")]
REPOST = tweet(6, "15", referenced_tweets=[{"type": "retweeted", "id": "100000001"}])
NOTICE = {"id": "100000001", "action": "delete", "created_at": "2024-05-03T00:00:00Z", "reason": "deactivated"}


@pytest.mark.parametrize("first", [True, False])
def test_a_notice_takes_out_the_post_and_its_reposts(tmp_path: Path, first: bool) -> None:
    rows = [NOTICE, *POSTS, REPOST] if first else [*POSTS, REPOST, NOTICE]
    (tmp_path / "a.ndjson").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    found = hubbub.find([tmp_path / "a.ndjson"], tmp_path / "out")
    assert (found.flow.rows, found.flow.posts) == (7, 4)
    assert {one.name: one.count for one in found.flow.excluded} == {"deleted": 3}
    assert b"number 1 about" not in (tmp_path / "out/report.html").read_bytes()


@pytest.mark.parametrize(
    ("ident", "created"), [("12", "2013-05-03T00:00:00+00:00"), ("12", "2013-05-03T00:00:00.000Z"), ("12", None)]
)
def test_a_notice_of_an_account_or_that_could_be_of_either_takes_out_the_account(
    tmp_path: Path, ident: str, created: str | None
) -> None:
    notice = {**NOTICE, "id": ident, "created_at": created}
    (tmp_path / "a.ndjson").write_bytes(b"\n".join(map(orjson.dumps, [notice, *POSTS, notice])))
    found = hubbub.find([tmp_path / "a.ndjson"], tmp_path / "out")
    assert (found.flow.rows, found.flow.posts) == (7, 3)
    report = (tmp_path / "out/report.html").read_bytes()
    assert b"number 2 about" not in report
    assert b"number 4 about" not in report


def test_a_notice_that_a_post_is_withheld_counts_once(tmp_path: Path) -> None:
    withheld = {"status_withheld": {"id": 100000001, "user_id": 11, "withheld_in_countries": ["DE"]}}
    rows = [withheld, *POSTS, {"delete": {"status": {"id_str": "100000001", "user_id_str": "11"}}}]
    (tmp_path / "a.ndjson").write_bytes(b"\n".join(map(orjson.dumps, rows)))
    found = hubbub.find([tmp_path / "a.ndjson"], tmp_path / "out")
    assert (found.flow.rows, found.flow.posts) == (7, 4)
    assert {one.name: one.count for one in found.flow.excluded} == {"deleted": 2, "withheld": 1}
