"""The command line: the same verbs as the functions of `hubbub`, with progress, plain endings and shell exit codes."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hubbub.errors import CheckError, HubbubError, UsageError

if TYPE_CHECKING:
    from hubbub.records import Findings

Progress = Callable[[str, int, int], None]
INTERRUPTED = 130  # what a shell expects after Ctrl-C
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads what the public wrote about a moment and gives an honest, sourced account of it: which viewpoints people hold, "
    "how many hold each, in whose exact words.",
    epilog="Start with: hubbub find EXPORTS... -o report   then open report/report.html, and: hubbub check report",
)
INPUTS = typer.Argument(
    help="Export files, saved pages, folders, globs, or - for standard input; plain, .gz, .zst, .xz, .bz2 or .zip. "
    "The format is recognised by content.",
    show_default=False,
)
MAP = typer.Option(
    "--map", help="Columns of a table or keys of JSON, ours=theirs: --map text=body,author=user.", metavar="OURS=THEIRS,…"
)
OUT = typer.Argument(help="The output folder of hubbub find.", show_default=False)


class Authors(StrEnum):
    """How authors are shown."""

    handle = "handle"
    pseudonym = "pseudonym"
    hidden = "hidden"


@app.command(epilog="Example: hubbub find tweets.jsonl comments.csv reaction.html -o report --about moment.toml")
def find(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    inputs: Annotated[list[str], INPUTS],
    out: Annotated[Path, typer.Option("-o", "--out", help="The output folder; an earlier one of Hubbub's is replaced.")],
    about: Annotated[Path | None, typer.Option(help="moment.toml: title, what, when, targets.", show_default=False)] = None,
    lang: Annotated[str, typer.Option(help="Keep only posts in these languages: en,es. All are kept otherwise.")] = "",
    min_people: Annotated[
        int | None, typer.Option(min=1, help="People from which a viewpoint is listed: 3; 1 under 50 posts.", show_default=False)
    ] = None,
    authors: Annotated[Authors, typer.Option(help="Show handles, pseudonyms, or no authors.")] = Authors.handle,
    columns: Annotated[str, MAP] = "",
    encoder: Annotated[str, typer.Option(help="What turns sentences into vectors.")] = "potion",
    memory: Annotated[str, typer.Option(help="Memory the tables may take before they spill to disk.")] = "1GB",
) -> None:
    """The main job: from posts and pages to a checked report."""
    from hubbub import findings

    options = findings.Options(
        about=about,
        languages=tuple(one.strip().lower() for one in lang.split(",") if one.strip()),
        min_people=min_people,
        authors=authors.value,
        columns=mapping(columns),
        encoder=encoder,
        memory=memory,
    )
    with progress() as shown:
        found = findings.find(inputs, out, options, shown)
    ending(found, out)


@app.command(epilog="Exit code: 0 when everything holds, 1 with a list when something does not.")
def check(out: Annotated[Path, OUT]) -> None:
    """Re-derives every number and re-reads every quotation of an output folder."""
    from hubbub.checks import check as verify

    with progress() as shown:
        found = verify(out, shown)
    for one in found:
        say(inert(one))
    if found:
        raise CheckError(f"{out}: {len(found)} {'thing does' if len(found) == 1 else 'things do'} not hold (see above).")
    say(f"{out}: every number re-derives, every quotation is exact.")


@app.command()
def read(
    inputs: Annotated[list[str], INPUTS],
    out: Annotated[Path, typer.Option("-o", "--out", help="The Parquet file of posts to write.")],
    columns: Annotated[str, MAP] = "",
) -> None:
    """Reads inputs into one table of posts, and prints what became of every row."""
    from hubbub import findings

    with progress() as shown:
        read_inputs = findings.read(inputs, out, mapping(columns), shown)
    for one in read_inputs:
        line = f"{one.rows:>9,} rows = {one.posts:,} posts + {one.excluded:,} excluded + {one.unreadable:,} unreadable"
        say(f"{line}   {inert(one.input_file)} ({one.shape}: {inert(one.evidence)})")
    say(f"{sum(one.posts for one in read_inputs):,} posts are in {out}.")


@app.command(epilog="Example: hubbub forget report @somebody x:1234567890")
def forget(
    out: Annotated[Path, OUT],
    names: Annotated[
        list[str], typer.Argument(help="Posts (uid, id or link) or authors (@handle or author_key).", show_default=False)
    ],
) -> None:
    """Takes posts or authors out of every output, recomputes every number, and keeps them out when OUT is found again."""
    from hubbub import findings
    from hubbub.write import load_findings

    before = load_findings(out).flow.posts
    with progress() as shown:
        found = findings.forget(out, names, shown)
    gone = before - found.flow.posts
    say(f"{gone:,} posts are gone from {out}: theirs, reposts and quotes of them, and posts that carry their words or name.")
    say("The inputs were not touched: remove them there too.")


def mapping(given: str) -> dict[str, str]:
    """--map as a dictionary. Raises UsageError on a part that is no ours=theirs."""
    parts = [part.partition("=") for part in given.split(",") if part.strip()]
    for ours, equals, theirs in parts:
        if not (equals and ours.strip() and theirs.strip()):
            raise UsageError(f"--map {given}: {ours!r} is not of the form ours=theirs, such as text=body.")
    return {ours.strip(): theirs.strip() for ours, _, theirs in parts}


def ending(found: "Findings", out: Path) -> None:
    """Where things are, what was counted, and the five largest viewpoints."""
    flow = found.flow
    left_out = sum(one.count for one in (*flow.excluded, *flow.unreadable))
    people = "authors not known" if flow.people is None else f"{flow.people:,} people"
    say(f"{flow.rows:,} rows read = {flow.posts:,} posts + {left_out:,} left out.  {flow.texts:,} distinct texts, {people}.")
    for one in (*flow.excluded, *flow.unreadable):
        say(f"{one.count:>9,} left out: {inert(one.name)}")
    say(f"{len(found.viewpoints):,} viewpoints; {found.unassigned.prevalence.texts.share:.0%} of texts fit none. The largest:")
    exact = {one.quotation_id: one.exact for one in found.quotations}
    for view in found.viewpoints[:5]:
        held, unit = (view.prevalence.people, "people") if view.prevalence.people else (view.prevalence.texts, "texts")
        say(f"{held.count:>9,} {unit} ({held.low:.1%} to {held.high:.1%})  “{short(inert(exact[view.key_point]))}”")
    for what, where in (("Report", "report.html"), ("Roundup", "article.md"), ("Tables", "tables"), ("Database", "hubbub.db")):
        say(f"{what + ':':<10}{out / where}")


def short(text: str) -> str:
    """A line's worth of a text, a cut shown."""
    line = " ".join(text.split())
    return line if len(line) <= 100 else line[:99] + "…"


def inert(text: str) -> str:
    """A text that cannot move the cursor, colour the terminal or turn the writing direction."""
    return "".join(one if one.isprintable() or one == " " else "\N{REPLACEMENT CHARACTER}" for one in text)


def say(line: str) -> None:
    """Prints a line."""
    typer.echo(line)


@contextmanager
def progress() -> Iterator[Progress]:
    """Bars with rate and time left on a terminal; in a pipe nothing, so that only results are there."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich import progress as shown
    from rich.console import Console

    columns = (
        shown.SpinnerColumn(),
        shown.TextColumn("{task.description}", markup=False),
        shown.BarColumn(),
        shown.TaskProgressColumn(),
    )
    times = (shown.TransferSpeedColumn(), shown.TimeElapsedColumn(), shown.TimeRemainingColumn())
    with shown.Progress(*columns, *times, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, shown.TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for task in tasks.values():
                    bars.update(task, total=1, completed=1)
                tasks[stage] = bars.add_task(stage, total=None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield show


def main() -> None:
    """Runs the command line; every error of ours is one sentence on standard error and an exit code."""
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    try:
        if app(standalone_mode=False) == INTERRUPTED:
            stop("Interrupted; the output folder is as it was.", INTERRUPTED)
    except HubbubError as error:
        stop(str(error), error.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - click's usage errors, and the last resort: never a traceback
        usage(error)


def usage(error: Exception) -> None:
    """A wrong command line, or a defect of ours, as a sentence."""
    show = getattr(error, "format_message", None)
    if show is not None:
        stop(f"{show()} Try hubbub --help.", 2)
    if os.environ.get("HUBBUB_DEBUG"):
        raise error
    stop(f"Hubbub failed in a way it should not: {type(error).__name__}: {error}. Set HUBBUB_DEBUG=1 to see where.", 2)


def stop(message: str, code: int) -> None:
    """Ends with a sentence on standard error."""
    typer.echo(f"hubbub: {inert(message)}", err=True)
    sys.exit(code)
