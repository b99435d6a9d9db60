"""viewpoints.toml: what people decided about viewpoints. It is read here, and a starter for it is written here."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast, get_args

from hubbub.decisions import Action, Decision, Stance, shown
from hubbub.errors import UsageError
from hubbub.models.text import key
from hubbub.records import Findings, ViewpointFinding
from hubbub.toml import load

KNOWN = {one.name for one in fields(Decision)}
ACTIONS: tuple[str, ...] = get_args(Action)
STANCES: tuple[str, ...] = get_args(Stance)
NEEDS = {  # what an action needs, and no other may have
    "name": ("heading",),
    "merge": ("into",),
    "split": ("sentences",),
    "side": ("target", "stance"),
}
AWAY = {"merge", "reject"}  # after these the viewpoint is none
IDENT = re.compile(r"v:[0-9a-f]{12}")
LONGEST = 200  # characters of what is SHORT: more would be cut where it is shown
SHORT = {"heading", "by", "target"}
EXAMPLES = {
    "heading": 'heading = "A short heading"',
    "into": 'into = "v:0123456789ab"',
    "sentences": 'sentences = ["An exact sentence."]',
    "target": 'target = "the referee"',
    "stance": 'stance = "against"',
}
HOW = """\
# viewpoints.toml: what people decided about viewpoints. Apply it with: hubbub find ... --viewpoints viewpoints.toml
# Take the # off an entry to decide, and say who (by) and when; why is for readers. Remove an entry to take it back.
#   action = "name"    heading = "..." is shown beside the key point
#   action = "merge"   its sentences go under into = "v:..."
#   action = "split"   sentences = ["...", "..."] become a viewpoint of their own; the first is its key point
#   action = "pin"     it is listed however few hold it; key_point may be any sentence of a post, letter for letter
#   action = "side"    target = "..." stance = "favour" or "against": who holds it is counted on that side, while it is listed
#   action = "reject"  it is no viewpoint: its sentences are counted among those that fit nowhere
# A viewpoint is found by its id, and by the words of its key_point when posts were added and its id has changed.
"""


def decisions(path: Path | None) -> tuple[Decision, ...]:
    """The decisions of a file, in its order. Raises UsageError naming file, entry and remedy."""
    if path is None:
        return ()
    given = load(path, "--viewpoints", "hubbub steer OUT writes one to start from")
    if unknown := sorted(set(given) - {"decision"}):
        raise UsageError(f"{path}: unknown key {unknown[0]!r}; a decision begins with a line [[decision]].")
    entries = given.get("decision", [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise UsageError(f"{path}: decision is no list of entries; begin each with a line [[decision]].")
    found = tuple(decision(f"{path}: decision {number}", one) for number, one in enumerate(entries, 1))
    agree(path, found)
    return found


def decision(where: str, given: Mapping[str, Any]) -> Decision:
    """One entry."""
    if unknown := sorted(set(given) - KNOWN):
        raise UsageError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(KNOWN))}.")
    if (action := given.get("action")) not in ACTIONS:
        raise UsageError(f"{where}: action = {action!r} is none; write one of {', '.join(ACTIONS)}.")
    fitting(where, action, given)
    text = {
        name: line(where, name, given.get(name)) for name in ("viewpoint", "by", "why", "heading", "into", "target", "stance")
    }
    if not text["by"]:
        raise UsageError(f'{where}: does not say who decided; add a line such as by = "A. Editor".')
    if text["viewpoint"] and not IDENT.fullmatch(text["viewpoint"]):
        raise UsageError(f"{where}: viewpoint = {text['viewpoint']!r} is no id; copy one from hubbub steer, or write key_point.")
    if text["stance"] and text["stance"] not in STANCES:
        raise UsageError(f"{where}: stance = {text['stance']!r} is none; write one of {', '.join(STANCES)}.")
    if text["target"] and not key(shown(text["target"])):
        raise UsageError(f"{where}: target = {text['target']!r} has no word; name whom or what it is about.")
    words = spoken(where, "key_point", given.get("key_point"))
    if not text["viewpoint"] and not words:
        raise UsageError(f'{where}: names no viewpoint; add viewpoint = "v:...", or key_point = "its exact words".')
    return Decision(
        action=cast(Action, action),
        viewpoint=text["viewpoint"],
        key_point=words,
        by=text["by"],
        when=day(where, given.get("when")),
        why=text["why"],
        heading=text["heading"],
        into=text["into"],
        target=text["target"],
        stance=cast(Stance | None, text["stance"]),
        sentences=several(where, given.get("sentences", [])),
    )


def fitting(where: str, action: str, given: Mapping[str, Any]) -> None:
    """Raises UsageError when an entry lacks what its action needs, or has what another needs."""
    needed = NEEDS.get(action, ())
    for name in needed:
        if not given.get(name) or (isinstance(given[name], str) and not given[name].strip()):
            raise UsageError(f"{where}: {action} has no {name}; add a line such as {EXAMPLES[name]}.")
    for name in (one for several in NEEDS.values() for one in several):
        if name in given and name not in needed:
            raise UsageError(f"{where}: {name} says nothing in a {action}; take it out, or make an entry of its own.")


def line(where: str, name: str, given: object) -> str | None:
    """A text of one line."""
    text = spoken(where, name, given)
    if text and ("\n" in text or "\r" in text or (name in SHORT and len(text) > LONGEST)):
        raise UsageError(f"{where}: {name} is too long; write one line of at most {LONGEST} characters.")
    return text


def spoken(where: str, name: str, given: object) -> str | None:
    """A text, stripped."""
    if given is not None and not isinstance(given, str):
        raise UsageError(f'{where}: {name} is no text; write {name} = "...".')
    return (given or "").strip() or None


def several(where: str, given: object) -> tuple[str, ...]:
    """A list of texts."""
    texts = [spoken(where, "sentences", one) for one in given] if isinstance(given, list) else [None]
    if not all(texts):
        raise UsageError(f"{where}: sentences is no list of texts; write {EXAMPLES['sentences']}.")
    return tuple(text for text in texts if text)


def day(where: str, given: object) -> str:
    """A day as ISO 8601."""
    if isinstance(given, str):
        try:
            given = date.fromisoformat(given)
        except ValueError:
            raise UsageError(f"{where}: when = {given!r} is no date; write when = 2026-11-20.") from None
    if isinstance(given, datetime):
        given = given.date()
    if not isinstance(given, date):
        raise UsageError(f"{where}: does not say when it was decided; add a line such as when = 2026-11-20.")
    return given.isoformat()


def agree(path: Path, found: Sequence[Decision]) -> None:
    """Raises UsageError where two entries contradict each other, as far as the file alone can tell."""
    seen: dict[str, list[tuple[int, Decision]]] = {}
    for number, one in enumerate(found, 1):
        for earlier, same in seen.setdefault(about(one), []):
            if clash(one, same):
                raise UsageError(f"{path}: decisions {earlier} and {number} contradict each other; take one of them out.")
        seen[about(one)].append((number, one))
    for number, one in enumerate(found, 1):
        target = one.into and (one.into if IDENT.fullmatch(one.into) else key(one.into))
        if target and target == about(one):
            raise UsageError(f"{path}: decision {number} merges a viewpoint into itself; name another in into.")
        for other, away in seen.get(target or "", []):
            if away.action in AWAY:
                what = "merges into a viewpoint that goes away by"
                raise UsageError(f"{path}: decision {number} {what} decision {other}; write the last one in into.")


def about(one: Decision) -> str:
    """What tells the viewpoint of an entry from others."""
    return one.viewpoint or key(one.key_point or "")


def clash(one: Decision, other: Decision) -> bool:
    """Whether two decisions about one viewpoint cannot both be."""
    both = {one.action, other.action}
    if both == {"side"}:
        return key(shown(one.target or "")) == key(shown(other.target or ""))
    return "split" not in both and (len(both) == 1 or bool(both & AWAY))


def starter(findings: Findings, today: str) -> str:
    """A viewpoints.toml to start from: the decisions in force, and entries to fill in for each listed viewpoint: a name, and a
    side where it names a target and nobody stated one."""
    parts = [HOW, *("\n".join(standing(one.decision)) + "\n" for one in findings.decisions)]
    exact = {one.quotation_id: one.exact for one in findings.quotations}
    for number, view in enumerate(findings.viewpoints, 1):
        count = view.prevalence.people or view.prevalence.texts
        noun = "people" if view.prevalence.people else "texts"
        parts.append(f"# {number}. held by {count.count} of {count.of} {noun}\n")
        wanted = {"name": {"heading": ""}} | ({"side": {"target": view.target, "stance": ""}} if unstated(view) else {})
        parts += [blank(view.viewpoint_id, exact[view.key_point], today, action, more) for action, more in wanted.items()]
    return "\n".join(parts)


def unstated(view: ViewpointFinding) -> bool:
    """Whether a viewpoint names a target, and nobody stated its side."""
    return bool(view.target) and not view.stance


def blank(view: str, words: str, today: str, action: str, more: Mapping[str, str | None]) -> str:
    """An entry to fill in."""
    given = {"action": action, "viewpoint": view, "key_point": words, "by": ""}
    lines = ["[[decision]]", *(f"{name} = {quoted(value)}" for name, value in given.items()), f"when = {today}", 'why = ""']
    lines += [f"{name} = {quoted(value or '')}" for name, value in more.items()]
    return "\n".join(f"# {one}" for one in lines) + "\n"


def standing(one: Decision) -> Iterator[str]:
    """A decision as it stands in the file; as a comment where what it needs was taken down with somebody's words."""
    lines = entry(one)
    if (one.viewpoint or one.key_point) and all(getattr(one, name) for name in NEEDS.get(one.action, ())):
        yield from lines
    else:
        yield "# What this one needs went with somebody's words:"
        yield from (f"# {line}" for line in lines)


def entry(one: Decision) -> Iterator[str]:
    """A decision as it stands in the file."""
    yield "[[decision]]"
    for name in (field.name for field in fields(Decision)):
        value = getattr(one, name)
        if name == "when":
            yield f"when = {value}"
        elif value:
            yield f"{name} = {quoted(value) if isinstance(value, str) else '[' + ', '.join(map(quoted, value)) + ']'}"


def quoted(text: str) -> str:
    """A TOML string on one line, whatever is in the text."""
    return "".join(char if char.isprintable() else escaped(char) for char in json.dumps(text, ensure_ascii=False))


def escaped(char: str) -> str:
    """A character that would not show, as TOML writes it."""
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
