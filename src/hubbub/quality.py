"""How hard viewpoints are looked for, and with which weights."""

from typing import Literal

from hubbub.errors import UsageError
from hubbub.models import ENCODERS

Quality = Literal["fast", "balanced", "best"]
MANY = 5_000  # posts up to which viewpoints are looked for with the matcher without being told to
ENCODER, MATCHER = "potion", "minilm"
# `fast` goes by vectors of words, the others by the matcher's, which lie closer, so their bounds are others; `best` asks about
# more points. Each was chosen as evals/README.md says.
CLOSER = {"merge": 500_000, "close": 600_000, "contrary": 800_000}
SEARCH: dict[str, dict[str, int]] = {
    "fast": {},
    "balanced": CLOSER | {"threshold": 450_000},
    "best": CLOSER | {"threshold": 300_000, "several": 4},
}


def suited(encoder: str | None, quality: Quality | None, posts: int) -> Quality:
    """The quality for so many posts. Raises UsageError where the encoder asked for is unknown, or not that of the quality."""
    if encoder is None:
        return quality or ("balanced" if posts <= MANY else "fast")
    if encoder not in ENCODERS:
        raise UsageError(f"No encoder is called {encoder!r}; choose one of: {', '.join(ENCODERS)}.")
    own: Quality = "fast" if encoder == ENCODER else "balanced"
    if quality and (quality == "fast") != (own == "fast"):
        raise UsageError(f"--quality {quality} does not go with --encoder {encoder}; leave one of them out.")
    return quality or own
