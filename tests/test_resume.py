"""A job that is killed, at any moment: the same command gives the same bytes, uses nothing stale or damaged, leaves nothing.

Jobs run in processes of their own, forked from one that has imported everything, each with its group, and are killed for good.
"""

import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

import hubbub
from hubbub import findings, journal, quality
from hubbub.write import claim
from tests.made import TURNS, VIEWS, export

FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["tests.test_resume", "hubbub.findings", "hubbub.models.static", "altair", "vl_convert"])
PEOPLE = 3_000
STEPS = {"copies": "screening", "cut": "copies", "group": "sentences", "deliver": "viewpoints"}  # and the stage before each


@dataclass(frozen=True)
class Job:
    """One call of `find`. `dies` names the step of `findings` in whose middle it is killed; "" for none."""

    source: Path
    out: Path
    dies: str = ""
    options: tuple[tuple[str, object], ...] = ()

    def __call__(self) -> None:
        os.setsid()
        if self.dies:
            setattr(findings, self.dies, killed)
        quality.MANY = 0
        hubbub.find([self.source], self.out, hubbub.Options(**dict(self.options)))  # type: ignore[arg-type]

    def start(self) -> BaseProcess:
        """Starts it in a process of its own."""
        process = FORK.Process(target=self)
        process.start()
        return process

    def finish(self) -> int | None:
        """Runs it to its end; its exit code."""
        process = self.start()
        process.join()
        return process.exitcode


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quality fast: the stages are the same, and there are many jobs here."""
    monkeypatch.setattr(quality, "MANY", 0)


def killed(*_: object, **__: object) -> None:
    """Stands for a step in which the power fails."""
    os.kill(os.getpid(), signal.SIGKILL)


def collection(path: Path, people: int = PEOPLE) -> Path:
    """A made-up collection, a post a person."""
    words = [text.lower() for text in VIEWS]
    posts = [
        (str(700_000 + n), f"made_up_{n}", f"2026-05-0{1 + n % 9}T{n % 24:02d}:00:00Z", TURNS[n % 10].format(VIEWS[n % 6]), "en")
        for n in range(0, people, 2)
    ]
    posts += [
        (str(700_000 + n), f"made_up_{n}", "", f"On seat {n} {words[n % 6]}, said my cousin {n * 7}. We left at {n % 60}.", "en")
        for n in range(1, people, 2)
    ]
    return export(path, posts)


def bytes_of(out: Path) -> bytes:
    """The findings."""
    return (out / "findings.json").read_bytes()


def resumed(out: Path) -> str | None:
    """The stage after which a run went on."""
    found = json.loads((out / "run.json").read_text())
    return str(found["resumed_after"]) if "resumed_after" in found else None


def only(folder: Path, *names: str) -> None:
    """Nothing else lies in a folder."""
    assert sorted(os.listdir(folder)) == sorted(names)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection."""
    return collection(tmp_path_factory.mktemp("in") / "posts.csv")


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, float]:
    """The findings of undisturbed runs, and the seconds one takes."""
    folder = tmp_path_factory.mktemp("whole")
    assert Job(source, folder / "out").finish() == 0
    began = time.monotonic()
    assert Job(source, folder / "again").finish() == 0
    taken = time.monotonic() - began
    assert bytes_of(folder / "out") == bytes_of(folder / "again")
    assert resumed(folder / "again") is None
    return bytes_of(folder / "out"), taken


def test_killed_at_twenty_random_points(source: Path, whole: tuple[bytes, float], tmp_path: Path) -> None:
    chance, tries = random.Random(4), 0
    after: list[str | None] = []
    while len(after) < 20:
        tries += 1
        assert tries < 100, "jobs end before they are killed"
        process = Job(source, tmp_path / "out").start()
        time.sleep(chance.uniform(0, 0.97 * whole[1]))
        try:
            os.killpg(process.pid or 0, signal.SIGKILL)
        except ProcessLookupError:  # it has no group yet, or has ended
            process.kill()
        process.join()
        if process.exitcode != -signal.SIGKILL:
            continue
        assert Job(source, tmp_path / "out").finish() == 0
        assert bytes_of(tmp_path / "out") == whole[0]
        only(tmp_path, "out")
        after.append(resumed(tmp_path / "out"))
    assert any(after), "not one kill left work that was used"


@pytest.mark.parametrize(("dies", "after"), list(STEPS.items()))
def test_it_goes_on_after_the_last_finished_stage(
    source: Path, whole: tuple[bytes, float], tmp_path: Path, dies: str, after: str
) -> None:
    assert Job(source, tmp_path / "out", dies).finish() == -signal.SIGKILL
    assert not (tmp_path / "out").exists()
    said: list[str] = []
    findings.find([source], tmp_path / "out", tell=said.append)
    assert len(said) == 1
    assert said[0].startswith(f"Continuing after {after}, from the run that was stopped at ")
    assert (bytes_of(tmp_path / "out"), resumed(tmp_path / "out")) == (whole[0], after)
    only(tmp_path, "out")


def test_killed_again_and_again(source: Path, whole: tuple[bytes, float], tmp_path: Path) -> None:
    for dies in ("copies", "group", "copies", "deliver"):  # the third has nothing to die of, and ends
        Job(source, tmp_path / "out", dies).finish()
    assert Job(source, tmp_path / "out").finish() == 0
    assert (bytes_of(tmp_path / "out"), resumed(tmp_path / "out")) == (whole[0], "viewpoints")
    only(tmp_path, "out")


def kept(tmp_path: Path) -> list[Path]:
    """The tables that a killed run left, newest stage last."""
    (left,) = tmp_path.glob(".out.hubbub-*")
    stages = [one["name"] for one in json.loads((left / "manifest.json").read_text())["stages"]]
    return [path for stage in stages for path in sorted((left / "kept" / stage).glob("*.parquet"))]


def flip(path: Path) -> None:
    """One bit differs, in the middle; size and times are the same."""
    about, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()  # the other stages link the same file
    path.write_bytes(data)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def truncate(path: Path) -> None:
    """Cut short, for every stage that keeps it."""
    os.truncate(path, path.stat().st_size // 2)


DAMAGE: dict[str, tuple[Callable[[Path], object], str, str | None]] = {
    "a flipped bit in the last stage": (flip, "sentences/vectors", "copies"),
    "a lost table of the last stage": (Path.unlink, "sentences/sentences", "copies"),
    "a table cut short in every stage": (truncate, "sentences/posts", None),
    "a foreign file": (lambda path: path.with_name("more.parquet").write_bytes(b"?"), "sentences/posts", "copies"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damaged_tables_are_never_used(source: Path, whole: tuple[bytes, float], tmp_path: Path, name: str) -> None:
    damage, which, after = DAMAGE[name]
    assert Job(source, tmp_path / "out", "group").finish() == -signal.SIGKILL
    damage(next(path for path in kept(tmp_path) if str(path).endswith(f"{which}.parquet")))
    said: list[str] = []
    findings.find([source], tmp_path / "out", tell=said.append)
    assert len(said) == 1
    assert "damaged" in said[0]
    assert (bytes_of(tmp_path / "out"), resumed(tmp_path / "out")) == (whole[0], after)
    only(tmp_path, "out")


@pytest.mark.parametrize(
    "garbage", [b"", b"{", b"[]", b'{"key": 3}', b'{"key": {}, "stages": [{"name": 1}]}', bytes(range(160, 256))]
)
def test_a_damaged_manifest_is_never_used(source: Path, whole: tuple[bytes, float], tmp_path: Path, garbage: bytes) -> None:
    assert Job(source, tmp_path / "out", "copies").finish() == -signal.SIGKILL
    (left,) = tmp_path.glob(".out.hubbub-*")
    (left / "manifest.json").write_bytes(garbage)
    assert Job(source, tmp_path / "out").finish() == 0
    assert (bytes_of(tmp_path / "out"), resumed(tmp_path / "out")) == (whole[0], None)
    only(tmp_path, "out")


def test_stale_work_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = collection(tmp_path / "posts.csv", 300)
    changes: dict[str, Callable[[], dict[str, object]]] = {
        "another option": lambda: {"min_people": 2},
        "a moment": lambda: {"about": moment(tmp_path / "moment.toml", "The finale")},
        "another moment": lambda: {"about": moment(tmp_path / "moment.toml", "The other finale")},
        "another input": lambda: (collection(source, 302), {})[1],
        "newer code": lambda: (monkeypatch.setattr(journal, "program", lambda: ["newer"]), {})[1],
    }
    for name, change in changes.items():
        assert Job(source, tmp_path / "out", "deliver").finish() == -signal.SIGKILL
        findings.find([source], tmp_path / "out", hubbub.Options(**change()))  # type: ignore[arg-type]
        assert resumed(tmp_path / "out") is None, name
        assert not list(tmp_path.glob(".out*")), name


def moment(path: Path, title: str) -> Path:
    """A moment.toml."""
    path.write_text(f'title = "{title}"\n')
    return path


def test_speed_and_memory_may_change(source: Path, whole: tuple[bytes, float], tmp_path: Path) -> None:
    assert Job(source, tmp_path / "out", "copies").finish() == -signal.SIGKILL
    assert Job(source, tmp_path / "out", options=(("threads", 1), ("memory", "512MB"))).finish() == 0
    assert (bytes_of(tmp_path / "out"), resumed(tmp_path / "out")) == (whole[0], "screening")


def test_an_input_that_changes_before_it_is_read_leaves_no_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, load = collection(tmp_path / "posts.csv", 60), findings.load

    def late(*given: object) -> None:
        collection(source, 62)
        load(*given)  # type: ignore[arg-type]
        seen.append(sorted(tmp_path.glob(".out.hubbub-*/kept/*")))

    seen: list[list[Path]] = []
    monkeypatch.setattr(findings, "load", late)
    monkeypatch.setattr(findings, "deliver", lambda *_: seen.append(sorted(tmp_path.glob(".out.hubbub-*/kept/*"))))
    findings.find([source], tmp_path / "out")
    assert seen == [[], []]


def test_a_living_run_keeps_its_folder(tmp_path: Path) -> None:
    place = tmp_path / "out"
    with claim.claimed(place) as ours:
        with claim.claimed(place) as theirs:  # the same process id, as in another container
            assert ours != theirs
            assert (ours / "out").is_dir()
        only(tmp_path, ours.name)
    only(tmp_path)


def test_a_process_id_that_is_used_again_protects_nothing(tmp_path: Path) -> None:
    held = claim.made(tmp_path / "out")
    os.close(held.lock)  # as when its process dies; the id is this living process's
    with claim.claimed(tmp_path / "out") as ours:
        assert (ours / "out").is_dir()
    only(tmp_path)


def test_what_lay_there_before_is_put_back_and_its_takedown_honoured(tmp_path: Path) -> None:
    source = collection(tmp_path / "posts.csv", 120)
    assert Job(source, tmp_path / "out").finish() == 0
    hubbub.forget(tmp_path / "out", ["@made_up_4"])
    assert Job(source, tmp_path / "out", "deliver").finish() == -signal.SIGKILL
    (left,) = tmp_path.glob(".out.hubbub-*")
    (tmp_path / "out").rename(left / "old")  # as between the two renames
    assert Job(source, tmp_path / "out").finish() == 0
    assert resumed(tmp_path / "out") == "viewpoints"
    assert all(b"made_up_4," not in path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert hubbub.check(tmp_path / "out") == []
    only(tmp_path, "out", "posts.csv")


def test_other_decisions_of_people_are_other_work(source: Path, whole: tuple[bytes, float], tmp_path: Path) -> None:
    file = tmp_path / "viewpoints.toml"
    file.write_text(
        f'[[decision]]\naction = "reject"\nkey_point = "{VIEWS[0]}"\nby = "A. Editor"\nwhen = 2026-11-20\n', encoding="utf-8"
    )
    assert Job(source, tmp_path / "out", "deliver").finish() == -signal.SIGKILL
    steered = Job(source, tmp_path / "out", "deliver", (("viewpoints", file),))
    assert steered.finish() == -signal.SIGKILL  # begins anew, and is killed too
    file.write_text(file.read_text(encoding="utf-8").replace("reject", "pin"), encoding="utf-8")
    assert Job(source, tmp_path / "out", "", (("viewpoints", file),)).finish() == 0
    assert resumed(tmp_path / "out") is None
    assert bytes_of(tmp_path / "out") != whole[0]
