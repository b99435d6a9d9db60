"""Sentences, key points, assignments. `find` is the stage, in its two steps `cut` and `group`; all else is pure."""

from hubbub.viewpoints.sample import Settings
from hubbub.viewpoints.stage import cut, find, group

__all__ = ["Settings", "cut", "find", "group"]
