"""The command line: the same verbs as the functions of `hubbub`, with progress, plain endings and shell exit codes."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from hubbub.arguments import ENCODER, INPUTS, LIMIT, MAP, MEMORY, OUT, QUALITY, WORDED, Authors, Quality
from hubbub.errors import CheckError, HubbubError, UsageError
from hubbub.signals import Job, listening

if TYPE_CHECKING:
    from hubbub.findings import Options
    from hubbub.readers import Explained
    from hubbub.records import Excluded, Findings, Post, Unreadable

Progress = Callable[[str, int, int], None]
SIZE = re.compile(r"(\d{1,15})\s*(|[KMGT]B?)", re.IGNORECASE)
UNITS = {unit + end: 1024**power for power, unit in enumerate(("", "K", "M", "G", "T")) for end in ("", "B")}
LIMITS = ("row", "document", "unpack", "ratio", "member", "depth")
INTERRUPTED = 130  # what a shell expects after Ctrl-C
app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads what the public wrote about a moment and gives an honest, sourced account of it: which viewpoints people hold, "
    "how many hold each, in whose exact words.",
    epilog="Start with: hubbub find EXPORTS... -o report   then open report/report.html, and: hubbub check report",
)


def told(asked: bool) -> None:
    """Prints the version, if asked."""
    if asked:
        from importlib.metadata import version

        typer.echo(f"hubbub {version('hubbub')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def hubbub(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=told, is_eager=True, help="Print the version and exit.", show_default=False)
    ] = False,
) -> None:
    """Without a command, shows what there is."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        sys.exit(2)


@app.command(epilog="Example: hubbub find tweets.jsonl comments.csv reaction.html -o report --about moment.toml")
def find(  # noqa: PLR0913, PLR0917 - a command's options are its arguments
    inputs: Annotated[list[str], INPUTS],
    out: Annotated[Path, typer.Option("-o", "--out", help="The output folder; an earlier one of Hubbub's is replaced.")],
    about: Annotated[Path | None, typer.Option(help="moment.toml: title, what, when, targets.", show_default=False)] = None,
    viewpoints: Annotated[
        Path | None, typer.Option(help="viewpoints.toml: what people decided; see hubbub steer.", show_default=False)
    ] = None,
    lang: Annotated[str, typer.Option(help="Keep only posts in these languages: en,es. All are kept otherwise.")] = "",
    min_people: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="People from which a viewpoint is listed: 3; 1 under 50 posts. A text without a known author counts as one.",
            show_default=False,
        ),
    ] = None,
    authors: Annotated[Authors, typer.Option(help="Show handles, pseudonyms, or no authors.")] = Authors.handle,
    columns: Annotated[str, MAP] = "",
    encoder: Annotated[str | None, typer.Option(help=ENCODER, show_default=False)] = None,
    quality: Annotated[Quality | None, typer.Option(help=QUALITY, show_default=False)] = None,
    memory: Annotated[str, MEMORY] = "",
    threads: Annotated[int | None, typer.Option(min=1, help="Cores to use; all there are otherwise.", show_default=False)] = None,
    limit: Annotated[str, LIMIT] = "",
    engine: Annotated[
        str, typer.Option(help="duckdb, spark, or where a Spark runs: spark://…, sc://… (docs/scale.md).")
    ] = "duckdb",
    llm: Annotated[str, typer.Option(help=WORDED, metavar="MODEL", show_default=False)] = "",
    storage: Annotated[
        str, typer.Option(help="Where a cluster keeps its tables, if not beside OUT: s3a://bucket/folder.", show_default=False)
    ] = "",
) -> None:
    """The main job: from posts and pages to a checked report."""
    from hubbub import findings

    named, texts = mapping(columns)
    asked = findings.Options(columns=named, texts=texts, limits=limits(limit))
    options = replace(
        answered(inputs, asked),
        about=about,
        viewpoints=viewpoints,
        languages=tuple(one.strip().lower() for one in lang.split(",") if one.strip()),
        min_people=min_people,
        authors=authors.value,
        encoder=encoder,
        quality=quality.value if quality else None,
        memory=memory,
        threads=threads or 0,
        engine=engine,
        storage=storage,
        llm=llm,
    )
    with progress() as shown:
        found = findings.find(inputs, out, options, shown, lambda line: typer.echo(line, err=True))
    ending(found, out)


@app.command(epilog="Exit code: 0 when everything holds, 1 with a list when something does not.")
def check(out: Annotated[Path, OUT], memory: Annotated[str, MEMORY] = "") -> None:
    """Re-derives every number and re-reads every quotation of an output folder."""
    from hubbub.checks import check as verify

    with progress() as shown:
        found = verify(out, shown, memory)
    for one in found:
        say(inert(one))
    if found:
        raise CheckError(f"{out}: {len(found)} {'thing does' if len(found) == 1 else 'things do'} not hold (see above).")
    say(f"{out}: every number re-derives, every quotation is exact.")


@app.command(epilog="Example: hubbub read tweets.jsonl --explain   then: hubbub read tweets.jsonl -o posts.parquet")
def read(
    inputs: Annotated[list[str], INPUTS],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The Parquet file of posts to write.", show_default=False)
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Only show the shape found, why, the mapping of each column, and ten rows.")
    ] = False,
    columns: Annotated[str, MAP] = "",
    memory: Annotated[str, MEMORY] = "",
    limit: Annotated[str, LIMIT] = "",
) -> None:
    """Reads inputs into one table of posts, and prints what became of the rows of each input."""
    from hubbub import findings

    named, texts = mapping(columns)
    asked = findings.Options(columns=named, texts=texts, limits=limits(limit), memory=memory)
    options = answered(inputs, asked, ask=not explain)
    if explain:
        for found in findings.explain(inputs, options):
            say("\n".join(explanation(found)))
        return
    if out is None:
        raise UsageError("Say where the posts go (-o posts.parquet), or --explain to see how the inputs would be read.")
    with progress() as shown:
        read_inputs = findings.read(inputs, out, options, shown)
    for one in read_inputs:
        line = f"{one.rows:>9,} rows = {one.posts:,} posts + {one.excluded:,} excluded + {one.unreadable:,} unreadable"
        say(f"{line}   {inert(one.input_file)} ({one.shape}: {inert(one.evidence)})")
    say(f"{sum(one.posts for one in read_inputs):,} posts are in {out}.")


@app.command(
    epilog="Example: hubbub steer report > viewpoints.toml   then edit it, and: hubbub find ... --viewpoints viewpoints.toml"
)
def steer(out: Annotated[Path, OUT]) -> None:
    """Prints a viewpoints.toml to edit: in it people name, merge, split, pin or reject viewpoints, each with who and when."""
    from hubbub import findings

    typer.echo(findings.steer(out), nl=False)


@app.command(epilog="Example: hubbub forget report @somebody x:1234567890")
def forget(
    out: Annotated[Path, OUT],
    names: Annotated[
        list[str], typer.Argument(help="Posts (uid, id or link) or authors (@handle or author_key).", show_default=False)
    ],
    memory: Annotated[str, MEMORY] = "",
) -> None:
    """Takes posts or authors out of every output, recomputes every number, and keeps them out when OUT is found again."""
    from hubbub import findings
    from hubbub.write import load_findings

    before = load_findings(out).flow.posts
    with progress() as shown:
        found = findings.forget(out, names, shown, memory)
    gone = before - found.flow.posts
    say(f"{gone:,} posts are gone from {out}: theirs, reposts and quotes of them, and posts that carry their words or name.")
    say("The inputs were not touched: remove them there too.")


def mapping(given: str) -> tuple[dict[str, str], dict[str, str]]:
    """--map as our names to theirs, and as files to their column of texts. Raises UsageError on a part that is no ours=theirs."""
    parts = [part.partition("=") for part in given.split(",") if part.strip()]
    for ours, equals, theirs in parts:
        if not (equals and ours.strip() and theirs.strip()):
            raise UsageError(f"--map {given}: {ours!r} is not of the form ours=theirs, such as text=body.")
    pairs = {ours.strip(): theirs.strip() for ours, _, theirs in parts}
    texts = {ours.removesuffix(":text"): theirs for ours, theirs in pairs.items() if ours.endswith(":text")}
    return {ours: theirs for ours, theirs in pairs.items() if not ours.endswith(":text")}, texts


def limits(given: str) -> dict[str, int]:
    """--limit as limits of reading. Raises UsageError on an unknown name or a size that is none."""
    found = {}
    for part in (one.strip() for one in given.split(",") if one.strip()):
        name, _, size = part.partition("=")
        match = SIZE.fullmatch(size.strip())
        if name.strip() not in LIMITS or not match:
            raise UsageError(f"--limit {part}: say one of {', '.join(LIMITS)} and a size, such as row=64MB.")
        found[f"{name.strip()}_limit"] = int(match[1]) * UNITS[match[2].upper()]
    return found


def answered(inputs: list[str], options: "Options", ask: bool = True) -> "Options":
    """The options, with the user's answer for each table that has several columns of texts. Asks on a terminal only."""
    if not (ask and sys.stdin.isatty() and sys.stderr.isatty()):
        return options
    from hubbub import findings

    texts = dict(options.texts)
    for name, choices in findings.undecided(inputs, options):
        typer.echo(f"{inert(name)}: several columns could hold the texts.", err=True)
        for number, (column, cell) in enumerate(choices, 1):
            typer.echo(f"  {number}  {inert(column)}: {short(inert(cell))}", err=True)
        number = typer.prompt("Which one", type=click.IntRange(1, len(choices)), err=True)
        texts[name] = choices[number - 1][0]
    return replace(options, texts=texts)


def explanation(found: "Explained | str") -> Iterator[str]:
    """What an input is taken for, and what becomes of its columns, for people to read."""
    if isinstance(found, str):
        yield inert(found)
        return
    yield inert(found.name)
    yield f"  shape        {found.evidence.shape} (reader: {found.reader})"
    yield f"  because      {inert(found.evidence.why)}"
    for name, rival in found.rivals:
        yield f"  less likely  {rival.shape} ({name}): {inert(rival.why)}"
    for column, cell in found.evidence.choices:
        yield f"  undecided    the text could be '{inert(column)}': {short(inert(cell))}"
    width = min(60, max(map(len, found.mapped), default=0))
    for theirs, ours in found.mapped.items():
        yield f"  column       {inert(theirs):<{width}} → {', '.join(ours)}"
    if found.unmapped:
        yield f"  not mapped   {inert(', '.join(found.unmapped))}"
    for row in found.rows:
        yield f"  row {row.input_row:<8} {inert(pictured(row))}"


def pictured(row: "Post | Excluded | Unreadable") -> str:
    """A row in a line."""
    from hubbub.records import Excluded, Post

    if not isinstance(row, Post):
        return f"left out: {row.reason}  {short((row.detail if isinstance(row, Excluded) else row.sample) or '')}"
    when = f"{row.created_at:%Y-%m-%d %H:%M}" if row.created_at else "(no date)"
    return f"{when} {row.author_handle or row.author_name or '(author not known)'}: {short(row.text)}"


def ending(found: "Findings", out: Path) -> None:
    """Where things are, what was counted, and the five largest viewpoints."""
    from hubbub.headings import told
    from hubbub.write import load_headings
    from hubbub.write.display import percent

    flow = found.flow
    left_out = sum(one.count for one in (*flow.excluded, *flow.unreadable))
    people = "authors not known" if flow.people is None else f"{flow.people:,} people"
    say(f"{flow.rows:,} rows read = {flow.posts:,} posts + {left_out:,} left out.  {flow.texts:,} distinct texts, {people}.")
    for one in (*flow.excluded, *flow.unreadable):
        say(f"{one.count:>9,} left out: {inert(one.name)}")
    if flow.recovered:
        say(f"{flow.recovered:,} posts are known from articles alone: an editor chose them; their shares describe the selection.")
    for number, decided in enumerate(found.decisions, 1):
        if not decided.applied:
            say(f"Decision {number} of viewpoints.toml is not applied: {decided.reason}.")
    if found.viewpoints:
        none, noun = percent(found.unassigned.prevalence.texts), "viewpoint" if len(found.viewpoints) == 1 else "viewpoints"
        say(f"{len(found.viewpoints):,} {noun}; {none} of texts fit none. The largest:")
    else:
        say("No viewpoint is listed: too little was said that enough others said, too.")
    exact = {one.quotation_id: one.exact for one in found.quotations}
    for view in found.viewpoints[:5]:
        held, unit = (view.prevalence.people, "people") if view.prevalence.people else (view.prevalence.texts, "texts")
        unit = {"people": "person", "texts": "text"}[unit] if held.count == 1 else unit
        say(f"{held.count:>9,} {unit} ({held.low:.1%} to {held.high:.1%})  “{short(inert(exact[view.key_point]))}”")
    if found.topics.found:
        spoken, noun = percent(found.topics.prevalence.texts), "topic" if found.topics.found == 1 else "topics"
        say(f"{found.topics.found:,} {noun}, whatever is said of them, in {spoken} of texts: see the report.")
    if wording := load_headings(out):
        say(f"{inert(told(wording))}.")
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
    with listening() as job:
        try:
            run(job)
        except KeyboardInterrupt:
            job.end()
            place = "what was asked for is in place" if job.landed else "nothing was changed"
            stop(f"Interrupted; {place}.", INTERRUPTED)


def run(job: Job) -> None:
    """The command line. Raises KeyboardInterrupt where it was ended from outside."""
    try:
        if app(standalone_mode=False) != INTERRUPTED:
            return  # it was done, whatever was heard meanwhile
    except HubbubError as error:
        if job.end() or isinstance(error, CheckError):
            stop(str(error), error.code)
    except BrokenPipeError:
        job.end()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - click's usage errors, and the last resort: never a traceback
        if job.end():  # a library may have made another error of the interruption
            usage(error)
    raise KeyboardInterrupt


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
