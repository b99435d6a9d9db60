"""X (Twitter): one reader, a file for each family of its shapes."""

import re
from collections.abc import Iterator

from hubbub.readers.base import Evidence, Item, Register, Shape, Source
from hubbub.readers.jsons import Value
from hubbub.readers.platform import CERTAIN, Platform
from hubbub.readers.x import archive, v1, v2, web

# A response is one object, often longer than what is looked at of a file.
RESPONSE = re.compile(rb'"(?:tweet_results|tweetResult|globalObjects)"\s*+:\s*+[\[{]')


class X(Platform):
    """See `platform.Platform`."""

    name = "x"
    shapes = (
        Shape("x-v2", "X API v2: pages and stream lines (twarc2), flattened tweets", "x_v2_twarc_jsonl/**/*.jsonl"),
        Shape("x-v2-other", "X API v2: counts, accounts, lists, notices of deletion", "x_v2_twarc_jsonl/**/users.jsonl"),
        Shape("x-web", "tweets of X's web: Zeeschuimer, twitter-web-exporter with all metadata, saved responses"),
        Shape("x-v1", "X API v1.1: searches, timelines, lookups, streams", "x_v1_python_twitter/**/*.json"),
        Shape("x-archive", "X personal archive: tweets.js, tweet.js, their parts, deleted tweets"),
        Shape("x-archive-other", "X personal archive: likes, accounts, messages (private, never read) and the rest"),
    )

    def told(self, value: Value) -> tuple[str, str] | None:
        """Takes objects with a tweet's, or a tweet file's, own keys."""
        return archive.told(value) or web.told(value) or v1.told(value) or v2.told(value)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes what `told` tells, and a response too long to be looked at whole."""
        found = super().sniff(source)
        if found is None and source.head.lstrip()[:1] == b"{" and RESPONSE.search(source.head):
            return Evidence(CERTAIN, "a response of X's web: tweets in a timeline", "x-web")
        return found

    def rows(self, value: Value, register: Register) -> Iterator[Item]:
        """The tweets of a page, of a response, or of a line."""
        one = value.value
        if not isinstance(one, dict):
            return iter([register.unreadable(value.row.offset, "no object", value.row.raw)])
        if value.around and archive.named(value.around):
            return archive.rows(one, value, register)
        if "author_id" in one:  # the commonest, and so the first
            return v2.rows(one, value, register)
        if web.takes(one):
            return web.rows(one, value, register)
        if archive.takes(one):
            return archive.rows(one, value, register)
        if web.is_response(one) and next(web.things(one), None):
            return web.response(one, value, register)
        return v1.rows(one, value, register) if v1.takes(one) else v2.rows(one, value, register)
