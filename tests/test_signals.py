"""Signals that end a job: heard wherever they fall, never halfway through what must be whole."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hubbub.signals import AGAIN, listening, running, undisturbed
from tests.made import export, rows
from tests.test_cli import sentence

HEARD = "import os, signal, sys, time; from pathlib import Path; signal.signal(signal.SIGINT, signal.SIG_DFL); "
# Runs the command line; where a file or folder is put into place, the signal falls.
AT_A_RENAME = """
from hubbub import cli
place, which, before = Path(sys.argv.pop(1)), int(sys.argv.pop(1)), Path.{rename}
met = []

def interrupted(one, target):
    if place in (one, Path(target)):
        met.append(one)
        if len(met) == which:
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(1000):
                pass
    return before(one, target)

Path.{rename} = interrupted
cli.main()
"""


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Whoever handles signals handles them after a test, too; Ctrl-C is heard, which a shell's background ignores."""
    outside = signal.signal(signal.SIGINT, signal.default_int_handler)
    every = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
    handlers, hook = [signal.getsignal(one) for one in every], sys.unraisablehook
    yield
    assert ([signal.getsignal(one) for one in every], sys.unraisablehook, running) == (handlers, hook, [])
    signal.signal(signal.SIGINT, outside)


def process(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, whose Ctrl-C is not ignored as in a shell's background."""
    return subprocess.run([sys.executable, "-c", HEARD + code, *words], capture_output=True, text=True, check=False, timeout=100)


@pytest.mark.parametrize("which", [1, 2])
@pytest.mark.parametrize("command", ["find", "forget"])
def test_an_interruption_between_the_old_folder_and_the_new(tmp_path: Path, command: str, which: int) -> None:
    """The old one goes first, then the new one comes: both renames are made, and nothing else is said."""
    source, out = export(tmp_path / "posts.csv", rows(6)), tmp_path / "out"
    assert process("from hubbub.cli import main; main()", "find", str(source), "-o", str(out)).returncode == 0
    before = (out / "run.json").read_bytes()
    words = [str(source), "-o", str(out)] if command == "find" else [str(out), somebody(out)]
    done = process(AT_A_RENAME.format(rename="rename"), str(out), str(which), command, *words)
    assert (done.returncode, done.stderr) in [(0, ""), (130, "hubbub: Interrupted; what was asked for is in place.\n")]
    assert (out / "run.json").read_bytes() != before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "posts.csv"]


def somebody(out: Path) -> str:
    """A handle that can be forgotten."""
    handles = pq.read_table(out / "tables" / "posts.parquet", columns=["author_handle"]).column(0).to_pylist()
    return str(next(filter(None, handles)))


def test_an_interruption_while_a_file_is_put_into_place(tmp_path: Path) -> None:
    source, file = export(tmp_path / "posts.csv", rows(6)), tmp_path / "posts.parquet"
    file.write_text("an earlier one")
    done = process(AT_A_RENAME.format(rename="replace"), str(file), "1", "read", str(source), "-o", str(file))
    assert (done.returncode, done.stderr) in [(0, ""), (130, "hubbub: Interrupted; what was asked for is in place.\n")]
    assert file.read_bytes()[:4] == b"PAR1"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["posts.csv", "posts.parquet"]


@pytest.mark.parametrize("job", ["swallowing", "tidying", "tidying_twice"])
def test_an_interruption_that_a_library_swallows(tmp_path: Path, job: str) -> None:
    """It comes again until it is heard, but never while what it has ended is being tidied up."""
    jobs = f"""
from hubbub import cli

def swallowing():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)
    except BaseException:
        pass
    time.sleep(60)

def tidying():
    try:
        swallowing()
    finally:
        until = time.monotonic() + 1
        while time.monotonic() < until:
            time.sleep(0.01)
        Path({str(tmp_path / "tidy")!r}).touch()

def tidying_twice():
    try:
        tidying()
    except KeyboardInterrupt:
        time.sleep(0.5)
        raise RuntimeError("made of an interruption") from None

cli.app = lambda standalone_mode: {job}()
cli.main()
"""
    began = time.monotonic()
    done = process(jobs)
    assert done.returncode == 130, done.stderr
    sentence(done.stderr)
    assert time.monotonic() - began < 50
    assert (tmp_path / "tidy").exists() == (job != "swallowing")


# A command that is interrupted, and then does this.
THEN = """
from hubbub import cli
from hubbub.errors import CheckError

def command(standalone_mode):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass
    except KeyboardInterrupt:
        {then}

cli.app = command
cli.main()
"""


def test_a_job_that_was_done_when_the_interruption_came() -> None:
    """Nothing is said of an output folder that would be as it was."""
    done = process(THEN.format(then="pass"))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("fault", ["CheckError('two things do not hold')", "RuntimeError('made of it')"])
def test_an_error_after_an_interruption(fault: str) -> None:
    """What does not hold is said; any other error may be what a library made of the interruption."""
    done = process(THEN.format(then=f"raise {fault} from None"))
    sentence(done.stderr)
    assert (done.returncode, "do not hold" in done.stderr) == ((1, True) if "Check" in fault else (130, False))


def test_an_impatient_one_is_obeyed_at_the_third_signal(tmp_path: Path) -> None:
    job = f"""
from hubbub import cli

def tidying(standalone_mode):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(60)
    finally:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.5)
        Path({str(tmp_path / "second")!r}).touch()
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.5)
        Path({str(tmp_path / "third")!r}).touch()

cli.app = tidying
cli.main()
"""
    done = process(job)
    assert (done.returncode, done.stderr) == (130, "hubbub: Interrupted; nothing was changed.\n")
    assert [one.name for one in tmp_path.iterdir()] == ["second"]


def test_what_is_dropped_comes_again(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a handler not of ours raised it, too, such as Spark's."""

    class Ending:
        def __del__(self) -> None:
            raise KeyboardInterrupt

    def work() -> None:
        with listening():
            Ending()
            time.sleep(20 * AGAIN)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert capsys.readouterr().err == ""


def test_nothing_is_interrupted_once_the_end_has_begun() -> None:
    with listening() as job:
        assert job.end()
        signal.raise_signal(signal.SIGTERM)
        time.sleep(2 * AGAIN)
    assert job.heard == []


def test_what_is_ignored_stays_ignored() -> None:
    """As under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with listening() as job:
            signal.raise_signal(signal.SIGHUP)
            with undisturbed():
                signal.raise_signal(signal.SIGHUP)
        assert job.heard == []
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_falls_meanwhile_is_put_off_and_not_lost() -> None:
    """A caller's alarm, too."""
    heard: list[int] = []
    before = {one: signal.signal(one, lambda number, _: heard.append(number)) for one in (signal.SIGALRM, signal.SIGTERM)}
    try:
        with undisturbed():
            signal.setitimer(signal.ITIMER_REAL, 0.01)
            time.sleep(0.1)
            signal.raise_signal(signal.SIGTERM)
            assert heard == []
        assert sorted(heard) == sorted([signal.SIGALRM, signal.SIGTERM])
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def test_ctrl_c_meanwhile_is_raised_afterwards() -> None:
    done = []

    def work() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("whole")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["whole"]


def test_a_caller_keeps_its_timer() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _: heard.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with listening():
            pass
        time.sleep(0.4)
        assert heard == [signal.SIGALRM]
    finally:
        signal.signal(signal.SIGALRM, before)


def test_another_thread_is_not_disturbed() -> None:
    done = []

    def work() -> None:
        with undisturbed():
            done.append("whole")

    one = threading.Thread(target=work)
    one.start()
    one.join()
    assert done == ["whole"]
