"""Why a post is left out: the rules, one function a batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import regex

from hubbub.models.language import language
from hubbub.models.text import key

# What authors themselves declare, in the words platforms and regulators ask for. Undeclared advertising is not guessed at.
DECLARED = regex.compile(
    r"(?<![\w#])#(?:ad|ads|advert|advertisement|sponsored|sponsoredpost|paidpartnership|werbung|anzeige|publicidad|publicité)(?!\w)"
    r"|^\s*(?:paid partnership with|sponsored by)\b",
    regex.IGNORECASE,
)
SCREENED = pa.schema(
    [
        pa.field("uid", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("detail", pa.string()),
        pa.field("lang", pa.string()),
        pa.field("input_file", pa.string(), nullable=False),
        pa.field("input_row", pa.int64(), nullable=False),
    ]
)
UNDETERMINED = {"", "und", "zxx", "qme", "qht", "qst", "art", "in"}  # what platforms write when they do not know


@dataclass(frozen=True, slots=True)
class Screen:
    """Screens a batch of `uid, again, text, moderation, lang, input_file, input_row` into SCREENED's columns."""

    languages: tuple[str, ...] = ()

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """One screened row a post, in order."""
        posts = batch.to_pylist()
        langs = [spoken(post["lang"], post["text"]) for post in posts]
        reasons = [self.reason(post, lang) for post, lang in zip(posts, langs, strict=True)]
        made = {
            "reason": pa.array([why for why, _ in reasons], pa.string()),
            "detail": pa.array([detail for _, detail in reasons], pa.string()),
            "lang": pa.array(langs, pa.string()),
        }
        arrays = [made[name] if name in made else batch.column(name) for name in SCREENED.names]
        return pa.RecordBatch.from_arrays(arrays, schema=SCREENED)

    def reason(self, post: Mapping[str, Any], lang: str | None) -> tuple[str | None, str | None]:
        """The first reason that holds, and its detail."""
        if post["again"] > 1:
            return "same_post_again", None
        if post["moderation"] is not None:
            return post["moderation"], "declared by the platform"
        if not key(post["text"]):
            return "nothing_written", "no letter, digit or emoji outside links and mentions"
        if declared := DECLARED.search(post["text"]):
            return "advertisement", declared.group().strip().lower()
        if self.languages and lang not in self.languages:
            return "language", lang or "not known"
        return None, None


def spoken(given: str | None, text: str) -> str | None:
    """The language the platform gives, else the one detected."""
    code = (given or "").split("-")[0].lower()
    return language(text) if code in UNDETERMINED else code
