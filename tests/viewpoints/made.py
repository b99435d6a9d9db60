"""Made-up sentences for the tests of viewpoints."""

from collections.abc import Sequence

import numpy as np

from hubbub.models import encoder
from hubbub.models.text import key
from hubbub.viewpoints.assign import Assigner
from hubbub.viewpoints.discover import discover
from hubbub.viewpoints.sample import Found, Sample, Settings
from hubbub.viewpoints.space import encode

POTION = encoder("potion")
PRAISE = [
    "The music was {} wonderful",
    "I {} loved the music",
    "Such {} beautiful music in this film",
    "The soundtrack was {} great",
]
COMPLAINT = [
    "The film was {} too long",
    "It should have been {} shorter",
    "This movie goes on {} forever",
    "Far too long, {} an hour less please",
]
PRICES = ["Tickets are {} too expensive", "I cannot {} afford the cinema any more", "The price of a ticket is {} a joke"]
FILLERS = ["really", "honestly", "truly", "simply", "just", "so", "quite", "again", "always", "frankly", "clearly", "indeed"]


def crowd() -> list[str]:
    """Some 130 sentences of three views."""
    return [view.format(filler) for group in (PRAISE, COMPLAINT, PRICES) for view in group for filler in FILLERS]


def sample(texts: Sequence[str], voices: Sequence[int] | None = None, langs: Sequence[str] | None = None) -> Sample:
    """Each sentence a voice of its own unless told."""
    said = np.arange(len(texts)) if voices is None else np.array(voices, np.int64)
    vectors = encode(POTION, texts)
    return Sample(list(texts), vectors, said, list(langs or ["en"] * len(texts)), [key(text) for text in texts])


def found(one: Sample, settings: Settings | None = None) -> tuple[Found, list[str]]:
    """What was found, and the key points' texts."""
    result = discover(one, settings or Settings())
    return result, [one.texts[point.index] for point in result.points]


def assigned(one: Sample, settings: Settings | None = None) -> dict[str, tuple[str, int]]:
    """Sentence to the text of its key point and the score."""
    settings = settings or Settings()
    result, names = found(one, settings)
    rows, points, scores = Assigner(one, result, settings).assign(one.texts, one.vectors, one.langs)
    triples = zip(rows.tolist(), points.tolist(), scores.tolist(), strict=True)
    return {one.texts[row]: (names[point], score) for row, point, score in triples}
