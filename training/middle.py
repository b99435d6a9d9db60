"""What vectors of multilingual-e5-small have in common, whatever is said: taken off, so that unlike sentences score near zero.

    python -m training.middle          # writes src/hubbub/models/e5/middle.npy; needs hubbub[languages]

The mean, over nine languages, of the mean vector of sentences of ours (those of evals/viewpoints/denial.txt and kinds.txt). Its
cosines lie between .75 and .95 otherwise, and in a small collection the mean of its own sentences is too poor to be taken off.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from evals.viewpoints.boundaries import read
from evals.viewpoints.denial import triple
from evals.viewpoints.kinds import pair

from hubbub.models.carried import MIDDLE_FILE, Carried
from hubbub.models.text import plain

EVALS = Path(__file__).parents[1] / "evals" / "viewpoints"
FILES: dict[str, Callable[[str], Iterable[str]]] = {"denial.txt": triple, "kinds.txt": lambda line: pair(line)[1:]}


def sentences() -> list[list[str]]:
    """Our sentences, a list a language."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, parts in FILES.items():
        for lang, halves in read(EVALS / name).items():
            found[lang] += [plain(one) for lines in halves.values() for line in lines for one in parts(line)]
    return list(found.values())


def main() -> None:
    """Writes the file."""
    encoder = Carried(raw=True)
    means = [encoder.encode(texts).astype(np.float64).mean(axis=0) for texts in sentences()]
    np.save(MIDDLE_FILE, np.rint(np.mean(means, axis=0)).astype(np.int16))


if __name__ == "__main__":
    main()
