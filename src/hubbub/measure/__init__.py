"""Counts and what they are out of. Everything here is read off the output tables, so that `check` can read it again."""

from hubbub.measure.intervals import count
from hubbub.measure.patterns import cited, patterns, reported, shown
from hubbub.measure.prevalence import Totals, prevalence, rest, tally
from hubbub.measure.quotes import quotation, spans, texts, widen
from hubbub.measure.sides import sides
from hubbub.measure.steered import AS_GROUPED, changed
from hubbub.measure.timeline import points, timeline
from hubbub.measure.topics import speak, topics
from hubbub.measure.witnesses import witnesses

__all__ = [
    "AS_GROUPED",
    "Totals",
    "changed",
    "cited",
    "count",
    "patterns",
    "points",
    "prevalence",
    "quotation",
    "reported",
    "rest",
    "shown",
    "sides",
    "spans",
    "speak",
    "tally",
    "texts",
    "timeline",
    "topics",
    "widen",
    "witnesses",
]
