"""What the report's template is given: the findings' own numbers beside the quotations they stand on. No number is added."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hubbub.method import DAY
from hubbub.records import Count, Findings, Kind, Prevalence, Rest, TopicFinding, ViewpointFinding
from hubbub.write import charts, decisions, display, inert, patterns, sides, wording
from hubbub.write.base import Account
from hubbub.write.excerpts import Excerpt, Excerpts

FULL = 30  # viewpoints shown whole; the rest go into a table
QUOTED = 4  # quotations shown of each
GLANCE = 12  # viewpoints in the first overview
KINDS: tuple[Kind, ...] = ("testimony", "emotion")  # what is no position
SPOKEN = 40  # quotations found in articles


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One viewpoint as shown."""

    number: int
    anchor: str
    finding: ViewpointFinding
    point: Excerpt | None
    quotes: tuple[Excerpt, ...]
    count: Count
    noun: str  # what is counted, in the singular
    sentence: str
    beside: str  # what a number of people leaves out
    bar: str
    name: str  # Viewpoint 3
    witnesses: str  # who of them speak from experience, where any were found to
    without: str  # the same without the posts of posting patterns, where it says something else
    decided: tuple[int, ...]  # the decisions about it
    together: str = ""  # who holds it or a view inside it, where there are such
    worded: str = ""  # a heading that a language model wrote, where it passed the check


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The viewpoints of one kind, largest first."""

    kind: Kind
    anchor: str
    title: str
    full: tuple[View, ...]
    rest: tuple[View, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """One topic as shown."""

    anchor: str
    words: str  # that tell it from the others
    point: Excerpt | None  # the sentence that names it
    quotes: tuple[Excerpt, ...]
    count: Count
    sentence: str
    bar: str
    held: str  # how many of its texts hold a listed viewpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A headline number: what it counts, and out of how many."""

    value: str
    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The timeline, drawn for a wide page and for a phone."""

    wide: str
    narrow: str
    beyond: int  # distinct texts from before or after the time that is drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the template shows."""

    findings: Findings
    title: str
    noun: str  # what is counted, in the singular
    people_known: bool
    people_drawn: bool  # over time; else distinct texts
    figures: tuple[Figure, ...]
    positions: Section
    told: tuple[Section, ...]  # testimony and emotion, where there is any
    told_apart: str
    opposites: Mapping[str, View]  # by the viewpoint they speak against
    broader: Mapping[str, View]  # by the viewpoint inside it
    inside: Mapping[str, tuple[View, ...]]  # by the broader viewpoint
    glance: tuple[View, ...]  # the largest positions that are inside no other
    sides: tuple[sides.Shown, ...]  # a target each
    sides_told: str
    few: tuple[Excerpt, ...]
    unassigned: tuple[Excerpt, ...]
    topics: tuple[TopicView, ...]
    spoken: str  # how many speak of any topic
    articles: tuple[Excerpt, ...]
    articles_more: int
    chart: Chart
    scale: float
    citation: str
    patterns: tuple[patterns.Kind, ...]
    pattern_reach: str
    not_proof: str
    decisions: tuple[decisions.Shown, ...]
    model: str  # that was asked for headings; empty: none was
    wording: str  # what a reader must know of them


def page(account: Account) -> Page:
    """The account as the template shows it."""
    findings, excerpts = account.findings, Excerpts(account)
    shown = views(findings, excerpts)
    return Page(
        findings=findings,
        title=display.title(findings.moment),
        noun=display.noun(findings.method),
        people_known=findings.flow.people is not None,
        people_drawn=value(findings) == "people",
        figures=figures(findings),
        positions=section("position", shown),
        told=tuple(one for kind in KINDS for one in [section(kind, shown)] if one.full),
        told_apart=display.TOLD_APART,
        opposites=opposites(shown),
        broader=broader(shown),
        inside=inside(shown),
        glance=tuple(one for one in shown if one.finding.kind == "position" and not one.finding.parent)[:GLANCE],
        sides=sided(findings, shown),
        sides_told=sides.PROPOSED if any(one.proposed for one in findings.sides) else sides.STATED,
        few=excerpts.all(findings.few.quotations),
        unassigned=excerpts.all(findings.unassigned.quotations),
        topics=topics(findings, excerpts),
        spoken=display.bare(findings.topics.prevalence, findings.method),
        articles=excerpts.articles()[:SPOKEN],
        articles_more=max(len(excerpts.articles()) - SPOKEN, 0),
        chart=chart(findings),
        scale=scale(findings),
        citation=citation(findings),
        patterns=patterns.kinds(findings, excerpts),
        pattern_reach=patterns.reach(findings),
        not_proof=patterns.NOT_PROOF,
        decisions=decisions.shown(findings, excerpts),
        model=wording.model(account.wording) if account.wording else "",
        wording=wording.note(account.wording) if account.wording else "",
    )


def section(kind: Kind, shown: tuple[View, ...]) -> Section:
    """The viewpoints of a kind."""
    mine = tuple(one for one in shown if one.finding.kind == kind)
    anchor = "views" if kind == "position" else kind
    return Section(kind=kind, anchor=anchor, title=display.KINDS[kind][1], full=mine[:FULL], rest=mine[FULL:])


def scale(findings: Findings) -> float:
    """The common end of all viewpoints' bars."""
    return charts.scale([display.main_count(one.prevalence, findings.method) for one in findings.viewpoints])


def views(findings: Findings, excerpts: Excerpts) -> tuple[View, ...]:
    """All viewpoints, in the findings' order, which is largest first."""
    limit, decided = scale(findings), decisions.marks(findings)
    worded = wording.stand(excerpts.account.wording)
    return tuple(
        replace(
            _view(number, one, excerpts, limit, decided.get(one.viewpoint_id, ())),
            worded="" if one.heading else worded.get(one.viewpoint_id, ""),
        )
        for number, one in enumerate(findings.viewpoints, 1)
    )


def _view(number: int, one: ViewpointFinding, excerpts: Excerpts, limit: float, decided: tuple[int, ...]) -> View:
    method = excerpts.method
    count, noun = display.main_count(one.prevalence, method), display.counted(one.prevalence, method)
    others = tuple(name for name in one.quotations if name != one.key_point)
    return View(
        number=number,
        anchor=f"view-{number}",
        finding=one,
        point=excerpts.get(one.key_point),
        quotes=excerpts.all(others)[:QUOTED],
        count=count,
        noun=noun,
        sentence=display.held(one.prevalence, method),
        beside=display.beside(one.prevalence, method),
        bar=charts.bar(count, limit),
        name=f"{display.KINDS[one.kind][0]} {number}",
        witnesses=f"{display.plural(one.witnesses, noun)} speaking from experience, by their words" if one.witnesses else "",
        without=patterns.without(one.prevalence, excerpts.account.findings),
        decided=decided,
        together=display.held(one.within, method) if one.within else "",
    )


def topics(findings: Findings, excerpts: Excerpts) -> tuple[TopicView, ...]:
    """The largest topics, on a scale of their own."""
    listed = findings.topics.listed
    limit = charts.scale([display.main_count(one.prevalence, findings.method) for one in listed])
    return tuple(_topic(number, one, excerpts, limit) for number, one in enumerate(listed, 1))


def _topic(number: int, one: TopicFinding, excerpts: Excerpts, limit: float) -> TopicView:
    count, texts = display.main_count(one.prevalence, excerpts.method), one.prevalence.texts.count
    held = f"{display.number(one.held)} of {'its' if texts > 1 else 'the'} {display.plural(texts, 'distinct text')}"
    return TopicView(
        anchor=f"topic-{number}",
        words=" · ".join(map(inert.label, one.words)),
        point=excerpts.get(one.quotations[0]),
        quotes=excerpts.all(one.quotations[1:]),
        count=count,
        sentence=display.held(one.prevalence, excerpts.method),
        bar=charts.bar(count, limit),
        held=f"{held} {'holds' if one.held == 1 else 'hold'} a viewpoint listed above" if one.held else "",
    )


def sided(findings: Findings, shown: tuple[View, ...]) -> tuple[sides.Shown, ...]:
    """The targets with their sides, on one scale of bars."""
    points = {one.finding.viewpoint_id: (one.anchor, one.point) for one in shown}
    every = [side.prevalence for one in findings.sides for side in (one.favour, one.against, one.unstated)]
    limit = charts.scale([display.main_count(one, findings.method) for one in every])
    return sides.shown(findings.sides, findings.method, points, limit)


def opposites(shown: tuple[View, ...]) -> dict[str, View]:
    """The views that say the contrary, where the findings name one of the same kind: nothing lived speaks against a position."""
    by_id = {one.finding.viewpoint_id: one for one in shown}
    pairs = ((one.finding, by_id.get(one.finding.opposite or "")) for one in shown)
    return {one.viewpoint_id: other for one, other in pairs if other and other.finding.kind == one.kind}


def broader(shown: tuple[View, ...]) -> dict[str, View]:
    """The broader view of each that is inside one."""
    by_id = {one.finding.viewpoint_id: one for one in shown}
    return {one.finding.viewpoint_id: by_id[one.finding.parent] for one in shown if one.finding.parent in by_id}


def inside(shown: tuple[View, ...]) -> dict[str, tuple[View, ...]]:
    """The views inside each broad one, largest first."""
    found: dict[str, tuple[View, ...]] = {}
    for one in shown:
        if one.finding.parent:
            found[one.finding.parent] = (*found.get(one.finding.parent, ()), one)
    return found


def chart(findings: Findings) -> Chart:
    """The timeline twice; where people are not known, texts are drawn."""
    moment, line = event(findings), charts.middle(findings.timeline)
    drawn = [charts.timeline(line, moment, value(findings), size, f"time{at}") for at, size in _sizes()]
    beyond = sum(one.texts for one in findings.timeline.points) - sum(one.texts for one in line.points)
    return Chart(wide=drawn[0], narrow=drawn[1], beyond=beyond)


def event(findings: Findings) -> datetime | None:
    """When it happened; None where bars are hours and only the day is known: midnight would be made up."""
    when = findings.moment.when if findings.moment else None
    return None if when and len(when) <= DAY and findings.timeline.bin == "hour" else display.instant(when)


def value(findings: Findings) -> str:
    """Which of a point's numbers the timeline draws."""
    return "people" if findings.method.unit == "people" and findings.flow.people is not None else "texts"


def _sizes() -> tuple[tuple[str, tuple[int, int, int]], ...]:
    return ("wide", charts.WIDE), ("narrow", charts.NARROW)


def figures(findings: Findings) -> tuple[Figure, ...]:
    """The headline numbers, each with what it counts."""
    noun, shared = display.noun(findings.method), "shared by" if findings.method.unit == "people" else "found in"
    pinned = any(one.applied and one.decision.action == "pin" for one in findings.decisions)
    kinds = ((kind, sum(one.kind == kind for one in findings.viewpoints)) for kind in KINDS)
    nobodys = findings.method.unit == "people" and findings.flow.posts_without_author
    unknown = ", a text without a known author counting as one" if nobodys else ""
    others = ", or pinned by a person" * pinned
    others += "".join(f"; {display.number(many)} of {kind}" for kind, many in kinds if many)
    listed = Figure(
        value=display.number(len(findings.viewpoints)),
        name="viewpoint" if len(findings.viewpoints) == 1 else "viewpoints",
        note=f"each {shared} at least {display.plural(findings.method.min_people, noun)}{unknown}{others}",
    )
    return (_posts(findings), *_people(findings), _texts(findings), listed, _nowhere(findings.unassigned, findings))


def _posts(findings: Findings) -> Figure:
    flow = findings.flow
    return Figure(
        value=display.number(flow.posts),
        name="post" if flow.posts == 1 else "posts",
        note=f"kept of {display.plural(flow.rows, 'row')} read",
    )


def _people(findings: Findings) -> tuple[Figure, ...]:
    flow = findings.flow
    if flow.people is None:
        note = "no author is known in this collection" if flow.accounts is None else "no author of an original post is known"
        return (Figure(value="not known", name="people", note=note),)
    note = f"known authors of distinct texts; {display.plural(flow.accounts or 0, 'account')} with copies and reposts"
    if flow.posts_without_author:
        note += f"; {display.plural(flow.posts_without_author, 'post')} without a known author"
    return (Figure(value=display.number(flow.people), name="person" if flow.people == 1 else "people", note=note),)


def _texts(findings: Findings) -> Figure:
    flow = findings.flow
    note = f"of {display.plural(flow.posts, 'post')}; copies count once"
    return Figure(value=display.number(flow.texts), name="distinct text" if flow.texts == 1 else "distinct texts", note=note)


def _nowhere(rest: Rest, findings: Findings) -> Figure:
    count = display.main_count(rest.prevalence, findings.method)
    who = f"{display.plural(count.count, display.counted(rest.prevalence, findings.method))} of {display.number(count.of)}"
    fits = display.fits(rest.prevalence, findings.method)
    return Figure(value=display.percent(count), name="fit nowhere", note=f"{who} {fits} no viewpoint")


def counts(prevalence: Prevalence, method_unit: str) -> tuple[str, ...]:
    """The other ways of counting, beside the main one."""
    texts, posts = prevalence.texts, prevalence.posts
    lines = [f"{display.plural(posts.count, 'post')} of {display.number(posts.of)} with copies and reposts"]
    if method_unit == "people":
        lines.insert(0, f"{display.plural(texts.count, 'distinct text')} of {display.number(texts.of)}")
    if prevalence.accounts is not None:
        lines.append(f"{display.plural(prevalence.accounts, 'account')} with copies and reposts")
    return tuple(lines)


def citation(findings: Findings) -> str:
    """How to cite the report, without a clock: title, what was counted, version."""
    flow, dates = findings.flow, display.period(findings.coverage.first, findings.coverage.last)
    people = f", {display.plural(flow.people, 'person')}" if flow.people is not None else ""
    counted = f"{display.plural(flow.posts, 'post')}, {display.plural(flow.texts, 'distinct text')}{people}"
    listed = display.plural(len(findings.viewpoints), "viewpoint")
    return f"“{display.title(findings.moment)}”. {counted}, {dates}; {listed}. Hubbub {display.words(findings.method.hubbub)}."
