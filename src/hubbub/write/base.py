"""What a writer is: it turns checked findings, and the posts they cite, into one file. It adds no number of its own.

A writer is a pure function of its `Account`: `hubbub check` writes again and compares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from hubbub.records import Article, Findings, Post
from hubbub.wording import Wording


@dataclass(frozen=True, slots=True)
class Account:
    """What every writer is given. `posts`: those the findings cite, by uid; `articles`: all, by article_id; `wording`: what a
    language model wrote, where one was asked."""

    findings: Findings
    posts: Mapping[str, Post]
    articles: Mapping[str, Article]
    wording: Wording | None = None


class Writer(Protocol):
    """Writes one file of the output folder."""

    path: str  # relative to the output folder

    def text(self, account: Account) -> str:
        """The whole file."""


def save(writer: Writer, account: Account, out: Path) -> None:
    """Writes a writer's file under the output folder."""
    (out / writer.path).write_text(writer.text(account), encoding="utf-8")
