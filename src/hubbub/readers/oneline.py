"""Plain text with a post on each line, as labelled sets and quick copies hold them: told from prose by what lines look like."""

import re
from collections.abc import Iterator
from statistics import median

from hubbub.readers import table
from hubbub.readers.base import Evidence, Item, Register, Shape, Source
from hubbub.readers.fields import clean
from hubbub.readers.jsons import HEAD, is_json
from hubbub.readers.lines import lines

FEWEST = 20  # lines
LONGEST = 1_000  # code points of a line that may be a post
SPOKEN = re.compile(r"[\u2600-\u27bf\U0001f300-\U0001faff]|https?://|(?<!\w)[@#]\w|[!?]{2}|\.\.\.|…")
SENTENCES = re.compile(r"[a-z][.!?][\"”’)]?\s++[A-Z“\"]")
NOT_UTF8 = "not UTF-8"


class Lines:
    """See `base.Reader`."""

    name = "lines"
    shapes = (Shape("lines", "plain text, a post on each line", "labelled/tweeteval/datasets/emotion/val_text.txt"),)

    def sniff(self, source: Source) -> Evidence | None:
        """Takes many short lines without paragraphs between them, most written as people write in passing."""
        if source.settings.columns or is_json(source.head) or source.head.lstrip()[:1] in {b"<", b""}:
            return None
        raw = source.head.decode("utf-8", "replace").split("\n")
        seen = [one.strip() for one in (raw[:-1] if len(source.head) >= HEAD else raw) if one.strip()]
        if len(seen) < FEWEST or len(seen) < 0.95 * (len(raw) - 2) or not posts(seen) or is_table(source.head):
            return None
        return Evidence(0.45, f"plain text of short lines, a post on each ({len(seen)} looked at)", self.name)

    def read(self, source: Source) -> Iterator[Item]:
        """A row a line; blank lines are no rows."""
        register = Register(source.name)
        with source.open() as stream:
            for row in lines(stream, source.settings.row_limit):
                if row.fault:
                    yield register.unreadable(row.offset, row.fault, row.raw)
                elif row.raw and not row.raw.isspace():
                    yield item(row.raw, row.offset, register, row.sha256)


def is_table(head: bytes) -> bool:
    """Whether lines are records of columns, be they ones that no one knows."""
    best = next(iter(table.styles(head)), None)
    return best is not None and best.dialect.width > 1 and best.share > 0.9 and not table.is_prose(best.rows)


def item(raw: bytes, offset: int, register: Register, sha256: str) -> Item:
    """The post or ledger entry of one line."""
    try:
        said = raw.decode()
    except UnicodeDecodeError:
        return register.unreadable(offset, NOT_UTF8, raw)
    return register.post(sha256, {"platform": "unknown", "text": clean(said.rstrip("\r\n")), "text_origin": "text"})


def posts(seen: list[str]) -> bool:
    """Whether lines are posts: no paragraphs, no text broken at one width, no records or code, most of them informal."""
    longest, few = max(map(len, seen)), 0.05 * len(seen)
    paragraphs = sum(len(one) >= 200 and len(SENTENCES.findall(one)) >= 2 for one in seen)
    broken = sum(len(one) >= 0.8 * longest for one in seen)
    other = sum(one[0].isdigit() or one[0] in "[|" or one[-1] in ";{}|," or "\t" in one for one in seen)
    informal = sum(one[0].islower() or one[-1].isalnum() or SPOKEN.search(one) is not None for one in seen)
    wordy = median(one.count(" ") for one in seen) >= 2
    return wordy and longest <= LONGEST and paragraphs <= few and 2 * broken < len(seen) and 4 * other < len(seen) < 2 * informal
