"""An account is one person, whether a page shows its handle or an export its id."""

from pathlib import Path

import orjson
import pyarrow.parquet as pq

import hubbub
from hubbub.screen import load_takedown

PAGE = """<!doctype html><html><head><title>A made-up page</title></head><body><article><p>What people said of the pier.</p>
<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{text}</p>&mdash; Some Name (@{handle})
<a href="https://twitter.com/{handle}/status/300000001">May 3, 2024</a></blockquote></article></body></html>"""
SHOWN = "The made-up pier should stay open in winter, I say"


def tweet(number: int, author: str, handle: str) -> dict[str, object]:
    """A made-up post of X, as its API gives it, with its author."""
    text = f"made-up opinion number {number} about the old pier"
    return {"data": {"id": f"10000000{number}", "text": text, "author_id": author, "conversation_id": "1"},
            "includes": {"users": [{"id": author, "username": handle, "name": "Some Name"}]}}  # fmt: skip


def inputs(folder: Path, *accounts: tuple[str, str], handle: str = "pier_friend") -> list[Path]:
    """An export with a post of each account (id, handle), and a page that embeds a post of a handle."""
    export, page = folder / "export.ndjson", folder / "page.html"
    export.write_bytes(b"\n".join(orjson.dumps(tweet(n, *one)) for n, one in enumerate(accounts, 1)))
    page.write_text(PAGE.format(text=SHOWN, handle=handle))
    return [export, page]


def authors(out: Path) -> dict[str, str]:
    """Who wrote each post."""
    table = pq.read_table(out / "tables/posts.parquet", columns=["uid", "author_key"])
    return {row["uid"]: row["author_key"] for row in table.to_pylist()}


def test_an_embed_is_of_the_account_that_has_its_handle(tmp_path: Path) -> None:
    hubbub.find(inputs(tmp_path, ("11", "Pier_Friend"), ("12", "other_name")), tmp_path / "out")
    assert authors(tmp_path / "out") == {"x:100000001": "x:11", "x:100000002": "x:12", "x:300000001": "x:11"}


def test_a_handle_of_two_accounts_or_of_none_stays_what_it_is(tmp_path: Path) -> None:
    hubbub.find(inputs(tmp_path, ("11", "pier_friend"), ("12", "pier_friend"), ("13", "piér")), tmp_path / "two")
    assert authors(tmp_path / "two")["x:300000001"] == "x:@pier_friend"
    hubbub.find(inputs(tmp_path, ("11", "other_name"), ("13", "piér"), handle="PIÉR"), tmp_path / "none")
    assert authors(tmp_path / "none")["x:300000001"] == "x:@piér"


def test_the_account_is_deleted_with_its_embeds(tmp_path: Path) -> None:
    export, page = inputs(tmp_path, ("11", "pier_friend"), ("12", "other_name"))
    notice = {"id": "11", "action": "delete", "created_at": "2013-05-03T00:00:00Z", "reason": "deactivated"}
    export.write_bytes(export.read_bytes() + b"\n" + orjson.dumps(notice))
    found = hubbub.find([export, page], tmp_path / "out")
    assert {one.name: one.count for one in found.flow.excluded} == {"account_deleted": 2, "deleted": 1}
    assert list(authors(tmp_path / "out")) == ["x:100000002"]


def test_who_was_forgotten_by_handle_stays_out_under_the_id(tmp_path: Path) -> None:
    export, page = inputs(tmp_path, ("11", "pier_friend"), ("12", "other_name"))
    out = tmp_path / "out"
    hubbub.find([page], out)
    hubbub.forget(out, ["x:@pier_friend"])
    assert load_takedown(out).covers("x:@pier_friend")
    hubbub.find([export, page], out)
    assert list(authors(out)) == ["x:100000002"]


def test_a_joined_account_is_forgotten_by_either_name(tmp_path: Path) -> None:
    for name in ("x:11", "x:@pier_friend", "@Pier_Friend", "x:300000001"):
        out = tmp_path / name.replace(":", "_")
        hubbub.find(inputs(tmp_path, ("11", "pier_friend"), ("12", "other_name")), out)
        hubbub.forget(out, [name])
        left = ["x:100000001", "x:100000002"] if name == "x:300000001" else ["x:100000002"]
        assert sorted(authors(out)) == left, name
