"""Sentences, key points, assignments. `find` is the stage; all else is pure."""

from hubbub.viewpoints.sample import Settings
from hubbub.viewpoints.stage import find

__all__ = ["Settings", "find"]
