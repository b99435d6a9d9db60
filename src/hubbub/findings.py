"""The only file that knows the order of the stages: it runs them and puts the output folder in place, whole or not at all."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, cast

import pyarrow as pa

from hubbub.assemble import assemble
from hubbub.copies import copies
from hubbub.decisions import Decision
from hubbub.engines import engine as chosen
from hubbub.engines import known
from hubbub.engines.base import Engine
from hubbub.engines.clock import Clock
from hubbub.engines.faults import speaking
from hubbub.engines.memory import allowed, tables, threads
from hubbub.errors import InputError
from hubbub.headings import word
from hubbub.journal import Journal, Tell, key
from hubbub.method import Method, Moment
from hubbub.models import readable, writer
from hubbub.models.base import Writer
from hubbub.moment import about
from hubbub.quality import ABROAD, Quality, reading, search, second, suited
from hubbub.readers import Explained, fingerprints, outside, portable, stamps, take, unread, whole_name
from hubbub.readers import explain as explain_inputs
from hubbub.readers import read as read_inputs
from hubbub.readers import undecided as undecided_inputs
from hubbub.readers.base import Settings as ReadSettings
from hubbub.records import ORDERED, TABLES, Article, Findings, Input, Post, Quotation, batch, from_batch, schema
from hubbub.screen import Gone, Takedown, hide, honour, load_takedown, screen, theirs, unechoed
from hubbub.steering import decisions, starter
from hubbub.viewpoints import Settings as ViewpointSettings
from hubbub.viewpoints import cut, group
from hubbub.viewpoints import steer as apply
from hubbub.wording import Wording
from hubbub.write import (
    TAKEDOWN,
    Account,
    Key,
    beside,
    build,
    fresh,
    load_findings,
    load_run,
    put,
    save_database,
    save_headings,
    save_run,
    write_all,
)

Authors = Literal["handle", "pseudonym", "hidden"]
Decisions = Sequence[Decision]
Progress = Callable[[str, int, int], None]  # stage, done, of how many (0: not known)

SMALL = 50  # posts under which a view held by a single person is listed
USUAL = 3  # people from which a viewpoint is listed otherwise
BESIDE = {"about", "viewpoints", "memory", "threads", "llm"}  # options that decide no stage, or are known by what they lead to
RAW = ("posts", "excluded", "unreadable", "inputs", "articles", "ledger", "quotations")
# What forgetting starts from: the tables of an output folder, under the names that screening gives them.
STORED = {name: f"SELECT * FROM stored_{name}" for name in ("posts", "excluded", "unreadable", "articles", "ledger")}
STORED |= {
    "raw_inputs": "SELECT * FROM stored_inputs",
    "passages": "SELECT * FROM stored_quotations WHERE article_id IS NOT NULL",
}


KNOWN = f'SELECT count(*) AS n, {ABROAD} AS "foreign" FROM posts'
VOICED = "SELECT count(author_key) AS known FROM posts JOIN copies USING (uid) WHERE kind = 'original'"


def silent(_stage: str, _done: int, _total: int) -> None:
    """Shows no progress."""


def quiet(_line: str) -> None:
    """Says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What `find` and `read` can be asked for. `columns` maps our names to the inputs', as --map does, `texts` an input's name
    to its column of texts; `limits` are those of `readers.Settings`: row_limit and so on. `engine` is duckdb, spark, or where a
    Spark runs; `storage` the address at which a cluster keeps its tables, where not beside the output: see docs/scale.md. `llm`
    is the language model that words headings, by the name the `llm` package knows it by; empty: none is asked.
    """

    about: Path | None = None
    viewpoints: Path | None = None  # viewpoints.toml: what people decided
    languages: tuple[str, ...] = ()
    min_people: int | None = None
    authors: Authors = "handle"
    columns: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    encoder: str | None = None  # None: by quality; each goes with its own, see `suited`
    quality: Quality | None = None  # None: as the encoder asked for; else balanced up to MANY posts, fast beyond
    memory: str = ""  # of the whole job, such as "2GB"; by default what this machine has: see `engines.memory`
    threads: int = 0
    engine: str = "duckdb"
    storage: str = ""
    llm: str = ""


def find(
    inputs: Sequence[str | Path],
    out: str | Path,
    options: Options | None = None,
    progress: Progress = silent,
    tell: Tell = quiet,
) -> Findings:
    """The main job: from export files and pages to a report whose every number and quotation can be checked.

    A run that was killed is continued by the same call: see `journal`; `tell` is given a line about it. Raises InputError,
    UsageError or OutputError, each a sentence with its remedy; `out` is then as it was.
    """
    options, out, began, clock = options or Options(), Path(out), time.time(), Clock(progress)
    known(options.engine)
    suited(options.encoder, options.quality, 0)
    outside(inputs, out)
    moment, decided = about(options.about), decisions(options.viewpoints)
    wording = writer(options.llm) if options.llm else None
    seen, wanted = stamps(inputs), cache(lambda: key_of(inputs, out, options, (moment, decided)))
    with fresh(out, wanted) as folder, working(folder, options, clock) as engine:
        clock.engine = engine
        takedown = load_takedown(out)
        journal = Journal(folder.parent, engine, wanted(), tell)
        journal.resume()
        journal.run("reading", lambda: load(engine, inputs, options, clock), lambda: stamps(inputs) == seen)
        clock("Screening", 0, 0)
        kept = journal.run("screening", lambda: screened(engine, takedown, options, (moment, decided), inputs))
        findings = analyse(journal, restored(kept), options, clock, bool(takedown.hashes))
        deliver(engine, findings, worded(findings, wording, clock), folder, clock)
        takedown.save(folder)
        notes = {"engine": options.engine, "stages": clock.end()} | ({"llm": options.llm} if options.llm else {})
        save_run(folder, began, kept["inputs"], notes | ({"resumed_after": after} if (after := journal.resumed_after) else {}))
    return findings


def read(
    inputs: Sequence[str | Path], out: str | Path, options: Options | None = None, progress: Progress = silent
) -> tuple[Input, ...]:
    """Reads inputs into one Parquet file of posts; returns what became of each input's rows. Raises as `find` does."""
    options = options or Options()
    unread(inputs, Path(out))
    with beside(Path(out)) as folder, working(folder, options) as engine:
        load(engine, inputs, options, progress)
        screen(engine, Takedown())
        engine.export(f"SELECT * FROM posts ORDER BY {ORDERED['posts']}", folder / "posts.parquet")
        put(folder / "posts.parquet", Path(out))
        return tuple(from_batch(Input, engine.rows("SELECT * FROM inputs")))


def forget(out: str | Path, names: Sequence[str], progress: Progress = silent, memory: str = "") -> Findings:
    """Takes posts or authors out of every output. Raises UsageError when no post in `out` is theirs.

    A run of `forget` that was killed is not continued, and what it left is removed: no work with those words in it stays.
    Headings that a language model wrote go too, for they may echo who was removed; `find` asks for them again.
    """
    out, began = Path(out), time.time()
    load_run(out)
    with fresh(out, upon=(TAKEDOWN, "run.json")) as folder:
        before = load_findings(out)
        options = remembered(before.method, memory)
        with working(folder, options) as engine:
            for name in RAW:
                engine.attach(f"stored_{name}", out / "tables" / f"{name}.parquet")
            takedown = load_takedown(out).adding(theirs(engine, names))
            for name, query in STORED.items():
                engine.sql(query, name)
            gone = honour(engine, takedown)
            said = unnamed(before.moment, gone), unechoed(engine, gone, [one.decision for one in before.decisions])
            findings = analyse(Journal(folder.parent, engine), said, options, progress, True)
            deliver(engine, findings, None, folder, progress)
            takedown.save(folder)
            named = [gone.unnamed(one) for one in load_run(out).get("inputs", [])]
            save_run(folder, began, named, {"engine": options.engine})
    return findings


def remembered(method: Method, memory: str) -> Options:
    """What was asked for when findings were made."""
    options = Options(min_people=method.min_people, authors=method.authors, encoder=method.encoder, languages=method.languages)
    return replace(options, quality=method.quality, memory=memory)


def steer(out: str | Path, today: date | None = None) -> str:
    """A viewpoints.toml to start from, of an output folder. Raises OutputError where it is none of ours."""
    return starter(load_findings(Path(out)), (today or datetime.now().astimezone().date()).isoformat())


def key_of(inputs: Sequence[str | Path], out: Path, options: Options, said: tuple[Moment | None, Decisions]) -> Key | None:
    """What decides the findings, as far as it is known before reading; how fast, in how much memory, and headings do not."""
    asked = {name: one for name, one in sorted(asdict(options).items()) if name not in BESIDE}
    names = [whole_name(str(one)) for one in inputs]
    return key(
        fingerprints(inputs),
        asked=asked,
        names=names,
        moment=said[0],
        decisions=said[1],
        carried=readable(),
        takedown=load_takedown(out).known(),
    )


def screened(
    engine: Engine, takedown: Takedown, options: Options, said: tuple[Moment | None, Decisions], inputs: Sequence[str | Path]
) -> dict[str, Any]:
    """Screens, and gives what later stages need of what was taken down: moment, decisions and the inputs' names without it."""
    gone = screen(engine, takedown, options.languages)
    if options.authors != "handle":
        hide(engine, options.authors)
    moment, decided = unnamed(said[0], gone), unechoed(engine, gone, said[1])
    kept = {"moment": moment and asdict(moment), "decisions": [asdict(one) for one in decided]}
    return kept | {"inputs": [gone.unnamed(whole_name(str(one))) for one in inputs]}


def unnamed(moment: Moment | None, gone: Gone) -> Moment | None:
    """The moment without what names a removed person."""
    if moment is None:
        return None
    title, what = gone.blank(moment.title), moment.what and gone.blank(moment.what)
    return replace(moment, title=title, what=what, targets=tuple(map(gone.blank, moment.targets)))


def restored(kept: Mapping[str, Any]) -> tuple[Moment | None, Decisions]:
    """The moment and the decisions that screening kept as JSON."""
    moment, decided = build(Moment | None, kept["moment"]), build(tuple[Decision, ...], kept["decisions"])
    return cast(Moment | None, moment), cast(Decisions, decided)


@contextmanager
def working(folder: Path, options: Options, clock: Clock | None = None) -> Iterator[Engine]:
    """An engine whose temporary tables lie beside the new folder, so that both need the same disk. Raises OutputError.
    A `clock` knows what goes on."""
    memory = allowed(options.memory)
    held, cores = f"{tables(memory) // 2**20}MiB", threads(memory, options.threads)
    engine = chosen(options.engine, folder.parent / "engine", held, cores, options.storage)
    try:
        with speaking(engine, folder.parent.parent, memory, lambda: clock.stage if clock else ""):
            yield engine
    finally:
        engine.close()


def explain(inputs: Sequence[str | Path], options: Options | None = None) -> Iterator[Explained | str]:
    """What each input would be taken for, and what would become of its columns: see `readers.explain`. Raises InputError."""
    return explain_inputs(inputs, limited(options or Options()))


def undecided(inputs: Sequence[str | Path], options: Options) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The inputs with several columns that could be the text: see `readers.undecided`. Raises InputError."""
    return undecided_inputs(inputs, limited(options))


def limited(options: Options) -> ReadSettings:
    """How the inputs are read."""
    return ReadSettings(columns=options.columns, texts=options.texts, **options.limits)


def load(engine: Engine, inputs: Sequence[str | Path], options: Options, progress: Progress) -> None:
    """Fills the raw tables. Raises InputError when nothing at all could be read as a post."""
    schemas, settings = {f"raw_{name}": schema(TABLES[name]) for name in RAW}, limited(options)
    progress("Reading", 0, 0)
    if engine.spread:
        engine.pour(portable(inputs), lambda one: raw(take([one], settings)), schemas)
    else:  # all of them as one piece of work, which sees how far it is
        engine.pour(
            [inputs], lambda all_: raw(read_inputs(all_, settings, lambda *done: progress("Reading", *done[1:]))), schemas
        )
    if not engine.rows("SELECT (SELECT count(*) FROM raw_posts) + (SELECT count(*) FROM raw_excluded) AS n")["n"][0].as_py():
        raise InputError(nothing(engine))


def raw(batches: Iterator[tuple[str, pa.RecordBatch]]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """What is read, under the names of the raw tables."""
    return ((f"raw_{table}", rows) for table, rows in batches)


def nothing(engine: Engine) -> str:
    """Why nothing was read, with the first reason."""
    first = engine.rows("SELECT input_file, input_row, reason FROM raw_unreadable ORDER BY 1, 2 LIMIT 1").to_pylist()
    if not first:
        return "The inputs hold no row; give export files or saved pages (see hubbub find --help)."
    return f"No post could be read. {first[0]['input_file']}, row {first[0]['input_row']}: {first[0]['reason']}"


def analyse(
    journal: Journal, said: tuple[Moment | None, Decisions], options: Options, progress: Progress, bare: bool
) -> Findings:
    """From posts to findings. `bare`: somebody was taken down, see `viewpoints.steer`."""
    engine = journal.engine
    posts = engine.rows(KNOWN).to_pylist()[0]
    least = options.min_people or (1 if posts["n"] < SMALL else USUAL)
    progress("Grouping copies", 0, 0)
    journal.run("copies", lambda: copies(engine))
    progress("Finding viewpoints", 0, 0)
    quality = suited(options.encoder, options.quality, posts["n"])
    name = reading(quality, options.encoder, posts["foreign"] / max(1, posts["n"]))
    model, judge, bounds = search(name, quality)
    settings = ViewpointSettings(min_voices=least, few_voices=min(2, least), across=model.many, **bounds)
    seen = None if quality == "fast" else lambda *done: progress("Reading sentences", *done)
    journal.run("sentences", lambda: cut(engine, model, seen))
    journal.run("viewpoints", lambda: group(engine, settings, judge.odds if judge else None, second(name)))
    steered = apply(engine, said[1], bare)
    progress("Measuring", 0, 0)
    method = Method(
        hubbub=version("hubbub"),
        encoder=model.name,
        encoder_sha256=model.sha256,
        threshold=settings.threshold,
        quality=quality,
        matcher=judge.name if judge else None,
        matcher_sha256=judge.sha256 if judge else None,
        odds=settings.odds,
        min_people=least,
        unit="people" if engine.rows(VOICED)["known"][0].as_py() else "texts",
        languages=options.languages,
        authors=options.authors,
    )
    return assemble(engine, said[0], method, steered)


def worded(findings: Findings, wording: Writer | None, progress: Progress) -> Wording | None:
    """Headings by a language model, where one is asked. The findings are done, and stay as they are."""
    if wording is None:
        return None
    return word(findings, wording, lambda *done: progress("Wording headings", *done))


def deliver(engine: Engine, findings: Findings, wording: Wording | None, folder: Path, progress: Progress) -> None:
    """Writes every file of the output folder."""
    progress("Writing", 0, 0)
    (folder / "tables").mkdir()
    with engine.sink({"quotations": schema(Quotation)}) as sink:
        sink.append("quotations", batch(Quotation, findings.quotations))
    for name, record in TABLES.items():
        columns = ", ".join(f'"{one}"' for one in schema(record).names)
        order = f" ORDER BY {ORDERED[name]}" if name in ORDERED else ""
        engine.export(f"SELECT {columns} FROM {name}{order}", folder / "tables" / f"{name}.parquet")
    save_database(folder / "tables", folder)
    save_headings(folder, wording)
    write_all(account(engine, findings, wording), folder)


def account(engine: Engine, findings: Findings, wording: Wording | None = None) -> Account:
    """The findings with the posts and articles they cite."""
    shown = {uid for one in findings.patterns.listed for uid in one.shown}
    wanted = [{"uid": uid} for uid in sorted({one.uid for one in findings.quotations if one.uid} | shown)]
    with engine.sink({"cited": pa.schema([("uid", pa.string())])}) as sink:
        sink.append("cited", pa.RecordBatch.from_pylist(wanted, schema=pa.schema([("uid", pa.string())])))
    posts = from_batch(Post, engine.rows("SELECT p.* FROM posts p JOIN cited USING (uid)"))
    articles = from_batch(Article, engine.rows("SELECT * FROM articles"))
    return Account(findings, {one.uid: one for one in posts}, {one.article_id: one for one in articles}, wording)
