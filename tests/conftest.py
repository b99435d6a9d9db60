"""What every test has: no network, the example, and the shared data where it is there."""

import os
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

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
