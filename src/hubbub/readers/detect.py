"""Which reader takes an input: the one most certain of its content. Names are never asked."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import orjson

from hubbub.readers import table
from hubbub.readers.base import Evidence, Reader, Source
from hubbub.readers.explain import excerpt, paths
from hubbub.readers.jsons import samples

LIKE = 0.3  # share of a shape's keys from which it is named as the nearest
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
    """The known shape that shares most keys with a JSON file, as the end of a sentence; nothing where none shares enough."""
    seen = {leaf(path) for path in paths(excerpt(source.head))}
    best, share = "", LIKE
    for name, one in known_keys().items():
        own = {leaf(tuple(key.split("."))) for key in one["keys"]}
        shared = len(own & seen) / len(own) if len(own & seen) >= FEWEST else 0.0
        best, share = (name, shared) if shared > share else (best, share)
    return f" (the nearest known shape is {best}, {share:.0%} of whose keys are here: see docs/shapes.md)" if best else ""


def leaf(path: tuple[str, ...]) -> str:
    """The last key of a path."""
    return next((one.removesuffix("[]") for one in reversed(path) if one != "[]"), "")


@cache
def known_keys() -> dict[str, dict[str, list[str]]]:
    """The keys of every shape, as `make shapes` found them."""
    raw = files("hubbub.readers").joinpath("shapes.json").read_bytes()
    return orjson.loads(raw)  # type: ignore[no-any-return]
