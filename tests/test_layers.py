"""Imports point down only, and stages do not know each other. LAYERS is the order, lowest first."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src/hubbub"
STAGES = ("readers", "screen", "copies", "viewpoints", "measure", "write")
WHOLE = (
    ("assemble", "moment", "steering", "journal", "headings"),
    ("findings",),
    ("checks",),
    ("arguments",),
    ("cli",),
)  # those that know all stages
LAYERS = (
    ("errors", "arrow", "method", "counts", "posting", "decisions", "wording", "signals"),
    ("records", "toml"),
    ("engines", "models"),
    ("quality",),
    STAGES,
    *WHOLE,
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
TOP = len(LAYERS)  # hubbub/__init__.py and __main__.py may name anything
FILES = sorted(PACKAGE.rglob("*.py"))


def part(module: str) -> str:
    """The part of the package a module is in: hubbub.readers.csv is in readers; the package itself is ''."""
    return [*module.split("."), ""][1]


def module(file: Path) -> str:
    """The dotted name of a file."""
    names = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def absolute(node: ast.ImportFrom, file: Path) -> str:
    """What a from-import starts from; relative ones are resolved."""
    if not node.level:
        return node.module or ""
    package = module(file).split(".") if file.name == "__init__.py" else module(file).split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def names(node: ast.Import | ast.ImportFrom, file: Path) -> list[str]:
    """The modules one statement imports; `from hubbub import findings` names hubbub.findings."""
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    start = absolute(node, file)
    return [f"{start}.{one.name}" for one in node.names] if start == "hubbub" else [start]


def imported(file: Path) -> Iterator[tuple[str, int]]:
    """Each module of ours that a file imports, and the line; imports inside functions and under TYPE_CHECKING count too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((name, node.lineno) for name in names(node, file) if name.split(".")[0] == "hubbub")


def rank(name: str) -> int:
    """How high a part stands."""
    return TOP if name in {"", "__main__"} else RANK[name]


@pytest.mark.parametrize("file", FILES, ids=module)
def test_imports_point_down(file: Path) -> None:
    own = part(module(file))
    for name, line in imported(file):
        other = part(name)
        assert other == own or rank(other) < rank(own), f"{file}:{line}: {own or 'hubbub'} may not import {name}"


def test_every_part_has_a_layer() -> None:
    parts = {part(module(file)) for file in FILES} - {"", "__main__"}
    assert parts <= RANK.keys(), "a new part needs a place in LAYERS, and in CONTRIBUTING.md"


def test_an_upward_import_would_be_seen(tmp_path: Path) -> None:
    file = PACKAGE / "records.py"
    made = tmp_path / "made.py"
    made.write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from hubbub import findings\n", encoding="utf-8")
    assert [name for name, _ in imported(made)] == ["hubbub.findings"]
    assert rank(part("hubbub.findings")) > rank(part(module(file)))
