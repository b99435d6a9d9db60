"""What a page says about itself: title, address, date. From ld+json, meta tags and, last, a time tag; text only."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from hubbub.readers.article.decode import moment

Element = Any
DATES = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
    "sailthru.date",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, address and date of a page, where it gives them."""

    title: str | None
    url: str | None
    published: datetime | None


def about(root: Element) -> Facts:
    """The facts of a page."""
    named = dict(reversed(list(metas(root))))
    head = next((" ".join("".join(one.itertext()).split()) for one in root.iter("title")), None)
    canonical = next((one.get("href") for one in root.iter("link") if (one.get("rel") or "").lower() == "canonical"), None)
    url = next((one.strip() for one in (named.get("og:url"), canonical) if one and one.strip().startswith("http")), None)
    return Facts(named.get("og:title") or head or None, url, next(dates(root, named), None))


def metas(root: Element) -> Iterator[tuple[str, str]]:
    """Names and contents of the meta tags."""
    for one in root.iter("meta"):
        name = one.get("property") or one.get("name") or one.get("itemprop")
        content = " ".join((one.get("content") or "").split())
        if name and content:
            yield name.strip().lower(), content


def dates(root: Element, named: dict[str, str]) -> Iterator[datetime]:
    """The dates of publication a page gives, most reliable first."""
    given = [*linked(root), *(named[name] for name in DATES if name in named)]
    given += [one.get("datetime") or "" for one in root.iter("time")]
    yield from (found for one in given if (found := moment(one)[0]))


def linked(root: Element) -> Iterator[str]:
    """`datePublished` of the page's ld+json blocks."""
    for one in root.iter("script"):
        if "ld+json" not in (one.get("type") or ""):
            continue
        try:
            yield from published(orjson.loads(one.text or ""))
        except orjson.JSONDecodeError:
            continue


def published(data: object) -> Iterator[str]:
    """Every `datePublished` in a JSON document, outermost first."""
    waiting = deque([data])
    while waiting:
        one = waiting.popleft()
        if isinstance(one, dict):
            found = one.get("datePublished")
            if isinstance(found, str):
                yield found
        waiting.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
