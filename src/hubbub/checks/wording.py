"""Headings that a language model wrote, judged again by the rules they passed. What the model would say today is not asked."""

from collections.abc import Iterator
from pathlib import Path

from hubbub.engines.base import Engine
from hubbub.headings import SCHEMA, faults
from hubbub.records import Findings
from hubbub.write import load_headings, load_run


def reworded(_engine: Engine, findings: Findings, out: Path) -> Iterator[str]:
    """What of headings.json does not hold."""
    wording, model = load_headings(out), load_run(out).get("llm")
    if wording is None:
        if model:
            yield "headings.json: is missing, though run.json names the model that was asked"
        return
    if wording.schema != SCHEMA or wording.model != model:
        yield "headings.json: is not of the model that run.json names, or of another form"
    yield from faults(findings, wording)
