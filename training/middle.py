"""What vectors of multilingual-e5-small have in common, whatever is said: taken off, so that unlike sentences score near zero.

    python -m training.middle          # writes src/hubbub/models/e5.npy; needs hubbub[languages]

The mean, over nine languages, of the mean vector of sentences of ours (those of evals/viewpoints/denial.txt and kinds.txt). Its
cosines lie between .75 and .95 otherwise, and in a small collection the mean of its own sentences is too poor to be taken off.
"""

from collections import defaultdict
from pathlib import Path

import numpy as np

from hubbub.models.carried import MIDDLE_FILE, Carried
from hubbub.models.text import plain

EVALS = Path(__file__).parents[1] / "evals" / "viewpoints"
FILES = ("denial.txt", "kinds.txt")


def sentences() -> dict[str, list[str]]:
    """Our sentences by language."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in FILES:
        lang = ""
        for line in (EVALS / name).read_text("utf-8").splitlines():
            if line.startswith("["):
                lang = line
            elif line and not line.startswith("#"):
                found[lang] += [plain(one) for one in line.removeprefix(line.split(" ")[0] * (name == "kinds.txt")).split(" / ")]
    return found


def main() -> None:
    """Writes the file."""
    encoder = Carried(middle=False)
    means = [encoder.encode(texts).astype(np.float64).mean(axis=0) for _, texts in sorted(sentences().items())]
    np.save(MIDDLE_FILE, np.rint(np.mean(means, axis=0)).astype(np.int16))


if __name__ == "__main__":
    main()
