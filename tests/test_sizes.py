"""Small functions, small files: CONTRIBUTING.md, first habit."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "evals", "bench", "example")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> list[Path]:
    """The Python files of some folders."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def functions(file: Path) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    yield from (node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def docstring(node: Function) -> int:
    """How many lines the docstring takes."""
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None:
        return 0
    return (first.end_lineno or first.lineno) - first.lineno + 1


def lines(node: Function) -> int:
    """The length of a function, signature included, docstring not."""
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring(node)


def command(node: Function) -> bool:
    """Whether a function is a command of the command line: its options are its arguments."""
    return any(isinstance(one, ast.Call) and ast.unparse(one.func).endswith(".command") for one in node.decorator_list)


def arguments(node: Function) -> int:
    """How many arguments a function takes, self and cls left out; commands are not counted."""
    if command(node):
        return 0
    given = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len(given) - (given[:1] in (["self"], ["cls"]))


def lengths(*folders: str) -> list[int]:
    """The lengths of all functions, shortest first."""
    return sorted(lines(node) for file in sources(*folders) for node in functions(file))


def test_the_median_function_has_nine_lines_at_most() -> None:
    assert statistics.median(lengths("src")) <= 9


def test_nine_functions_in_ten_have_thirty_lines_at_most() -> None:
    found = lengths("src")
    assert found[len(found) * 9 // 10] <= 30


@pytest.mark.parametrize("file", sources(*FOLDERS), ids=lambda file: str(file.relative_to(ROOT)))
def test_functions_and_files_are_small(file: Path) -> None:
    rows = file.read_text(encoding="utf-8").count("\n")
    assert rows <= 400, f"{file} has {rows} lines: at most 400"
    for node in functions(file):
        where = f"{file}:{node.lineno}: {node.name}"
        assert lines(node) <= 60, f"{where} has {lines(node)} lines: at most 60"
        assert arguments(node) <= 6, f"{where} takes {arguments(node)} arguments: at most 6"


def test_counting() -> None:
    node = ast.parse('def f(self, a, *, b):\n    """One.\n\n    Two."""\n    return a\n').body[0]
    assert isinstance(node, ast.FunctionDef)
    assert (lines(node), arguments(node)) == (2, 2)
