"""article.md: a sober roundup in newsroom form. People wrote and posted; nothing is asserted in our own voice.

Each quotation is followed by its id, `[q:...]`, by which `hubbub check` and a reader find it in findings.json.
"""

from urllib.parse import quote

from hubbub.records import Findings, Prevalence, TopicFinding
from hubbub.write import decisions, display, inert, patterns, sides, wording
from hubbub.write.base import Account
from hubbub.write.excerpts import Excerpt, Excerpts
from hubbub.write.page import KINDS, View, inside, opposites, section, sided, views

SECTIONS = 8
QUOTED = 3
LIMITS = (
    "A machine grouped the sentences; it errs, above all on irony and on short or mixed statements. A share is one of those "
    "who wrote and were collected, not of the public. What people wrote is reported, not checked. Each quotation is followed "
    "by its id, and `hubbub check` reads it again. Corrections: take a post or a person out with `hubbub forget`, then publish "
    "again."
)
FURTHER = ("Another wrote:", "A further post read:")
UNNAMED = "Another text read:"  # where the author of either is not known, it may be the same one


class Roundup:
    """article.md."""

    path = "article.md"

    def text(self, account: Account) -> str:
        """The whole article."""
        excerpts = Excerpts(account)
        shown = views(account.findings, excerpts)
        parts = [*_head(account.findings), *_sections(account, shown), *_sides(account, shown), *_kinds(account, shown)]
        parts += _rest(account.findings, excerpts)
        parts += _decisions(account.findings, excerpts)
        return "\n\n".join([*parts, *_method(account)]) + "\n"


def quotation(excerpt: Excerpt) -> str:
    """A quotation as a block, and behind it, where no quoted words reach, who, where, when, its address and its id. What an
    article says in its own words of what somebody said has no quotation marks."""
    exact = inert.escape(excerpt.quotation.exact)
    said = _cut(excerpt, exact if reworded(excerpt) else f"“{exact}”")
    return f"> {said}\n\n— {_source(excerpt)} {mark(excerpt)}"


def _cut(excerpt: Excerpt, said: str) -> str:
    """Words, and where others were left out."""
    return "\\[…\\] " * excerpt.cut_before + said + " \\[…\\]" * excerpt.cut_after


def reworded(excerpt: Excerpt) -> bool:
    """Whether a quotation is an article's words, all of them or some, not the speaker's."""
    return excerpt.quotation.kind in {"indirect", "mixed"}


def mark(excerpt: Excerpt) -> str:
    """The quotation's id as it stands in the article: [q:...], percent-encoded but for letters, digits and `:./-_~`."""
    return f"[q:{quote(excerpt.quotation.quotation_id.removeprefix('q:'), safe=':./')}]"


def _words(excerpt: Excerpt) -> str:
    """A quotation within a line, with its cuts and its id."""
    return f"{_cut(excerpt, _exact(excerpt))} {mark(excerpt)}"


def _exact(excerpt: Excerpt) -> str:
    """A quotation within a line: every character of it, breaks too; what turns the direction of text ends with it."""
    exact = excerpt.quotation.exact
    return f"“{inert.inline(exact)}”{inert.turned_back(exact)}"


def _source(excerpt: Excerpt) -> str:
    notes = f" ({'; '.join(excerpt.notes)})" if excerpt.notes else ""
    where = f" [address](<{excerpt.url}>)" if excerpt.url else ""
    return _text(excerpt.source) + notes + where


def _text(text: str) -> str:
    return inert.escape(inert.label(text))


def _head(findings: Findings) -> list[str]:
    flow, moment = findings.flow, findings.moment
    title = _text(display.title(moment))
    who = f"by {display.plural(flow.people, 'person')}" if flow.people is not None else "by people whose number is not known"
    from_whom = f" from {display.plural(flow.accounts, 'account')}" if flow.accounts is not None else ""
    counted = f"{display.plural(flow.posts, 'post')}{from_whom}: {display.plural(flow.texts, 'distinct text')}"
    dek = f"*{counted} {who}, {display.period(findings.coverage.first, findings.coverage.last)}. "
    if flow.people is not None and flow.posts_without_author:
        dek += f"The author of {display.plural(flow.posts_without_author, 'post')} is not known. "
    dek += f"{display.plural(len(findings.viewpoints), 'viewpoint')} {'is' if len(findings.viewpoints) == 1 else 'are'} listed.*"
    about = display.closed(_text(moment.what)) if moment and moment.what else ""
    when = f"It happened on {_text(display.when(moment.when))}." if moment and moment.when else ""
    return [f"# {title if moment is None else title + ': what people wrote'}", dek, *filter(None, [f"{about} {when}".strip()])]


def _sections(account: Account, shown: tuple[View, ...]) -> list[str]:
    """One section for each of the largest positions; a view quoted as the dissent of a larger one, or inside a
    broader one, is not repeated."""
    against, told, parts, within = opposites(shown), set[str](), list[str](), inside(shown)
    for view in shown:
        if len(parts) == SECTIONS:
            break
        if view.point and view.finding.kind == "position" and not view.finding.parent and view.finding.viewpoint_id not in told:
            dissent = against.get(view.finding.viewpoint_id)
            fresh = dissent if dissent and dissent.finding.viewpoint_id not in told else None
            told |= {one.finding.viewpoint_id for one in (view, fresh) if one}
            narrow = _inside(view, within.get(view.finding.viewpoint_id, ()))
            others = [one for one in shown if one is not view]
            leads = not parts and all(view.noun == one.noun and view.count.count > one.count.count for one in others)
            parts.append("\n\n".join([_section(account, view, fresh, first=leads), *narrow]))
    if more := [one for one in shown if one.finding.kind == "position" and one.finding.viewpoint_id not in told]:
        parts.append(f"{display.plural(len(more), 'more viewpoint')}, smaller or inside these, can be read in the report.")
    listed = "position" if any(view.finding.kind != "position" for view in shown) else "viewpoint"
    return parts or [f"No {listed} was shared by enough of them to be listed."]


def _inside(view: View, narrower: tuple[View, ...]) -> list[str]:
    """The narrower views inside one, the largest by their words, and all of them counted together."""
    named = [_words(one.point) for one in narrower[:QUOTED] if one.point]
    among = f" Among them: {'; '.join(named)}." if named else ""
    return [f"With the narrower or near views inside it, each counted once: {view.together}.{among}"] if view.together else []


def _sides(account: Account, shown: tuple[View, ...]) -> list[str]:
    """Both sides of each target that a person stated one of, never one without the other."""
    told = [one for one in sided(account.findings, shown) if one.stated]
    return ["## Sides", sides.STATED, *(_target(one) for one in told)] if told else []


def _target(one: sides.Shown) -> str:
    rows = [f"* {side.name}: {side.sentence}.{_named(side)}" for side in (*one.beside, one.unstated)]
    both = f"\n\nOn both sides, by different viewpoints: {one.both}." if one.both else ""
    return f"### {inert.escape(one.target)}\n\n" + "\n".join(rows) + both


def _named(side: sides.Column) -> str:
    points = [_words(point) for _, point in side.points[:QUOTED] if point]
    return f" Among them: {'; '.join(points)}." if points else ""


def _kinds(account: Account, shown: tuple[View, ...]) -> list[str]:
    """What people lived through, and what they felt, apart from positions and as far as there is any."""
    parts = list[str]()
    for one in (section(kind, shown) for kind in KINDS):
        told = [_told(account, view) for view in one.full[:SECTIONS] if view.point]
        parts += [f"## {one.title}", f"{display.TOLD_APART} Nothing of it was checked.", *told] if told else []
    return parts


def _told(account: Account, view: View) -> str:
    """One of them, with its count and the words themselves."""
    said = [view.point, *view.quotes[: QUOTED - 1]] if view.point else []
    held = "by" if view.noun == "person" else "in"
    lead = f"{_steered(account, view)}Said in like words {held} {_share(view)}:"
    return "\n\n".join([f"### {_exact(said[0])}", lead, *map(quotation, said)])


def _section(account: Account, view: View, dissent: View | None, first: bool) -> str:
    """A neutral sentence with the count, the words themselves, and beside them who said the contrary."""
    said = [view.point] if view.point else []
    parts = [block for one in said for block in (f"## {_exact(one)}", _lead(account, view, first), quotation(one))]
    for opening, excerpt in zip(FURTHER, view.quotes[: QUOTED - 1], strict=False):
        named = display.NAMELESS not in {excerpt.author, view.point.author if view.point else ""}
        parts += [opening if named else UNNAMED, quotation(excerpt)]
    if dissent and dissent.point:
        parts += [f"Others said the contrary: {_share(dissent)}.", quotation(dissent.point)]
    return "\n\n".join(parts)


def _lead(account: Account, view: View, first: bool) -> str:
    held = "shared by the most people" if view.noun == "person" else "found in the most distinct texts"
    other = "held by" if view.noun == "person" else "found in"
    opening = f"The view {held}, " if first else f"A view {other} "
    where = view.point.platform if view.point else ""
    on = f" on {_text(where)}" if where and where != display.PLATFORMS["unknown"] else ""
    share = _share(view) + "," * (first or bool(view.beside))
    return f"{_steered(account, view)}{opening}{share} was put by one user{on} like this:"


def _share(view: View) -> str:
    return display.share_name(view.count, view.noun) + view.beside


def _steered(account: Account, view: View) -> str:
    """What a person or a model named it, and what people decided about it."""
    heading = view.finding.heading
    named = f"Named by {_text(decisions.named(heading))}: {_text(heading.text)}. " if heading else ""
    if view.worded and account.wording:
        named = f"Heading written by {_text(wording.model(account.wording))}, not by a person: {_text(view.worded)}. "
    return named + decisions.note(view.decided)


def _counted(findings: Findings, prevalence: Prevalence) -> str:
    count = display.main_count(prevalence, findings.method)
    return display.share_name(count, display.counted(prevalence, findings.method))


def _rest(findings: Findings, excerpts: Excerpts) -> list[str]:
    return [*_few(findings, excerpts), *_unassigned(findings, excerpts), *_topics(findings, excerpts), *_articles(excerpts)]


def _few(findings: Findings, excerpts: Excerpts) -> list[str]:
    few, method = findings.few, findings.method
    if not few.viewpoints:
        return []
    least = display.plural(method.min_people, display.noun(method))
    each, one = (" each", "one of them") if few.viewpoints > 1 else ("", "it")
    told = f"{display.plural(few.viewpoints, 'further view')} had fewer than {least}{each}; "
    told += f"{_counted(findings, few.prevalence)}{display.beside(few.prevalence, method)} held {one} and none of those listed."
    return ["## Views of a few", told, *map(quotation, excerpts.all(few.quotations)[:QUOTED])]


def _unassigned(findings: Findings, excerpts: Excerpts) -> list[str]:
    prevalence = findings.unassigned.prevalence
    if not prevalence.texts.count:
        return []
    fits = display.fits(prevalence, findings.method)
    told = f"Of all, {_counted(findings, prevalence)} {fits} no view, listed or of a few. Posts that fit none:"
    return ["## What fits nowhere", told, *map(quotation, excerpts.all(findings.unassigned.quotations)[:QUOTED])]


def _topics(findings: Findings, excerpts: Excerpts) -> list[str]:
    """What texts speak of: the topics with the most texts, by their words and the sentence that names each."""
    listed = [(one, excerpts.get(one.quotations[0])) for one in findings.topics.listed[:SECTIONS]]
    spoken = findings.topics.prevalence
    smaller = f" or of {findings.topics.found - len(listed)} smaller ones" if findings.topics.found > len(listed) else ""
    said = f"{_counted(findings, spoken)} {display.speaks(spoken, findings.method)}"
    told = f"Whatever they say of it, {said} one of these topics{smaller}:"
    return (
        ["## What is spoken of", told, "\n".join(_topic(findings, one, point) for one, point in listed if point)]
        if listed
        else []
    )


def _topic(findings: Findings, one: TopicFinding, point: Excerpt) -> str:
    words = f"{_text(', '.join(one.words))}: " if one.words else ""
    return f"* {words}{_words(point)} – {_counted(findings, one.prevalence)}{display.beside(one.prevalence, findings.method)}"


def _articles(excerpts: Excerpts) -> list[str]:
    found = excerpts.articles()[:QUOTED]
    blocks = [block for one in found for block in (f"{_speaker(one)}, {_told_by(one)} {_text(one.author)}:", quotation(one))]
    return ["## Quoted in articles", *blocks] if found else []


def _decisions(findings: Findings, excerpts: Excerpts) -> list[str]:
    """What people decided about what the machine grouped."""
    told = "A machine grouped the sentences; people then decided this. Counts: as grouped → with every decision applied."
    blocks = [_decision(one) for one in decisions.shown(findings, excerpts)]
    return ["## Decisions by people", told, "\n".join(blocks)] if blocks else []


def _decision(one: decisions.Shown) -> str:
    about = f" {_words(one.point)}" if one.point else f" {_text(one.given)}" * bool(one.given)
    heading = f": {_text(one.heading)}" if one.heading else ""
    reasons = [
        f"Not applied: {one.refused}." if one.refused else "",
        f"{one.remark[:1].upper()}{one.remark[1:]}." if one.remark else "",
    ]
    why = f" (why: {_text(one.why)})" if one.why else ""
    lines = [f"{_words(line.point)}: {line.told}" for line in one.lines if line.point]
    changed = f"{one.moved}: {'; '.join(lines)}." if lines else ""
    told = " ".join(part for part in (*reasons, changed) if part)
    return f"{one.number}. {one.what}{heading}.{about} — {_text(one.who)}{why}. {told}".rstrip()


def _told_by(excerpt: Excerpt) -> str:
    """How an article gives what somebody said."""
    return "in the words of" if reworded(excerpt) else "as quoted by"


def _speaker(excerpt: Excerpt) -> str:
    return _text(excerpt.quotation.speaker or "A speaker who is not named")


def _method(account: Account) -> list[str]:
    """How it was counted, and what it cannot say."""
    findings = account.findings
    unit = "Distinct known authors are counted; copies and reposts add nobody where what they repeat is here."
    if findings.method.unit == "texts":
        unit = f"{display.unknown(findings.flow.accounts)}; distinct texts are counted."
    counted = f"{unit} {_rows(findings)} Made with Hubbub {_text(findings.method.hubbub)}."
    worded = inert.escape(wording.note(account.wording)) if account.wording else ""
    notes = "\n".join(f"* {inert.escape(inert.line(one))}" for one in findings.notes)
    return ["## How it was counted", counted, *_patterns(findings), LIMITS, *filter(None, [worded, notes])]


def _patterns(findings: Findings) -> list[str]:
    """What was posted at once by many, told as a fact."""
    reach = patterns.reach(findings)
    if not reach:
        return []
    largest = next((one for one in findings.patterns.listed if one.kind == "same_text"), None)
    told = (
        f" Within {patterns.span(largest.seconds or 1)}, {display.plural(largest.accounts, 'account')} posted the same text, or "
        "nearly the same."
        if largest
        else ""
    )
    without = "The people, texts and posts of each viewpoint are in `findings.json` without these posts, too."
    return [f"{reach}{told} {without} {patterns.NOT_PROOF}"]


def _rows(findings: Findings) -> str:
    flow = findings.flow
    left = display.number(sum(one.count for one in flow.excluded))
    lost = display.number(sum(one.count for one in flow.unreadable))
    told = f"Of {display.plural(flow.rows, 'row')} read, {display.number(flow.posts)} were kept as posts, "
    told += f"{left} were left out with a reason and {lost} could not be read."
    if flow.recovered:
        told += f" An editor chose {display.plural(flow.recovered, 'post')}, which are known from articles alone: "
        told += "what an editor picks is not a sample of what people wrote."
    return told
