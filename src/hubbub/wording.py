"""The records of headings that a language model wrote: headings.json. They stand outside the findings and change none of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What became of one viewpoint's heading: either its text, which passed every rule, or why there is none."""

    viewpoint_id: str
    text: str | None  # the key point, shortened by a model; None: the verbatim key point stands alone
    refused: str | None  # the rule that the answer broke, or that no answer came; the answer itself is not kept
    prompt_sha256: str  # of what the model was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """headings.json: the largest viewpoints in the findings' order, but those that a person named or of short key points."""

    schema: str
    model: str  # as the user named it
    headings: tuple[Worded, ...]
