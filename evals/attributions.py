"""PolNeAR, read from `../shared/data/labelled`: who says or thinks what in news articles. Nothing of it is in the repository."""

import re
from dataclasses import dataclass
from pathlib import Path

from evals.sets import LABELLED

FOLDER = LABELLED / "polnear_text" / "data"
MARK = re.compile(r"[“”\"]|''")
PASSAGE = re.compile(r"“[^“”\"]*[”\"]?|\"[^\"”]*[\"”]?|''(?:[^']|'(?!'))*(?:'')?")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speaker and content, each as spans of the text; `kind` is direct, indirect or mixed."""

    speaker: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article as one annotator read it."""

    name: str
    text: str
    found: tuple[Attribution, ...]


def polnear(part: str) -> list[Annotated]:
    """The annotations of `train` or `dev`, each annotator's of a text apart, in the order of their names."""
    return [annotated(path) for path in sorted((FOLDER / part / "attributions").glob("*.ann"))]


def annotated(path: Path) -> Annotated:
    """One file of annotations (brat's stand-off format) with its text. What has no content is left out."""
    name = path.stem.rpartition("_")[0]
    text = (path.parents[1] / "text" / f"{name}.txt").read_bytes().decode("utf-8")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line]
    spans = {row[0]: located(row[1]) for row in rows if row[0].startswith("T")}
    linked = [roles(row[1], spans) for row in rows if row[0].startswith("E")]
    found = (
        Attribution(one.get("Source", ()), one["Content"], kind(text, one["Content"])) for one in linked if one.get("Content")
    )
    return Annotated(name, text, tuple(found))


def located(field: str) -> tuple[Span, ...]:
    """The spans of a field such as "Content 12 40;52 80"."""
    pairs = (pair.split() for pair in field.partition(" ")[2].split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)


def roles(field: str, spans: dict[str, tuple[Span, ...]]) -> dict[str, tuple[Span, ...]]:
    """The spans of each role of a relation such as "Attribution:T4 Content:T3 Cue:T2"; a role may have several numbers."""
    found: dict[str, tuple[Span, ...]] = {}
    for role, _, key in (one.partition(":") for one in field.split()):
        name = role.rstrip("0123456789")
        found[name] = found.get(name, ()) + spans[key]
    return found


def kind(text: str, content: tuple[Span, ...]) -> str:
    """Direct: nothing but quoted passages; mixed: some; indirect: none."""
    words = " ".join(text[start:end] for start, end in content)
    if not MARK.search(words):
        return "indirect"
    return "mixed" if re.search(r"\w", re.sub(r"^that\b", "", PASSAGE.sub("", words).strip())) else "direct"
