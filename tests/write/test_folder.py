"""Errors of the disk, as sentences."""

import errno
import os
from pathlib import Path

import pytest

from hubbub.write.folder import refused


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_what_a_library_says_of_a_disk_is_put_plainly(number: int) -> None:
    said = str(refused(Path("out"), OSError(number, "Error writing bytes to file. Detail: [errno 28] ENOSPC (/tmp/x)")))
    assert said.startswith(f"out: {os.strerror(number)}; nothing was changed there.")
    assert "errno" not in said


def test_an_error_without_a_number_keeps_its_words() -> None:
    assert str(refused(Path("out"), OSError("the disk went away"))).startswith("out: the disk went away;")
