"""The command line: what it prints, its exit codes, and one clear sentence with a remedy for whatever goes wrong."""

import contextlib
import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
import zstandard

from hubbub import cli
from hubbub.cli import main
from hubbub.findings import Options
from tests.made import export, rows

Shell = Callable[..., tuple[int, str, str]]
HUBBUB = [sys.executable, "-c", "from hubbub.cli import main; main()"]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs a command: exit code, standard output, standard error."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hubbub", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def sentence(err: str) -> None:
    """One sentence on standard error, no traceback."""
    assert err.startswith("hubbub: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_no_command_shows_the_help(shell: Shell) -> None:
    code, out, err = shell()
    assert (code, out) == (2, "")
    assert "Commands:\n  find " in err


def test_the_version_is_told(shell: Shell) -> None:
    assert shell("--version") == (0, f"hubbub {version('hubbub')}\n", "")


def test_people_steer(shell: Shell, tmp_path: Path) -> None:
    posts, out, file = export(tmp_path / "posts.csv", rows()), tmp_path / "out", tmp_path / "viewpoints.toml"
    assert shell("find", posts, "-o", out)[0] == 0
    code, text, err = shell("steer", out)
    assert (code, err) == (0, "")
    wrong = '[[decision]]\naction = "pin"\nkey_point = "Nobody said this"\nby = "A. Editor"\nwhen = 2026-11-20\n'
    file.write_text(text + wrong, encoding="utf-8")
    code, said, err = shell("find", posts, "-o", out, "--viewpoints", file)
    assert (code, err) == (0, "")
    assert "Decision 1 of viewpoints.toml is not applied" in said
    file.write_text(wrong.replace("by", "who"), encoding="utf-8")
    code, said, err = shell("find", posts, "-o", out, "--viewpoints", file)
    assert (code, said) == (2, "")
    sentence(err)


def test_the_main_job(shell: Shell, tmp_path: Path) -> None:
    code, out, err = shell("find", export(tmp_path / "posts.csv", rows()), "-o", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "60 rows read = 60 posts + 0 left out" in out
    assert "report.html" in out
    assert shell("check", tmp_path / "out") == (
        0,
        f"{tmp_path / 'out'}: every number re-derives, every quotation is exact.\n",
        "",
    )
    code, out, err = shell("forget", tmp_path / "out", "@made_up_3")
    assert (code, err) == (0, "")
    assert out.startswith("1 posts are gone")


def test_too_little_to_say_is_said(shell: Shell, tmp_path: Path) -> None:
    code, out, _ = shell("find", export(tmp_path / "posts.csv", [(*rows()[0][:3], "lol", "en")]), "-o", tmp_path / "out")
    assert code == 0
    assert "No viewpoint is listed: too little was said that enough others said, too." in out
    assert "The largest" not in out
    _, out, _ = shell("find", export(tmp_path / "one.csv", rows()[:1]), "-o", tmp_path / "one")
    assert "1 viewpoint; 0\u00a0% of texts fit none." in out


def test_a_failed_check_is_exit_code_1(shell: Shell, tmp_path: Path) -> None:
    shell("find", export(tmp_path / "posts.csv", rows()), "-o", tmp_path / "out")
    (tmp_path / "out/article.md").write_text("changed")
    code, out, err = shell("check", tmp_path / "out")
    assert code == 1
    assert out.startswith("article.md:")
    sentence(err)


def test_read_prints_the_ledger(shell: Shell, tmp_path: Path, example: Path) -> None:
    code, out, _ = shell("read", example / "posts", "-o", tmp_path / "posts.parquet")
    assert code == 0
    assert (tmp_path / "posts.parquet").is_file()
    assert len(out.splitlines()) == len(list((example / "posts").iterdir())) + 1
    assert sorted(os.listdir(tmp_path)) == ["posts.parquet"]


def test_columns_can_be_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text(
        "zeta;eta\nThe harbour was lovely tonight;someone_made_up\nThe storm was loud;another_one\n"
    )
    code, out, err = shell("find", tmp_path / "odd.csv", "-o", tmp_path / "out", "--map", "text=zeta,author=eta")
    assert (code, err) == (0, "")
    assert "2 people" in out
    code, _, err = shell("find", tmp_path / "odd.csv", "-o", tmp_path / "out2", "--map", "text=nowhere")
    assert code == 2
    assert "zeta" in err
    sentence(err)


@pytest.mark.parametrize(
    "words",
    [
        ("find",),
        ("find", "nothing-here.csv", "-o", "OUT"),
        ("find", "posts.csv", "-o", "OUT", "--map", "text"),
        ("find", "posts.csv", "-o", "OUT", "--encoder", "imaginary"),
        ("find", "posts.csv", "-o", "OUT", "--encoder", "e5", "--quality", "fast"),
        ("find", "posts.csv", "-o", "OUT", "--about", "nothing.toml"),
        ("find", "posts.csv", "-o", "OUT", "--min-people", "0"),
        ("find", "posts.csv", "-o", "posts.csv"),
        ("find", "posts.csv", "-o", "/proc/hubbub/out"),
        ("find", "empty-folder", "-o", "OUT"),
        ("check", "empty-folder"),
        ("forget", "empty-folder", "someone"),
        ("read", "nothing-here.csv", "-o", "posts.parquet"),
        ("read", "posts.csv", "-o", "/proc/hubbub/posts.parquet"),
        ("dance",),
    ],
)
def test_wrong_use_is_exit_code_2(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    export(tmp_path / "posts.csv", rows(6))
    (tmp_path / "empty-folder").mkdir()
    code, _, err = shell(*words)
    assert code == 2
    sentence(err)
    assert sorted(os.listdir(tmp_path)) == ["empty-folder", "posts.csv"]


TEXT = "The harbour bell rang twice and nobody came to the pier that evening"
BAD: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n\n  \n",
    "png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "executable": b"\x7fELF" + os.urandom(5000),
    "zst cut short": zstandard.compress(b'{"id":"t1_a","body":"x"}\n' * 2000)[:30],
    "gzip cut short": gzip.compress(os.urandom(3000))[:100],
    "page without posts": b"<!doctype html><html><body><p>The council met on Tuesday.</p></body></html>",
    "endless line": b'{"text": "' + b"x" * 200_000_000,
    "nothing but NUL": bytes(5000),
    "broken json": b'[{"text": "unfinished',
}


@pytest.mark.parametrize("name", BAD)
def test_an_input_that_holds_nothing(shell: Shell, tmp_path: Path, name: str) -> None:
    (tmp_path / "bad").write_bytes(BAD[name])
    code, _, err = shell("find", tmp_path / "bad", "-o", tmp_path / "out")
    assert code == 2
    sentence(err)
    assert "bad" in err
    assert os.listdir(tmp_path) == ["bad"]


@pytest.mark.parametrize("name", BAD)
def test_beside_good_inputs_it_is_an_entry_in_the_ledger(shell: Shell, tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad").write_bytes(BAD[name])
    export(tmp_path / "in" / "posts.csv", rows(6))
    code, out, err = shell("find", tmp_path / "in", "-o", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "6 posts + 0 left out" not in out
    found = json.loads((tmp_path / "out/findings.json").read_bytes())
    assert [one["name"] for one in found["flow"]["inputs"]] == ["bad", "posts.csv"]
    assert shell("check", tmp_path / "out")[0] == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"])
def test_encodings(shell: Shell, tmp_path: Path, encoding: str) -> None:
    words = "Die Fähre fährt müde über den Fluss und niemand grüßt"
    (tmp_path / "posts.csv").write_bytes(f"username,text\nmade_up_a,{words}\nmade_up_b,Schön war es trotzdem\n".encode(encoding))
    code, _, err = shell("find", tmp_path / "posts.csv", "-o", tmp_path / "out")
    assert (code, err) == (0, "")
    assert words in (tmp_path / "out/report.html").read_text(encoding="utf-8")


def test_odd_cells(shell: Shell, tmp_path: Path) -> None:
    lines = [
        "id,username,created_at,text",
        "1.79E+18,made_up_a,2026-02-31T10:00:00Z,The bell rang twice",
        f"1790000000000000001,made_up_b,99999-01-01,{TEXT}",
        "1790000000000000002,made_up_c,soon,Nul\0inside",
    ]
    (tmp_path / "posts.csv").write_text("\n".join(lines))
    code, out, err = shell("find", tmp_path / "posts.csv", "-o", tmp_path / "out")
    assert (code, err) == (0, "")
    assert out.startswith("3 rows read = ")
    assert shell("check", tmp_path / "out")[0] == 0


def test_terminal_escapes_do_not_reach_the_terminal(shell: Shell, tmp_path: Path) -> None:
    hostile = "\x1b[31mThe bell rang\x1b[0m twice \u202e over the pier"
    posts = [
        (str(n), f"made_up_{n}", "", f"{hostile} {word}", "") for n, word in enumerate(["tonight", "again", "today", "twice"])
    ]
    _, out, _ = shell("find", export(tmp_path / "posts.csv", posts), "-o", tmp_path / "out")
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk: writes fail in the same places with the same kind of error."""
    source = export(tmp_path / "posts.csv", rows())
    (tmp_path / "out").mkdir()
    done = subprocess.run(
        [*HUBBUB, "find", str(source), "-o", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert done.returncode == 2
    sentence(done.stderr)
    assert list((tmp_path / "out").iterdir()) == []
    assert sorted(os.listdir(tmp_path)) == ["out", "posts.csv"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(tmp_path: Path, sent: signal.Signals) -> None:
    lines = (f'{{"text": "Post number {n} about the bell and the pier", "author": "made_up_{n}"}}' for n in range(60_000))
    (tmp_path / "posts.ndjson").write_text("\n".join(lines))
    heard = (
        f"import signal; signal.signal({sent.value}, signal.SIG_DFL); {HUBBUB[-1]}"  # a shell's job in the background ignores one
    )
    command = [*HUBBUB[:-1], heard, "find", str(tmp_path / "posts.ndjson"), "-o", str(tmp_path / "out")]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not list(tmp_path.glob(".out.hubbub-*/engine/*")):
        time.sleep(0.05)
    running.send_signal(sent)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    sentence(err)
    assert os.listdir(tmp_path) == ["posts.ndjson"]


def test_a_pipe_that_closes(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows(6))
    with contextlib.suppress(BrokenPipeError):
        command = f"{sys.executable} -c 'from hubbub.cli import main; main()' read {source} -o {tmp_path / 'p.parquet'} | true"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr


def test_standard_input(tmp_path: Path) -> None:
    source = export(tmp_path / "posts.csv", rows())
    command = [*HUBBUB, "find", "-", "-o", str(tmp_path / "out")]
    with source.open("rb") as given:
        done = subprocess.run(command, stdin=given, capture_output=True, text=True, check=True)
    assert "60 posts" in done.stdout


@pytest.mark.parametrize("verb", ["find", "check", "read", "forget"])
def test_help_teaches(shell: Shell, verb: str) -> None:
    code, out, _ = shell(verb, "--help")
    assert code == 0
    assert verb in out
    assert len(out.splitlines()) > 5


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "hubbub", "find", "--nothing"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--nothing" in done.stderr


OPINIONS = "id,author,comment\n1,@jo,a made-up opinion on the ending\n2,@lee,another made-up opinion\n"


def test_explain_shows_the_mapping_and_writes_nothing(tmp_path: Path, shell: Shell) -> None:
    (tmp_path / "a.csv").write_text(OPINIONS)
    code, out, _ = shell("read", tmp_path / "a.csv", "--explain")
    assert (code, "column       comment → text" in out) == (0, True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv"]
    assert shell("read", tmp_path / "a.csv")[0] == 2


def test_limits_are_named_and_can_be_raised(tmp_path: Path, shell: Shell) -> None:
    (tmp_path / "a.csv").write_text(OPINIONS)
    command = ("read", tmp_path / "a.csv", "-o", tmp_path / "a.parquet", "--limit")
    code, _, err = shell(*command, "row=20")
    assert (code, "longer than 20 bytes" in err) == (2, True)
    assert shell(*command, "row=1KB")[0] == 0
    code, _, err = shell(*command, "rows=1KB")
    assert (code, "say one of row" in err) == (2, True)


def test_on_a_terminal_the_column_of_texts_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text(
        "text,comment\nthis is one reading,and this is the other\nonce again one,and the other again\n"
    )
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: 2)
    assert cli.answered([str(tmp_path / "a.csv")], Options()).texts == {"a.csv": "comment"}
