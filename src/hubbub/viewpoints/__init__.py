"""Sentences, key points, assignments. `find` is the stage, `cut` and `group` its steps; `steer` applies what people decided;
`tell` says of what kind sentences are, `aim` of which targets viewpoints speak, `words` which words tell topics apart."""

from hubbub.viewpoints.sample import Settings
from hubbub.viewpoints.stage import cut, find, group
from hubbub.viewpoints.steer import steer
from hubbub.viewpoints.targets import aim
from hubbub.viewpoints.tell import tell
from hubbub.viewpoints.topics import words

__all__ = ["Settings", "aim", "cut", "find", "group", "steer", "tell", "words"]
