"""The default encoder. Sentences are made up."""

import subprocess
import sys

import numpy as np

from hubbub.models import encoder
from hubbub.models.base import LENGTH
from hubbub.models.static import BATCH, TOKENS

POTION = encoder("potion")


def score(one: str, other: str) -> float:
    left, right = POTION.encode([one, other]).astype(np.int64)
    return float(left @ right) / LENGTH**2


def test_like_texts_are_nearer_than_unlike_ones() -> None:
    music = "The music was wonderful."
    assert score(music, "What lovely music!") > score(music, "Tickets cost too much.") + 0.2


def test_full_length_but_for_rounding() -> None:
    lengths = np.linalg.norm(POTION.encode(["The music was wonderful.", "no"]).astype(np.float64), axis=1)
    assert (lengths > LENGTH * 0.995).all()


def test_more_texts_than_a_batch() -> None:
    texts = [f"chapter {n}" for n in range(BATCH + 5)]
    assert (POTION.encode(texts)[-3:] == POTION.encode(texts[-3:])).all()


def test_only_the_first_tokens_are_read() -> None:
    assert (POTION.encode(["good " * TOKENS]) == POTION.encode(["good " * TOKENS + "bad"])).all()


def test_naming_an_encoder_loads_nothing() -> None:
    code = "import sys, hubbub.models; assert 'tokenizers' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
