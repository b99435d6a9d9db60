"""Sentences, key points, assignments. `find` is the stage, `cut` and `group` its steps; `steer` applies what people decided;
`tell` says of what kind sentences are, `aim` of which targets viewpoints speak, `speaks` whether a text has a topic's words.
`viewpoint_id` and `topic_id` name them after a sentence and its language, `most` is that of a text whose own is not known."""

from hubbub.viewpoints.sample import Settings, Terms
from hubbub.viewpoints.stage import UNKNOWN, cut, find, group, most, viewpoint_id
from hubbub.viewpoints.steer import steer
from hubbub.viewpoints.targets import aim
from hubbub.viewpoints.tell import tell
from hubbub.viewpoints.topics import speaks, topic_id

__all__ = [
    "UNKNOWN",
    "Settings",
    "Terms",
    "aim",
    "cut",
    "find",
    "group",
    "most",
    "speaks",
    "steer",
    "tell",
    "topic_id",
    "viewpoint_id",
]
