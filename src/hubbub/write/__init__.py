"""The writers, in the order they write."""

from pathlib import Path

from hubbub.write.article import Roundup
from hubbub.write.base import Account, Writer, save
from hubbub.write.claim import CHECKED, KEPT, MANIFEST, Key, claimed
from hubbub.write.database import save_database
from hubbub.write.folder import TAKEDOWN, beside, fresh, put
from hubbub.write.json import FindingsFile, build, load_findings
from hubbub.write.linked import Crate, Linked
from hubbub.write.report import Report
from hubbub.write.run import load_run, save_run
from hubbub.write.wording import load_headings, save_headings

__all__ = [
    "CHECKED",
    "KEPT",
    "MANIFEST",
    "TAKEDOWN",
    "WRITERS",
    "Account",
    "Key",
    "beside",
    "build",
    "claimed",
    "fresh",
    "load_findings",
    "load_headings",
    "load_run",
    "put",
    "save_database",
    "save_headings",
    "save_run",
    "write_all",
]

WRITERS: tuple[Writer, ...] = (FindingsFile(), Report(), Roundup(), Linked(), Crate())


def write_all(account: Account, out: Path) -> None:
    """Writes every file a writer makes, under the output folder."""
    for writer in WRITERS:
        save(writer, account, out)
