"""moment.toml: what people reacted to."""

from datetime import UTC, date, datetime
from pathlib import Path

from hubbub.decisions import shown
from hubbub.errors import UsageError
from hubbub.method import DAY, Moment
from hubbub.models.text import key
from hubbub.toml import load

KNOWN = {"title", "what", "when", "targets", "people"}


def about(path: Path | None) -> Moment | None:
    """The moment a file describes. Raises UsageError naming file, key and remedy."""
    if path is None:
        return None
    return moment(path, load(path, "--about", "--about takes a moment.toml with at least a title"))


def moment(path: Path, given: dict[str, object]) -> Moment:
    """A moment from its parsed file."""
    if unknown := sorted(set(given) - KNOWN):
        raise UsageError(f"{path}: unknown key {unknown[0]!r}; known are {', '.join(sorted(KNOWN))}.")
    what, targets = given.get("what"), given.get("targets", [])
    if not isinstance(title := given.get("title"), str) or not title.strip():
        raise UsageError(f'{path}: has no title; add a line such as title = "The final".')
    if not isinstance(what, str | None):
        raise UsageError(f'{path}: what is no text; write what = "The last episode of the series".')
    if not isinstance(targets, list) or not all(isinstance(one, str) for one in targets):
        raise UsageError(f'{path}: targets is not a list of strings; write targets = ["the referee", "the coach"].')
    if empty := [one for one in targets if not key(shown(one))]:
        raise UsageError(f'{path}: the target {empty[0]!r} has no word; write targets = ["the referee", "Ilse Varn | Ilse"].')
    return Moment(title=title, what=what or None, when=when(path, given.get("when")), targets=tuple(targets))


def when(path: Path, given: object) -> str | None:
    """The time as ISO 8601, UTC; a time without a zone is taken as UTC."""
    if isinstance(given, str):
        try:
            given = date.fromisoformat(given) if len(given) <= DAY else datetime.fromisoformat(given)
        except ValueError:
            raise UsageError(f"{path}: when = {given!r} is no time; write when = 2026-05-04T20:15:00Z.") from None
    if isinstance(given, datetime):
        zoned = given if given.tzinfo else given.replace(tzinfo=UTC)
        try:
            return zoned.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except OverflowError:
            raise UsageError(f"{path}: when = {given} is before the first year; write when = 2026-05-04T20:15:00Z.") from None
    if given is not None and not isinstance(given, date):
        raise UsageError(f"{path}: when = {given} is no time; write when = 2026-05-04T20:15:00Z, or a day: when = 2026-05-04.")
    return given.isoformat() if given else None
