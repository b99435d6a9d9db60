"""`hubbub check`: re-reads every quotation, recounts every number, writes every page again, and names what differs.

Lines that do not lean on each other: the tables are searched for rows that break a promise; what is named after its words
is named again; quotations are compared with the stored texts code point by code point; counts are made again in NumPy,
without the SQL that made them; and all findings are assembled again from the tables and every page written again, byte for
byte. Headings that a language model wrote are judged again by the rules they passed.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from hubbub.checks.decisions import resteered
from hubbub.checks.integrity import broken, same_database
from hubbub.checks.kinds import rekinded
from hubbub.checks.named import misnamed
from hubbub.checks.patterns import repatterned
from hubbub.checks.recount import Members, holders, recount
from hubbub.checks.rewrite import reassembled, requoted, rewritten
from hubbub.checks.sides import resided
from hubbub.checks.topics import respoken, tabled, untold
from hubbub.checks.wording import reworded
from hubbub.engines.base import Engine
from hubbub.engines.duckdb import DuckDB
from hubbub.engines.memory import allowed, tables, threads
from hubbub.errors import HubbubError, OutputError
from hubbub.records import TABLES, Findings
from hubbub.write import CHECKED, claimed, load_findings, load_run

__all__ = ["check"]

Line = Callable[[Engine, Findings, Path], Iterator[str]]


def counts(_engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """Every number that does not come out again, of viewpoints, sides and topics; who holds what is read once for all."""
    tables = out / "tables"
    members = Members(tables)
    held = holders(members, tables / "assignments.parquet", "viewpoint_id")
    spoken = holders(members, tables / "topic_posts.parquet", "topic_id")
    yield from recount(findings, members, held, tables)
    yield from resided(findings, members, held)
    yield from respoken(findings, members, held, spoken)
    yield from tabled(members, held, tables / "viewpoints.parquet", "viewpoint_id")
    yield from tabled(members, spoken, tables / "topics.parquet", "topic_id")


# What a damaged or forged table may raise where it is read: a missing value, an id that is nobody's, a number out of place.
FAULTS = (duckdb.Error, pa.ArrowException, OSError, LookupError, ValueError, TypeError, AttributeError)

LINES: tuple[tuple[str, Line], ...] = (
    ("Tables", broken),
    ("Names", misnamed),
    ("Quotations", requoted),
    ("Counts", counts),
    ("Topics", untold),
    ("Patterns", repatterned),
    ("Kinds", rekinded),
    ("Decisions", resteered),
    ("Findings", reassembled),
    ("Headings", reworded),
    ("Pages", rewritten),
    ("Database", same_database),
)


def check(out: str | Path, progress: Callable[[str, int, int], None] | None = None, memory: str = "") -> list[str]:
    """What differs, one sentence each; empty when everything holds. Raises OutputError when `out` is none of ours.

    `memory` bounds the tables as in `find`. The recount, in NumPy on purpose, holds all posts' ids, people and groups beside:
    about 0.5 kB a post (471 MB for a million, measured), so checking ten million posts takes some 5 GB.
    """
    out = Path(out)
    load_run(out)
    findings = load_findings(out)
    size = allowed(memory)
    with room(out) as folder, closing(DuckDB(folder / "engine", f"{tables(size) // 2**20}MiB", threads(size))) as engine:
        return list(missing(out)) or list(run(engine, findings, out, progress))


@contextmanager
def room(out: Path) -> Iterator[Path]:
    """A temporary folder beside the output, as for `find`; elsewhere when nothing may be written there. Raises OutputError."""
    beside = out.absolute().parent
    try:
        if os.access(beside, os.W_OK | os.X_OK):
            # A name of its own: the work of a killed `find` stays.
            with claimed(beside / f"{out.absolute().name}{CHECKED}") as folder:
                yield folder
        else:
            with tempfile.TemporaryDirectory(prefix="hubbub-check-") as elsewhere:
                yield Path(elsewhere)
    except duckdb.OutOfMemoryException as error:
        raise OutputError("Out of memory; give --memory more, or free disk to spill to.") from error
    except (duckdb.IOException, OSError) as error:
        raise OutputError(f"{beside}: {str(error).splitlines()[0]}; free space there, and check again.") from error


def missing(out: Path) -> Iterator[str]:
    """Tables that are not there."""
    for name in TABLES:
        if not (out / "tables" / f"{name}.parquet").is_file():
            yield f"tables/{name}.parquet: is missing"


def run(engine: Engine, findings: Findings, out: Path, progress: Callable[[str, int, int], None] | None) -> Iterator[str]:
    """Every line of the check; one that cannot be followed because a file is damaged says so."""
    for done, (name, line) in enumerate(LINES):
        if progress:
            progress(f"Checking {name.lower()}", done, len(LINES))
        try:
            attach(engine, out)
            yield from line(engine, findings, out)
        except HubbubError as error:
            yield f"{name}: {error}"
        except FAULTS as error:
            system = isinstance(error, OSError) and error.errno  # Arrow's own, of a page that it cannot read, has no number
            if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in str(error) or system:
                raise
            yield f"{name}: cannot be checked, a file is damaged ({str(error).splitlines()[0]})"


def attach(engine: Engine, out: Path) -> None:
    """The tables of the folder, and those that the findings are assembled from."""
    for name in TABLES:
        engine.attach(name, out / "tables" / f"{name}.parquet")
    engine.sql("SELECT * FROM quotations WHERE article_id IS NOT NULL", "passages")
    engine.sql('SELECT viewpoint_id, key_point_uid, start, "end", opposite, parent FROM viewpoints', "key_points")
    engine.sql('SELECT topic_id, words, uid, start, "end" FROM topics', "topic_points")
