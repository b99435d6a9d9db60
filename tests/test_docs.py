"""What the documents say is so: verbs, files, rooms and make targets are those that are there."""

import re
from pathlib import Path

import hubbub
from hubbub.cli import app
from hubbub.records import TABLES
from hubbub.write import WRITERS
from tests.conftest import ROOT
from tools import shapes

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_every_verb_is_in_the_readme() -> None:
    verbs = [one.name or one.callback.__name__ for one in app.registered_commands if one.callback]
    assert sorted(verbs) == ["check", "find", "forget", "read", "steer"]
    for verb in verbs:
        assert f"hubbub {verb} " in README
        assert f"hubbub.{verb}(" in README


def test_every_output_is_in_the_readme() -> None:
    for name in [*(one.path for one in WRITERS if "ro-crate" not in one.path), "hubbub.db", "run.json"]:
        assert f"`{name}`" in README
    for table in TABLES:
        assert table in README


def test_the_first_two_commands_are_make_demo_and_make_test() -> None:
    commands = re.findall(r"^(make \w+)", README, re.MULTILINE)
    assert commands[:2] == ["make demo", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        assert f"\n{target}:" in makefile


def test_every_room_is_in_the_architecture() -> None:
    package = Path(hubbub.__file__).parent
    rooms = [one for one in package.iterdir() if (one / "__init__.py").exists()]
    files = [one.name for one in package.glob("*.py") if one.name != "__init__.py"]
    for name in [*(f"{one.name}/" for one in rooms), *files]:
        assert f"`{name}`" in ARCHITECTURE, name


def test_links_lead_somewhere() -> None:
    for page in ROOT.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_shapes_page_and_keys_are_those_of_the_code() -> None:
    mapped, unmapped = shapes.learned()
    assert shapes.PAGE.read_text(encoding="utf-8") == shapes.page(mapped, unmapped), "run: make shapes"
    assert shapes.KEYS.read_bytes() == shapes.keys(mapped, unmapped), "run: make shapes"
