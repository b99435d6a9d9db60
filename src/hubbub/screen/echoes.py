"""What people wrote about viewpoints, without who was removed: their names, and words of theirs that nobody else says here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hubbub.decisions import Decision
from hubbub.engines.base import Engine
from hubbub.models.text import key, keys
from hubbub.screen.removal import BLANK, Gone

RUN = 5  # words running that are more than chance
LEAST = 3  # words of a shorter text that can be somebody's


def unechoed(engine: Engine, gone: Gone, given: Sequence[Decision]) -> list[Decision]:
    """Decisions with headings, targets and reasons blank where they repeat the words of who was removed. What one says of a
    viewpoint, in the words of posts, is left to `viewpoints.steer`, which knows who still says them."""
    if not gone.posts:
        return list(given)
    theirs = echoes(engine, gone, [text for one in given for text in (one.by, one.heading, one.why, one.target) if text])

    def clear(text: str | None) -> str | None:
        return text if text is None else BLANK * len(text) if theirs & set(runs(text)) else gone.blank(text)

    cleared = [
        replace(one, by=clear(one.by) or BLANK, why=clear(one.why), heading=clear(one.heading), target=clear(one.target))
        for one in given
    ]
    return [replace(one, heading=something(one.heading), target=something(one.target)) for one in cleared]


def something(text: str | None) -> str | None:
    """A text, unless all of it is blank."""
    return text if text and text.strip(BLANK) else None


def echoes(engine: Engine, gone: Gone, texts: Sequence[str]) -> set[str]:
    """The runs of words of some texts that are in a removed post and in none that is left."""
    found = {run for text in texts for run in runs(text) if any(run in said for said in gone.texts)}
    if found:
        for batch in engine.stream("SELECT text FROM posts"):
            for said in keys(batch.column(0).to_pylist()):
                found -= {run for run in found if run in f" {said} "}
    return found


def runs(text: str) -> Iterator[str]:
    """Each RUN words running, spaces around them; a shorter text whole."""
    words = key(text).split()
    if len(words) >= LEAST:
        for start in range(max(1, len(words) - RUN + 1)):
            yield f" {' '.join(words[start : start + RUN])} "
