"""A TOML file that a person wrote, or a sentence about why it cannot be read."""

import tomllib
from pathlib import Path
from typing import Any

from hubbub.errors import UsageError


def load(path: Path, option: str, remedy: str) -> dict[str, Any]:
    """The parsed file. Raises UsageError: `remedy` is told where there is no such file, `option` is the one it was given by."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; {remedy}.") from None
    except (OSError, ValueError, RecursionError) as error:  # a number of 5,000 digits, or lists as deep
        raise UsageError(f"{path}: cannot be read as TOML ({error}); correct it, or leave {option} out.") from None
