"""How hard viewpoints are looked for, and with which weights."""

from dataclasses import dataclass
from typing import Literal

from hubbub.errors import UsageError
from hubbub.models import ENCODERS, JUDGES, encoder, judge, readable
from hubbub.models.base import Encoder, Judge

Quality = Literal["fast", "balanced", "best"]
MANY = 5_000  # posts up to which viewpoints are looked for with the matcher without being told to
STATIC, MATCHER, TONGUES, BOTH, WORDS = "distilled", "minilm", "e5", "both", "potion"
FOREIGN = 0.1  # share of posts not in English from which the encoder of many languages is taken, where it is installed
# `fast` goes by token vectors distilled from what both networks say, `balanced` by the matcher's own, `best` by these and those
# of the encoder of many languages together, where that is installed, and asks about more points. These encoders judge: their
# cosines are odds. Vectors of words do not, and go by likeness. Bounds were chosen as evals/README.md says: where no word is
# shared two networks and the taught vectors are oftener right than one, and the encoder of many languages at lower odds.
SURE = {"close": 600_000, "threshold": 300_000, "several": 4}
LIKELY = {"odds": 200_000, "wordless": 200_000, "topical": 500_000, "denying": 500_000}
BEST = SURE | {"contrary": 800_000, "threshold": 200_000, "several": 16, "beside": 1}
SEARCH: dict[str, dict[str, int]] = {
    "fast": SURE | {"wordless": 300_000, "topical": 500_000},
    "balanced": SURE | {"contrary": 800_000, "odds": 400_000, "wordless": 600_000, "beside": 1},
    "best": BEST,
    BOTH: BEST | {"wordless": 300_000},
    TONGUES: SURE | {"contrary": 800_000} | LIKELY,
    WORDS: {"odds": 600_000, "wordless": 700_000, "topical": 700_000, "denying": 700_000, "hollow": 600_000},
}
OWN: dict[str, tuple[Quality, ...]] = {
    STATIC: ("fast",),
    WORDS: ("fast",),
    MATCHER: ("balanced", "best"),
    TONGUES: ("balanced", "best"),
    BOTH: ("best",),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """How right an encoder that judges is, of a hundred: `evals/README.md`, "Members" and "Two unseen moments"."""

    quality: Quality  # that was measured
    point: int  # of members in other words than the key point's that people read: those that make the point
    partly: int  # those that make it at least in part
    held: int  # of the people who hold a view in two made-up moments: those counted under it


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same of the encoder of many languages, in those that are not English: see `evals/README.md`, "Other languages"."""

    point: int
    partly: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """How right topics are: of 100 texts that people read, those that speak of what the sentence speaks of that names their
    topic: `evals/README.md`, "Topics"."""

    same: int  # in two collections about one moment
    near: int  # there, of that or of something near it
    loose: int  # in two collections about anything


# As evals/results says; a test compares.
MEASURED = {
    STATIC: Measured("fast", 42, 68, 0),
    MATCHER: Measured("balanced", 38, 63, 1),
    BOTH: Measured("best", 42, 72, 1),
}
ELSEWHERE = Elsewhere(50, 84)
SPOKEN = {STATIC: Spoken(60, 92, 5), MATCHER: Spoken(58, 88, 5)}
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
        return STATIC
    if not readable():
        return MATCHER
    return TONGUES if foreign > FOREIGN else BOTH if quality == "best" else MATCHER


def search(name: str, quality: str) -> tuple[Encoder, Judge | None, dict[str, int]]:
    """An encoder, itself again where it judges, and the bounds of a search with it: fields of `viewpoints.Settings`."""
    bounds = SEARCH[name if name in SEARCH else quality]
    if name not in JUDGES:
        return encoder(name), None, bounds
    found = judge(name)
    return found, found, bounds


def second(name: str) -> Encoder | None:
    """The encoder that hears what texts speak of, where this one does not: taught to hear what is said, the networks, and the
    vectors that learnt from them, are half deaf to what it is said of (`evals/README.md`, "Topics"); token vectors that were not
    taught hear it, and cost next to nothing. Networks have a say beside them (`Settings.beside`)."""
    return encoder(WORDS) if name in {STATIC, MATCHER, BOTH} else None
