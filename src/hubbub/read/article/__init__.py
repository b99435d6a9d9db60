"""Articles that quote posts: raw pages and extracted text. Each embedded or quoted post is recovered once, with its place."""

from hubbub.read.article.html import HtmlReader
from hubbub.read.article.text import TextReader
from hubbub.read.base import Reader

ARTICLE_READERS: tuple[Reader, ...] = (HtmlReader(), TextReader())
