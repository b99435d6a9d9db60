"""Articles that quote posts: raw pages and extracted text. Each embedded or quoted post is recovered once, with its place."""

from hubbub.readers.article.blocks import BlocksReader
from hubbub.readers.article.found import article_id
from hubbub.readers.article.html import HtmlReader
from hubbub.readers.article.text import TextReader
from hubbub.readers.base import Reader

__all__ = ["ARTICLE_READERS", "article_id"]

ARTICLE_READERS: tuple[Reader, ...] = (HtmlReader(), BlocksReader(), TextReader())
