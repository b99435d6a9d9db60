"""What every test has: no network, the example, and the shared data where it is there."""

import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import NDArray

from hubbub.models.base import Encoder
from hubbub.viewpoints import space, stage

# Speed is measured by `make bench`: on a busy machine an example may take any time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A Spark of a test lives for a minute; with these Java spends half as much CPU on it, for it does not optimise itself.
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
os.environ |= {"SPARK_SUBMIT_OPTS": BRIEF, "SPARK_DAEMON_JAVA_OPTS": BRIEF}

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every connection that would leave this machine: Hubbub works alone."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int] | str) -> None:
        inside = self.family == socket.AF_UNIX or str(address[0]).startswith(LOOPBACK)
        if not inside:
            raise AssertionError(f"a test tried to reach the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


class Remembered:
    """What encoders said of sentences, each asked once: the same whatever else they are asked (contracts/test_encoders.py)."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, str], NDArray[np.int16]] = {}

    def __call__(self, encoder: Encoder, texts: Sequence[str], plains: Sequence[str]) -> NDArray[np.int16]:
        """`viewpoints.space.read`."""
        names = [(encoder.sha256, *pair) for pair in zip(texts, plains, strict=True)]
        fresh = list(dict.fromkeys(name for name in names if name not in self.known))
        vectors = space.read(encoder, [text for _, text, _ in fresh], [bare for *_, bare in fresh])
        self.known |= dict(zip(fresh, vectors, strict=True))
        return np.array([self.known[name] for name in names], np.int16).reshape(len(names), encoder.dimensions)


REMEMBERED = Remembered()


@pytest.fixture(autouse=True)
def remembered(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of what a small job costs is a network, so tests of anything else have it read a sentence once."""
    if request.node.get_closest_marker("anew") is None:
        monkeypatch.setattr(stage, "read", REMEMBERED)


def lacking(why: str) -> NoReturn:
    """Skips a test that cannot run here, except where CI says that nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(f"{why}, and in CI no test may be skipped")
    pytest.skip(why)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the repository. Skips without it, except where CI says that nothing may be skipped."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        lacking(f"{folder} is not on this machine")
    return folder


@pytest.fixture(scope="session")
def example() -> Path:
    """The made-up example that ships with the package: posts/, moment.toml, truth.json."""
    return ROOT / "src/hubbub/example"
