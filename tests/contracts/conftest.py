"""A Spark on two cores of this machine, started once for all tests that need it: Java takes its time."""

from collections.abc import Iterator

import pytest

from hubbub.engines.spark import Spark


@pytest.fixture(scope="session")
def spark_here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    """While it runs, `--engine spark` is a new session of it."""
    made = Spark(tmp_path_factory.mktemp("spark") / "work", "local[2]")
    yield made
    made.close()
