"""Counts and what they are out of. Everything here is read off the output tables, so that `check` can read it again."""

from hubbub.measure.intervals import count
from hubbub.measure.prevalence import Totals, prevalence, rest, tally
from hubbub.measure.quotes import quotation, spans, texts, widen
from hubbub.measure.timeline import points, timeline

__all__ = ["Totals", "count", "points", "prevalence", "quotation", "rest", "spans", "tally", "texts", "timeline", "widen"]
