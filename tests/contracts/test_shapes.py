"""The contract of every shape a reader declares: a made-up file shows it, a real one proves it where there is one."""

from pathlib import Path

import pytest

from hubbub.readers import READERS
from hubbub.readers.base import Shape
from hubbub.readers.columns import NAMES
from hubbub.readers.known import EXPORTS
from hubbub.readers.platform import POSTLESS
from tests.readers.reading import reading

MADE = Path(__file__).parent.parent / "readers/shapes"
SHAPES: dict[str, Shape] = {shape.name: shape for reader in READERS for shape in reader.shapes}
FILES = sorted(one for one in MADE.iterdir() if one.is_file())
PROVEN = sorted(name for name, shape in SHAPES.items() if shape.sample)


def named(file: Path) -> str:
    """The shape a made-up file is of: its name up to the first dot or tilde."""
    return file.name.partition(".")[0].partition("~")[0]


def test_every_shape_is_declared_once_and_has_a_made_up_file() -> None:
    declared = [shape.name for reader in READERS for shape in reader.shapes if reader.name != "json" or shape not in EXPORTS]
    assert sorted(declared) == sorted(set(declared))
    assert {named(one) for one in FILES} == set(SHAPES)


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_a_made_up_file_is_told_by_its_content_and_gives_posts(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "input.dat"
    other.write_bytes(file.read_bytes())
    done = reading(other)
    assert [one["shape"] for one in done.of("inputs")] == [named(file)]
    assert bool(done.posts) != named(file).endswith(POSTLESS)


@pytest.mark.data
@pytest.mark.parametrize("name", PROVEN)
def test_a_real_file_proves_it(shared: Path, name: str) -> None:
    pattern = SHAPES[name].sample or ""
    files = [
        one for folder in ("formats", "posts", ".") for one in sorted((shared / "data" / folder).glob(pattern)) if one.is_file()
    ]
    done = [reading(one) for one in files[:20]]
    fitting = [one for one in done if any(each["shape"] == name for each in one.of("inputs"))]
    assert fitting, f"{pattern}: {[one.of('inputs') for one in done[:3]]}"
    assert name.endswith(POSTLESS) or any(one.posts for one in fitting)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda one: one.name)
def test_a_declared_table_names_what_there_is(export: Shape) -> None:
    one = next(each for each in EXPORTS if each is export)
    assert one.signs, "a table is known by its columns"
    assert all(sign == sign.lower() and "/" not in sign for sign in one.signs)
    assert one.fields.keys() <= NAMES.keys()
    assert "text" in one.fields
