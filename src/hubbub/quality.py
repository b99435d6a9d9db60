"""How hard viewpoints are looked for, and with which weights."""

from typing import Literal

from hubbub.errors import UsageError
from hubbub.models import ENCODERS, encoder, matcher, readable
from hubbub.models.base import Encoder, Matcher

Quality = Literal["fast", "balanced", "best"]
MANY = 5_000  # posts up to which viewpoints are looked for with the matcher without being told to
ENCODER, MATCHER, TONGUES = "potion", "minilm", "e5"
FOREIGN = 0.1  # share of posts not in English from which the encoder of many languages is taken, where it is installed
# `fast` goes by vectors of words, the others by the matcher's, which lie closer, so their bounds are others; `best` asks about
# more points; the encoder of many languages is no matcher, and goes by nearness. Each was chosen as evals/README.md says.
CLOSER = {"merge": 450_000, "close": 600_000, "contrary": 800_000}
SEARCH: dict[str, dict[str, int]] = {
    "fast": {},
    "balanced": CLOSER | {"threshold": 300_000, "several": 4},
    "best": CLOSER | {"threshold": 200_000, "several": 16},
    TONGUES: {"merge": 450_000, "close": 550_000, "contrary": 700_000, "threshold": 500_000},
}
OWN: dict[str, tuple[Quality, ...]] = {ENCODER: ("fast",), MATCHER: ("balanced", "best"), TONGUES: ("balanced",)}
ABROAD = "count(CASE WHEN lang <> 'en' THEN 1 END)"  # of `posts`: those not in English, as far as their language is known


def suited(asked: str | None, quality: Quality | None, posts: int) -> Quality:
    """The quality for so many posts. Raises UsageError where the encoder asked for is unknown, or not that of the quality."""
    if asked is None:
        return quality or ("balanced" if posts <= MANY else "fast")
    if asked not in ENCODERS:
        raise UsageError(f"No encoder is called {asked!r}; choose one of: {', '.join(ENCODERS)}.")
    if quality and quality not in OWN[asked]:
        raise UsageError(f"--quality {quality} does not go with --encoder {asked}; leave one of them out.")
    return quality or OWN[asked][0]


def reading(quality: Quality, asked: str | None, foreign: float) -> str:
    """The encoder of a quality, where none is asked for: that of many languages where that share of posts is not in English."""
    if asked:
        return asked
    if quality == "fast":
        return ENCODER
    return TONGUES if quality == "balanced" and foreign > FOREIGN and readable() else MATCHER


def search(name: str, quality: str) -> tuple[Encoder, Matcher | None, dict[str, int]]:
    """An encoder, itself again where it is the matcher, and the bounds of a search with it: fields of `viewpoints.Settings`."""
    judge = matcher(name) if name == MATCHER else None
    return judge or encoder(name), judge, SEARCH[name if name in SEARCH else quality]
