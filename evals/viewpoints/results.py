"""Where figures go: `results/T<n>.json`, in the form of TARGETS.md, and the tables of README.md."""

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

EVALS = Path(__file__).parents[1]
PACKAGES = ("numpy", "scikit-learn", "tokenizers")


def save(target: str, figures: Mapping[str, float], data: str, command: str, by_set: Mapping[str, Any]) -> None:
    """Writes a target's file and prints its figures."""
    record = {
        "target": target,
        "figures": rounded(figures),
        "data": data,
        "command": command,
        "seed": 0,
        "versions": {"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        "date": datetime.now(UTC).date().isoformat(),
        "by_set": rounded(by_set),
    }
    (EVALS / "results").mkdir(exist_ok=True)
    (EVALS / "results" / f"{target}.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    print(json.dumps(record["figures"], indent=1))


def rounded(value: Any) -> Any:  # noqa: ANN401 - as JSON is
    """Numbers to four places, wherever they stand."""
    if isinstance(value, Mapping):
        return {name: rounded(one) for name, one in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def table(name: str, lines: Sequence[str]) -> None:
    """Puts a table into README.md between its marks."""
    readme = EVALS / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(f"<!-- {name} -->\n")
    after = rest.partition(f"<!-- /{name} -->\n")[2]
    readme.write_text(f"{before}<!-- {name} -->\n" + "\n".join(lines) + f"\n<!-- /{name} -->\n{after}", "utf-8")


def grid(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A table of what was found: a row each, a column a figure."""
    names = list(dict.fromkeys(name for figures in found.values() for name in figures))
    head = [f"| | {' | '.join(name.replace('_', ' ') for name in names)} |", "|---" * (len(names) + 1) + "|"]
    cells = [[cell(figures, name) for name in names] for figures in found.values()]
    return head + [f"| {name} | {' | '.join(row)} |" for name, row in zip(found, cells, strict=True)]


def cell(figures: Mapping[str, float], name: str) -> str:
    """A figure to three places, or nothing."""
    return f"{figures[name]:.3f}".rstrip("0").rstrip(".") if name in figures else ""
