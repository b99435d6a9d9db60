"""Sentences, key points, assignments. `find` is the stage, `cut` and `group` its steps; `steer` applies what people decided;
`tell` says of what kind sentences are, `aim` of which targets viewpoints speak, `speaks` whether a text has a topic's words."""

from hubbub.viewpoints.sample import Settings, Terms
from hubbub.viewpoints.stage import cut, find, group
from hubbub.viewpoints.steer import steer
from hubbub.viewpoints.targets import aim
from hubbub.viewpoints.tell import tell
from hubbub.viewpoints.topics import speaks

__all__ = ["Settings", "Terms", "aim", "cut", "find", "group", "speaks", "steer", "tell"]
