"""viewpoints.toml: what people decided about viewpoints. It is read here, and a starter for it is written here."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast, get_args

from hubbub.decisions import Action, Decision
from hubbub.errors import UsageError
from hubbub.models.text import key
from hubbub.records import Findings
from hubbub.toml import load

KNOWN = {one.name for one in fields(Decision)}
ACTIONS: tuple[str, ...] = get_args(Action)
NEEDS = {"name": "heading", "merge": "into", "split": "sentences"}  # what an action needs, and no other may have
AWAY = {"merge", "reject"}  # after these the viewpoint is none
IDENT = re.compile(r"v:[0-9a-f]{12}")
LONGEST = 200  # characters of a heading or a name: more would be cut where they are shown
EXAMPLES = {
    "heading": 'heading = "A short heading"',
    "into": 'into = "v:0123456789ab"',
    "sentences": 'sentences = ["An exact sentence."]',
}
HOW = """\
# viewpoints.toml: what people decided about viewpoints. Apply it with: hubbub find ... --viewpoints viewpoints.toml
# Take the # off an entry to decide, and say who (by) and when; why is for readers. Remove an entry to take it back.
#   action = "name"    heading = "..." is shown beside the key point
#   action = "merge"   its sentences go under into = "v:..."
#   action = "split"   sentences = ["...", "..."] become a viewpoint of their own; the first is its key point
#   action = "pin"     it is listed however few hold it; key_point may be any sentence of a post, letter for letter
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
    text = {name: line(where, name, given.get(name)) for name in ("viewpoint", "by", "why", "heading", "into")}
    if not text["by"]:
        raise UsageError(f'{where}: does not say who decided; add a line such as by = "A. Editor".')
    if text["viewpoint"] and not IDENT.fullmatch(text["viewpoint"]):
        raise UsageError(f"{where}: viewpoint = {text['viewpoint']!r} is no id; copy one from hubbub steer, or write key_point.")
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
        sentences=several(where, given.get("sentences", [])),
    )


def fitting(where: str, action: str, given: Mapping[str, Any]) -> None:
    """Raises UsageError when an entry lacks what its action needs, or has what another needs."""
    needed = NEEDS.get(action)
    if needed and not given.get(needed):
        raise UsageError(f"{where}: {action} has no {needed}; add a line such as {EXAMPLES[needed]}.")
    for name in NEEDS.values():
        if name in given and name != needed:
            raise UsageError(f"{where}: {name} says nothing in a {action}; take it out, or make an entry of its own.")


def line(where: str, name: str, given: object) -> str | None:
    """A text of one line."""
    text = spoken(where, name, given)
    if text and ("\n" in text or "\r" in text or (name in {"heading", "by"} and len(text) > LONGEST)):
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
            if clash(one.action, same.action):
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


def clash(one: str, other: str) -> bool:
    """Whether two actions on one viewpoint cannot both be."""
    if one == other:
        return one != "split"
    return bool({one, other} & AWAY) and not ({one, other} & {"split"})


def starter(findings: Findings, today: str) -> str:
    """A viewpoints.toml to start from: the decisions in force, and an entry to fill in for each listed viewpoint."""
    parts = [HOW, *("\n".join(entry(one.decision)) + "\n" for one in findings.decisions)]
    exact = {one.quotation_id: one.exact for one in findings.quotations}
    for number, view in enumerate(findings.viewpoints, 1):
        count = view.prevalence.people or view.prevalence.texts
        noun = "people" if view.prevalence.people else "texts"
        lines = [f"{number}. held by {count.count} of {count.of} {noun}", "[[decision]]", 'action = "name"']
        lines += [f"viewpoint = {quoted(view.viewpoint_id)}", f"key_point = {quoted(exact[view.key_point])}"]
        parts.append("\n".join(f"# {one}" for one in [*lines, 'by = ""', f"when = {today}", 'why = ""', 'heading = ""']) + "\n")
    return "\n".join(parts)


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
