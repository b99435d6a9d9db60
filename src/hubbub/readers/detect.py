"""Which reader takes an input: the one most certain of its content. Names are never asked."""

from collections.abc import Sequence

from hubbub.readers import table
from hubbub.readers.base import Evidence, Reader, Source
from hubbub.readers.jsons import samples

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
    return f"{found}, none of them known to hold a text; name it with --map text=NAME"
