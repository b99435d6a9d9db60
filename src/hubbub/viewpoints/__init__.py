"""Sentences, key points, assignments. `find` is the stage, `cut` and `group` its steps; `steer` applies what people decided."""

from hubbub.viewpoints.sample import Settings
from hubbub.viewpoints.stage import cut, find, group
from hubbub.viewpoints.steer import steer

__all__ = ["Settings", "cut", "find", "group", "steer"]
