"""Quotations read again, findings assembled again, pages written again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from hubbub.assemble import assemble
from hubbub.engines.base import Engine
from hubbub.findings import account
from hubbub.records import TABLES, Findings, Quotation, from_batch, schema
from hubbub.write import WRITERS, load_headings

MOST = 50
MADE = ("viewpoints", "topics", "patterns", "pattern_posts")  # tables that `assemble` makes
BESIDE = "SELECT count(*) AS n FROM ({one} EXCEPT ALL {other}) a"


def requoted(engine: Engine, findings: Findings, _out: Path) -> Iterator[str]:
    """Quotations that are not, code point for code point, what the post or article says there."""
    stored = tuple(from_batch(Quotation, engine.rows("SELECT * FROM quotations")))
    if sorted(map(repr, stored)) != sorted(map(repr, findings.quotations)):
        yield "quotations: the table and findings.json do not hold the same"
    cited = account(engine, findings)
    for one in findings.quotations:
        article = cited.articles.get(one.article_id or "")
        post = cited.posts.get(one.uid or "")
        text = article.text if article else post.text if post and not one.article_id else None
        if text is None:
            yield f"quotation {one.quotation_id}: of {one.article_id or one.uid}, which is not there"
        elif text[one.start : one.end] != one.exact or not beside(one, text):
            yield f"quotation {one.quotation_id}: is not what {one.article_id or one.uid} says at {one.start}-{one.end}"


def beside(one: Quotation, text: str) -> bool:
    """Whether prefix and suffix stand beside the quotation."""
    return text[: one.start].endswith(one.prefix) and text[one.end :].startswith(one.suffix)


def reassembled(engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Where the findings differ from those assembled again from the tables, as paths into findings.json, and the tables made on
    the way that are not those stored; what became of people's decisions is taken from them: see `decisions.resteered`."""
    again = orjson.loads(orjson.dumps(assemble(engine, findings.moment, findings.method, findings.decisions)))
    found = list(differences(orjson.loads(orjson.dumps(findings)), again, ""))
    yield from found[:MOST]
    if len(found) > MOST:
        yield f"findings.json: {len(found) - MOST} further differences"
    yield from remade(engine, out)


def remade(engine: Engine, out: Path) -> Iterator[str]:
    """Tables with other rows than those that were just made."""
    for name in MADE:
        engine.attach(f"stored_{name}", out / "tables" / f"{name}.parquet")
        columns = ", ".join(f'"{one}"' for one in schema(TABLES[name]).names)
        kept, made = unlike(engine, f"SELECT {columns} FROM stored_{name}", f"SELECT {columns} FROM {name}")
        if kept or made:
            yield f"{name}: {kept} rows are not those that other tables make, which make {made} others"


def unlike(engine: Engine, one: str, other: str) -> tuple[int, int]:
    """How many rows of each of two queries the other does not give, or not as often."""
    first, second = (engine.rows(BESIDE.format(one=a, other=b))["n"][0].as_py() for a, b in ((one, other), (other, one)))
    return first, second


def differences(one: Any, other: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Paths at which two JSON values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(set(one) | set(other)):
            yield from differences(one.get(name), other.get(name), f"{path}.{name}".lstrip("."))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{path}[{place}]")
    elif type(one) is not type(other) or one != other:  # true is no 1
        yield f"findings.json: {path}: it says {shown(one)}, the tables {shown(other)}"


def shown(value: Any) -> str:  # noqa: ANN401 - JSON
    """A value, cut."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"


def rewritten(engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Files that are not what the findings make when written again."""
    again = account(engine, findings, load_headings(out))
    for writer in WRITERS:
        path = out / writer.path
        if not path.is_file():
            yield f"{writer.path}: is missing"
        elif path.read_bytes() != writer.text(again).encode():
            yield f"{writer.path}: is not what the findings make; it was changed, or other versions wrote it (see run.json)"
