"""Times that pages state; all pages, names and posts are made up."""

import json
from collections.abc import Callable

import pytest

from hubbub.readers.article.decode import moment
from hubbub.readers.base import Item
from hubbub.records import Post

Read = Callable[[str | bytes, str], list[Item]]
LONG = "<p>The roof of the stadium was opened on Sunday, and the rain came in on Monday, as neighbours had said it would.</p>"


@pytest.mark.parametrize(
    ("value", "time", "precision"),
    [
        ("2031-05-08", "2031-05-08 00:00:00+00:00", "day"),
        ("20310508", "2031-05-08 00:00:00+00:00", "day"),
        ("2031-05-08T10:00+02:00", "2031-05-08 08:00:00+00:00", "minute"),
        ("2031-05-08T10:00:07.5Z", "2031-05-08 10:00:07.500000+00:00", "exact"),
        ("2031-05-08T10", "2031-05-08 10:00:00+00:00", "minute"),
        ("0001-01-01T00:00:00", "None", "none"),
        ("9999-12-31", "None", "none"),
        ("1634116611", "None", "none"),
        ("yesterday", "None", "none"),
        ("", "None", "none"),
    ],
)
def test_a_moment_is_as_precise_as_it_is_written(value: str, time: str, precision: str) -> None:
    found, known = moment(value)
    assert (str(found), known) == (time, precision)


@pytest.mark.parametrize(
    ("given", "precision"), [("2031-05-08", "day"), ("0001-01-01T00:00:00", "none"), ("2031-05-08T10:00:07Z", "exact")]
)
def test_a_stated_post_has_the_precision_of_its_date(recover: Read, given: str, precision: str) -> None:
    stated = {"@type": "Comment", "author": {"name": "Lee"}, "text": "It rains on the roof", "datePublished": given}
    script = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    items = recover(
        f"<!doctype html><html><head>{script}</head><body><article>{LONG * 2}</article></body></html>", "article-html"
    )
    (one,) = (item for item in items if isinstance(item, Post))
    assert (one.created_precision, one.created_at is None) == (precision, precision == "none")
