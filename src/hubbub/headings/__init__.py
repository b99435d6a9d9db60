"""Headings that a language model writes for viewpoints, each checked against the key point it was shown.

The findings are made before and know nothing of them: no number, id, quotation or assignment can come from here.
"""

from collections.abc import Callable, Iterator, Mapping

from hubbub.headings.ask import Asking
from hubbub.headings.prompt import digest, prompt, source
from hubbub.headings.rules import OPENING, TAKEN, Source, refusal, sentences
from hubbub.headings.tokens import cased
from hubbub.models.base import Writer
from hubbub.models.text import key
from hubbub.records import Findings, ViewpointFinding
from hubbub.wording import Worded, Wording

__all__ = ["MOST", "SCHEMA", "faults", "told", "word"]

MOST = 50  # viewpoints that are looked at, largest first
SHORT = 5  # words of a key point that is as short as a heading: no model is asked
SCHEMA = "hubbub-headings-1"
Progress = Callable[[int, int], None]


def word(findings: Findings, writer: Writer, progress: Progress) -> Wording:
    """Asks for a heading for each of the largest viewpoints that no person named; what breaks a rule is not kept."""
    asking, held, done = Asking(writer), named(findings), list[Worded]()
    wanted = list(asked(findings))
    for number, (view, given) in enumerate(wanted):
        progress(number, len(wanted))
        answer, silent = asking.ask(prompt(given))
        text = styled(answer, given)
        refused = silent or judged(text, given, held)
        if not refused:
            held.add(key(text))
        done.append(worded(view, given, text if not refused else None, refused or None))
    return Wording(schema=SCHEMA, model=writer.name, headings=tuple(done))


def worded(view: ViewpointFinding, given: Source, text: str | None, refused: str | None) -> Worded:
    """The record of one heading."""
    hashed = digest(prompt(given))
    return Worded(viewpoint_id=view.viewpoint_id, text=text, refused=refused, prompt_sha256=hashed)


def asked(findings: Findings) -> Iterator[tuple[ViewpointFinding, Source]]:
    """The viewpoints a model is asked about, with what it is shown: the largest that no person named, of longer key points."""
    exact = {one.quotation_id: one.exact for one in findings.quotations}
    for view in findings.viewpoints[:MOST]:
        if not view.heading and len(exact[view.key_point].split()) > SHORT:
            yield view, source(view, exact)


def named(findings: Findings) -> set[str]:
    """The headings that people gave: no model's may be the same."""
    return {key(view.heading.text) for view in findings.viewpoints if view.heading}


def judged(text: str, given: Source, held: set[str]) -> str:
    """Why a heading may not stand; empty where it may. `held`: those of other viewpoints."""
    return refusal(text, given) or (TAKEN if key(text) in held else "")


def styled(text: str, given: Source) -> str:
    """A heading with the capitals of the words it was made of, and one at its start."""
    opening = OPENING.match(text)
    at = opening.end() if opening else 0
    text = text[:at].lower() + cased(text[at:], sentences(given))
    return text[:1].upper() + text[1:]


def faults(findings: Findings, wording: Wording) -> Iterator[str]:
    """What of stored headings does not hold, by the rules that they passed when they were written."""
    wanted = {view.viewpoint_id: given for view, given in asked(findings)}
    if [one.viewpoint_id for one in wording.headings] != list(wanted):
        yield "headings.json: its headings are not those of the viewpoints a model is asked about, in their order"
    held = named(findings)
    for one in wording.headings:
        if one.viewpoint_id in wanted:
            yield from (f"headings.json: {one.viewpoint_id}: {why}" for why in wrong(one, wanted, held))
            held |= {key(one.text)} if one.text else set()


def wrong(one: Worded, wanted: Mapping[str, Source], held: set[str]) -> Iterator[str]:
    """What of one stored heading does not hold."""
    given = wanted[one.viewpoint_id]
    if (one.text is None) == (one.refused is None):
        yield "holds both a heading and why there is none, or neither"
    if one.text is not None and (why := judged(one.text, given, held)):
        yield f"the heading breaks a rule ({why})"
    if one.prompt_sha256 != digest(prompt(given)):
        yield "the model was asked something else"


def told(wording: Wording) -> str:
    """How many headings stand, in words."""
    stand = sum(one.text is not None for one in wording.headings)
    return f"{stand:,} of {len(wording.headings):,} headings that {wording.model} was asked for passed the check"
