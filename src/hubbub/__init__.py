"""Hubbub reads what the public wrote about a moment and gives an honest, sourced account of it.

The command line's verbs are functions here: `find`, `check`, `read`, `steer`, `forget`. Nothing heavy is
imported before it is used.
"""

from typing import TYPE_CHECKING

from hubbub.errors import CheckError, HubbubError, InputError, OutputError, UsageError

if TYPE_CHECKING:
    from hubbub.checks import check
    from hubbub.findings import Options, find, forget, read, steer

__all__ = ["Options", "check", "find", "forget", "read", "steer"]
__all__ += ["CheckError", "HubbubError", "InputError", "OutputError", "UsageError"]

HOMES = {"check": "hubbub.checks", "find": "hubbub.findings", "forget": "hubbub.findings", "read": "hubbub.findings"}
HOMES |= {"Options": "hubbub.findings", "steer": "hubbub.findings"}


def __getattr__(name: str) -> object:
    """A verb, imported when first used."""
    if name not in HOMES:
        raise AttributeError(f"module 'hubbub' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(HOMES[name]), name)
