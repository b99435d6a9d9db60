"""What is found in a sentence: one report."""

from dataclasses import dataclass

from hubbub.readers.article.prose.subjects import Range


@dataclass(frozen=True, slots=True)
class Report:
    """Words [from, to) of one sentence: cue, speaker, parts of the content in order."""

    cue: Range
    speaker: Range | None
    parts: tuple[Range, ...]
