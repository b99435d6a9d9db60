"""Writes docs/shapes.md and src/hubbub/readers/shapes.json: every shape that is read, and what becomes of each column.

Nothing in them is claimed: each made-up file of `tests/readers/shapes` is read again with one column after the other
altered, and what changes is what that column becomes (see `hubbub.readers.explain`). Run: make shapes
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import orjson

from hubbub.readers import READERS, explain
from hubbub.readers.base import Shape
from hubbub.readers.explain import Explained

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "tests/readers/shapes"
PAGE = ROOT / "docs/shapes.md"
KEYS = ROOT / "src/hubbub/readers/shapes.json"
HEAD = """# What Hubbub reads

Every shape of export that is recognised, by its content and never by its name. Made by `make shapes` from made-up files
(`tests/readers/shapes`): each column is altered in turn, and what changes in the post is what the column becomes. So this page
says what the code does. *Proven by* names the real files of that shape that the tests read, below the folder of shared
data; where there are none, the shape was written from its tool's own code or documentation, and is **unverified**.
See how a file of yours is read with `hubbub read FILE --explain`.
"""
Columns = dict[str, dict[str, tuple[str, ...]]]


def learned() -> tuple[Columns, Columns]:
    """For each shape its columns that become something, and those that do not."""
    mapped: Columns = defaultdict(dict)
    unmapped: Columns = defaultdict(dict)
    for file in sorted(MADE.iterdir()):
        for found in explain([file]):
            if isinstance(found, Explained):
                mapped[found.evidence.shape].update(found.mapped)
                unmapped[found.evidence.shape].update(dict.fromkeys(found.unmapped, ()))
    return mapped, {name: {one: () for one in keys if one not in mapped[name]} for name, keys in unmapped.items()}


def shapes() -> dict[str, Shape]:
    """Every shape, by its name, in the readers' order."""
    return {shape.name: shape for reader in READERS for shape in reader.shapes}


def page(mapped: Columns, unmapped: Columns) -> str:
    """The page of the documentation."""
    return "\n".join([HEAD, *index(), *(line for shape in shapes().values() for line in section(shape, mapped, unmapped))])


def index() -> Iterator[str]:
    """The table of all shapes."""
    yield "| shape | what it is | proven by |\n|---|---|---|"
    for shape in shapes().values():
        yield f"| [{shape.name}](#{shape.name}) | {shape.title} | {proof(shape)} |"
    yield ""


def proof(shape: Shape) -> str:
    """The real files that prove a shape."""
    return f"`{shape.sample}`" if shape.sample else "unverified"


def section(shape: Shape, mapped: Columns, unmapped: Columns) -> Iterator[str]:
    """What becomes of a shape's columns."""
    yield f"## {shape.name}\n\n{shape.title}. {'Proven by' if shape.sample else 'Real files seen: none,'} {proof(shape)}.\n"
    if ours := mapped.get(shape.name):
        yield "| column | becomes |\n|---|---|"
        yield from (f"| {theirs} | {', '.join(names)} |" for theirs, names in shortened(ours).items())
        yield ""
    said = shortened(ours or {})
    if rest := [one for one in shortened(unmapped.get(shape.name, {})) if one not in said]:
        yield f"<details><summary>Known and not mapped: {len(rest)}</summary>\n\n{', '.join(rest)}\n</details>\n"


def shortened(columns: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The columns under the last two names of their paths, those that say the same in several places once."""
    return {f"`{'.'.join(path.split('.')[-2:])}`": ours for path, ours in columns.items()}


def keys(mapped: Columns, unmapped: Columns) -> bytes:
    """The names of each shape's columns, without the way to them: with these an unknown file's nearest shape is found."""
    paths = {name: [*mapped.get(name, {}), *unmapped.get(name, {})] for name in sorted(shapes())}
    leaves = {name: sorted({path.split(".")[-1].removesuffix("[]") for path in found}) for name, found in paths.items() if found}
    return orjson.dumps(leaves, option=orjson.OPT_INDENT_2) + b"\n"


def main() -> None:
    """Writes both files."""
    mapped, unmapped = learned()
    PAGE.write_text(page(mapped, unmapped), encoding="utf-8")
    KEYS.write_bytes(keys(mapped, unmapped))


if __name__ == "__main__":
    main()
