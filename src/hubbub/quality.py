"""How hard viewpoints are looked for, and with which weights."""

from typing import Literal

from hubbub.errors import UsageError
from hubbub.models import ENCODERS, readable

Quality = Literal["fast", "balanced", "best"]
MANY = 5_000  # posts up to which viewpoints are looked for with the matcher without being told to
ENCODER, MATCHER, TONGUES = "potion", "minilm", "e5"
FOREIGN = 0.1  # share of posts not in English from which the encoder of many languages is taken, where it is installed
# `fast` goes by vectors of words, the others by the matcher's, which lie closer, so their bounds are others; `best` asks about
# more points; the encoder of many languages is no matcher, and goes by nearness. Each was chosen as evals/README.md says.
CLOSER = {"merge": 500_000, "close": 600_000, "contrary": 800_000}
SEARCH: dict[str, dict[str, int]] = {
    "fast": {},
    "balanced": CLOSER | {"threshold": 300_000, "several": 4},
    "best": CLOSER | {"threshold": 200_000, "several": 16},
    TONGUES: {"merge": 450_000, "close": 550_000, "contrary": 700_000, "threshold": 500_000},
}
OWN: dict[str, Quality] = {ENCODER: "fast", MATCHER: "balanced", TONGUES: "balanced"}


def suited(encoder: str | None, quality: Quality | None, posts: int) -> Quality:
    """The quality for so many posts. Raises UsageError where the encoder asked for is unknown, or not that of the quality."""
    if encoder is None:
        return quality or ("balanced" if posts <= MANY else "fast")
    if encoder not in ENCODERS:
        raise UsageError(f"No encoder is called {encoder!r}; choose one of: {', '.join(ENCODERS)}.")
    own = OWN[encoder]
    if quality and quality != own and (encoder, quality) != (MATCHER, "best"):
        raise UsageError(f"--quality {quality} does not go with --encoder {encoder}; leave one of them out.")
    return quality or own


def reading(quality: Quality, asked: str | None, foreign: float) -> str:
    """The encoder of a quality, where none is asked for: that of many languages where that share of posts is not in English."""
    if asked:
        return asked
    if quality == "fast":
        return ENCODER
    return TONGUES if quality == "balanced" and foreign > FOREIGN and readable() else MATCHER
