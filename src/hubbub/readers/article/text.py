"""Extracted text of an article, as crawls hold it: embedded posts are doubled and damaged, other reactions are quoted."""

import re
from collections.abc import Iterator
from datetime import datetime

from hubbub.readers.article.decode import content, decode, moment, preview
from hubbub.readers.article.embeds import embeds, lines
from hubbub.readers.article.found import TOO_LARGE, Ledger, article_id, lost
from hubbub.readers.article.speech import sayings
from hubbub.readers.base import Evidence, Item, Shape, Source
from hubbub.records import Article

DATED = re.compile(r"\s*(?:date|published(?: on| at)?)\b[ \t]*:?[ \t]*(\d{4}-\d\d-\d\d(?:T[\d:.+-]{5,20}Z?)?)", re.I)
SNIFFED = 64 * 1024  # code points in which an article shows what it is
PROSE_LINE = 80  # code points; a line of prose is longer
KEYED = re.compile(r"(?:- )?+[A-Za-z_][\w.$-]{0,40}+\s?(?::(?:\s|$)|=)|- ?\S{1,40}$")
SENTENCE_END = re.compile(r"[a-z][.!?][\"”’)]?\s+[A-Z“\"]")


class TextReader:
    """Recovers posts and quotations from extracted text."""

    name = "article-text"
    shapes = (Shape("article-text", "an article as extraction leaves it: embedded posts doubled and damaged", "../seed/*.txt"),)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes prose that embeds or quotes posts; other prose with little confidence."""
        text = preview(source.head)[:SNIFFED]
        if "\x00" in text or not text.strip() or text.lstrip()[0] in "{[<" or data(text):
            return None
        found = len(embeds(text)) + sum(one.post is not None for one in sayings(text))
        if found:
            return Evidence(0.6, f"article text with {found} embedded or quoted posts in its first part", self.name)
        return Evidence(0.15, "prose in paragraphs, no posts in its first part", self.name) if prose(text) else None

    def read(self, source: Source) -> Iterator[Item]:
        """The article, its posts and its quotations."""
        raw = content(source)
        if raw is None:
            yield lost(source.name, TOO_LARGE, source.head)
            return
        text = decode(raw)
        found = embeds(text)
        article = Article(article_id=article_id(text), input_file=source.name, published_at=published(text), text=text)
        yield from Ledger(article).items(found, sayings(text, [(one.start, one.end) for one in found]))


def published(text: str) -> datetime | None:
    """The date a crawl puts before the text."""
    found = DATED.match(text)
    return moment(found[1])[0] if found else None


def data(text: str) -> bool:
    """Whether a text is made of keys and values, as YAML and settings are: quotation marks there quote nobody."""
    some = [row.text for row in lines(text)[:200]]
    return 2 * sum(bool(KEYED.match(row)) for row in some) > len(some)


def prose(text: str) -> bool:
    """Whether a text has paragraphs of several sentences."""
    long = [row.text for row in lines(text) if len(row.text) >= PROSE_LINE]
    return sum(bool(SENTENCE_END.search(row)) for row in long) >= 2
