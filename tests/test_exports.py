"""What the package offers, and what merely importing it may cost."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import hubbub

PACKAGE = Path(hubbub.__file__).parent
PLUGS = {"readers": "READERS", "write": "WRITERS", "engines": "ENGINES", "models": "ENCODERS"}
HEAVY = ("duckdb", "pyarrow", "numpy", "lxml", "jinja2", "altair", "trafilatura", "tokenizers", "rich", "typer")
VERBS = ["find", "check", "read", "steer", "forget"]
RECORDS = ["Options"]
ERRORS = ["HubbubError", "UsageError", "InputError", "OutputError", "CheckError"]
NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def test_the_package_exports_its_verbs_and_errors() -> None:
    assert sorted(hubbub.__all__) == sorted(VERBS + RECORDS + ERRORS)


@pytest.mark.parametrize("name", VERBS + RECORDS + ERRORS)
def test_every_export_is_there(name: str) -> None:
    assert callable(getattr(hubbub, name))


@pytest.mark.parametrize("first", ["hubbub.readers", "hubbub.checks", "hubbub.findings"])
def test_a_verb_stays_a_verb_when_a_module_of_its_name_was_imported_first(first: str) -> None:
    code = f"import hubbub, {first}; print(*(name for name in {VERBS!r} if not callable(getattr(hubbub, name))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        getattr(hubbub, "nothing_of_ours")  # noqa: B009  a literal attribute would not type-check


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, hubbub; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("folder", PLUGS)
def test_a_plug_folder_has_a_contract_and_a_literal_tuple(folder: str) -> None:
    assert (PACKAGE / folder / "base.py").is_file()
    tree = ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8"))
    values = {}
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            values[node.target.id] = node.value
        elif isinstance(node, ast.Assign):
            values |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
    assert isinstance(values.get(PLUGS[folder]), ast.Tuple), f"{folder}/__init__.py lists its plugs in a tuple {PLUGS[folder]}"


def test_no_module_is_called_nothing_in_particular() -> None:
    assert not [file for file in PACKAGE.rglob("*.py") if file.stem in NAMELESS or file.parent.name in NAMELESS]
