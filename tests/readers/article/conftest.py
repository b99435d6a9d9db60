"""Reads a page or a text that a test holds in memory."""

import io
from collections.abc import Callable

import pytest

from hubbub.readers.article import ARTICLE_READERS
from hubbub.readers.base import Item, Settings, Source

Reading = Callable[[str | bytes, str], list[Item]]


def source(content: str | bytes) -> Source:
    """A source over bytes in memory."""
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return Source("page.txt", raw[: 256 * 1024], lambda: io.BytesIO(raw), Settings())


@pytest.fixture(scope="session")
def recover() -> Reading:
    """Reads content with the reader of a name."""
    readers = {reader.name: reader for reader in ARTICLE_READERS}
    return lambda content, name: list(readers[name].read(source(content)))


@pytest.fixture(scope="session")
def sniffed() -> Callable[[str | bytes], dict[str, float]]:
    """The confidence of each reader that takes the content."""

    def found(content: str | bytes) -> dict[str, float]:
        given = source(content)
        taken = ((reader.name, reader.sniff(given)) for reader in ARTICLE_READERS)
        return {name: one.confidence for name, one in taken if one}

    return found
