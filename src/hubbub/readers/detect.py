"""Which reader takes an input: the one most certain of its content. Names are never asked."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import orjson

from hubbub.readers import table
from hubbub.readers.base import Evidence, Reader, Source
from hubbub.readers.explain import excerpt, paths
from hubbub.readers.jsons import samples

LIKE = 0.5  # share of a file's keys from which a shape is named as the nearest
FEWEST = 3
PROSE = "article-text"  # takes any text, so it is asked only where there is no structure


def detect(source: Source, readers: Sequence[Reader]) -> tuple[Reader, Evidence] | None:
    """The reader that is most certain, with its reasons; None when no one recognises the source."""
    best: tuple[Reader, Evidence] | None = None
    for reader in readers:
        if reader.name == PROSE and (best or structure(source)):
            continue
        evidence = reader.sniff(source)
        if evidence and (best is None or evidence.confidence > best[1].confidence):
            best = reader, evidence
    return best


def structure(source: Source) -> str | None:
    """What a source that is no prose holds."""
    start = source.head.lstrip()[:1]
    if start in {b"{", b"["}:
        found = samples(source.head)
        keys = next((list(one.value) for one in found if isinstance(one.value, dict)), None)
        if keys:
            return "JSON objects with the keys " + ", ".join(map(repr, keys[:12]))
        return "JSON" if found else None
    names = table.seen(source.head)
    return "a table with the columns " + ", ".join(map(repr, names[:20])) if names else None


def unknown(source: Source) -> str:
    """The sentence for a source that no one recognises, with the remedy."""
    if not source.head.strip():
        return "the file is empty"
    if source.head.strip() == b"[]":
        return "an empty JSON array: no posts in it"
    found = structure(source)
    if found is None:
        return "none of the shapes Hubbub reads; give an export of posts, a table, or an article as text or HTML"
    return f"{found}, none of them known to hold a text; name it with --map text=NAME{nearest(source)}"


def nearest(source: Source) -> str:
    """The known shape that has most of a JSON file's keys, as the end of a sentence; nothing where none has half of them."""
    seen = {leaf(path) for path in paths(excerpt(source.head))}
    shares = ((len(seen & set(keys)), -len(keys), name) for name, keys in known_keys().items())
    shared, _, name = max(shares, default=(0, 0, ""))
    if shared < FEWEST or shared < LIKE * len(seen):
        return ""
    return f" (the nearest known shape is {name}, which has {shared} of the {len(seen)} keys here: see docs/shapes.md)"


def leaf(path: tuple[str, ...]) -> str:
    """The last key of a path."""
    return next((one.removesuffix("[]") for one in reversed(path) if one != "[]"), "")


@cache
def known_keys() -> dict[str, list[str]]:
    """The names of every shape's keys, as `make shapes` found them."""
    raw = files("hubbub.readers").joinpath("shapes.json").read_bytes()
    return orjson.loads(raw)  # type: ignore[no-any-return]
